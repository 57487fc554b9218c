// A text with its files and options, and what the channel says of it before it leaves.
import { api } from './api.js';
import { element, labelled } from './dom.js';
import { filePicker } from './files.js';
import { optionControls } from './options.js';
import { previewBox } from './preview.js';

const PAUSE_MS = 300;
const NOTE_FILES = 10;

// A text that this browser keeps until it is sent.
export function draftOf(key) {
  return { read: () => localStorage.getItem(key) || '', keep: (text) => (text ? localStorage.setItem(key, text) : localStorage.removeItem(key)) };
}

// `surface()`: where it goes, null for a note. `place()`: the members of the article that say so. `sending`: the buttons that
// send. `instead(alternative)`: a control that does it, or null.
export function writing({ draft, surface, place, sending, instead }) {
  const text = element('textarea', { dir: 'auto' });
  text.value = draft.read();
  const files = filePicker(() => edited());
  const options = optionControls(() => look());
  const box = previewBox({ leavesOut: () => options.takes('exclude_mentions'), instead, changed: () => look() });
  const body = () => ({ ...place(), body: text.value, attachments: files.read(),
    ...(surface() ? { options: { ...options.read(), ...box.options() } } : {}) });
  const complete = () => (text.value.trim() !== '' || files.read().length > 0) && files.ready();
  const allow = (allowed) => sending.forEach((one) => { one.disabled = !allowed || !complete(); });

  let number = 0;
  let pause = 0;
  const look = async () => {
    const mine = ++number;
    if (!surface() || !files.ready()) {
      box.say('');
      allow(true);
      return;
    }
    const [preview, problem] = await api('POST', '/api/v1/reply_preview', body()).then((one) => [one], (refusal) => [null, refusal]);
    if (mine !== number) return;
    // Before anything is written only that is told which no text could change: with what would work instead.
    const isTold = complete() || (preview && !preview.accepted && preview.alternatives?.length > 0);
    if (!isTold) {
      box.say('');
      allow(true);
      return;
    }
    if (preview) box.show(preview);
    else box.say(problem.message, true);
    allow(preview && preview.accepted && box.ready());
  };
  const edited = () => {
    box.forget();
    allow(true);
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE_MS);
  };
  text.addEventListener('input', () => { draft.keep(text.value); edited(); });
  return {
    nodes: [labelled('Text', text), box.told, files.node, options.node, box.held],
    body,
    // Where it goes has changed.
    moved() {
      files.allow(surface() ? surface().files : NOTE_FILES);
      options.use(surface() ? surface().options : []);
      box.forget();
      look();
    },
    clear() { draft.keep(''); text.value = ''; files.clear(); },
    // What was taken back is written on; what stands here already stays.
    take(article) {
      text.value = [text.value, article.body].filter((one) => one.trim() !== '').join('\n\n');
      draft.keep(text.value);
      files.put(article.attachments);
      options.set(article.options);
      box.leaveOut((article.options.exclude_mentions || []).map((one) => one.handle));
      look();
      text.focus();
    },
    value: () => text.value,
  };
}
