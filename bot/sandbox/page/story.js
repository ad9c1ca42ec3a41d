// The guided story: five steps that light up as they really happen.
import {clear, h, toast} from './dom.js';
import {button} from './controls_parts.js';
import {draw} from './phone_icons.js';
import {patch} from './phone_patch.js';
import {api, unlessOffline} from './store.js';

const MOVES = new Set(['whatsapp', 'message', 'update', 'delivery', 'call', 'guide', 'fault', 'reset', 'restart_wanted']);
const CALM_MS = 250;
const finished = (step) => step.done.every(Boolean);

export function mount(element, store) {
  const bar = h('progress', {class: 'st-bar', max: 5, value: 0, 'aria-label': 'ما تم من القصة'});
  const count = h('span', {class: 'st-count'});
  const list = h('ol', {class: 'st-steps'});
  const foot = h('div', {class: 'st-foot'});
  const part = {open: null, lit: new Set(), guide: null, told: false};
  clear(element, h('div', {class: 'st-head'}, h('h2', {}, 'القصة في خمس خطوات'), count), bar, list, foot);

  const run = (id) => api.post('/guide/play', {step: id}).then(redraw);
  const show = (step) => {
    part.open = part.open === step.id ? '' : step.id;
    redraw(part.guide);
  };

  function redraw(guide) {
    part.guide = guide;
    celebrate(guide, part);
    const done = guide.steps.filter(finished).length;
    const current = guide.steps.find((step) => !finished(step))?.id;
    const open = guide.playing || (part.open ?? current);
    bar.value = done;
    clear(count, done === guide.steps.length ? 'اكتملت' : `${done} من ${guide.steps.length}`);
    patch(list, guide.steps.map((step, place) => {
      const state = {open: step.id === open, current: step.id === current, playing: guide.playing === step.id, busy: Boolean(guide.playing || guide.restarting)};
      return [JSON.stringify([step, state]), () => drawStep(step, place + 1, state, {run, show, store})];
    }));
    patch(foot, [[JSON.stringify([guide.failed, guide.restarts, guide.restarting]), () => drawFoot(guide)]]);
    element.setAttribute('aria-busy', String(guide.restarting));
  }

  const load = async () => redraw(await api.get('/guide'));
  store.subscribe(calmly(load, (_, changes) => changes.some((one) => MOVES.has(one.kind))));
  return load();
}

/** At once for the first change, and once more for all that come soon after it. */
function calmly(load, matters) {
  let waiting = null;
  return (...told) => {
    if (waiting || !matters(...told)) return;
    waiting = setTimeout(() => {
      waiting = null;
      load().catch(unlessOffline);
    }, CALM_MS);
  };
}

function celebrate(guide, part) {
  for (const step of guide.steps) {
    if (!finished(step)) part.lit.delete(step.id);
    else if (!part.lit.has(step.id)) {
      part.lit.add(step.id);
      part.open = part.open === step.id ? null : part.open;
      if (part.told) toast(`اكتملت خطوة: ${step.title}`);
    }
  }
  part.told = true;
}

function drawStep(step, number, state, {run, show, store}) {
  const mark = finished(step) ? draw('check') : String(number);
  const head = h('button', {type: 'button', class: 'st-title', 'aria-expanded': String(state.open), on: {click: () => show(step)}},
    h('span', {class: 'st-mark', 'aria-hidden': 'true'}, mark), h('span', {}, step.title),
    h('span', {class: 'sr'}, finished(step) ? '، اكتملت' : ''));
  const look = () => store.open(step.where);
  const play = button(state.playing ? 'تعمل الآن…' : 'شغّل هذه الخطوة عني', () => run(step.id), {kind: finished(step) ? '' : 'primary', off: state.busy});
  return h('li', {class: `st-step ${finished(step) ? 'done' : ''} ${state.current ? 'current' : ''}`, 'aria-current': state.current ? 'step' : null},
    h('h3', {}, head),
    state.open && h('div', {class: 'st-body'},
      h('p', {}, step.act), h('p', {class: 'st-look'}, draw('eye'), h('span', {}, step.look)),
      h('ul', {class: 'st-parts'}, step.parts.map((name, place) => h('li', {class: step.done[place] ? 'done' : ''},
        draw(step.done[place] ? 'check' : 'clock'), h('span', {}, name), h('span', {class: 'sr'}, step.done[place] ? ' تم' : ' لم يتم')))),
      h('div', {class: 'ct-row'}, play, button(step.where === 'alerts' ? 'أرني التنبيهات' : 'أرني القناة', look, {kind: 'quiet'}))));
}

function drawFoot(guide) {
  const again = button(guide.restarting ? 'نبدأ من جديد…' : 'ابدأ من جديد', confirmRestart, {kind: 'quiet', off: guide.restarting || !guide.restarts});
  again.prepend(draw('again'));
  return h('div', {}, guide.failed && h('p', {class: 'st-failed', role: 'alert'}, guide.failed), again,
    !guide.restarts && h('p', {class: 'ct-note'}, 'يعمل مع dealix demo فقط: هو من يشغّل المنتج ويملك قاعدة التجربة.'));
}

async function confirmRestart() {
  const restart = async () => {
    dialog.close();
    await api.post('/guide/restart');
    toast('يتوقف المنتج ويبدأ بقاعدة فارغة، ثوانٍ قليلة…');
  };
  const dialog = h('dialog', {class: 'ct-dialog', 'aria-labelledby': 'st-again'},
    h('h2', {id: 'st-again'}, 'نبدأ من جديد؟'),
    h('p', {}, 'تُمسح رسائل المساحة والجوال، وتُستبدل قاعدة بيانات هذه التجربة بقاعدة فارغة. هي ملف مؤقت على جهازك، ولا يُمس غيرها. الوقت يبقى حيث وصل.'),
    h('div', {class: 'ct-row end'}, button('إلغاء', async () => dialog.close(), {kind: 'quiet'}), button('ابدأ من جديد', restart, {kind: 'primary'})));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
