// What the channel says of an answer before it leaves: how long it is, in which parts it goes, whom it names, what it costs,
// why it is refused and what would work instead, and what has to be confirmed.
import { button, element, labelled } from './dom.js';

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 });

const bare = (name) => String(name).replace(/^@/, '');

function parts(texts) {
  if (texts.length < 2) return null;
  return element('ol', { class: 'parts', 'aria-label': `Sent as ${texts.length} messages` }, texts.map((text, index) =>
    element('li', {}, element('small', {}, `${index + 1} of ${texts.length}`), element('div', { class: 'body', dir: 'auto' }, text))));
}

// {told, held: what it says, and what is to be confirmed; show, say, forget, options, ready}: `leavesOut()` tells whether people can be left out, `instead(alternative)` makes
// the control that does it, `changed` is called when something was chosen here.
export function previewBox({ leavesOut, instead, changed }) {
  const told = element('div', { class: 'preview', 'aria-live': 'polite' });
  const held = element('div', { class: 'held' });
  const excluded = new Set();
  const confirmed = new Map(); // what -> its box
  let asked = '';

  const names = (mentions) => {
    const named = mentions.map(bare).filter((name) => !excluded.has(name));
    const toggle = (name, text, change) => button(text, () => { change(name); changed(); }, { class: 'small', 'aria-label': `${text} @${name}` });
    if (named.length === 0 && excluded.size === 0) return null;
    return element('p', {}, named.length > 0 ? 'Names ' : '', named.map((name) => [`@${name} `, leavesOut()
      ? [toggle(name, 'Leave out', (one) => excluded.add(one)), ' '] : '']),
    [...excluded].map((name) => [element('s', {}, `@${name}`), ' ', toggle(name, 'Name again', (one) => excluded.delete(one)), ' ']));
  };
  const confirmations = (list) => {
    const wanted = new Map(list.map((one) => [one.reason.replace(/^needs_confirmation\./, ''), one.message]));
    // What was confirmed stays to be seen, although the channel no longer asks.
    [...confirmed].forEach(([what, one]) => { if (!wanted.has(what) && !one.box.checked) confirmed.delete(what); });
    const key = [...new Set([...wanted.keys(), ...confirmed.keys()])].sort().join();
    if (key === asked) return;
    asked = key;
    wanted.forEach((message, what) => {
      if (confirmed.has(what)) return;
      const box = element('input', { type: 'checkbox' });
      box.addEventListener('change', changed);
      const node = labelled(message, box);
      node.classList.add('confirm');
      confirmed.set(what, { box, node });
    });
    held.replaceChildren(...(confirmed.size > 0 ? [element('p', {}, 'Before it leaves, look at this and confirm it:')] : []),
      ...[...confirmed.values()].map((one) => one.node));
  };
  return {
    told,
    held,
    show(preview) {
      const count = preview.limit ? `${preview.length} of ${preview.limit}` : `${preview.length}`;
      const { price } = preview;
      told.replaceChildren(...[
        element('p', {}, count, price ? ` · costs about ${dollars.format(price.micro_dollars / 1e6)}` : '',
          price && price.message ? element('small', {}, price.message) : null),
        names(preview.mentions || []),
        preview.refusal && element('p', { class: 'wrong' }, preview.refusal.message),
        ...(preview.alternatives || []).map((one) => element('p', { class: 'instead' }, `${one.message} `, instead(one))),
        ...(preview.warnings || []).map((one) => element('p', {}, one.message)),
        parts(preview.parts || [])].filter(Boolean));
      confirmations(preview.confirmations || []);
    },
    say(words, wrong = false) { told.replaceChildren(element('p', { class: wrong ? 'wrong' : '' }, words)); },
    // Another text is another question.
    forget() { confirmed.clear(); asked = ''; held.replaceChildren(); },
    options: () => ({
      ...(excluded.size > 0 ? { exclude_mentions: [...excluded].map((handle) => ({ handle })) } : {}),
      ...([...confirmed].some(([, one]) => one.box.checked)
        ? { confirmed: [...confirmed].filter(([, one]) => one.box.checked).map(([what]) => ({ what })) } : {}) }),
    leaveOut(handles) { excluded.clear(); handles.forEach((one) => excluded.add(bare(one))); },
    ready: () => [...confirmed.values()].every((one) => one.box.checked),
  };
}
