// A list that drops from a button: arrows move, Enter chooses, Escape and a press elsewhere close it.
import {h} from './dom.js';

const GAP = 4;

/** `items`: `{label, node?, act}`; the menu is laid beside `button` and goes when something was chosen. */
export function openMenu(button, items, {label = 'المزيد'} = {}) {
  const menu = h('div', {class: 'menu', role: 'menu', 'aria-label': label, popover: 'auto'});
  for (const item of items) {
    const choose = () => {
      menu.hidePopover();
      button.focus();
      item.act();
    };
    menu.append(h('button', {type: 'button', role: 'menuitem', tabIndex: -1, dir: 'auto', on: {click: choose}}, item.label));
  }
  menu.addEventListener('keydown', (event) => walk(event, menu, button));
  menu.addEventListener('toggle', (event) => {
    button.setAttribute('aria-expanded', String(event.newState === 'open'));
    if (event.newState === 'closed') menu.remove();
  });
  button.after(menu);
  button.setAttribute('aria-haspopup', 'menu');
  menu.showPopover();
  place(menu, button);
  menu.firstElementChild?.focus();
  return menu;
}

function walk(event, menu, button) {
  const all = [...menu.children];
  const at = all.indexOf(document.activeElement);
  const moves = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1};
  if (event.key in moves) {
    event.preventDefault();
    event.stopPropagation();
    all.at(moves[event.key] % all.length).focus();
  } else if (event.key === 'Tab' || event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    menu.hidePopover();
    button.focus();
  }
}

function place(menu, button) {
  const from = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = from.bottom + GAP + size.height <= window.innerHeight;
  const left = Math.min(Math.max(8, from.right - size.width), window.innerWidth - size.width - 8);
  menu.style.top = `${below ? from.bottom + GAP : Math.max(8, from.top - GAP - size.height)}px`;
  menu.style.left = `${left}px`;
}

/** Slack's «are you sure»: true when the person says so. */
export function confirmed(ask, textOf, words) {
  return new Promise((settle) => {
    const danger = ask.style === 'danger' ? 'btn danger full' : 'btn primary';
    const dialog = h('dialog', {class: 'modal small', 'aria-labelledby': 'confirm-title'},
      h('h2', {id: 'confirm-title', dir: 'auto'}, words(ask.title)),
      h('div', {class: 'modal-body'}, ...textOf(ask.text)),
      h('div', {class: 'modal-foot'},
        h('button', {type: 'button', class: 'btn', on: {click: () => dialog.close('no')}}, words(ask.deny)),
        h('button', {type: 'button', class: danger, on: {click: () => dialog.close('yes')}}, words(ask.confirm))));
    dialog.addEventListener('close', () => {
      dialog.remove();
      settle(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
