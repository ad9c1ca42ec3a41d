// Draws a list again without touching what did not change: focus stays, and nothing is read out twice.
const drawn = new WeakMap();

/** `entries` are pairs of a key, which says all that is shown, and what makes the element. */
export function patch(element, entries) {
  const before = drawn.get(element) || new Map();
  const now = new Map(entries.map(([key, make]) => [key, before.get(key) || make()]));
  drawn.set(element, now);
  [...now.values()].forEach((node, place) => {
    if (element.children[place] !== node) element.insertBefore(node, element.children[place] || null);
  });
  while (element.children.length > now.size) element.lastElementChild.remove();
}
