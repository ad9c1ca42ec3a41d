// The Slack half: channels, the open one, its thread, its composer, and the modal over it.
import {clear, h, icon, toast} from './dom.js';
import {composer} from './composer.js';
import {homeTab} from './home.js';
import {messageList} from './list.js';
import {mountModal} from './modal.js';
import {nameRooms} from './mrkdwn.js';
import {nameOf, sidebar} from './sidebar.js';
import {api, unlessOffline} from './store.js';
import {threadPane} from './thread.js';

const FIRST = 'approvals';

export function mount(element, store) {
  const side = sidebar({onPick: () => element.classList.remove('side-open')});
  const thread = threadPane({onClose: () => element.classList.remove('thread-open')});
  const room = {
    inThread: false,
    openThread(record) {
      element.classList.add('thread-open');
      thread.open(record).catch((error) => toast(error.message, 'warn'));
    },
  };
  const list = messageList(room);
  const home = homeTab();
  const line = composer({
    label: 'اكتب رسالة', channel: () => store.get().channel,
    send: (text) => api.post('/say', {user: store.get().me, channel: store.get().channel, text}),
  });
  const name = h('h2', {class: 'room-title'});
  const tabs = h('div', {class: 'room-tabs', role: 'group', 'aria-label': 'أقسام التطبيق', hidden: true},
    tab('home', 'الرئيسية'), tab('messages', 'الرسائل'));
  const rooms = h('button', {
    type: 'button', class: 'btn quiet rooms-button', on: {click: () => element.classList.toggle('side-open')},
  }, icon('back'), 'القنوات');
  const middle = h('section', {class: 'room-pane', 'aria-label': 'المحادثة'},
    h('header', {class: 'bar'}, rooms, name, tabs), list.node, home.node, line.node);
  element.append(side.node, middle, thread.node);
  mountModal();

  let shown = {};

  function tab(id, label) {
    return h('button', {type: 'button', class: 'btn quiet', dataset: {tab: id}, on: {click: () => pick(id)}}, label);
  }

  function pick(id) {
    for (const one of tabs.children) one.setAttribute('aria-pressed', String(one.dataset.tab === id));
    list.node.hidden = id === 'home';
    line.node.hidden = id === 'home';
    if (id === 'home') home.show(store.get().channel).catch((error) => toast(error.message, 'warn'));
    else home.hide();
  }

  function draw(state, anew) {
    const channel = state.channels.find((one) => one.id === state.channel);
    if (!channel) return;
    const moved = anew || shown.channel !== state.channel || shown.me !== state.me || (state.ts && shown.ts !== state.ts);
    if (!moved) return;
    element.classList.remove('side-open');
    const samePlace = shown.channel === state.channel;
    shown = {channel: state.channel, me: state.me, ts: state.ts};
    const label = nameOf(channel, state);
    clear(name, channel.name ? icon(channel.is_private ? 'lock' : 'hash') : null, h('bdi', {}, label),
      channel.is_private && h('span', {class: 'chip'}, 'خاصة'));
    line.rename(`اكتب رسالة في \u2068${channel.name ? '#' : ''}${label}\u2069`);
    tabs.hidden = Boolean(channel.name);
    if (!samePlace) thread.close();
    pick('messages');
    list.show(channel.id, state.ts).catch((error) => toast(error.message, 'warn'));
  }

  store.subscribe((state, changes) => {
    const anew = changes.some((one) => one.kind === 'reset' || one.kind === 'person');
    if (!state.channel && state.channels.length) {
      store.open(FIRST, {tab: state.tab}); // who picked a tab while we were loading stays there
      return;
    }
    side.draw(state);
    draw(state, anew);
    if (anew) return;
    if (changes.some((one) => one.kind === 'channel')) nameRooms(element);
    list.apply(changes).catch(unlessOffline);
    thread.apply(changes);
    home.apply(changes);
  });
}
