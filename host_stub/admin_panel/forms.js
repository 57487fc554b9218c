// Forms from a manifest's schema: the words, kinds and limits of every field come from the channel.
import { button, doing, element, labelled, select } from './dom.js';

function valueAt(values, path) {
  return path.split('.').reduce((place, key) => (place === undefined || place === null ? undefined : place[key]), values);
}

function choice(field, value, groups) {
  const options = field.type === 'group' ? groups.map((group) => [group.id, group.name])
    : field.options.map((option) => [option.value, option.label]);
  const optional = field.type === 'group' || field.default === undefined;
  const list = select([...(optional ? [['', '-']] : []), ...options], value ?? field.default);
  return { node: list, read: () => list.value };
}

// {node, read}: the control of one field, and what it holds now.
export function control(field, value, groups, keptSecrets) {
  if (field.type === 'bool') {
    const box = element('input', { type: 'checkbox', checked: Boolean(value ?? field.default) });
    return { node: box, read: () => box.checked };
  }
  if (field.type === 'group' || field.type === 'enum') return choice(field, value, groups);
  if (field.type === 'rows') return rows(field, value || [], groups);
  const type = { secret: 'password', integer: 'number' }[field.type] || 'text';
  const kept = field.type === 'secret' && keptSecrets.includes(field.name);
  const shown = field.type === 'secret' ? '' : value ?? field.default ?? '';
  const input = element('input', { type, value: shown, maxlength: field.max_length, min: field.minimum, max: field.maximum,
    autocomplete: 'off', placeholder: kept ? 'stored; leave empty to keep it' : null });
  return { node: input, read: () => input.value };
}

function rows(field, values, groups) {
  const body = element('tbody');
  const readers = new Map();
  const add = (row = {}) => {
    const cells = field.columns.map((column) => [column, control(column, row[column.name], groups, [])]);
    cells.forEach(([column, cell]) => cell.node.setAttribute('aria-label', column.label));
    const line = element('tr', {}, cells.map(([, cell]) => element('td', {}, cell.node)), element('td', { class: 'row-buttons' },
      button('↑', () => line.previousElementSibling && line.previousElementSibling.before(line), { 'aria-label': 'Move up' }),
      button('↓', () => line.nextElementSibling && line.nextElementSibling.after(line), { 'aria-label': 'Move down' }),
      button('Remove', () => { readers.delete(line); line.remove(); })));
    readers.set(line, () => Object.fromEntries(cells.map(([column, cell]) => [column.name, cell.read()])));
    body.append(line);
    return cells[0][1].node;
  };
  values.forEach((row) => add(row));
  const head = element('tr', {}, field.columns.map((column) => element('th', { scope: 'col' }, column.label)), element('th'));
  const node = element('div', {}, element('table', {}, element('thead', {}, head), body),
    button('Add row', () => add().focus()));
  return { node, read: () => [...body.children].map((line) => readers.get(line)()) };
}

export function place(field, made) {
  if (field.type !== 'rows') return labelled(field.label, made.node, field.help);
  return element('fieldset', {}, element('legend', {}, field.label), element('small', {}, field.help || ''), made.node);
}

// The field that a refusal names, in the words of the form, and its control: {words, control}; null when it names none.
function blamed(schema, nodes, message) {
  // A plugin's sentence about its configuration names the place beside its words.
  const [place, name0, row0] = / \(accounts\[\d+\]\.settings\.([\w.]+)(?:\[(\d+)\])?\)/.exec(message) || [];
  if (place) {
    const node = nodes.get(name0);
    const line = node && row0 !== undefined && node.querySelectorAll('tbody tr')[row0];
    return node ? { words: message.replace(place, ''), control: line ? line.cells[0].firstChild : node } : null;
  }
  const [, path, rest] = /^"([^"]+)" (.*)$/s.exec(message) || [];
  const field = path && schema.fields.find((one) => path === one.name || path.startsWith(`${one.name}[`));
  if (!field) return null;
  const node = nodes.get(field.name);
  const [, row, name] = /\[(\d+)\](?:\.(.+))?$/.exec(path.slice(field.name.length)) || [];
  if (row === undefined) return { words: `${field.label} ${rest}`, control: node };
  const column = field.columns.findIndex((one) => one.name === name);
  const line = node.querySelectorAll('tbody tr')[row];
  return { words: `${field.label}, row ${Number(row) + 1}${column < 0 ? '' : `, ${field.columns[column].label}`} ${rest}`,
    control: line && column >= 0 ? line.cells[column].firstChild : node };
}

// {form, read}: a form of all fields. `send(values)` when it is submitted; `extra` stands beside the button.
export function schemaForm(schema, values, { groups, submit, send, keptSecrets = [], extra = [] }) {
  const readers = [];
  const nodes = new Map();
  const usual = [];
  const advanced = [];
  for (const field of schema.fields) {
    if (field.type === 'help' || field.type === 'users') {
      usual.push(element('p', {}, field.help || field.label));
      continue;
    }
    const made = control(field, valueAt(values, field.name), groups, keptSecrets);
    readers.push([field.name, made.read]);
    nodes.set(field.name, made.node);
    (field.advanced ? advanced : usual).push(place(field, made));
  }
  const read = () => Object.fromEntries(readers.map(([name, value]) => [name, value()]));
  const submitted = async () => {
    form.querySelectorAll('[aria-invalid]').forEach((one) => one.removeAttribute('aria-invalid'));
    try {
      await send(read());
    } catch (problem) {
      const blame = blamed(schema, nodes, problem.message);
      if (!blame) throw problem;
      blame.control.closest('details')?.setAttribute('open', '');
      blame.control.setAttribute('aria-invalid', 'true');
      blame.control.focus();
      throw new Error(blame.words);
    }
  };
  const form = element('form', { onsubmit: doing(submitted) }, usual,
    advanced.length > 0 && element('details', {}, element('summary', {}, 'More settings'), advanced),
    element('p', { class: 'buttons' }, element('button', {}, submit), extra));
  return { form, read };
}
