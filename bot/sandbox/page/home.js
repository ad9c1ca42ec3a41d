// The app's Home tab.
import {clear, h} from './dom.js';
import {drawBlocks} from './blocks.js';
import {api, store, unlessOffline} from './store.js';

export function homeTab() {
  const node = h('div', {class: 'scroll home', hidden: true, tabIndex: 0, role: 'region', 'aria-label': 'الصفحة الرئيسية'});
  let hash = '';

  async function look() {
    const {me} = store.get();
    const {home} = await api.get('/views', {user: me});
    if (me !== store.get().me || node.hidden) return;
    if (home && home.hash === hash) return;
    hash = home?.hash || '';
    const place = {
      entry: (block, element) => home.state.values[block.block_id]?.[element.action_id],
      press: (element, block, value) => api.post('/click', {
        user: me, view_id: home.id, action_id: element.action_id, block_id: block.block_id, value,
      }),
    };
    clear(node, home ? drawBlocks(home.blocks, place) : h('p', {class: 'nothing'}, 'لحظة، التطبيق يجهّز صفحتك…'));
  }

  async function show(channel) {
    node.hidden = false;
    hash = '';
    clear(node);
    await look();
    await api.post('/event', {event: {type: 'app_home_opened', user: store.get().me, tab: 'home', channel}});
  }

  function apply(changes) {
    if (!node.hidden && changes.some((one) => one.kind === 'view')) look().catch(unlessOffline);
  }

  return {node, show, apply, hide: () => { node.hidden = true; }};
}
