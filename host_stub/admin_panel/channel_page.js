// One channel: its apps, their accounts and what those collect. All words about the remote side come from the manifest.
import { api } from './api.js';
import { button, copyable, element, show, tell } from './dom.js';
import { schemaForm } from './forms.js';
import { accountCard } from './account_card.js';
import { appActions } from './channel_actions.js';

export function linkButton(slug, manifest, connection, again, text = 'Add account') {
  if (!manifest.lifecycle || !manifest.lifecycle.link_account) return null;
  const path = `/api/v1/external_credentials/${slug}/link_account${connection ? `?connection_id=${connection}` : ''}`;
  const consents = manifest.routes.some((one) => one.access === 'admin');
  return button(text, async () => {
    if (consents) { location.href = path; return; }
    tell((await api('GET', path)).message || 'Done.');
    await again();
  });
}

// X and its like show some keys once: what could not be verified yet can be kept all the same.
function keepOffer(problem, keep) {
  return element('p', { class: 'banner wrong', role: 'alert' }, problem.message, ' ', button('Keep the keys, not verified', keep));
}

function appForm(slug, manifest, credential, another, again) {
  const refused = element('div');
  const path = `/api/v1/external_credentials/${slug}/app_verify`;
  const which = credential ? { connection_id: credential.id } : another ? { new_connection: true } : {};
  const app = schemaForm(manifest.connection_schema, credential ? credential.credentials : {}, { groups: [], submit: 'Connect',
    keptSecrets: credential ? credential.stored_secrets : [], send: async (sent) => {
      refused.replaceChildren();
      try {
        await api('POST', path, { ...sent, ...which });
      } catch (problem) {
        refused.replaceChildren(keepOffer(problem, async () => {
          await api('POST', path, { ...sent, ...which, unverified: true });
          await again();
          tell('Kept, not verified yet: connect again once the reason is mended.');
        }));
        return;
      }
      await again();
      tell('Connected.');
    } });
  app.form.prepend(refused);
  return app.form;
}

function removeButton(slug, credential, accounts, again) {
  return button('Remove app', async () => {
    if (accounts.length > 0) throw new Error('Remove its accounts first.');
    if (!confirm('Remove this app and its keys? Tickets stay.')) return;
    const remove = (force) => api('DELETE', `/api/v1/external_credentials/${slug}`, { id: credential.id, force });
    await remove(false).catch(async (problem) => {
      if (!confirm(`${problem.message}\n\nRemove it here all the same?`)) throw problem;
      await remove(true);
    });
    await again();
  });
}

// What the manifest has to say about values that are chosen, e.g. that they will stop working; once for all apps.
function notices(manifest, credentials) {
  const said = credentials.flatMap((credential) => manifest.connection_schema.fields.filter((field) => field.type === 'enum').map((field) =>
    field.options.find((one) => one.value === (credential.credentials[field.name] || field.default))?.notice));
  return [...new Set(said.filter(Boolean))].map((notice) => element('p', { class: 'banner' }, notice));
}

function appCard({ slug, manifest, channels, groups }, credential, again) {
  const accounts = channels.channel_ids.map((id) => channels.assets.Channel[id]).filter((one) => one.options.auth.external_credential_id === credential.id);
  const state = credential.verified ? 'Connected.' : 'Not verified yet: connect again once the keys work.';
  const place = channels.external_credential_ids.indexOf(credential.id);
  const title = channels.external_credential_ids.length > 1 ? `App ${place + 1}` : 'App';
  return element('details', { class: 'card', open: !credential.verified },
    element('summary', {}, element('strong', {}, title), ` · ${state}`),
    credential.callback_url && copyable('Callback address, to copy', credential.callback_url),
    channels.webhook_url && copyable('Webhook address, to copy', place === 0 ? channels.webhook_url : credential.webhook_url),
    appForm(slug, manifest, credential, false, again), appActions(slug, manifest, credential.id, groups),
    element('p', { class: 'buttons' }, removeButton(slug, credential, accounts, again)));
}

function firstApp({ slug, manifest, channels, groups }, again) {
  return element('section', { class: 'card' }, element('h2', {}, 'Connect an app'),
    channels.callback_url && copyable('Callback address, to copy', channels.callback_url),
    channels.webhook_url && copyable('Webhook address, to copy', channels.webhook_url),
    appActions(slug, manifest, 0, groups), appForm(slug, manifest, null, false, again));
}

// The operator's own app: nothing to see but whether it works.
function presetApp(slug, credential, again) {
  if (credential && credential.verified) return null;
  return element('section', { class: 'card' }, element('p', { class: 'banner wrong' }, 'The app that this helpdesk\'s operator keeps is not connected. ',
    button('Try again', async () => {
      await api('POST', `/api/v1/external_credentials/${slug}/app_verify`, {});
      await again();
    })));
}

function apps(channel, credentials, again) {
  const { slug, manifest, channels } = channel;
  if (channels.preset) return presetApp(slug, credentials[0], again);
  if (credentials.length === 0) return firstApp(channel, again);
  return [notices(manifest, credentials), credentials.map((one) => appCard(channel, one, again)),
    element('details', { class: 'card' }, element('summary', {}, 'Connect another app'),
      element('p', {}, 'Its callback and webhook addresses are its own: connect it, keep the keys if they are refused for that reason, and enter the addresses it shows then.'),
      appForm(slug, manifest, null, true, again))];
}

export async function channelPage(slug, accountId) {
  const [{ manifest }, channels, groups, jobs] = await Promise.all([api('GET', `/api/v1/plugins/${slug}`),
    api('GET', `/api/v1/channels_${slug}`), api('GET', '/api/v1/groups'), api('GET', '/api/v1/jobs')]);
  const again = () => channelPage(slug, accountId);
  const credentials = channels.external_credential_ids.map((id) => channels.assets.ExternalCredential[id]);
  const accounts = channels.channel_ids.map((id) => channels.assets.Channel[id]);
  const several = credentials.length > 1;
  show(manifest.name, element('p', {}, manifest.description),
    apps({ slug, manifest, channels, groups }, credentials, again),
    credentials.length > 0 && [element('h2', {}, 'Accounts'),
      element('p', { class: 'buttons' }, credentials.map((one, place) => one.verified
        && linkButton(slug, manifest, one.id, again, several ? `Add account to app ${place + 1}` : 'Add account'))),
      accounts.length === 0 && element('p', { class: 'empty' }, credentials.some((one) => one.verified)
        ? 'No account is linked yet. Press Add account: you allow access there and come back here.'
        : 'Accounts can be linked once an app is connected.')],
    accounts.map((account) => accountCard({ slug, manifest, account, groups, jobs, open: String(account.id) === accountId }, again)));
}
