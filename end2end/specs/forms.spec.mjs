// Forms: what is wrong is said at once and on top, what is typed is never lost, files arrive.
import { goodPhotos } from '../support/photos.mjs';
import { expect, test } from '../support/fixtures.mjs';
import { field } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

// The draft of a new project is one per account: one after the other.
test.describe.configure({ mode: 'default' });

const NEW = '/organizer/projects/new';
const main = (page) => page.getByRole('main');
const button = (page, name) => main(page).getByRole('button', { name, exact: true });
/** The words before the first placeholder of a text. */
const start = (key) => t('forms', key).split('{')[0].trim();

/** Leaves no draft behind: demo accounts are shared by the specs. */
async function withoutDraft(page, path) {
  await page.goto(path);
  const discard = button(page, t('forms', 'draft_discard'));
  if (await discard.count()) {
    await discard.click();
    await expect(discard).toHaveCount(0);
  }
}

/** Hydrated: the button that works without JavaScript has gone. */
async function ready(page, javaScriptEnabled) {
  if (javaScriptEnabled) await expect(button(page, t('forms', 'draft_keep'))).toHaveCount(0);
}

// One account has one draft of a new project: these go one after the other.
test.describe.serial('drafts', () => {
  test('a draft survives reload, another browser and the end of the session', async ({ as, mark, javaScriptEnabled }) => {
    const login = 'organizer';
    const page = await as(login);
    await withoutDraft(page, NEW);
    await ready(page, javaScriptEnabled);
    await field(page, 'title').fill(`Черновик ${mark}`);
    await field(page, 'tasks.1.text').fill(`Вторая задача ${mark}`);
    if (javaScriptEnabled) {
      await expect(page.locator('.draft-status')).toContainText(/\d\d:\d\d/);
    } else {
      await button(page, t('forms', 'draft_keep')).click();
      await expect(page.getByText(t('done', 'draft_saved'))).toBeVisible();
    }

    // Another device: offered, then continued.
    const phone = await as(login);
    await phone.goto(NEW);
    await expect(phone.getByText(start('draft_offer')).first()).toBeVisible();
    await expect(field(phone, 'title')).toHaveValue('');
    await main(phone).getByRole('link', { name: t('forms', 'draft_continue') }).click();
    await expect(field(phone, 'title')).toHaveValue(`Черновик ${mark}`);
    await expect(phone.locator(`input[value="Вторая задача ${mark}"]`)).toHaveCount(1);

    // The session ends in the middle of typing: sign-in, and back with all of it.
    await ready(phone, javaScriptEnabled);
    await field(phone, 'description').fill(`Набрано после выхода ${mark}`);
    await phone.context().clearCookies();
    await field(phone, 'volunteer_type').selectOption('environmental');
    await field(phone, 'city').selectOption('Almaty');
    await field(phone, 'tasks.1.deadline').fill('31.12.2099');
    await phone.locator('button[name=step][value=draft]').last().click();
    await expect(phone).toHaveURL(/\/sign-in\?next=/);
    await field(phone, 'email').fill('organizer@demo.birqadam.kz');
    await field(phone, 'password').fill('birqadam-demo');
    await field(phone, 'password').press('Enter');
    await expect(phone).toHaveURL(new RegExp(`${NEW}$`));
    await expect(field(phone, 'description')).toHaveValue(`Набрано после выхода ${mark}`);
    await expect(phone.getByText(t('forms', 'resumed_title'))).toBeVisible();

    // Sent: no draft is left, anywhere.
    await phone.locator('button[name=step][value=draft]').last().click();
    await expect(phone.getByText(t('done', 'project_saved'))).toBeVisible();
    await page.goto(NEW);
    await expect(page.getByText(start('draft_offer'))).toHaveCount(0);
  });

  test('two devices: the last one wins and says so', async ({ as, mark, javaScriptEnabled }) => {
    test.skip(!javaScriptEnabled, 'without JavaScript nothing is kept behind one’s back');
    const [laptop, phone] = [await as('organizer'), await as('organizer')];
    await withoutDraft(laptop, NEW);
    await phone.goto(NEW);
    await ready(laptop, true);
    await ready(phone, true);
    await field(laptop, 'title').fill(`С ноутбука ${mark}`);
    await expect(laptop.locator('.draft-status')).toContainText(/\d\d:\d\d/);
    await field(phone, 'title').fill(`С телефона ${mark}`);
    await expect(phone.locator('.draft-status')).toContainText(t('forms', 'draft_replaced').split('. ').at(-1));
    await withoutDraft(laptop, NEW);
  });
});

