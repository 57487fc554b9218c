// Actions that a channel offers for an account; those that take settings are tried with the edited ones.
import { api } from './api.js';
import { button, element, table } from './dom.js';

function cell(value) {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value).filter(([, one]) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0))
    .map(([name, one]) => `${name}: ${typeof one === 'object' ? JSON.stringify(one) : one}`).join(', ');
}

// Whatever an action answers: its plain values as a line, its lists as tables.
function result(output) {
  const plain = Object.entries(output).filter(([, value]) => typeof value !== 'object');
  const lists = Object.entries(output).filter(([, value]) => Array.isArray(value) && value.length > 0);
  return [element('p', {}, plain.map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`).join(' · ') || 'Done.'),
    lists.map(([name, rows]) => {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      return [element('h4', {}, name), table(columns, rows.map((row) => columns.map((column) => cell(row[column]))))];
    })];
}

export function accountActions(slug, manifest, account, readSettings) {
  const steps = Object.values(manifest.lifecycle || {});
  const offered = (manifest.actions || []).filter((action) => action.target === 'account' && !steps.includes(action.id));
  const answer = element('div', { 'aria-live': 'polite' });
  const run = (action) => async () => {
    if (action.dangerous && !confirm(`${action.title}?`)) return;
    const fields = (action.input_schema || { fields: [] }).fields;
    const body = fields.some((field) => field.name === 'settings') ? { options: readSettings() } : {};
    answer.replaceChildren(element('p', {}, 'Working …'));
    try {
      answer.replaceChildren(...result(await api('POST', `/api/v1/channels_${slug}/${account.id}/actions/${action.id}`, body)).flat(Infinity));
    } catch (problem) {
      answer.replaceChildren();
      throw problem;
    }
  };
  return element('div', {}, element('p', { class: 'buttons' }, offered.map((action) => button(action.title, run(action)))), answer);
}
