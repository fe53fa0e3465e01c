// What became of a sponsor's money: from the gift by the simulator's till to receipt, task, photo and
// impact. The same with and without JavaScript. What organizers, volunteers and moderators do on the
// way has specs of its own; here their programs do it.
import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/fixtures.mjs';
import { call, day, give, newcomer, published } from '../support/people.mjs';
import { document, png } from '../support/photos.mjs';
import { said, sum, t } from '../support/texts.mjs';
import { eventually } from '../support/waiting.mjs';

const main = (page) => page.getByRole('main');
test('a sponsor finds a project, follows it, gives, and sees what it became', async ({ as, mark }) => {
  test.setTimeout(180_000);
  const moderator = await as('moderator');
  const [organizer, volunteer, sponsor] = await Promise.all(
    ['organizer', 'volunteer', 'sponsor'].map((role) => newcomer(as, moderator, role, mark)),
  );
  const title = `Яблони во дворах ${mark}`;
  const project = await published(organizer, moderator, title);

  // Found by its words, with what it needs.
  await sponsor.goto(`/sponsor/projects?q=${mark}&need=true`);
  const card = main(sponsor).getByRole('listitem').filter({ hasText: title });
  await expect(card).toContainText(
    said(t('sponsor', 'raised_of'), { raised: sum(0), needed: sum(200_000), percent: '0' }),
  );
  await card.getByRole('button', { name: t('sponsor', 'follow') }).click();
  await expect(card.getByRole('button', { name: t('sponsor', 'unfollow') })).toBeVisible();
  await sponsor.goto('/home');
  await expect(main(sponsor).getByRole('link', { name: title }).first()).toBeVisible();

  // Given and paid at the till.
  await give(sponsor, project.id, 100_000);
  await eventually(sponsor, main(sponsor).getByText(t('payments', 'paid')));

  // Spent with a receipt, for a task that was done, and counted.
  const budget = await call(organizer, 'PUT', `/api/organizer/projects/${project.id}/budget`, {
    lines: [{ category: 'Саженцы', planned: 150_000 }, { category: 'Транспорт', planned: 50_000 }],
  });
  const expense = await call(organizer, 'POST', `/api/organizer/projects/${project.id}/expenses`, {
    multipart: {
      amount: '60000', spent_on: day(0), category: String(budget.lines[0].id), task: String(project.task),
      description: `Саженцы апорта ${mark}`, receipt: { ...document, name: `Чек ${mark}.pdf` },
    },
  });
  expect(expense.status).toBe('pending');
  await call(moderator, 'POST', `/api/admin/expenses/${expense.id}/approve`);
  await call(volunteer, 'POST', `/api/volunteer/join-task/${project.task}`);
  const report = await call(volunteer, 'POST', '/api/volunteer/photo-reports', {
    multipart: {
      task_id: String(project.task), description: 'Посадили',
      photo: { name: 'sad.png', mimeType: 'image/png', buffer: png(parseInt(mark, 16)) },
    },
  });
  await call(organizer, 'POST', `/api/organizer/photo-reports/${report.photo_report.id}/approve`, { rating: 5 });
  const measures = await call(organizer, 'POST', `/api/organizer/projects/${project.id}/impact`, { kind: 'trees_planted' });
  await call(organizer, 'POST', `/api/organizer/impact-measures/${measures.items[0].id}/entries`, {
    amount: 500, counted_on: day(0), report: report.photo_report.id,
  });

  // The report: the sum, the receipt, the task, the photo, the trees.
  await sponsor.goto('/home');
  await main(sponsor).getByRole('link', { name: `Саженцы апорта ${mark}` }).click();
  await expect(sponsor).toHaveURL(new RegExp(`/sponsor/projects/${project.id}/report`));
  const told = { given: sum(100_000), spent: sum(60_000), left: sum(40_000) };
  await expect(main(sponsor).getByText(said(t('sponsor', 'said'), told))).toBeVisible();
  const part = main(sponsor).locator('.trace-part').filter({ hasText: mark });
  await expect(part).toContainText(said(t('sponsor', 'yours_all'), { sum: sum(60_000) }));
  await expect(part).toContainText(said(t('sponsor', 'for_task'), { task: 'Посадить яблони' }));
  const receipt = part.getByRole('link', { name: t('sponsor', 'receipt_of_expense') });
  expect((await sponsor.request.get(await receipt.getAttribute('href'))).headers()['content-type']).toBe('application/pdf');
  const photo = await part.locator('.trace-photos a').first().getAttribute('href');
  expect((await sponsor.request.get(photo)).headers()['content-type']).toBe('image/jpeg');
  const trees = main(sponsor).locator('.figure').filter({ hasText: t('sponsor', 'impact_trees') });
  await expect(trees).toContainText('500');

  // On paper, and as a receipt.
  await main(sponsor).getByText(t('documents', 'download'), { exact: true }).click();
  for (const [name, begins] of [['as_pdf', '%PDF-'], ['as_xlsx', 'PK']]) {
    const [download] = await Promise.all([
      sponsor.waitForEvent('download'),
      main(sponsor).getByRole('button', { name: t('documents', name) }).click(),
    ]);
    expect((await readFile(await download.path())).subarray(0, begins.length).toString()).toBe(begins);
  }
  const paid = await main(sponsor).getByRole('link', { name: t('sponsor', 'receipt_pdf') }).getAttribute('href');
  expect((await sponsor.request.get(paid)).headers()['content-type']).toBe('application/pdf');
});

test('what sponsors see is theirs', async ({ as, mark }) => {
  const [moderator, sponsor] = await Promise.all(['moderator', 'sponsor'].map((login) => as(login)));
  const organizer = await newcomer(as, moderator, 'organizer', mark);
  const project = await published(organizer, moderator, `Тихий двор ${mark}`);
  const path = `/sponsor/projects/${project.id}/report`;
  expect((await sponsor.goto(path)).status()).toBe(404);
  expect((await organizer.goto(path)).status()).toBe(403);
  expect((await sponsor.goto('/sponsor/projects?city=Atlantis')).status()).toBe(422);
});

test('the list of gifts has its sums and its words', async ({ as }) => {
  const sponsor = await as('sponsor');
  await sponsor.goto('/sponsor/sponsorships');
  await expect(main(sponsor).getByRole('columnheader', { name: t('sponsor', 'col_left') })).toBeVisible();
  await expect(main(sponsor).locator('.chip').filter({ hasText: t('sponsor', 'status_completed') }).first()).toBeVisible();
  await main(sponsor).getByRole('link', { name: t('sponsor', 'open_report'), exact: true }).first().click();
  await expect(main(sponsor).getByRole('heading', { name: t('sponsor', 'became_title') })).toBeVisible();
});
