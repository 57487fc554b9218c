// The host's REST API, and who is signed in.

export const session = { me: null };

export function isAdmin() {
  return Boolean(session.me && session.me.roles.includes('Admin'));
}

export async function api(method, path, body) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (session.me && session.me.csrf_token) headers['X-CSRF-Token'] = session.me.csrf_token;
  const answer = await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const result = await answer.json().catch(() => ({}));
  if (!answer.ok || result.error) throw new Error(result.error || `The host answered ${answer.status}.`);
  return result;
}

export async function enabledPlugins() {
  const plugins = (await api('GET', '/api/v1/plugins')).filter((plugin) => plugin.enabled && plugin.id);
  return Promise.all(plugins.map((plugin) => api('GET', `/api/v1/plugins/${plugin.id}`)));
}
