"""The phrases to avoid of `founder.md` D and the tone of `product.md` 1: they warn and never block."""

from dealix_ops.claims.excuses import Excuse
from dealix_ops.claims.family import Family

_OURS = r"(?:عندنا|جهتنا|طرفنا|قبلنا|نظامنا|فريقنا)"


def _avoid(key: str, title_ar: str, substitute: str, *patterns: str, examples: tuple[str, str]) -> Family:
    return Family(key, title_ar, substitute, patterns, Excuse.NONE, *examples)


TONE_FAMILIES: tuple[Family, ...] = (
    _avoid(
        "vague_apology",
        "اعتذار بلا تسمية",
        "سمِّ ما حصل",
        r"نعتذر (?:لكم )?عن أي (?:إزعاج|خلل|تقصير)|قد يكون (?:حصل|سببه|سبب)",
        r"(?:sorry|apologi[sz]e|apologies) for (?:any|the) inconvenience|may have caused",
        examples=("نعتذر عن أي إزعاج قد يكون حصل", "Sorry for any inconvenience"),
    ),
    _avoid(
        "dear_customer",
        "مخاطبة بلا اسم",
        "اكتب الاسم",
        r"عزيز(?:ي|تي) (?:ال)?عميل\w*|عميلنا العزيز",
        r"dear (?:valued |esteemed )?(?:customer|client|user|sir|madam)|valued customer",
        examples=("عزيزي العميل، وصلتنا رسالتكم", "Dear valued customer"),
    ),
    _avoid(
        "no_time",
        "وعد بلا وقت",
        "اكتب الوقت بالساعة",
        r"[بف]?ي? ?أقرب (?:وقت|فرصة)(?: ممكنة?)?",
        r"as soon as (?:possible|we can)|asap(?!\w)|at the earliest|in due course|shortly(?!\w)",
        examples=("سيتم الرد عليكم في أقرب وقت ممكن", "We will reply as soon as possible"),
    ),
    _avoid(
        "reassurance",
        "طمأنة بلا خطوة",
        "اكتب ما فعلناه",
        r"(?:ال)?بيانات\w* (?:في )?(?:ب?أمان|آمنة)(?!\w)|لا داعي للقلق|لا تقلقو[ان]?ا?(?!\w)",
        r"nothing to worry|(?:dont|don t|do not) worry|no need to worry|your data is (?:\w+ )?(?:safe"
        r"|secure)|rest assured",
        examples=("بياناتكم بأمان تام", "Please do not worry"),
    ),
    _avoid(
        "early_admission",
        "إقرار قبل الفحص",
        "اكتب «وصلنا بلاغكم عن…»",
        rf"بيانات\w* تسربت|تسربت بيانات\w*|(?:ال)?خطأ من {_OURS}",
        r"your data (?:was|were|has been) leaked|our (?:fault|mistake)(?!\w)",
        examples=("الخطأ من عندنا", "This was our mistake"),
    ),
    _avoid(
        "blame",
        "لوم العميل",
        "اسأل سؤالاً واحداً محدداً",
        r"(?:ال)?(?:مشكلة|خطأ|خلل) (?:من )?(?:عندكم|جهتكم|طرفكم)",
        r"تأكدوا? من (?:ال)?(?:إنترنت|اتصال|نت|شبكة)\w*",
        r"(?:problem|issue|error) is (?:on|at|from|with) your|check your (?:internet|connection)"
        r"|you (?:must have|should have)",
        examples=("تأكدوا من الإنترنت عندكم", "Please check your internet"),
    ),
    _avoid(
        "no_repeat",
        "وعد بعدم التكرار",
        "اكتب الإجراء وصاحبه",
        r"(?:لن|ما راح|ما) (?:ي|ت)تكرر (?:هذا )?(?:أبداً|ابدا|مرة|بعد)",
        r"(?:will|wont|won t) (?:not |never )?happen again",
        examples=("لن يتكرر هذا أبداً", "It will never happen again"),
    ),
    _avoid(
        "policy",
        "سياسة بدل الجواب",
        "قل الجواب نفسه",
        r"حسب (?:سياسة|سياسات|أنظمة) (?:ال)?شرك\w*|(?:كما|مثل ما|زي ما) (?:ذكرنا|قلنا|وضحنا)",
        r"as (?:previously |already |we )?(?:mentioned|stated)|(?:per|according to) (?:our |company )?policy",
        examples=("حسب سياسة الشركة", "As previously mentioned"),
    ),
    _avoid(
        "escalated",
        "تصعيد بلا اسم",
        "اكتب اسم من يتابع",
        r"(?:تم|جرى) (?:تصعيد|تحويل|رفع) (?:ال)?(?:تذكر|طلب|شكو|مشكل|بلاغ)\w*|(?:ال)?قسم (?:ال)?مختص",
        r"(?:ال)?جه(?:ة|ات) (?:ال)?مختصة",
        r"(?:has|have) been (?:escalated|forwarded)|(?:relevant|concerned|appropriate) (?:team|department)",
        examples=("تم تصعيد تذكرتكم إلى القسم المختص", "Your ticket has been escalated"),
    ),
    _avoid(
        "too_early",
        "شكر أو حل قبل أي خبر",
        "اكتب الخطوة التالية ووقتها",
        r"أبشر\w*|محلولة(?!\w)|ن(?:قدر|ثمن) (?:لكم )?(?:صبركم|تفهمكم)|شكرا على صبركم",
        r"(?:thank you|thanks) for your (?:patience|understanding)|(?:we )?appreciate your (?:patience"
        r"|understanding)",
        examples=("نقدّر صبركم", "Thank you for your patience"),
    ),
    _avoid(
        "marketing",
        "كلام تسويقي",
        "اكتب الفائدة بكلام بسيط",
        r"آخر فرصة",
        r"best in class|synerg\w+|world class|last chance|cutting edge|game chang\w+",
        examples=("آخر فرصة للاشتراك", "Best-in-class service"),
    ),
)
