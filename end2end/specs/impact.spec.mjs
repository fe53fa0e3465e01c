// What everyone may see of volunteers' work, the badge, and QR codes of projects. The same with and
// without JavaScript.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/fixtures.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });

test('the impact of the platform and of an organizer is for everyone', async ({ as }) => {
  const visitor = await as();
  expect((await visitor.goto('/impact')).status()).toBe(200);
  await expect(main(visitor).getByRole('heading', { level: 1 })).toHaveText(t('impact', 'title'));
  const organizer = await as('organizer');
  await organizer.goto('/organizer/impact');
  await expect(main(organizer).getByText(t('impact', 'shown'), { exact: true })).toBeVisible();
  const code = await main(organizer).locator('#badge-code-2').inputValue();
  expect(code).toMatch(/^<a href="[^"]+\/organizers\/\d+\/impact"><img src="[^"]+\.svg\?lang=en"/);
  const page = new URL(code.match(/href="([^"]+)"/)[1]).pathname;
  expect((await visitor.goto(page)).status()).toBe(200);
  await expect(main(visitor).locator('.figure-value').first()).toHaveText(/\d/);

  const badge = await visitor.request.get(`${page.replace(/^(\/organizers\/\d+)\/impact$/, '/badge$1.svg')}?lang=kk`);
  expect(badge.status()).toBe(200);
  expect(badge.headers()['content-type']).toContain('image/svg+xml');
  expect(badge.headers()['cross-origin-resource-policy']).toBe('cross-origin');
  expect(badge.headers()['set-cookie']).toBeUndefined();
  expect(await badge.text()).toContain('ерікті');
});

test('an organizer shows impact and stops showing it', async ({ as }) => {
  // Not the organizer of the other test: specs share the demo.
  const organizer = await as('qadam.sport');
  await organizer.goto('/organizer/impact');
  await expect(main(organizer).getByText(t('impact', 'hidden'), { exact: true })).toBeVisible();
  await button(organizer, t('impact', 'show')).click();
  await expect(organizer.getByText(t('done', 'impact_shown')).first()).toBeVisible();
  const address = await main(organizer).getByRole('link', { name: t('impact', 'open_page') }).getAttribute('href');
  const visitor = await as();
  expect((await visitor.goto(address)).status()).toBe(200);
  await main(organizer).locator('summary', { hasText: t('impact', 'hide') }).click();
  await button(organizer, t('impact', 'hide')).click();
  await expect(organizer.getByText(t('done', 'impact_hidden')).first()).toBeVisible();
  await expect(async () => expect((await visitor.goto(address)).status()).toBe(404)).toPass({ timeout: 15_000 });
});

test('a project has a code, a poster, and the code can be replaced', async ({ as }) => {
  const organizer = await as('organizer');
  await organizer.goto('/organizer/projects?status=active');
  const edit = await main(organizer).locator('a[href$="/edit"]').first().getAttribute('href');
  await organizer.goto(edit);
  const id = edit.match(/\d+/)[0];
  const picture = main(organizer).locator('img.qr-picture');
  expect((await organizer.request.get(await picture.getAttribute('src'))).headers()['content-type']).toContain('svg');
  const [poster] = await Promise.all([
    organizer.waitForEvent('download'),
    main(organizer).getByRole('link', { name: t('qr', 'poster_in').replace('{language}', 'Қазақша') }).click(),
  ]);
  expect((await readFile(await poster.path())).subarray(0, 5).toString()).toBe('%PDF-');
  const address = async () => (await (await organizer.request.get(`/api/qr/${id}?format=json`)).json()).url;
  const path = (url) => new URL(url).pathname;
  const first = path(await address());
  const visitor = await as();
  await visitor.goto(first);
  await expect(visitor).toHaveURL(new RegExp(`/projects/${id}$`));

  await main(organizer).locator('summary', { hasText: t('qr', 'renew') }).click();
  await button(organizer, t('qr', 'renew_yes')).click();
  await expect(organizer.getByText(t('done', 'qr_renewed')).first()).toBeVisible();
  expect((await visitor.goto(first)).status()).toBe(404);
  await expect(main(visitor).getByText(t('qr', 'void_text'))).toBeVisible();
  await visitor.goto(path(await address()));
  await expect(visitor).toHaveURL(new RegExp(`/projects/${id}$`));
});
