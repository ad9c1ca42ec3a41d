// The tools: the clock, Slack's faults, Sentry, the website's form, mail, and what the sandbox warns of.
import {clear, clockTime, dayOf, h, toast} from './dom.js';
import {faultBadge, faults} from './controls_faults.js';
import {ask, button, choice, field, group, tell} from './controls_parts.js';
import {patch} from './phone_patch.js';
import {api, unlessOffline} from './store.js';

const LEAPS = [
  ['ten_minutes', '+10 دقائق'], ['hour', '+ساعة'], ['tomorrow', 'غداً 8:30 ص'], ['thursday', 'الخميس 6:00 م'], ['day', 'بعد 24 ساعة'],
];
const LEVELS = [['error', 'خطأ (error)'], ['fatal', 'قاتل (fatal)'], ['warning', 'تحذير (warning)'], ['info', 'معلومة (info)']];
const NEWS = [['new', 'مشكلة جديدة'], ['same', 'المشكلة نفسها'], ['regressed', 'عادت بعد أن حُلّت'], ['resolved', 'حُلّت']];
const STORM = 60;
const FIRST_ISSUE = 5540021;
const MINUTE_MS = 15000;

export function mount(element, store) {
  const now = h('p', {class: 'ct-now', role: 'status'});
  const slack = faults();
  const warned = h('ul', {class: 'ct-warnings'});
  clear(element, h('h2', {}, 'أدوات التجربة'),
    group('clock', 'الوقت', now, h('div', {class: 'ct-row'}, LEAPS.map(([leap, name]) => button(name, () => move(leap)))),
      h('p', {class: 'ct-note'}, 'يتقدم الوقت في المحاكاة والمنتج معاً، ولا يعود.')),
    group('plug', '‏Slack', slack.element),
    group('bell', '‏Sentry', alerts()),
    group('form', 'أبواب أخرى', h('div', {class: 'ct-row'}, button('املأ نموذج الموقع', fillForm), button('أرسل بريداً', writeMail))),
    group('eye', 'تنبيهات المحاكاة', warned),
    h('p', {class: 'ct-note ct-keys'}, 'لوحة المفاتيح: ', h('kbd', {}, 'F6'), ' بين أقسام الصفحة، و', h('kbd', {}, '↑ ↓'), ' بين الرسائل.'));
  const badge = faultBadge(slack);
  document.getElementById('top').append(badge);

  async function time() {
    const clock = await api.get('/clock');
    clear(now, `${dayOf(clock.now)}، ${clockTime(clock.now)}`, clock.ahead_s > 0 && h('span', {class: 'chip'}, 'متقدم على ساعتك'),
      !clock.movable && h('span', {class: 'chip'}, 'يتحرك في dealix demo فقط'));
  }

  async function warnings() {
    const kinds = new Map();
    for (const one of (await api.get('/warnings')).warnings) kinds.set(one.kind, [...(kinds.get(one.kind) || []), one.detail]);
    const entries = [...kinds].map(([kind, told]) => [`${kind} ${told.length}`, () => warning(kind, told)]);
    patch(warned, entries.length ? entries : [['none', () => h('li', {class: 'ct-note'}, 'لا شيء حتى الآن: ما أرسله المنتج يقبله Slack بلا تحفظ.')]]);
  }

  async function move(leap) {
    const clock = await api.post('/clock', {leap});
    toast(`الوقت الآن: ${dayOf(clock.now)}، ${clockTime(clock.now)}`);
  }

  store.subscribe((_, changes) => {
    const kinds = new Set(changes.map((one) => one.kind));
    for (const [kind, look] of [['clock', time], ['warning', warnings], ['fault', slack.load]]) {
      if (kinds.has('reset') || kinds.has(kind)) look().catch(unlessOffline);
    }
  });
  setInterval(() => time().catch(unlessOffline), MINUTE_MS);
  return Promise.all([time(), warnings(), slack.load()]);
}

