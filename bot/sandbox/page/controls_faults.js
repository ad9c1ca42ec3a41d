// Slack out of order, on order: which way, a mark that it is, and the way back.
import {clear, h, toast} from './dom.js';
import {button} from './controls_parts.js';
import {draw} from './phone_icons.js';
import {patch} from './phone_patch.js';
import {api} from './store.js';

const EVERY = 'slack.*';
const UNTIL_STOPPED = 100000;
const SLOW_S = 4;
const WAYS = [
  ['slow', 'بطيء', {delay_s: SLOW_S}],
  ['ratelimited', 'مزدحم (429)', {retry_after: 2}],
  ['server_error', 'متعطل (503)', {}],
  ['lost_reply', 'تضيع ردوده', {}],
];
const NAMES = Object.fromEntries(WAYS.map(([kind, name]) => [kind, name]));

export function faults() {
  const row = h('div', {class: 'ct-row'});
  const part = {element: row, on: null, changed: () => {}};

  async function turn(kind, more) {
    await api.delete('/faults');
    await api.post('/faults', {method: EVERY, kind, times: UNTIL_STOPPED, ...more});
    toast(`‏Slack الآن ${NAMES[kind]} حتى توقفه`);
  }

  part.stop = async () => {
    await api.delete('/faults');
    if (document.activeElement?.closest('#fault')) document.getElementById('workspace').focus(); // its button goes
    toast('عاد Slack كما كان');
  };

  part.load = async () => {
    const planned = (await api.get('/faults')).faults;
    part.on = planned.find((one) => one.method === EVERY)?.kind || null;
    patch(row, WAYS.map(([kind, name, more]) => {
      const on = part.on === kind;
      return [`${kind} ${on}`, () => button(name, () => (on ? part.stop() : turn(kind, more)), {pressed: on})];
    }));
    part.changed();
  };
  return part;
}

/** In the page's head, so that it is seen from every tab. */
export function faultBadge(part) {
  const badge = h('div', {id: 'fault', role: 'status', hidden: true});
  part.changed = () => {
    badge.hidden = !part.on;
    if (badge.dataset.on === String(part.on)) return;
    badge.dataset.on = String(part.on);
    clear(badge, part.on && [draw('plug'), h('span', {}, `‏Slack ${NAMES[part.on] || 'متعطل'}`), button('أوقف', part.stop)]);
  };
  return badge;
}
