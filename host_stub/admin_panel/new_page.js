// A message that answers nobody: a public one, or a private one to a person whose messages are here.
import { api, enabledPlugins, session, surfacesOf } from './api.js';
import { button, doing, element, labelled, outside, select, show } from './dom.js';
import { draftOf, writing } from './writing.js';

let takenBack = null;

// One that was taken back took its ticket along: it is written anew.
export function beginAgain(draft) {
  takenBack = draft;
  location.hash = draft.channel_id ? `new/${draft.channel_id}` : 'new';
}

// Address: #new[/account/surface/customer].
export async function newPage(accountId, surfaceId, customerId) {
  const [plugins, accounts, groups, customer] = await Promise.all([enabledPlugins(), api('GET', '/api/v1/channel_accounts'),
    api('GET', '/api/v1/groups'), customerId ? api('GET', `/api/v1/users/${customerId}`) : null]);
  const usable = accounts.filter((one) => one.active && !one.removing);
  if (usable.length === 0) {
    show('New message', element('p', {}, 'No account is linked that could write it.'));
    return;
  }
  const rights = session.me.permissions || {};
  const surfaces = surfacesOf(plugins).filter((one) => (one.visibility === 'private' ? rights.reply_private : rights.reply_public) !== false);
  const account = select(usable.map((one) => [one.id, `@${one.screen_name} (${one.plugin_name})`]), accountId);
  const kind = element('select');
  const to = element('input', { dir: 'auto', maxlength: 200, autocomplete: 'off', value: customer && customer.identities[0] ? `@${customer.identities[0].username}` : '' });
  const group = select(groups.filter((one) => one.active).map((one) => [one.id, one.name]));
  const send = element('button', { class: 'main' }, 'Send');
  const from = () => usable.find((one) => String(one.id) === account.value);
  const surface = () => surfaces.find((one) => one.plugin === from().plugin && one.id === kind.value);
  const isPrivate = () => surface() && surface().visibility === 'private';
  const known = () => customer && to.value === to.defaultValue;
  const recipient = () => (!isPrivate() ? {} : known() ? { customer_id: customer.id } : { to: to.value });
  const place = () => ({ channel_id: from().id, type: surface().article_type, ...recipient() });
  const instead = (one) => {
    if (one.url) return outside(one.url, `Open on ${surface().channel}`);
    const other = surfaces.find((wanted) => wanted.id === one.surface && wanted.plugin === from().plugin && wanted !== surface());
    return other ? button(`Write: ${other.label}`, () => { kind.value = other.id; moved(); }) : null;
  };
  const text = writing({ draft: draftOf(`draft-${session.me.id}-new`), surface, place, sending: [send], instead });
  const moved = () => {
    to.closest('.field').toggleAttribute('hidden', !isPrivate());
    to.required = Boolean(isPrivate());
    form.className = `composer ${surface() ? surface().visibility : 'internal'}`;
    text.moved();
  };
  const listKinds = () => {
    const before = kind.value || surfaceId;
    const choices = surfaces.filter((one) => one.plugin === from().plugin);
    kind.replaceChildren(...choices.map((one) => element('option', { value: one.id }, `${one.label} (${one.audience_label})`)));
    if (choices.some((one) => one.id === before)) kind.value = before;
    moved();
  };
  account.addEventListener('change', listKinds);
  kind.addEventListener('change', moved);
  to.addEventListener('change', text.moved);
  const form = element('form', { class: 'composer', onsubmit: doing(async () => {
    const { channel_id, customer_id, ...article } = text.body();
    const ticket = await api('POST', '/api/v1/tickets', { channel_id, ...(customer_id ? { customer_id } : {}), group_id: Number(group.value), article });
    text.clear();
    location.hash = `tickets/${ticket.id}`;
  }) }, labelled('From', account), labelled('Kind', kind), labelled('To', to, 'The handle of somebody whose messages are here.'),
  labelled('Group', group), text.nodes, element('p', { class: 'buttons' }, send));
  show('New message', form);
  listKinds();
  if (!takenBack) return;
  const draft = takenBack;
  takenBack = null;
  const before = surfaces.find((one) => one.plugin === from().plugin && one.article_type === draft.type);
  if (before) kind.value = before.id;
  if (isPrivate()) to.value = draft.to;
  moved();
  text.take(draft);
}
