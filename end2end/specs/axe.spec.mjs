// axe without findings on every page, light and dark.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/fixtures.mjs';
import { PAGES, addressOf, signIn } from '../support/pages.mjs';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Each role signs in once per worker. */
const signedIn = new Map();
/** Addresses found on the way to others. */
const known = new Map();

for (const entry of PAGES) {
  test(`axe on ${entry.name}`, async ({ browser, viewport, locale, baseURL }) => {
    // Without motion: colours are what they will be at once.
    const context = await browser.newContext({ viewport, locale, baseURL, reducedMotion: 'reduce', storageState: signedIn.get(entry.as) });
    const page = await context.newPage();
    if (entry.as && !signedIn.has(entry.as)) {
      await signIn(page, entry.as);
      signedIn.set(entry.as, await context.storageState());
    }
    const found = [];
    const address = await addressOf(page, entry, known);
    test.skip(!address, 'nothing of this kind in the demo data');
    await context.addCookies([{ name: 'theme', value: 'light', url: baseURL }]);
    await page.goto(address, { waitUntil: 'networkidle' });
    for (const theme of ['light', 'dark']) {
      // As the server would print it; only charts draw with colours of their own and come anew.
      if (theme === 'dark' && (await page.locator('.chart-body').count())) {
        await context.addCookies([{ name: 'theme', value: theme, url: baseURL }]);
        await page.goto(address, { waitUntil: 'networkidle' });
      } else {
        await page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
      }
      // Nothing may run in the frame of a mail, so axe would wait for it for ever.
      const { violations } = await new AxeBuilder({ page }).withTags(tags).exclude('iframe[sandbox=""]').analyze();
      for (const violation of violations) {
        const where = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ');
        found.push(`${theme}: ${violation.id} at ${where}`);
      }
    }
    await context.close();
    expect(found).toEqual([]);
  });
}
