"""What the company may not promise about results: certainty, speed, healing, the law and money."""

from dealix_ops.claims.excuses import Excuse
from dealix_ops.claims.family import Family

_RESULTS = r"(?:results?|success|sales|roi|growth|revenue|profits?|meetings|leads|clients|customers)"

GUARANTEED_RESULTS = Family(
    "guaranteed_results",
    "ضمان النتائج",
    "اكتب الإجراء بدلاً منها",
    (
        r"[سب]?نضمن(?=(?:هم?|كم?|ها|لكم|لك|لهم)?(?!\w))",
        r"(?:أ|[يت])ضمن(?:لكم|لك)(?!\w)|(?:أ|[يت])ضمن (?:لكم|لك|ال)?(?:نجاح|نتائج|أرباح|مبيعات|(?!\w))",
        r"مضمون(?!\w)(?! (?:ال|هذ|ما(?!\w)|رسال|تقرير|ملف|نص|عقد|بلاغ|محادث|سؤال|استفسار))",
        r"(?:ال)?(?<!و)مضمونة(?!\w)|(?:ال)?مضمونين(?!\w)",
        r"(?:بدون|بلا|خال\w* من) (?:أي )?(?:ال)?مخاطر(?! قانوني)",
        r"(?:ب|ال)?ضمانة? (?:ال)?(?:نتائج|نجاح|مبيعات|أرباح|عائد|ذهبي|كامل|100|نتيجة)",
        r"(?:إن|إذا|لو) (?:لم|ما) (?:تزد|تزيد|يزيد|تنجح|تحقق|ترتفع|جاك|يجيك|تشوف)\w*(?: \w+){0,3}"
        r" (?:فلن|لن|ما|نرجع|نعيد|نرد)(?!\w)",
        r"(?:نتائج|نجاح|مبيعات|عائد|أرباح)\w*(?: \w+)? (?:مسألة )?(?:محسوم|مؤكد|أكيد)\w*",
        r"ضمان (?:ال)?(?:استرجاع|استرداد)|(?:وإلا|والا|أو) (?:(?:نرجع|نعيد|نرد) ل(?:ك|كم)|استرد|تسترد)",
        r"(?:مبيعات|أرباح|دخل|عملاء)\w* (?:راح )?[بس]?[تي](?:زيد|رتفع|تضاعف)(?: \w+)? (?:أكيد|حتما"
        r"|بالتأكيد|لا محالة|دون شك|بلا شك)",
        r"زيادة (?:\w+ )?(?:مؤكدة|أكيدة|100)",
        r"نكفل لكم|(?:نتعهد|نعدكم|أعدكم|وعد) (?:لكم )?ب?(?:ال)?(?:نتائج|زيادة|مبيعات|عائد|أرباح|عملاء)",
        r"نتائج (?:مؤكدة|أكيدة)|نجاح 100|100 ?% (?:نجاح|نتائج|أكيد)",
        r"(?<!bank )(?:un)?guarantee(?:d|s|ing)?(?!\w)|risk free|sure fire|no risk(?!\w)",
        r"or (?:you )?pay nothing|or (?:we|i) work for free|or it (?:is|s) on us|or (?:it is"
        r"|it s) free|(?:results|growth|revenue) (?:\w+ )?(?:you )?can bank on",
        r"(?:we|i) (?:will )?promise (?:you )?(?:an? )?\d+ ?(?:x|%)",
        r"(?:roi|results?|growth|sales|success|revenue) (?:is|are) (?:locked in|certain|sure"
        r"|assured|inevitable)",
        r"100 ?% (?:success|results|roi)|money back",
        rf"(?:we|i) (?:will |ll )?(?:promise|assure|pledge"
        rf"|ensure) (?:you )?(?:that )?(?:you )?(?:will )?(?:get )?(?:more |better |higher )?"
        rf"{_RESULTS}",
        rf"(?:assured|promised|foolproof) {_RESULTS}|{_RESULTS} (?:is|are) (?:assured|certain)",
        r"you (?:will|shall) (?:definitely|certainly|surely) (?:get|win|close|earn|sell|grow)",
        r"(?:cannot|can t|cant) (?:lose|fail)(?!\w)",
    ),
    example="نضمن لكم نتائج ممتازة",
    example_en="Guaranteed results for your team",
)
LEGAL_FINANCIAL = Family(
    "legal_financial",
    "وعود قانونية أو مالية",
    "اكتب ما يفعله النظام، واترك الحكم القانوني والمالي لأهله",
    (
        r"(?:[نت]تجاوز\w*|نتخطى|تجاوز|(?:نلتف|التفاف|نتحايل|تحايل) على) (?:نظام |متطلبات |قانون |أنظمة ){0,3}"
        r"(?:pdpl|حماية البيانات|القانون|الأنظمة|الضريبة|الزكاة|سدايا|zatca)",
        r"(?:ممتثل|متوافق|امتثال|توافق)\w* (?:مع pdpl )?(?:بنسبة )?100",
        r"(?:ممتثل|متوافق|امتثال|توافق)\w* (?:بالكامل|تماما|كليا"
        r"|تلقائيا) (?:مع )?ل?(?:\w+ )?(?:pdpl|نظام|أنظمة|قانون"
        r"|حماية|سدايا|zatca)",
        r"(?:انسى?|انسوا|ودعوا?|لا تخاف|لا تخافون|لا تشيل هم)[\s](?:من )?(?:ال)?(?:غرام|مخالف|عقوب|سدايا)\w*",
        r"[يتن]عفي(?:ك|كم)? من (?:أي )?(?:ال)?(?:مسؤولي|مساءل|غرام|مخالف|عقوب)\w*",
        r"(?:نتحمل|نسدد|ندفع) (?:عنكم? )?(?:أي |كل )?(?:ال)?(?:غرام|مخالف)\w*",
        r"never worry about (?:\w+ )?(?:law|fines|compliance|pdpl)",
        r"(?:محد|لا أحد|ما ?حد|ما أحد) (?:يقدر|يستطيع) (?:يخالف|يغرم|يحاسب)\w*",
        r"(?:حصانة|حماية) قانونية (?:كاملة|تامة)",
        r"[نيت]حميكم? من (?:ال)?(?:غرام|مخالف|مساءل|عقوب|قضاي)\w*",
        r"(?:لن|ما|لا) (?:تتعرض|تدفع|تجيكم|تواجه)\w*(?: \w+)? (?:ل?أي )?(?:غرام|مخالف|مساءل)\w*",
        r"(?:بدون|بلا|دون) (?:أي )?(?:مخاطر\w*|مساءلة|مسؤولية) (?:قانونية|مالية|نظامية)",
        r"[سب]?نعوضكم|تعويض (?:كامل|مالي)",
        r"(?:استرداد|استرجاع|نرجع لكم|نعيد لكم) (?:كامل )?(?:المبلغ|فلوسكم) (?:كامل|بالكامل)\w*",
        r"(?:عائد|ربح|دخل|أرباح) (?:شهري |سنوي )?(?:ثابت|ثابتة)(?!\w)",
        r"(?:bypass\w*|circumvent\w*|get around|work around) (?:the )?(?:pdpl|law|laws|regulations?"
        r"|gdpr|zatca|vat|tax)",
        r"(?:100 ?%|fully|completely) (?:pdpl |gdpr )?compliant|(?:pdpl|gdpr) compliance (?:is )?100",
        r"no legal (?:risk|liability)|legally bulletproof|full legal (?:protection|immunity)",
        r"(?:you will|you ll|you) never (?:be fined|pay (?:a |any )?(?:fine|penalty))"
        r"|protect you from (?:any )?(?:fines|penalties)",
        r"never (?:face|get|receive|see) (?:a |any )?(?:fines?|penalt)\w*",
        r"automatically (?:pdpl |gdpr )?compliant|immune to (?:\w+ )?(?:fines|penalties)",
        r"full refund|refund you in full|we (?:will |shall |ll )?compensate you|fixed (?:monthly "
        r"|yearly )?(?:return|profit|income)",
    ),
    example="نتجاوز PDPL نيابة عنكم",
    example_en="100% PDPL compliant",
)
MEDICAL = Family(
    "medical",
    "لغة العلاج والشفاء",
    "صف النتيجة بكلمات العمل لا الطب",
    (
        r"(?<!الله )[ينت]شفي(?:كم|ها)?(?!\w)|شفاء (?:تام|نهائي|كامل|مبيعات\w*|ل(?:كل|جميع))"
        r"|(?:أمراض|مرض) (?:ال)?(?:مبيعات|شركات|تسويق)",
        r"علاج (?:سحري|نهائي|جذري|شاف|فعال|أكيد|ل?ضعف|ل?ركود|لمبيعات|لمشاكل)\w*|نعالج (?:مرض|ضعف|ركود)",
        r"(?:دواء|وصفة|روشتة|جرعة) (?:سحري|طبي|شافي|لمبيعات|لضعف|لركود|للنمو)\w*",
        r"(?:ال)?(?:دواء|علاج|جرعة|وصفة) ل(?:\w+ )?(?:مبيعات|أرباح|إيراد|نمو|ركود|تسويق)\w*",
        r"تتعاف\w* (?:ال)?(?:مبيعات|أرباح|إيراد)\w*|(?:مبيعات|شركت)\w* (?:ال)?(?:مريضة|عليلة)(?!\w)",
        r"(?:sick|ailing|dying) (?:pipeline|sales|business|funnel)"
        r"|prescription for (?:\w+ )?(?:sales|growth)",
        r"(?:عندنا|لدينا) (?:ال)?(?:علاج|دواء)(?!\w)",
        r"cure[sd]?(?!\w)|heal(?:s|ing)? your|miracle|magic (?:pill|potion)|remedy for|medicine for your",
    ),
    example="علاج نهائي لضعف المبيعات",
    example_en="A cure for slow sales",
)
_SOON = r"(?:خلال|في|ب) ?(?:\w+ )?(?:24|48|72|يوم|يومين|ساع|أيام|أسبوع|ليلة)\w*"
EXAGGERATED_SPEED = Family(
    "exaggerated_speed",
    "مبالغة في السرعة",
    "اكتب الخطوة القادمة وموعدها",
    (
        r"(?:مليون|ملايين|\d[\d,.]{6,20})(?: \w+){0,3} (?:خلال|في) (?:\w+ )?(?:شهر|أسبوع|يوم|أيام|ساع|24)\w*",
        rf"(?:\d+|عشر\w*|خمس\w*|مئة|مية|مئات|عشرات|ألف|آلاف) (?:عميل|عملاء|صفقة"
        rf"|صفقات)(?: \w+){{0,2}} {_SOON}",
        r"(?:\d+|مئة|مية|ألف|آلاف|مئات) (?:عميل|عملاء|صفقة|صفقات) قبل (?:نهاية )?(?:ال)?(?:يوم"
        r"|أسبوع|شهر|بكر)\w*",
        r"خلال (?:ساعات|دقائق|أيام)(?: \w+){0,3} (?:ال)?(?:فلوس|أرباح|مبيعات|صفقات)(?!\w)",
        r"from zero to \d+ ?(?:k|m|million|sar)|rich in (?:\w+ )?(?:days|weeks|months)",
        r"\d+ (?:موعد|مواعيد|اجتماع|اجتماعات)(?: \w+){0,2} (?:خلال|في) (?:24|48) ساعة",
        r"(?:ضاعف|[سب]?نضاعف|تضاعف|مضاعفة)\w* (?:لكم )?(?:ال)?(?:مبيعات|أرباح|إيراد|دخل"
        r"|عملاء)\w*(?: \w+){0,2} (?:(?:خلال|في)(?!\w)|هذا (?:ال)?(?:أسبوع|شهر|يوم))",
        r"(?:عميلكم?|أول عميل|نتائج|صفقتكم)(?: \w+)? خلال (?:24|48|72) ساعة|(?:x ?\d+|\d+ ?x) (?:ال)?مبيعات",
        r"أول (?:صفقة|عميل|بيعة)(?: \w+)? (?:بعد|خلال|في) (?:ساعة|ساعات|دقيقة|دقائق|يوم|يومين)(?!\w)",
        r"نتائج (?:فورية|خيالية|لحظية)|بين (?:يوم و|عشية و)\w+|(?:أرباح|ثراء|مبيعات) (?:سريع|فوري|خيالي)\w*",
        r"(?:\d+|ten|fifty|a hundred|hundreds of|dozens of) (?:new |paying |signed )?(?:customers?"
        r"|clients?|deals?|meetings?|leads?)"
        r" (?:\w+ )?(?:in|within) (?:\w+ )?(?:24|48|day|hour|week)\w*",
        r"(?:\d+|five|ten|twenty|fifty|hundred) (?:new |paying |qualified )?(?:deals?|clients?"
        r"|customers?|leads?)"
        r" (?:(?:by|before) (?:tomorrow|tonight|friday|the weekend)|(?:a|per|every) (?:day|hour)(?!\w))",
        r"millions?(?: \w+){0,3} (?:in|within) (?:an? |one |\d+ )?(?:month|week|day)",
        r"(?:double|triple|10x) your(?: \w+){0,2} (?:in|within|overnight)",
        r"overnight (?:success|results|growth)|(?:instant|immediate) (?:results|sales|revenue|profits?)",
        r"\d+x (?:your )?(?:sales|revenue|growth|roi)|get rich",
    ),
    Excuse.FACT,
    example="10 عملاء خلال 24 ساعة",
    example_en="A million in a month",
)
