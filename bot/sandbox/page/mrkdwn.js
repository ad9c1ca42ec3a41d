// Slack's mrkdwn as nodes. Only `<…>` is live; `&lt;` stays a sign, so an unescaped `<!channel>` is seen as a mention.
import {h} from './dom.js';
import {EMOJI} from './emoji.js';
import {permalink} from './places.js';
import {store} from './store.js';

const ENTITY = {'&lt;': '<', '&gt;': '>', '&amp;': '&'};
export const unescaped = (text) => text.replace(/&(?:lt|gt|amp);/g, (found) => ENTITY[found]);

const SAFE = /^(?:https?:\/\/|mailto:|tel:)/i;
const BROADCAST = {channel: '@channel', here: '@here', everyone: '@everyone'};

/** A text object, `{type, text}`, or a bare string of mrkdwn. */
export function textOf(object) {
  if (!object) return [];
  if (typeof object === 'string') return mrkdwn(object);
  if (object.type === 'mrkdwn') return mrkdwn(object.text, {links: !object.verbatim});
  return plain(object.text, object.emoji !== false);
}

export function plain(text, withEmoji = true) {
  const shown = withEmoji ? emojis(unescaped(text)) : unescaped(text);
  return shown.split('\n').map((line) => h('span', {class: 'line', dir: 'auto'}, line || '\u200b'));
}

/** One string for labels: no lines, no nodes. */
export const words = (object) => (object ? emojis(unescaped(object.text ?? String(object))) : '');

const emojis = (text) => text.replace(/:([a-z0-9_+-]+):/g, (all, name) => EMOJI[name] || all);

export function mrkdwn(text, {links = true} = {}) {
  const parts = text.split(/```/);
  const made = [];
  parts.forEach((part, at) => {
    const isCode = at % 2 === 1 && at < parts.length - 1;
    if (isCode) made.push(h('pre', {dir: 'auto', tabIndex: 0}, unescaped(part.replace(/^\n/, '')).replace(/\n$/, '')));
    else if (part || at === 0) made.push(...lines(at % 2 === 1 ? `\`\`\`${part}` : part, links));
  });
  return made;
}

function lines(text, links) {
  const made = [];
  let quote = null;
  for (const line of text.split('\n')) {
    const quoted = /^(?:>|&gt;) ?(.*)$/.exec(line);
    if (!quoted) quote = null;
    else if (!quote) made.push(quote = h('blockquote', {}));
    const shown = h('span', {class: 'line', dir: 'auto'}, ...inline(quoted ? quoted[1] : line, links));
    if (!shown.textContent) shown.textContent = '\u200b';
    if (quote) quote.append(shown);
    else made.push(shown);
  }
  return made;
}

const TOKEN = /<([^<>\n]+)>|`([^`\n]+)`/g;
const BARE = /https?:\/\/[^\s<>«»]+[^\s<>«».,:;!؟?)]/g;

function inline(text, links) {
  // Mentions, links and code first, each kept as one private character: style marks may stand around them.
  const kept = [];
  const keep = (node) => String.fromCharCode(0xe000 + kept.push(node) - 1);
  let bare = text.replace(/[\ue000-\uf8ff]/g, '').replace(TOKEN, (all, inside, code) =>
    keep(code === undefined ? live(inside) : h('code', {}, unescaped(code))));
  if (links) bare = bare.replace(BARE, (url) => keep(anchor(unescaped(url), unescaped(url))));
  return styled(bare, kept);
}

const STYLES = [['*', 'strong'], ['_', 'em'], ['~', 's']];

function styled(text, kept) {
  for (const [mark, tag] of STYLES) {
    const sign = mark === '*' ? '\\*' : mark;
    const found = new RegExp(`(^|[^\\p{L}\\p{N}${sign}])${sign}(?=\\S)([^${sign}]*[^\\s${sign}])${sign}(?![\\p{L}\\p{N}${sign}])`, 'u').exec(text);
    if (!found) continue;
    const start = found.index + found[1].length;
    const end = found.index + found[0].length;
    return [...styled(text.slice(0, start), kept), h(tag, {}, ...styled(found[2], kept)), ...styled(text.slice(end), kept)];
  }
  return emojis(unescaped(text)).split(/([\ue000-\uf8ff])/).filter(Boolean)
    .map((part) => kept[part.charCodeAt(0) - 0xe000] || part);
}

function live(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  const {people, me} = store.get();
  if (target.startsWith('@')) {
    const id = target.slice(1);
    const mine = id === me ? ' me' : '';
    return h('span', {class: `mention${mine}`}, `@${people[id]?.real_name || unescaped(label || id)}`);
  }
  if (target.startsWith('#')) return room(target.slice(1), unescaped(label || ''));
  if (target.startsWith('!date^')) return h('time', {}, dated(target, label));
  if (target.startsWith('!subteam^')) return h('span', {class: 'mention me'}, unescaped(label || '@مجموعة'));
  if (target.startsWith('!')) {
    const name = BROADCAST[target.slice(1)];
    return h('span', {class: name ? 'mention me loud' : 'mention'}, name || unescaped(label || target));
  }
  return anchor(unescaped(target), unescaped(label || target));
}

export function anchor(url, label) {
  if (!SAFE.test(url)) return label;
  const place = permalink(url);
  const go = (event) => {
    event.preventDefault();
    store.open(place.channel, {ts: place.ts});
  };
  return h('a', {href: url, target: '_blank', rel: 'noopener noreferrer', on: place ? {click: go} : {}}, label);
}

const roomName = (id) => store.get().channels.find((one) => one.id === id)?.name;

/** A mention of a channel; what cannot be opened by this person keeps its label or id. */
export function room(id, label = '') {
  return h('button', {type: 'button', class: 'mention', dataset: {room: id}, on: {click: () => store.open(id)}}, `#${roomName(id) || label || id}`);
}

/** A channel may be made, or its person let in, after a message that names it was drawn. */
export function nameRooms(node) {
  for (const one of node.querySelectorAll('[data-room]')) {
    const name = roomName(one.dataset.room);
    if (name) one.textContent = `#${name}`;
  }
}

const PIECES = {
  date_num: {year: 'numeric', month: '2-digit', day: '2-digit'}, date: {dateStyle: 'long'}, date_short: {dateStyle: 'medium'},
  date_long: {dateStyle: 'full'}, date_pretty: {dateStyle: 'long'}, date_short_pretty: {dateStyle: 'medium'},
  date_long_pretty: {dateStyle: 'full'}, time: {timeStyle: 'short'}, time_secs: {timeStyle: 'medium'},
};

function dated(target, fallback) {
  const [, seconds, format] = target.split('^');
  const at = Number(seconds) * 1000;
  if (!Number.isFinite(at) || !format) return unescaped(fallback || target);
  const zone = {calendar: 'gregory', numberingSystem: 'latn'};
  return format.replace(/\{(\w+)\}/g, (all, name) =>
    (PIECES[name] ? new Intl.DateTimeFormat('ar', {...zone, ...PIECES[name]}).format(at) : all));
}
