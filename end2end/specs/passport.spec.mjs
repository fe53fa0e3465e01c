// The volunteer passport: issued, checked by a stranger, taken along as PDF, revoked. The same with
// and without JavaScript.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
const rows = (page) => main(page).locator('.passport-row');

/** Issues a passport with these parts; gives the path of its public page. */
async function issue(page, items) {
  await page.goto('/passport');
  for (const label of ['history', 'rating', 'achievements', 'city']) {
    const box = main(page).getByLabel(t('passport', `item_${label}`), { exact: true });
    await box.setChecked(items.includes(label));
  }
  await button(page, t('passport', 'issue')).click();
  await expect(page.getByText(t('done', 'passport_issued')).first()).toBeVisible();
  return rows(page).first().locator('.passport-code').getAttribute('href');
}

test('a passport is issued, checked by a stranger and revoked', async ({ as }) => {
  const person = await as('volunteer');
  const address = await issue(person, ['history']);
  const visitor = await as();
  const answer = await visitor.goto(address);
  expect(answer.status()).toBe(200);
  expect(answer.headers()['x-robots-tag']).toContain('noindex');
  await expect(main(visitor).getByText(t('passport', 'valid_title'))).toBeVisible();
  await expect(main(visitor).getByRole('heading', { name: t('passport', 'projects_title') })).toBeVisible();
  // What was not ticked is not there.
  await expect(main(visitor).getByText(t('passport', 'fact_rating'), { exact: true })).toHaveCount(0);
  await expect(main(visitor).getByText(t('passport', 'fact_points'), { exact: true })).toHaveCount(0);
  await expect(main(visitor).getByText(t('passport', 'revoke'), { exact: true })).toHaveCount(0);
  await main(visitor).getByText(t('passport', 'hours_title')).click();
  await expect(main(visitor).getByText(t('passport', 'hours_text'))).toBeVisible();

  const row = rows(person).first();
  await row.getByText(t('passport', 'revoke'), { exact: true }).click();
  await row.getByRole('button', { name: t('passport', 'revoke_yes') }).click();
  await expect(person.getByText(t('done', 'passport_revoked')).first()).toBeVisible();
  await expect(async () => {
    await visitor.goto(address);
    await expect(main(visitor).getByText(t('passport', 'revoked_title'), { exact: true })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
  await expect(main(visitor).getByText(t('passport', 'projects_title'))).toHaveCount(0);
});

test('the passport is taken along in each language', async ({ as }) => {
  const person = await as('volunteer');
  await issue(person, ['history', 'rating', 'achievements', 'city']);
  for (const language of ['Русский', 'Қазақша', 'English']) {
    const [download] = await Promise.all([
      person.waitForEvent('download'),
      rows(person).first().getByRole('button', { name: `PDF: ${language}` }).click(),
    ]);
    expect(await download.failure()).toBeNull();
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  }
});

test('a moderator who revokes has to say why, and its owner learns it', async ({ as, mark }) => {
  const person = await as('volunteer');
  const address = await issue(person, []);
  const moderator = await as('moderator');
  await moderator.goto(address);
  await main(moderator).getByText(t('passport', 'revoke'), { exact: true }).click();
  await button(moderator, t('passport', 'revoke_yes')).click();
  await expect(main(moderator).getByText(t('errors', 'field_required')).first()).toBeVisible();
  await field(moderator, 'reason').fill(`Проверка ${mark}`);
  await button(moderator, t('passport', 'revoke_yes')).click();
  await expect(main(moderator).getByText(t('passport', 'revoked_title'), { exact: true })).toBeVisible();
  await person.goto('/passport');
  await expect(main(person).getByText(`Проверка ${mark}`)).toBeVisible();
});

test('an unknown code is said to be one', async ({ as }) => {
  const visitor = await as();
  const answer = await visitor.goto('/passport/7k3qm9xv2t0123456789');
  expect(answer.status()).toBe(404);
  await expect(main(visitor).getByText(t('passport', 'unknown_title'))).toBeVisible();
});
