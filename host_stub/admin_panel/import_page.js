// Taking over the channels of a Zammad installation: what would be done is shown before it is done.
import { api } from './api.js';
import { button, element, show, table, tell } from './dom.js';

const RESULTS = { new: 'new', known: 'here already, stays as it is', no_plugin: 'no plugin takes it' };

function verdict(app, dry) {
  if (app.result !== 'new' || dry) return app.message || '';
  return app.verified ? 'Its keys work.' : `Kept, not verified: ${app.message || ''}`;
}

function shown(report) {
  const dry = report.dry_run;
  return [
    element('h2', {}, dry ? 'What would be done' : 'What was done'),
    table(['App of', 'Result', ''], report.apps.map((one) => [one.plugin, RESULTS[one.result], verdict(one, dry)])),
    table(['Account', 'Channel', 'Result', ''], report.accounts.map((one) => [
      one.id ? element('a', { href: `#channels/${one.plugin}/${one.id}` }, `@${one.screen_name}`) : `@${one.screen_name}`,
      one.plugin, RESULTS[one.result], one.message || ''])),
    report.groups.length > 0 && element('p', {}, `New groups: ${report.groups.join(', ')}.`),
    report.notes.length > 0 && element('ul', {}, report.notes.map((note) => element('li', {}, note))),
    !dry && element('p', {}, 'Each account is checked now; its page says whether its access still works.'),
  ];
}

async function contentOf(file) {
  if (!file) throw new Error('Choose the file first.');
  const text = await file.text();
  try {
    return JSON.parse(text);
  } catch (problem) {
    throw new Error('This file is not JSON: write it again as docs/moving.md says.');
  }
}

export function importPage() {
  const result = element('section', { 'aria-live': 'polite' });
  const file = element('input', { type: 'file', accept: '.json,application/json', id: 'import-file' });
  const send = async (dry) => {
    const report = await api('POST', `/api/v1/import/zammad?dry_run=${dry}`, await contentOf(file.files[0]));
    result.replaceChildren(...shown(report).flat().filter(Boolean));
    if (dry) result.append(element('p', { class: 'buttons' }, button('Take it over', () => send(false))));
    else tell('Taken over.');
  };
  file.addEventListener('change', () => result.replaceChildren());
  show('Import from Zammad', element('p', {}, 'Apps, accounts with their tokens, search terms and groups come from a file that Zammad writes (docs/moving.md says how). ',
    'With the same public address nothing has to be registered again. Nothing that is here already is changed.'),
  element('p', {}, element('label', { for: 'import-file' }, 'File '), file),
  element('p', { class: 'buttons' }, button('Look at it', () => send(true))), result);
}
