// axe without findings on every page, light and dark.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/fixtures.mjs';
import { PAGES, addressOf } from '../support/pages.mjs';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const role of new Set(PAGES.map((entry) => entry.as))) {
  test(`axe on the pages of ${role ?? 'a visitor'}`, async ({ as, baseURL }) => {
    const pages = PAGES.filter((entry) => entry.as === role);
    test.setTimeout(60_000 + pages.length * 15_000);
    const page = await as(role);
    const known = new Map();
    const found = [];
    for (const entry of pages) {
      const address = await addressOf(page, entry, known);
      if (!address) continue;
      known.set(entry.name, address);
      for (const theme of ['light', 'dark']) {
        await page.context().addCookies([{ name: 'theme', value: theme, url: baseURL }]);
        await page.goto(address, { waitUntil: 'networkidle' });
        const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
        for (const violation of violations) {
          const where = violation.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ');
          found.push(`${entry.name} ${theme}: ${violation.id} at ${where}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
}
