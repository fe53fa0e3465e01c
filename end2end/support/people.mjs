// People of a spec's own, and what their programs do. Whoever writes does it as such people: the demo's are
// everybody's, and what one spec writes would stand first in another's lists.
import { register } from './pages.mjs';
import { document } from './photos.mjs';

/** A request of this person's program. `body` is JSON, or `{ multipart }`. */
export async function call(page, method, path, body = {}) {
  const sent = body.multipart ? { multipart: body.multipart } : { data: method === 'GET' ? undefined : body };
  const answer = await page.request.fetch(path, { method, headers: { 'sec-fetch-site': 'same-origin' }, ...sent });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** Somebody new whom the moderator has approved; their organization is called `<role> <mark>`. */
export async function newcomer(as, moderator, role, mark) {
  const page = await as();
  const organization = role === 'volunteer' ? null : `${role} ${mark}`;
  await register(page, {
    role, mail: `${role}-${mark}@example.kz`, name: `Айгерим ${mark}`, organization, document: organization && document,
  });
  if (organization) {
    const { id } = await call(page, 'GET', '/api/profile');
    await call(moderator, 'POST', `/api/admin/approve-user/${id}`);
  }
  return page;
}

/** A day so far from today in the platform's time, as programs write it. */
export const day = (fromToday) => new Date(Date.now() + fromToday * 86_400_000 + 5 * 3_600_000).toISOString().slice(0, 10);

/** A published project of this organizer that asks for 200 000 ₸, with one task. */
export async function published(organizer, moderator, title) {
  const { project, tasks } = await call(organizer, 'POST', '/api/organizer/projects', {
    title,
    description: 'Сажаем яблони во дворах.',
    city: 'Almaty',
    address: 'Сад на Горной',
    volunteer_type: 'environmental',
    budget_needed: 200_000,
    tasks: [{ text: 'Посадить яблони', deadline: day(5), start_time: '09:00', end_time: '12:00', max_volunteers: 5 }],
  });
  await call(moderator, 'POST', `/api/admin/approve-project/${project.id}`);
  return { id: project.id, task: tasks[0].id };
}

/** Gives money through the simulator's till. */
export async function give(sponsor, project, amount) {
  const gift = await call(sponsor, 'POST', '/api/sponsor/sponsor-project', {
    project_id: project, amount, purpose: 'Саженцы', provider: 'simulator',
  });
  await sponsor.goto(new URL(gift.payment_url).pathname);
  await sponsor.locator('button[value=pay]').click();
  await sponsor.waitForURL(/\/sponsorships\/\d+/);
}
