// Dashboards: figures lead to their lists, charts are read by keyboard and as tables, filters are in
// the address.
import { expect, test } from '../support/fixtures.mjs';
import { t } from '../support/texts.mjs';

const whole = (text) => Number(text.replace(/[^\d]/g, ''));
/** The picture of a chart once it is drawn. */
const picture = (page, name) => page.locator(`#chart-${name} bq-chart[data-drawn]`);

test('a figure opens exactly the list behind it', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/analytics?period=year');
  const figure = admin.locator('a.figure', { hasText: t('analytics', 'm_registrations') });
  const number = whole(await figure.locator('.figure-value').innerText());
  expect(number).toBeGreaterThan(0);
  await figure.click();
  await expect(admin).toHaveURL(/\/admin\/users\?.*created_from=/);
  await expect(admin.locator('.page-count').first()).toHaveText(new RegExp(`^\\D*${number}\\D*$`));
});

for (const [who, label, list] of [
  ['moderator', 'm_tasks_completed', /\/admin\/tasks\?finished_from=/],
  ['moderator', 'm_joins', /\/admin\/participations\?.*joined_from=/],
  ['moderator', 'm_active_volunteers', /\/admin\/volunteers\?active_from=/],
  ['organizer', 'm_joins', /\/organizer\/participations\?.*joined_from=/],
  ['organizer', 'm_active_volunteers', /\/organizer\/volunteers\?active_from=/],
  ['volunteer', 'm_reports_approved', /\/reports\/all\?.*reviewed_from=/],
]) {
  test(`${label} of ${who} opens its records`, async ({ as }) => {
    const page = await as(who);
    await page.goto('/analytics?period=year');
    await page.locator('a.figure', { hasText: t('analytics', label) }).first().click();
    await expect(page).toHaveURL(list);
    await expect(page.locator('[data-list-row]').first()).toBeVisible();
  });
}

test('figures about reports lead to these reports, statistics of one project to it', async ({ as }) => {
  const moderator = await as('moderator');
  await moderator.goto('/analytics?period=year');
  await moderator.locator('a.figure', { hasText: t('analytics', 'm_reports_approved') }).click();
  await expect(moderator).toHaveURL(/\/admin\/reports\?.*status=approved/);
  await moderator.locator('[data-list-row] a').first().click();
  await expect(moderator).toHaveURL(/\/review\/reports\/\d+$/);

  await moderator.goto('/analytics?period=year');
  const segment = moderator.locator('#chart-reports_by_project table a[href*="project="]').first();
  const project = new URL(await segment.getAttribute('href'), 'http://x').searchParams.get('project');
  await moderator.goto(`/analytics?period=year&project=${project}`);
  await moderator.getByRole('main').locator(`a[href="/review/projects/${project}"]`).click();
  await expect(moderator).toHaveURL(new RegExp(`/review/projects/${project}$`));
});

for (const [who, label] of [
  ['admin', 'm_registrations'],
  ['moderator', 'm_active_volunteers'],
  ['organizer', 'm_joins'],
  ['volunteer', 'm_places_done'],
  ['sponsor', 'm_projects_active'],
  ['partner', 'm_projects_active'],
]) {
  test(`the home page of ${who} shows what waits and then the trend`, async ({ as }) => {
    const page = await as(who);
    const answer = await page.goto('/home');
    expect(answer.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.figure', { hasText: t('analytics', label) }).first()).toBeVisible();
  });
}

test('filters are in the address and stay in the form', async ({ as }) => {
  const moderator = await as('moderator');
  await moderator.goto('/analytics?period=year');
  await moderator.getByLabel(t('analytics', 'city'), { exact: true }).selectOption('Almaty');
  await moderator.getByRole('button', { name: t('common', 'apply') }).click();
  await expect(moderator).toHaveURL(/city=Almaty/);
  await expect(moderator).toHaveURL(/period=year/);
  await expect(moderator.getByLabel(t('analytics', 'city'), { exact: true })).toHaveValue('Almaty');
  await moderator.getByRole('link', { name: t('analytics', 'preset_quarter') }).click();
  await expect(moderator).toHaveURL(/period=quarter/);
  await expect(moderator).toHaveURL(/city=Almaty/);
  await expect(moderator.getByRole('link', { name: t('analytics', 'preset_quarter') })).toHaveAttribute('aria-current', 'page');
});

test('a wrong day is named at its field, with the right status', async ({ as }) => {
  const admin = await as('admin');
  const answer = await admin.goto('/analytics?from=31.02.2026&city=Almaty');
  expect(answer.status()).toBe(422);
  const from = admin.getByLabel(t('analytics', 'from'), { exact: true });
  await expect(from).toHaveValue('31.02.2026');
  await expect(from).toHaveAttribute('aria-invalid', 'true');
  expect((await admin.goto('/analytics?city=%27%22%3B--%3Cscript%3E')).status()).toBe(422);
  expect((await admin.goto('/analytics?from=2999-01-01')).status()).toBe(422);
});

test('every chart is also a table, whose figures are links', async ({ as, javaScriptEnabled }) => {
  const admin = await as('admin');
  await admin.goto('/analytics?period=year');
  const chart = admin.locator('#chart-reports');
  const table = chart.locator('table');
  if (javaScriptEnabled === false) {
    await expect(table).toBeVisible();
    await expect(chart.locator('bq-chart')).toBeHidden();
  } else {
    await expect(picture(admin, 'reports')).toBeVisible();
    await expect(table).toBeHidden();
    await chart.getByText(t('charts', 'table')).click();
    await expect(table).toBeVisible();
  }
  // Slices have their table beside them always.
  await expect(admin.locator('#chart-joins_by_kind table')).toBeVisible();
});

test('a chart is read by keyboard: arrows, values, Enter', async ({ as, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript there is the table');
  const admin = await as('admin');
  await admin.goto('/analytics?period=year');
  await expect(picture(admin, 'registrations_by_role')).toBeVisible();
  const cursor = picture(admin, 'registrations_by_role').locator('.cursor');
  await cursor.focus();
  const first = await cursor.getAttribute('aria-label');
  await admin.keyboard.press('ArrowRight');
  await expect(cursor).not.toHaveAttribute('aria-label', first);
  await admin.keyboard.press('Home');
  await expect(cursor).toHaveAttribute('aria-label', first);
  const href = await cursor.getAttribute('href');
  expect(href).toMatch(/^\/admin\/users\?/);
  await admin.keyboard.press('Enter');
  await expect(admin).toHaveURL((url) => url.pathname + url.search === href);
});

test('the legend hides a series by keyboard', async ({ as, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without JavaScript there is the table');
  const admin = await as('admin');
  await admin.goto('/analytics?period=year');
  await expect(picture(admin, 'growth')).toBeVisible();
  const entry = picture(admin, 'growth').getByRole('button').first();
  await expect(entry).toHaveAttribute('aria-pressed', 'true');
  await entry.focus();
  await admin.keyboard.press('Enter');
  await expect(entry).toHaveAttribute('aria-pressed', 'false');
});

test('whoever has no figures of their own is told so', async ({ as }) => {
  const sponsor = await as('sponsor');
  expect((await sponsor.goto('/analytics')).status()).toBe(403);
  const visitor = await as();
  await visitor.goto('/analytics');
  await expect(visitor).toHaveURL(/\/sign-in/);
});
