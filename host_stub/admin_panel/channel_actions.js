// Actions that a channel offers for an app or an account, drawn from what the manifest says of them; those that take
// settings are tried with the edited ones.
import { api } from './api.js';
import { button, copyable, element, table } from './dom.js';
import { schemaForm } from './forms.js';

// "source: mention, detail: AcmeHelp"; what is empty is left out.
function inWords(value) {
  if (value === null || typeof value !== 'object') return String(value ?? '');
  if (Array.isArray(value)) return value.map(inWords).filter(Boolean).join('; ');
  return Object.entries(value).map(([name, one]) => [name, inWords(one)]).filter(([, words]) => words !== '')
    .map(([name, words]) => `${name.replaceAll('_', ' ')}: ${words}`).join(', ');
}

function cell(value) {
  return element('span', { class: value === 'wrong' ? 'wrong' : '' }, inWords(value));
}

// Two columns of which the second is to be taken elsewhere are boxes to copy from; everything else is a table.
function list(name, rows, described) {
  const columns = described ? described.columns.map((one) => [one.name, one.label])
    : [...new Set(rows.flatMap((row) => Object.keys(row)))].map((one) => [one, one]);
  if (columns.length === 2 && columns[1][0] === 'text') return rows.map((row) => copyable(row[columns[0][0]], row.text));
  return [element('h4', {}, described ? described.label : name),
    table(columns.map(([, label]) => label), rows.map((row) => columns.map(([column]) => cell(row[column]))))];
}

// A ticket that an action made or found is one to go to.
function plain(name, value, output, described) {
  if (name === 'message') return value;
  if (name === 'ticket') return element('a', { href: `#tickets/${value}` }, output.title || 'Open the ticket');
  return `${described ? described.label : name.replaceAll('_', ' ')}: ${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}`;
}

// Whatever an action answers: its plain values as a line, its lists as a table each; the words are the manifest's.
function result(output, action) {
  const described = (wanted) => (action.output_schema || { fields: [] }).fields.find((one) => one.name === wanted);
  const isTitle = (name) => name === 'title' && 'ticket' in output;
  const line = Object.entries(output).filter(([name, value]) => typeof value !== 'object' && !isTitle(name))
    .flatMap(([name, value]) => [' · ', plain(name, value, output, described(name))]).slice(1);
  const lists = Object.entries(output).filter(([, value]) => Array.isArray(value) && value.length > 0);
  return [line.length > 0 || lists.length === 0 ? element('p', {}, line.length > 0 ? line : 'Done.') : null,
    lists.map(([name, rows]) => list(name, rows, described(name)?.columns && described(name)))];
}

// What a person fills in; edited settings come from the account's own form.
const SETTINGS = 'settings';
const inputs = (action) => (action.input_schema || { fields: [] }).fields;
const asked = (action) => inputs(action).filter((field) => field.name !== SETTINGS);

// What runs an action, and the place where its answer appears: {run(input), answer}.
function runner(action, request) {
  const answer = element('div', { 'aria-live': 'polite', class: 'answer' });
  const run = async (input) => {
    if (action.dangerous && !confirm(`${action.title}?`)) return;
    answer.replaceChildren(element('p', {}, 'Working …'));
    try {
      const { path, body } = request(action);
      const output = await api('POST', path, { ...body, input });
      answer.replaceChildren(...result(output, action).flat(Infinity).filter(Boolean));
    } catch (problem) {
      answer.replaceChildren();
      throw problem;
    }
  };
  return { run, answer };
}

// Its answer stands below it.
function actionForm(action, groups, request) {
  const { run, answer } = runner(action, request);
  const { form } = schemaForm({ fields: asked(action) }, {}, { groups, submit: action.title, send: run });
  form.setAttribute('aria-label', action.title);
  form.classList.add('action');
  return [form, answer];
}

// Several stand in one line: their answers take turns below it.
function actionButtons(actions, request) {
  const place = element('div');
  const made = actions.map((action) => {
    const { run, answer } = runner(action, request);
    return button(action.title, async () => { place.replaceChildren(answer); await run({}); });
  });
  return made.length > 0 && [element('p', { class: 'buttons' }, made), place];
}

// Buttons of those that ask for nothing, forms of the others. `request(action)`: {path, body}.
function offer(manifest, target, groups, request) {
  const steps = Object.values(manifest.lifecycle || {});
  const offered = (manifest.actions || []).filter((action) => action.target === target && !steps.includes(action.id));
  if (offered.length === 0) return null;
  const forms = offered.filter((action) => asked(action).length > 0);
  return element('section', { class: 'actions' }, forms.map((action) => actionForm(action, groups, request)),
    actionButtons(offered.filter((action) => !forms.includes(action)), request));
}

export function accountActions(slug, manifest, account, groups, readSettings) {
  return offer(manifest, 'account', groups, (action) => ({
    path: `/api/v1/channels_${slug}/${account.id}/actions/${action.id}`,
    body: inputs(action).some((field) => field.name === SETTINGS) ? { options: readSettings() } : {} }));
}

// `connection` 0: what the plugin can say while no app is connected.
export function appActions(slug, manifest, connection, groups) {
  const actions = (manifest.actions || []).filter((action) => connection || asked(action).length === 0);
  return offer({ ...manifest, actions }, 'connection', groups, (action) => ({
    path: `/api/v1/external_credentials/${slug}/actions/${action.id}`, body: connection ? { connection_id: connection } : {} }));
}
