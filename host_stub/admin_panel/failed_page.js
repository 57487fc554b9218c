// Replies that did not leave, of whatever ticket, open or closed, until somebody has seen to them.
import { api } from './api.js';
import { uncertainButtons } from './delivery.js';
import { button, element, show, table, when } from './dom.js';

function row(article) {
  const again = async (path, body) => { await api('POST', `/api/v1/ticket_articles/${article.id}/${path}`, body); await failedPage(); };
  const uncertain = article.preferences.delivery_status === 'uncertain';
  return [element('a', { href: `#tickets/${article.ticket_id}` }, `Ticket ${10000 + article.ticket_id}`), article.from,
    element('span', { dir: 'auto' }, article.body.slice(0, 120)), element('span', { class: 'wrong' }, article.preferences.delivery_status_message || ''),
    when(article.preferences.delivery_status_date), [
      uncertain ? uncertainButtons(article, [], failedPage) : button('Send again', () => again('retry', {})), ' ',
      button('Leave it', () => again('dismiss', {}))]];
}

export async function failedPage() {
  const failed = await api('GET', '/api/v1/ticket_articles/failed');
  show('Failed replies', element('p', {}, failed.length === 0 ? 'Every reply has left, or somebody has seen to it.'
    : 'These replies did not leave. Send them again once the reason is mended, or leave them.'),
  failed.length > 0 && table(['Ticket', 'Written by', 'Text', 'Why', 'When', ''], failed.map(row)));
}
