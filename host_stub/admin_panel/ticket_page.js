// One ticket: the conversation, what it is about, the customer, and the answer.
import { api, enabledPlugins, surfacesOf } from './api.js';
import { doing, element, labelled, select, show, tell } from './dom.js';
import { articleCard, contextCard } from './article.js';
import { composer } from './composer.js';
import { takeBack } from './delivery.js';
import { customerCard } from './customer_card.js';
import { beginAgain } from './new_page.js';

const STATES = ['new', 'open', 'pending reminder', 'pending close', 'closed'];
const REFRESH_MS = 5000;

function changing(ticket, field, options, chosen) {
  const list = select(options, chosen);
  list.addEventListener('change', doing(async () => {
    await api('PUT', `/api/v1/tickets/${ticket.id}`, { [field]: list.value });
    tell('Saved.');
  }));
  return list;
}

// What is said in the ticket and around it, in order; filled again when something changed.
function conversation(ticket, surfaces, changed, taken) {
  const node = element('div', { class: 'conversation', 'aria-live': 'polite', 'aria-label': 'Conversation' });
  let seen = '';
  let said = [];
  const act = { changed, articles: () => said, takeBack: async (article) => taken(await takeBack(article)) };
  const fill = async () => {
    const [articles, context] = await Promise.all([api('GET', `/api/v1/ticket_articles/by_ticket/${ticket.id}`),
      api('GET', `/api/v1/tickets/${ticket.id}/context`)]);
    const state = JSON.stringify([articles, context]);
    if (state === seen) return articles;
    seen = state;
    said = articles;
    const spoken = [...articles.map((one) => [one.created_at, articleCard(ticket, one, surfaces, act)]),
      ...context.map((one) => [one.created_at, contextCard(one, surfaces)])].sort((one, other) => one[0].localeCompare(other[0]));
    node.replaceChildren(...spoken.map(([, card]) => card));
    return articles;
  };
  return { node, fill };
}

export async function ticketPage(id) {
  const here = location.hash;
  const [ticket, groups, plugins, accounts] = await Promise.all([api('GET', `/api/v1/tickets/${id}`), api('GET', '/api/v1/groups'),
    enabledPlugins(), api('GET', '/api/v1/channel_accounts')]);
  const surfaces = surfacesOf(plugins);
  const again = () => ticketPage(id);
  const merged = ticket.preferences.merged_into;
  const taken = async (draft) => {
    if (draft.ticket_removed) { beginAgain(draft); return; }
    await spoken.fill();
    if (answer) answer.take(draft);
  };
  const spoken = conversation(ticket, surfaces, again, taken);
  const articles = await spoken.fill();
  const answer = merged ? null : composer({ ticket, articles, surfaces, accounts }, again);
  show(`${ticket.number} ${ticket.title}`,
    merged && element('p', { class: 'banner' }, 'Merged into ', element('a', { href: `#tickets/${merged}` }, `ticket ${merged}`), '.'),
    element('div', { class: 'filters' },
      element('p', { class: `who ${ticket.visibility}` }, ticket.visibility === 'private' ? 'Private conversation' : 'Everybody can read this',
        ticket.preferences.channel_screen_name ? ` · @${ticket.preferences.channel_screen_name}` : ''),
      !merged && labelled('State', changing(ticket, 'state', STATES.map((name) => [name, name]), ticket.state)),
      !merged && labelled('Group', changing(ticket, 'group_id', groups.map((group) => [group.id, group.name]), ticket.group_id))),
    element('div', { class: 'columns' },
      element('div', {}, spoken.node, answer && [element('h2', {}, 'Answer'), answer.form]),
      await customerCard(ticket, surfaces, again)));
  const refresh = setInterval(async () => {
    if (location.hash !== here || !spoken.node.isConnected) return clearInterval(refresh);
    if (document.hidden) return undefined;
    return spoken.fill().then((now) => answer && answer.learn(now), () => {});
  }, REFRESH_MS);
}
