// The pane beside the channel: one message and what was said under it.
import {h, icon} from './dom.js';
import {composer} from './composer.js';
import {drawMessage} from './message.js';
import {patch} from './phone_patch.js';
import {api, store, unlessOffline} from './store.js';

export function threadPane({onClose}) {
  const rows = h('div', {class: 'rows', role: 'feed', 'aria-label': 'ردود السلسلة'});
  const box = h('div', {class: 'scroll list'}, rows);
  const shut = h('button', {type: 'button', class: 'btn quiet icon-only', 'aria-label': 'إغلاق السلسلة', on: {click: () => leave()}}, icon('close'));
  const line = composer({
    label: 'اكتب رداً في السلسلة', inThread: true,
    send: (text) => api.post('/say', {user: store.get().me, channel: place.channel, text, thread_ts: place.ts}),
  });
  const node = h('section', {class: 'thread', hidden: true, 'aria-label': 'سلسلة الردود'},
    h('header', {class: 'bar'}, h('h2', {}, 'سلسلة الردود'), shut), box, line.node);
  node.addEventListener('keydown', (event) => { if (event.key === 'Escape' && !event.defaultPrevented) leave(); });
  let place = null;

  async function draw() {
    if (!place) return;
    const asked = place;
    const {messages} = await api.get('/screen/thread', {user: store.get().me, ...asked});
    if (place !== asked) return;
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
    patch(rows, messages.map((one, at) => [JSON.stringify(one), () => row(one, at)]));
    if (atEnd) box.scrollTop = box.scrollHeight;
  }

  async function open(record) {
    place = {channel: record.channel, ts: record.ts};
    node.hidden = false;
    await draw();
    line.focus();
  }

  function row(record, at) {
    const article = drawMessage(record, {inThread: true});
    article.tabIndex = 0;
    return h('div', {class: at ? 'row' : 'row parent'}, article);
  }

  /** Back to the message that the thread hangs on. */
  function leave() {
    const {ts} = place;
    close();
    document.querySelector(`.list-frame article[data-ts="${ts}"]`)?.focus();
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
