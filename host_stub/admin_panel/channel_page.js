// One channel: its app, its accounts and what they collect. All words about the remote side come from the manifest.
import { api } from './api.js';
import { button, element, labelled, show, tell } from './dom.js';
import { schemaForm } from './forms.js';
import { accountActions } from './rule_trial.js';

function linkButton(slug, manifest, again) {
  if (!manifest.lifecycle || !manifest.lifecycle.link_account) return null;
  const path = `/api/v1/external_credentials/${slug}/link_account`;
  const consents = manifest.routes.some((one) => one.access === 'admin');
  return button('Add account', async () => {
    if (consents) { location.href = path; return; }
    tell((await api('GET', path)).message || 'Done.');
    await again();
  });
}

// What goes where, in words: the groups of the sources that have one.
function collected(manifest, account, groups) {
  const parts = manifest.account_schema.fields.filter((field) => field.type === 'group').map((field) => {
    const id = field.name.split('.').reduce((place, key) => (place ? place[key] : undefined), account.options);
    const group = groups.find((one) => String(one.id) === String(id));
    return group && `${field.label} → ${group.name}`;
  }).filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : 'Collects nothing yet: choose a group for what shall become tickets.';
}

function accountCard(slug, manifest, account, groups, open, again) {
  const { user } = account.options;
  const change = (method, path, body) => async () => { await api(method, path, body); await again(); };
  const settings = schemaForm(manifest.account_schema, account.options, { groups, submit: 'Save', send: async (options) => {
    await api('POST', `/api/v1/channels_${slug}/${account.id}`, { options });
    tell('Saved.');
    await again();
  } });
  const wrong = account.active && account.status_in === 'error';
  return element('details', { class: 'card', open },
    element('summary', {}, element('strong', {}, `${user.name} @${user.screen_name}`), ` · ${account.active ? account.state : 'paused'}`,
      wrong && element('span', { class: 'wrong' }, ` · ${account.last_log_in}`), element('small', {}, collected(manifest, account, groups))),
    settings.form, accountActions(slug, manifest, account, settings.read),
    element('p', { class: 'buttons' },
      button(account.active ? 'Pause' : 'Resume',
        change('POST', `/api/v1/channels_${slug}_${account.active ? 'disable' : 'enable'}`, { id: account.id })),
      linkButton(slug, manifest, again) && button('Link again', () => { location.href = `/api/v1/external_credentials/${slug}/link_account`; }),
      button('Remove account', async () => {
        if (confirm(`Remove @${user.screen_name}? Its tickets stay.`)) await change('DELETE', `/api/v1/channels_${slug}`, { id: account.id })();
      })));
}

function appSection(slug, manifest, channels, groups, again) {
  const credential = Object.values(channels.assets.ExternalCredential)[0];
  const address = (label, url) => url && labelled(label, element('input', { value: url, readonly: true, onfocus: (event) => event.target.select() }));
  const values = credential ? credential.credentials : {};
  const app = schemaForm(manifest.connection_schema, values, { groups, submit: 'Connect', keptSecrets: credential ? credential.stored_secrets : [],
    send: async (sent) => {
      await api('POST', `/api/v1/external_credentials/${slug}/app_verify`, sent);
      tell('Connected.');
      await again();
    } });
  const state = credential && (credential.verified ? 'Connected.' : 'Not verified yet: connect again once the keys work.');
  return element('details', { class: 'card', open: !credential || !credential.verified },
    element('summary', {}, element('strong', {}, 'App'), ` · ${state || 'not connected'}`),
    address('Callback address, to copy', channels.callback_url), address('Webhook address, to copy', channels.webhook_url), app.form);
}

export async function channelPage(slug, accountId) {
  const [{ manifest }, channels, groups] = await Promise.all([
    api('GET', `/api/v1/plugins/${slug}`), api('GET', `/api/v1/channels_${slug}`), api('GET', '/api/v1/groups')]);
  const again = () => channelPage(slug, accountId);
  show(manifest.name, element('p', {}, manifest.description), appSection(slug, manifest, channels, groups, again),
    element('h2', {}, 'Accounts'), linkButton(slug, manifest, again),
    channels.channel_ids.length === 0 && element('p', {}, 'No account is linked yet.'),
    channels.channel_ids.map((id) => accountCard(slug, manifest, channels.assets.Channel[id], groups, String(id) === accountId, again)));
}