test('what is wrong stands on top with links, and the focus is there', async ({ as, javaScriptEnabled }) => {
  const page = await as();
  await page.goto('/register');
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await field(page, 'email').fill('no address');
  await field(page, 'password').fill('steppe wind nine horses');
  if (javaScriptEnabled) {
    // At the field as soon as it is left, where something was typed.
    await field(page, 'email').fill('nobody');
    await field(page, 'name').focus();
    await expect(page.locator('#register-email-error')).toContainText(t('errors', 'field_email'));
    await field(page, 'email').fill('somebody@example.kz');
    await expect(page.locator('#register-email-error')).toHaveCount(0);
    await field(page, 'email').fill('nobody');
  }
  await button(page, t('accounts', 'register_button')).click();
  const summary = page.locator('.error-summary');
  await expect(summary).toBeVisible();
  await expect(summary).toBeFocused();
  await expect(summary.locator('li')).toHaveCount(2);
  // In the order of the fields on the page.
  await expect(summary.locator('li').first()).toContainText(t('accounts', 'name'));
  await summary.getByRole('link', { name: t('accounts', 'email') }).click();
  await expect(page.locator('#register-email:target, #register-email:focus')).toHaveCount(1);
  await expect(field(page, 'email')).toHaveValue(javaScriptEnabled ? 'nobody' : 'no address');
  await expect(field(page, 'email')).toHaveAttribute('aria-invalid', 'true');
  if (javaScriptEnabled) expect(sent, 'the browser says it without asking').toEqual([]);
});

test('days, times, phones and money are typed as people write them', async ({ as, javaScriptEnabled }) => {
  const page = await as('organizer');
  await page.goto(NEW);
  await ready(page, javaScriptEnabled);
  const day = field(page, 'starts_on');
  await day.fill('1.12.99');
  await field(page, 'tasks.0.start_time').fill('930');
  await field(page, 'budget_needed').pressSequentially('1250000');
  await field(page, 'title').focus();
  if (javaScriptEnabled) {
    await expect(day).toHaveValue('01.12.2099');
    await expect(field(page, 'tasks.0.start_time')).toHaveValue('09:30');
    await expect(field(page, 'budget_needed')).toHaveValue('1\u00a0250\u00a0000');
    await day.fill('31.02.2027');
    await field(page, 'title').focus();
    await expect(page.locator('#project-starts_on-error')).toContainText(t('errors', 'field_date'));
  }
  await page.goto('/register');
  const phone = field(page, 'phone');
  await phone.pressSequentially('87771234567');
  if (!javaScriptEnabled) return;
  await expect(phone).toHaveValue('+7 777 123 45 67');
  // A digit in the middle: the caret stays behind it.
  await phone.evaluate((input) => input.setSelectionRange(6, 6));
  await page.keyboard.press('Backspace');
  await page.keyboard.type('0');
  await expect(phone).toHaveValue('+7 770 123 45 67');
  expect(await phone.evaluate((input) => input.selectionStart)).toBe(6);
});

/** A task of the volunteer that takes a report. */
async function reportPage(page) {
  await page.goto('/tasks');
  const href = await main(page).locator('a[href$="/report"]').first().getAttribute('href');
  await withoutDraft(page, href);
  return href;
}

test('a file that fails is sent again without the others', async ({ as, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, 'without JavaScript files go with the form');
  const page = await as('volunteer');
  await reportPage(page);
  await ready(page, true);
  let failed = false;
  await page.route('**/web/uploads', (route) => {
    if (failed) return route.continue();
    failed = true;
    return route.abort();
  });
  await page.locator('input[type=file][name=photo]').setInputFiles(goodPhotos(2));
  const rows = page.locator('.file-row');
  await expect(rows).toHaveCount(2);
  await expect(page.locator('.file-failed')).toHaveCount(1);
  await expect(page.locator('input[type=hidden][name=photo_staged]')).toHaveCount(1);
  await page.locator('.file-failed').getByRole('button').first().click();
  await expect(page.locator('input[type=hidden][name=photo_staged]')).toHaveCount(2);
  await expect(page.locator('.file-failed')).toHaveCount(0);
  await expect(rows.first().locator('img')).toBeVisible();
  // One is taken back, the other stays.
  await rows.first().getByRole('button').last().click();
  await expect(page.locator('input[type=hidden][name=photo_staged]')).toHaveCount(1);
  // A file that no report takes is told before it is sent.
  await page.locator('input[type=file][name=photo]').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
  await expect(page.locator('.file-failed')).toContainText(t('errors', 'field_not_a_photo'));
  await page.locator('.file-failed').getByRole('button').last().click();
  await rows.first().getByRole('button').last().click();
  await withoutDraft(page, page.url());
});

test('a cover outlives one more row and a refusal', async ({ as, mark, javaScriptEnabled }) => {
  const page = await as('organizer');
  await page.goto(NEW);
  await ready(page, javaScriptEnabled);
  await page.locator('input[type=file][name=cover]').setInputFiles(goodPhotos(1));
  if (javaScriptEnabled) await expect(page.locator('input[name=cover_staged]')).toHaveCount(1);
  await page.locator('#project-add-row').click();
  await expect(page.locator('input[name=cover_staged]')).toHaveCount(1);
  await field(page, 'title').fill(`С обложкой ${mark}`);
  await page.locator('button[name=step][value=send]').last().click();
  await expect(page.locator('.error-summary')).toBeFocused();
  await expect(page.locator('input[name=cover_staged]')).toHaveCount(1);
  await expect(page.locator('.file-row img')).toBeVisible();
  await field(page, 'volunteer_type').selectOption('social');
  await field(page, 'city').selectOption('Almaty');
  await page.locator('button[name=step][value=draft]').last().click();
  await expect(page.getByText(t('done', 'project_saved'))).toBeVisible();
  await expect(page.locator('.cover-now img')).toBeVisible();
});
