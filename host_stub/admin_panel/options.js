// What a channel lets one choose beside the text, from its manifest. Two choices are made elsewhere: whom to leave out, and
// what is confirmed, stand beside what the channel says of the text.
import { element } from './dom.js';
import { control, place } from './forms.js';

const ELSEWHERE = ['exclude_mentions', 'confirmed'];

// {node, use, read, set}: `use(fields)` shows the choices of a channel.
export function optionControls(changed) {
  const node = element('details', {}, element('summary', {}, 'Options'));
  let readers = [];
  let shown = null;
  let values = {};
  const use = (fields) => {
    if (fields === shown) return;
    shown = fields;
    const chosen = (fields || []).filter((field) => !ELSEWHERE.includes(field.name) && !['help', 'users', 'group'].includes(field.type));
    const made = chosen.map((field) => [field, control(field, values[field.name], [], [])]);
    readers = made.map(([field, one]) => [field.name, one.read]);
    node.replaceChildren(element('summary', {}, 'Options'), ...made.map(([field, one]) => place(field, one)));
    node.toggleAttribute('hidden', chosen.length === 0);
  };
  node.addEventListener('change', changed);
  return {
    node,
    use,
    takes: (name) => (shown || []).some((field) => field.name === name),
    read: () => Object.fromEntries(readers.map(([name, read]) => [name, read()]).filter(([, value]) => value !== '')),
    set: (given) => { values = given; const fields = shown; shown = null; use(fields); },
  };
}
