// Roles, tags, who can do what: made, previewed, confirmed, taken back.
import { expect, test } from '../support/fixtures.mjs';
import { email, field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
const row = (page, text) => main(page).getByRole('listitem').filter({ hasText: text });
const words = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const check = (page, permission) => main(page).locator(`input[type=checkbox][value="${permission}"]`).first();

/** Registers a volunteer of its own, so that nobody else's rights change. */
async function volunteer(as, mark) {
  const page = await as();
  await page.goto('/register?role=volunteer');
  await field(page, 'name').fill(`Роза ${mark}`);
  await field(page, 'email').fill(`roza-${mark}@example.kz`);
  await field(page, 'password').fill('steppe wind nine horses');
  await button(page, t('accounts', 'register_button')).click();
  await page.waitForURL((url) => url.pathname !== '/register');
  return page;
}

async function openUser(page, mark) {
  await page.goto(`/admin/users?q=roza-${mark}`);
  await main(page).getByRole('link', { name: `Роза ${mark}` }).first().click();
  await expect(page).toHaveURL(/\/admin\/users\/\d+/);
  return page.url().match(/\/admin\/users\/\d+/)[0];
}

async function makeRole(page, mark) {
  await page.goto('/admin/roles/new');
  await field(page, 'name').fill(`helper_${mark}`);
  await field(page, 'label_ru').fill(`Помощник ${mark}`);
  await field(page, 'label_kk').fill(`Көмекші ${mark}`);
  await field(page, 'label_en').fill(`Helper ${mark}`);
  await check(page, 'users.view').check();
  await button(page, t('admin', 'create_role')).click();
  await expect(page).toHaveURL(/\/admin\/roles\?done=saved/);
}

test('a role is made, given, changed after a look, removed', async ({ as, mark }) => {
  test.setTimeout(180_000);
  const person = await volunteer(as, mark);
  const admin = await as('admin');
  await makeRole(admin, mark);

  const user = await openUser(admin, mark);
  await field(admin, 'role').selectOption({ label: `Помощник ${mark}` });
  await button(admin, t('admin', 'grant')).click();
  await expect(admin.getByText(t('done', 'role_granted'))).toBeVisible();
  // At once, in a browser that was open already.
  await person.goto('/admin/users');
  await expect(person.getByRole('heading', { level: 1, name: t('nav', 'users') })).toBeVisible();

  await admin.goto(`${user}/access`);
  await expect(row(admin, t('labels', 'perm_users_view'))).toContainText(t('access', 'may'));
  await expect(row(admin, t('labels', 'perm_users_view'))).toContainText(`Помощник ${mark}`);

  // The change is shown first, with the person's name and what they lose.
  await admin.goto('/admin/roles');
  await row(admin, `Помощник ${mark}`).getByRole('link', { name: t('admin', 'edit_role') }).click();
  await expect(check(admin, 'users.view')).toBeChecked();
  await check(admin, 'users.view').uncheck();
  await check(admin, 'health.view').check();
  await button(admin, t('access', 'look_first')).click();
  await expect(admin.getByRole('heading', { name: t('access', 'confirm_title') })).toBeVisible();
  const touched = row(admin, `Роза ${mark}`);
  await expect(touched).toContainText(`${t('access', 'loses')}: ${t('labels', 'perm_users_view')}`);
  await person.reload();
  await expect(person.getByRole('heading', { level: 1, name: t('nav', 'users') })).toBeVisible();
  await button(admin, t('access', 'confirm_yes')).click();
  await expect(admin).toHaveURL(/\/admin\/roles\?done=saved/);
  const refused = await person.goto('/admin/users');
  expect(refused.status()).toBe(403);

  // Removed from everyone, after a look.
  await row(admin, `Помощник ${mark}`).getByRole('link', { name: t('access', 'delete') }).click();
  await expect(row(admin, `Роза ${mark}`)).toContainText(t('labels', 'perm_health_view'));
  await button(admin, t('access', 'delete_yes')).click();
  await expect(admin.getByText(t('done', 'role_deleted'))).toBeVisible();
  await expect(row(admin, `Помощник ${mark}`)).toHaveCount(0);
});

test('a role that cannot be keeps what was typed', async ({ as, mark }) => {
  const admin = await as('admin');
  await admin.goto('/admin/roles/new');
  await field(admin, 'name').fill('Volunteer ');
  await field(admin, 'label_ru').fill(`Ёж ${mark}`);
  await field(admin, 'label_kk').fill(`Кірпі ${mark}`);
  await field(admin, 'label_en').fill(`Hedgehog ${mark}`);
  await button(admin, t('admin', 'create_role')).click();
  await expect(main(admin).getByText(t('errors', 'field_required')).first()).toBeVisible();
  await expect(field(admin, 'label_ru')).toHaveValue(`Ёж ${mark}`);
  await check(admin, 'tasks.join').check();
  await button(admin, t('admin', 'create_role')).click();
  await expect(field(admin, 'name')).toHaveAttribute('aria-invalid', 'true');
  await expect(check(admin, 'tasks.join')).toBeChecked();
});

test('who can do this leads to who gave it', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto('/admin/permissions');
  await main(admin).getByRole('link', { name: t('labels', 'perm_roles_manage') }).click();
  await expect(admin).toHaveURL(/\/admin\/permissions\/roles\.manage$/);
  await expect(main(admin)).toContainText(words(t('access', 'through'), { role: t('labels', 'role_admin') }));
  const missing = await admin.goto('/admin/permissions/moon.land');
  expect(missing.status()).toBe(404);
});

