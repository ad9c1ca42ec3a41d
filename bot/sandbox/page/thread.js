// The pane beside the channel: one message and what was said under it.
import {clear, h, icon} from './dom.js';
import {composer} from './composer.js';
import {drawMessage} from './message.js';
import {api, store, unlessOffline} from './store.js';

export function threadPane({onClose}) {
  const rows = h('div', {class: 'rows', role: 'feed', 'aria-label': 'ردود السلسلة'});
  const box = h('div', {class: 'scroll list'}, rows);
  const shut = h('button', {type: 'button', class: 'btn quiet icon-only', 'aria-label': 'إغلاق السلسلة', on: {click: () => close()}}, icon('close'));
  const line = composer({
    label: 'اكتب رداً في السلسلة', inThread: true,
    send: (text) => api.post('/say', {user: store.get().me, channel: place.channel, text, thread_ts: place.ts}),
  });
  const node = h('section', {class: 'thread', hidden: true, 'aria-label': 'سلسلة الردود'},
    h('header', {class: 'bar'}, h('h2', {}, 'سلسلة الردود'), shut), box, line.node);
  node.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !event.defaultPrevented) close(); });
  let place = null;
  let said = '';

  async function draw() {
    if (!place) return;
    const asked = place;
    const {messages} = await api.get('/screen/thread', {user: store.get().me, ...asked});
    if (place !== asked || said === JSON.stringify(messages)) return;
    said = JSON.stringify(messages);
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
    clear(rows, messages.map((one, at) => h('div', {class: at ? 'row' : 'row parent'}, drawMessage(one, {inThread: true}))));
    for (const one of rows.querySelectorAll('article')) one.setAttribute('tabindex', '0');
    if (atEnd) box.scrollTop = box.scrollHeight;
  }

  async function open(record) {
    place = {channel: record.channel, ts: record.ts};
    said = '';
    node.hidden = false;
    await draw();
    line.focus();
  }

  function close() {
    if (node.hidden) return;
    place = null;
    node.hidden = true;
    onClose();
  }

  function apply(changes) {
    if (place && changes.some((one) => one.channel === place.channel && one.kind !== 'call')) draw().catch(unlessOffline);
  }

  return {node, open, close, apply};
}
