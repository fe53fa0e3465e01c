// The action log and the history of a record, with and without JavaScript.
import { expect, test } from '../support/fixtures.mjs';
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
