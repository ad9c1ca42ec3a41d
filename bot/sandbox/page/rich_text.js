// rich_text: what Slack makes of words typed in its own editor.
import {h} from './dom.js';
import {emoji} from './emoji.js';
import {anchor, room} from './mrkdwn.js';
import {store} from './store.js';

export function richText(block) {
  return (block.elements || []).map((part) => {
    if (part.type === 'rich_text_quote') return h('blockquote', {dir: 'auto'}, pieces(part.elements));
    if (part.type === 'rich_text_preformatted') return h('pre', {dir: 'auto', tabIndex: 0}, pieces(part.elements));
    if (part.type === 'rich_text_list') {
      const tag = part.style === 'ordered' ? 'ol' : 'ul';
      return h(tag, {class: 'rich-list'}, part.elements.map((one) => h('li', {dir: 'auto'}, pieces(one.elements))));
    }
    return h('span', {class: 'line', dir: 'auto'}, pieces(part.elements || []));
  });
}

const pieces = (elements) => elements.map((one) => styled(piece(one), one.style || {}));

function piece(one) {
  const {people} = store.get();
  switch (one.type) {
    case 'text': return one.text;
    case 'emoji': return emoji(one.name);
    case 'link': return anchor(one.url, one.text || one.url);
    case 'user': return h('span', {class: 'mention'}, `@${people[one.user_id]?.real_name || one.user_id}`);
    case 'channel': return room(one.channel_id);
    case 'broadcast': return h('span', {class: 'mention me loud'}, `@${one.range}`);
    default: return one.fallback || '';
  }
}

function styled(node, style) {
  let shown = node;
  for (const [name, tag] of [['code', 'code'], ['bold', 'strong'], ['italic', 'em'], ['strike', 's']]) {
    if (style[name]) shown = h(tag, {}, shown);
  }
  return shown;
}
