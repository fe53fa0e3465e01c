// What partners lend, from the offer to the thanks. The same with and without JavaScript.
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { newcomer, published } from '../support/people.mjs';
import { goodPhotos } from '../support/photos.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');
const button = (place, name) => place.getByRole('button', { name, exact: true });
const toast = (page, key) => page.getByText(t('done', key)).first();

/** A day so far from today, as people here write it. */
function day(fromToday) {
  const parts = new Intl.DateTimeFormat('ru-RU', { timeZone: 'Asia/Almaty', day: '2-digit', month: '2-digit', year: 'numeric' });
  return parts.format(new Date(Date.now() + fromToday * 86_400_000));
}

/** A partner, and an organizer with a published project. */
async function both(as, mark) {
  const moderator = await as('moderator');
  const [partner, organizer] = await Promise.all(['partner', 'organizer'].map((role) => newcomer(as, moderator, role, mark)));
  await published(organizer, moderator, `Сад ${mark}`);
  return [partner, organizer];
}

/** Offers a hall with a photo under a name of its own. */
async function offer(partner, name) {
  await partner.goto('/partner/resources/new');
  await field(partner, 'type').selectOption('venue');
  await field(partner, 'title').fill(name);
  await field(partner, 'city').selectOption('Almaty');
  await field(partner, 'availability').fill('По вечерам');
  await partner.locator('input[type=file][name=photo]').setInputFiles(goodPhotos(1));
  await button(main(partner), t('resources', 'offer')).click();
  await expect(toast(partner, 'saved')).toBeVisible({ timeout: 30_000 });
}

/** Finds it by its name and asks for it on a day. */
async function ask(organizer, name, date) {
  await organizer.goto('/resources');
  await organizer.locator('#filter-q').fill(name);
  await button(main(organizer), t('common', 'apply')).click();
  await expect(organizer).toHaveURL(/q=/);
  await main(organizer).getByRole('link', { name, exact: true }).click();
  await expect(main(organizer).getByRole('heading', { level: 1 })).toHaveText(name);
  await field(organizer, 'project_id').selectOption({ index: 1 });
  await field(organizer, 'date').fill(date);
  await field(organizer, 'notes').fill('Соберём пятьдесят человек');
  await button(main(organizer), t('resources', 'ask')).click();
  await expect(toast(organizer, 'resource_asked')).toBeVisible();
}

/** The row of a request among those that wait. */
async function waiting(page, address, name) {
  await page.goto(address);
  return main(page).locator('.request', { hasText: name });
}

test('a partner offers, an organizer asks, other dates suit both, thanks are said', async ({ as, mark }) => {
  const name = `Зал ${mark}`;
  const [partner, organizer] = await both(as, mark);
  await offer(partner, name);
  await expect(main(partner).locator('.resource-photo img')).toHaveCount(1);
  await ask(organizer, name, day(3));

  // The partner offers today instead: what has begun can be thanked for.
  let row = await waiting(partner, '/partner/requests', name);
  await expect(row.getByText('Соберём пятьдесят человек')).toBeVisible();
  await row.getByText(t('resources', 'counter'), { exact: true }).click();
  await row.locator('input[name="input[date]"]').fill(day(0));
  await row.locator('textarea[name="input[message]"]').fill('Сегодня зал свободен');
  await button(row, t('resources', 'counter_send')).click();
  await expect(toast(partner, 'dates_offered')).toBeVisible();

  // It waits on the organizer's first page, which leads to the list of such offers.
  row = await waiting(organizer, '/home', name);
  await expect(row.getByText('Сегодня зал свободен')).toBeVisible();
  await main(organizer).getByRole('link', { name: t('organizer', 'all_offers'), exact: true }).click();
  await expect(organizer).toHaveURL(/status=countered/);
  await expect(row.getByText('Сегодня зал свободен')).toBeVisible();
  await button(row, t('resources', 'accept')).click();
  await expect(toast(organizer, 'dates_accepted')).toBeVisible();

  row = await waiting(organizer, '/organizer/requests?show=upcoming', name);
  await row.getByText(t('resources', 'thank'), { exact: true }).click();
  await button(row, t('resources', 'thank_send')).click();
  await expect(row.getByText(t('errors', 'field_required')).first()).toBeVisible();
  await row.locator('textarea[name="input[thanks]"]').fill(`Спасибо за зал ${mark}`);
  await button(row, t('resources', 'thank_send')).click();
  await expect(toast(organizer, 'partner_thanked')).toBeVisible();

  // The partner reads it on the home page, and everyone on the resource's.
  await partner.goto('/home');
  await expect(main(partner).getByText(`Спасибо за зал ${mark}`).first()).toBeVisible();
  await organizer.goto(`/resources?q=${mark}`);
  await main(organizer).getByRole('link', { name, exact: true }).click();
  await expect(main(organizer).getByText(`Спасибо за зал ${mark}`)).toBeVisible();
  await expect(main(organizer).locator('.calendar-table .day-lent').first()).toBeVisible();
});

test('a rejection needs a reason, and what was promised is not promised again', async ({ as, mark }) => {
  const name = `Сцена ${mark}`;
  const [partner, organizer] = await both(as, mark);
  await offer(partner, name);
  await ask(organizer, name, day(5));
  let row = await waiting(partner, '/partner/requests', name);
  await row.getByText(t('resources', 'reject'), { exact: true }).click();
  await button(row, t('resources', 'reject_send')).click();
  await expect(row.getByText(t('errors', 'field_required')).first()).toBeVisible();
  await row.locator('textarea[name="input[reason]"]').fill(`Ремонт ${mark}`);
  await button(row, t('resources', 'reject_send')).click();
  await expect(toast(partner, 'request_rejected')).toBeVisible();
  row = await waiting(organizer, '/organizer/requests?show=closed', name);
  await expect(row.getByText(`Ремонт ${mark}`)).toBeVisible();

  await ask(organizer, name, day(6));
  row = await waiting(partner, '/partner/requests', name);
  await button(row, t('resources', 'approve')).click();
  await expect(toast(partner, 'request_approved')).toBeVisible();
  // The same day again: told at the field, with what was typed.
  await organizer.goto(`/resources?q=${mark}`);
  await main(organizer).getByRole('link', { name, exact: true }).click();
  await field(organizer, 'project_id').selectOption({ index: 1 });
  await field(organizer, 'date').fill(day(6));
  await field(organizer, 'notes').fill(`Ещё раз ${mark}`);
  await button(main(organizer), t('resources', 'ask')).click();
  await expect(main(organizer).getByText(t('errors', 'field_dates_taken')).first()).toBeVisible();
  await expect(field(organizer, 'notes')).toHaveValue(`Ещё раз ${mark}`);
});

test('a paused resource is not found, and comes back', async ({ as, mark }) => {
  const name = `Шатёр ${mark}`;
  const [partner, organizer] = await both(as, mark);
  await offer(partner, name);
  await button(main(partner), t('resources', 'pause')).click();
  await expect(main(partner).getByText(t('resources', 'paused_text'))).toBeVisible();
  await organizer.goto(`/resources?q=${mark}`);
  await expect(main(organizer).getByText(t('resources', 'none_found'))).toBeVisible();
  await button(main(partner), t('resources', 'resume')).click();
  await expect(button(main(partner), t('resources', 'pause'))).toBeVisible();
  await organizer.goto(`/resources?q=${mark}`);
  await expect(main(organizer).getByRole('link', { name, exact: true })).toBeVisible();
});
