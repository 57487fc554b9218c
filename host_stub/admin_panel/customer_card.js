// Who the customer is, what else they wrote, and making two entries of one person one.
import { api } from './api.js';
import { doing, element, labelled, outside, tell, when } from './dom.js';

function attachForm(customer, changed) {
  if (customer.identities.length === 0) return null;
  const number = element('input', { inputmode: 'numeric', required: true, pattern: '[0-9]+' });
  const identity = element('select', {}, customer.identities.map((one, index) =>
    element('option', { value: index }, `@${one.username || one.uid} (${one.provider})`)));
  return element('details', {}, element('summary', {}, 'This person is a customer we know already'),
    element('form', { onsubmit: doing(async () => {
      const { provider, uid, username } = customer.identities[identity.value];
      await api('POST', `/api/v1/users/${number.value}/identities`, { provider, uid, username });
      await changed();
      tell('Attached. The tickets so far moved along.');
    }) }, labelled('Identity', identity), labelled('Number of the customer it belongs to', number, 'As it stands on their card.'),
    element('button', {}, 'Attach')));
}

function editForm(customer, changed) {
  const fields = [['firstname', 'First name'], ['lastname', 'Last name'], ['email', 'E-mail'], ['web', 'Web'], ['address', 'Address'], ['note', 'Note']]
    .map(([name, label]) => [name, label, element(name === 'note' ? 'textarea' : 'input', name === 'note' ? {} : { value: customer[name] },
      name === 'note' ? customer.note : '')]);
  return element('details', {}, element('summary', {}, 'Change'), element('form', { onsubmit: doing(async () => {
    const values = fields.filter(([name, , input]) => input.value !== customer[name]).map(([name, , input]) => [name, input.value]);
    await api('PUT', `/api/v1/users/${customer.id}`, Object.fromEntries(values));
    await changed();
    tell('Saved.');
  }) }, fields.map(([, label, input]) => labelled(label, input)),
  element('small', {}, 'What you change here stays, whatever the profile says later.'), element('button', {}, 'Save')));
}

const count = new Intl.NumberFormat();

function knownAs(customer) {
  return customer.identities.map((one) => element('div', {}, `@${one.username || one.uid} `, element('small', {}, `${one.provider} ${one.uid}`,
    one.verified_type ? ` · verified: ${one.verified_type}` : '', one.followers !== null && one.followers !== undefined ? ` · ${count.format(one.followers)} followers` : '')));
}

// Where this person can be written to privately, by the account that the ticket came through.
function writeTo(ticket, customer, surfaces) {
  const account = ticket.preferences.channel_id;
  const surface = surfaces.find((one) => one.visibility === 'private' && customer.identities.some((known) => known.provider === one.plugin));
  if (!account || !surface || ticket.visibility === 'private') return null;
  return element('p', {}, element('a', { href: `#new/${account}/${surface.id}/${customer.id}` }, `Write: ${surface.label}`));
}

export async function customerCard(ticket, surfaces, changed) {
  if (!ticket.customer_id) return null;
  const customer = await api('GET', `/api/v1/users/${ticket.customer_id}`);
  const others = (await api('GET', `/api/v1/tickets?customer_id=${customer.id}&per_page=10`)).filter((one) => one.id !== ticket.id);
  const facts = [['Number', String(customer.id)], ['E-mail', customer.email], ['Location', customer.address], ['Bio', customer.note],
    ['Web', customer.web && outside(customer.web, customer.web)], ['Known as', customer.identities.length > 0 && knownAs(customer)],
    ['Picture', customer.image_source && outside(customer.image_source, 'profile picture')]].filter(([, value]) => value);
  return element('aside', { class: 'card', 'aria-label': 'Customer' }, element('h2', { dir: 'auto' }, customer.fullname),
    element('dl', {}, facts.map(([name, value]) => [element('dt', {}, name), element('dd', { dir: 'auto' }, value)])),
    writeTo(ticket, customer, surfaces), others.length > 0 && [element('h3', {}, 'Other tickets'), element('ul', {}, others.map((one) =>
      element('li', {}, element('a', { href: `#tickets/${one.id}` }, `${one.number} ${one.title}`), ` ${one.state} · `, when(one.updated_at))))],
    editForm(customer, changed), attachForm(customer, changed));
}
