// Draws a list again without touching what did not change: focus stays, and nothing is read out twice.
const drawn = new WeakMap();
const STOPS = 'button, a, input, select, textarea';

/** `entries` are pairs of a key, which says all that is shown, and what makes the element. */
export function patch(element, entries) {
  const held = holder(element);
  const before = drawn.get(element) || new Map();
  const now = new Map(entries.map(([key, make]) => [key, before.get(key) || make()]));
  drawn.set(element, now);
  [...now.values()].forEach((node, place) => {
    if (element.children[place] !== node) element.insertBefore(node, element.children[place] || null);
  });
  while (element.children.length > now.size) element.lastElementChild.remove();
  if (held) keep(element, held);
}

/** Which control of which entry has the focus. */
function holder(element) {
  const focused = document.activeElement;
  const place = [...element.children].findIndex((one) => one.contains(focused));
  return place < 0 ? null : {focused, place, stop: stopsOf(element.children[place]).indexOf(focused)};
}

const stopsOf = (node) => (node?.matches(STOPS) ? [node] : [...node?.querySelectorAll(STOPS) || []]);

/** To the same control of what was drawn anew, or to where it stood. */
function keep(element, {focused, place, stop}) {
  if (document.activeElement === focused) return;
  if (focused.isConnected) return focused.focus();
  const stops = stopsOf(element.children[Math.min(place, element.children.length - 1)]);
  (stops[stop] || stops[0])?.focus();
}
