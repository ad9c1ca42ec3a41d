// The page from the keyboard: F6 walks through its parts, and a list of messages is one stop of the Tab key.

/** Each part, and where in it the focus goes; one that is not on the screen is passed over. */
const PARTS = [
  ['#top', 'input:checked'], ['#phone', '.wa-type'], ['.side', '[aria-current]'],
  ['.list-frame', 'article[tabindex="0"]'], ['.home', null], ['.room-pane .composer', '.compose-text'],
  ['.thread', '.compose-text'], ['#story', '.current .st-title, .st-title'], ['#controls', 'button'], ['#tabs', '[aria-current]'],
];

export function walkParts() {
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'F6' || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    const all = PARTS.map(([part, to]) => place(document.querySelector(part), to)).filter(Boolean);
    const here = all.findLastIndex(({part}) => part.contains(document.activeElement));
    const step = event.shiftKey ? Math.max(here, 0) - 1 : here + 1;
    all.at(step % all.length).target.focus();
  });
}

function place(part, to) {
  const target = to ? part?.querySelector(to) : part;
  return target?.checkVisibility({visibilityProperty: true}) ? {part, target} : null;
}

const STOPS = 'button:not([role="menuitem"]), a, select, input, textarea, pre';

/** Only the message that has the focus, else the newest, and what is on it are stops of the Tab key; arrows lead to the others. */
export function oneStop(rows) {
  const all = [...rows.querySelectorAll('article')];
  const reached = rows.contains(document.activeElement) && all.find((one) => one.tabIndex === 0);
  const current = reached || all.at(-1);
  for (const article of all) {
    const stop = article === current ? 0 : -1;
    for (const one of [article, ...article.querySelectorAll(STOPS)]) one.tabIndex = stop;
  }
}

const STEPS = {j: 1, ArrowDown: 1, k: -1, ArrowUp: -1};

export function walkMessages(rows) {
  rows.addEventListener('keydown', (event) => {
    const {key, target} = event;
    const by = target.matches('article') || (target.matches('button, a') && key.startsWith('Arrow'));
    if (!STEPS[key] || !by) return;
    event.preventDefault();
    if (key === 'ArrowDown' && target.matches('.pick')) return target.click();
    const all = [...rows.querySelectorAll('article')];
    all[all.indexOf(target.closest('article')) + STEPS[key]]?.focus();
  });
  rows.addEventListener('focusin', (event) => {
    const reached = event.target.closest('article');
    if (!reached || reached.tabIndex === 0) return;
    for (const one of rows.querySelectorAll('article[tabindex="0"]')) one.tabIndex = -1;
    reached.tabIndex = 0;
    oneStop(rows);
  });
}
