// Where a person writes: a message, or a command with its completion.
import {h, icon, toast} from './dom.js';
import {completion} from './completion.js';
import {api, store} from './store.js';

export const COMMAND = '/dealix';

/** As Slack's editor sends it: the three signs escaped, a named colleague as a mention. */
function asSent(text, {escape}) {
  const plain = escape ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text;
  return Object.values(store.get().people).reduce((sent, one) => sent.replaceAll(`@${one.real_name}`, `<@${one.id}>`), plain);
}

export function composer({label, send, inThread = false, channel = () => ''}) {
  const input = h('textarea', {class: 'compose-text', rows: 1, dir: 'auto', placeholder: label, 'aria-label': label, enterKeyHint: 'send'});
  const go = h('button', {type: 'submit', class: 'btn primary icon-only', 'aria-label': 'إرسال'}, icon('send'));
  const form = h('form', {class: 'composer'}, h('div', {class: 'compose-frame'}, input, go));
  const listed = completion(input, form);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    listed.close();
    deliver(text).catch((error) => {
      input.value = input.value || text;
      toast(`لم تُرسل: ${error.message}`, 'warn');
    });
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    form.requestSubmit();
  });

  async function deliver(text) {
    if (!text.startsWith('/')) return send(asSent(text, {escape: true}));
    const [command, ...rest] = text.split(/\s+/);
    if (inThread) return refuse(text, 'الأوامر لا تعمل داخل السلسلة. اكتبها في القناة.');
    if (command !== COMMAND) return refuse(text, `${command} ليس أمراً معروفاً. اكتب ${COMMAND}`);
    const words = asSent(text.slice(command.length).trim(), {escape: false});
    const answer = await api.post('/command', {user: store.get().me, channel: channel(), command, text: words});
    if (answer.failure) toast(`${COMMAND} لم يستجب خلال 3 ثوانٍ (${answer.failure}). حاول مرة أخرى.`, 'warn');
    return answer;
  }

  function refuse(text, why) {
    input.value = text;
    toast(why, 'warn');
  }

  return {
    node: form,
    focus: () => input.focus(),
    rename(text) {
      input.placeholder = text;
      input.setAttribute('aria-label', text);
    },
  };
}
