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
  document.getElementById('page').replaceChildren(element('h1', {}, title), ...children.flat(Infinity).filter(Boolean));
}

export function tell(text, wrong = false) {
  const notice = document.getElementById('notice');
  notice.textContent = text;
  notice.className = wrong ? 'wrong' : '';
}

// A handler that tells what went wrong instead of failing silently.
export function doing(work) {
  return async (event) => {
    if (event) event.preventDefault();
    tell('');
    try {
      await work(event);
    } catch (problem) {
      tell(problem.message, true);
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
    element('thead', {}, element('tr', {}, head.map((text) => element('th', { scope: 'col' }, text)))),
    element('tbody', {}, rows.map((row) => element('tr', {}, row.map((cell) => element('td', {}, cell)))))));
}

// Only addresses that a browser may open; what a stranger wrote may be anything.
export function outside(url, text) {
  if (!/^https?:\/\//.test(url || '')) return element('span', {}, text);
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}

const minutes = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
export function when(iso) {
  return iso ? element('time', { datetime: iso, title: iso }, minutes.format(new Date(iso))) : '';
}
