"""Every command after `/dealix`: its words in both languages, and what help says of it."""

from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    TRIAGE = "triage"
    CHANNEL = "channel"
    SILENT = "silent"
    REPLIES = "replies"
    RIGHTS = "rights"
    DELEGATE = "delegate"
    DUTY = "duty"
    PLAN = "plan"
    PROOF = "proof"
    DELIVER = "deliver"
    BRIEF = "brief"
    WORKING_DAYS = "hours"
    ONBOARD = "onboard"
    CONNECTORS = "connectors"
    TICKET = "ticket"
    CUSTOMERS = "customers"
    CUSTOMER = "customer"
    DRAFTS = "drafts"
    SLA = "sla"
    AT_RISK = "at-risk"
    RENEWALS = "renewals"
    KPI = "kpi"
    INCIDENT = "incident"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    HELP = "help"


@dataclass(frozen=True)
class Command:
    """`spellings` has the Arabic word first, as help shows it; `takes_words`: more may follow it.

    `en` is usage and help in English.
    """

    word: Word
    spellings: tuple[str, ...]
    usage: str
    help_ar: str
    takes_words: bool = True
    en: tuple[str, str] = ("", "")


HELP = Command(
    Word.HELP,
    ("مساعدة", "help", "؟"),
    "مساعدة",
    "يعرض هذه القائمة",
    takes_words=False,
    en=("help", "this list"),
)
COMMANDS = (
    Command(
        Word.DRAFTS,
        ("بانتظاري", "drafts"),
        "بانتظاري",
        "يعرض المسودات التي تنتظر الاعتماد، الأقرب موعداً أولاً",
        takes_words=False,
        en=("drafts", "texts that wait for approval, the nearest due first"),
    ),
    Command(
        Word.SLA,
        ("مواعيد", "sla"),
        "مواعيد",
        "يعرض المتأخر الآن وأقرب المواعيد",
        takes_words=False,
        en=("sla", "what is late now, and the next due times"),
    ),
    Command(
        Word.AT_RISK,
        ("خطر", "at-risk"),
        "خطر",
        "يعرض العملاء الذين تظهر عليهم علامات المغادرة، وسببها",
        takes_words=False,
        en=("at-risk", "customers who show signs of leaving, and why"),
    ),
    Command(
        Word.RENEWALS,
        ("تجديد", "renewals"),
        "تجديد",
        "يعرض ما يتجدد خلال 30 يوماً، وما فات موعده",
        takes_words=False,
        en=("renewals", "what renews within 30 days, and what is overdue"),
    ),
    Command(
        Word.KPI,
        ("مؤشرات", "kpi"),
        "مؤشرات",
        "يعرض أرقام آخر 7 أيام وما قبلها، وما لا يُقاس يقول عنه ذلك",
        takes_words=False,
        en=("kpi", "figures of the last 7 days beside the 7 before"),
    ),
    Command(
        Word.INCIDENT,
        ("حادث", "حوادث", "incident"),
        "حادث جديد 2 توقف الإرسال",
        "يعلن حادثاً بدرجته (1 أو 2 أو 3) وعنوانه، و«حادث قائمة» يعرض المفتوح، و«حادث تحديث ح-3 النص» يحدّثه،"
        " و«حادث حل ح-3» ينهيه",
        en=(
            "incident new 2 TITLE",
            "declares an incident of severity 1, 2 or 3; “incident list” shows the open ones",
        ),
    ),
    Command(
        Word.FREEZE,
        ("تجميد", "freeze"),
        "تجميد السبب",
        "يوقف ما نبدأ به من الإرسال، لعميل واحد إن سبق اسمُه السبب؛ والردود مستمرة",
        en=("freeze WHY", "stops what we begin ourselves, for one customer where the name comes first"),
    ),
    Command(
        Word.UNFREEZE,
        ("رفع", "unfreeze"),
        "رفع التجميد",
        "يعرض المجمّد ومنذ متى ولماذا، ويرفعه المؤسس",
        en=("unfreeze", "what stands frozen, since when and why; the founder lifts it"),
    ),
    Command(
        Word.TRIAGE,
        ("فرز", "triage"),
        "فرز نص الرسالة",
        "يقول أولوية النص وسببها، ولا يحفظ شيئاً",
        en=("triage TEXT", "the priority of a text and why; stores nothing"),
    ),
    Command(
        Word.CHANNEL,
        ("قناة", "channel"),
        "قناة اسم العميل",
        "يجعل هذه القناة قناة ذلك العميل، و«قناة إلغاء» يرجعها",
        en=("channel CUSTOMER", "makes this channel that customer's; “channel off” undoes it"),
    ),
    Command(
        Word.REPLIES,
        ("ردود", "replies"),
        "ردود",
        "يعرض الردود الجاهزة، و«ردود حذف 2» يحذف الثاني منها",
        en=("replies", "saved replies; “replies حذف 2” removes the second"),
    ),
    Command(
        Word.SILENT,
        ("صامتة", "silent"),
        "صامتة",
        "يعرض من سألناهم عن الإغلاق فسكتوا، ويغلق تذاكرهم بضغطة",
        takes_words=False,
        en=("silent", "customers who never answered the closing question; closes their tickets"),
    ),
    Command(
        Word.RIGHTS,
        ("صلاحيات", "permissions"),
        "صلاحيات",
        "يعرض ما يحق لك أن تقرّره الآن",
        en=("permissions", "what you may decide right now"),
    ),
    Command(
        Word.DELEGATE,
        ("تفويض", "delegate"),
        "تفويض @المشغّل حتى غداً",
        "يجعل المشغّل يقرّر عن المؤسس إلى ذلك الوقت، و«تفويض» وحدها تعرض المفوَّضين",
        en=(
            "delegate @OPERATOR حتى غداً",
            "the operator decides for the founder until then; alone it shows who does",
        ),
    ),
    Command(
        Word.DUTY,
        ("مناوبة", "duty", "oncall"),
        "مناوبة",
        "يعرض المناوب وموعد التغيير، و«مناوبة @الشخص حتى غداً 8 ص» تحدّده",
        en=("duty", "who is on call and until when; “duty @PERSON حتى غداً 8 ص” sets it"),
    ),
    Command(
        Word.PLAN,
        ("خطة", "plan"),
        "خطة ما تريد فعله",
        "يقول هل الإجراء مسموح وبأي شرط، ولا ينفّذ شيئاً",
        en=("plan ACTION", "whether an action is allowed and on what terms; does nothing"),
    ),
    Command(
        Word.DELIVER,
        ("تسليم", "deliver"),
        "تسليم اسم العميل",
        "يعرض خطوة التسليم الحالية وبيانات الاستلام، ويبدأ خدمة جديدة",
        en=("deliver CUSTOMER", "the current step of a delivery, its intake form; starts a service"),
    ),
    Command(
        Word.BRIEF,
        ("موجز", "brief"),
        "موجز",
        "يعرض موجز اليوم، و«موجز أسبوع» يعرض موجز المؤسس وما تعلمناه",
        en=("brief", "today's brief; «موجز أسبوع» for the founder's week"),
    ),
    Command(
        Word.PROOF,
        ("إثبات", "أدلة", "proof"),
        "إثبات اسم العميل",
        "يعرض أدلة العميل، ويسجّل دليلاً، ويثبّت نسخة Proof Pack",
        en=("proof CUSTOMER", "a customer's evidence; records some, freezes a Proof Pack"),
    ),
    Command(
        Word.WORKING_DAYS,
        ("دوام", "hours"),
        "دوام",
        "يعرض ساعات العمل والإجازات القادمة، و«دوام 9/3/2027 إجازة» يؤكد يوماً",
        en=("hours", "working hours and the next holidays"),
    ),
    Command(
        Word.ONBOARD,
        ("تهيئة", "onboard"),
        "تهيئة اسم العميل",
        "يبدأ قائمة تهيئة العميل في قناة نجاح العملاء، أو يعرضها من جديد",
        en=("onboard CUSTOMER", "starts a customer's onboarding checklist, or shows it again"),
    ),
    Command(
        Word.CONNECTORS,
        ("ربط", "connectors"),
        "ربط اسم العميل",
        "يعرض قنوات العميل وحالتها، ويغيّرها ويفحصها",
        en=("connectors CUSTOMER", "a customer's channels: state, changes, tests"),
    ),
    Command(
        Word.TICKET,
        ("تذكرة", "ticket"),
        "تذكرة رقمها أو اسم أو كلمات",
        "يبحث عن التذاكر برقمها أو اسم العميل أو رقم جواله أو كلماته",
        en=("ticket NUMBER, NAME or WORDS", "finds tickets by number, customer, phone or words"),
    ),
    Command(
        Word.CUSTOMERS,
        ("عملاء", "customers"),
        "عملاء",
        "يعرض العملاء، الأقرب تجديداً أولاً",
        takes_words=False,
        en=("customers", "all customers, the next renewal first"),
    ),
    Command(
        Word.CUSTOMER,
        ("عميل", "customer"),
        "عميل اسم العميل",
        "يعرض باقة العميل وتجديده وتذاكره وجهات اتصاله",
        en=("customer NAME", "bundle, renewal, tickets and contacts"),
    ),
    HELP,
)
