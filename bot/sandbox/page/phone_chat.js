// The bubbles of one chat; the customer's own stand at the end of the line, the company's at its start.
import {clockTime, dayOf, h} from './dom.js';
import {draw} from './phone_icons.js';
import {patch} from './phone_patch.js';

const TICKS = {sent: 'أُرسلت', delivered: 'وصلت', read: 'قُرئت', failed: 'لم تصل', played: 'سُمعت'};
const WAVE = [6, 10, 16, 9, 14, 20, 12, 7, 15, 18, 11, 6, 13, 19, 10, 8, 14, 9, 6, 11];
const NAMED = {audio: 'رسالة صوتية', image: 'صورة', video: 'مقطع', document: 'ملف', sticker: 'ملصق'};

export function drawChat(scroller, list, messages, acts) {
  const before = scroller.dataset.shown;
  const reactions = latestReactions(messages);
  const shown = messages.filter((one) => one.type !== 'reaction');
  patch(list, shown.length ? [...lines(shown, reactions, acts)] : [['empty', empty]]);
  const now = `${shown[0]?.wa_id} ${shown.length}`;
  if (before !== now) scroller.scrollTop = scroller.scrollHeight;
  scroller.dataset.shown = scroller.clientHeight ? now : ''; // a hidden phone cannot be scrolled
}

const empty = () => h('li', {class: 'wa-empty'}, 'لا رسائل بعد. اكتب كأنك العميل، وراقب ما يحدث في مساحة العمل.');

function latestReactions(messages) {
  const found = new Map();
  for (const one of messages) if (one.type === 'reaction') found.set(one.reacted_to, one.text);
  return found;
}

function* lines(messages, reactions, acts) {
  const byId = new Map(messages.map((one) => [one.id, one]));
  let day = '';
  for (const one of messages) {
    if (dayOf(one.at) !== day) {
      day = dayOf(one.at);
      const today = day;
      yield [`day ${today}`, () => h('li', {class: 'wa-day'}, h('span', {}, today))];
    }
    const [quoted, reaction] = [byId.get(one.context?.id), reactions.get(one.id)];
    yield [JSON.stringify([one, quoted?.id, reaction]), () => bubble(one, quoted, reaction, acts)];
  }
}

function bubble(one, quoted, reaction, acts) {
  const own = one.direction === 'inbound';
  return h('li', {class: `wa-line ${own ? 'own' : 'theirs'}`, dataset: {kind: one.direction}},
    h('div', {class: 'wa-bubble'},
      h('span', {class: 'sr'}, own ? 'العميل: ' : 'ديلكس: '),
      one.context?.forwarded && h('p', {class: 'wa-forwarded'}, draw('forward'), 'محوّلة'),
      quoted && h('blockquote', {dir: 'auto'}, summary(quoted)),
      body(one),
      h('p', {class: 'wa-meta'}, h('time', {}, clockTime(one.at)), own && ticks(one)),
      reaction && h('span', {class: 'wa-reaction'}, h('span', {class: 'sr'}, 'تفاعل: '), reaction)),
    !own && origin(one),
    own ? one.status === 'sent' && one.type === 'text' && redeliver(one, acts) : answers(one, acts));
}

function body(one) {
  if (one.type === 'audio') return voice(one);
  if (one.type === 'image') return h('div', {}, h('div', {class: 'wa-image', role: 'img', 'aria-label': 'صورة'}), one.text && words(one.text));
  if (one.type in NAMED) return words(NAMED[one.type]);
  if (one.type === 'template') return words(`قالب: ${one.template?.name || ''}`);
  return words(one.text || '');
}

const words = (text) => h('p', {class: 'wa-text', dir: 'auto'}, text);
export const summary = (one) => one.text || NAMED[one.type] || '';

function voice(one) {
  const seconds = Math.round(one.seconds || 0);
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return h('div', {class: 'wa-voice'}, draw('play'),
    h('span', {class: 'wa-wave', 'aria-hidden': 'true'}, WAVE.map((height) => {
      const bar = h('i');
      bar.style.blockSize = `${height}px`;
      return bar;
    })), h('span', {}, h('span', {class: 'sr'}, 'رسالة صوتية '), length));
}

function ticks(one) {
  const shape = one.status === 'sent' ? 'sent' : 'delivered';
  return h('span', {class: `wa-ticks ${one.status}`}, draw(shape), h('span', {class: 'sr'}, TICKS[one.status] || one.status));
}

function origin(one) {
  const by_hand = one.direction === 'by_hand';
  return h('p', {class: 'wa-origin'}, draw(by_hand ? 'hand' : 'plug'),
    by_hand ? 'سُلّمت بيد المؤسس' : `عبر Cloud API · ${TICKS[one.status] || 'أُرسلت'}`);
}

function answers(one, {quote, react}) {
  return h('p', {class: 'wa-acts'},
    h('button', {type: 'button', class: 'wa-act', on: {click: () => quote(one)}}, draw('quote'), 'اقتباس'),
    h('button', {type: 'button', class: 'wa-act', 'aria-label': 'تفاعل 👍', on: {click: () => react(one)}}, '👍'));
}

function redeliver(one, {again}) {
  return h('p', {class: 'wa-acts'},
    h('button', {type: 'button', class: 'wa-act', on: {click: () => again(one)}}, draw('again'), 'أعد التسليم'));
}
