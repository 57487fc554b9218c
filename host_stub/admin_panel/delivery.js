// How an answer's delivery goes, and what a person can do about it: take it back, say that it is there, send it again.
import { api } from './api.js';
import { button, countdown, doing, element, labelled, select } from './dom.js';

const post = (article, what, body = {}) => api('POST', `/api/v1/ticket_articles/${article.id}/${what}`, body);
const AT_WORK = ['host.due', 'host.leaving', 'host.in_line'];

// Messages of ours that nobody wrote here: an uncertain answer may be one of them.
export function unclaimed(articles, article) {
  return articles.filter((one) => one.sender === 'Agent' && one.type === article.type && one.message_id && !one.created_by_id);
}

// Asks where the message was found. The page behind may change meanwhile.
function settle(article, ours, done) {
  const which = select([['', 'Another one, or I cannot tell'], ...ours.map((one) => [one.message_id, `${one.from}: ${one.body.slice(0, 60)}`])], '');
  const url = element('input', { type: 'url', maxlength: 2000, placeholder: 'https://' });
  const dialog = element('dialog', { 'aria-label': 'It is there' });
  dialog.append(element('form', { onsubmit: doing(async () => {
    await post(article, 'settle', { message_id: which.value, url: url.value });
    dialog.close();
    await done();
  }) }, element('h2', {}, 'It is there'), element('p', {}, 'Then it counts as sent, and is not sent again.'),
  ours.length > 0 && labelled('Which message of this ticket is it?', which), labelled('Its address, if you have it', url),
  element('p', { class: 'buttons' }, element('button', {}, 'It is there'), button('Cancel', () => dialog.close()))));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// The two choices of an uncertain answer.
export function uncertainButtons(article, ours, done) {
  return [button('It is there', () => settle(article, ours, done)), ' ', button('Send again', async () => {
    if (!confirm('It may have been sent. Look there first. Send it again?')) return;
    await post(article, 'retry', { force: true });
    await done();
  })];
}

function waiting(article, takeBack) {
  const { delivery_retry_at: at, delivery_waits_reason: reason, delivery_waits_message: why } = article.preferences;
  const time = AT_WORK.includes(reason) ? '' : at === null ? 'until somebody acts · ' : ['leaves ', countdown(at), ' · '];
  return element('p', { class: 'delivery' }, 'Waiting: ', time, why || '', ' ',
    reason !== 'host.leaving' && button('Take back', () => takeBack(article)));
}

// `act`: {changed, takeBack, articles}.
export function delivery(article, act) {
  const { delivery_status: state, delivery_status_message: why, delivery_waits_reason: waits } = article.preferences;
  if (!state) return null;
  if (state === 'success') return element('p', { class: 'delivery' }, 'sent');
  if (waits) return waiting(article, act.takeBack);
  if (state === 'queued') return element('p', { class: 'delivery' }, 'waiting to be sent');
  if (state === 'uncertain') {
    return element('p', { class: 'delivery wrong' }, 'Uncertain: it may have been sent. ', why || '', ' Look there, then choose: ',
      uncertainButtons(article, unclaimed(act.articles(), article), act.changed));
  }
  return element('p', { class: 'delivery wrong' }, `Not sent: ${why || ''} `,
    button('Send again', async () => { await post(article, 'retry'); await act.changed(); }), ' ',
    button('Take back and change', () => act.takeBack(article)));
}

export const takeBack = (article) => post(article, 'take_back');
