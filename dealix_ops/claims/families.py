"""The words no outgoing text may hold: family, patterns and what to write instead.

Patterns are regular expressions in plain Arabic spelling; `compiled` folds their letters the way the text is
folded, lets «و» and «ف» stand before them, and reads a space as any gap between words. `~` between letters
allows the gaps of a word that was pulled apart.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from dealix_ops.claims.excuses import Excuse
from dealix_ops.claims.fold import fold_pattern

_GAP = r"(?:[ \n\"'«»*_\-]+)"
_PULLED_APART = r"[\W_]{0,3}"


@dataclass(frozen=True)
class Family:
    """One kind of forbidden words; `title_ar` is what documents call it."""

    key: str
    title_ar: str
    substitute: str
    patterns: tuple[str, ...]
    excuse: Excuse = Excuse.NEGATED

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        spaced = fold_pattern("|".join(self.patterns)).replace("~", _PULLED_APART).replace(" ", _GAP)
        return re.compile(rf"(?<!\w)(?:[وف](?=[\u0621-\u064a]))?(?:{spaced})")


_PRODUCTS = (
    r"(?:hubspot|salesforce|zoho|pipedrive|freshsales|odoo|zendesk|intercom|apollo|close crm"
    r"|ه[او]?ب ?سبوت|سيلز ?فورس|زوهو|أودو|زندسك)"
)
_SOON = r"(?:خلال|في|ب) ?(?:\w+ )?(?:24|48|72|يوم|يومين|ساع|أيام|أسبوع|ليلة)\w*"

GUARANTEED_RESULTS = Family(
    "guaranteed_results",
    "ضمان النتائج",
    "اكتب الإجراء بدلاً منها",
    (
        r"[سب]?ن~ض~م~ن(?:[هك]م?|ها|لكم|لك|لهم)?(?!\w)",
        r"(?:أ|[يت])ضمن(?:لكم|لك)(?!\w)|(?:أ|[يت])ضمن (?:لكم|لك|ال)?(?:نجاح|نتائج|أرباح|مبيعات|(?!\w))",
        r"(?:ا)ضمن(?!\w)",
        r"م~ض~م~و~ن(?!\w)(?! (?:ال|هذ|ما |رسال|تقرير|ملف|نص|عقد|بلاغ|محادث|سؤال|استفسار))",
        r"(?:ال)?(?<!و)م~ض~م~و~ن~[ةه](?!\w)|(?:ال)?مضمونين(?!\w)",
        r"(?:بدون|بلا|خال\w* من) (?:أي )?(?:ال)?مخاطر(?! قانوني)",
        r"(?:ب|ال)?ضمانة? (?:ال)?(?:نتائج|نجاح|مبيعات|أرباح|عائد|ذهبي|كامل|100|نتيجة)",
        r"نكفل لكم|(?:نتعهد|نعدكم|أعدكم|وعد) (?:لكم )?ب?(?:ال)?(?:نتائج|زيادة|مبيعات|عائد|أرباح|عملاء)",
        r"نتائج (?:مؤكدة|أكيدة)|نجاح 100|100 ?% (?:نجاح|نتائج|أكيد)",
        r"g~u~a~r~a~n~t~e~e(?:d|s|ing)?(?!\w)|risk[\W_]*free|sure[\W_]*fire|100 ?% (?:success|results|roi)",
        r"we promise (?:you )?(?:results|sales|roi|growth)",
        r"[bs]?n[aei]d+h?man(?:lk\w*|lak\w*)?(?!\w)|ma[dz]h?mo+n(?:a|ah|eh)?(?!\w)",
    ),
)
SCRAPING = Family(
    "scraping",
    "جمع البيانات دون إذن",
    "اذكر المصدر الذي أذن به العميل",
    (
        r"scrap(?:e|es|ed|er|ers|ing)(?!\w)|crawl(?:ing|er|ers)(?!\w)",
        r"harvest\w* (?:emails|numbers|data|leads|contacts)",
        r"(?:buy|bought|purchased?) (?:email |phone |contact |lead )?(?:lists?|databases?)",
        r"سكرا?[بي]+ن[قجغ]|كشط|تنقيب عن (?:ال)?(?:أرقام|بيانات)",
        r"(?:نسحب|سحب|نجيب|نجمع|تجميع|جمع|نستخرج"
        r"|استخراج)(?: لكم)? (?:كل )?(?:ال)?(?:بيانات|أرقام|إيميلات|جوالات)(?: \w+){0,2}",
        r" من (?:لينكد|linkedin|(?:ال)?(?:إنترنت|مواقع|نت)|قوقل|جوجل|google|انست|تويتر|خرائط|سناب)\w*",
        r"(?:شراء|نشتري|بيع|نبيع|اشترينا) (?:لكم )?(?:قوائم|قاعدة|قواعد|بيانات|أرقام|إيميلات)",
        r"بيانات (?:مسربة|مسروقة)|قواعد بيانات جاهزة|(?:أرقام|إيميلات|عملاء) المنافسين",
    ),
    Excuse.CLAUSE,
)
FULL_AUTOMATION = Family(
    "full_automation",
    "أتمتة كاملة بلا إنسان",
    "اكتب من يراجع ومن يعتمد",
    (
        r"auto[\W_]*(?:dms?|connect|send|pilot|reply)(?!\w)|fully[\W_]*auto\w*|100 ?% auto\w*",
        r"hands[\W_]*free",
        r"(?:without|no) (?:any |a )?(?:human|people)(?!\w)|zero[\W_]*touch|set (?:it )?and forget",
        r"cold (?:whatsapp|dms?(?!\w)|messag\w+)|(?:bulk|mass|blast) (?:whatsapp|messag\w+|dms?(?!\w))",
        r"whatsapp blast",
        r"واتساب بارد\w*|(?:رسائل|رسالة|حملات|حملة)(?: واتساب)? باردة",
        r"(?:رسائل|حملات) واتساب (?:جماعية|عشوائية)",
        r"(?:بدون|دون|بلا|من غير|بغير) (?:أي )?(?:تدخل|لمسة|إشراف|وجود) (?:بشري\w*|إنسان\w*|أحد|موظف\w*|شخص)",
        r"(?:تلقائيا?|آليا?|اوتوماتيكي?ا?|مؤتمت\w*) (?:بالكامل|100)|أتمتة (?:كاملة|تامة|شاملة)",
        r"(?:رد|إرسال|تواصل) (?:آلي|تلقائي) (?:كامل|تام)(?!\w)",
        r"(?:إرسال|رسائل) جماعي\w*(?: \w+)? (?:ال)?واتساب",
        r"(?:(?:ال)?بوت(?: واتساب)?|النظام|الذكاء الاصطناعي) (?:يرد|يرسل|يتواصل"
        r"|يراسل)(?: \w+){0,3} (?:لوحده|بنفسه|تلقائيا|آليا|عنكم)",
    ),
    Excuse.CLAUSE,
)
BYPASSING_APPROVAL = Family(
    "bypassing_approval",
    "تجاوز الموافقة",
    "اكتب متى تُراجَع الرسالة ومن يعتمدها",
    (
        r"(?:بدون|دون|بلا|من غير|بغير) (?:أي |حاجة (?:إلى |ل))?(?:ال)?(?:مراجع|موافق|اعتماد|إذن|استئذان)\w*",
        r"(?:بدون|دون|من غير|بلا) (?:ما|أن) [تن](?:راجع|وافق|عتمد|ستأذن|شوف|طلع)\w*",
        r"(?:لا|ما) (?:حاجة|داعي|يحتاج|تحتاج\w*|يلزم) (?:إلى )?(?:ال|لل"
        r"|ل)?(?:مراجع|موافق|اعتماد)(?:ة|كم|تكم)?(?!\w)",
        r"(?:نتجاوز|تجاوز|نتخطى|تخطي) (?:خطوة )?(?:ال)?(?:مراجعة|موافقة|موافقات|اعتماد)(?!\w)",
        r"without (?:any |your |prior |human |the )*(?:approvals?|review|consent|permission)(?!\w)",
        r"no (?:approvals?|review|consent|permission) (?:is |are )?(?:needed|required|necessary)",
        r"(?:skip|bypass)(?:ping|ing|s|es)? (?:the |your )?(?:approvals?|review|consent)(?!\w)",
        r"b?do+n (?:ay )?m[ou]?wafa[qg2]\w*",
    ),
    Excuse.CLAUSE,
)
COMPETITORS = Family(
    "competitors",
    "المنافسون",
    "صف ما يقدّمه ديلكس وحده",
    (
        rf"(?:ال)?بديل\w* (?:كامل |أفضل |محلي |سعودي |أرخص )*(?:عن "
        rf"|ل ?)?(?:نظام |منصة |برنامج )?ل?{_PRODUCTS}",
        rf"(?:أرخص|أفضل|أحسن|أقوى|أسرع|أذكى|أسهل|أوفر) (?:بكثير |بمراحل )?من (?:نظام |منصة )?(?:{_PRODUCTS}"
        r"|(?:كل |أي |جميع )?(?:ال)?منافس\w*)",
        rf"(?:تستغن\w+|استغن\w+|انسوا?|اتركوا?|ودعوا|استبدلوا?|[يت]غني\w+) (?:عن )?{_PRODUCTS}",
        rf"{_PRODUCTS} (?:فاشل|سيئ|معقد|قديم|نصاب)\w*",
        rf"(?:alternatives?|replacement|substitute) (?:to|for) (?:\w+ )?{_PRODUCTS}",
        rf"{_PRODUCTS}[\W_]*(?:alternative|killer|replacement)|(?:replaces?|ditch|forget|beats?) {_PRODUCTS}",
        rf"(?:better|cheaper|faster|smarter|easier) than (?:\w+ )?(?:{_PRODUCTS}"
        rf"|(?:any |all |our |the )*competitors?)",
    ),
)
LEGAL_FINANCIAL = Family(
    "legal_financial",
    "وعود قانونية أو مالية",
    "اكتب ما يفعله النظام، واترك الحكم القانوني والمالي لأهله",
    (
        r"(?:[نت]تجاوز\w*|نتخطى|تجاوز|(?:نلتف|التفاف|نتحايل|تحايل) على) (?:نظام |متطلبات |قانون |أنظمة )*"
        r"(?:pdpl|حماية البيانات|القانون|الأنظمة|الضريبة|الزكاة|سدايا|zatca)",
        r"(?:ممتثل|متوافق|امتثال|توافق)\w* (?:مع pdpl )?(?:بنسبة )?100",
        r"(?:حصانة|حماية) قانونية (?:كاملة|تامة)",
        r"[نيت]حميكم? من (?:ال)?(?:غرام|مخالف|مساءل|عقوب|قضاي)\w*",
        r"(?:لن|ما|لا) (?:تتعرض|تدفع|تجيكم|تواجه)\w* (?:ل?أي )?(?:غرام|مخالف|مساءل)\w*",
        r"(?:بدون|بلا|دون) (?:أي )?(?:مخاطر\w*|مساءلة|مسؤولية) (?:قانونية|مالية|نظامية)",
        r"[سب]?نعوضكم|تعويض (?:كامل|مالي)",
        r"(?:استرداد|استرجاع|نرجع لكم|نعيد لكم) (?:كامل )?(?:المبلغ|فلوسكم) (?:كامل|بالكامل)\w*",
        r"(?:عائد|ربح|دخل|أرباح) (?:شهري |سنوي )?(?:ثابت|ثابتة)(?!\w)",
        r"bypass\w* (?:the )?(?:pdpl|law|regulations?|gdpr)",
        r"(?:100 ?%|fully|completely) (?:pdpl |gdpr )?compliant",
        r"no legal (?:risk|liability)|legally bulletproof|full refund|refund you in full",
    ),
)
MEDICAL = Family(
    "medical",
    "لغة العلاج والشفاء",
    "صف النتيجة بكلمات العمل لا الطب",
    (
        r"(?<!الله\x20)[ينت]شفي(?:كم|ها)?(?!\w)|شفاء (?:تام|نهائي|كامل|مبيعات\w*)",
        r"علاج (?:سحري|نهائي|جذري|شاف|فعال|أكيد|ل?ضعف|ل?ركود|لمبيعات|لمشاكل)\w*|نعالج (?:مرض|ضعف|ركود)",
        r"(?:دواء|وصفة|روشتة|جرعة) (?:سحري|طبي|شافي|لمبيعات|لضعف|لركود|للنمو)\w*",
        r"cure[sd]?(?!\w)|heal(?:s|ing)? your|miracle|magic pill|remedy for",
    ),
)
EXAGGERATED_SPEED = Family(
    "exaggerated_speed",
    "مبالغة في السرعة",
    "اكتب الخطوة القادمة وموعدها",
    (
        r"(?:مليون|ملايين|\d[\d,.]{6,})(?: \w+){0,3} (?:خلال|في) (?:\w+ )?(?:شهر|أسبوع|يوم|أيام|ساع|24)\w*",
        rf"(?:\d+|عشر\w*|خمس\w*|مئة|مية|مئات|عشرات) (?:عميل|عملاء|صفقة|صفقات)(?: \w+){{0,2}} {_SOON}",
        r"\d+ (?:موعد|مواعيد|اجتماع|اجتماعات)(?: \w+){0,2} خلال (?:24|48) ساعة",
        r"(?:ضاعف|[سب]?نضاعف|تضاعف|مضاعفة)\w* (?:لكم )?(?:ال)?(?:مبيعات|أرباح|إيراد|دخل"
        r"|عملاء)\w*(?: \w+){0,2} (?:خلال|في)(?!\w)",
        r"(?:عميلكم?|أول عميل|نتائج|صفقتكم)(?: \w+)? خلال (?:24|48|72) ساعة|(?:x ?\d+|\d+ ?x) (?:ال)?مبيعات",
        r"نتائج (?:فورية|خيالية|لحظية)|بين (?:يوم و|عشية و)\w+|(?:أرباح|ثراء|مبيعات) (?:سريع|فوري|خيالي)\w*",
        r"\d+ (?:\w+ )?(?:customers?|clients?|deals?|meetings?|leads?) (?:\w+ )?(?:in"
        r"|within) (?:\w+ )?(?:24|48|day|hour|week)\w*",
        r"millions?(?: \w+){0,3} (?:in|within) (?:an? |one |\d+ )?(?:month|week|day)",
        r"double your \w+ (?:in|within|overnight)",
        r"overnight (?:success|results|growth)|instant (?:results|sales|revenue)",
        r"\d+x (?:your )?(?:sales|revenue|growth|roi)",
    ),
    Excuse.FACT,
)

CLAIM_FAMILIES: tuple[Family, ...] = (
    GUARANTEED_RESULTS,
    SCRAPING,
    FULL_AUTOMATION,
    BYPASSING_APPROVAL,
    COMPETITORS,
    LEGAL_FINANCIAL,
    MEDICAL,
    EXAGGERATED_SPEED,
)
