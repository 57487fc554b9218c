// Signing in, and making the first admin with the link that the host printed.
import { api, session } from './api.js';
import { doing, element, labelled, show } from './dom.js';

async function enter(answer, done) {
  session.me = { ...answer.user, csrf_token: answer.csrf_token };
  location.hash = '#tickets';
  await done();
}

function firstAdmin(setupToken, done) {
  const firstname = element('input', { autocomplete: 'given-name', maxlength: 200 });
  const lastname = element('input', { autocomplete: 'family-name', maxlength: 200 });
  const email = element('input', { type: 'email', autocomplete: 'username', required: true });
  const password = element('input', { type: 'password', autocomplete: 'new-password', required: true, minlength: 10 });
  const send = doing(async () => enter(await api('POST', '/api/v1/getting_started', { setup_token: setupToken, email: email.value,
    password: password.value, firstname: firstname.value, lastname: lastname.value }), done));
  show('Make the first admin', element('p', {}, 'Nobody can sign in here yet. This person sets up everything else.'),
    element('form', { onsubmit: send }, labelled('First name', firstname), labelled('Last name', lastname), labelled('E-mail', email),
      labelled('Password', password, 'At least 10 characters.'), element('button', { class: 'main' }, 'Make admin')));
}

function signIn(done) {
  const login = element('input', { autocomplete: 'username', required: true });
  const password = element('input', { type: 'password', autocomplete: 'current-password', required: true });
  const send = doing(async () => enter(await api('POST', '/api/v1/signin', { username: login.value, password: password.value }), done));
  show('Sign in', element('form', { onsubmit: send }, labelled('Login', login), labelled('Password', password), element('button', { class: 'main' }, 'Sign in')));
}

export async function signInPage(setupToken, done) {
  document.getElementById('menu').replaceChildren();
  const { setup_done: hasAdmin } = await api('GET', '/api/v1/getting_started');
  if (hasAdmin) signIn(done);
  else if (setupToken) firstAdmin(setupToken, done);
  else {
    show('First start', element('p', {}, 'Nobody can sign in here yet. Open the set-up address that the helpdesk printed when it started: it ends in ',
      element('code', {}, '#setup='), ' and a code. It proves that you run this machine.'));
  }
}
