"""Forms of what makes a message delicate, as expressions over normalised text.

`TRIGGERS` are cheap stems of all of them: a text without any needs no closer look, and one without any of a
risk's own `STEMS` no look for that risk.
"""

from dealix_ops.vocabulary import Risk

_FEW = r"(?:\w+ ){0,3}"
_PUBLIC_PLACE = r"(?:ال)?(?:اكس|تويتر|سناب|تيك ?توك|سوشال|لينكد|صحاف|اعلام|علن|قوقل|جوجل|ملا)"
_CONTRACT = r"(?:ال)?(?:اشتراك|عقد|باق[هت]|تعاقد|تعامل|خدم[هت]|حساب)(?! (?:ال)?(?:تجرب|موظف|مستخدم|زميل))"
_OF_IT = r"(?:(?:لي|لنا|معكم|عندكم|هذا|هذه|هذي|كل|جميع|كامل|تجديد) ){0,2}"
_OWN_POST = r"(?! (?:ال|هال)?(?:منشور|اعلان|بوست|محتو|مقال|حمل|تصميم|صور|فيديو))(?!.{0,30}حساب(?:ي|نا))"
_PRAISE = r"(?!.{0,40}(?:حلو|ممتاز|ايجابي|خمس|جميل|رايع|شكر))"
_OWN_CONTENT = (
    r"(?!(?:\w+ ){0,4}(?:posts?|content|ads?|campaigns?|articles?|"
    r"(?:our|my) (?:x|linkedin|snap|tiktok|social|twitter|account|page))\b)"
)
_LEGAL = (
    r"(?:ال|لل|بال)?(?:شوون القانونيه|مستشار(?:نا)? القانوني|مستشارنا|قسم القانوني|اداره القانونيه|قانوني)"
)
_MINE = r"(?:بيانات|معلومات|ملفات|سجلات)(?:ي|نا)|رقمي"

_TRIGGERS: dict[Risk, tuple[str, ...]] = {
    Risk.PUBLICATION: (
        r"نشر|فضح|نزل|كتب|تغريد|صحاف|اعلام|تقييم|نجمه|الراي العام|علي ال",
        r"post|tweet|publish|share|public|press|journalist|star|review|nshor|fd'?7",
    ),
    Risk.LAWYER: (
        r"محام|قضي|قضاي|القضا|للقضا|محكم|قاضي|مقاضا|عليكم|دعوي|دعوه|دعاوي|قانون|تعويض",
        r"lawyer|attorney|legal|lawsuit|sue\b|suing\b|court|solicitor",
        r"counsel|compensat|m[ou]7am|ma7kam|qanoon|qadiyy|8a9'iyy",
    ),
    Risk.AUTHORITY: (
        r"سدايا|وزار|حمايه|هيي|المركزي|ساما|شرط|نياب|جرايم|كلنا امن|بلاغ رسمي|رقابي|سيبراني",
        r"sdaia|ministry|regulator|authorit|police|sama|consumer",
        r"\bcst\b|\bnca\b|citc|w[ei]zara|shor6a|shurta|sdaya",
    ),
    Risk.CANCELLATION: (
        r"لغي|الغ|لغا|لغو|وقفوا|بديل|انهاء|فسخ|ايقاف|نوقف|جدد|تجديد|استمرار",
        r"نكمل|من عندكم|لغيركم|غيركم|استرجاع|رجعوا",
        r"close|cancel|terminat|renew|refund|leaving|switch|money back|l'?[83]'?i|al'3|lghi",
    ),
    Risk.REPEATED: (
        r"مره|مرات|مرتين|تكرر|سبق|كلمتكم|بلغتكم",
        r"time\b|again|keeps|already reported|as i reported|marra",
    ),
    Risk.DATA_REQUEST: (
        r"احذف|امسح|حذف|مسح|ازال|اتلاف|شيل|عني|عنا|نسخه|حق ال",
        r"delete|erase|remove|wipe|copy of|data|forgotten|dsar|e7thef|em7o|emsa7",
    ),
}
_ALSO_IN_FORMS = {
    Risk.PUBLICATION: r"غرد|sharing",
    Risk.LAWYER: r"محاكم|مستشارنا",
    Risk.AUTHORITY: r"الجه",
    Risk.CANCELLATION: r"اوقف|اكمل|l'?[83gq]'?h?i",
    Risk.REPEATED: r"نفس المشكله",
}
"""What a form of the risk may contain instead of its triggers, but is too common to be one."""

