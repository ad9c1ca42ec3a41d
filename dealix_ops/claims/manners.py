"""What a grave answer must not say: a cause before the finding, and an offer."""

from dealix_ops.claims.excuses import Excuse
from dealix_ops.claims.family import Family

_OURS = r"(?:عندنا|جهتنا|طرفنا|قبلنا|نظامنا|فريقنا)"
_YOUR_DATA = r"(?:your|the|their|customer|customers) (?:\w+ )?(?:data|information|records|contacts)"
_EXPOSED = r"(?:leaked|exposed|breached|stolen|compromised|hacked)"

ADMISSION = Family(
    "admission",
    "إقرار بالسبب قبل الفحص",
    "اكتب «وصلنا بلاغكم عن…» ومن يتابعه ومتى الخبر",
    (
        r"(?:ال)?بيانات\w*(?: \w+)? (?:تسربت|انكشفت|انتشرت|سُربت|ظهرت لغيركم)",
        r"(?:قد )?(?:تسربت|انكشفت|انسربت|سُربت) (?:ال)?بيانات\w*",
        r"(?:حصل|حدث|وقع|صار|تم)(?:ت)? (?:عندنا |لدينا )?(?:ال)?(?:تسريب|تسرب|اختراق)",
        r"(?:ال)?(?:تسريب|تسرب|اختراق) (?:حصل|حدث|وقع|صار)",
        rf"(?:ال)?(?:خطأ|غلطة|غلط|سبب|مشكلة|خلل|تقصير) (?:كان |كانت |جاء )?(?:هو )?من {_OURS}",
        r"(?:ال)?(?:خطأ|غلطة|غلط|تقصير) منا(?!\w)(?! ?\.)",
        rf"(?:بسبب|نتيجة) (?:\w+ )?(?:خطأ|خلل|عطل|ثغرة)(?: \w+)? (?:في|ب|عند|من|لدى) ?(?:{_OURS}|نا(?!\w))",
        r"بسبب خطئنا|أخطأنا|غلطتنا|خطؤنا|نحن السبب|فيه ثغرة|وجود ثغرة",
        r"نتحمل (?:كامل )?(?:ال)?(?:مسؤولية|خطأ|سبب)|نعترف|اخترقنا|تم اختراق\w*",
        r"(?:أرسلنا|خصمنا)(?: \w+){0,3} بالخطأ",
        r"our (?:fault|mistake|error)|we (?:were|got|have been) (?:hacked|breached)|we made (?:a "
        r"|the )?(?:mistake|error)",
        r"we (?:take|accept) (?:full )?responsibility|we (?:accidentally|mistakenly|leaked|exposed)|we admit",
        rf"{_YOUR_DATA} (?:was|were|is|has been|have been|had been|got) {_EXPOSED}",
        r"there (?:was|has been) a (?:data )?(?:leak|breach)|a (?:bug|flaw|hole) (?:in our|on our)"
        r"|we (?:sent|charged) (?:\w+ ){0,3}by mistake",
    ),
    Excuse.OPEN,
    example="تسرّبت بياناتكم أمس",
    example_en="Your data was leaked",
)
DENIAL = Family(
    "denial",
    "نفي السبب قبل الفحص",
    "اكتب ما يجري التحقق منه ومتى الخبر",
    (
        r"(?:ال)?(?:بيانات|معلومات)\w* (?:\w+ )?(?:ب?أمان|آمنة?|سليمة?|محمية?|بخير)(?!\w)",
        r"(?:لا|ما|لم|ليس|مافيه?) (?:يوجد |يكن |فيه |في |هناك |حصل |صار |يحصل |يحدث "
        r"|يقع ){0,3}(?:أي )?(?:تسريب|تسرب|اختراق|خلل|خطأ)(?!\w)",
        r"لم (?:تتسرب|يتسرب|تنكشف|نرسل|نخصم|يخرج|تخرج)|ما (?:تسرب|خصمنا|أرسلنا)\w*",
        r"(?:لا|ما له|مافي) داعي للقلق|لا تقلقو[ان]?ا?(?!\w)",
        r"(?:ال)?(?:مشكلة|خطأ|خلل|سبب) (?:من )?(?:عندكم|جهتكم|طرفكم|لديكم)",
        rf"(?:ليس|ليست|مو|مب) (?:ال\w+ )?من {_OURS}",
        rf"{_YOUR_DATA} (?:is|are|remains?) (?:\w+ ?%? )?(?:safe|secure|protected|fine)",
        rf"no (?:data|information|records) (?:was|were|has been|have been) {_EXPOSED}|nothing (?:was"
        rf"|has been) {_EXPOSED}",
        rf"{_YOUR_DATA} (?:was|were|has|have) (?:not|never) (?:been )?{_EXPOSED}",
        r"(?:no|not a|wasn t a|wasnt a|isn t a|isnt a) (?:data )?(?:breach|leak)(?!\w)",
        r"nothing to worry|(?:not|isn t|isnt|wasnt) our (?:fault|mistake)|we (?:did not|didnt"
        r"|never) (?:send|charge|leak)",
        r"(?:the )?(?:problem|issue|error|fault) (?:is|was) (?:on|at|from|with) your (?:side|end"
        r"|internet|device)",
    ),
    Excuse.OPEN,
    example="بياناتكم بأمان",
    example_en="Your data is safe",
)
OFFER = Family(
    "offer",
    "عرض أو استرداد قبل الفحص",
    "اكتب ما تتابعونه ومتى الخبر، واترك المال لقرار المؤسس",
    (
        r"[سب]?(?:نعيد|نرجع|نرد|نسترجع)(?:ها|ه)? (?:لكم )?(?:كامل )?(?:ال)?(?:مبلغ|مبالغ|فلوس|قيمة"
        r"|اشتراك|رسوم)\w*",
        r"[سب]?(?:نعطيكم|نمنحكم|نقدم لكم|نهديكم|لكم) (?:ال)?(?:خصم|تخفيض|عرض|رصيد|شهر|تعويض|هدية)\w*",
        r"(?:شهر|أسبوع|اشتراك|فترة) (?:إضافي\w* )?مجان\w*|خصم (?:خاص|إضافي|\d+ ?%)|تعويض\w*",
        r"(?:we |i )?(?:will|shall|can|ll) (?:\w+ )?(?:refund|reimburse|compensate|credit)(?!\w)"
        r"|you will (?:get|receive) (?:a |your )?"
        r"(?:refund|money|credit|discount)",
        r"(?:free|complimentary) (?:month|week|year|upgrade|trial)|(?:month|week) (?:for free|on us)"
        r"|special (?:offer|discount)",
        r"(?:offer|give|grant) you (?:a |an )?(?:\d+ ?% )?(?:discount|refund|credit|compensation"
        r"|upgrade|free)",
    ),
    Excuse.NEGATED,
    example="نعطيكم خصم 20% على التجديد",
    example_en="We will refund the amount",
)
GRAVE_FAMILIES: tuple[Family, ...] = (ADMISSION, DENIAL, OFFER)
