// One ticket: the conversation, what it is about, the customer, and the answer.
import { api, enabledPlugins } from './api.js';
import { doing, element, labelled, select, show } from './dom.js';
import { articleCard, contextCard } from './article.js';
import { composer } from './composer.js';
import { customerCard } from './customer_card.js';

const STATES = ['new', 'open', 'pending reminder', 'pending close', 'closed'];

function changing(ticket, field, options, chosen) {
  const list = select(options, chosen);
  list.addEventListener('change', doing(() => api('PUT', `/api/v1/tickets/${ticket.id}`, { [field]: list.value })));
  return list;
}

export async function ticketPage(id) {
  const [ticket, articles, context, groups, plugins] = await Promise.all([
    api('GET', `/api/v1/tickets/${id}`), api('GET', `/api/v1/ticket_articles/by_ticket/${id}`),
    api('GET', `/api/v1/tickets/${id}/context`), api('GET', '/api/v1/groups'), enabledPlugins()]);
  const surfaces = plugins.flatMap((plugin) => plugin.manifest.surfaces);
  const again = () => ticketPage(id);
  const merged = ticket.preferences.merged_into;
  const spoken = [...articles.map((one) => [one.created_at, articleCard(ticket, one, surfaces, again)]),
    ...context.map((one) => [one.created_at, contextCard(one)])].sort((one, other) => one[0].localeCompare(other[0]));
  show(`${ticket.number} ${ticket.title}`,
    merged && element('p', { class: 'banner' }, 'Merged into ', element('a', { href: `#tickets/${merged}` }, `ticket ${merged}`), '.'),
    element('div', { class: 'filters' },
      element('p', { class: `who ${ticket.visibility}` }, ticket.visibility === 'private' ? 'Private conversation' : 'Everybody can read this',
        ticket.preferences.channel_screen_name ? ` · @${ticket.preferences.channel_screen_name}` : ''),
      !merged && labelled('State', changing(ticket, 'state', STATES.map((name) => [name, name]), ticket.state)),
      !merged && labelled('Group', changing(ticket, 'group_id', groups.map((group) => [group.id, group.name]), ticket.group_id))),
    element('div', { class: 'columns' },
      element('div', {}, spoken.map(([, card]) => card), !merged && [element('h2', {}, 'Answer'), composer(ticket, articles, surfaces, again)]),
      await customerCard(ticket, again)));
}
