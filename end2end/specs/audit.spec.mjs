// The action log and the history of a record, with and without JavaScript.
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

test('the log is filtered, and its records lead somewhere', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/admin/log?operation=project.approve');
  const rows = admin.locator('.list-table tbody tr');
  await expect(rows.first()).toContainText(t('admin', 'op_project_approve'));
  await expect(admin.locator('.list-table')).not.toContainText(t('admin', 'op_user_register'));
  await rows.first().locator('details.log-details summary').click();
  await expect(rows.first().locator('ins').first()).toBeVisible();
  await rows.first().locator('a[href^="/history/project/"]').click();
  await expect(admin).toHaveURL(/\/history\/project\/\d+/);
  await expect(admin.getByText(t('admin', 'op_project_create')).first()).toBeVisible();
  await admin.getByRole('link', { name: t('audit', 'open_record') }).click();
  await expect(admin.locator('h1')).toHaveCount(1);
  await expect(admin).toHaveURL(/\/(projects|review\/projects)\/\d+/);
});

test('what a filter does not know is said', async ({ as }) => {
  const admin = await as('admin');
  const answer = await admin.goto('/admin/log?operation=moon.land');
  expect(answer.status()).toBe(422);
  await expect(admin.getByText(t('lists', 'not_understood'))).toBeVisible();
});

test('an organizer sees the history of their own, nobody that of others', async ({ as }) => {
  const organizer = await as('organizer');
  await organizer.goto('/organizer/projects');
  await organizer.getByRole('main').locator('a[href$="/edit"]').first().click();
  await organizer.locator('a[href^="/history/project/"]').first().click();
  await expect(organizer.locator('.log-row').first()).toBeVisible();
  const address = new URL(organizer.url()).pathname;
  const volunteer = await as('volunteer');
  const refused = await volunteer.goto(address);
  expect(refused.status()).toBe(403);
});

test('a task and a setting carry their history on their own page', async ({ as }, info) => {
  const organizer = await as('organizer');
  await organizer.goto('/organizer/tasks');
  const first = organizer.locator('[data-list-row] a[href^="/organizer/tasks/"]').first();
  const task = await first.getAttribute('href');
  await first.click();
  await expect(organizer).toHaveURL(new RegExp(`${task}$`));
  await expect(organizer.getByRole('heading', { name: t('admin', 'history'), exact: true })).toBeVisible();
  const volunteer = await as('volunteer');
  expect((await volunteer.goto(task)).status()).toBe(403);

  // Each of the two ways has a setting of its own.
  const setting = info.project.name === 'js' ? 'rejected_documents_days' : 'link_mails_per_hour';
  const admin = await as('admin');
  await admin.goto(`/admin/settings/${setting}`);
  const value = field(admin, 'value');
  await value.fill(String(Number(await value.inputValue()) + 1));
  await admin.getByRole('main').getByRole('button', { name: t('common', 'save'), exact: true }).click();
  await expect(admin).toHaveURL(/done=saved/);
  await expect(admin.locator('.log-row').first()).toContainText(t('audit', 'op_setting_change'));
});
