// The customer's phone: who holds it, their chat with the company, and what they can send.
import {clear, h, toast} from './dom.js';
import {drawChat} from './phone_chat.js';
import {attempt, composer} from './phone_composer.js';
import {draw} from './phone_icons.js';
import {patch} from './phone_patch.js';
import {api, unlessOffline} from './store.js';

const MOVES = new Set(['whatsapp', 'update', 'delete', 'reset']);
const FIRST_NEW = 966500000021;

/** What the phone's parts share; `quoted` is the message that the next one answers. */
const phone = {customers: [], messages: [], made: [], wa_id: '', quoted: null, read: {}};

const holder = () => phone.customers.find((one) => one.wa_id === phone.wa_id);
const chatOf = (wa_id) => phone.messages.filter((one) => one.wa_id === wa_id);
const received = (wa_id) => chatOf(wa_id).filter((one) => one.direction !== 'inbound').length;

export function mount(element, store) {
  const people = h('div', {class: 'wa-people', role: 'group', 'aria-label': 'اختر العميل'});
  const title = h('div', {class: 'wa-title'});
  const lines = h('ol');
  const chat = h('div', {class: 'wa-chat scroll', tabIndex: 0, role: 'log', 'aria-label': 'المحادثة'}, lines);
  const typing = composer({phone, holder, send});
  element.classList.add('wa');
  clear(element, h('h2', {class: 'sr'}, 'جوال العميل'), people, title, chat, typing.element);

  function redraw() {
    phone.read[phone.wa_id] = received(phone.wa_id);
    drawPeople(people, pick, add);
    drawTitle(title);
    drawChat(chat, lines, chatOf(phone.wa_id), {quote, react, again});
  }

  function pick(wa_id) {
    phone.wa_id = wa_id;
    phone.quoted = null;
    typing.refresh();
    redraw();
    people.querySelector('[aria-pressed="true"]').focus();
  }

  function add() {
    const used = new Set(phone.customers.map((one) => one.wa_id));
    let number = FIRST_NEW;
    while (used.has(String(number))) number += 1;
    phone.made.push({wa_id: String(number), name: `عميل ${number - FIRST_NEW + 1}`});
    phone.customers.push(phone.made.at(-1));
    pick(String(number));
    typing.focus();
  }

  function quote(message) {
    phone.quoted = message;
    typing.refresh();
    typing.focus();
  }

  const react = (message) => attempt(() => send('/whatsapp/reaction', {message_id: message.id, emoji: '👍'}));
  const again = (message) => attempt(() => send('/whatsapp/text', {text: message.text, message_id: message.id}));

  async function load() {
    const shown = await api.get('/phone');
    const known = new Set(shown.customers.map((one) => one.wa_id));
    phone.customers = [...shown.customers, ...phone.made.filter((one) => !known.has(one.wa_id))];
    phone.messages = shown.messages;
    const first = !holder();
    if (first) phone.wa_id = phone.customers[0].wa_id;
    redraw();
    if (first) typing.refresh();
  }

  follow(store, load);
  let tab = store.get().tab;
  store.subscribe((state) => {
    if (state.tab === tab) return;
    tab = state.tab;
    if (holder()) redraw();
  });
  return load();
}

async function send(path, values) {
  const {wa_id, name} = holder();
  const answer = await api.post(path, {wa_id, name, ...values});
  if (answer.failure) toast('لم يستلم المنتج الرسالة. واتساب يعيد تسليمها لاحقاً، وهنا تعيدها بزر «أعد التسليم».', 'warn');
  return answer;
}

/** Loads once for any number of changes that came while it was loading. */
function follow(store, load) {
  let busy = false;
  let wanted = false;
  async function run() {
    wanted = true;
    if (busy) return;
    busy = true;
    try {
      while (wanted) {
        wanted = false;
        await load();
      }
    } finally {
      busy = false;
    }
  }
  store.subscribe((_, changes) => {
    if (changes.some((one) => one.kind === 'reset')) phone.made = [];
    if (changes.some((one) => MOVES.has(one.kind))) run().catch(unlessOffline);
  });
}

function drawPeople(element, pick, add) {
  const entries = phone.customers.map((one) => {
    const fresh = received(one.wa_id) - (phone.read[one.wa_id] || 0);
    const here = one.wa_id === phone.wa_id;
    return [`${one.wa_id} ${one.name} ${fresh} ${here}`, () => person(one, {fresh, here, pick})];
  });
  const plus = () => h('button', {type: 'button', class: 'wa-person', on: {click: add}},
    h('span', {class: 'wa-face add', 'aria-hidden': 'true'}, draw('plus')), h('span', {}, 'عميل جديد'));
  patch(element, [...entries, ['new', plus]]);
}

function person(one, {fresh, here, pick}) {
  const face = h('span', {class: 'wa-face', 'aria-hidden': 'true', dataset: {hue: Number(one.wa_id) % 5}}, one.name[0]);
  const count = h('span', {class: 'wa-fresh'}, h('span', {class: 'sr'}, 'رسائل جديدة: '), String(fresh));
  return h('button', {type: 'button', class: 'wa-person', 'aria-pressed': String(here), on: {click: () => pick(one.wa_id)}},
    face, h('bdi', {class: 'wa-name'}, one.name), fresh > 0 && count);
}

function drawTitle(element) {
  const {name, wa_id} = holder();
  clear(element, h('span', {class: 'wa-face company', 'aria-hidden': 'true'}, 'د'),
    h('span', {class: 'wa-names'}, h('strong', {}, 'ديلكس'),
      h('span', {class: 'wa-whose'}, 'جوال ', h('bdi', {class: 'wa-name'}, name), h('bdi', {dir: 'ltr'}, `+${wa_id}`))));
}
