// Lists: filters, order, columns, saved views, bulk actions with preview and undo, keys.
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
const rows = (page) => page.locator('[data-list-row]');

async function register(page, name, mail) {
  await page.goto('/register?role=volunteer');
  await field(page, 'name').fill(name);
  await field(page, 'email').fill(mail);
  await field(page, 'password').fill('steppe wind nine horses');
  await button(page, t('accounts', 'register_button')).click();
  await page.waitForURL((url) => url.pathname !== '/register');
}

/** Two volunteers whom only this spec knows. */
async function twoPeople(as, mark) {
  const names = [`Анар ${mark}`, `Болат ${mark}`];
  for (const [index, name] of names.entries()) {
    const page = await as();
    await register(page, name, `list${index}.${mark}@people.test`);
  }
  return names;
}

/** Opens one of the filters or tools that open below their name. */
async function open(page, name) {
  const summary = main(page).locator('summary', { hasText: name }).first();
  if ((await summary.locator('xpath=..').getAttribute('open')) === null) await summary.click();
}

test('filters take several values and leave one by one', async ({ as, mark }) => {
  await twoPeople(as, mark);
  const page = await as('admin');
  await page.goto('/admin/users');
  await page.locator('[data-list-search]').fill(mark);
  await open(page, t('lists', 'users_role'));
  await main(page).locator('input[name=role][value=volunteer]').check();
  await main(page).locator('input[name=role][value=organizer]').check();
  await button(page, t('common', 'apply')).click();
  await expect(page).toHaveURL(/role=volunteer/);
  await expect(rows(page)).toHaveCount(2);
  const chips = page.locator('.filter-chip');
  await expect(chips).toHaveCount(3);
  await chips.filter({ hasText: t('labels', 'role_volunteer') }).click();
  await expect(chips).toHaveCount(2);
  await expect(page.getByText(t('lists', 'none_found'))).toBeVisible();
  await page.locator('.filter-chips').getByRole('link', { name: t('common', 'reset_filters') }).click();
  await expect(chips).toHaveCount(0);
});

test('headings sort and columns are chosen', async ({ as, mark }) => {
  const names = await twoPeople(as, mark);
  const page = await as('admin');
  await page.goto(`/admin/users?q=${mark}&sort=name`);
  await expect(rows(page).first()).toContainText(names[0]);
  await page.getByRole('columnheader').getByRole('link', { name: t('lists', 'users_name') }).click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(rows(page).first()).toContainText(names[1]);
  await open(page, t('lists', 'columns'));
  await main(page).locator('input[type=checkbox][name=columns][value=email]').uncheck();
  await main(page).locator('input[type=checkbox][name=columns][value=phone]').check();
  await button(page, t('lists', 'columns_apply')).click();
  await expect(page.getByRole('columnheader', { name: t('lists', 'users_phone') })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: t('lists', 'users_email') })).toHaveCount(0);
  await expect(rows(page)).toHaveCount(2);
});

test('pages lead forward and back, by link and by key', async ({ as }, info) => {
  const page = await as('admin');
  const names = () => rows(page).locator('th').allInnerTexts();
  const pager = page.locator('.pager');
  await page.goto('/admin/users?limit=2&sort=name');
  const first = await names();
  await expect(pager.locator('[rel=prev]')).toHaveCount(0);
  await pager.locator('[rel=next]').click();
  await expect(page).toHaveURL(/cursor=/);
  await expect.poll(names).not.toEqual(first);
  const second = await names();
  await pager.locator('[rel=next]').click();
  await expect.poll(names).not.toEqual(second);
  await pager.locator('[rel=prev]').click();
  await expect.poll(names).toEqual(second);
  await pager.locator('[rel=prev]').click();
  await expect.poll(names).toEqual(first);
  await expect(pager.locator('[rel=prev]')).toHaveCount(0);
  if (info.project.name !== 'js') return;
  await page.keyboard.press('n');
  await expect.poll(names).toEqual(second);
  await page.keyboard.press('p');
  await expect.poll(names).toEqual(first);
});

