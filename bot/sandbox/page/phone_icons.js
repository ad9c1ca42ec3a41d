// Line drawings of the phone and the tools; `draw` gives one of them.
const SHAPES = {
  send: 'M4 12 20 4l-4 16-4-6z',
  mic: 'M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9.500h.01',
  forward: 'M14 5l6 6-6 6M20 11H10a6 6 0 0 0-6 6v2',
  lines: 'M5 6h14M5 10h14M5 14h9M5 18h6',
  plus: 'M12 5v14M5 12h14',
  quote: 'M10 5 4 11l6 6M4 11h10a6 6 0 0 1 6 6v2',
  play: 'M8 5v14l11-7z',
  stop: 'M7 7h10v10H7z',
  close: 'M6 6l12 12M18 6 6 18',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4',
  form: 'M5 4h14v16H5zM8 9h8M8 13h8M8 17h4',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
  check: 'M5 12l5 5 9-10',
  again: 'M5 12a7 7 0 1 1 2 5M5 19v-4h4',
  hand: 'M8 12V6a1.500 1.500 0 0 1 3 0v5V4.500a1.500 1.500 0 0 1 3 0V11V6a1.500 1.500 0 0 1 3 0v8a6 6 0 0 1-6 6h-1a6 6 0 0 1-5-3l-2-4a1.500 1.500 0 0 1 2.500-1.500z',
  eye: 'M3 12s3.500-6 9-6 9 6 9 6-3.500 6-9 6-9-6-9-6zM12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  sent: 'M4 12l4 4 8-9',
  delivered: 'M2 12l4 4 8-9M10 15l1 1 8-9',
};

export function draw(name) {
  const made = (tag) => document.createElementNS('http://www.w3.org/2000/svg', tag);
  const svg = made('svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = made('path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}
