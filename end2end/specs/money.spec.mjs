// A project's money from the plan to the page everyone sees: an expense that counts at once, one that a
// second person returns, sees corrected and approves. The same with and without JavaScript. The gift
// comes through the simulator's till; that way has a spec of its own.
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { call, day, give, newcomer, published } from '../support/people.mjs';
import { png } from '../support/photos.mjs';
import { said, sum, t } from '../support/texts.mjs';
import { gotoUntil } from '../support/waiting.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
/** An organizer's published project with 100 000 ₸. */
async function funded(as, moderator, mark, title) {
  const [organizer, sponsor] = await Promise.all(['organizer', 'sponsor'].map((role) => newcomer(as, moderator, role, mark)));
  const { id } = await published(organizer, moderator, title);
  await give(sponsor, id, 100_000);
  await gotoUntil(organizer, `/organizer/projects/${id}/money`, main(organizer).getByText(sum(100_000)).first());
  return { organizer, project: id };
}

/** Fills the form of an expense in. */
async function write(page, project, { amount, description, receipt }) {
  await page.goto(`/organizer/projects/${project}/money/expenses/new`);
  await field(page, 'amount').fill(amount);
  await field(page, 'spent_on').fill(day(0));
  await field(page, 'category').selectOption({ label: 'Саженцы' });
  await field(page, 'task').selectOption({ index: 1 });
  await field(page, 'description').fill(description);
  if (receipt) {
    const file = { name: `чек-${receipt}.png`, mimeType: 'image/png', buffer: png(receipt) };
    await page.locator('input[type=file][name=receipt]').setInputFiles(file);
  }
  await button(page, t('money', 'send_expense')).click();
}

test('plan, expenses below and above the limit, a correction, and the project page', async ({ as, mark }) => {
  test.setTimeout(180_000);
  const moderator = await as('moderator');
  // A receipt of this run alone: one used before is told of.
  const paper = Number.parseInt(mark.slice(0, 6), 16);
  const { organizer, project } = await funded(as, moderator, mark, `Яблони и деньги ${mark}`);

  // The plan: a wrong line is told at its field, and what was typed stays.
  await organizer.goto(`/organizer/projects/${project}/money/budget`);
  await field(organizer, 'lines.0.category').fill('Саженцы');
  await field(organizer, 'lines.0.planned').fill('80 000');
  await field(organizer, 'lines.1.category').fill('Инструменты');
  await field(organizer, 'lines.1.planned').fill('дорого');
  await button(organizer, t('common', 'save')).click();
  await expect(organizer.getByRole('alert').first()).toBeVisible();
  await expect(field(organizer, 'lines.0.category')).toHaveValue('Саженцы');
  await field(organizer, 'lines.1.planned').fill('20000,50');
  await button(organizer, t('common', 'save')).click();
  await expect(organizer.getByText(t('done', 'saved'))).toBeVisible();
  await expect(main(organizer)).toContainText('Инструменты');

  // Without a receipt it is refused; with one it counts at once.
  await write(organizer, project, { amount: '30000', description: `Тридцать яблонь ${mark}` });
  await expect(organizer.getByRole('alert').first()).toBeVisible();
  await expect(field(organizer, 'description')).toHaveValue(`Тридцать яблонь ${mark}`);
  await write(organizer, project, { amount: '30000', description: `Тридцать яблонь ${mark}`, receipt: paper });
  await expect(organizer.getByText(t('money', 'done_expense_counted'))).toBeVisible();
  await expect(main(organizer).locator('.receipt-photo')).toBeVisible();

  // Above the limit it waits, with the same file as before.
  await write(organizer, project, { amount: '60000', description: `Ещё сорок ${mark}`, receipt: paper });
  await expect(organizer.getByText(t('money', 'done_expense_sent'))).toBeVisible();
  const own = new URL(organizer.url()).pathname;
  const waiting = own.replace('/organizer/', '/review/');

  // The moderator finds it in the queue, sees that the file was used before, and returns it.
  await moderator.goto('/review?kind=expense');
  await expect(main(moderator).locator(`a[href="${waiting}"]`)).toBeVisible();
  await main(moderator).locator(`a[href="${waiting}"]`).click();
  await expect(main(moderator).getByText(t('money', 'same_receipt'))).toBeVisible();
  await call(moderator, 'POST', `/api/admin${own.replace('/organizer', '')}/return`, {
    reason: `Приложите новый чек ${mark}`, fields: [{ field: 'receipt', comment: 'Этот уже был' }, { field: 'amount' }],
  });

  // Only what was marked is open.
  await organizer.goto(own);
  await expect(main(organizer).getByText(`Приложите новый чек ${mark}`).first()).toBeVisible();
  await expect(field(organizer, 'description')).not.toBeEditable();
  await field(organizer, 'amount').fill('55000');
  await organizer.locator('input[type=file][name=receipt]').setInputFiles({ name: 'новый.png', mimeType: 'image/png', buffer: png(paper + 1) });
  await button(organizer, t('money', 'send_again')).click();
  await expect(main(organizer).getByText(t('money', 'waits_title'))).toBeVisible();

  // The moderator sees what changed and approves.
  await moderator.goto(waiting);
  await expect(main(moderator)).toContainText(sum(55_000));
  await expect(main(moderator).getByText(t('money', 'same_receipt'))).toHaveCount(0);
  await button(moderator, t('money', 'approve')).click();
  await expect(moderator.getByText(t('money', 'done_expense_approved'))).toBeVisible();
  await gotoUntil(organizer, own, main(organizer).getByText(t('money', 'status_approved'), { exact: true }).first());

  // The organizer's page and everyone's page say the same.
  const spent = said(t('money', 'spent_of'), { spent: sum(85_000), planned: sum(80_000) });
  await organizer.goto(`/organizer/projects/${project}/money`);
  await expect(main(organizer)).toContainText(spent);
  const visitor = await as();
  await gotoUntil(visitor, `/projects/${project}`, main(visitor).getByText(spent));
  await expect(main(visitor)).toContainText(said(t('sponsor', 'raised_of'), { raised: sum(100_000), needed: sum(200_000), percent: '50' }));
  await expect(main(visitor)).toContainText(said(t('money', 'over_plan'), { sum: sum(5_000) }));
});

