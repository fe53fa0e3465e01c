// Lists as files: the menu beside a list gives the file, with and without JavaScript.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/fixtures.mjs';
import { t } from '../support/texts.mjs';

/** Opens the menu of the list on the page and takes its file. */
async function take(page, format) {
  const menu = page.locator('#list-export');
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#list-export').getByRole('button', { name: t('exports', format), exact: true }).click(),
  ]);
  expect(await download.failure()).toBeNull();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('a list is taken away as shown', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/admin/users?role=moderator&columns=name,email');
  const csv = await take(admin, 'as_csv');
  expect(csv.name).toMatch(/^Люди \d{4}-\d\d-\d\d\.csv$/);
  const lines = csv.bytes.toString('utf8').split('\r\n');
  expect(lines[0]).toBe(`\u{feff}${t('lists', 'users_name')},${t('lists', 'users_email')}`);
  expect(csv.bytes.toString('utf8')).toContain('moderator@demo.birqadam.kz');
  expect(csv.bytes.toString('utf8')).not.toContain('volunteer@demo.birqadam.kz');
  // A workbook is a zip file.
  const xlsx = await take(admin, 'as_xlsx');
  expect(xlsx.name).toMatch(/\.xlsx$/);
  expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
});

test('the page of exports says what to do and belongs to its owner', async ({ as }) => {
  const volunteer = await as('volunteer');
  await volunteer.goto('/exports');
  await expect(volunteer.getByRole('heading', { level: 1 })).toHaveText(t('exports', 'title'));
  await expect(volunteer.getByText(t('exports', 'empty_text'))).toBeVisible();
  const answer = await volunteer.goto('/files/exports/999999');
  expect(answer.status()).toBe(404);
  const visitor = await as();
  await visitor.goto('/exports');
  await expect(visitor).toHaveURL(/\/sign-in/);
});
