// Block Kit as Slack draws it. `place` says what a press does: `{press(element, block, value), entry(block, element)}`.
import {h, icon, toast} from './dom.js';
import {field, isList, offers, valueOf} from './fields.js';
import {confirmed, openMenu} from './menu.js';
import {anchor, plain, mrkdwn, textOf, words} from './mrkdwn.js';
import {permalink} from './places.js';
import {richText} from './rich_text.js';
import {store} from './store.js';

export const LATE = 'لم يستجب التطبيق خلال 3 ثوانٍ. حاول مرة أخرى.';

export function drawBlocks(blocks, place) {
  return blocks.map((block) => {
    const draw = BLOCKS[block.type];
    if (!draw) return h('p', {class: 'unknown'}, `عنصر لا تعرضه هذه الصفحة: ${block.type}`);
    return draw(block, place);
  });
}

const BLOCKS = {
  header: (block) => h('div', {class: 'b-header', role: 'heading', 'aria-level': 3}, plain(block.text.text)),
  divider: () => h('hr', {class: 'b-divider'}),
  markdown: (block) => h('div', {class: 'b-section'}, mrkdwn(block.text)),
  rich_text: (block) => h('div', {class: 'b-section'}, richText(block)),
  image: (block) => h('figure', {class: 'b-image'}, block.title && h('figcaption', {}, words(block.title)), image(block)),
  context: (block) => h('div', {class: 'b-context'}, block.elements.map((one) =>
    (one.type === 'image' ? image(one) : h('div', {}, textOf(one))))),
  actions: (block, place) => h('div', {class: 'b-actions'}, block.elements.map((one) => drawElement(one, block, place))),
  context_actions: (block, place) => BLOCKS.actions(block, place),
  section(block, place) {
    const fields = (block.fields || []).map((one) => h('div', {}, textOf(one)));
    return h('div', {class: 'b-section'},
      h('div', {class: 'b-text'}, textOf(block.text), fields.length > 0 && h('div', {class: 'b-fields'}, fields)),
      block.accessory && h('div', {class: 'b-accessory'}, drawElement(block.accessory, block, place)));
  },
  input(block, place) {
    return place.input ? place.input(block) : h('p', {class: 'unknown'}, words(block.label));
  },
};

/** A file of the workspace is shown. The page asks nobody else, so a picture from elsewhere is shown as its words and its address. */
function image(one) {
  if (one.slack_file?.id) return h('img', {src: `/files/${encodeURIComponent(one.slack_file.id)}`, alt: one.alt_text});
  const own = one.image_url?.startsWith('data:image/') || one.image_url?.startsWith(`${location.origin}/`);
  if (own) return h('img', {src: one.image_url, alt: one.alt_text});
  return h('span', {class: 'chip'}, one.image_url ? anchor(one.image_url, one.alt_text) : one.alt_text);
}

function drawElement(element, block, place) {
  if (element.type === 'button') return button(element, block, place);
  if (element.type === 'overflow') return overflow(element, block, place);
  if (element.type === 'image') return image(element);
  if (isList(element)) return h('div', {class: 'b-field'}, list(element, block, place));
  const made = field(element, {
    entry: place.entry?.(block, element), change: (value) => pressed(made.focus, element, block, place, value),
  });
  return made ? h('div', {class: 'b-field'}, made.node, made.said) : h('span', {class: 'unknown'}, element.type);
}

function button(element, block, place) {
  const style = {primary: ' primary', danger: ' danger'}[element.style] || '';
  const label = element.accessibility_label ? {'aria-label': element.accessibility_label} : {};
  const props = {class: `btn${style}`, dataset: {action: element.action_id || ''}, ...label};
  if (!element.url) {
    const made = h('button', {type: 'button', ...props}, words(element.text));
    made.addEventListener('click', () => pressed(made, element, block, place, element.value));
    return made;
  }
  if (!/^https?:/i.test(element.url)) return h('span', props, words(element.text));
  const inside = permalink(element.url);
  const made = h('a', {...props, href: element.url, target: '_blank', rel: 'noopener noreferrer'}, words(element.text));
  made.addEventListener('click', (event) => {
    if (inside) {
      event.preventDefault();
      store.open(inside.channel, {ts: inside.ts});
    }
    pressed(made, element, block, place, element.value); // Slack tells the app of a link button too
  });
  return made;
}

function overflow(element, block, place) {
  const made = h('button', {type: 'button', class: 'btn icon-only', 'aria-label': 'المزيد', dataset: {action: element.action_id}}, icon('more'));
  made.addEventListener('click', () => openMenu(made, element.options.map((option) => ({
    label: words(option.text),
    act() {
      if (option.url) window.open(option.url, '_blank', 'noopener,noreferrer');
      pressed(made, element, block, place, option.value);
    },
  }))));
  return made;
}

/** Choosing acts at once, so it is a menu: the arrows of a native list would choose on their way. */
function list(element, block, place) {
  const offered = offers(element);
  const chosen = offered.find((one) => one.value === valueOf(element, place.entry?.(block, element)));
  const label = h('span', {}, chosen?.label || words(element.placeholder) || 'اختر…');
  const made = h('button', {type: 'button', class: 'field pick', dataset: {action: element.action_id}}, label, icon('fold'));
  made.addEventListener('click', () => openMenu(made, offered.map((one) => ({
    label: one.label,
    act() {
      label.textContent = one.label;
      pressed(made, element, block, place, one.value);
    },
  })), {label: words(element.placeholder) || 'اختر'}));
  return made;
}

async function pressed(control, element, block, place, value) {
  if (control.getAttribute('aria-busy') === 'true') return;
  if (element.confirm && !(await confirmed(element.confirm, textOf, words))) return;
  mark(control, false);
  control.setAttribute('aria-busy', 'true');
  try {
    const answer = await place.press(element, block, value);
    mark(control, Boolean(answer.failure));
  } catch (error) {
    toast(error.code === 'no_such_action' ? 'تغيّرت الرسالة، ولم يعد هذا الزر فيها.' : `لم تُرسل الضغطة: ${error.message}`, 'warn');
  } finally {
    control.removeAttribute('aria-busy');
  }
}

function mark(control, failed) {
  const row = control.closest('.b-actions, .b-section, .b-field') || control.parentElement;
  row.parentElement.querySelector(':scope > .press-failed')?.remove();
  control.classList.toggle('failed', failed);
  if (failed) row.after(h('p', {class: 'press-failed', role: 'alert'}, icon('warn'), LATE));
}
