// A linked account: whether it works, what it collects into which group, and its settings.
import { api } from './api.js';
import { button, element, tell, when } from './dom.js';
import { schemaForm } from './forms.js';
import { accountActions } from './channel_actions.js';
import { linkButton } from './channel_page.js';

const SHOWN_JOBS = 3;

// What goes where, in words: the groups of the sources that have one, and how many rows the lists hold.
function collected(manifest, account, groups) {
  const valueOf = (field) => field.name.split('.').reduce((place, key) => (place ? place[key] : undefined), account.options);
  const name = (id) => (groups.find((one) => String(one.id) === String(id)) || {}).name;
  const parts = manifest.account_schema.fields.map((field) => {
    const value = valueOf(field);
    if (field.type === 'group') return name(value) && `${field.label} → ${name(value)}`;
    const groupColumn = field.type === 'rows' && field.columns.find((column) => column.type === 'group');
    if (!groupColumn || !Array.isArray(value) || value.length === 0) return null;
    const into = [...new Set(value.map((row) => name(row[groupColumn.name]) || '-'))].join(', ');
    return `${field.label} (${value.length}) → ${into}`;
  }).filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : 'Collects nothing yet: choose a group for what shall become tickets.';
}

// What the remote side says of the account.
function profile(account) {
  const parts = Object.entries(account.profile).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`);
  return parts.length > 0 && element('small', {}, parts.join(' · '));
}

// Its last message, and the work that is done for it again and again.
function activity(account, jobs) {
  const parts = [account.last_message_at ? element('span', {}, 'last message ', when(account.last_message_at)) : element('span', {}, 'no message yet')];
  const own = jobs.filter((job) => job.channel_id === account.id && job.state === 'waiting' && job.last_run_at);
  for (const job of own.slice(0, SHOWN_JOBS)) {
    parts.push(element('span', {}, ` · ${job.kind.replaceAll('_', ' ')}: `, when(job.last_run_at), ', next ', when(job.run_at)));
  }
  return element('small', {}, parts);
}

async function remove(slug, account, again) {
  const { screen_name: handle } = account.options.user;
  if (!confirm(`Remove @${handle}? It is signed off first, then taken away here. Its tickets stay.`)) return;
  await api('DELETE', `/api/v1/channels_${slug}`, { id: account.id });
  await again();
}

function stateOf(account) {
  if (account.removing) return 'being removed';
  return account.active ? account.state : 'paused';
}

export function accountCard({ slug, manifest, account, groups, jobs, open }, again) {
  const { user } = account.options;
  const settings = schemaForm(manifest.account_schema, account.options, { groups, submit: 'Save', send: async (options) => {
    await api('POST', `/api/v1/channels_${slug}/${account.id}`, { options });
    await again();
    tell('Saved.');
  } });
  const wrong = account.active && account.status_in === 'error';
  const switchIt = async () => {
    await api('POST', `/api/v1/channels_${slug}_${account.active ? 'disable' : 'enable'}`, { id: account.id });
    await again();
  };
  const dropNow = async () => {
    if (!confirm('Take it away now, without signing it off there?')) return;
    await api('DELETE', `/api/v1/channels_${slug}`, { id: account.id, force: true });
    await again();
  };
  return element('details', { class: `card account ${account.active ? '' : 'off'}`, open },
    element('summary', {}, element('strong', {}, `${user.name} @${user.screen_name}`), ` · ${stateOf(account)}`,
      wrong && element('span', { class: 'wrong' }, ` · ${account.last_log_in}`), element('small', {}, collected(manifest, account, groups)), profile(account), activity(account, jobs)),
    account.removing ? element('p', {}, 'It is being signed off. Its tickets stay. ', button('Take away now', dropNow)) : [
      settings.form, accountActions(slug, manifest, account, groups, settings.read),
      element('p', { class: 'buttons' }, button(account.active ? 'Pause' : 'Resume', switchIt),
        linkButton(slug, manifest, account.options.auth.external_credential_id, again, 'Link again'),
        button('Remove account', () => remove(slug, account, again)))]);
}
