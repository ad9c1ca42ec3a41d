// What the customer types and sends.
import {clear, h, toast} from './dom.js';
import {summary} from './phone_chat.js';
import {draw} from './phone_icons.js';
import {ApiError} from './store.js';

const VOICE_S = 42;
const TEN = [
  'السلام عليكم', 'عندي سؤال عن الفاتورة', 'حقت الشهر هذا', 'دفعتها أمس بالتحويل', 'ولا زالت تظهر غير مدفوعة',
  'رقمها 2043', 'وصلني تذكير اليوم', 'أرسلت لكم الإيصال على البريد', 'متى تتحدث عندكم؟', 'وشكراً مقدماً',
];

/** Whether it was sent; why not is told. */
export async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    toast(`لم تُرسل: ${error.message}`, 'warn');
    return false;
  }
}

export function composer({phone, holder, send}) {
  const text = h('textarea', {class: 'wa-type', rows: 1, 'aria-label': 'رسالة العميل', placeholder: 'اكتب رسالة', dir: 'auto'});
  const above = h('div', {class: 'wa-above'});
  const forwarded = h('button', {type: 'button', class: 'wa-tool', 'aria-pressed': 'false'}, draw('forward'), 'محوّلة');
  const go = h('button', {type: 'submit', class: 'wa-send', 'aria-label': 'إرسال'}, draw('send'));
  const form = h('form', {class: 'wa-composer', on: {submit}}, above, tools(), h('div', {class: 'wa-row'}, text, go));

  function tools() {
    const made = [
      ['mic', 'صوتية', () => media('audio', {seconds: VOICE_S})],
      ['image', 'صورة', () => media('image', {})],
      ['lines', 'عشر رسائل متتالية', ten],
    ].map(([shape, name, act]) => h('button', {type: 'button', class: 'wa-tool', on: {click: act}}, draw(shape), name));
    forwarded.addEventListener('click', () => mark(forwarded.getAttribute('aria-pressed') !== 'true'));
    return h('div', {class: 'wa-tools', role: 'group', 'aria-label': 'أرسل غير النص'}, made.slice(0, 2), forwarded, made.slice(2));
  }

  const mark = (on) => forwarded.setAttribute('aria-pressed', String(on));

  /** What goes with the next message only. */
  function context() {
    const now = {forwarded: forwarded.getAttribute('aria-pressed') === 'true', reply_to: phone.quoted?.id};
    mark(false);
    phone.quoted = null;
    refresh();
    return now;
  }

  const media = (kind, more) => attempt(() => send('/whatsapp/media', {kind, ...more, ...context()}));

  async function submit(event) {
    event.preventDefault();
    const written = text.value.trim();
    // Nobody holds the phone before its first load: the words stay where they were typed.
    if (!written || !holder()) return;
    text.value = '';
    grow();
    if (await attempt(() => send('/whatsapp/text', {text: written, ...context()}))) return;
    text.value ||= written;
    grow();
  }

  async function ten() {
    const {wa_id, name} = holder();
    for (const line of TEN) if (!await attempt(() => send('/whatsapp/text', {text: line, wa_id, name}))) return;
  }

  function grow() {
    text.style.blockSize = 'auto';
    text.style.blockSize = `${Math.min(text.scrollHeight, 120)}px`;
  }

  function refresh() {
    const drop = () => {
      phone.quoted = null;
      refresh();
      text.focus();
    };
    clear(above, phone.quoted && h('p', {class: 'wa-quoting'}, h('span', {dir: 'auto'}, summary(phone.quoted)),
      h('button', {type: 'button', class: 'wa-act', 'aria-label': 'إلغاء الاقتباس', on: {click: drop}}, draw('close'))));
  }

  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return {element: form, refresh, focus: () => text.focus()};
}