test('gifts in kind and counts stand beside the money', async ({ as, mark }) => {
  const { organizer, project } = await funded(as, await as('moderator'), mark, `Лопаты ${mark}`);
  await organizer.goto(`/organizer/projects/${project}/money`);
  await main(organizer).getByText(t('money', 'add_gift'), { exact: true }).click();
  await field(organizer, 'giver').fill('Магазин «Бақша»');
  await field(organizer, 'description').fill(`Двадцать лопат ${mark}`);
  await field(organizer, 'estimate').fill('60 000');
  await field(organizer, 'given_on').fill(day(0));
  await button(organizer, t('common', 'save')).click();
  await expect(organizer.getByText(t('done', 'saved'))).toBeVisible();
  const gift = main(organizer).getByRole('listitem').filter({ hasText: `Двадцать лопат ${mark}` });
  await expect(gift).toContainText(sum(60_000));
  await expect(main(organizer).getByText(sum(100_000)).first()).toBeVisible();

  // What was done: a measure, a count, and a count taken out.
  await organizer.goto(`/organizer/projects/${project}/money/impact`);
  await field(organizer, 'kind').selectOption('trees_planted');
  await button(organizer, t('common', 'save')).click();
  await field(organizer, 'amount').fill('500');
  await field(organizer, 'counted_on').fill(day(0));
  await button(organizer, t('money', 'add_entry')).click();
  await expect(main(organizer).getByRole('listitem').filter({ hasText: '500' }).first()).toBeVisible();
  const visitor = await as();
  await gotoUntil(visitor, `/projects/${project}`, main(visitor).getByText('500').first());
  await expect(main(visitor).getByText(t('money', 'beside_money'))).toBeVisible();
});

test('the ledger explains a transaction to an administrator', async ({ as, mark }) => {
  const [moderator, admin] = await Promise.all([as('moderator'), as('admin')]);
  const { project } = await funded(as, moderator, mark, `Книга ${mark}`);
  await admin.goto(`/admin/ledger?project=${project}`);
  await main(admin).locator('a[href^="/admin/ledger/"]').first().click();
  await expect(main(admin).getByRole('heading', { name: t('money', 'sides') })).toBeVisible();
  await expect(main(admin).getByRole('table')).toContainText(sum(100_000));
});