const MEANING = {
  metadata_large: 'بيانات مرفقة أكبر من 16 كيلوبايت، وحدّها في Slack غير مؤكد',
  metadata_form: 'بيانات مرفقة ينقصها نوعها أو محتواها',
  no_fallback_text: 'رسالة بلا نص بديل: لا إشعار ولا قارئ شاشة',
  long_text: 'نص أطول مما ينصح به Slack',
  repeated_block_id: 'معرّف قسم مكرر في رسالة واحدة',
  long_option_value: 'قيمة خيار أطول من 75 حرفاً، وحدّها غير مؤكد',
  update_without_blocks: 'تعديل بلا أقسام، فتبقى القديمة',
  thread_parent: 'رد على رسالة ليست أصل سلسلة',
  bad_command_answer: 'رد على أمر لا يفهمه Slack',
  bad_view_answer: 'رد على نافذة لا يفهمه Slack',
};

const warning = (kind, told) => h('li', {}, h('strong', {}, MEANING[kind] || kind),
  h('code', {class: 'ct-note', dir: 'ltr'}, told.length > 1 ? `${told.length} × ${told.at(-1)}` : told[0]));

function alerts() {
  const level = choice('الشدة', LEVELS);
  const news = choice('الخبر', NEWS);
  let issue = FIRST_ISSUE;
  async function raise() {
    if (news.value() === 'new') issue += 1;
    const lifecycle = {new: ['event_alert', 'triggered'], same: ['event_alert', 'triggered'], regressed: ['issue', 'unresolved'], resolved: ['issue', 'resolved']};
    const [resource, action] = lifecycle[news.value()];
    const about = {level: level.value(), ...(news.value() === 'regressed' && {substatus: 'regressed'}), ...(news.value() === 'resolved' && {status: 'resolved'})};
    const tags = [['environment', 'production'], ['level', level.value()], ['handled', 'no']];
    const fields = resource === 'event_alert' ? {...about, tags} : about;
    tell(await api.post('/sentry/alert', {issue_id: String(issue), resource, action, fields}), 'أرسل Sentry تنبيهه');
  }
  async function storm() {
    issue += 1;
    const {statuses} = await api.post('/sentry/storm', {issue_id: String(issue), count: Number(count.value)});
    toast(`استلم المنتج ${statuses['200'] || 0} من ${count.value} تنبيهاً`);
  }
  const count = h('input', {class: 'field', type: 'number', min: '2', max: '500', value: String(STORM), dir: 'ltr'});
  return [h('div', {class: 'ct-pair'}, level.element, news.element), h('div', {class: 'ct-row'}, button('أطلق تنبيهاً', raise)),
    h('div', {class: 'ct-pair storm'}, field('عدد تنبيهات السيل', count), button('أطلق سيلاً', storm))];
}

async function fillForm() {
  ask('نموذج الموقع', 'يُرسل كما يرسله متصفح الزائر.', [
    ['name', 'الاسم', 'هند العنزي', {required: true}],
    ['company', 'الشركة', 'مدارس الواحة'],
    ['email', 'البريد', 'hind@alwaha.example', {type: 'email', dir: 'ltr'}],
    ['phone', 'الجوال', '0500000031', {type: 'tel', dir: 'ltr'}],
    ['message', 'الرسالة', 'نريد معرفة الفرق بين الباقات قبل بداية الفصل.', {rows: 3, required: true}],
  ], 'إرسال النموذج', async (fields) => tell(await api.post('/form', {fields, encoded: true}), 'وصل النموذج إلى المنتج'));
}

async function writeMail() {
  ask('بريد من عميل', 'يُسلَّم موقّعاً كما يسلّمه مزود البريد.', [
    ['sender', 'من', 'Salem <salem@ofuq.example>', {required: true, dir: 'ltr'}],
    ['subject', 'الموضوع', 'تأخر تفعيل الحساب', {required: true}],
    ['text', 'النص', 'السلام عليكم، سجلنا قبل ثلاثة أيام ولم يُفعَّل الحساب حتى الآن.', {rows: 4, required: true}],
  ], 'إرسال البريد', async (letter) => tell(await api.post('/mail', letter), 'وصل البريد إلى المنتج'));
}
