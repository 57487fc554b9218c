// Signing in, and making the first admin with the link that the host printed.
import { api, session } from './api.js';
import { doing, element, labelled, show } from './dom.js';

export function signInPage(setupToken, done) {
  const login = element('input', { autocomplete: 'username', required: true });
  const password = element('input', { type: 'password', autocomplete: setupToken ? 'new-password' : 'current-password', required: true });
  const send = doing(async () => {
    const answer = setupToken
      ? await api('POST', '/api/v1/getting_started', { setup_token: setupToken, email: login.value, password: password.value })
      : await api('POST', '/api/v1/signin', { username: login.value, password: password.value });
    session.me = { ...answer.user, csrf_token: answer.csrf_token };
    location.hash = '#tickets';
    await done();
  });
  document.getElementById('menu').replaceChildren();
  show(setupToken ? 'Make the first admin' : 'Sign in', element('form', { onsubmit: send },
    labelled(setupToken ? 'E-mail' : 'Login', login),
    labelled('Password', password, setupToken ? 'At least 10 characters.' : ''),
    element('button', {}, setupToken ? 'Make admin' : 'Sign in')));
}
