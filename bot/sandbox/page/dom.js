// Elements without innerHTML: what others wrote only ever becomes text.

export function h(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'class') made.className = value;
    else if (name === 'dataset') Object.assign(made.dataset, value);
    else if (name === 'on') for (const [kind, act] of Object.entries(value)) made.addEventListener(kind, act);
    else if (name in made && name !== 'list' && name !== 'form') made[name] = value;
    else made.setAttribute(name, value === true ? '' : value);
  }
  fill(made, children);
  return made;
}

export function fill(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
  return element;
}

export function clear(element, ...children) {
  element.replaceChildren();
  return fill(element, children);
}

const PATHS = {
  hash: 'M9 4 7 20M17 4l-2 16M4 9h17M3 15h17',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3',
  send: 'M21 4 3 11l7 3 3 7z M10 14 21 4',
  close: 'M6 6l12 12M18 6 6 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  reply: 'M21 14a3 3 0 0 1-3 3H9l-5 4V7a3 3 0 0 1 3-3h11a3 3 0 0 1 3 3z',
  warn: 'M12 4 2.500 20h19zM12 10v4M12 17h.01',
  fold: 'M7 10l5 5 5-5',
  down: 'M12 5v14M6 13l6 6 6-6',
  back: 'M9 6l6 6-6 6',
  chat: 'M4 5h16v11H10l-5 4v-4H4z',
  phone: 'M8 3h8a1.500 1.500 0 0 1 1.500 1.500v15A1.500 1.500 0 0 1 16 21H8a1.500 1.500 0 0 1-1.500-1.500v-15A1.500 1.500 0 0 1 8 3zM11 18h2',
  story: 'M5 5h14M5 12h14M5 19h9',
  eye: 'M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 9.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

export function announce(text) {
  const live = document.getElementById('live');
  live.append(h('p', {}, text));
  while (live.children.length > 8) live.firstChild.remove();
}

const TOAST_MS = 6000;
const MOST_TOASTS = 2;

export function toast(text, kind = 'note') {
  const shown = h('p', {class: `toast ${kind}`, dir: 'auto'}, text);
  const all = document.getElementById('toasts');
  all.append(shown);
  while (all.children.length > MOST_TOASTS) all.firstChild.remove();
  announce(text);
  setTimeout(() => shown.remove(), TOAST_MS);
}

const RIYADH = {timeZone: 'Asia/Riyadh', numberingSystem: 'latn', calendar: 'gregory'};
const TIME = new Intl.DateTimeFormat('ar', {...RIYADH, hour: 'numeric', minute: '2-digit'});
const DAY = new Intl.DateTimeFormat('ar', {...RIYADH, weekday: 'long', day: 'numeric', month: 'long'});

const RIYADH_MS = 3 * 3600 * 1000; // all year round

/** A moment as a field of date and time holds it, and back: the people here are in Riyadh, wherever the browser is. */
export const toField = (ts) => new Date(ts * 1000 + RIYADH_MS).toISOString().slice(0, 16);
export const fromField = (text) => Math.round((Date.parse(`${text}Z`) - RIYADH_MS) / 1000);

export const clockTime = (ts) => TIME.format(Number(ts) * 1000);
export const dayOf = (ts) => DAY.format(Number(ts) * 1000);
