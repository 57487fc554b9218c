// Actions that a channel offers for an app or an account, drawn from what the manifest says of them; those that take
// settings are tried with the edited ones.
import { api } from './api.js';
import { button, copyable, element, table } from './dom.js';
import { schemaForm } from './forms.js';

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

// What a person fills in; edited settings come from the account's own form.
const SETTINGS = 'settings';
const inputs = (action) => (action.input_schema || { fields: [] }).fields;
const asked = (action) => inputs(action).filter((field) => field.name !== SETTINGS);

function actionForm(action, groups, run) {
  const { form } = schemaForm({ fields: asked(action) }, {}, { groups, submit: action.title, send: run });
  form.setAttribute('aria-label', action.title);
  form.classList.add('action');
  return form;
}

// Buttons of those that ask for nothing, forms of the others.
function offer(manifest, target, groups, pathOf, bodyOf) {
  const steps = Object.values(manifest.lifecycle || {});
  const offered = (manifest.actions || []).filter((action) => action.target === target && !steps.includes(action.id));
  const answer = element('div', { 'aria-live': 'polite', class: 'answer' });
  const run = async (action, input) => {
    if (action.dangerous && !confirm(`${action.title}?`)) return;
    answer.replaceChildren(element('p', {}, 'Working …'));
    try {
      const output = await api('POST', pathOf(action), { ...bodyOf(action), input });
      answer.replaceChildren(...result(output, action).flat(Infinity).filter(Boolean));
    } catch (problem) {
      answer.replaceChildren();
      throw problem;
    }
  };
  if (offered.length === 0) return null;
  const plain = offered.filter((action) => asked(action).length === 0);
  return element('div', {}, offered.filter((action) => asked(action).length > 0).map((action) => actionForm(action, groups, (input) => run(action, input))),
    element('p', { class: 'buttons' }, plain.map((action) => button(action.title, () => run(action, {})))), answer);
}

export function accountActions(slug, manifest, account, groups, readSettings) {
  return offer(manifest, 'account', groups, (action) => `/api/v1/channels_${slug}/${account.id}/actions/${action.id}`,
    (action) => (inputs(action).some((field) => field.name === SETTINGS) ? { options: readSettings() } : {}));
}

// `connection` 0: what the plugin can say while no app is connected.
export function appActions(slug, manifest, connection, groups) {
  const actions = (manifest.actions || []).filter((action) => connection || asked(action).length === 0);
  return offer({ ...manifest, actions }, 'connection', groups, (action) => `/api/v1/external_credentials/${slug}/actions/${action.id}`,
    () => (connection ? { connection_id: connection } : {}));
}
