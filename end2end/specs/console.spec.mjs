// The console: a setting changed with its history and its effect, a feature, jobs, services,
// storage. Each of the two ways (with and without JavaScript) has a setting and a feature of its
// own, as both run at once on one server.
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
const row = (page, text) => main(page).locator('li.row', { hasText: text });

const own = {
  js: {
    setting: 'contact_email',
    input: 'value',
    values: (mark) => [`a-${mark}@example.kz`, `b-${mark}@example.kz`],
    wrong: 'nobody',
    effect: (page, value) => page.getByRole('contentinfo').getByRole('link', { name: value }),
    flag: 'saved_views',
  },
  nojs: {
    setting: 'welcome_text',
    input: 'value.ru',
    values: (mark) => [`Здравствуйте, ${mark}`, `Сәлем, <b>${mark}</b> 🌿`],
    wrong: 'я'.repeat(301),
    effect: (page, value) => page.getByText(value, { exact: true }),
    flag: 'live_inbox',
  },
};

test('a setting is changed, obeyed, and brought back from its history', async ({ as, mark }, info) => {
  const mine = own[info.project.name];
  const [first, second] = mine.values(mark);
  const admin = await as('admin');
  await admin.goto('/admin/settings');
  await main(admin).getByRole('link', { name: t('settings', mine.setting) }).click();

  // What cannot be taken is said at the field and stays there to be mended.
  await field(admin, mine.input).fill(mine.wrong);
  await button(admin, t('common', 'save')).click();
  await expect(main(admin).getByRole('alert')).toBeVisible();
  await expect(field(admin, mine.input)).toHaveValue(mine.wrong);
  await expect(field(admin, mine.input)).toHaveAttribute('aria-invalid', 'true');

  for (const value of [first, second]) {
    await field(admin, mine.input).fill(value);
    await button(admin, t('common', 'save')).click();
    await expect(row(admin, value).first()).toBeVisible();
  }
  const visitor = await as();
  await expect(async () => {
    await visitor.goto('/');
    await expect(mine.effect(visitor, second)).toBeVisible({ timeout: 1000 });
  }).toPass();

  const old = main(admin).locator('ol > li.row').filter({ has: admin.locator('ins', { hasText: first }) });
  await old.getByRole('button', { name: t('settings', 'restore') }).click();
  await expect(admin).toHaveURL(/done=setting-restored/);
  await expect(field(admin, mine.input)).toHaveValue(first);
});

test('two who change one setting learn of each other', async ({ as }, info) => {
  const name = info.project.name === 'js' ? 'job_history_days' : 'registrations_per_hour';
  const [one, two] = [await as('admin'), await as('admin')];
  for (const page of [one, two]) await page.goto(`/admin/settings/${name}`);
  const before = Number(await field(one, 'value').inputValue());
  await field(one, 'value').fill(String(before + 1));
  await button(one, t('common', 'save')).click();
  await expect(one).toHaveURL(/done=saved/);
  await field(two, 'value').fill(String(before + 2));
  await button(two, t('common', 'save')).click();
  await expect(two.getByText(t('settings', 'stale_title'))).toBeVisible();
  await expect(field(two, 'value')).toHaveValue(String(before + 2));
});

test('a feature is shown to a share of the people', async ({ as }, info) => {
  const { flag } = own[info.project.name];
  const admin = await as('admin');
  await admin.goto('/admin/flags');
  await main(admin).getByRole('link', { name: t('flags', flag) }).click();
  await main(admin).locator('label', { hasText: t('flags', 'state_some') }).first().click();
  await field(admin, 'percentage').fill('101');
  await button(admin, t('common', 'save')).click();
  await expect(field(admin, 'percentage')).toHaveAttribute('aria-invalid', 'true');
  await field(admin, 'percentage').fill('100');
  await button(admin, t('common', 'save')).click();
  await expect(admin).toHaveURL(/done=saved/);
  await expect(main(admin).locator('ol > li.row').first()).toContainText('100 %');
});

test('what runs by the clock runs now, and its run is written down', async ({ as }, info) => {
  const task = info.project.name === 'js' ? 'clean_up' : 'look_through_storage';
  const admin = await as('admin');
  await admin.goto('/admin/jobs/schedule');
  await row(admin, t('jobs', `task_${task}`)).getByRole('button').click();
  await expect(admin).toHaveURL(/done=job-started/);
  await expect(async () => {
    await admin.goto(`/admin/jobs/runs?task=${task}&state=done`);
    const run = admin.locator('[data-list-row]', { hasText: t('jobs', `task_${task}`) }).first();
    await expect(run).toContainText(t('jobs', 'outcome_done'), { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
});

test('services answer and the store is counted', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/admin/health');
  await button(admin, t('health', 'check_now')).click();
  await expect(async () => {
    await admin.goto('/admin/health');
    const database = main(admin).locator('.console-card', { hasText: t('health', 'database') });
    await expect(database).toContainText(t('health', 'up'), { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await admin.goto('/admin/storage');
  await button(admin, t('storage', 'look_now')).click();
  await expect(async () => {
    await admin.goto('/admin/storage');
    await expect(main(admin).getByRole('table')).toContainText(t('storage', 'kind_photos'), { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
});

test('the console is there for those who may', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/admin');
  await expect(main(admin).getByRole('heading', { name: t('console', 'needs_you') })).toBeVisible();
  const sections = admin.getByRole('navigation', { name: t('console', 'nav') });
  await sections.getByRole('link', { name: t('health', 'title') }).click();
  await expect(admin).toHaveURL(/\/admin\/health$/);
  const moderator = await as('moderator');
  const refused = await moderator.goto('/admin');
  expect(refused.status()).toBe(403);
  await expect(moderator.getByRole('navigation', { name: t('console', 'nav') })).toHaveCount(0);
});
