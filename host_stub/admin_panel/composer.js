// Writing an answer: on which surface, to which message, and what the channel says of it before it leaves.
import { api } from './api.js';
import { doing, element, labelled, select } from './dom.js';

const PAUSE_MS = 300;

function draftKey(ticket) { return `draft-${ticket.id}`; }

function told(preview) {
  const count = preview.limit ? `${preview.length} of ${preview.limit}` : `${preview.length}`;
  const names = preview.mentions && preview.mentions.length > 0 ? ` · names ${preview.mentions.map((name) => `@${String(name).replace(/^@/, '')}`).join(' ')}` : '';
  const words = [preview.refusal, ...(preview.warnings || [])].filter(Boolean).map((one) => one.message).join(' ');
  return `${count}${names}${words ? ` · ${words}` : ''}`;
}

export function composer(ticket, articles, surfaces, changed) {
  const usable = surfaces.filter((surface) => articles.some((article) => article.type === surface.article_type));
  const type = select([...usable.map((surface) => [surface.article_type, `${surface.label} (${surface.audience_label})`]),
    ['note', 'Internal note (colleagues only)']], ticket.create_article_type);
  const answered = element('select');
  const text = element('textarea', { required: true });
  const preview = element('p', { class: 'preview', 'aria-live': 'polite' });
  const send = element('button', {}, 'Send');
  text.value = sessionStorage.getItem(draftKey(ticket)) || '';

  const listAnswered = () => {
    const choices = articles.filter((article) => article.type === type.value && article.message_id && article.sender === 'Customer').reverse();
    answered.replaceChildren(...choices.map((article) =>
      element('option', { value: article.message_id }, `${article.from}: ${article.body.slice(0, 60)}`)));
    answered.closest('.field')?.toggleAttribute('hidden', choices.length === 0);
  };
  const body = () => {
    const article = { ticket_id: ticket.id, type: type.value, body: text.value };
    if (type.value === 'note') return { ...article, internal: true };
    return answered.value ? { ...article, in_reply_to: answered.value } : article;
  };
  let number = 0;
  const look = async () => {
    const mine = ++number;
    if (type.value === 'note' || text.value.trim() === '') { preview.textContent = ''; send.disabled = false; return; }
    const result = await api('POST', '/api/v1/reply_preview', body()).then((one) => [told(one), !one.accepted], (problem) => [problem.message, true]);
    if (mine !== number) return;
    [preview.textContent, send.disabled] = result;
    preview.className = `preview${result[1] ? ' wrong' : ''}`;
  };
  let pause = 0;
  text.addEventListener('input', () => {
    sessionStorage.setItem(draftKey(ticket), text.value);
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE_MS);
  });
  type.addEventListener('change', () => { listAnswered(); look(); });
  answered.addEventListener('change', look);
  const post = async (close) => {
    await api('POST', '/api/v1/ticket_articles', body());
    sessionStorage.removeItem(draftKey(ticket));
    if (close) await api('PUT', `/api/v1/tickets/${ticket.id}`, { state: 'closed' });
    await changed();
  };
  const form = element('form', { class: 'composer', onsubmit: doing(() => post(false)) }, labelled('Kind', type),
    labelled('In answer to', answered), labelled('Text', text), preview, element('p', { class: 'buttons' }, send,
      element('button', { type: 'button', onclick: doing(() => form.reportValidity() && post(true)) }, 'Send and close')));
  listAnswered();
  look();
  return form;
}
