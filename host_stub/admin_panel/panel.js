// Which page an address means, the menu, and what everybody has to see wherever they are.
import { api, enabledPlugins, isAdmin, session } from './api.js';
import { button, doing, element } from './dom.js';
import { auditPage } from './audit_page.js';
import { channelPage } from './channel_page.js';
import { failedPage } from './failed_page.js';
import { importPage } from './import_page.js';
import { mePage } from './me_page.js';
import { newPage } from './new_page.js';
import { peoplePage } from './people_page.js';
import { pluginsPage } from './plugins_page.js';
import { settingsPage } from './settings_page.js';
import { signInPage } from './sign_in.js';
import { ticketPage } from './ticket_page.js';
import { ticketsPage } from './tickets_page.js';
import { workPage } from './work_page.js';

const WATCH_MS = 15000;
const PAGES = {
  tickets: (id) => (id ? ticketPage(id) : ticketsPage()),
  new: (account, surface, customer) => newPage(account, surface, customer),
  failed: failedPage,
  channels: (slug, account) => channelPage(slug, account),
  plugins: () => pluginsPage(buildMenu),
  people: peoplePage,
  settings: settingsPage,
  work: workPage,
  audit: auditPage,
  import: importPage,
  me: mePage,
};

// An account that no longer works, for agents too: what they write there does not leave.
function trouble(account) {
  return element('p', { class: 'banner wrong' }, `@${account.screen_name} (${account.plugin_name}) does not work: `,
    account.state_message || 'it was refused.', ' ',
    isAdmin() ? element('a', { href: `#channels/${account.plugin}/${account.id}` }, 'Look at the account') : 'An admin has to link it again.');
}

async function watch() {
  if (!session.me || document.hidden) return;
  const [accounts, failed] = await Promise.all([api('GET', '/api/v1/channel_accounts'), api('GET', '/api/v1/ticket_articles/failed')]);
  document.getElementById('banner').replaceChildren(...accounts.filter((one) => one.active && one.state === 'down').map(trouble));
  const link = document.getElementById('failed-link');
  if (link) link.textContent = failed.length > 0 ? `Failed replies (${failed.length})` : 'Failed replies';
  if (link) link.classList.toggle('wrong', failed.length > 0);
}

async function signOut() {
  await api('DELETE', '/api/v1/signout');
  session.me = null;
  document.getElementById('banner').replaceChildren();
  await route();
}

async function buildMenu() {
  const links = [['#tickets', 'Tickets'], ['#new', 'New message'], ['#failed', 'Failed replies', 'failed-link']];
  if (isAdmin()) {
    for (const plugin of await enabledPlugins()) links.push([`#channels/${plugin.id}`, plugin.name]);
    links.push(['#plugins', 'Plugins'], ['#people', 'People'], ['#settings', 'Settings'], ['#work', 'Work and health'], ['#audit', 'Changes']);
  }
  links.push(['#me', session.me.fullname || session.me.login]);
  const current = (href) => location.hash === href || location.hash.startsWith(`${href}/`) || (href === '#tickets' && location.hash === '');
  document.getElementById('menu').replaceChildren(...links.map(([href, text, id]) =>
    element('a', { href, id, 'aria-current': current(href) ? 'page' : null }, text)), button('Sign out', signOut));
  await watch();
}

async function route() {
  const [name, first, second, third] = location.hash.slice(1).split('/');
  if (!session.me) session.me = await api('GET', '/api/v1/users/me').catch(() => null);
  if (!session.me) {
    await signInPage(name.startsWith('setup=') ? name.slice('setup='.length) : null, route);
    return;
  }
  await buildMenu();
  await (PAGES[name] || PAGES.tickets)(first, second, third);
}

document.getElementById('skip').addEventListener('click', () => document.querySelector('h1')?.focus());
window.addEventListener('hashchange', doing(route));
setInterval(() => watch().catch(() => {}), WATCH_MS);
doing(route)();
