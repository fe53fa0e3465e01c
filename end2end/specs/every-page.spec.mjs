// Every page, as each role: it answers, fits a phone and a desk, and throws nothing.
import { expect, test } from '../support/fixtures.mjs';
import { PAGES, addressOf } from '../support/pages.mjs';

for (const role of new Set(PAGES.map((entry) => entry.as))) {
  test(`pages of ${role ?? 'a visitor'}`, async ({ as, javaScriptEnabled }) => {
    test.setTimeout(300_000);
    // The same style sheet serves both; without a script the narrowest tells enough.
    const widths = javaScriptEnabled === false ? [360] : [360, 390, 1280];
    const page = await as(role);
    const thrown = [];
    page.on('pageerror', (error) => thrown.push(`${page.url()}: ${error.message}`));
    const known = new Map();
    for (const entry of PAGES.filter((entry) => entry.as === role)) {
      await test.step(entry.name, async () => {
        const address = await addressOf(page, entry, known);
        expect(address, `a link to ${entry.name}`).not.toBeNull();
        known.set(entry.name, address);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 844 });
          const answer = await page.goto(address);
          expect(answer.status(), address).toBeLessThan(entry.missing ? 500 : 400);
          await expect(page.locator('h1')).toHaveCount(1);
          const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(excess, `${address} at ${width} px is too wide by`).toBeLessThanOrEqual(0);
        }
      });
    }
    expect(thrown).toEqual([]);
  });
}
