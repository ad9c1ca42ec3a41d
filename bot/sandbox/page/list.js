// A channel's messages through a window: pages are fetched on the way up and dropped at the far end.
import {announce, dayOf, h, icon} from './dom.js';
import {drawMessage} from './message.js';
import {oneStop, walkMessages} from './keys.js';
import {api, store} from './store.js';

const PAGE = 60;
const MOST = 240;
const NEAR_PX = 600;
const SPOKEN = 160;
const SAME_HAND_S = 300;

export function messageList(room) {
  const rows = h('div', {class: 'rows', role: 'feed', 'aria-label': 'الرسائل'});
  const box = h('div', {class: 'scroll list', tabIndex: -1}, rows);
  const newest = h('button', {type: 'button', class: 'btn newest', hidden: true, on: {click: () => toEnd()}}, icon('down'), 'إلى الأحدث');
  const node = h('div', {class: 'list-frame'}, box, newest);
  let items = [];
  let ends = {older: false, newer: false};
  let channel = '';
  let turn = Promise.resolve();
  let stuck = true;
  const drawn = new Map();

  // One thing after another: a page, then the changes that came while it travelled.
  const inTurn = (work) => (turn = turn.then(work, work));
  const fetchPage = (query) => api.get('/screen/messages', {user: store.get().me, channel, limit: PAGE, ...query});
  const atEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < 40;

  function show(wanted, ts) {
    channel = wanted;
    return inTurn(async () => {
      if (channel !== wanted) return;
      const page = await fetchPage(ts ? {around: ts} : {}).catch((error) => {
        items = []; // not another channel's messages below this one's name
        drawn.clear();
        rows.replaceChildren();
        throw error;
      });
      if (channel !== wanted) return;
      items = page.messages;
      ends = {older: page.older, newer: page.newer};
      drawn.clear();
      rows.replaceChildren();
      stuck = !ts;
      lay();
      if (ts) point(ts);
      else box.scrollTop = box.scrollHeight;
    });
  }

  function point(ts) {
    const found = drawn.get(ts)?.node;
    if (!found) return;
    found.scrollIntoView({block: 'center'});
    found.classList.add('pointed');
    found.querySelector('article').focus({preventScroll: true});
  }

  async function toEnd() {
    if (ends.newer) await show(channel, null);
    box.scrollTop = box.scrollHeight;
  }

  /** Draws what changed and leaves everything else, the focus and the reader's place where they were. */
  function lay() {
    const top = box.getBoundingClientRect().top;
    const fixed = stuck ? null : [...rows.children].find((one) => one.getBoundingClientRect().bottom > top);
    const before = fixed?.getBoundingClientRect().top;
    const wanted = new Set(items.map((one) => one.ts));
    for (const [ts, one] of drawn) if (!wanted.has(ts)) { one.node.remove(); drawn.delete(ts); }
    let previous = null;
    for (const record of items) {
      const row = rowOf(record);
      dress(row, record, previous && items[items.indexOf(record) - 1]);
      const follows = previous ? previous.nextSibling : rows.firstChild;
      if (follows !== row) rows.insertBefore(row, follows);
      previous = row;
    }
    if (stuck) box.scrollTop = box.scrollHeight;
    else if (fixed?.isConnected) box.scrollTop += fixed.getBoundingClientRect().top - before;
    oneStop(rows);
    rows.dataset.empty = items.length ? '' : 'yes';
    newest.hidden = stuck && !ends.newer;
  }

  function rowOf(record) {
    const said = JSON.stringify(record);
    const old = drawn.get(record.ts);
    if (old?.said === said) return old.node;
    const article = drawMessage(record, room);
    if (!old) {
      const made = h('div', {class: 'row'}, article);
      drawn.set(record.ts, {said, node: made});
      return made;
    }
    const held = document.activeElement;
    const inside = old.node.contains(held) && held;
    const before = old.node.querySelector('article');
    article.setAttribute('tabindex', before.getAttribute('tabindex'));
    before.replaceWith(article);
    drawn.set(record.ts, {said, node: old.node});
    if (inside) ((inside.dataset.action && article.querySelector(`[data-action="${CSS.escape(inside.dataset.action)}"]`)) || article).focus();
    return old.node;
  }

  function dress(row, record, before) {
    const day = dayOf(record.ts);
    const isNew = !before || dayOf(before.ts) !== day;
    const line = row.querySelector(':scope > .day');
    if (isNew && !line) row.prepend(h('p', {class: 'day'}, h('span', {}, day)));
    if (!isNew && line) line.remove();
    const same = !isNew && before.user === record.user && !record.blocks && !record.ephemeral_for
      && !before.ephemeral_for && record.ts - before.ts < SAME_HAND_S;
    row.classList.toggle('same-hand', Boolean(same));
  }

  async function more(way) {
    const edge = way === 'older' ? items[0] : items.at(-1);
    if (!ends[way] || !edge) return;
    const page = await fetchPage(way === 'older' ? {before: edge.ts} : {after: edge.ts});
    const known = new Set(items.map((one) => one.ts));
    const fresh = page.messages.filter((one) => !known.has(one.ts));
    items = way === 'older' ? [...fresh, ...items] : [...items, ...fresh];
    ends[way] = page[way];
    if (items.length > MOST && way === 'older') [items, ends.newer] = [items.slice(0, MOST), true];
    if (items.length > MOST && way === 'newer') [items, ends.older] = [items.slice(-MOST), true];
    stuck = false;
    lay();
  }

  let waiting = false;
  box.addEventListener('scroll', () => {
    stuck = atEnd() && !ends.newer;
    newest.hidden = stuck;
    const far = box.scrollHeight - box.scrollTop - box.clientHeight;
    const way = box.scrollTop < NEAR_PX && ends.older ? 'older' : far < NEAR_PX && ends.newer ? 'newer' : null;
    if (!way || waiting) return;
    waiting = true;
    inTurn(() => more(way)).finally(() => { waiting = false; });
  });
  new ResizeObserver(() => { if (stuck) box.scrollTop = box.scrollHeight; }).observe(rows);
  new ResizeObserver(() => { if (stuck) box.scrollTop = box.scrollHeight; }).observe(box);

  function apply(changes) {
    const {me} = store.get();
    const here = changes.filter((one) => one.channel === channel && (one.kind !== 'ephemeral' || one.user === me));
    const gone = new Set(here.filter((one) => one.kind === 'delete').map((one) => one.ts));
    const told = new Set(here.filter((one) => ['message', 'update', 'ephemeral'].includes(one.kind)).map((one) => one.ts));
    if (!gone.size && !told.size) return turn;
    const wanted = channel;
    return inTurn(async () => {
      if (channel !== wanted) return;
      const found = told.size ? (await fetchPage({only: [...told].join(',')})).messages : [];
      if (channel !== wanted) return;
      items = items.filter((one) => !gone.has(one.ts));
      for (const record of found) if (!record.is_reply) put(record);
      lay();
    });
  }

  function put(record) {
    const at = items.findIndex((one) => one.ts === record.ts);
    if (at >= 0) items[at] = record;
    else if (!ends.newer && (!items.length || record.ts > items[0].ts)) {
      items.push(record);
      items.sort((a, b) => (a.ts < b.ts ? -1 : 1));
      const author = store.get().people[record.user]?.real_name || '';
      announce(`رسالة جديدة من ${author}: ${record.text.slice(0, SPOKEN)}`);
    }
  }

  walkMessages(rows);
  return {node, show, apply};
}
