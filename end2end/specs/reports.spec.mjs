// Reports as documents: an organizer asks for a PDF and a workbook, in a language of their choice, with
// and without JavaScript; and has them come by themselves.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/fixtures.mjs';
import { t } from '../support/texts.mjs';

/** Opens the menu and takes the report; what is too large for that waits on the page of exports. */
async function take(page, format, language) {
  const menu = page.locator('details.menu').filter({ hasText: t('documents', 'download') });
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click();
  await menu.getByLabel(t('documents', 'language')).selectOption(language);
  const downloads = [];
  page.on('download', (download) => downloads.push(download));
  await menu.getByRole('button', { name: t('documents', format), exact: true }).click();
  const waits = () => new URL(page.url()).pathname === '/exports';
  await expect.poll(() => downloads.length > 0 || waits(), { timeout: 60_000 }).toBe(true);
  if (downloads.length === 0) {
    // Without JavaScript the page is looked at again by hand.
    const fetch = page.getByRole('link', { name: t('exports', 'fetch') }).first();
    await expect(async () => {
      await page.goto('/exports');
      await expect(fetch).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await fetch.click();
    await expect.poll(() => downloads.length, { timeout: 30_000 }).toBe(1);
  }
  const [download] = downloads;
  expect(await download.failure()).toBeNull();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function participants(page) {
  await page.goto('/organizer/projects?status=active');
  const href = await page.locator('a[href*="/participants"]').first().getAttribute('href');
  await page.goto(href);
}

test('an organizer takes the report on a project on paper and as a workbook', async ({ as }) => {
  const page = await as('organizer');
  await participants(page);
  const xlsx = await take(page, 'as_xlsx', 'en');
  expect(xlsx.name).toMatch(/^Report on the project .* \d{4}-\d\d-\d\d\.xlsx$/);
  expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
  await participants(page);
  const pdf = await take(page, 'as_pdf', 'kk');
  expect(pdf.name).toMatch(/жобасы туралы есеп \d{4}-\d\d-\d\d\.pdf$/);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
});

test('the page of statistics gives the report on what it shows', async ({ as }) => {
  const page = await as('organizer');
  await page.goto('/analytics?period=year');
  const xlsx = await take(page, 'as_xlsx', 'en');
  expect(xlsx.name).toMatch(/^Report on my projects .*\.xlsx$/);
});

test('reports come by themselves, until they are switched off', async ({ as }) => {
  const page = await as('organizer');
  await page.goto('/exports');
  await page.getByRole('link', { name: t('exports', 'schedules') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('documents', 'schedules'));
  await page.locator('summary').filter({ hasText: t('documents', 'new_schedule') }).click();
  await page.getByLabel(t('documents', 'how_often')).selectOption('monthly');
  await page.getByLabel(t('documents', 'format'), { exact: true }).selectOption('xlsx');
  await page.getByRole('button', { name: t('common', 'save') }).click();
  const row = page.locator('.row').filter({ hasText: t('documents', 'monthly') });
  await expect(row).toContainText(t('documents', 'is_on'));
  await row.getByRole('button', { name: t('documents', 'switch_off') }).click();
  await expect(row).toContainText(t('documents', 'is_off'));
  await row.getByRole('button', { name: t('documents', 'switch_on') }).click();
  await expect(row).toContainText(t('documents', 'is_on'));
  await row.locator('summary').filter({ hasText: t('common', 'delete') }).click();
  await row.getByRole('button', { name: t('documents', 'delete_yes') }).click();
  await expect(page.locator('.row').filter({ hasText: t('documents', 'monthly') })).toHaveCount(0);
});

test('who organizes nothing has no regular reports', async ({ as }) => {
  const page = await as('volunteer');
  await page.goto('/exports');
  await expect(page.getByRole('link', { name: t('exports', 'schedules') })).toHaveCount(0);
  const answer = await page.goto('/exports/schedules');
  expect(answer.status()).toBe(403);
});
