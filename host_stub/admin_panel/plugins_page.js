// What is installed, what it says of itself, and why one was refused.
import { api } from './api.js';
import { button, element, show } from './dom.js';

function card(plugin, again) {
  const switchIt = async () => {
    await api('PUT', `/api/v1/plugins/${plugin.id}`, { enabled: !plugin.enabled });
    await again();
  };
  const state = plugin.error ? element('p', { class: 'wrong' }, plugin.error)
    : element('p', {}, plugin.enabled ? 'Switched on.' : 'Switched off.');
  return element('section', { class: 'card' }, element('h2', {}, plugin.name || plugin.directory),
    element('p', {}, plugin.description || ''), element('small', {}, [plugin.version, plugin.vendor, plugin.license].filter(Boolean).join(' · ')), state,
    plugin.id && element('p', { class: 'buttons' }, button(plugin.enabled ? 'Disable' : 'Enable', switchIt),
      plugin.enabled && element('a', { href: `#channels/${plugin.id}` }, 'Set up')));
}

export async function pluginsPage(menuChanged) {
  const again = async () => { await menuChanged(); await pluginsPage(menuChanged); };
  const plugins = await api('GET', '/api/v1/plugins');
  show('Plugins', plugins.length === 0 ? element('p', {}, 'The plugins directory is empty.') : plugins.map((plugin) => card(plugin, again)),
    element('p', {}, element('a', { href: '#import' }, 'Import channels from Zammad')));
}