test('an address edited by hand says what is wrong', async ({ as }) => {
  const page = await as('admin');
  const answer = await page.goto('/admin/users?status=gone&cursor=abc');
  expect(answer.status()).toBe(422);
  await expect(page.getByText(t('lists', 'not_understood'))).toBeVisible();
  await page.getByRole('link', { name: t('lists', 'whole_list') }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('a view is saved, changed, opened first and deleted', async ({ as, mark }) => {
  const page = await as('admin');
  await page.goto('/admin/users?status=blocked');
  await open(page, t('lists', 'view'));
  const fresh = page.locator('.list-view-forms form').last();
  await fresh.locator('[name="input[name]"]').fill(`Вид ${mark}`);
  await fresh.getByRole('button', { name: t('lists', 'view_save_new') }).click();
  await expect(page).toHaveURL(/view=\d+/);
  const tab = page.locator('.list-views .tab', { hasText: mark });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expect(page.locator('.list-changed')).toHaveCount(0);

  await page.locator('.filter-chip').click();
  await expect(page.locator('.list-changed')).toBeVisible();
  await open(page, t('lists', 'view'));
  await page.locator('.list-view-forms').getByRole('button', { name: t('lists', 'view_save_changes') }).click();
  await expect(page.locator('.list-changed')).toHaveCount(0);

  await open(page, t('lists', 'view'));
  await page.locator('.list-view-forms').getByRole('button', { name: t('lists', 'view_make_default') }).click();
  await page.goto('/admin/users');
  await expect(tab).toHaveAttribute('aria-current', 'page');

  await open(page, t('lists', 'view'));
  await page.locator('.list-view-forms summary', { hasText: t('lists', 'view_delete') }).click();
  await page.locator('.list-view-forms').getByRole('button', { name: t('lists', 'view_delete_yes') }).click();
  await expect(tab).toHaveCount(0);
});

test('several are blocked after a preview, and unblocked again', async ({ as, mark }) => {
  const names = await twoPeople(as, mark);
  const page = await as('admin');
  await page.goto(`/admin/users?q=${mark}`);
  for (const box of await page.locator('.list-box input[name]').all()) await box.check();
  const block = `${t('lists', 'users_block')}…`;
  await main(page).locator('.list-bulk summary', { hasText: block }).click();
  // Without a reason nothing is planned, and the ticks stay.
  await button(page, t('lists', 'bulk_preview')).click();
  await expect(page.locator('.error-summary')).toBeVisible();
  await expect(page.locator('.list-box input[name]:checked')).toHaveCount(2);
  await page.locator('[name="input[fields][block][reason]"]').fill(`Проверка ${mark}`);
  await button(page, t('lists', 'bulk_preview')).click();

  await expect(page).toHaveURL(/\/batches\//);
  await expect(page.getByText(t('lists', 'batch_planned'))).toBeVisible();
  for (const name of names) await expect(main(page).getByText(name)).toBeVisible();
  await main(page).locator('form').getByRole('button').first().click();
  await expect(main(page).locator('.chip', { hasText: t('lists', 'verdict_done') })).toHaveCount(2);

  const plan = page.url();
  await page.goto(`/admin/users?q=${mark}&status=blocked`);
  await expect(rows(page)).toHaveCount(2);
  await page.goto(plan);
  await main(page).locator('summary', { hasText: t('lists', 'batch_undo') }).click();
  await button(page, t('lists', 'batch_undo_yes')).click();
  await expect(main(page).locator('.chip', { hasText: t('lists', 'verdict_undone') })).toHaveCount(2);
  await page.goto(`/admin/users?q=${mark}&status=blocked`);
  await expect(page.getByText(t('lists', 'none_found'))).toBeVisible();
});

test('rows become cards on a phone and nothing runs over', async ({ as }) => {
  const page = await as('admin');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/admin/users');
  await expect(rows(page).first()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 360);
  expect(wide).toBeLessThanOrEqual(360);
});

test('keys go through the rows', async ({ as, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'keys are for those with JavaScript');
  const page = await as('admin');
  await page.goto('/admin/users', { waitUntil: 'networkidle' });
  await page.keyboard.press('j');
  await expect(rows(page).nth(0).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows(page).nth(1).getByRole('link').first()).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await expect(rows(page).nth(0).locator('input[type=checkbox]')).toBeChecked();
  await page.keyboard.press('Shift+Slash');
  await expect(page.locator('#list-keys')).toHaveAttribute('open', '');
  await page.keyboard.press('/');
  await expect(page.locator('[data-list-search]')).toBeFocused();
});
