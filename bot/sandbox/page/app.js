// The page's shell: regions, tabs, who acts, and the connection.
import {clear, h, icon} from './dom.js';
import {walkParts} from './keys.js';
import {follow, store, unlessOffline} from './store.js';
import {mount as mountWorkspace} from './workspace.js';

const TABS = [['slack', 'مساحة العمل', 'chat'], ['phone', 'جوال العميل', 'phone'], ['story', 'القصة', 'story']];
const PEOPLE = [['U0FOUNDER', 'المؤسس'], ['U0OPERATOR', 'المشغّل'], ['U0STRANGER', 'زائر']];

function drawTabs(state) {
  const tabs = document.getElementById('tabs');
  if (!tabs.children.length) {
    for (const [id, name, drawn] of TABS) {
      const pick = () => store.set({tab: id});
      tabs.append(h('button', {type: 'button', dataset: {tab: id}, on: {click: pick}}, icon(drawn), name));
    }
  }
  for (const one of tabs.children) {
    if (one.dataset.tab === state.tab) one.setAttribute('aria-current', 'true');
    else one.removeAttribute('aria-current');
  }
  document.body.dataset.tab = state.tab;
}

function drawWho(state) {
  const who = document.getElementById('who');
  if (!who.children.length) {
    const pick = (event) => store.actAs(event.target.value);
    const choices = PEOPLE.map(([value, name]) => h('label', {},
      h('input', {type: 'radio', name: 'who', value, on: {change: pick}}), h('span', {}, name)));
    who.append(h('fieldset', {}, h('legend', {}, 'أنت الآن'), ...choices));
  }
  for (const input of who.querySelectorAll('input')) input.checked = input.value === state.me;
}

function drawConnection(state) {
  const line = document.getElementById('connection');
  const said = state.online ? '' : 'انقطع الاتصال بالخادم، نحاول من جديد…';
  if (line.textContent !== said) clear(line, said);
}

function mountPart(id) {
  import(`/page/${id}.js`)
    .then((part) => part.mount(document.getElementById(id), store))
    .catch(unlessOffline)
    .catch((error) => console.error(`${id}: ${error.message}`));
}

async function start() {
  store.subscribe((state) => {
    drawTabs(state);
    drawWho(state);
    drawConnection(state);
  });
  const lists = await (await fetch('/page/words.json')).json();
  store.set(lists);
  mountWorkspace(document.getElementById('workspace'), store);
  for (const id of ['phone', 'controls', 'story']) mountPart(id);
  walkParts();
  await follow();
}

start();
