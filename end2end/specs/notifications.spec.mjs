// What a person is told: choices by channel, quiet hours, the inbox that is live, and the link in a
// mail that ends such mails.
import { expect, test } from '../support/fixtures.mjs';
import { email, field, register } from '../support/pages.mjs';
import { t } from '../support/texts.mjs';

const words = (key) => t('notifications', key);
const box = (page, kind, channel) => page.locator(`input[type=checkbox][value="${kind}:${channel}"]`);
const save = (page) => page.getByRole('button', { name: t('common', 'save') }).click();

test('choices by type and channel are kept', async ({ as }) => {
  const page = await as('volunteer');
  await page.goto('/profile/notifications');
  const mail = box(page, 'report_returned', 'email');
  const before = await mail.isChecked();
  await mail.setChecked(!before);
  await save(page);
  await expect(page).toHaveURL(/done=saved/);
  await page.goto('/profile/notifications');
  await expect(box(page, 'report_returned', 'email')).toBeChecked({ checked: !before });
  await box(page, 'report_returned', 'email').setChecked(before);
  await save(page);
  await expect(page).toHaveURL(/done=saved/);
  // Only what concerns a volunteer.
  await expect(box(page, 'project_submitted', 'email')).toHaveCount(0);
});

test('quiet hours are both or none, and what was typed stays', async ({ as }) => {
  const page = await as('volunteer');
  await page.goto('/profile/notifications');
  await field(page, 'quiet_from').fill('22:00');
  await field(page, 'quiet_to').fill('');
  await field(page, 'digest').selectOption('weekly');
  await save(page);
  await expect(page.getByRole('alert')).toContainText(words('quiet_to'));
  await expect(field(page, 'quiet_to')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'quiet_from')).toHaveValue('22:00');
  await expect(field(page, 'digest')).toHaveValue('weekly');
  await field(page, 'quiet_to').fill('08:00');
  await field(page, 'digest').selectOption('none');
  await save(page);
  await expect(page).toHaveURL(/done=saved/);
  await page.goto('/profile/notifications');
  await expect(field(page, 'quiet_to')).toHaveValue('08:00');
  await field(page, 'quiet_from').fill('');
  await field(page, 'quiet_to').fill('');
  await save(page);
  await expect(page).toHaveURL(/done=saved/);
});

/** Two windows of somebody of this test alone: others' specs write to the demo's people. */
async function twoWindows(as, mark) {
  const mail = `live-${mark}@example.kz`;
  const sender = await as();
  await register(sender, { mail, name: `Айгерим ${mark}` });
  return [sender, await as(mail)];
}

/** How many are unread, by the bell. */
async function unread(page) {
  const badge = page.locator('a.inbox .badge [aria-hidden]');
  return (await badge.count()) ? Number.parseInt(await badge.innerText(), 10) : 0;
}

test('a test notification arrives, live where there is a script', async ({ as, mark, javaScriptEnabled }) => {
  const [sender, watcher] = await twoWindows(as, mark);
  // The socket is open when the server has greeted it.
  const greeted = javaScriptEnabled
    ? watcher.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived'))
    : Promise.resolve();
  await watcher.goto('/home');
  await greeted;
  const before = await unread(watcher);
  await sender.goto('/profile/notifications');
  await sender.getByRole('button', { name: words('send_test') }).click();
  await expect(sender).toHaveURL(/done=test-sent/);
  if (javaScriptEnabled) {
    await expect(watcher.locator('.toast-news')).toContainText(t('notices', 'test'));
    await expect.poll(() => unread(watcher)).toBeGreaterThan(before);
  } else {
    await expect.poll(async () => {
      await watcher.goto('/home');
      return unread(watcher);
    }).toBeGreaterThan(before);
  }
});

