// Users, groups and API tokens.
import { api } from './api.js';
import { button, doing, element, labelled, select, show, table, tell } from './dom.js';

function userForm(again) {
  const fields = { login: element('input', { required: true }), firstname: element('input'), lastname: element('input'),
    email: element('input', { type: 'email' }), password: element('input', { type: 'password', autocomplete: 'new-password' }) };
  const role = select([['Agent', 'Agent'], ['Admin', 'Admin'], ['Customer', 'Customer']], 'Agent');
  const labels = { login: 'Login', firstname: 'First name', lastname: 'Last name', email: 'E-mail', password: 'Password' };
  return element('form', { onsubmit: doing(async () => {
    const filled = Object.entries(fields).filter(([, input]) => input.value !== '').map(([name, input]) => [name, input.value]);
    await api('POST', '/api/v1/users', { ...Object.fromEntries(filled), roles: [role.value] });
    await again();
  }) }, Object.entries(fields).map(([name, input]) => labelled(labels[name], input)), labelled('Role', role),
  element('button', {}, 'Add user'));
}

function groupForm(again) {
  const name = element('input', { required: true });
  return element('form', { onsubmit: doing(async () => { await api('POST', '/api/v1/groups', { name: name.value }); await again(); }) },
    labelled('Name', name), element('button', {}, 'Add group'));
}

function tokenForm() {
  const name = element('input', { required: true });
  const shown = element('input', { readonly: true, hidden: true, 'aria-label': 'The token' });
  return element('form', { onsubmit: doing(async () => {
    shown.value = (await api('POST', '/api/v1/user_access_token', { name: name.value })).token;
    shown.hidden = false;
    tell('Copy the token now: it is shown once.');
  }) }, labelled('What it is for', name), element('button', {}, 'Make an API token'), shown);
}

export async function peoplePage() {
  const [users, groups] = await Promise.all([api('GET', '/api/v1/users?per_page=200'), api('GET', '/api/v1/groups')]);
  const onOff = (user) => button(user.active ? 'Switch off' : 'Switch on', async () => {
    await api('PUT', `/api/v1/users/${user.id}`, { active: !user.active });
    await peoplePage();
  });
  const staff = users.filter((user) => user.roles.some((role) => role !== 'Customer'));
  show('People', element('h2', {}, 'Admins and agents'),
    table(['Number', 'Name', 'Login', 'Roles', ''], staff.map((user) => [String(user.id), user.fullname, user.login, user.roles.join(', '), onOff(user)])),
    element('details', {}, element('summary', {}, 'Add a user'), userForm(peoplePage)),
    element('h2', {}, 'Groups'), element('ul', {}, groups.map((group) => element('li', {}, `${group.name}${group.active ? '' : ' (not active)'}`))),
    element('details', {}, element('summary', {}, 'Add a group'), groupForm(peoplePage)),
    element('h2', {}, 'API'), tokenForm());
}
