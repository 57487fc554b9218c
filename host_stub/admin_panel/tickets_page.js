// The list of tickets, by state and group, kept up to date while it is looked at.
import { api } from './api.js';
import { doing, element, labelled, select, show, table, when } from './dom.js';

const STATES = ['new', 'open', 'pending reminder', 'pending close', 'closed', 'merged'];
const REFRESH_MS = 5000;
const PAGE = 50;
const chosen = { state: '', group_id: '' };

function query(more) {
  const wanted = { ...chosen, per_page: PAGE, ...more };
  return Object.entries(wanted).filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

function row(ticket) {
  return [element('a', { href: `#tickets/${ticket.id}` }, `${ticket.number} ${ticket.title}`),
    element('span', { class: `state ${ticket.state.split(' ')[0]}` }, ticket.state), ticket.group, ticket.customer,
    element('span', { class: `who ${ticket.visibility}` }, ticket.visibility), String(ticket.article_count), when(ticket.updated_at)];
}

export async function ticketsPage() {
  const groups = await api('GET', '/api/v1/groups');
  const list = element('div', { 'aria-live': 'polite' });
  const here = location.hash;
  const older = [];
  const fill = async () => {
    const tickets = [...await api('GET', `/api/v1/tickets?${query({})}`), ...older];
    const more = tickets.length > 0 && tickets.length % PAGE === 0 && element('button', { type: 'button', onclick: doing(async () => {
      older.push(...await api('GET', `/api/v1/tickets?${query({ before_id: tickets[tickets.length - 1].id })}`));
      await fill();
    }) }, 'Older tickets');
    list.replaceChildren(tickets.length === 0 ? element('p', {}, 'No tickets here.')
      : table(['Ticket', 'State', 'Group', 'Customer', 'Who can read it', 'Messages', 'Changed'], tickets.map(row)), more || '');
  };
  const filter = (name, label, options) => {
    const control = select([['', 'all'], ...options], chosen[name]);
    control.addEventListener('change', doing(async () => { chosen[name] = control.value; older.length = 0; await fill(); }));
    return labelled(label, control);
  };
  show('Tickets', element('div', { class: 'filters' }, filter('state', 'State', STATES.map((name) => [name, name])),
    filter('group_id', 'Group', groups.map((group) => [group.id, group.name]))), list);
  await fill();
  const refresh = setInterval(async () => {
    if (location.hash !== here) clearInterval(refresh);
    else if (!document.hidden && older.length === 0) await fill().catch(() => {});
  }, REFRESH_MS);
}