test('what was missed while the socket was broken is told when it is back', async ({ as, mark, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without a script there is no socket');
  test.setTimeout(90_000);
  const [sender, watcher] = await twoWindows(as, mark);
  let broken = false;
  let refused = 0;
  const sockets = [];
  let greeted;
  const hello = new Promise((resolve) => (greeted = resolve));
  await watcher.routeWebSocket(/\/ws(\?|$)/, (socket) => {
    if (broken) {
      refused += 1;
      socket.close({ code: 1013 });
      return;
    }
    sockets.push(socket.url());
    const server = socket.connectToServer();
    server.onMessage((message) => {
      socket.send(message);
      greeted(socket);
    });
  });
  await watcher.goto('/home');
  const socket = await hello;
  const before = await unread(watcher);
  broken = true;
  await socket.close({ code: 1012 });

  await sender.goto('/profile/notifications');
  await sender.getByRole('button', { name: words('send_test') }).click();
  await expect(sender).toHaveURL(/done=test-sent/);
  // It is tried again by itself, and in vain: nothing is told meanwhile.
  await expect.poll(() => refused, { timeout: 15_000 }).toBeGreaterThan(0);
  await expect(watcher.locator('.toast-news')).toHaveCount(0);
  expect(await unread(watcher)).toBe(before);

  broken = false;
  await expect(watcher.locator('.toast-news')).toContainText(t('notices', 'test'), { timeout: 30_000 });
  await expect.poll(() => unread(watcher)).toBeGreaterThan(before);
  expect(sockets.at(-1), 'it asks for what came since').toContain('since=');
});

test('entries are read one by one and all at once', async ({ as, mark }) => {
  const [page] = await twoWindows(as, mark);
  await page.goto('/profile/notifications');
  await page.getByRole('button', { name: words('send_test') }).click();
  await expect(page).toHaveURL(/done=test-sent/);
  await expect.poll(async () => {
    await page.goto('/notifications?show=unread');
    return page.locator('.row-new').count();
  }).toBeGreaterThan(0);
  const before = await page.locator('.row-new').count();
  await page.getByRole('button', { name: words('mark_one') }).first().click();
  await expect(page.locator('.row-new')).toHaveCount(before - 1);
  const all = page.getByRole('button', { name: t('notices', 'mark_read') });
  if (await all.count()) await all.click();
  await page.goto('/notifications?show=unread');
  await expect(page.getByText(words('all_read'), { exact: true })).toBeVisible();
});

test('the link in a mail ends such mails without signing in', async ({ as }, info) => {
  // The two ways share a server, and a link ends a type for one person: each has its own.
  const login = info.project.name === 'js' ? 'moderator' : 'admin';
  const person = await as(login);
  const admin = await as('admin');
  await person.goto('/profile/notifications');
  await person.getByRole('button', { name: words('send_test') }).click();
  // The outbox has the mail, the newest first, and in its text the link.
  const mail = admin.locator('main a[href^="/admin/deliveries/"]').first();
  await expect(async () => {
    await admin.goto('/admin/deliveries?channel=email&kind=test&state=kept');
    await expect(mail).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await mail.click();
  await expect(admin).toHaveURL(/\/admin\/deliveries\/\d+/);
  const text = await admin.locator('.mail-body').textContent();
  const link = text.match(/https?:\S+\/unsubscribe\?token=\S+/)[0];
  const path = new URL(link).pathname + new URL(link).search;

  const visitor = await as();
  await visitor.goto(path);
  await visitor.getByRole('button', { name: words('unsubscribe'), exact: true }).click();
  await expect(visitor.getByText(words('unsubscribed'), { exact: true })).toBeVisible();
  await expect(visitor.getByRole('button', { name: words('unsubscribe'), exact: true })).toHaveCount(0);
  await person.close();
});

test('words are changed, looked at before saving, and taken back', async ({ as, mark }) => {
  const page = await as('admin');
  await page.goto('/admin/templates/report_rejected/in_app/en');
  await field(page, 'body').fill(`Rejected ${mark}: {task}`);
  await page.getByRole('button', { name: t('deliveries', 'preview') }).click();
  await expect(page.locator('#preview')).toContainText(`Rejected ${mark}: ${t('samples', 'task', 'en')}`);
  await expect(field(page, 'body')).toHaveValue(`Rejected ${mark}: {task}`);
  await field(page, 'body').fill('Rejected {secret}');
  await save(page);
  await expect(page.getByRole('alert')).toBeVisible();
  await field(page, 'body').fill(`Rejected ${mark}: {task}`);
  await save(page);
  await expect(page).toHaveURL(/done=saved/);
  await page.locator('summary', { hasText: t('deliveries', 'reset') }).click();
  await page.locator('details[open]').getByRole('button', { name: t('deliveries', 'reset') }).click();
  await expect(page.getByText(t('deliveries', 'template_default'))).toBeVisible();
});
