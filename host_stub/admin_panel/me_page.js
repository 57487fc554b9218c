// The signed-in person's own entry: password and API tokens.
import { api, session } from './api.js';
import { button, copyable, doing, element, labelled, show, table, tell, when } from './dom.js';

function passwordForm() {
  const password = element('input', { type: 'password', autocomplete: 'new-password', required: true, minlength: 10 });
  return element('form', { onsubmit: doing(async () => {
    await api('PUT', `/api/v1/users/${session.me.id}`, { password: password.value });
    session.me = null;
    location.hash = '';
    location.reload();
  }) }, labelled('New password', password, 'At least 10 characters. You sign in again with it, everywhere.'), element('button', {}, 'Change password'));
}

function tokenForm(again) {
  const name = element('input', { required: true, maxlength: 200 });
  return element('form', { onsubmit: doing(async () => {
    const made = await api('POST', '/api/v1/user_access_token', { name: name.value });
    await again(made);
    tell('Copy the token now: it is shown once.');
  }) }, labelled('What it is for', name), element('button', {}, 'Make an API token'));
}

export async function mePage(ignored, alsoIgnored, made) {
  const tokens = await api('GET', '/api/v1/user_access_token');
  const again = (fresh) => mePage(null, null, fresh);
  show(session.me.fullname || session.me.login, element('p', {}, `Login ${session.me.login} · ${session.me.roles.join(', ')}`),
    element('h2', {}, 'Password'), passwordForm(),
    element('h2', {}, 'API tokens'), element('p', {}, 'Programs sign in with them, with your rights.'),
    made && copyable(`Token ${made.name}`, made.token),
    tokens.length > 0 && table(['For', 'Made', ''], tokens.map((one) => [one.name, when(one.created_at), button('Withdraw', async () => {
      if (!confirm(`Withdraw the token "${one.name}"? What uses it stops working.`)) return;
      await api('DELETE', `/api/v1/user_access_token/${one.id}`);
      await again();
    })])), tokenForm(again));
}
