// Who changed what.
import { api } from './api.js';
import { button, element, show, table, when } from './dom.js';

const PAGE = 100;

export async function auditPage() {
  const entries = [];
  const list = element('div');
  const more = async () => {
    const before = entries.length > 0 ? `&before_id=${entries[entries.length - 1].id}` : '';
    const page = await api('GET', `/api/v1/audit?per_page=${PAGE}${before}`);
    entries.push(...page);
    list.replaceChildren(entries.length === 0 ? element('p', {}, 'Nothing was changed yet.')
      : table(['When', 'Who', 'What', 'Of', 'Fields'], entries.map((one) => [when(one.created_at), one.login, one.action, one.target, one.fields])),
    page.length === PAGE ? button('Older changes', more) : '');
  };
  show('Changes', element('p', {}, 'What admins changed here: names of fields, never their values.'), list);
  await more();
}
