// The host's REST API, and who is signed in.

export const session = { me: null };

export function isAdmin() {
  return Boolean(session.me && session.me.roles.includes('Admin'));
}

export class Refusal extends Error {
  constructor(message, status, reason) {
    super(message);
    this.status = status;
    this.reason = reason || '';
  }
}

async function ask(method, path, type, body) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = type;
  if (session.me && session.me.csrf_token) headers['X-CSRF-Token'] = session.me.csrf_token;
  let answer;
  try {
    answer = await fetch(path, { method, headers, body });
  } catch (problem) {
    throw new Refusal('The helpdesk does not answer. Is it running, and is the network up?', 0, 'network');
  }
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok || result.error) {
    throw new Refusal(result.error || `The host answered ${answer.status}.`, answer.status, result.reason);
  }
  return result;
}

export function api(method, path, body) {
  return ask(method, path, 'application/json', body === undefined ? undefined : JSON.stringify(body));
}

// A piece of a file, as it is.
export function apiBytes(method, path, bytes) {
  return ask(method, path, 'application/octet-stream', bytes);
}

export async function enabledPlugins() {
  const plugins = (await api('GET', '/api/v1/plugins')).filter((plugin) => plugin.enabled && plugin.id);
  return Promise.all(plugins.map((plugin) => api('GET', `/api/v1/plugins/${plugin.id}`)));
}

// What a plugin lets agents do to messages of one of its surfaces.
function actionsOf(manifest, surface) {
  return (manifest.actions || []).filter((action) => action.target === 'message' && action.audience === 'agent'
    && (!action.surfaces || action.surfaces.includes(surface.id)) && !(action.input_schema.fields || []).some((field) => field.required));
}

// Where articles of these plugins live, with what writing there needs to know of the plugin.
export function surfacesOf(plugins) {
  return plugins.flatMap(({ name, id, manifest }) => manifest.surfaces.map((surface) => ({ ...surface, channel: name, plugin: id, actions: actionsOf(manifest, surface),
    files: (manifest.limits || {}).attachments_per_message ?? 10, options: (manifest.options_schema || {}).fields || [] })));
}
