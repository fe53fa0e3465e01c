// What cannot be accepted is said at the field, and nothing that was typed is lost.
import { badFiles, goodPhotos } from '../support/photos.mjs';
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

const invalid = (page) => page.locator('[aria-invalid="true"]');

test('registration keeps everything but the password', async ({ as, javaScriptEnabled }) => {
  const page = await as();
  await page.goto('/register?role=organizer');
  await field(page, 'name').fill('Ғалия Өмірбек');
  await field(page, 'email').fill('нет-собаки');
  await field(page, 'phone').fill('позвоните мне');
  await field(page, 'password').fill('12345');
  await page.getByRole('button', { name: t('accounts', 'register_button') }).click();
  await expect(field(page, 'email')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'phone')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'password')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'organization_name')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'name')).toHaveValue('Ғалия Өмірбек');
  await expect(field(page, 'email')).toHaveValue('нет-собаки');
  // The browser says it without sending anything; the server never sends a password back.
  await expect(field(page, 'password')).toHaveValue(javaScriptEnabled ? '12345' : '');
  await expect(page.locator('input[name=role][value=organizer]')).toBeChecked();
});

test('a wrong password tells nothing about the account', async ({ as, mark }) => {
  const page = await as();
  const said = [];
  for (const mail of ['volunteer@demo.birqadam.kz', `nobody-${mark}@example.kz`]) {
    await page.goto('/sign-in');
    await field(page, 'email').fill(mail);
    await field(page, 'password').fill('wrong wrong wrong');
    await field(page, 'password').press('Enter');
    const error = page.getByRole('main').getByRole('alert').or(page.locator('main .form-errors, main [tabindex="-1"]')).first();
    await expect(error).toBeVisible();
    said.push((await error.innerText()).trim());
    await expect(field(page, 'email')).toHaveValue(mail);
  }
  expect(said[0]).toBe(said[1]);
});

test('a project with impossible dates, places and coordinates', async ({ as }) => {
  const page = await as('organizer');
  await page.goto('/organizer/projects/new');
  await field(page, 'title').fill('Проверка <b>полей</b> 🎉');
  await field(page, 'description').fill('Описание\nв две строки');
  await field(page, 'volunteer_type').selectOption('sport');
  await field(page, 'city').selectOption('Astana');
  await field(page, 'latitude').fill('120');
  await field(page, 'longitude').fill('71,43');
  await field(page, 'starts_on').fill('2030-05-10');
  await field(page, 'ends_on').fill('2030-05-01');
  await field(page, 'tasks.0.text').fill('Бежать назад во времени');
  await field(page, 'tasks.0.deadline').fill('2020-01-01');
  await field(page, 'tasks.0.start_time').fill('12:00');
  await field(page, 'tasks.0.end_time').fill('09:00');
  await field(page, 'tasks.0.max_volunteers').fill('2147483648');
  await page.getByRole('main').getByRole('button', { name: t('organizer', 'send_to_moderation'), exact: true }).click();
  for (const name of ['latitude', 'ends_on', 'tasks.0.deadline', 'tasks.0.end_time', 'tasks.0.max_volunteers']) {
    await expect(field(page, name), name).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(field(page, 'title')).toHaveValue('Проверка <b>полей</b> 🎉');
  await expect(field(page, 'description')).toHaveValue('Описание\nв две строки');
  await expect(field(page, 'volunteer_type')).toHaveValue('sport');
  await expect(field(page, 'tasks.0.text')).toHaveValue('Бежать назад во времени');
  await expect(field(page, 'tasks.0.max_volunteers')).toHaveValue('2147483648');
});

for (const [what, path] of Object.entries(badFiles())) {
  test(`a report with ${what} among good photos is refused whole`, async ({ as }) => {
    const page = await as('dmitriy.volkov');
    await page.goto('/tasks');
    const link = page.getByRole('main').getByRole('link', { name: t('tasks', 'send_report') }).first();
    await link.click();
    await page.locator('input[type=file][name=photo]').setInputFiles([...goodPhotos(1), path]);
    await field(page, 'description').fill('Слова не пропадут');
    await page.getByRole('button', { name: t('reports', 'send') }).click();
    await expect(page).toHaveURL(/\/tasks\/\d+\/report/);
    await expect(invalid(page).or(page.locator('.field-error')).first()).toBeVisible();
    await expect(field(page, 'description')).toHaveValue('Слова не пропадут');
  });
}

test('foreign and unknown records are not found', async ({ as }) => {
  const page = await as('organizer');
  for (const path of ['/projects/999999999', '/organizer/reports/999999999', '/reports/abc', '/review/accounts/999999999', '/admin/users']) {
    const answer = await page.goto(path);
    expect([403, 404], path).toContain(answer.status());
  }
});
