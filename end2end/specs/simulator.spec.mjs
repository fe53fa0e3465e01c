// The till of the payment simulator: declined, left, paid; by keyboard, at 360 px, in three languages,
// without findings of axe. The same with and without JavaScript: it has none.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/fixtures.mjs';
import { call, newcomer, published } from '../support/people.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');

/** Where a new gift of this sponsor is paid. */
async function gift(sponsor, project) {
  const input = { project_id: project, amount: 5000, purpose: 'Саженцы', provider: 'simulator' };
  return new URL((await call(sponsor, 'POST', '/api/sponsor/sponsor-project', input)).payment_url).pathname;
}

test('a payer declines, leaves and pays at the till', async ({ as, mark, baseURL, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const moderator = await as('moderator');
  const [organizer, sponsor] = await Promise.all(['organizer', 'sponsor'].map((role) => newcomer(as, moderator, role, mark)));
  const project = await published(organizer, moderator, `Касса ${mark}`);

  const till = await gift(sponsor, project.id);
  await sponsor.setViewportSize({ width: 360, height: 640 });
  for (const lang of ['ru', 'kk', 'en']) {
    for (const theme of ['light', 'dark']) {
      await sponsor.context().addCookies([
        { name: 'lang', value: lang, url: baseURL },
        { name: 'theme', value: theme, url: baseURL },
      ]);
      await sponsor.goto(till);
      await expect(sponsor.getByText(t('simulator', 'mark', lang))).toBeVisible();
      await expect(sponsor.getByRole('heading', { level: 1 })).toHaveText(t('simulator', 'title', lang));
      // The page is the same for both, and axe is a script.
      if (javaScriptEnabled !== false) {
        const { violations } = await new AxeBuilder({ page: sponsor }).analyze();
        expect(violations.map((violation) => violation.id)).toEqual([]);
      }
      expect(await sponsor.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    }
  }
  await sponsor.context().addCookies([{ name: 'lang', value: 'ru', url: baseURL }]);

  // Left: nothing happened. By keyboard: pay is the first, declining the second.
  await sponsor.goto(till);
  await sponsor.getByRole('link', { name: t('simulator', 'leave') }).click();
  await expect(sponsor).toHaveURL(/\/sponsorships\/\d+/);
  await sponsor.goto(till);
  await sponsor.keyboard.press('Tab');
  await sponsor.keyboard.press('Tab');
  await expect(sponsor.getByRole('button', { name: t('simulator', 'decline') })).toBeFocused();
  await sponsor.keyboard.press('Enter');
  await expect(sponsor).toHaveURL(/\/sponsorships\/\d+/);
  await sponsor.goto(till);
  await expect(main(sponsor)).toContainText(t('simulator', 'closed_text'));
  await expect(sponsor.getByRole('button')).toHaveCount(0);

  const second = await gift(sponsor, project.id);
  await sponsor.goto(second);
  await sponsor.getByRole('button', { name: t('simulator', 'pay'), exact: true }).click();
  await expect(sponsor).toHaveURL(/\/sponsorships\/\d+/);
  await sponsor.goto(second);
  await expect(main(sponsor)).toContainText(t('simulator', 'paid_text'));
});
