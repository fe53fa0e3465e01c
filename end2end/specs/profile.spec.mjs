// One's own profile and what others see of it; verification by photo; sign-ins.
import { badFiles, goodPhotos } from '../support/photos.mjs';
import { expect, test } from '../support/fixtures.mjs';
import { field, register } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
const mine = (page) => main(page).locator('.profile-links a[href^="/people/"]').getAttribute('href');

const mail = (mark) => `zhanar-${mark}@example.kz`;

async function newcomer(as, mark) {
  const page = await as();
  await register(page, { mail: mail(mark), name: `Жанар ${mark}` });
  await page.goto('/profile');
  return page;
}

/** Sends the file of a form that opens in place. */
async function send(page, file, name) {
  await main(page).locator('input[type=file][name=photo]').setInputFiles(file);
  await button(page, name).click();
}

test('what is told is seen by whom it is meant for', async ({ as, mark }) => {
  const person = await newcomer(as, mark);
  const page = await mine(person);
  await field(person, 'about').fill(`Сажаю деревья ${mark}`);
  await field(person, 'city').selectOption('Almaty');
  await button(person, t('common', 'save')).click();
  await expect(person.getByText(t('done', 'saved')).first()).toBeVisible();

  // A volunteer's page is for members.
  const [visitor, member] = [await as(), await as('volunteer')];
  expect((await visitor.goto(page)).status()).toBe(404);
  await member.goto(page);
  await expect(member.getByText(`Сажаю деревья ${mark}`)).toBeVisible();
  await expect(member.getByText(mail(mark))).toHaveCount(0);

  await person.goto('/profile/privacy');
  await field(person, 'privacy.page').selectOption('everyone');
  await field(person, 'privacy.about').selectOption('nobody');
  await button(person, t('people', 'privacy_save')).click();
  await expect(field(person, 'privacy.about')).toHaveValue('nobody');
  expect((await visitor.goto(page)).status()).toBe(200);
  await member.reload();
  await expect(member.getByText(`Сажаю деревья ${mark}`)).toHaveCount(0);

  // The owner looks through others' eyes.
  await person.goto(page);
  await expect(main(person).getByText(`Сажаю деревья ${mark}`)).toBeVisible();
  await main(person).getByRole('link', { name: t('people', 'preview_member'), exact: true }).click();
  await expect(person).toHaveURL(/as=member/);
  await expect(main(person).getByText(`Сажаю деревья ${mark}`)).toHaveCount(0);
});

test('a photo is cut square and can go', async ({ as, mark }) => {
  const person = await newcomer(as, mark);
  await main(person).getByText(t('people', 'photo_title'), { exact: true }).click();
  await send(person, badFiles()['a text named .jpg'], t('people', 'photo_save'));
  await expect(main(person).getByText(t('errors', 'field_not_a_photo')).first()).toBeVisible();
  await send(person, goodPhotos(1)[0], t('people', 'photo_save'));
  const face = main(person).locator('img.face');
  await expect(face).toBeVisible();
  const size = await person.request.get(await face.getAttribute('src'));
  expect(size.headers()['content-type']).toBe('image/jpeg');
  await button(person, t('people', 'photo_remove')).click();
  await expect(main(person).locator('img.face')).toHaveCount(0);
});

test('a photo for verification goes through its states', async ({ as, mark }) => {
  test.setTimeout(240_000);
  const person = await newcomer(as, mark);
  await person.goto('/profile/verification');
  await expect(main(person).getByText(t('people', 'status_none'))).toBeVisible();
  await send(person, goodPhotos(1)[0], t('people', 'verification_send'));
  await expect(main(person).getByText(t('people', 'waiting_title'))).toBeVisible();

  const moderator = await as('moderator');
  await moderator.goto('/review?kind=verification');
  await moderator.getByRole('link', { name: `Жанар ${mark}` }).first().click();
  await expect(moderator).toHaveURL(/\/review\/verifications\/\d+/);
  const item = new URL(moderator.url()).pathname;
  const photo = main(moderator).locator('img.verification-photo');
  expect((await moderator.request.get(await photo.getAttribute('src'))).status()).toBe(200);
  await button(moderator, t('people', 'review_confirm')).click();

  // A decision takes effect after some seconds.
  await expect(async () => {
    await person.reload();
    await expect(main(person).getByText(t('people', 'confirmed_title'))).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  const member = await as('volunteer');
  await person.goto('/profile');
  await member.goto(await mine(person));
  await expect(main(member).getByText(t('people', 'verified'))).toBeVisible();

  await moderator.goto(item);
  await main(moderator).getByText(t('people', 'send_back'), { exact: true }).click();
  await field(moderator, 'reason').last().fill('Фото устарело');
  await button(moderator, t('people', 'send_back_yes')).click();
  await person.goto('/profile/verification');
  await expect(main(person).getByText('Фото устарело')).toBeVisible();
  await member.reload();
  await expect(main(member).getByText(t('people', 'verified'))).toHaveCount(0);
});

test('other sign-ins can be ended', async ({ as, mark }) => {
  const here = await newcomer(as, mark);
  const there = await as(mail(mark));
  await here.goto('/profile/sessions');
  await expect(main(here).getByRole('listitem')).toHaveCount(2);
  await expect(main(here).getByText(t('people', 'this_one'), { exact: true })).toHaveCount(1);
  await button(here, t('people', 'end_one')).click();
  await expect(main(here).getByText(t('people', 'only_this'))).toBeVisible();
  await there.goto('/profile');
  await expect(there).toHaveURL(/\/sign-in/);
  await here.goto('/profile');
  await expect(here).toHaveURL(/\/profile/);
});
