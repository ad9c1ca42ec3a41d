// Small parts of the tools: a group with its heading, a button, and a dialog with fields.
import {h, toast} from './dom.js';
import {draw} from './phone_icons.js';
import {ApiError} from './store.js';

export const group = (shape, title, ...children) => h('section', {class: 'ct-group'},
  h('h3', {}, draw(shape), title), children);

/** Deaf while its work goes on or while `off`, and never disabled: that would take the focus away. Says what came of it. */
export function button(name, act, {kind = '', pressed, off = false} = {}) {
  const made = h('button', {
    type: 'button', class: `btn ${kind}`, 'aria-pressed': pressed === undefined ? null : String(pressed), 'aria-disabled': off ? 'true' : null,
  }, name);
  made.addEventListener('click', async () => {
    if (off || made.getAttribute('aria-busy') === 'true') return;
    made.setAttribute('aria-busy', 'true');
    try {
      await act();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(`تعذر ذلك: ${error.detail || error.code}`, 'warn');
    } finally {
      made.removeAttribute('aria-busy');
    }
  });
  return made;
}

/** What the product said to a delivery. */
export function tell(answer, taken) {
  if (answer.failure) toast(`لم يقبلها المنتج (${answer.status ?? 'لا رد'})`, 'warn');
  else toast(taken);
}

export const field = (label, control) => h('label', {class: 'ct-field'}, h('span', {}, label), control);

export function choice(label, options) {
  const select = h('select', {class: 'field'}, options.map(([value, name]) => h('option', {value}, name)));
  return {element: field(label, select), value: () => select.value};
}

/** `rows` are [name, label, value, props]; `done` gets what was filled in. */
export function ask(title, note, rows, confirm, done) {
  const inputs = rows.map(([name, label, value, props = {}]) => {
    const {rows: lines, ...more} = props;
    const control = lines ? h('textarea', {class: 'field', name, rows: lines, value, dir: 'auto', ...more})
      : h('input', {class: 'field', name, value, dir: 'auto', ...more});
    return field(label, control);
  });
  const form = h('form', {method: 'dialog'}, h('h2', {id: 'ct-ask'}, title), h('p', {class: 'ct-note'}, note), inputs,
    h('div', {class: 'ct-row end'},
      h('button', {type: 'button', class: 'btn quiet', on: {click: () => dialog.close()}}, 'إلغاء'),
      h('button', {type: 'submit', class: 'btn primary'}, confirm)));
  const dialog = h('dialog', {class: 'ct-dialog', 'aria-labelledby': 'ct-ask'}, form);
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', async () => {
    const filled = Object.fromEntries(new FormData(form));
    try {
      await done(filled);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toast(`تعذر ذلك: ${error.detail || error.code}`, 'warn');
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}
