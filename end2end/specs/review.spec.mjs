// The one review queue: undo, return of marked fields, who looks at what, keys, ready reasons, appeals.
import { document } from '../support/photos.mjs';
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';
import { gotoUntil } from '../support/waiting.mjs';

const button = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true });
/** Words before the first placeholder. */
const start = (text) => text.split('{')[0].trim();

/** An organizer who waits; the page is theirs. */
async function applicant(as, mark, organization) {
  const page = await as();
  await page.goto('/register?role=organizer');
  await field(page, 'name').fill('Сауле Тестова');
  await field(page, 'email').fill(`${mark}@example.kz`);
  await field(page, 'password').fill('steppe wind nine horses');
  await field(page, 'organization_name').fill(organization);
  await field(page, 'about').fill('Сажаем деревья.');
  await page.locator('input[type=file][name=documents]').setInputFiles(document);
  await button(page, t('accounts', 'register_button')).click();
  await page.waitForURL(/\/pending/);
  return page;
}

async function openAccount(page, organization) {
  await page.goto('/review?kind=account');
  await page.getByRole('link', { name: organization }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: organization })).toBeVisible();
}

async function reject(page, words) {
  const form = page.locator('#decision-reject');
  if (!(await form.locator('details').evaluate((d) => d.open))) await form.locator('summary').click();
  await form.locator('textarea[name*=reason]').fill(words);
  await form.getByRole('button', { name: t('review', 'reject_account_yes') }).click();
}

test('a decision is taken back before anybody hears of it', async ({ as, mark }) => {
  test.setTimeout(150_000);
  const organization = `Фонд «Назад ${mark}»`;
  const person = await applicant(as, `undo-${mark}`, organization);
  const moderator = await as('moderator');
  await openAccount(moderator, organization);
  await button(moderator, t('review', 'approve')).click();
  await expect(moderator.getByText(t('done', 'account_approved'))).toBeVisible();
  const bar = moderator.locator('.undo-bar').filter({ hasText: organization });
  await bar.getByRole('button', { name: t('review', 'undo'), exact: true }).click();
  await expect(moderator.getByText(t('done', 'decision_undone'))).toBeVisible();
  await expect(moderator.getByRole('heading', { level: 1, name: organization })).toBeVisible();
  await expect(button(moderator, t('review', 'approve'))).toBeVisible();

  // Decided again, it takes effect by itself.
  await button(moderator, t('review', 'approve')).click();
  await person.goto('/pending');
  await expect(person.getByText(t('accounts', 'waiting_title'))).toBeVisible();
  await gotoUntil(person, '/organizer/projects/new', field(person, 'title'));
});

test('only what is marked is given back, and what changed is shown', async ({ as, mark }) => {
  test.setTimeout(150_000);
  const organization = `Фонд «Правка ${mark}»`;
  const person = await applicant(as, `return-${mark}`, organization);
  const moderator = await as('moderator');
  await openAccount(moderator, organization);
  const form = moderator.locator('#decision-return');
  await form.locator('summary').click();
  await form.locator('textarea[name*=reason]').fill('Расскажите подробнее.');
  await form.getByRole('button', { name: t('review', 'give_back_yes') }).click();
  // Nothing is marked: said clearly, and the words are still there.
  await expect(form.getByText(t('review', 'mark_a_field')).first()).toBeVisible();
  await expect(form.locator('textarea[name*=reason]')).toHaveValue('Расскажите подробнее.');
  const row = form.locator('.return-row').filter({ has: moderator.locator('input[type=hidden][value="about"]') });
  await row.locator('input[type=checkbox]').check();
  await row.locator('input[name*=comment]').fill('Где и что вы сажаете?');
  await form.getByRole('button', { name: t('review', 'give_back_yes') }).click();
  await expect(moderator.getByText(t('done', 'account_returned'))).toBeVisible();

  await gotoUntil(person, '/pending', person.getByText('Где и что вы сажаете?'));
  await expect(field(person, 'name')).not.toBeEditable();
  await field(person, 'about').fill('Сажаем карагачи вдоль канала.');
  await button(person, t('accounts', 'resubmit_button')).click();
  await expect(person.getByText(t('done', 'resubmitted'))).toBeVisible();

  await openAccount(moderator, organization);
  const changes = moderator.locator('.changes');
  await expect(changes.locator('del', { hasText: 'Сажаем деревья.' })).toBeVisible();
  await expect(changes.locator('ins', { hasText: 'Сажаем карагачи вдоль канала.' })).toBeVisible();
  await expect(moderator.locator('.past', { hasText: 'Расскажите подробнее.' })).toBeVisible();
});

