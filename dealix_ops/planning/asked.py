"""The words in which people ask for what is never done, and for what can be planned."""

from collections.abc import Mapping

from dealix_ops.claims.conduct import BYPASSING_APPROVAL, FULL_AUTOMATION, SCRAPING
from dealix_ops.claims.excuses import Excuse
from dealix_ops.claims.family import Family
from dealix_ops.planning.rules import Kind

_PREFIX = r"(?:[انيت]|أ|ت?ب|س)?"
_SEND = (
    rf"(?:{_PREFIX}(?:رسل|راسل|بعث|طرش|كلم|خاطب|دز|وزع)\w{{0,3}}|إرسال|مراسلة|send(?:ing)?"
    rf"|message|blast|text|ping|write to)"
)
_TAKE = rf"(?:{_PREFIX}(?:سحب|جمع|جيب|جب|ستخرج|شفط|كشط|طلع|لقط|نسخ)\w{{0,3}}|سحب|جمع|استخراج|هات)"
_DATA = (
    r"(?:ال)?(?:أرقام|رقم|جوالات|إيميلات|ايميلات|بيانات|داتا|عناوين|أسماء|حسابات|متابعين"
    r"|leads|emails|numbers)\w{0,3}"
)
_PLACES = (
    r"(?:لينكد\w*|لنكد\w*|linkedin|قوقل|جوجل|google|خرائط|ماب|maps|انست\w*|إنست\w*|instagram"
    r"|تويتر|إكس|twitter"
    r"|سناب\w*|تيك ?توك|(?:ال)?مواقع|موقع|(?:ال)?نت|(?:ال)?إنترنت|(?:ال)?ويب|منافس\w*"
    r"|(?:ال)?منافسين|قروب\w*|دليل\w*)"
)
_ALL = r"(?:كل|جميع|كافة|الكل|آلاف|الاف|ألف|مئات|مية|\d{2,6})"


def _asks(kind: Kind, *patterns: str) -> Family:
    return Family(kind.value, "", "", patterns, Excuse.CLAUSE)


