// Every page of the application and who looks at it. `find` opens a list and follows the
// first link that fits, for pages whose address holds a record's number.
import { t } from './texts.mjs';

export const PASSWORD = 'birqadam-demo';
/** Of accounts made by `register`: the demo's would be refused as easy to guess. */
const NEW_PASSWORD = 'steppe wind nine horses';
/** The address of a demo account; an address stays one. */
export const email = (login) => (login.includes('@') ? login : `${login}@demo.birqadam.kz`);

/** `missing`: the page of something that is not there.
 * @type {{as: string | null, name: string, path?: string, find?: [string, RegExp], missing?: boolean}[]} */
export const PAGES = [
  { as: null, name: 'landing', path: '/' },
  { as: null, name: 'projects', path: '/projects' },
  { as: null, name: 'projects-nothing', path: '/projects?q=xyzzy' },
  { as: null, name: 'project', find: ['/projects?q=парк', /^\/projects\/\d+$/] },
  { as: null, name: 'organizer', find: ['project', /^\/organizers\/\d+$/] },
  { as: null, name: 'impact', path: '/impact' },
  { as: null, name: 'passport-shown', path: '/passport/b1rqadamdem0passp0rt' },
  { as: null, name: 'passport-unknown', path: '/passport/7k3qm9xv2t0123456789', missing: true },
  { as: null, name: 'qr-void', path: '/q/unknown', missing: true },
  { as: null, name: 'register', path: '/register' },
  { as: null, name: 'register-organizer', path: '/register?role=organizer' },
  { as: null, name: 'sign-in', path: '/sign-in' },
  { as: null, name: 'forgot-password', path: '/forgot-password' },
  { as: null, name: 'reset-password', path: '/reset-password?token=unknown' },
  { as: null, name: 'unsubscribe', path: '/unsubscribe?token=unknown', missing: true },
  { as: null, name: 'confirm-email', path: '/confirm-email?token=unknown' },
  { as: null, name: 'not-found', path: '/nowhere', missing: true },

  { as: 'volunteer', name: 'volunteer-home', path: '/home' },
  { as: 'volunteer', name: 'tasks', path: '/tasks' },
  { as: 'volunteer', name: 'tasks-all', path: '/tasks/all' },
  { as: 'volunteer', name: 'reports-all', path: '/reports/all' },
  { as: 'volunteer', name: 'task-report', find: ['/tasks', /^\/tasks\/\d+\/report$/] },
  { as: 'volunteer', name: 'reports', path: '/reports' },
  { as: 'volunteer', name: 'report', find: ['/reports', /^\/reports\/\d+$/] },
  { as: 'volunteer', name: 'profile', path: '/profile' },
  { as: 'volunteer', name: 'profile-privacy', path: '/profile/privacy' },
  { as: 'volunteer', name: 'profile-verification', path: '/profile/verification' },
  { as: 'volunteer', name: 'profile-sessions', path: '/profile/sessions' },
  { as: 'volunteer', name: 'passport', path: '/passport' },
  { as: 'volunteer', name: 'person', find: ['/profile', /^\/people\/\d+$/] },
  { as: 'volunteer', name: 'notifications', path: '/notifications' },
  { as: 'volunteer', name: 'notification-preferences', path: '/profile/notifications' },
  { as: 'volunteer', name: 'volunteer-project', find: ['/projects?q=Алматинки', /^\/projects\/\d+$/] },

  { as: 'organizer', name: 'organizer-home', path: '/home' },
  { as: 'volunteer', name: 'volunteer-statistics', path: '/analytics?period=year' },

  { as: 'organizer', name: 'organizer-statistics', path: '/analytics?period=year' },
  { as: 'organizer', name: 'organizer-projects', path: '/organizer/projects' },
  { as: 'organizer', name: 'organizer-exports', path: '/exports' },
  { as: 'organizer', name: 'report-schedules', path: '/exports/schedules' },
  { as: 'organizer', name: 'my-impact', path: '/organizer/impact' },
  { as: 'organizer', name: 'organizer-impact', find: ['/organizer/impact', /^\/organizers\/\d+\/impact$/] },
  { as: 'organizer', name: 'organizer-tasks', path: '/organizer/tasks' },
  { as: 'organizer', name: 'organizer-task', find: ['/organizer/tasks', /^\/organizer\/tasks\/\d+$/] },
  { as: 'organizer', name: 'all-reports', path: '/organizer/all-reports' },
  { as: 'organizer', name: 'participations', path: '/organizer/participations' },
  { as: 'organizer', name: 'volunteers', path: '/organizer/volunteers' },
  { as: 'organizer', name: 'project-new', path: '/organizer/projects/new' },
  { as: 'organizer', name: 'project-edit', find: ['/organizer/projects', /^\/organizer\/projects\/\d+\/edit$/] },
  { as: 'organizer', name: 'project-returned', find: ['/organizer/projects?status=returned', /^\/organizer\/projects\/\d+\/edit$/] },
  { as: 'organizer', name: 'project-edit-active', find: ['/organizer/projects?status=active', /^\/organizer\/projects\/\d+\/edit$/] },
  { as: 'organizer', name: 'participants', find: ['/organizer/projects?status=active', /^\/organizer\/projects\/\d+\/participants$/] },
  { as: 'organizer', name: 'participant', find: ['participants', /^\/organizer\/participants\/\d+/] },
  { as: 'organizer', name: 'report-queue', path: '/organizer/reports' },
  { as: 'organizer', name: 'report-review', find: ['/organizer/reports', /^\/organizer\/reports\/\d+/] },
  { as: 'organizer', name: 'organizer-notifications', path: '/notifications' },

  { as: 'moderator', name: 'moderator-home', path: '/home' },
  { as: 'moderator', name: 'review', path: '/review' },
  { as: 'moderator', name: 'review-account', find: ['/review', /^\/review\/accounts\/\d+/] },
  { as: 'moderator', name: 'review-project', find: ['/review', /^\/review\/projects\/\d+/] },

  { as: 'moderator', name: 'review-templates', path: '/review/templates' },

  { as: 'admin', name: 'admin-home', path: '/home' },
  { as: 'admin', name: 'statistics', path: '/analytics?period=year' },
  { as: 'admin', name: 'statistics-wrong', path: '/analytics?from=31.02.2026', missing: true },
  { as: 'admin', name: 'console', path: '/admin' },
  { as: 'admin', name: 'console-settings', path: '/admin/settings' },
  { as: 'admin', name: 'console-setting', path: '/admin/settings/platform_name' },
  { as: 'admin', name: 'console-flags', path: '/admin/flags' },
  { as: 'admin', name: 'console-flag', path: '/admin/flags/api_sign_in' },
  { as: 'admin', name: 'console-jobs', path: '/admin/jobs' },
  { as: 'admin', name: 'console-job-runs', path: '/admin/jobs/runs' },
  { as: 'admin', name: 'console-job-schedule', path: '/admin/jobs/schedule' },
  { as: 'admin', name: 'console-storage', path: '/admin/storage' },
  { as: 'admin', name: 'console-orphans', path: '/admin/storage/orphan' },
  { as: 'admin', name: 'console-health', path: '/admin/health' },
  { as: 'moderator', name: 'admin-projects', path: '/admin/projects' },
  { as: 'moderator', name: 'admin-reports', path: '/admin/reports' },
  { as: 'moderator', name: 'admin-tasks', path: '/admin/tasks' },
  { as: 'moderator', name: 'admin-participations', path: '/admin/participations' },
  { as: 'moderator', name: 'admin-volunteers', path: '/admin/volunteers' },
  { as: 'admin', name: 'admin-users', path: '/admin/users' },
  { as: 'admin', name: 'admin-user', find: ['/admin/users', /^\/admin\/users\/\d+/] },
  { as: 'admin', name: 'admin-roles', path: '/admin/roles' },
  { as: 'admin', name: 'admin-role-new', path: '/admin/roles/new' },
  { as: 'admin', name: 'admin-role', find: ['/admin/roles', /^\/admin\/roles\/\d+$/] },
  { as: 'admin', name: 'admin-permissions', path: '/admin/permissions' },
  { as: 'admin', name: 'admin-permission', path: '/admin/permissions/users.view' },
  { as: 'admin', name: 'admin-user-access', find: ['admin-user', /^\/admin\/users\/\d+\/access$/] },
  { as: 'admin', name: 'admin-tags', path: '/admin/tags' },
  { as: 'admin', name: 'admin-log', path: '/admin/log' },
  { as: 'admin', name: 'admin-deliveries', path: '/admin/deliveries' },
  { as: 'admin', name: 'admin-templates', path: '/admin/templates' },
  { as: 'admin', name: 'admin-template', path: '/admin/templates/report_returned/email/ru' },

  { as: 'sponsor', name: 'sponsor-home', path: '/home' },
  { as: 'sponsor', name: 'sponsor-projects', path: '/sponsor/projects' },
  { as: 'sponsor', name: 'sponsor-projects-nothing', path: '/sponsor/projects?q=xyzzy' },
  { as: 'sponsor', name: 'sponsorships', path: '/sponsor/sponsorships' },
  { as: 'sponsor', name: 'sponsor-expenses', path: '/sponsor/expenses' },
  { as: 'sponsor', name: 'sponsor-report', find: ['/sponsor/sponsorships', /^\/sponsor\/projects\/\d+\/report$/] },
  { as: 'sponsor', name: 'sponsor-form', find: ['/sponsor/projects', /^\/projects\/\d+\/sponsor$/] },
  { as: 'sponsor', name: 'sponsorship', find: ['/sponsor/sponsorships', /^\/sponsorships\/\d+$/] },
  { as: 'sponsor', name: 'pledges', path: '/sponsor/pledges' },
  { as: 'admin', name: 'admin-payments', path: '/admin/payments' },
  { as: 'admin', name: 'admin-payment', find: ['/admin/payments', /^\/admin\/payments\/\d+$/] },
  { as: 'organizer', name: 'project-money', find: ['project-edit-active', /^\/organizer\/projects\/\d+\/money$/] },
  { as: 'organizer', name: 'money-plan', find: ['project-money', /^\/organizer\/projects\/\d+\/money\/budget$/] },
  { as: 'organizer', name: 'money-expenses', find: ['project-money', /^\/organizer\/projects\/\d+\/money\/expenses$/] },
  { as: 'organizer', name: 'money-expense-new', find: ['project-money', /^\/organizer\/projects\/\d+\/money\/expenses\/new$/] },
  { as: 'organizer', name: 'money-impact', find: ['project-money', /^\/organizer\/projects\/\d+\/money\/impact$/] },
  { as: 'admin', name: 'admin-expenses', path: '/admin/expenses' },
  { as: 'admin', name: 'admin-ledger', path: '/admin/ledger' },
  { as: 'admin', name: 'admin-ledger-entry', find: ['/admin/ledger', /^\/admin\/ledger\/\d+$/] },
  { as: 'partner', name: 'partner-home', path: '/home' },
  { as: 'partner', name: 'partner-resources', path: '/partner/resources' },
  { as: 'partner', name: 'partner-resource-new', path: '/partner/resources/new' },
  { as: 'partner', name: 'partner-resource', find: ['/partner/resources', /^\/partner\/resources\/\d+\/edit$/] },
  { as: 'partner', name: 'partner-requests', path: '/partner/requests' },
  { as: 'partner', name: 'partner-request', find: ['/partner/requests', /^\/partner\/requests\/\d+$/] },
  { as: 'organizer', name: 'resources', path: '/resources' },
  { as: 'organizer', name: 'resource', find: ['/resources', /^\/resources\/\d+$/] },
  { as: 'organizer', name: 'partner-page', find: ['resource', /^\/partners\/\d+$/] },
  { as: 'organizer', name: 'organizer-requests', path: '/organizer/requests?show=all' },
  { as: 'organizer', name: 'organizer-request', find: ['/organizer/requests?show=all', /^\/organizer\/requests\/\d+$/] },
  { as: 'ak.zhol', name: 'pending', path: '/pending' },
  { as: 'partner.trans', name: 'pending-rejected', path: '/pending' },
];

