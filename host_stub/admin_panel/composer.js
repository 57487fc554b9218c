// Writing an answer: on which surface, to which message, through which account, and what the channel says of it before
// it leaves.
import { api, session } from './api.js';
import { doing, element, labelled, select } from './dom.js';
import { filePicker } from './files.js';

const PAUSE_MS = 300;
const NOTE_FILES = 10;

// Of this person and this ticket, kept by this browser.
function draftOf(ticket) {
  const key = `draft-${session.me.id}-${ticket.id}`;
  return { read: () => localStorage.getItem(key) || '', keep: (text) => (text ? localStorage.setItem(key, text) : localStorage.removeItem(key)) };
}

function told(preview) {
  const count = preview.limit ? `${preview.length} of ${preview.limit}` : `${preview.length}`;
  const names = preview.mentions && preview.mentions.length > 0 ? ` · names ${preview.mentions.map((name) => `@${String(name).replace(/^@/, '')}`).join(' ')}` : '';
  const words = [preview.refusal, ...(preview.warnings || [])].filter(Boolean).map((one) => one.message).join(' ');
  return `${count}${names}${words ? ` · ${words}` : ''}`;
}

function may(surface) {
  const rights = session.me.permissions || {};
  return surface.visibility === 'private' ? rights.reply_private !== false : rights.reply_public !== false;
}

function byOthers(articles, known) {
  return articles.filter((one) => one.sender === 'Agent' && !one.internal && !known.has(one.id) && one.created_by_id !== session.me.id);
}

// {form, learn}: `learn(articles)` when the conversation has changed.
export function composer({ ticket, articles, surfaces, accounts }, changed) {
  const usable = surfaces.filter((surface) => may(surface) && articles.some((article) => article.type === surface.article_type));
  const type = select([...usable.map((surface) => [surface.article_type, `${surface.label} (${surface.audience_label})`]),
    ['note', 'Internal note (colleagues only)']], ticket.create_article_type);
  const others = accounts.filter((one) => one.active && !one.removing && one.connection_id === ticket.preferences.connection_id);
  const account = select(others.map((one) => [one.id, `@${one.screen_name}`]), ticket.preferences.channel_id);
  const answered = element('select');
  const draft = draftOf(ticket);
  const text = element('textarea', { dir: 'auto' });
  const files = filePicker(() => later());
  const preview = element('p', { class: 'preview', 'aria-live': 'polite' });
  const meanwhile = element('div', { role: 'alert' });
  const send = element('button', { class: 'main' }, 'Send');
  const sendAndClose = element('button', { type: 'button', onclick: doing(() => form.reportValidity() && post(true)) }, 'Send and close');
  const known = new Set(articles.map((one) => one.id));
  let current = articles;
  text.value = draft.read();

  const surface = () => usable.find((one) => one.article_type === type.value);
  const listAnswered = () => {
    const before = answered.value;
    const choices = current.filter((article) => article.type === type.value && article.message_id && article.sender === 'Customer').reverse();
    answered.replaceChildren(...choices.map((article) =>
      element('option', { value: article.message_id }, `${article.from}: ${article.body.slice(0, 60)}`)));
    if (choices.some((one) => one.message_id === before)) answered.value = before;
    answered.closest('.field')?.toggleAttribute('hidden', choices.length === 0);
    account.closest('.field')?.toggleAttribute('hidden', others.length < 2 || !surface() || surface().visibility === 'private');
    files.allow(surface() ? surface().files : NOTE_FILES);
    form.className = `composer ${surface() ? surface().visibility : 'internal'}`;
  };
  const body = () => {
    const article = { ticket_id: ticket.id, type: type.value, body: text.value, attachments: files.read() };
    if (type.value === 'note') return { ...article, internal: true };
    const through = surface()?.visibility !== 'private' && account.value && account.value !== String(ticket.preferences.channel_id)
      ? { channel_id: Number(account.value) } : {};
    return { ...article, ...through, ...(answered.value ? { in_reply_to: answered.value } : {}) };
  };
  const complete = () => (text.value.trim() !== '' || files.read().length > 0) && files.ready();
  let number = 0;
  const look = async () => {
    const mine = ++number;
    const ready = (words, refused) => {
      if (mine !== number) return;
      preview.textContent = words;
      preview.className = `preview${refused ? ' wrong' : ''}`;
      send.disabled = sendAndClose.disabled = refused || !complete();
    };
    if (type.value === 'note' || !complete()) { ready('', false); return; }
    await api('POST', '/api/v1/reply_preview', body()).then((one) => ready(told(one), !one.accepted), (problem) => ready(problem.message, true));
  };
  let pause = 0;
  const later = () => { send.disabled = sendAndClose.disabled = !complete(); clearTimeout(pause); pause = setTimeout(look, PAUSE_MS); };
  text.addEventListener('input', () => { draft.keep(text.value); later(); });
  type.addEventListener('change', () => { listAnswered(); look(); });
  answered.addEventListener('change', look);
  account.addEventListener('change', look);

  // A colleague's answer is seen before one's own leaves: once, then it is known.
  const showMeanwhile = (now) => {
    const fresh = byOthers(now, known);
    now.forEach((one) => known.add(one.id));
    if (fresh.length === 0) return false;
    meanwhile.replaceChildren(element('p', { class: 'banner' }, `${fresh[fresh.length - 1].from} has answered meanwhile: `,
      element('q', { dir: 'auto' }, fresh[fresh.length - 1].body.slice(0, 200)), ' Look at it, then send yours if it is still needed.'));
    return true;
  };
  const learn = (now) => { current = now; listAnswered(); showMeanwhile(now); };
  const post = async (close) => {
    if (type.value !== 'note' && showMeanwhile(await api('GET', `/api/v1/ticket_articles/by_ticket/${ticket.id}`))) return;
    await api('POST', '/api/v1/ticket_articles', body());
    draft.keep('');
    files.clear();
    if (close) await api('PUT', `/api/v1/tickets/${ticket.id}`, { state: 'closed' });
    await changed();
  };
  const form = element('form', { class: 'composer', onsubmit: doing(() => post(false)) }, labelled('Kind', type), labelled('As', account),
    labelled('In answer to', answered), labelled('Text', text), files.node, preview, meanwhile, element('p', { class: 'buttons' }, send, sendAndClose));
  listAnswered();
  look();
  return { form, learn };
}
