// Every page, as the one who looks at it: it answers, fits a phone and a desk, throws nothing, and
// axe finds nothing in the light and in the dark.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/fixtures.mjs';
import { PAGES } from '../support/pages.mjs';

const addresses = JSON.parse(process.env.BIRQADAM_PAGES ?? '{}');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// The last one stays for axe.
const widths = [360, 390, 1280];

/** In one browser, which keeps what it loaded; few enough that two can share the work. */
const AT_ONCE = 10;

for (const role of new Set(PAGES.map((entry) => entry.as))) {
  const pages = PAGES.filter((entry) => entry.as === role);
  for (let from = 0; from < pages.length; from += AT_ONCE) {
    const some = pages.slice(from, from + AT_ONCE);
    test(`pages of ${role ?? 'a visitor'}, ${from + 1} to ${from + some.length}`, async ({ as, javaScriptEnabled }) => {
      test.setTimeout(300_000);
      const page = await as(role);
      const thrown = [];
      page.on('pageerror', (error) => thrown.push(`${page.url()}: ${error.message}`));
      // Without motion: colours are what they will be at once.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const entry of some) {
        await test.step(entry.name, () => look(page, entry, javaScriptEnabled !== false));
      }
      expect(thrown).toEqual([]);
    });
  }
}

/** Tells all that is wrong with a page, and of the pages after it too. */
async function look(page, entry, scripts) {
  const address = addresses[entry.name];
  expect.soft(address, `a link to ${entry.name}`).toBeTruthy();
  if (!address) return;
  const waitUntil = scripts ? 'networkidle' : 'load';
  const answer = await show(page, address, 'light', waitUntil);
  expect.soft(answer.status(), address).toBeLessThan(entry.missing ? 500 : 400);
  await expect.soft(page.locator('h1'), address).toHaveCount(1);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(excess, `${address} at ${width} px is too wide by`).toBeLessThanOrEqual(0);
  }
  // axe is a script of the page.
  if (!scripts) return;
  // Nothing may run in the frame of a mail, so axe would wait for it for ever.
  const axe = () => new AxeBuilder({ page }).exclude('iframe[sandbox=""]');
  expect.soft(told(await axe().withTags(tags).analyze()), `${address} in the light`).toEqual([]);
  // As the server would print it; only charts draw with colours of their own and come anew.
  if (await page.locator('.chart-body').count()) await show(page, address, 'dark', waitUntil);
  else await page.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
  // Nothing else depends on the theme.
  const dark = await axe().withRules(['color-contrast', 'link-in-text-block']).analyze();
  expect.soft(told(dark), `${address} in the dark`).toEqual([]);
}

async function show(page, address, theme, waitUntil) {
  await page.context().addCookies([{ name: 'theme', value: theme, url: process.env.BIRQADAM_URL }]);
  return page.goto(address, { waitUntil });
}

const told = ({ violations }) =>
  violations.map((one) => `${one.id} at ${one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')}`);