TRIGGERS = "|".join(stems for of_one in _TRIGGERS.values() for stems in of_one)
STEMS = {
    risk: "|".join([*of_one, *filter(None, [_ALSO_IN_FORMS.get(risk)])]) for risk, of_one in _TRIGGERS.items()
}
"""One of these stands in whatever matches a form of the risk."""

RISKS: dict[Risk, tuple[str, ...]] = {
    Risk.PUBLICATION: (
        rf"نشر\w{{0,8}}{_OWN_POST} {_FEW}(?:في |ب|علي |ع )?{_PUBLIC_PLACE}",
        r"\b(?:ب|بن|با|راح |سوف |س)ا?نشر"
        r"(?:(?:ها|ه|كم)\b| (?:عنكم|كل|اللي|القص|السالف|تجربت|الموضوع))|\b(?:ب|بن|با|ن|ا)فضح(?:كم|ها)",
        rf"(?:انزل|بنزل|ننزل|بكتب|بنكتب|نكتب|ساكتب|اكتب|تغريد\w{{0,3}}|اغرد|بغرد)"
        rf"{_OWN_POST}{_PRAISE} {_FEW}(?:ب|في |علي )?{_PUBLIC_PLACE}",
        r"تقييما? (?:سلبي|سيي?)\b(?! من)|(?:عطي\w*|تقييم\w*) ?ب?نجمه (?:واحده|وحده)|علي الملا|الراي العام",
        r"(?:كلم|نروح|اروح|تواصل|نوصل|بوصل)\w* (?:مع )?(?:ال|لل)(?:صحاف|اعلام)",
        rf"(?<!our )(?<!the )\b(?:post|tweet|publish|share|sharing)\w{{0,5}} {_OWN_CONTENT}"
        r"(?:\w+ ){0,5}(?:twitter|x|linkedin|social|in public|publicly|snap|tiktok)\b",
        r"go(?:ing)? public|the press\b(?! (?:kit|release))|(?:to|a|with|call|contact|tell) journalists?\b",
        r"one.star (?:review|rating)|bad review|\btweet(?:ing)? (?:this|about)",
        r"\b(?:ba?n?|na|ra7 a)?nshor(?:ha|kom|kum)\b|"
        r"\b(?:ba?|na|a|ban|ra7 a)?nshor\w* (?!(?:el )?(?:post|e3lan))(?:\w+ ){0,3}"
        r"(?:twitter|snap|x|linkedin)\b",
    ),
    Risk.LAWYER: (
        r"(?<!انا )(?<!اني )(?<!عميلي )(?<!عميلنا )(?<!بصفتي )(?<!عميل )"
        r"\b(?:ال|لل|وال|بال|و|ل|ب|ف)?محام(?:ي|ين|ون|يه|ات)(?:نا|ي|هم)?\b",
        r"قضيه (?:عليكم|ضد)|(?:بال|لل|في ال|الي ال|نروح ال|عليكم ال)محكم[هت]|محاكم|مقاضا|نقاضي|بقاضي",
        r"(?:ن|ا)لج\w* (?:لل|الي ال)قضا|ارفع عليكم|نرفع عليكم|دعوي (?:قضا|ضد|عليكم)",
        r"الاجراات القانونيه|(?:خذ|خاذ|نبدا|سنبدا|نلجا) (?:\w+ ){0,2}اجرا(?:ات)? قانوني|حقنا القانوني",
        rf"(?:حيل|حول|حلنا|رفع)\w* {_FEW}{_LEGAL}\b|{_LEGAL} (?:راح|بت|بي|س)(?:\w+)",
        r"(?:تصرف|تعامل|لاحق|حاسب|تابع|مسوول|تتحمل|طالب|نرد|تجه)\w* (?:\w+ ){0,3}قانونيا",
        r"المساله القانونيه|مطالبه بالتعويض|نطالب بتعويض|ابي تعويض|نبي تعويض",
        r"(?<!am )(?<!as )(?<!is )\b(?:our|my|the|a) (?:lawyers?|attorney|legal counsel|solicitors?)\b",
        r"\b(?:our|my|the) legal (?:team|department) (?:will|is going|are going|has been|was)\b",
        r"\b(?:involv|escalat|inform|contact|forward|hand)\w* (?:\w+ ){0,3}(?:our|my) legal\b",
        r"\b(?:lawsuit|legal action|sue you|suing|take you to court|see you in court)\b",
        r"\b(?:i'?ll|we'?ll|will|going to|gonna) sue\b|\bcompensat(?:e|ion) (?:us|me|for)\b",
        r"\b(?:want|need|demand|claim|expect|seek|request|pay|deserve)\w* (?:\w+ ){0,2}compensation\b"
        r"(?! (?:report|template|plan|sheet))",
        r"\b(?:al|el)?m[ou]7am\w*|\bma7kama\w*|\b(?:qadiyy|8a9'iyy)a\b",
    ),
    Risk.AUTHORITY: (
        r"سدايا|وزاره (?:التجار|الداخلي|الاتصال|الاستثمار|الموارد)\w*",
        r"للوزاره|حمايه المستهلك|البنك المركزي|\bل?ساما\b",
        r"\b(?:لل|ال)?شرطه\b|النيابه|الجرايم|كلنا امن|بلاغ رسمي|الجهات? (?:الرقابي|المختص|الرسمي|المعني)\w*",
        r"هييه (?:ال)?(?:بيانات|اتصالات|سوق|حكومه|حمايه|امن)\w*|(?:ال|لل)امن السيبراني",
        r"\b(?:sdaia|ministry|regulators?|the authorit(?:y|ies)|police|consumer protection|cst|nca|citc)\b",
        r"\b(?:w[ei]zara\w*|shor6a|shurta|sdaya)\b",
    ),
    Risk.CANCELLATION: (
        rf"(?:\b|[ناب])(?:لغي|الغي|لغا|الغا|لغوا|الغوا|نوقف|اوقف|وقفوا)\w* {_OF_IT}{_CONTRACT}",
        rf"(?:الغاء|انهاء|فسخ|ايقاف) {_OF_IT}{_CONTRACT}",
        r"(?:لن|ما راح|ماراح|مو) (?:ن|ا)?جدد|مو مجددين|لا (?:ن|ا)رغب (?:في |ب)(?:ال)?(?:تجديد|استمرار)",
        r"ما نبي نكمل|ما ابي اكمل|نطلع من عندكم",
        r"نروح لغيركم|بنروح لغيركم|(?:ندور|نشوف) (?:علي |عن |لنا )?(?:غيركم|بديل)",
        r"استرجاع (?:المبلغ|فلوس\w*)(?! لل?(?:عميل|زبون|عملا))|رجعوا (?:لنا |لي )?فلوس",
        r"\b(?:cancel\w*|terminat\w+) (?:\w+ ){0,3}(?:subscription|contract|plan|account|service|"
        r"agreement)\b",
        r"\b(?:not renew\w*|won'?t renew|leaving you|close (?:our|my) account)\b",
        r"\bswitch(?:ing)? to (?:a competitor|(?:another|a different) (?:provider|vendor|company|tool|"
        r"platform|service|supplier))\b",
        r"\b(?:want|need|demand|give (?:us|me)|get) (?:\w+ ){0,3}(?:refund|money back)\b"
        r"(?! (?:polic|report|template))",
        r"\b(?:n|b|bn)?[ea]?l'?[83gq]'?h?i (?:(?:el|al) ?)?(?:e?i?2?shterak\w*|3a[8q9]d\w*|ba[8q9]a\w*|"
        r"subscription|contract|5idma|plan)\b",
    ),
    Risk.REPEATED: (
        r"ثاني مره(?! (?:اجرب|ادخل|استخدم|احضر|نجرب|نستخدم))|(?:ثالث|رابع|خامس|سادس|سابع|عاشر) مره(?! يفوز)",
        r"كم مره (?:و?انا )?(?:كلم|بلغ|قلت|قلنا|راسل|اكلم|نكلم|اقول|نقول|طلب|شرح|ذكر|شكي|ارسلت|ارسلنا)",
        r"للمره (?:ال)?(?:ثاني|ثالث|رابع|خامس|سادس|عاشر|الف)\w*",
        r"(?:مرتين|ثلاث مرات|مرات) (?:و?انا )?(?:اكلمكم|نكلمكم|ارسل|ابلغكم)",
        r"كل مره نفس|نفس المشكله (?:رجعت|مره)",
        r"(?:المشكله|نفسها) (?:ت)?تكرر|تكررت? (?:المشكل|معنا|معي|نفس)",
        r"سبق و?(?:ان )?(?:ا?بلغنا|كلمنا|ا?بلغت|راسلن)",
        r"كلمتكم (?:مرتين|كذا مره|قبل)|بلغتكم (?:قبل|مرتين|كذا)",
        r"\bsecond time\b(?! (?:using|trying|visiting|here|i use))",
        r"\b(?:third|fourth|fifth|sixth|2nd|3rd|4th|nth) time\b|\bkeeps happening\b",
        r"(?<!thanks )(?<!thank you )\b(?:once|yet) again\b"
        r"(?!,? (?:i |we )?(?:thank|great|congrat|good|well))",
        r"\balready reported\b(?! to (?!you))|\b(?:as i reported|again and again)\b",
        r"\bsame (?:problem|issue|error) again\b",
        r"\b(?:thal[ei]?th|thani|rabe?i?3) marra\b",
    ),
    Risk.DATA_REQUEST: (
        rf"(?:احذف|امسح|تحذف|تمسح|حذف|مسح|ازال[هت]|اتلاف|شيل)\w* {_FEW}(?:{_MINE})",
        r"(?:وش|ايش|ماذا|ما هي|وش هي) (?:\w+ ){0,2}(?:عندكم|لديكم|تحتفظون|مخزنين) (?:\w+ ){0,2}(?:عني|عنا)\b",
        r"نسخه (?:\w+ ){0,2}من (?:\w+ )?(?:بيانات|معلومات|سجلات)(?:ي|نا)",
        r"حق (?:النسيان|المحو|الوصول الي)|طلب حذف (?:ال)?بيانات",
        r"\b(?:delete|erase|remove|wipe) (?:\w+ ){0,3}(?:my|our) (?:\w+ )?(?:data|information|"
        r"details|number|records)\b",
        r"\b(?:copy of (?:my|our) (?:personal )?data|what (?:personal )?data (?:do )?you (?:have|"
        r"hold|keep))\b",
        r"\b(?:data subject (?:request|access|right)s?|right to be forgotten|dsar)\b",
        r"\b(?:e7thef\w*|em7o\w*|emsa7\w*) (?:\w+ ){0,2}(?:bayanat\w*)",
    ),
}

