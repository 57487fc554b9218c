// What an admin sets for answers of everybody.
import { api } from './api.js';
import { doing, element, labelled, show, tell } from './dom.js';

export async function settingsPage() {
  const now = await api('GET', '/api/v1/reply_settings');
  const number = (name, max) => element('input', { type: 'number', min: 0, max, required: true, value: now[name] });
  const undo = number('undo_seconds', 3600);
  const second = number('second_answer_seconds', 86400);
  show('Settings', element('h2', {}, 'Answers'), element('form', { onsubmit: doing(async () => {
    await api('PUT', '/api/v1/reply_settings', { undo_seconds: undo.value, second_answer_seconds: second.value });
    tell('Saved.');
  }) }, labelled('Seconds in which a public answer can be taken back', undo, 'So long it waits before it leaves. 0: it leaves at once.'),
  labelled('Seconds in which a second answer is held', second,
    'Who answers a message that a colleague has just answered is shown that answer first. 0: never.'),
  element('p', { class: 'buttons' }, element('button', {}, 'Save'))));
}
