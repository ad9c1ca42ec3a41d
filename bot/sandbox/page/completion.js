// What may follow `/` or `@`: a list box over the line, driven from the keyboard.
import {clear, h} from './dom.js';
import {api, store} from './store.js';

const MOST = 30;
let made = 0;

export function completion(input, form) {
  const id = `complete-${(made += 1)}`;
  const list = h('ul', {class: 'complete scroll', id, role: 'listbox', 'aria-label': 'اقتراحات', tabIndex: 0, hidden: true});
  list.addEventListener('mousedown', (event) => event.preventDefault());
  form.prepend(list);
  for (const [name, value] of Object.entries({'aria-autocomplete': 'list', 'aria-controls': id})) {
    input.setAttribute(name, value);
  }
  let offers = [];
  let at = -1;

  function draw() {
    clear(list, offers.map((one, number) => h('li', {
      role: 'option', id: `${id}-${number}`, 'aria-selected': String(number === at),
      on: {mousedown: () => choose(number)},
    }, h('strong', {dir: 'auto'}, one.name), h('span', {class: 'quiet', dir: 'auto'}, one.help))));
    list.hidden = !offers.length;
    if (at >= 0) input.setAttribute('aria-activedescendant', `${id}-${at}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[at]?.scrollIntoView({block: 'nearest'});
  }

  function close() {
    offers = [];
    at = -1;
    draw();
  }

  function choose(number) {
    const one = offers[number];
    close();
    if (one.act) one.act();
    else {
      input.value = one.text;
      input.focus();
      look();
    }
  }

  function look() {
    offers = offersFor(input.value).slice(0, MOST);
    at = -1;
    draw();
  }

  input.addEventListener('input', look);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step) at = (at + step + offers.length + (at < 0 && step < 0 ? 1 : 0)) % offers.length;
    else if (event.key === 'Escape') offers = [];
    else if (event.key === 'Tab' || (event.key === 'Enter' && at >= 0)) {
      event.preventDefault();
      choose(Math.max(at, 0));
      return;
    } else return;
    event.preventDefault();
    draw();
  });
  return {close};
}

function offersFor(text) {
  const {words, command, shortcuts, people, me} = store.get();
  const person = /(^|\s)@([^\s@]*)$/.exec(text);
  if (person) {
    const base = text.slice(0, text.length - person[2].length);
    return Object.values(people).filter((one) => one.real_name.startsWith(person[2]))
      .map((one) => ({name: `@${one.real_name}`, help: one.is_bot ? 'تطبيق' : '', text: `${base}${one.real_name} `}));
  }
  if (!text.startsWith('/') || text.includes('\n')) return [];
  if (!text.startsWith(`${command} `)) {
    const own = {name: command, help: 'أوامر Dealix Ops', text: `${command} `};
    const global = shortcuts.filter((one) => one.type === 'global').map((one) => ({
      name: one.name, help: one.description, act: () => api.post('/shortcut', {user: me, callback_id: one.callback_id}),
    }));
    return command.startsWith(text) ? [own, ...global] : [];
  }
  const typed = text.slice(command.length + 1);
  return words.filter((one) => one.spellings.some((word) => word.startsWith(typed) && word !== typed))
    .map((one) => ({name: one.usage, help: one.help, text: `${command} ${one.spellings[0]}${one.takes_words ? ' ' : ''}`}));
}
