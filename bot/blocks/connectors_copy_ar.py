"""The Arabic of a customer's connectors: the list, one connector's modal, its test, its refusals."""

from dealix_ops.catalogue.connectors import Mode
from dealix_ops.connectors.rules import ConnectorState, LiveLacks

HEAD = "قنوات {name}: {connected} من {total} مربوطة"
LINE = "{mark} {state}: {name} · وضعها {mode} · المرحلة {phase}{blocks}{proof}"
BLOCKS = " · تتوقف عليها أول خدمة"
PROVED = " · فُحصت {at}"
FAILED_TEST = " · لم ينجح فحصها {at}"
READY = "أول خدمة: جاهزة، فلا قناة مطلوبة ناقصة"
WAITS = "أول خدمة: تنتظر ربط {missing}"
NOTHING_CONNECTED = "أول خدمة: تنتظر ربط قناة واحدة على الأقل"
CHOOSE = "اختر قناة لتفاصيلها"
LIST_TEXT = "قنوات {name}: {connected} من {total} مربوطة. اختر قناة لتفاصيلها."

MARK = {
    ConnectorState.NOT_STARTED: "▫️",
    ConnectorState.CONFIGURING: "🔧",
    ConnectorState.CONNECTED_DRAFT_ONLY: "✅",
    ConnectorState.CONNECTED_APPROVED_EXECUTE: "✅",
    ConnectorState.ERROR: "⚠️",
    ConnectorState.DISABLED: "⏸️",
}
MODE = {
    Mode.DRAFT_ONLY: "مسودات فقط",
    Mode.APPROVED_EXECUTE: "ينفّذ بعد الاعتماد",
    Mode.MANUAL: "يدوي",
    Mode.INGEST_ONLY: "استقبال فقط",
}

WHICH = "*القناة:* {name}"
STATE = "*الحالة:* {mark} {state}{since}"
SINCE = " · غيّرها {who} {at}"
DEFAULT_MODE = "الوضع الأصلي: {mode} · المرحلة {phase}{blocks}"
LIMIT = "حدودها: {limit}"
SCOPES = "الصلاحيات المطلوبة: {scopes}"
NOTES = "ملاحظة: {note}"
ACCEPTED = "*القبول:* مقبولة، فهي مربوطة وفحصها ناجح، ولا سر في السجلات، وقيدها محفوظ"
LACKING = "*القبول:* ينقصها: {lacks}"
NEVER_TESTED = "*آخر فحص:* لم تُفحص بعد"
LAST_TEST = "*آخر فحص:* {result} {at} · {who}"
SUCCEEDED, NOT_SUCCEEDED = "نجح", "لم ينجح"
BY_HAND = "جرّبها شخص: {words}"
NO_GATEWAY = "لا نفحصها آلياً بعد: يجرّبها شخص ويكتب ما رآه"
HISTORY = "*آخر التغييرات*"
NO_HISTORY = "لا تغيير بعد"
CHANGE = "• من «{was}» إلى «{state}» · {who} {at}"
WITH_NOTE = " · {note}"
FIXES = "*إن تعطّلت*"
FIX = "• {fix}"

TEST = "افحص الآن"
TITLE = "قناة العميل"
SUBMIT = "حفظ"
DECISION = "ماذا تغيّر؟"
STAY = "أبقها كما هي، ملاحظة فقط"
TRIED = "جرّبتها بنفسي ونجحت، ولا سر في السجلات"
NOTE_LABEL = "ملاحظة، أو ماذا جرّبت وماذا رأيت"
HINT = "لا شيء يصل إلى عميل من هنا. كل تغيير يُسجَّل باسمك."

TESTING = "بدأ فحص {name}، وتصلك النتيجة هنا خلال لحظات."
TEST_OK = "نجح فحص {name} عند {customer}."
TEST_FAILED = "لم ينجح فحص {name} عند {customer}."
NOT_SET_UP_YET = "لم تُربط القناة بعد، فلا يُحتسب الفحص. غيّر حالتها أولاً."
LAST_IN = "آخر رسالة وصلت: {at}"
NO_IN = "آخر رسالة وصلت: لا رسالة من هذا العميل بعد. اطلب منه رسالة تجربة ثم أعد الفحص"
LAST_DRAFT = "آخر مسودة: {at}"
LAST_OUT = "آخر تسليم: {at}"
NO_OUT = "آخر تسليم: لا شيء بعد"
DOOR_OK = "عنوان الاستقبال: يعمل"
DOOR_FAILED = "عنوان الاستقبال: لا يجيب كما يجب، راجع «dealix doctor»"
DOOR_UNASKED = "عنوان الاستقبال: لم نفحصه، لأن DEALIX_PUBLIC_URL غير مضبوط"
META_OK = "رمز الوصول: مقبول عند Meta"
META_FAILED = "رمز الوصول: لم تقبله Meta أو لم تُجب"
LOGS_CLEAN = "السجلات: لا سر فيها"
LOGS_LEAK = "السجلات: فيها ما يشبه سراً، فأزله قبل القبول"

LIVE_LACKS = {
    LiveLacks.NO_WAY: "هذه القناة لا تنفّذ بنفسها أصلاً",
    LiveLacks.FLAG: "المفتاح {flag} غير مفعّل في الإعدادات",
    LiveLacks.OPT_IN: "لا موافقة موثّقة من أي شخص عند هذا العميل على رسائل واتساب",
}
LIVE_REFUSED = "بقيت على المسودات. ينقصها: {lacks}."
LIVE_STAYS = "بقيت على حالها: {lacks}."
NO_WAY = "لا تنتقل القناة من حالتها إلى هذه مباشرة. اختر خطوة قبلها."
MOVED_BEFORE = "سبقك {who} وجعلها «{state}» {at}."
WORDS_NEEDED = "اكتب ماذا جرّبت وماذا رأيت، في 200 حرف أو أقل."
NOT_SET_UP = "لم تُربط القناة بعد. غيّر حالتها أولاً ثم سجّل التجربة."
HAS_GATEWAY = "هذه القناة تُفحص بزر «افحص الآن»، لا بشهادة أحد."
UNKNOWN_CONNECTOR = "لا قناة بهذا الاسم، فلم ننفّذ شيئاً."
