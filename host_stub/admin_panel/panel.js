// The page of the stub host. Everything a channel needs (words, forms, kinds of reply) comes from its
// manifest; text of strangers is only ever set as text.
'use strict';

const page = document.getElementById('page');
const menu = document.getElementById('menu');
const notice = document.getElementById('notice');
let me = null;

// ---- small helpers ---------------------------------------------------------------------------

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (typeof value === 'boolean') made[key] = value;
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function show(title, ...children) {
  document.title = `${title} - Stub host`;
  page.replaceChildren(element('h1', {}, title), ...children.flat().filter(Boolean));
}

function tell(text, wrong = false) {
  notice.textContent = text;
  notice.className = wrong ? 'wrong' : '';
}

async function api(method, path, body) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (me && me.csrf_token) headers['X-CSRF-Token'] = me.csrf_token;
  const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const result = await answer.json();
  if (!answer.ok || result.error) throw new Error(result.error || `The host answered ${answer.status}.`);
  return result;
}

// A handler that tells what went wrong instead of failing silently.
function doing(work) {
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

function button(text, work) {
  return element('button', { type: 'button', onclick: doing(work) }, text);
}

let lastId = 0;
function labelled(text, control, help) {
  control.id = control.id || `field-${++lastId}`;
  return element('div', { class: 'field' }, element('label', { for: control.id }, text), control,
    help ? element('small', {}, help) : null);
}

// ---- forms from a manifest's schema ----------------------------------------------------------

function valueAt(values, path) {
  return path.split('.').reduce((place, key) => (place === undefined || place === null ? undefined : place[key]), values);
}

function select(options, chosen) {
  return element('select', {}, options.map(([value, label]) =>
    element('option', { value, selected: String(chosen ?? '') === String(value) }, label)));
}

// {node, read}: the control of one field, and what it holds now.
function control(field, value, groups) {
  if (field.type === 'bool') {
    const box = element('input', { type: 'checkbox', checked: Boolean(value ?? field.default) });
    return { node: box, read: () => box.checked };
  }
  if (field.type === 'group' || field.type === 'enum') {
    const options = field.type === 'group' ? groups.map((group) => [group.id, group.name])
      : field.options.map((option) => [option.value, option.label]);
    const list = select([['', '-'], ...options], value ?? field.default);
    return { node: list, read: () => list.value };
  }
  if (field.type === 'rows') return rowsControl(field, value || [], groups);
  const type = { secret: 'password', integer: 'number' }[field.type] || 'text';
  const shown = field.type === 'secret' ? '' : value ?? field.default ?? '';
  const input = element('input', { type, value: shown, maxlength: field.max_length, autocomplete: 'off' });
  return { node: input, read: () => input.value };
}

function rowsControl(field, rows, groups) {
  const body = element('tbody');
  const readers = new Map();
  const add = (row = {}) => {
    const cells = field.columns.map((column) => [column, control(column, row[column.name], groups)]);
    cells.forEach(([column, cell]) => cell.node.setAttribute('aria-label', column.label));
    const line = element('tr', {}, cells.map(([, cell]) => element('td', {}, cell.node)), element('td', {},
      button('Remove', () => { readers.delete(line); line.remove(); })));
    readers.set(line, () => Object.fromEntries(cells.map(([column, cell]) => [column.name, cell.read()])));
    body.append(line);
    return cells[0][1].node;
  };
  rows.forEach((row) => add(row));
  const head = element('tr', {}, field.columns.map((column) => element('th', { scope: 'col' }, column.label)), element('th'));
  const node = element('div', {}, element('table', {}, element('thead', {}, head), body),
    button('Add row', () => add().focus()));
  return { node, read: () => [...readers.values()].map((read) => read()) };
}

function schemaForm(schema, values, groups, submit, send) {
  const readers = [];
  const fields = schema.fields.map((field) => {
    if (field.type === 'help' || field.type === 'users') return element('p', {}, field.help || field.label);
    const made = control(field, valueAt(values, field.name), groups);
    readers.push([field.name, made.read]);
    if (field.type === 'rows') {
      return element('fieldset', {}, element('legend', {}, field.label), element('small', {}, field.help || ''), made.node);
    }
    return labelled(field.label, made.node, field.help);
  });
  return element('form', { onsubmit: doing(() => send(Object.fromEntries(readers.map(([name, read]) => [name, read()])))) },
    fields, element('button', {}, submit));
}

// ---- pages -----------------------------------------------------------------------------------

function signInPage(setupToken) {
  const login = element('input', { autocomplete: 'username', required: true });
  const password = element('input', { type: 'password', autocomplete: setupToken ? 'new-password' : 'current-password', required: true });
  const send = doing(async () => {
    const answer = setupToken
      ? await api('POST', '/api/v1/getting_started', { setup_token: setupToken, email: login.value, password: password.value })
      : await api('POST', '/api/v1/signin', { username: login.value, password: password.value });
    me = { ...answer.user, csrf_token: answer.csrf_token };
    location.hash = '#tickets';
    await route();
  });
  menu.replaceChildren();
  show(setupToken ? 'Make the first admin' : 'Sign in', element('form', { onsubmit: send },
    labelled(setupToken ? 'E-mail' : 'Login', login),
    labelled('Password', password, setupToken ? 'At least 10 characters.' : ''),
    element('button', {}, setupToken ? 'Make admin' : 'Sign in')));
}

async function ticketsPage() {
  const tickets = await api('GET', '/api/v1/tickets');
  const rows = tickets.map((ticket) => element('tr', {},
    element('td', {}, element('a', { href: `#tickets/${ticket.id}` }, `${ticket.number} ${ticket.title}`)),
    element('td', {}, ticket.state), element('td', {}, ticket.group), element('td', {}, ticket.customer),
    element('td', {}, ticket.visibility), element('td', {}, ticket.updated_at.slice(0, 16).replace('T', ' '))));
  const head = ['Ticket', 'State', 'Group', 'Customer', 'Who can read it', 'Changed'];
  show('Tickets', tickets.length === 0 ? element('p', {}, 'No tickets yet.') : element('table', {},
    element('thead', {}, element('tr', {}, head.map((text) => element('th', { scope: 'col' }, text)))),
    element('tbody', {}, rows)));
}

function articleCard(ticket, article) {
  const delivery = article.preferences.delivery_status;
  const links = (article.preferences.links || []).filter((link) => /^https?:/.test(link.url));
  const failed = delivery && delivery !== 'success';
  return element('section', { class: `article ${article.internal ? 'internal' : ticket.visibility}` },
    element('small', {}, `${article.from}${article.to ? ` to ${article.to}` : ''} · ${article.type}`
      + ` · ${article.created_at.slice(0, 16).replace('T', ' ')}${article.internal ? ' · internal' : ''}`),
    element('div', { class: 'body' }, article.body),
    article.attachments.map((file) => element('a', {
      href: `/api/v1/ticket_attachment/${ticket.id}/${article.id}/${file.id}`, target: '_blank', rel: 'noopener' }, file.filename)),
    links.map((link) => element('a', { href: link.url, target: '_blank', rel: 'noopener noreferrer' }, link.name)),
    failed ? element('p', { class: delivery === 'queued' ? '' : 'wrong' },
      `${delivery}: ${article.preferences.delivery_status_message || 'waiting to be sent'} `,
      delivery === 'queued' ? null : button('Send again', async () => {
        await api('POST', `/api/v1/ticket_articles/${article.id}/retry`, { force: delivery === 'uncertain' });
        await route();
      })) : null);
}

async function replyForm(ticket) {
  const surfaces = (await enabledPlugins()).flatMap((plugin) => plugin.manifest.surfaces)
    .filter((surface) => surface.article_type === ticket.create_article_type);
  const type = select([...surfaces.map((surface) => [surface.article_type, `${surface.label} (${surface.audience_label})`]),
    ['note', 'Internal note']]);
  const text = element('textarea', { required: true });
  return element('form', { onsubmit: doing(async () => {
    await api('POST', '/api/v1/ticket_articles', {
      ticket_id: ticket.id, type: type.value, body: text.value, internal: type.value === 'note' });
    await route();
  }) }, labelled('Kind', type), labelled('Text', text), element('button', {}, 'Send'));
}

async function ticketPage(id) {
  const ticket = await api('GET', `/api/v1/tickets/${id}`);
  const articles = await api('GET', `/api/v1/ticket_articles/by_ticket/${id}`);
  const states = ['new', 'open', 'pending reminder', 'pending close', 'closed', ...(ticket.state === 'merged' ? ['merged'] : [])];
  const state = select(states.map((name) => [name, name]), ticket.state);
  state.addEventListener('change', doing(() => api('PUT', `/api/v1/tickets/${id}`, { state: state.value })));
  show(`${ticket.number} ${ticket.title}`,
    element('p', {}, `${ticket.group} · ${ticket.customer} · ${ticket.visibility}`), labelled('State', state),
    articles.map((article) => articleCard(ticket, article)), element('h2', {}, 'Answer'), await replyForm(ticket));
}

async function enabledPlugins() {
  const plugins = (await api('GET', '/api/v1/plugins')).filter((plugin) => plugin.enabled && plugin.id);
  return Promise.all(plugins.map((plugin) => api('GET', `/api/v1/plugins/${plugin.id}`)));
}

function linkButton(slug, manifest) {
  if (!manifest.lifecycle || !manifest.lifecycle.link_account) return null;
  const path = `/api/v1/external_credentials/${slug}/link_account`;
  const consents = manifest.routes.some((one) => one.access === 'admin');
  return button('Add account', async () => {
    if (consents) { location.href = path; return; }
    tell((await api('GET', path)).message || 'Done.');
    await route();
  });
}

function accountCard(slug, manifest, account, groups, open) {
  const user = account.options.user;
  const change = (path, body) => async () => { await api(...path, body); await route(); };
  return element('details', { class: 'card', open },
    element('summary', {}, `${user.name} @${user.screen_name} · ${account.active ? account.state : 'paused'} ${account.last_log_in || ''}`),
    schemaForm(manifest.account_schema, account.options, groups, 'Save', async (options) => {
      await api('POST', `/api/v1/channels_${slug}/${account.id}`, { options });
      tell('Saved.');
    }),
    element('p', {},
      button(account.active ? 'Pause' : 'Resume',
        change(['POST', `/api/v1/channels_${slug}_${account.active ? 'disable' : 'enable'}`], { id: account.id })), ' ',
      button('Remove account', async () => {
        if (confirm(`Remove @${user.screen_name}? Its tickets stay.`)) await change(['DELETE', `/api/v1/channels_${slug}`], { id: account.id })();
      })));
}

// What could not be read, of all connections: never the text, only that it is there.
async function quarantineList() {
  const items = await api('GET', '/api/v1/quarantine');
  if (items.length === 0) return [];
  const act = (method, path) => async () => { await api(method, path); await route(); };
  return [element('h2', {}, 'Quarantine'), element('ul', {}, items.map((item) => element('li', {},
    `${item.received_at.slice(0, 16).replace('T', ' ')} · ${item.reason} · ${item.size} bytes `,
    button('Try again', act('POST', `/api/v1/quarantine/${item.id}/replay`)), ' ',
    button('Delete', async () => {
      if (confirm('Delete it? What was in it is lost.')) await act('DELETE', `/api/v1/quarantine/${item.id}`)();
    }))))];
}

async function channelPage(slug, accountId) {
  const { manifest } = await api('GET', `/api/v1/plugins/${slug}`);
  const channels = await api('GET', `/api/v1/channels_${slug}`);
  const groups = await api('GET', '/api/v1/groups');
  const credential = Object.values(channels.assets.ExternalCredential)[0];
  const address = (label, url) => (url ? labelled(label, element('input', { value: url, readonly: true, onfocus: (event) => event.target.select() })) : null);
  const app = schemaForm(manifest.connection_schema, credential ? credential.credentials : {}, groups, 'Connect', async (values) => {
    await api('POST', `/api/v1/external_credentials/${slug}/app_verify`, values);
    tell('Connected.');
    await route();
  });
  show(manifest.name, element('p', {}, manifest.description),
    element('h2', {}, 'App'), credential ? element('p', {}, credential.verified ? 'Connected.' : 'Not verified yet.') : null,
    element('small', {}, credential ? 'Secrets are stored and never shown; leave them empty to keep them.' : ''), app,
    address('Callback address', channels.callback_url), address('Webhook address', channels.webhook_url),
    element('h2', {}, 'Accounts'), linkButton(slug, manifest),
    channels.channel_ids.map((id) => accountCard(slug, manifest, channels.assets.Channel[id], groups, String(id) === accountId)),
    await quarantineList());
}

// ---- navigation ------------------------------------------------------------------------------

async function buildMenu() {
  const links = [element('a', { href: '#tickets' }, 'Tickets')];
  if (me.roles.includes('Admin')) {
    for (const plugin of await enabledPlugins()) links.push(element('a', { href: `#channels/${plugin.id}` }, plugin.name));
  }
  menu.replaceChildren(...links, button('Sign out', async () => {
    await api('DELETE', '/api/v1/signout');
    me = null;
    await route();
  }));
}

async function route() {
  const [name, first, second] = location.hash.slice(1).split('/');
  if (!me) me = await api('GET', '/api/v1/users/me').catch(() => null);
  if (!me) { signInPage(name.startsWith('setup=') ? name.slice('setup='.length) : null); return; }
  await buildMenu();
  if (name === 'channels' && first) await channelPage(first, second);
  else if (name === 'tickets' && first) await ticketPage(first);
  else await ticketsPage();
}

window.addEventListener('hashchange', doing(route));
doing(route)();
