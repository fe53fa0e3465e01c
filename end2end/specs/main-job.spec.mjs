// The platform's main job, from an organizer's registration to a volunteer's points.
import { document, goodPhotos } from '../support/photos.mjs';
import { expect, test } from '../support/fixtures.mjs';
import { field, register } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';
import { eventually, gotoUntil } from '../support/waiting.mjs';

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const button = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true });

/** Opens the moderator's item with this text from the queue. */
async function openFromQueue(page, kind, text) {
  await page.goto(`/review?kind=${kind}`);
  await page.getByRole('link', { name: text }).first().click();
}

test('from registration to points', async ({ as, mark }) => {
  test.setTimeout(240_000);
  const organization = `Фонд «Шаг ${mark}»`;
  const title = `Уборка берега ${mark}`;
  const task = `Собрать пластик ${mark}`;

  // An organizer registers with a document and waits.
  const organizer = await as();
  await register(organizer, { role: 'organizer', mail: `org-${mark}@example.kz`, name: 'Сауле Тестова', organization, document });
  await expect(organizer).toHaveURL(/\/pending/);
  await expect(organizer.getByText('Устав.pdf')).toBeVisible();
  await organizer.goto('/organizer/projects/new');
  await expect(button(organizer, t('organizer', 'send_to_moderation'))).toHaveCount(0);

  // A moderator approves the account with the document at hand.
  const moderator = await as('moderator');
  await openFromQueue(moderator, 'account', organization);
  await expect(moderator.getByRole('main').getByRole('link', { name: 'Устав.pdf' })).toBeVisible();
  await button(moderator, t('review', 'approve')).click();
  await expect(moderator.getByText(t('done', 'account_approved'))).toBeVisible();

  // The organizer writes a project with a task and sends it.
  await gotoUntil(organizer, '/organizer/projects/new', field(organizer, 'title'));
  await field(organizer, 'title').fill(title);
  await field(organizer, 'description').fill('Идём вдоль берега и собираем пластик. Перчатки и мешки даём.');
  await field(organizer, 'volunteer_type').selectOption('environmental');
  await field(organizer, 'city').selectOption('Almaty');
  await field(organizer, 'address').fill('где-то у реки');
  await field(organizer, 'latitude').fill('43.2262');
  await field(organizer, 'longitude').fill('76.8974');
  await field(organizer, 'tasks.0.text').fill(task);
  await field(organizer, 'tasks.0.deadline').fill(day(1));
  await field(organizer, 'tasks.0.start_time').fill('09:00');
  await field(organizer, 'tasks.0.end_time').fill('12:00');
  await field(organizer, 'tasks.0.max_volunteers').fill('3');
  await button(organizer, t('organizer', 'send_to_moderation')).click();
  await expect(organizer.getByText(t('done', 'project_submitted'))).toBeVisible();

  // The moderator returns it with the address marked; only that reopens.
  await openFromQueue(moderator, 'project', title);
  await giveBack(moderator, 'address', 'Напишите улицу и ориентир.');
  await expect(moderator.getByText(t('done', 'project_returned'))).toBeVisible();
  // In the list itself: news of it is a link too.
  const listed = organizer.getByRole('main').getByRole('link', { name: title });
  const returned = listed.and(organizer.locator(':not(.toast a)')).first();
  await gotoUntil(organizer, '/organizer/projects?status=returned', returned);
  await returned.click();
  await expect(organizer.getByText('Напишите улицу и ориентир.')).toBeVisible();
  await expect(field(organizer, 'title')).not.toBeEditable();
  await field(organizer, 'address').fill('набережная, у моста на Тимирязева');
  await button(organizer, t('organizer', 'send_again')).click();
  await openFromQueue(moderator, 'project', title);
  await expect(moderator.getByText('набережная, у моста на Тимирязева').first()).toBeVisible();
  await button(moderator, t('review', 'publish')).click();
  await expect(moderator.getByText(t('done', 'project_approved'))).toBeVisible();

  // A visitor finds it, becomes a volunteer and takes a place.
  const volunteer = await as();
  await expect(async () => {
    await volunteer.goto(`/projects?q=${encodeURIComponent(`берега ${mark}`)}`);
    await expect(volunteer.getByRole('main').getByText(title)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await register(volunteer, { mail: `vol-${mark}@example.kz`, name: `Арман ${mark}` });
  await volunteer.goto(`/projects?q=${mark}`);
  await volunteer.getByRole('main').getByRole('link', { name: title }).first().click();
  await button(volunteer, t('projects', 'join')).click();
  await expect(volunteer.getByText(t('done', 'joined'))).toBeVisible();

  // The volunteer reports with two photos.
  await volunteer.goto('/tasks');
  await volunteer.getByRole('main').getByRole('link', { name: t('tasks', 'send_report') }).first().click();
  await volunteer.locator('input[type=file][name=photo]').setInputFiles(goodPhotos(2));
  await field(volunteer, 'description').fill('Собрали восемь мешков.');
  await button(volunteer, t('reports', 'send')).click();
  await expect(volunteer.getByText(t('done', 'report_sent'))).toBeVisible({ timeout: 30_000 });

  // The organizer looks at the evidence and approves with five stars.
  await organizer.goto('/organizer/reports');
  await organizer.locator('a[href^="/organizer/reports/"]').first().click();
  await expect(organizer.getByText('Собрали восемь мешков.').first()).toBeVisible();
  await expect(organizer.getByText(t('organizer', 'evidence_place')).first()).toBeVisible();
  await organizer.locator('.stars label').first().click();
  await expect(organizer.locator('.stars input[value="5"]')).toBeChecked();
  await field(organizer, 'reason').first().fill('Отлично, спасибо!');
  await button(organizer, t('review', 'approve')).click();
  await expect(organizer.getByText(t('done', 'report_approved'))).toBeVisible();

  // Points, rating and the notification are there.
  await volunteer.goto('/notifications');
  await eventually(volunteer, volunteer.getByRole('main').getByText(task).first());
  await volunteer.goto('/reports');
  await expect(volunteer.getByText(t('labels', 'report_approved')).first()).toBeVisible();
  await volunteer.goto('/profile');
  await expect(volunteer.getByRole('main').getByText(/5([.,]0)?/).first()).toBeVisible();
});

/** The moderator's return with one field marked. */
async function giveBack(page, name, comment) {
  const form = page.locator('#decision-return');
  await form.locator('summary').click();
  const row = form.locator('.return-row').filter({ has: page.locator(`input[type=hidden][value="${name}"]`) });
  await row.locator('input[type=checkbox]').check();
  await row.locator('input[name*=comment]').fill(comment);
  await form.getByRole('button', { name: t('review', 'give_back_yes') }).click();
}
