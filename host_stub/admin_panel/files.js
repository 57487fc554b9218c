// Files of an answer: chosen, described, sent to the host in pieces while the text is written, and removed again.
import { api, apiBytes } from './api.js';
import { button, element, labelled, tell } from './dom.js';

const SIZES = [['GB', 1 << 30], ['MB', 1 << 20], ['kB', 1 << 10]];

function inWords(bytes) {
  const [unit, size] = SIZES.find(([, least]) => bytes >= least) || ['bytes', 1];
  return `${Math.round((bytes / size) * 10) / 10} ${unit}`;
}

// Where it broke off it goes on: the host says what it has.
async function sendPieces(upload, file, progress, gone) {
  let has = upload.received;
  while (has < upload.size && !gone()) {
    const piece = file.slice(has, has + upload.piece);
    has = (await apiBytes('PUT', `/api/v1/uploads/${upload.id}?offset=${has}`, piece)).received;
    progress(has / upload.size);
  }
}

// {node, read, ready, put, clear, allow}: `changed` is called when the list is another one. `read` gives what the host is
// told of the files; `ready` is false while one is under way or has failed.
export function filePicker(changed) {
  const files = [];
  let most = 0;
  const list = element('ul', { class: 'chosen' });
  const input = element('input', { type: 'file', multiple: true });
  const node = element('div', {}, labelled('Files', input), list);

  const drop = (one) => {
    files.splice(files.indexOf(one), 1);
    one.line.remove();
    one.gone = true;
    input.disabled = files.length >= most;
    if (one.id) api('DELETE', `/api/v1/uploads/${one.id}`).catch(() => {});
    changed();
    input.focus();
  };
  const show = (one) => {
    one.state = element('small', {}, inWords(one.size));
    one.alt = element('input', { value: one.alt_text || '', maxlength: 1000, dir: 'auto' });
    one.alt.addEventListener('input', changed);
    one.line = element('li', {}, element('strong', {}, one.name), ' ', one.state,
      labelled('What it shows, for those who cannot see it', one.alt),
      button('Remove', () => drop(one), { 'aria-label': `Remove ${one.name}` }));
    list.append(one.line);
  };
  const add = async (file) => {
    const one = { name: file.name, size: file.size, done: false };
    files.push(one);
    show(one);
    try {
      const upload = await api('POST', '/api/v1/uploads', { filename: file.name, 'mime-type': file.type, size: file.size });
      one.id = upload.id;
      await sendPieces(upload, file, (part) => { one.state.textContent = `${inWords(file.size)}, ${Math.floor(part * 100)}% sent`; }, () => one.gone);
      one.done = true;
      one.state.textContent = inWords(file.size);
    } catch (problem) {
      one.state.className = 'wrong';
      one.state.textContent = problem.message;
    }
    changed();
  };
  input.addEventListener('change', () => {
    const chosen = [...input.files];
    input.value = '';
    if (files.length + chosen.length > most) { tell(`At most ${most} files fit one message.`, true); return; }
    chosen.forEach(add);
    input.disabled = files.length >= most;
    changed();
  });
  return {
    node,
    read: () => files.filter((one) => one.id).map((one) => ({ upload_id: one.id, alt_text: one.alt.value })),
    ready: () => files.every((one) => one.done),
    // Files that the host has already, of an answer that was taken back.
    put: (known) => known.forEach((one) => {
      const file = { id: one.upload_id, name: one.filename, size: one.size, alt_text: one.alt_text, done: true };
      files.push(file);
      show(file);
    }),
    clear: () => { files.splice(0); list.replaceChildren(); input.disabled = false; },
    allow: (limit) => { most = limit; node.toggleAttribute('hidden', limit === 0); },
  };
}
