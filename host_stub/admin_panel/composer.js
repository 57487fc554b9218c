// Writing an answer: on which surface, to which message, through which account.
import { api, session } from './api.js';
import { button, doing, element, labelled, outside, select } from './dom.js';
import { draftOf, writing } from './writing.js';

function may(surface) {
  const rights = session.me.permissions || {};
  return surface.visibility === 'private' ? rights.reply_private !== false : rights.reply_public !== false;
}

function byOthers(articles, known) {
  return articles.filter((one) => one.sender === 'Agent' && !one.internal && !known.has(one.id) && one.created_by_id !== session.me.id);
}

// {form, learn, take}: `learn(articles)` when the conversation has changed, `take(draft)` to write on what was taken back.
export function composer({ ticket, articles, surfaces, accounts }, changed) {
  const usable = surfaces.filter((surface) => may(surface) && articles.some((article) => article.type === surface.article_type));
  const type = select([...usable.map((surface) => [surface.article_type, `${surface.label} (${surface.audience_label})`]),
    ['note', 'Internal note (colleagues only)']], ticket.create_article_type);
  const others = accounts.filter((one) => one.active && !one.removing && one.connection_id === ticket.preferences.connection_id);
  const account = select(others.map((one) => [one.id, `@${one.screen_name}`]), ticket.preferences.channel_id);
  const answered = element('select');
  const meanwhile = element('div', { role: 'alert' });
  const send = element('button', { class: 'main' }, 'Send');
  const sendAndClose = element('button', { type: 'button', onclick: doing(() => form.reportValidity() && post(true)) }, 'Send and close');
  const known = new Set(articles.map((one) => one.id));
  let current = articles;
  let looked = false; // at a colleague's answer, which the host would hold this one for

  const surface = () => usable.find((one) => one.article_type === type.value);
  const place = () => {
    const article = { ticket_id: ticket.id, type: type.value };
    if (type.value === 'note') return { ...article, internal: true };
    const through = surface()?.visibility !== 'private' && account.value && account.value !== String(ticket.preferences.channel_id)
      ? { channel_id: Number(account.value) } : {};
    return { ...article, ...through, ...(answered.value ? { in_reply_to: answered.value } : {}) };
  };
  const choose = (list, value) => { list.value = value; list.dispatchEvent(new Event('change')); };
  const instead = (one) => {
    if (one.url) return outside(one.url, `Open on ${surface().channel}`);
    const here = [...answered.options].find((option) => option.value === one.in_reply_to);
    if (one.in_reply_to && here) return button('Answer that message', () => choose(answered, one.in_reply_to));
    const other = surfaces.find((wanted) => wanted.id === one.surface && wanted.channel === surface().channel && may(wanted));
    if (!other) return null;
    if (other !== surface() && usable.includes(other)) return button(`Write: ${other.label}`, () => choose(type, other.article_type));
    // Not in this ticket: a message of its own, with the text written so far.
    return button(`Begin: ${other.label}`, () => {
      draftOf(`draft-${session.me.id}-new`).keep(text.value());
      location.hash = `new/${ticket.preferences.channel_id}/${other.id}/${other.visibility === 'private' ? ticket.customer_id || '' : ''}`;
    });
  };
  const text = writing({ draft: draftOf(`draft-${session.me.id}-${ticket.id}`), surface, place, sending: [send, sendAndClose], instead });
  const listAnswered = () => {
    const before = answered.value;
    const choices = current.filter((article) => article.type === type.value && article.message_id && article.sender === 'Customer').reverse();
    answered.replaceChildren(...choices.map((article) =>
      element('option', { value: article.message_id }, `${article.from}: ${article.body.slice(0, 60)}`)));
    if (choices.some((one) => one.message_id === before)) answered.value = before;
    answered.closest('.field')?.toggleAttribute('hidden', choices.length === 0);
    account.closest('.field')?.toggleAttribute('hidden', others.length < 2 || !surface() || surface().visibility === 'private');
    form.className = `composer ${surface() ? surface().visibility : 'internal'}`;
  };
  type.addEventListener('change', () => { listAnswered(); text.moved(); });
  answered.addEventListener('change', text.moved);
  account.addEventListener('change', text.moved);

  // A colleague's answer is seen before one's own leaves: once, then it is known.
  const tellOf = (other, words) => {
    looked = true;
    meanwhile.replaceChildren(element('p', { class: 'banner' }, words || `${other.from} has answered meanwhile. Look at it, then send yours if it is still needed.`, ' ',
      other && element('q', { dir: 'auto' }, other.body.slice(0, 200))));
  };
  const showMeanwhile = (now) => {
    const fresh = byOthers(now, known);
    now.forEach((one) => known.add(one.id));
    if (fresh.length > 0) tellOf(fresh[fresh.length - 1]);
    return fresh.length > 0;
  };
  const learn = (now) => { current = now; listAnswered(); showMeanwhile(now); };
  const post = async (close) => {
    const isAnswer = type.value !== 'note';
    const now = isAnswer ? await api('GET', `/api/v1/ticket_articles/by_ticket/${ticket.id}`) : [];
    if (isAnswer && showMeanwhile(now)) return;
    try {
      await api('POST', '/api/v1/ticket_articles', { ...text.body(), ...(isAnswer && looked ? { despite_answer: true } : {}) });
    } catch (problem) {
      if (problem.reason !== 'reply.answered_meanwhile') throw problem;
      tellOf(byOthers(now, new Set()).pop(), problem.message);
      return;
    }
    text.clear();
    if (close) await api('PUT', `/api/v1/tickets/${ticket.id}`, { state: 'closed' });
    await changed();
  };
  const take = (draft) => {
    if ([...type.options].some((one) => one.value === draft.type)) type.value = draft.type;
    listAnswered();
    if ([...answered.options].some((one) => one.value === draft.in_reply_to)) answered.value = draft.in_reply_to;
    if (draft.channel_id) account.value = draft.channel_id;
    text.moved();
    text.take(draft);
  };
  const form = element('form', { class: 'composer', onsubmit: doing(() => post(false)) }, labelled('Kind', type), labelled('As', account),
    labelled('In answer to', answered), text.nodes, meanwhile, element('p', { class: 'buttons' }, send, sendAndClose));
  listAnswered();
  text.moved();
  return { form, learn, take };
}
