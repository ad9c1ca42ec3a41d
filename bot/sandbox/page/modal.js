// The modal in front of a person: one <dialog> follows the top of the stack; what was typed survives an update.
import {clear, h, icon, toast} from './dom.js';
import {LATE, drawBlocks} from './blocks.js';
import {field} from './fields.js';
import {plain, words} from './mrkdwn.js';
import {api, store, unlessOffline} from './store.js';

let view = null;
let inputs = new Map();
let opener = null;

const title = h('h2', {id: 'modal-title', dir: 'auto'});
const shut = h('button', {type: 'button', class: 'btn quiet icon-only', 'aria-label': 'إغلاق', on: {click: () => leave()}}, icon('close'));
const trouble = h('p', {class: 'modal-trouble', role: 'alert'});
const body = h('div', {class: 'modal-body scroll', tabIndex: -1});
const cancel = h('button', {type: 'button', class: 'btn', on: {click: () => leave()}});
const submit = h('button', {type: 'submit', class: 'btn primary'});
const form = h('form', {noValidate: true, method: 'dialog'}, h('div', {class: 'modal-head'}, title, shut), trouble, body,
  h('div', {class: 'modal-foot'}, cancel, submit));
const dialog = h('dialog', {class: 'modal', 'aria-labelledby': 'modal-title'}, form);

dialog.addEventListener('cancel', (event) => {
  event.preventDefault();
  leave();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  send();
});

export function mountModal() {
  document.body.append(dialog);
  store.subscribe((state, changes) => {
    const mine = changes.some((one) => (one.kind === 'view' && one.user === state.me) || one.kind === 'reset' || one.kind === 'person');
    if (mine) look().catch(unlessOffline);
  });
}

async function look() {
  const {me} = store.get();
  const {stack} = await api.get('/views', {user: me});
  if (me !== store.get().me) return;
  const top = stack.at(-1) || null;
  if (!top) {
    view = null;
    if (!dialog.open) return;
    dialog.close();
    back();
    return;
  }
  if (view && view.id === top.id && view.hash === top.hash) return;
  draw(top);
}

/** To what was pressed, to the same button where its message was drawn anew, or to that message. */
function back() {
  if (opener.from.isConnected) return opener.from.focus();
  const message = opener.ts && document.querySelector(`.list-frame article[data-ts="${opener.ts}"]`);
  const within = message || document.querySelector('.home:not([hidden])');
  const same = opener.action && within?.querySelector(`[data-action="${CSS.escape(opener.action)}"]`);
  (same || within)?.focus();
}

function draw(top) {
  const kept = view?.id === top.id ? typed() : {};
  view = top;
  clear(title, words(top.title));
  clear(cancel, top.close ? words(top.close) : 'إلغاء');
  clear(submit, top.submit ? words(top.submit) : '');
  submit.hidden = !top.submit;
  say('');
  inputs = new Map();
  clear(body, drawBlocks(top.blocks, {press, entry, input: (block) => inputBlock(block, kept)}));
  body.scrollTop = 0;
  if (!dialog.open) {
    const from = document.activeElement;
    opener = {from, ts: from.closest('article')?.dataset.ts, action: from.dataset.action};
    dialog.showModal();
  }
  const first = [...inputs.values()][0];
  (first?.made.focus || body).focus();
}

const entry = (block, element) => view.state.values[block.block_id]?.[element.action_id];

function inputBlock(block, kept) {
  const id = `in-${block.block_id}`;
  const {element} = block;
  const key = `${block.block_id}/${element.action_id}`;
  const before = key in kept ? asEntry(element, kept[key]) : entry(block, element);
  const made = field(element, {
    entry: before, labelled: `${id}-label`, described: `${id}-error ${id}-hint`,
    change: (value) => block.dispatch_action && press(element, block, value),
  });
  const isGroup = made.node !== made.focus;
  if (!isGroup) made.focus.id = `${id}-field`;
  const error = h('p', {class: 'input-error', id: `${id}-error`});
  inputs.set(block.block_id, {block, element, made, error, key});
  made.node.addEventListener('input', () => refuse(block.block_id, ''));
  return h('div', {class: 'b-input'},
    h(isGroup ? 'div' : 'label', {class: 'label', id: `${id}-label`, htmlFor: isGroup ? null : `${id}-field`},
      words(block.label), block.optional && h('span', {class: 'quiet'}, ' (اختياري)')),
    made.node, made.said, error, h('div', {class: 'hint quiet', id: `${id}-hint`}, block.hint && plain(block.hint.text)));
}

/** What was typed, in the shape in which Slack keeps it, so that `field` reads both alike. */
function asEntry(element, value) {
  return Array.isArray(value) ? {selected_options: value.map((one) => ({value: one}))} : {value, selected_option: value && {value}, selected_user: value, selected_date: value, selected_time: value, selected_channel: value, selected_conversation: value};
}

const typed = () => Object.fromEntries([...inputs.values()].map((one) => [one.key, one.made.read()]));
const values = () => Object.fromEntries([...inputs.values()].map((one) => [one.element.action_id, one.made.read()]));

function press(element, block, value) {
  return api.post('/click', {
    user: store.get().me, view_id: view.id, action_id: element.action_id, block_id: block.block_id, value, values: values(),
  });
}

function refuse(blockId, text) {
  const one = inputs.get(blockId);
  if (!one) return false;
  clear(one.error, text && icon('warn'), text);
  if (text) one.made.focus?.setAttribute('aria-invalid', 'true');
  else one.made.focus?.removeAttribute('aria-invalid');
  return true;
}

function say(text) {
  clear(trouble, text && icon('warn'), text);
}

function blank(value) {
  return value === null || value === undefined || (typeof value === 'string' && !value.trim()) || (Array.isArray(value) && !value.length);
}

/** What Slack's own window refuses before the app hears of it. */
function complaints() {
  const found = {};
  for (const {block, element, made} of inputs.values()) {
    const value = made.read();
    if (blank(value)) {
      if (!block.optional) found[block.block_id] = 'هذه الخانة مطلوبة.';
    } else if (element.min_length && value.length < element.min_length) {
      found[block.block_id] = `اكتب ${element.min_length} حرفاً على الأقل.`;
    }
  }
  return found;
}

function showErrors(errors) {
  const homeless = Object.entries(errors).filter(([blockId, text]) => !refuse(blockId, text)).map(([, text]) => text);
  if (homeless.length) say(homeless.join(' '));
  const first = [...inputs.values()].find((one) => one.block.block_id in errors);
  first?.made.focus?.focus();
  first?.made.node.scrollIntoView({block: 'nearest'});
}

async function send() {
  if (submit.getAttribute('aria-busy') === 'true') return;
  say('');
  for (const blockId of inputs.keys()) refuse(blockId, '');
  const missing = complaints();
  if (Object.keys(missing).length) return showErrors(missing);
  submit.setAttribute('aria-busy', 'true');
  try {
    const answer = await api.post('/submit', {user: store.get().me, view_id: view.id, values: values()});
    if (answer.failure) say(LATE);
    else if (answer.response_action === 'errors') showErrors(answer.errors || {});
    else await look();
  } catch (error) {
    say(error.message);
  } finally {
    submit.removeAttribute('aria-busy');
  }
}

async function leave() {
  if (!view) return dialog.close();
  await api.post('/close', {user: store.get().me, view_id: view.id}).catch((error) => toast(error.message, 'warn'));
  await look();
}