FORBIDDEN: tuple[Family, ...] = (
    _asks(
        Kind.WORK_AROUND_FREEZE,
        r"(?:تجاوز|تخط|تخطى|اكسر|كسر|عطل|طنش|تجاهل|التف على|لف على|بدون|رغم|مع|خلال|أثناء"
        r"|وقت) (?:ال)?(?:تجميد|ايقاف|إيقاف|حظر|تعليق)",
        rf"{_SEND}(?: \w+){{0,5}} (?:وهي|وهو|رغم انها|مع انها|حتى لو) ?(?:ال)?(?:مجمد|موقوف"
        rf"|محظور|معلق)\w*",
        rf"(?:مجمد|موقوف|محظور|معلق)ة? (?:بس|لكن|عادي|ومع ذلك|ما عليه)(?: \w+){{0,2}} {_SEND}",
        r"(?:bypass|ignore|despite|around|during|skip|override|work around) (?:the )?(?:freeze"
        r"|frozen|block|pause)",
        r"(?:send|message|blast)(?: \w+){0,5} (?:while|though|even if) (?:\w+ ){0,2}(?:frozen"
        r"|paused|blocked)",
    ),
    _asks(
        Kind.CHARGE,
        rf"{_PREFIX}(?:خصم|سحب|حاسب|اسحب|اخصم|قيد)\w{{0,4}}(?: \w+){{0,5}} (?:من |على "
        rf"|ب)?(?:ال)?(?:بطاق|كرت|فيزا|مدى|حساب(?!ات)|رصيد|ماستر)\w*",
        r"(?:خصم|سحب|دفع) (?:مباشر|تلقائي|فوري)",
        r"(?:charge|debit|bill)(?:ing)? (?:\w+ ){0,4}(?:cards?|accounts?|visa|mada|them now"
        r"|automatically)",
        r"(?:live|auto) ?(?:charge|debit|billing)|take (?:the )?(?:money"
        r"|payment) from (?:\w+ ){0,3}(?:card|account)",
    ),
    _asks(
        Kind.SCRAPE,
        *SCRAPING.patterns,
        rf"{_TAKE}(?: \w+){{0,5}} {_DATA}(?: \w+){{0,5}} (?:من|في|عن|على) (?:\w+ )?{_PLACES}",
        rf"{_TAKE}(?: \w+){{0,4}} (?:من|في) (?:\w+ )?{_PLACES}",
        rf"{_DATA}(?: \w+){{0,4}} {_PLACES}",
        r"(?:get|grab|pull|collect|copy|extract|take|fetch|export"
        r"|download)(?:ing)? (?:\w+ ){0,5}(?:from|off|on) (?:\w+ ){0,2}"
        r"(?:linkedin|google|maps|instagram|twitter|x|snapchat|tiktok|websites?|the web"
        r"|directory|competitors?)",
        r"(?:crawl|spider|harvest)(?:er|ing)?(?!\w)",
    ),
    _asks(
        Kind.USE_BOUGHT_LIST,
        rf"(?:{_PREFIX}(?:شتر|شري)\w{{0,3}}|شراء|شرينا|اشترينا|مشترا\w*|جاهزة"
        rf"|للبيع)(?: \w+){{0,3}} (?:ال)?(?:قائم|قوائم|لست|ليست|قاعد|قواعد|داتا|بيانات|أرقام"
        rf"|ملف)\w*",
        r"(?:ال)?(?:قائم|قوائم|لست|ليست|قاعد|قواعد|داتا|بيانات|أرقام"
        r"|ملف)\w*(?: \w+){0,4} (?:مشترا|شرينا|شريت|اشتري|مسرب|مسروق|جاهز|من مورد|من واحد"
        r"|من تيليجرام|من تلقرام)\w*",
        r"(?:buy|bought|purchased?|rent(?:ed)?|leaked|stolen)(?: \w+){0,4} (?:lists?|databases?"
        r"|leads|contacts|numbers|emails)",
        r"(?:lists?|database|leads|contacts|numbers)(?: \w+){0,4} (?:we )?(?:bought|purchased"
        r"|rented|leaked)",
    ),
    _asks(
        Kind.AUTO_CONNECT,
        rf"(?:{_PREFIX}(?:ضيف|ضف|أضف|تابع)\w{{0,3}}|إضافة|اضافة|متابعة|طلبات (?:إضافة|اضافة"
        rf"|صداقة|اتصال))(?: \w+){{0,4}} (?:{_ALL}|تلقائي\w*|آلي\w*"
        rf"|اوتوماتيك\w*)(?: \w+){{0,4}} (?:في |على |ب)?{_PLACES}",
        rf"(?:{_PREFIX}(?:ضيف|ضف|أضف)\w{{0,3}}|إضافة|طلبات (?:إضافة|اضافة"
        rf"|صداقة))(?: \w+){{0,6}} (?:لينكد|لنكد|linkedin)\w*",
        r"auto ?(?:connect|follow|add|invite)\w*",
        r"(?:connect with|add|invite|follow)(?: \w+){0,5} (?:on|in) (?:linkedin|instagram"
        r"|twitter|x)(?!\w)",
        r"(?:connection|friend) requests?(?: \w+){0,4} (?:all|every|automatically|\d+)",
    ),
    _asks(
        Kind.AUTO_DM,
        *FULL_AUTOMATION.patterns,
        rf"{_SEND}(?: \w+){{0,6}} (?:خاص|الخاص|دايركت|دي ام|dm|dms)(?!\w)",
        r"(?:بوت|روبوت|النظام|الذكاء)(?: \w+){0,2} (?:يرد|يرسل|يكلم|يراسل|يجاوب)",
        rf"{_SEND}(?: \w+){{0,5}} (?:تلقائي\w*|آلي\w*|اوتوماتيك\w*|لحاله\w*|بنفسه\w*"
        rf"|automatically|on autopilot)",
        r"(?:ال)?(?:رد|ردود|رسائل|متابعة) (?:ال)?(?:تلقائي|آلي|اوتوماتيك)\w*",
        r"(?:auto|bot) ?(?:dm|message|reply|respond|text)\w*|dm (?:all|every|each|\d+|the|our"
        r"|my)|(?:send|sending) (?:\w+ ){0,3}dms?(?!\w)",
    ),
    _asks(
        Kind.BULK,
        rf"{_SEND}(?: \w+){{0,4}} (?:ل|إلى |على )?{_ALL}(?!\w)",
        rf"{_SEND}(?: \w+){{0,3}} للكل|(?:رسالة|رسائل|حملة|إرسال|برودكاست) ?(?:جماعي|عامة|موحد"
        rf"|مجمع)\w*|برودكاست|دفعة وحدة",
        r"(?:bulk|mass|blast|broadcast)(?!\w)|(?:send|message|email|text) (?:\w+ ){0,4}(?:all"
        r"|every(?:one|body)?|hundreds|thousands|the (?:whole|entire) list|\d{2,6})(?!\w)",
        r"approve (?:all|everything|them all)|اعتمد(?:ها|هم|وا)? (?:ال)?كل",
    ),
    _asks(
        Kind.SEND_UNAPPROVED,
        *BYPASSING_APPROVAL.patterns,
        rf"{_SEND}(?: \w+){{0,5}} (?:على طول|فورا|فوري|مباشرة?|حالا|الحين|الآن|قبل (?:ما |لا "
        rf"|أن )?(?:أشوف|اشوف|نشوف|يشوف|يوافق|نوافق|أوافق|اوافق|أراجع|اراجع|الموافقة|الاعتماد"
        rf"|المراجعة))\w*",
        r"(?:بدون|من غير|بلا|دون) (?:ما |أن )?(?:أحد |احد )?(?:يشوف|يدري|يراجع|يوافق|اراجع|اوافق"
        r"|أراجع|أوافق|اعتمد|نعتمد)\w*",
        r"(?:send|message|email|text|publish|post|reply)(?: \w+){0,6} (?:now|immediately"
        r"|right away|straight away|directly|without)(?!\w)",
        r"(?:live|direct) send|send (?:it )?live|no (?:need for )?approval"
        r"|skip (?:the )?(?:approval|review|check)",
    ),
)  # fmt: skip

