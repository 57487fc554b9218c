// Making elements. Text of strangers is only ever set as text.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (typeof value === 'boolean') made[key] = value;
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// A page of its own: title and content replace what was shown.
export function show(title, ...children) {
  document.title = `${title} - Stub host`;
  const heading = element('h1', { tabindex: '-1' }, title);
  document.getElementById('page').replaceChildren(heading, ...children.flat(Infinity).filter(Boolean));
  // Who uses the keyboard goes on from here, not from the menu.
  if (document.activeElement === document.body) heading.focus({ preventScroll: true });
}

export function tell(text, wrong = false) {
  const notice = document.getElementById('notice');
  notice.textContent = text;
  notice.className = wrong ? 'wrong' : '';
}

const SLOW_MS = 500;

// A handler that tells what went wrong instead of failing silently, says so when it takes its time, and does not start
// twice.
export function doing(work) {
  let busy = false;
  return async (event) => {
    if (event) event.preventDefault();
    if (busy) return;
    busy = true;
    tell('');
    const slow = setTimeout(() => tell('Working …'), SLOW_MS);
    try {
      await work(event);
      if (document.getElementById('notice').textContent === 'Working …') tell('');
    } catch (problem) {
      tell(problem.message, true);
    } finally {
      clearTimeout(slow);
      busy = false;
    }
  };
}

export function button(text, work, attributes = {}) {
  return element('button', { type: 'button', ...attributes, onclick: doing(work) }, text);
}

let lastId = 0;
export function labelled(text, control, help) {
  control.id = control.id || `field-${++lastId}`;
  const hint = help ? element('small', { id: `${control.id}-help` }, help) : null;
  if (hint) control.setAttribute('aria-describedby', hint.id);
  return element('div', { class: 'field' }, element('label', { for: control.id }, text), control, hint);
}

export function select(options, chosen, attributes = {}) {
  return element('select', attributes, options.map(([value, label]) =>
    element('option', { value, selected: String(chosen ?? '') === String(value) }, label)));
}

export function table(head, rows) {
  return element('div', { class: 'wide' }, element('table', {},
    element('thead', {}, element('tr', {}, head.map((text) => element(text ? 'th' : 'td', text ? { scope: 'col' } : {}, text)))),
    element('tbody', {}, rows.map((row) => element('tr', {}, row.map((cell, column) =>
      element('td', { 'data-label': head[column] || null }, cell)))))));
}

// A text to take elsewhere: selected by a click, copied by a button where the browser allows it.
export function copyable(label, text) {
  const long = text.length > 80;
  const box = long ? element('textarea', { readonly: true, rows: Math.ceil(text.length / 90) }, text)
    : element('input', { value: text, readonly: true });
  box.addEventListener('focus', () => box.select());
  const copy = button('Copy', async () => {
    box.select();
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else document.execCommand('copy');
    tell(`Copied: ${label}.`);
  }, { 'aria-label': `Copy ${label}` });
  return element('div', { class: 'copyable' }, labelled(label, box), copy);
}

// Only addresses that a browser may open; what a stranger wrote may be anything.
export function outside(url, text) {
  if (!/^https?:\/\//.test(url || '')) return element('span', {}, text);
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const UNITS = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

function inExactWords(seconds) {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size);
  return words.format(Math.round(seconds / length), unit);
}

function inWords(seconds) {
  return Math.abs(seconds) < 5 ? 'now' : inExactWords(seconds);
}

// In words; the exact time on hover and for screen readers.
export function when(iso) {
  if (!iso) return '';
  const time = new Date(iso);
  return element('time', { datetime: iso, title: exact.format(time) }, inWords((time - Date.now()) / 1000));
}

const hours = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

// "14:05", for what is said in half a line; the day on hover and for screen readers.
export function clock(iso) {
  const time = new Date(iso);
  return element('time', { datetime: iso, title: exact.format(time) }, hours.format(time));
}

// "in 25 seconds", counting down while it is on the page; nobody is told of every second.
export function countdown(iso) {
  const time = new Date(iso);
  const words = () => { const left = (time - Date.now()) / 1000; return left < 1 ? 'now' : inExactWords(left); };
  const node = element('time', { datetime: iso, title: exact.format(time), 'aria-live': 'off' }, words());
  const tick = setInterval(() => { if (node.isConnected) node.textContent = words(); else clearInterval(tick); }, 1000);
  return node;
}