GRIEVANCE = (
    r"شك[وي]|شتك|بلغ|بلاغ|رفع|تواصل|اتصل|نروح|اروح|تقدم|تظلم|احيل|نكلم|اكلم|بكلم|نخبر|تحقيق|خطاب|استدع|مخالف|"
    r"غرام|استفسار|خصم|محتال|نصب|"
    r"report|complain|escalat|inform|notif|contact|call|file|tell|letter|inquir|investigat|notice|audit|fined?\b|"
    r"b?nr?o?7|sht[ae]?ki|n?rfa3|ballegh|nballe"
)
"""Without one of these an authority is somebody's customer."""

FORWARDED: tuple[str, ...] = (
    r"^\W*(?:محول[هت]?|منقول[هت]?|اعاده توجيه|رساله محوله)\b ?(?:من|:|\n|-|للعلم)",
    r"^\W*(?:fwd?|forwarded(?: message)?)\b ?(?:from|:|\n|-)",
    r"-{2,} ?(?:forwarded message|رساله معاد توجيهها|original message)",
    r"(?:^|\n)\[?\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4},? \d{1,2}:\d{2}[^\n]{0,12}[\]\-] ?[^\n:]{1,40}:",
    r"(?:^|\n)(?:subject: ?)?fwd?: ",
    r"\b(?:وصلتني|جتني|جاني|دز لي|دزت لي|ارسل لي|كتب لي|كتبت لي|رساله) (?:\w+ ){0,5}(?:من|كلام|"
    r"رد) (?:\w+ ){1,4}: ?[\"«“]",
    r"\bmahool(?:ah)? mn\b|\b7awwalha li\b",
)
