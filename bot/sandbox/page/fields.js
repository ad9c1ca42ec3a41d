// What a person fills in or chooses from, in messages and in modals alike: `{node, read, focus}`, and `said`, which stands below some.
import {clockTime, dayOf, fromField, h, toField} from './dom.js';
import {textOf, words} from './mrkdwn.js';
import {store} from './store.js';

let made = 0;

/** `entry` is Slack's state of the element, `labelled` the id of its label; `change` hears of every choice. */
export function field(element, {entry = null, labelled = null, described = null, change = () => {}} = {}) {
  const build = KINDS[element.type];
  if (!build) return null;
  const about = labelled ? {'aria-labelledby': labelled} : {'aria-label': words(element.placeholder) || 'اختيار'};
  if (described) about['aria-describedby'] = described;
  return build(element, {value: valueOf(element, entry), about, change});
}

const NAMES = {
  value: 'initial_value', selected_option: 'initial_option', selected_options: 'initial_options', selected_user: 'initial_user',
  selected_users: 'initial_users', selected_conversation: 'initial_conversation', selected_channel: 'initial_channel',
  selected_date: 'initial_date', selected_time: 'initial_time', selected_date_time: 'initial_date_time',
};

export function valueOf(element, entry) {
  for (const [name, initial] of Object.entries(NAMES)) {
    const found = entry && name in entry ? entry[name] : entry ? undefined : element[initial];
    if (found === undefined || found === null) continue;
    if (Array.isArray(found)) return found.map((one) => one.value ?? one);
    return found.value ?? found;
  }
  return null;
}

function typed(element, {value, about, change}) {
  const many = element.multiline;
  const type = {email_text_input: 'email', url_text_input: 'url', number_input: 'number'}[element.type] || 'text';
  const input = h(many ? 'textarea' : 'input', {
    class: 'field', dir: 'auto', value: value ?? '', placeholder: words(element.placeholder), ...(many ? {} : {type}), ...about,
  });
  if (element.max_length) input.maxLength = element.max_length;
  const read = () => (input.value === '' ? null : input.value);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !many && element.dispatch_action_config) change(read());
  });
  return {node: input, read, focus: input};
}

/** The browser writes such a field in its own language and order, so that what was chosen is said in ours below it. */
function dated(type, value, {about, change}, {asValue = (text) => text, inWords}) {
  const input = h('input', {class: 'field short', type, value: value ?? '', dir: 'ltr', ...about});
  const said = h('output', {class: 'hint quiet'});
  const say = () => { said.textContent = input.value && inWords(input.value); };
  const read = () => (input.value ? asValue(input.value) : null);
  input.addEventListener('input', say);
  input.addEventListener('change', () => change(read()));
  say();
  return {node: input, read, focus: input, said};
}

const inDay = (text) => dayOf(fromField(`${text.slice(0, 10)}T12:00`));
const inTime = (text) => clockTime(fromField(`2026-01-01T${text.slice(-5)}`));
const day = (element, given) => dated('date', given.value, given, {inWords: inDay});
const time = (element, given) => dated('time', given.value, given, {inWords: inTime});
const moment = (element, given) => dated('datetime-local', given.value && toField(given.value), given, {
  asValue: fromField, inWords: (text) => `${inDay(text)}، ${inTime(text)}`,
});

/** One of a list, as against the kinds of which several may be chosen or any word typed. */
export const isList = (element) => KINDS[element.type] === select;

export const offers = (element) => optionsOf(element).map((one) => ({value: one.value, label: one.textContent}));

const optionsOf = (element) => choices(element).flatMap((one) => (one.tagName === 'OPTGROUP' ? [...one.children] : [one]));

const asOption = (one) => h('option', {value: one.value}, words(one.text));

function choices(element) {
  const {people, channels} = store.get();
  if (element.type.includes('users')) {
    return Object.values(people).filter((one) => !one.is_bot).map((one) => h('option', {value: one.id}, one.real_name));
  }
  if (/channels|conversations/.test(element.type)) {
    return channels.filter((one) => one.name).map((one) => h('option', {value: one.id}, `#${one.name}`));
  }
  if (element.option_groups) {
    return element.option_groups.map((group) => h('optgroup', {label: words(group.label)}, group.options.map(asOption)));
  }
  return (element.options || []).map(asOption);
}

function select(element, {value, about, change}) {
  const input = h('select', {class: 'field', ...about},
    h('option', {value: ''}, words(element.placeholder) || 'اختر…'), choices(element));
  input.value = value ?? '';
  const read = () => input.value || null;
  input.addEventListener('change', () => change(read()));
  return {node: input, read, focus: input};
}

function selectMany(element, {value, about, change}) {
  return boxes('checkbox', offers(element).map((one) => ({...one, label: [one.label]})), value || [], about, change, true);
}

function external(element, given) {
  return typed({...element, type: 'plain_text_input'}, given);
}

function options(type) {
  return (element, {value, about, change}) => {
    const given = element.options.map((one) => ({
      value: one.value, label: textOf(one.text), more: one.description ? textOf(one.description) : null,
    }));
    const chosen = Array.isArray(value) ? value : [value];
    return boxes(type, given, chosen, about, change, type === 'checkbox');
  };
}

function boxes(type, given, chosen, about, change, many) {
  made += 1;
  const read = () => {
    const on = inputs.filter((one) => one.checked).map((one) => one.value);
    return many ? on : on[0] ?? null;
  };
  const inputs = given.map((one) => h('input', {
    type, name: `choice-${made}`, value: one.value, checked: chosen.includes(one.value), on: {change: () => change(read())},
  }));
  const node = h('div', {class: 'choices', role: many ? 'group' : 'radiogroup', ...about},
    given.map((one, at) => h('label', {class: 'choice'}, inputs[at],
      h('span', {}, one.label, one.more && h('span', {class: 'quiet'}, one.more)))));
  return {node, read, focus: inputs[0]};
}

const KINDS = {
  plain_text_input: typed, email_text_input: typed, url_text_input: typed, number_input: typed,
  static_select: select, users_select: select, conversations_select: select, channels_select: select, external_select: external,
  multi_static_select: selectMany, multi_users_select: selectMany, multi_channels_select: selectMany,
  multi_conversations_select: selectMany, radio_buttons: options('radio'), checkboxes: options('checkbox'),
  datepicker: day, timepicker: time, datetimepicker: moment,
};
