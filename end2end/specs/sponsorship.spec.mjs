// Money from a sponsor's hand through the simulator's till into a project, and a part of it back. The
// same with and without JavaScript.
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { call, newcomer, published } from '../support/people.mjs';
import { said, sum, t } from '../support/texts.mjs';
import { eventually } from '../support/waiting.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
const link = (page, name) => main(page).getByRole('link', { name, exact: true });
test('a sponsor gives, declines, tries again, and a part goes back', async ({ as, mark }) => {
  test.setTimeout(180_000);
  const [moderator, admin, visitor] = await Promise.all([as('moderator'), as('admin'), as()]);
  const [organizer, sponsor] = await Promise.all(['organizer', 'sponsor'].map((role) => newcomer(as, moderator, role, mark)));
  const title = `Деревья во дворах ${mark}`;
  const { id: project } = await published(organizer, moderator, title);

  // A visitor is told how, and would come back here.
  await visitor.goto(`/projects/${project}`);
  await link(visitor, t('payments', 'support')).click();
  await expect(visitor).toHaveURL(`/projects/${project}/sponsor`);
  await expect(link(visitor, t('common', 'sign_in'))).toHaveAttribute('href', new RegExp(`projects%2F${project}%2Fsponsor|projects/${project}/sponsor`));

  // What cannot be given is told at its field, and nothing typed is lost.
  await sponsor.goto(`/projects/${project}`);
  await link(sponsor, t('payments', 'support')).click();
  await field(sponsor, 'amount').fill('10');
  await field(sponsor, 'purpose').fill(`Саженцы ${mark}`);
  await button(sponsor, t('payments', 'go_on')).click();
  await expect(sponsor.getByRole('alert').first()).toBeVisible();
  await expect(field(sponsor, 'purpose')).toHaveValue(`Саженцы ${mark}`);
  await field(sponsor, 'amount').fill('100000');
  await button(sponsor, t('payments', 'go_on')).click();
  await expect(sponsor).toHaveURL(/\/sponsorships\/\d+/);
  const standing = new URL(sponsor.url()).pathname;

  // Declined at the till: it failed, and can be tried again.
  const pay = main(sponsor).locator('a[href*="/pay/simulator/"]');
  await pay.click();
  await sponsor.locator('button[value=decline]').click();
  await sponsor.goto(standing);
  await eventually(sponsor, button(sponsor, t('payments', 'try_again')));
  await button(sponsor, t('payments', 'try_again')).click();
  await expect(pay).toBeVisible();

  // Paid.
  await pay.click();
  await sponsor.locator('button[value=pay]').click();
  await expect(sponsor).toHaveURL(new RegExp(standing));
  await eventually(sponsor, main(sponsor).getByText(t('payments', 'paid'), { exact: true }));
  await expect(link(sponsor, t('payments', 'receipt'))).toBeVisible();

  // The organizer is told.
  await organizer.goto('/notifications');
  await eventually(organizer, main(organizer).getByText(title).first());

  // An administrator finds the payment and sends a part back.
  const gift = await call(sponsor, 'GET', `/api${standing.replace('/sponsorships', '/sponsor/sponsorships')}`);
  await admin.goto(`/admin/payments?q=${gift.payment.transaction_id}`);
  // In its row: the filter above bears the same name, and takes itself away.
  await main(admin).getByRole('table').getByRole('link', { name: gift.payment.transaction_id }).click();
  await main(admin).getByText(t('payments', 'refund'), { exact: true }).click();
  await field(admin, 'amount').fill('25000');
  await field(admin, 'reason').fill(`Оплачено лишнее ${mark}`);
  await button(admin, t('payments', 'refund_yes')).click();
  await expect(admin.getByText(t('done', 'refund_begun'))).toBeVisible();
  await eventually(admin, main(admin).getByText(t('payments', 'refund_completed'), { exact: true }).last());

  // The sponsor sees what went back.
  await sponsor.goto(standing);
  await expect(main(sponsor)).toContainText(sum(25_000));
  await sponsor.goto('/notifications');
  await eventually(sponsor, main(sponsor).getByText(`Оплачено лишнее ${mark}`).first());
});

test('a monthly gift is promised, rests, goes on and ends', async ({ as, mark }) => {
  const moderator = await as('moderator');
  const [organizer, sponsor] = await Promise.all(['organizer', 'sponsor'].map((role) => newcomer(as, moderator, role, mark)));
  const title = `Каждый месяц ${mark}`;
  const { id: project } = await published(organizer, moderator, title);
  await sponsor.goto(`/projects/${project}/sponsor`);
  await link(sponsor, t('payments', 'give_monthly')).click();
  await field(sponsor, 'amount').fill('7000');
  await field(sponsor, 'day_of_month').fill('15');
  await button(sponsor, t('payments', 'promise')).click();
  await expect(sponsor.getByText(t('done', 'pledge_made'))).toBeVisible();
  const row = main(sponsor).getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText(said(t('payments', 'each_month'), { sum: sum(7_000) }));
  await row.getByRole('button', { name: t('payments', 'pause') }).click();
  await expect(row).toContainText(t('payments', 'pledge_paused'));
  await row.getByRole('button', { name: t('payments', 'resume') }).click();
  await expect(row).toContainText(t('payments', 'pledge_active'));
  await row.getByText(t('payments', 'end'), { exact: true }).click();
  await row.getByRole('button', { name: t('payments', 'end_yes') }).click();
  await expect(row).toContainText(t('payments', 'pledge_ended'));
});
