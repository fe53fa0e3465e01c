// Money and lendings in charts: each part opens its records, by pointer, by keyboard, without a script.
import { expect, test } from '../support/fixtures.mjs';
import { t } from '../support/texts.mjs';

/** A chart is there: drawn, or without a script as its table. */
const drawn = (page, name, script) =>
  expect(page.locator(script === false ? `#chart-${name} table` : `#chart-${name} bq-chart[data-drawn]`)).toBeVisible();

for (const [who, label, list] of [
  ['admin', 'm_raised', /\/admin\/payments\?status=completed&completed_from=/],
  ['admin', 'm_spent', /\/admin\/expenses\?status=approved&spent_from=/],
]) {
  test(`${label} opens what it counts`, async ({ as }) => {
    const page = await as(who);
    await page.goto('/analytics?period=year');
    await page.locator('a.figure', { hasText: t('analytics', label) }).first().click();
    await expect(page).toHaveURL(list);
    await expect(page.locator('[data-list-row]').first()).toBeVisible();
  });
}

test('an organizer goes from what was spent to the expenses of the project', async ({ as }) => {
  const page = await as('organizer');
  await page.goto('/analytics?period=year');
  const part = page.locator('#chart-spent_by_project table a[href*="/money/expenses?"]').first();
  await page.goto(await part.getAttribute('href'));
  await expect(page).toHaveURL(/\/money\/expenses\?status=approved&spent_from=/);
  await expect(page.locator('[data-list-row]').first()).toBeVisible();
});

test('a sponsor sees their money in charts and opens what it was spent on', async ({ as, javaScriptEnabled }) => {
  const page = await as('sponsor');
  await page.goto('/home');
  for (const name of ['money_by_month', 'spent_by_category', 'money_by_project']) {
    await drawn(page, name, javaScriptEnabled);
  }
  await page.locator('#chart-spent_by_category table a').first().click();
  await expect(page).toHaveURL(/\/sponsor\/expenses\?category=\d+$/);
  await expect(page.locator('[data-list-row]').first()).toBeVisible();
});

test('a partner sees what they lent and opens the requests', async ({ as, javaScriptEnabled }) => {
  const page = await as('partner');
  await page.goto('/home');
  await drawn(page, 'lendings_by_month', javaScriptEnabled);
  const row = page.locator('#chart-requests_by_answer tbody tr').first();
  const number = Number(await row.locator('[data-value]').innerText());
  await row.locator('a').first().click();
  await expect(page).toHaveURL(/\/partner\/requests\?show=all&status=approved,done$/);
  await expect(page.locator('main .rows > .row')).toHaveCount(number);
});
