// One message: who, when, what, and what can be done with it.
import {clockTime, h, icon, toast} from './dom.js';
import {drawBlocks} from './blocks.js';
import {QUICK, emoji} from './emoji.js';
import {openMenu} from './menu.js';
import {mrkdwn} from './mrkdwn.js';
import {api, store} from './store.js';

const REACTION_NAMES = {'+1': 'إعجاب', pushpin: 'تثبيت', white_check_mark: 'تم', eyes: 'أراجعها'};

/** `room`: `{inThread, openThread(record)}`. */
export function drawMessage(record, room) {
  const {people, me, bot} = store.get();
  const author = people[record.user] || {real_name: record.user, id: record.user};
  const edited = record.edited && record.user !== bot;
  return h('article', {
    class: `message${record.ephemeral_for ? ' ephemeral' : ''}`, dataset: {ts: record.ts}, tabIndex: -1,
    'aria-label': `${author.real_name}، ${clockTime(record.ts)}`,
  },
  avatar(author),
  h('div', {class: 'message-main'},
    record.ephemeral_for && h('p', {class: 'only-you'}, icon('eye'), 'يظهر لك فقط'),
    h('p', {class: 'message-head'},
      h('strong', {}, author.real_name), author.is_bot && h('span', {class: 'chip'}, 'تطبيق'),
      h('time', {}, clockTime(record.ts)), edited && h('span', {class: 'quiet'}, '(معدّلة)')),
    h('div', {class: 'message-body'}, body(record)),
    reactions(record, me),
    !room.inThread && record.reply_count > 0 && threadLink(record, room)),
  !record.ephemeral_for && tools(record, room));
}

export function avatar(person) {
  if (person.is_bot) return h('img', {class: 'avatar', src: '/page/mark.svg', alt: '', width: 36, height: 36});
  const tone = [...person.id].reduce((sum, one) => sum + one.charCodeAt(0), 0) % 4;
  return h('span', {class: `avatar tone-${tone}`, 'aria-hidden': 'true'}, person.real_name.slice(0, 1));
}

function body(record) {
  const where = {channel: record.channel, ts: record.ts};
  // As in Slack: what a person saw is what they press, also where the message was changed a moment ago.
  const place = {
    press: (element, block, value) => api.post('/click', {
      user: store.get().me, ...where, action_id: element.action_id, block_id: block.block_id, value, stale: true,
    }),
  };
  const shown = record.blocks?.length ? drawBlocks(record.blocks, place) : mrkdwn(record.text);
  const more = (record.attachments || []).map((one) =>
    h('div', {class: 'attachment'}, one.blocks ? drawBlocks(one.blocks, place) : mrkdwn(one.text || one.fallback || '')));
  return [shown, more, (record.files || []).map((one) => h('p', {class: 'chip'}, one.name || one.title))];
}

function react(record, name) {
  return api.post('/react', {user: store.get().me, channel: record.channel, ts: record.ts, name})
    .catch((error) => toast(error.message, 'warn'));
}

function reactions(record, me) {
  if (!record.reactions) return null;
  return h('div', {class: 'reactions'}, record.reactions.map((one) => h('button', {
    type: 'button', class: 'reaction', 'aria-pressed': String(one.users.includes(me)),
    'aria-label': `${REACTION_NAMES[one.name] || one.name}، ${one.count}`, on: {click: () => react(record, one.name)},
  }, `${emoji(one.name)} ${one.count}`)));
}

const PLURALS = new Intl.PluralRules('ar');
const REPLIES = {one: 'رد واحد', two: 'ردّان', few: '# ردود', many: '# رداً', other: '# رد'};

function threadLink(record, room) {
  const count = REPLIES[PLURALS.select(record.reply_count)].replace('#', record.reply_count);
  return h('button', {type: 'button', class: 'thread-link', on: {click: () => room.openThread(record)}},
    icon('reply'), h('span', {}, count), h('span', {class: 'quiet'}, `آخرها ${clockTime(record.latest_reply)}`));
}

function tools(record, room) {
  const quick = QUICK.slice(0, 2).map((name) => h('button', {
    type: 'button', 'aria-label': `تفاعل: ${REACTION_NAMES[name]}`, on: {click: () => react(record, name)},
  }, emoji(name)));
  const more = h('button', {type: 'button', 'aria-label': 'إجراءات الرسالة', 'aria-haspopup': 'menu'}, icon('more'));
  more.addEventListener('click', () => openMenu(more, entries(record, room), {label: 'إجراءات الرسالة'}));
  return h('div', {class: 'message-tools', role: 'group', 'aria-label': 'أدوات الرسالة'}, quick,
    !room.inThread && h('button', {type: 'button', 'aria-label': 'رد في سلسلة', on: {click: () => room.openThread(record)}}, icon('reply')),
    more);
}

function entries(record, room) {
  const {shortcuts, me} = store.get();
  const use = (callback_id) => api.post('/shortcut', {user: me, callback_id, channel: record.channel, ts: record.ts})
    .then((answer) => answer.failure && toast('لم يستجب التطبيق خلال 3 ثوانٍ.', 'warn'));
  const own = record.user === me ? [{label: 'احذف الرسالة', act: () => api.post('/delete', {user: me, channel: record.channel, ts: record.ts})}] : [];
  return [
    ...shortcuts.filter((one) => one.type === 'message').map((one) => ({label: `${one.name} · Dealix Ops`, act: () => use(one.callback_id)})),
    ...QUICK.map((name) => ({label: `${emoji(name)} ${REACTION_NAMES[name]}`, act: () => react(record, name)})),
    ...(room.inThread ? [] : [{label: 'رد في سلسلة', act: () => room.openThread(record)}]),
    ...own,
  ];
}