/** Signs a fresh context in, by the form's own request: a demo account by its login, a new one by its address.
 * `null` stays a visitor. How the form itself behaves is for the specs that open it. */
export async function signIn(page, login) {
  if (!login) return;
  const form = { 'input[next]': '', 'input[email]': email(login), 'input[password]': login.includes('@') ? NEW_PASSWORD : PASSWORD };
  const answer = await page.request.post('/web/sign-in', { form, headers: { accept: 'text/html', 'sec-fetch-site': 'same-origin' }, maxRedirects: 0 });
  const to = answer.headers().location ?? '';
  if (answer.status() !== 302 || to.includes('/sign-in')) throw new Error(`${login} cannot sign in: ${answer.status()} ${to}`);
}

/** Makes an account; `organization` for the roles that have one. */
export async function register(page, { role = 'volunteer', mail, name, organization = null, document = null }) {
  await page.goto(`/register?role=${role}`);
  await field(page, 'name').fill(name);
  await field(page, 'email').fill(mail);
  await field(page, 'password').fill(NEW_PASSWORD);
  if (organization) {
    await field(page, 'organization_name').fill(organization);
    await field(page, 'about').fill('Убираем берега и сажаем деревья.');
  }
  if (document) await page.locator('input[type=file][name=documents]').setInputFiles(document);
  await page.getByRole('main').getByRole('button', { name: t('accounts', 'register_button'), exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/register');
}

/** A control by the name of its input in the domain: `title`, `tasks.0.text`. */
export function field(page, name) {
  const nested = name.split('.').reduce((all, part) => `${all}[${part}]`, 'input');
  const dotted = name.replace(/"/g, '');
  return page.locator(`:is([name="${dotted}"], [name="${nested}"]):not([type="hidden"], meta)`);
}

/** The address of a page. Null when there is no link to one. `known` remembers what was found. */
export async function addressOf(page, entry, known = new Map()) {
  if (entry.path) return entry.path;
  if (known.has(entry.name)) return known.get(entry.name);
  const [from, wanted] = entry.find;
  // Another page's name, or an address.
  const parent = PAGES.find((other) => other.name === from);
  const list = parent ? await addressOf(page, parent, known) : from;
  if (!list) return null;
  const html = await page.request.get(list).then((answer) => answer.text());
  const hrefs = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
  const address = hrefs.find((href) => wanted.test(href.replace(/[?#].*$/, ''))) ?? null;
  known.set(entry.name, address);
  return address;
}

/** Where every page is, by its name: asked before the first spec runs, while the demo data is as it was loaded. */
export async function addresses(browser, baseURL) {
  const found = {};
  for (const role of new Set(PAGES.map((entry) => entry.as))) {
    const context = await browser.newContext({ baseURL });
    const page = await context.newPage();
    await signIn(page, role);
    const known = new Map();
    for (const entry of PAGES.filter((entry) => entry.as === role)) {
      known.set(entry.name, await addressOf(page, entry, known));
      found[entry.name] = known.get(entry.name);
    }
    await context.close();
  }
  return found;
}
