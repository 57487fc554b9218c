// Actions that a channel offers for an app or an account, drawn from what the manifest says of them; those that take
// settings are tried with the edited ones.
import { api } from './api.js';
import { button, copyable, element, table } from './dom.js';

function cell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return element('span', { class: value === 'wrong' ? 'wrong' : '' }, String(value));
  return Object.entries(value).filter(([, one]) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0))
    .map(([name, one]) => `${name}: ${typeof one === 'object' ? JSON.stringify(one) : one}`).join(', ');
}

// Two columns of which the second is to be taken elsewhere are boxes to copy from; everything else is a table.
function list(name, rows, described) {
  const columns = described ? described.columns.map((one) => [one.name, one.label])
    : [...new Set(rows.flatMap((row) => Object.keys(row)))].map((one) => [one, one]);
  if (columns.length === 2 && columns[1][0] === 'text') return rows.map((row) => copyable(row[columns[0][0]], row.text));
  return [element('h4', {}, described ? described.label : name),
    table(columns.map(([, label]) => label), rows.map((row) => columns.map(([column]) => cell(row[column]))))];
}

// Whatever an action answers: its plain values as a line, its lists as the manifest describes them.
function result(output, action) {
  const fields = (action.output_schema || { fields: [] }).fields;
  const plain = Object.entries(output).filter(([, value]) => typeof value !== 'object');
  const lists = Object.entries(output).filter(([, value]) => Array.isArray(value) && value.length > 0);
  const line = plain.map(([name, value]) => (name === 'message' ? value : `${name.replaceAll('_', ' ')}: ${value}`)).join(' · ');
  return [line || lists.length === 0 ? element('p', {}, line || 'Done.') : null,
    lists.map(([name, rows]) => list(name, rows, fields.find((one) => one.name === name && one.columns)))];
}

function actionButtons(manifest, target, pathOf, bodyOf) {
  const steps = Object.values(manifest.lifecycle || {});
  const needsInput = (action) => (action.input_schema || { fields: [] }).fields.some((field) => field.required);
  const offered = (manifest.actions || []).filter((action) => action.target === target && !steps.includes(action.id) && !needsInput(action));
  const answer = element('div', { 'aria-live': 'polite', class: 'answer' });
  const run = (action) => async () => {
    if (action.dangerous && !confirm(`${action.title}?`)) return;
    answer.replaceChildren(element('p', {}, 'Working …'));
    try {
      const output = await api('POST', pathOf(action), bodyOf(action));
      answer.replaceChildren(...result(output, action).flat(Infinity).filter(Boolean));
    } catch (problem) {
      answer.replaceChildren();
      throw problem;
    }
  };
  if (offered.length === 0) return null;
  return element('div', {}, element('p', { class: 'buttons' }, offered.map((action) => button(action.title, run(action)))), answer);
}

export function accountActions(slug, manifest, account, readSettings) {
  return actionButtons(manifest, 'account', (action) => `/api/v1/channels_${slug}/${account.id}/actions/${action.id}`,
    (action) => ((action.input_schema || { fields: [] }).fields.some((field) => field.name === 'settings') ? { options: readSettings() } : {}));
}

// `connection` 0: what the plugin can say while no app is connected.
export function appActions(slug, manifest, connection) {
  return actionButtons(manifest, 'connection', (action) => `/api/v1/external_credentials/${slug}/actions/${action.id}`,
    () => (connection ? { connection_id: connection } : {}));
}
