// The list of tickets, by state, group and text, kept up to date while it is looked at.
import { api, isAdmin } from './api.js';
import { doing, element, labelled, select, show, table, when } from './dom.js';

const STATES = ['new', 'open', 'pending reminder', 'pending close', 'closed', 'merged'];
const REFRESH_MS = 5000;
const TYPING_MS = 300;
const PAGE = 50;
const chosen = { state: '', group_id: '', query: '' };

function queryOf(more) {
  const wanted = { ...chosen, per_page: PAGE, ...more };
  return Object.entries(wanted).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

function row(ticket) {
  return [element('a', { href: `#tickets/${ticket.id}`, dir: 'auto' }, `${ticket.number} ${ticket.title}`),
    element('span', { class: `state ${ticket.state.split(' ')[0]}` }, ticket.state), ticket.group, ticket.customer_name,
    element('span', { class: `who ${ticket.visibility}` }, ticket.visibility), String(ticket.article_count), when(ticket.updated_at)];
}

function nothing() {
  if (chosen.state || chosen.group_id || chosen.query) return element('p', { class: 'empty' }, 'No ticket fits. Choose other filters.');
  return element('p', { class: 'empty' }, 'No tickets yet. ', isAdmin()
    ? ['Posts and messages become tickets once an account is linked and has a group: start at ', element('a', { href: '#plugins' }, 'Plugins'), '.']
    : 'They appear here as soon as a customer writes.');
}

export async function ticketsPage() {
  const groups = await api('GET', '/api/v1/groups');
  const list = element('div', { class: 'tickets' });
  const here = location.hash;
  const older = [];
  let seen = '';
  const fill = async () => {
    const wanted = queryOf({});
    const newest = await api('GET', `/api/v1/tickets?${wanted}`);
    if (wanted !== queryOf({})) return;
    const tickets = [...newest, ...older];
    const state = JSON.stringify([wanted, tickets]);
    if (state === seen && older.length === 0) return;  // no layout jump, no lost focus
    seen = state;
    const more = tickets.length > 0 && tickets.length % PAGE === 0 && element('button', { type: 'button', onclick: doing(async () => {
      older.push(...await api('GET', `/api/v1/tickets?${queryOf({ before_id: tickets[tickets.length - 1].id })}`));
      await fill();
    }) }, 'Older tickets');
    list.replaceChildren(tickets.length === 0 ? nothing()
      : table(['Ticket', 'State', 'Group', 'Customer', 'Who can read it', 'Messages', 'Changed'], tickets.map(row)), more || '');
  };
  const choose = (name, value) => { chosen[name] = value; older.length = 0; return fill(); };
  const filter = (name, label, options) => {
    const control = select([['', 'all'], ...options], chosen[name]);
    control.addEventListener('change', doing(() => choose(name, control.value)));
    return labelled(label, control);
  };
  const text = element('input', { type: 'search', value: chosen.query, maxlength: 200 });
  let pause = 0;
  text.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(doing(() => choose('query', text.value.trim())), TYPING_MS); });
  show('Tickets', element('div', { class: 'filters', role: 'search' }, labelled('Search', text),
    filter('state', 'State', STATES.map((name) => [name, name])),
    filter('group_id', 'Group', groups.map((group) => [group.id, group.name]))), list);
  await fill();
  const refresh = setInterval(async () => {
    if (location.hash !== here || !list.isConnected) clearInterval(refresh);
    else if (!document.hidden && older.length === 0) await fill().catch(() => {});
  }, REFRESH_MS);
}
