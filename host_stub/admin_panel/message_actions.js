// What a channel lets agents do to one message, as its manifest says.
import { api } from './api.js';
import { button, element, tell } from './dom.js';

export function messageActions(article, surface, changed) {
  const whose = article.sender === 'Customer' ? 'others' : 'own';
  const offered = surface && article.message_id ? (surface.actions || []).filter((action) => !action.authors || action.authors === whose) : [];
  if (offered.length === 0) return null;
  const run = (action) => async () => {
    if (action.dangerous && !confirm(`${action.title}?`)) return;
    const output = await api('POST', `/api/v1/ticket_articles/${article.id}/actions/${action.id}`, {});
    tell(output.message || 'Done.');
    await changed();
  };
  return element('p', { class: 'buttons' }, offered.map((action) => button(action.title, run(action), { class: 'quiet' })));
}
