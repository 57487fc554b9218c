// Which page an address means, the menu, and the banner about accounts that need a person.
import { api, enabledPlugins, isAdmin, session } from './api.js';
import { button, doing, element } from './dom.js';
import { channelPage } from './channel_page.js';
import { peoplePage } from './people_page.js';
import { pluginsPage } from './plugins_page.js';
import { signInPage } from './sign_in.js';
import { ticketPage } from './ticket_page.js';
import { ticketsPage } from './tickets_page.js';
import { workPage } from './work_page.js';

const PAGES = {
  tickets: (id) => (id ? ticketPage(id) : ticketsPage()),
  channels: (slug, account) => channelPage(slug, account),
  plugins: () => pluginsPage(buildMenu),
  people: peoplePage,
  work: workPage,
};

async function banner(plugins) {
  const down = [];
  for (const plugin of plugins) {
    const { assets } = await api('GET', `/api/v1/channels_${plugin.id}`);
    for (const account of Object.values(assets.Channel)) {
      if (account.active && account.state === 'down') down.push([plugin, account]);
    }
  }
  document.getElementById('banner').replaceChildren(...down.map(([plugin, account]) => element('p', { class: 'banner wrong' },
    `@${account.options.user.screen_name} does not work: ${account.last_log_in || 'it was refused'} `,
    element('a', { href: `#channels/${plugin.id}/${account.id}` }, 'Look at the account'))));
}

async function buildMenu() {
  const links = [['#tickets', 'Tickets']];
  const plugins = isAdmin() ? await enabledPlugins() : [];
  for (const plugin of plugins) links.push([`#channels/${plugin.id}`, plugin.name]);
  if (isAdmin()) links.push(['#plugins', 'Plugins'], ['#people', 'People'], ['#work', 'Work and health']);
  const here = location.hash.split('/')[0];
  document.getElementById('menu').replaceChildren(...links.map(([href, text]) =>
    element('a', { href, 'aria-current': href.split('/')[0] === here ? 'page' : null }, text)), button('Sign out', async () => {
    await api('DELETE', '/api/v1/signout');
    session.me = null;
    await route();
  }));
  await banner(plugins);
}

async function route() {
  const [name, first, second] = location.hash.slice(1).split('/');
  if (!session.me) session.me = await api('GET', '/api/v1/users/me').catch(() => null);
  if (!session.me) {
    signInPage(name.startsWith('setup=') ? name.slice('setup='.length) : null, route);
    return;
  }
  await buildMenu();
  await (PAGES[name] || PAGES.tickets)(first, second);
}

window.addEventListener('hashchange', doing(route));
doing(route)();
