// Admins and agents with what they may do, and groups.
import { api, session } from './api.js';
import { button, doing, element, labelled, select, show, table, tell } from './dom.js';

const ROLES = [['Agent', 'Agent'], ['Admin,Agent', 'Admin and agent'], ['Admin', 'Admin']];
const RIGHTS = [['reply_public', 'May answer in public'], ['reply_private', 'May write private messages']];
const NAMES = [['firstname', 'First name'], ['lastname', 'Last name'], ['email', 'E-mail']];

// The controls of a person, and {…} of what they hold.
function personFields(user) {
  const texts = NAMES.map(([name, label]) => [name, label, element('input', { value: user[name] || '', type: name === 'email' ? 'email' : 'text' })]);
  const role = select(ROLES, user.roles ? user.roles.join(',') : 'Agent');
  const rights = RIGHTS.map(([name, label]) => [name, label, element('input', { type: 'checkbox', checked: !user.permissions || user.permissions[name] })]);
  const password = element('input', { type: 'password', autocomplete: 'new-password', minlength: 10, required: !user.id });
  const nodes = [...texts.map(([, label, input]) => labelled(label, input)), labelled('Role', role),
    ...rights.map(([, label, box]) => labelled(label, box)),
    labelled('Password', password, user.id ? 'Empty: stays as it is.' : 'At least 10 characters.')];
  const read = () => ({ ...Object.fromEntries(texts.map(([name, , input]) => [name, input.value])), roles: role.value.split(','),
    ...(password.value ? { password: password.value } : {}) });
  const permissions = () => Object.fromEntries(rights.map(([name, , box]) => [name, box.checked]));
  return { nodes, read, permissions };
}

function newPerson(again) {
  const login = element('input', { required: true, maxlength: 200 });
  const fields = personFields({});
  return element('form', { onsubmit: doing(async () => {
    const made = await api('POST', '/api/v1/users', { login: login.value, ...fields.read() });
    await api('PUT', `/api/v1/users/${made.id}`, { permissions: fields.permissions() });
    await again();
    tell(`${made.fullname} can sign in now.`);
  }) }, labelled('Login', login, 'Usually the e-mail address.'), fields.nodes, element('button', {}, 'Add user'));
}

function personRow(user, again) {
  const fields = personFields(user);
  const form = element('form', { onsubmit: doing(async () => {
    await api('PUT', `/api/v1/users/${user.id}`, { ...fields.read(), permissions: fields.permissions() });
    if (user.id === session.me.id) location.reload();
    else await again();
    tell('Saved.');
  }) }, fields.nodes, element('p', { class: 'buttons' }, element('button', {}, 'Save'),
    button(user.active ? 'Switch off' : 'Switch on', async () => {
      await api('PUT', `/api/v1/users/${user.id}`, { active: !user.active });
      await again();
    })));
  const lacks = RIGHTS.filter(([name]) => !user.permissions[name]).map(([, label]) => label.replace('May', 'may not'));
  return element('details', { class: 'card' }, element('summary', {}, element('strong', {}, user.fullname), ` ${user.login} · ${user.roles.join(', ')}`,
    user.active ? '' : ' · switched off', lacks.length > 0 ? ` · ${lacks.join(', ')}` : ''), form);
}

function groupRow(group, again) {
  const name = element('input', { value: group.name, 'aria-label': `Name of group ${group.name}` });
  const change = (body) => async () => { await api('PUT', `/api/v1/groups/${group.id}`, body()); await again(); };
  return [name, group.active ? 'active' : 'not active', [button('Rename', change(() => ({ name: name.value }))), ' ',
    button(group.active ? 'Switch off' : 'Switch on', change(() => ({ active: !group.active })))]];
}

function groupForm(again) {
  const name = element('input', { required: true, maxlength: 200 });
  return element('form', { onsubmit: doing(async () => { await api('POST', '/api/v1/groups', { name: name.value }); await again(); }) },
    labelled('Name', name), element('button', {}, 'Add group'));
}

export async function peoplePage() {
  const [users, groups] = await Promise.all([api('GET', '/api/v1/users?per_page=1000'), api('GET', '/api/v1/groups')]);
  const staff = users.filter((user) => user.roles.some((role) => role !== 'Customer'));
  show('People', element('h2', {}, 'Admins and agents'), staff.map((user) => personRow(user, peoplePage)),
    element('details', { class: 'card' }, element('summary', {}, 'Add a user'), newPerson(peoplePage)),
    element('h2', {}, 'Groups'), element('p', {}, 'Tickets are sorted into groups. A channel puts new ones into the group that is chosen there.'),
    table(['Name', 'State', ''], groups.map((group) => groupRow(group, peoplePage))),
    element('details', { class: 'card' }, element('summary', {}, 'Add a group'), groupForm(peoplePage)));
}