test('a tag is made, put on a person, found, removed', async ({ as, mark }) => {
  await volunteer(as, mark);
  const moderator = await as('moderator');
  await moderator.goto('/admin/tags');
  await field(moderator, 'name').fill('x'.repeat(200));
  await button(moderator, t('access', 'tag_create')).click();
  await expect(field(moderator, 'name')).toHaveAttribute('aria-invalid', 'true');
  await field(moderator, 'name').fill(`🌱 ${mark}`);
  await field(moderator, 'color').selectOption('steppe');
  await field(moderator, 'description').fill('Позвонить');
  await button(moderator, t('access', 'tag_create')).click();
  await expect(row(moderator, `🌱 ${mark}`)).toContainText('Позвонить');

  await openUser(moderator, mark);
  await field(moderator, 'tag').selectOption({ label: `🌱 ${mark}` });
  await button(moderator, t('access', 'tag_put')).click();
  await expect(main(moderator).locator('.tag', { hasText: `🌱 ${mark}` })).toBeVisible();
  await button(moderator, words(t('access', 'tag_take'), { tag: `🌱 ${mark}` })).click();
  await expect(main(moderator).locator('.tag', { hasText: `🌱 ${mark}` })).toHaveCount(0);

  await moderator.goto('/admin/tags');
  const tag = row(moderator, `🌱 ${mark}`);
  await tag.getByText(t('access', 'delete'), { exact: true }).click();
  await tag.getByRole('button', { name: t('access', 'tag_delete_yes') }).click();
  await expect(moderator.getByText(t('done', 'tag_deleted'))).toBeVisible();
  await expect(row(moderator, `🌱 ${mark}`)).toHaveCount(0);
});

test('the last administrator stays', async ({ as }) => {
  const admin = await as('admin');
  await admin.goto(`/admin/users?q=${email('admin')}`);
  await main(admin).locator('a[href^="/admin/users/"]').first().click();
  const held = row(admin, t('labels', 'role_admin'));
  await held.getByText(t('admin', 'revoke'), { exact: true }).click();
  await held.getByRole('button', { name: t('admin', 'revoke_yes') }).click();
  await expect(main(admin).getByText(t('errors', 'last_admin')).first()).toBeVisible();
});