_CUES: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (
        Kind.REPLY,
        (
            r"(?:رد|الرد|نرد|جاوب|أجب|اجب|جواب)\w{0,2} (?:على|عليه|عليها|عليهم|ل)",
            r"(?:reply|answer|respond)(?:ing)? to",
        ),
    ),
    (
        Kind.FOLLOW_UP,
        (r"متابعة|[أانيت]?تابع|(?:أ|ن)?ذكر(?:ه|ها|هم|ني|نا)|تذكير", r"follow ?up|remind\w*|chase"),
    ),
    (Kind.CALL, (r"اتصل|نتصل|اتصال|مكالم\w*|نكلمه? هاتف", r"(?:phone )?call(?!\w)|ring (?:him|her|them)")),
    (Kind.MEETING, (r"موعد|اجتماع|احجز|نحجز|لقاء", r"meeting|demo|appointment|schedule")),
    (Kind.INVOICE, (r"فاتور\w*|فواتير|رابط دفع", r"invoice|payment link")),
    (
        Kind.IMPORT_LIST,
        (
            r"(?:ارفع|نرفع|رفع|استورد|استيراد|حمل)\w{0,2}(?: \w+){0,3} (?:قائم|قوائم"
            r"|ملف|لست|عملاء|داتا)\w*",
            r"(?:import|upload|load)(?: \w+){0,4} (?:list|file|contacts|csv|customers)",
        ),
    ),
    (Kind.RESEARCH, (r"ابحث|نبحث|بحث|دور على|ادرس", r"research|look (?:up|into)|find out")),
    (
        Kind.CONNECT,
        (
            r"(?:اربط|نربط|ربط|إعداد|فعل) (?:\w+ )?(?:gmail|جيميل|التقويم|calendar"
            r"|sheets|واتساب|moyasar|ميسر|النموذج|crm)",
            r"(?:connect|set ?up|link) (?:the |our |their )?(?:gmail|calendar|sheets|whatsapp"
            r"|moyasar|form|crm)",
        ),
    ),
    (Kind.PROOF_PACK, (r"تقرير(?: ال)?(?:إثبات|اثبات)|بروف", r"proof pack")),
    (
        Kind.MESSAGE,
        (rf"{_SEND}|مسودة|اكتب|نكتب|جهز|رسالة|إيميل|ايميل|بريد", r"draft|e ?mail|write|message|whatsapp"),
    ),
)
CUES: Mapping[Kind, Family] = {kind: Family(kind.value, "", "", patterns) for kind, patterns in _CUES}
WHATSAPP = Family("whatsapp", "", "", (r"(?:ب?ال|ب|ع)?واتس\w*|(?:ال)?وتس\w*|whats ?app|wa\.me",))
MAIL = Family("email", "", "", (r"(?:ب?ال|ب|لل)?(?:إيميل|ايميل|بريد)\w*", r"e ?mail"))
OPTED_IN = Family("opted_in", "", "", (
    r"(?:وافق|موافق|أذن|اذن|إذن|سمح|سجل|اشترك)\w*(?: \w+){0,3} (?:موثق|على التواصل|بالتواصل"
    r"|على المراسلة|في النموذج|من النموذج|واتساب)\w*",
    r"(?:opted|opt) ?in|gave (?:us )?consent|consented",
))  # fmt: skip
THEY_WROTE = Family("they_wrote", "", "", (
    r"(?:كتب|راسل|تواصل|طلب|سأل|سال|رد)\w{0,2} (?:لنا|معنا|علينا|منا|علينا|العميل)|(?:اللي|الذي"
    r"|التي|الذين) (?:كتب|راسل|تواصل|طلب|سأل)\w*",
    r"(?:who|they|he|she|customer) (?:wrote|asked|messaged|contacted|replied)",
))  # fmt: skip
OWN = Family("own_list", "", "", (
    r"(?:قائم|ملف|عملاء|لست)\w*(?: \w+){0,2} (?:نا|العميل|الحاليين|حقتنا|تبعنا|نفسه)|(?:عملائنا"
    r"|عملاءنا|قائمتنا|قائمتهم|عملائهم)",
    r"(?:our|their|his|her|the customer s|own) (?:own )?(?:\w+ )?(?:list|customers|file|contacts|csv)",
))  # fmt: skip
REVIEWED = Family("reviewed", "", "", (
    r"(?:واحد\w* (?:واحد|ب?واحد)\w*|كل (?:وحدة|واحدة|رسالة) (?:تراجع|تعتمد|اراجعها|نراجعها))"
    r"|بعد (?:مراجعة|اعتماد) كل",
    r"one by one|(?:each|every one) (?:is |gets )?(?:reviewed|approved)|after (?:i|we) (?:review"
    r"|approve) each",
))  # fmt: skip
