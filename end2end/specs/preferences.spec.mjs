// Language and theme are chosen on any page and remembered.
import { expect, test } from '../support/fixtures.mjs';

for (const [locale, name] of [['kk', 'Қазақша'], ['en', 'English'], ['ru', 'Русский']]) {
  test(`the page speaks ${locale} and stays so`, async ({ as }) => {
    const page = await as();
    await page.goto('/projects');
    await page.getByRole('button', { name }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
    await expect(page).toHaveURL(/\/projects/);
    await page.goto('/sign-in');
    await expect(page.locator('html')).toHaveAttribute('lang', locale);
  });
}

test('the browser’s language is the first guess', async ({ browser, baseURL, javaScriptEnabled }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled, locale: 'kk-KZ' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'kk');
  await context.close();
});

test('the theme is chosen and remembered', async ({ as }) => {
  const page = await as();
  await page.goto('/projects');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor).catch(() => '');
  await page.locator('button[name=theme]').click();
  const light = await background();
  await page.locator('button[name=theme]').click();
  await page.goto('/sign-in');
  const cookies = await page.context().cookies();
  expect(cookies.find((cookie) => cookie.name === 'theme')?.value).toBe('dark');
  expect(await background()).not.toBe(light || 'never');
});
