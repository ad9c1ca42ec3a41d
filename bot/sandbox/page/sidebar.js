// Channels and direct messages, with what is unread.
import {clear, h, icon} from './dom.js';
import {avatar} from './message.js';
import {store} from './store.js';

export function sidebar({onPick}) {
  const node = h('nav', {class: 'side scroll', 'aria-label': 'القنوات والرسائل'});
  let said = '';

  function draw(state) {
    const now = JSON.stringify([state.channels, state.channel, state.me]);
    if (now === said) return;
    said = now;
    const held = document.activeElement?.dataset?.channel;
    const rooms = state.channels.filter((one) => one.name);
    const people = state.channels.filter((one) => !one.name);
    clear(node, part('القنوات', rooms, state), part('التطبيقات والرسائل', people, state));
    if (held) node.querySelector(`[data-channel="${CSS.escape(held)}"]`)?.focus();
  }

  function part(name, channels, state) {
    return h('section', {}, h('h2', {}, name), h('ul', {}, channels.map((one) => h('li', {}, line(one, state)))));
  }

  function line(channel, state) {
    const here = channel.id === state.channel;
    const sign = channel.name ? icon(channel.is_private ? 'lock' : 'hash') : avatar(state.people[state.bot]);
    const pick = () => {
      store.open(channel.id);
      onPick();
    };
    return h('button', {
      type: 'button', class: `room${channel.unread ? ' unread' : ''}`, dataset: {channel: channel.id},
      'aria-current': here ? 'page' : null, on: {click: pick},
    }, sign, h('bdi', {class: 'room-name'}, nameOf(channel, state)),
    channel.is_private && h('span', {class: 'sr'}, '(خاصة)'), count(channel));
  }

  return {node, draw};
}

function count(channel) {
  if (!channel.unread) return null;
  const loud = channel.mentions || (channel.name ? 0 : channel.unread);
  if (!loud) return h('span', {class: 'sr'}, '(فيها جديد)');
  return h('span', {class: 'badge'}, h('span', {class: 'sr'}, channel.name ? 'إشارات إليك: ' : 'رسائل جديدة: '), String(loud));
}

export function nameOf(channel, {people, bot}) {
  if (channel.name) return channel.name;
  return channel.is_mpim ? 'محادثة جماعية' : people[bot]?.real_name || '';
}