test('others see who looks and take over knowingly', async ({ as, mark, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const organization = `Фонд «Вдвоём ${mark}»`;
  await applicant(as, `lock-${mark}`, organization);
  const moderator = await as('moderator');
  const claimed = javaScriptEnabled
    ? moderator.waitForResponse((response) => response.url().includes('/web/review/claims/keep'))
    : null;
  await openAccount(moderator, organization);
  if (claimed) await claimed;
  else await button(moderator, t('review', 'look')).click();
  const admin = await as('admin');
  await openAccount(admin, organization);
  await expect(admin.getByText(t('review', 'looks_at_this_text'))).toBeVisible();
  await expect(button(admin, t('review', 'approve'))).toBeHidden();
  await button(admin, t('review', 'take_over')).click();
  await expect(button(admin, t('review', 'approve'))).toBeVisible();
  await moderator.reload();
  await expect(moderator.getByText(t('review', 'looks_at_this_text'))).toBeVisible();
  await expect(button(moderator, t('review', 'approve'))).toBeHidden();
});

test('who has no script claims by a button', async ({ as, mark, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled !== false, 'with a script the page claims by itself');
  test.setTimeout(120_000);
  const organization = `Фонд «Кнопкой ${mark}»`;
  await applicant(as, `look-${mark}`, organization);
  const moderator = await as('moderator');
  await openAccount(moderator, organization);
  const admin = await as('admin');
  await openAccount(admin, organization);
  // Both read it, nobody claimed.
  await expect(admin.getByText(t('review', 'looks_at_this_text'))).toHaveCount(0);
  await button(moderator, t('review', 'look')).click();
  await expect(button(moderator, t('review', 'look'))).toHaveCount(0);
  await admin.reload();
  await expect(admin.getByText(t('review', 'looks_at_this_text'))).toBeVisible();
});

test('what a decision lacks is said before it is sent', async ({ as, mark, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without a script the server says it');
  test.setTimeout(120_000);
  const organization = `Фонд «Сразу ${mark}»`;
  await applicant(as, `early-${mark}`, organization);
  const moderator = await as('moderator');
  await openAccount(moderator, organization);
  const sent = [];
  moderator.on('request', (request) => request.url().includes('/web/review/decide') && sent.push(request.url()));
  const form = moderator.locator('#decision-reject');
  await expect(async () => {
    await form.locator('summary').first().click();
    await expect(form.locator('details')).toHaveAttribute('open', '', { timeout: 500 });
  }).toPass();
  await form.getByRole('button', { name: t('review', 'reject_account_yes') }).click();
  await expect(form.locator('textarea[name*=reason]')).toHaveAttribute('aria-invalid', 'true');
  const give = moderator.locator('#decision-return');
  await give.locator('summary').first().click();
  await give.locator('textarea[name*=reason]').fill('Расскажите подробнее.');
  await give.getByRole('button', { name: t('review', 'give_back_yes') }).click();
  await expect(give.getByText(t('review', 'mark_a_field')).first()).toBeVisible();
  expect(sent, 'the server was not asked').toEqual([]);
});

test('a rejection is appealed and another reviewer overturns it', async ({ as, mark }) => {
  test.setTimeout(180_000);
  const organization = `Фонд «Спор ${mark}»`;
  const person = await applicant(as, `appeal-${mark}`, organization);
  const moderator = await as('moderator');
  await openAccount(moderator, organization);
  await reject(moderator, 'Устав не подписан.');
  await expect(moderator.getByText(t('done', 'account_rejected'))).toBeVisible();

  // On the page itself: news of it may come before the page is read again.
  await gotoUntil(person, '/pending', person.locator('.notice', { hasText: 'Устав не подписан.' }));
  await person.locator('summary', { hasText: t('review', 'appeal') }).click();
  await field(person, 'text').fill('Подпись на второй странице.');
  await person.getByRole('button', { name: t('review', 'appeal_yes') }).click();
  await expect(person.getByText(t('review', 'appeal_open'))).toBeVisible();

  await moderator.goto('/review?kind=appeal');
  await expect(moderator.getByRole('link', { name: organization })).toHaveCount(0);
  const admin = await as('admin');
  await admin.goto('/review?kind=appeal');
  await admin.getByRole('link', { name: organization }).first().click();
  await expect(admin.getByText('Подпись на второй странице.').first()).toBeVisible();
  await expect(admin.locator('.past', { hasText: 'Устав не подписан.' })).toBeVisible();
  await button(admin, t('review', 'overturn')).click();
  await expect(admin.getByText(t('done', 'appeal_overturned'))).toBeVisible();
  await gotoUntil(person, '/organizer/projects/new', field(person, 'title'));
});

test('some are taken at once and worked through', async ({ as, mark }) => {
  test.setTimeout(120_000);
  await applicant(as, `take-${mark}`, `Фонд «Пачка ${mark}»`);
  const moderator = await as('moderator');
  await moderator.goto('/review?kind=account');
  await moderator.locator('.take summary').click();
  await field(moderator, 'count').fill('100');
  await button(moderator, t('review', 'take_yes')).click();
  await expect(field(moderator, 'count')).toHaveAttribute('aria-invalid', 'true');
  await field(moderator, 'count').fill('1');
  await button(moderator, t('review', 'take_yes')).click();
  await expect(moderator.getByText(t('done', 'taken')).or(moderator.getByText(t('done', 'nothing_to_take')))).toBeVisible();
});

test('ready reasons are kept in three languages', async ({ as, mark }) => {
  const moderator = await as('moderator');
  await moderator.goto('/review/templates');
  const fresh = moderator.locator('details.confirm', { hasText: t('review', 'new_template') }).first();
  await fresh.locator('summary').first().click();
  await fresh.locator('select[name*=target]').selectOption('project.reject');
  await fresh.locator('[name*=ru]').fill('я'.repeat(10_000));
  await fresh.getByRole('button', { name: t('common', 'save') }).click();
  await expect(fresh.locator('[aria-invalid=true]')).toHaveCount(1);
  await fresh.locator('[name*=ru]').fill(`Причина ${mark}`);
  await fresh.getByRole('button', { name: t('common', 'save') }).click();
  await expect(moderator.getByText(t('done', 'template_saved'))).toBeVisible();
  const row = moderator.locator('li.row', { hasText: `Причина ${mark}` });
  await expect(row.getByText(start(t('review', 'template_missing')))).toBeVisible();
  // Each form of the page has ids of its own, and what one is refused is nothing to the others.
  const ids = await moderator.locator('[id]').evaluateAll((all) => all.map((one) => one.id));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  await row.locator('summary', { hasText: t('review', 'edit_template') }).click();
  await row.locator('[name*=ru]').fill('');
  await row.getByRole('button', { name: t('common', 'save') }).click();
  await expect(row.locator('.error-summary')).toBeVisible();
  await expect(moderator.locator('.error-summary')).toHaveCount(1);
  await row.locator('summary', { hasText: t('common', 'delete') }).click();
  await row.getByRole('button', { name: t('common', 'delete'), exact: true }).click();
  await expect(moderator.getByText(t('done', 'template_deleted'))).toBeVisible();
  await expect(moderator.getByText(`Причина ${mark}`)).toHaveCount(0);
});

test('keys work by their place, whatever the layout', async ({ as, mark, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'keys need JavaScript');
  test.setTimeout(120_000);
  const organization = `Фонд «Клавиши ${mark}»`;
  await applicant(as, `keys-${mark}`, organization);
  const moderator = await as('moderator');
  await openAccount(moderator, organization);
  // A Russian layout: the keys of r, x and t type к, ч and е.
  const press = (code, key) =>
    moderator.evaluate(
      ([code, key]) => document.body.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true })),
      [code, key],
    );
  await expect(async () => {
    await press('KeyR', 'к');
    await expect(moderator.locator('#decision-return details')).toHaveAttribute('open', '', { timeout: 500 });
  }).toPass();
  await press('KeyX', 'ч');
  await expect(moderator.locator('#decision-reject details')).toHaveAttribute('open', '');
  // Typing in a field decides nothing.
  const words = moderator.locator('#decision-reject textarea');
  await words.fill('');
  await words.pressSequentially('axz');
  await expect(words).toHaveValue('axz');
  await expect(moderator.getByRole('heading', { level: 1, name: organization })).toBeVisible();
  await words.blur();
  await press('KeyA', 'ф');
  await expect(moderator.getByText(t('done', 'account_approved'))).toBeVisible();
  // The next page hears keys once its script has come.
  await expect(async () => {
    await press('KeyZ', 'я');
    await expect(moderator.getByText(t('done', 'decision_undone'))).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 8_000 });
});
