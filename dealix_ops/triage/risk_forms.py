"""Forms of what makes a message delicate, as expressions over normalised text.

`TRIGGERS` are cheap stems of all of them: a text without any needs no closer look.
"""

from dealix_ops.vocabulary import Risk

_FEW = r"(?:\w+ ){0,3}"
_PUBLIC_PLACE = r"(?:ال)?(?:اكس|تويتر|سناب|تيك ?توك|سوشال|لينكد|صحاف|اعلام|علن|قوقل|جوجل|ملا)"
_CONTRACT = r"(?:ال)?(?:اشتراك|عقد|باق[هت]|تعاقد|خدم[هت]|حساب)"
_MINE = r"(?:بيانات|معلومات|ملفات|سجلات)(?:ي|نا)|رقمي"

TRIGGERS: tuple[str, ...] = (
    r"نشر|فضح|نزل|كتب|تغريد|تقييم|نجمه|الراي العام|علي ال",
    r"محام|قضي|قضاي|محكم|قاضي|مقاضا|عليكم|دعو[يه]|دعاوي|قانون|تعويض",
    r"سدايا|وزار|حمايه|هيي|المركزي|ساما|شرط|نياب|جرايم|كلنا امن|بلاغ رسمي|رقابي|سيبراني",
    r"لغي|الغ|لغا|انهاء|فسخ|ايقاف|نوقف|جدد|نكمل|من عندكم|لغيركم|غيركم|استرجاع|رجعوا",
    r"مره|مرات|مرتين|تكرر|سبق|كلمتكم|بلغتكم",
    r"احذف|امسح|حذف|مسح|ازال|اتلاف|شيل|عني|عنا|نسخه|حق ال",
    r"post|tweet|publish|share|public|press|journalist|star|review|nshor|fd'?7",
    r"lawyer|attorney|legal|lawsuit|su(?:e|ing)\b|court|solicitor",
    r"counsel|compensat|m[ou]7am|ma7kam|qanoon|qadiyy|8a9'iyy",
    r"sdaia|ministry|regulator|authorit|police|sama|consumer",
    r"\bcst\b|\bnca\b|citc|w[ei]zara|shor6a|shurta|sdaya",
    r"cancel|terminat|renew|refund|leaving|switch|money back|l'?[83]'?i|al'3|lghi",
    r"time\b|again|keeps|already reported|as i reported|marra",
    r"delete|erase|remove|wipe|copy of|data|forgotten|dsar|e7thef|em7o|emsa7",
)

RISKS: dict[Risk, tuple[str, ...]] = {
    Risk.PUBLICATION: (
        rf"نشر\w* {_FEW}(?:في |ب|علي |ع )?{_PUBLIC_PLACE}",
        r"\b(?:ب|بن|با|راح |سوف |س)ا?نشر(?:ها|ه|كم)?\b|\b(?:ب|بن|با|ن|ا)فضح(?:كم|ها)",
        rf"(?:انزل|بنزل|ننزل|بكتب|بنكتب|نكتب|تغريد\w*|اغرد|بغرد) {_FEW}(?:ب|في |علي )?{_PUBLIC_PLACE}",
        r"تقييم(?:ا)? (?:سلبي|سيي|نجمه)|نجمه واحده|نجمه وحده|علي الملا|الراي العام",
        r"(?:post|tweet|publish|share)\w* (?:\w+ ){0,5}(?:twitter|x|linkedin|social|public|publicly|"
        r"snap|tiktok)\b",
        r"go(?:ing)? public|the press\b|journalist|one.star|bad review|\btweet(?:ing)? (?:this|about)",
        r"\b(?:b|ban|ra7 )?anshor\w*|\bbnshor\w*|\bnanshor\w*",
    ),
    Risk.LAWYER: (
        r"محام(?:ي|ين|ون|ينا|يه|ات)|قضيه (?:عليكم|ضد)|محكم[هت]|مقاضا|نقاضي|بقاضي|ارفع عليكم|نرفع عليكم",
        r"دعوي (?:قضا|ضد|عليكم)|الاجراات القانونيه",
        r"اجرا(?:ات)? قانوني|حقنا القانوني|الشوون القانونيه|قانونيا",
        r"المستشار القانوني|المساله القانونيه|مطالبه بالتعويض|نطالب بتعويض|ابي تعويض|نبي تعويض",
        r"\b(?:our|my|the|a) (?:lawyers?|attorney|legal (?:team|counsel|department)|solicitors?|counsel)\b",
        r"\b(?:lawyers?|lawsuit|legal action|sue you|suing|take you to court|see you in court|"
        r"compensation)\b",
        r"\b(?:al|el)?m[ou]7am\w*|\bma7kama\w*|\b(?:qadiyy|8a9'iyy)a\b",
    ),
    Risk.AUTHORITY: (
        r"سدايا|وزاره (?:التجار|الداخلي|الاتصال|الاستثمار|الموارد)\w*",
        r"للوزاره|حمايه المستهلك|البنك المركزي|\bساما\b",
        r"\b(?:لل|ال)?شرطه\b|النيابه|الجرايم|كلنا امن|بلاغ رسمي|الجهات? (?:الرقابي|المختص|الرسمي|المعني)\w*",
        r"هييه (?:ال)?(?:بيانات|اتصالات|سوق|حكومه|حمايه|امن)\w*|الامن السيبراني",
        r"\b(?:sdaia|ministry|regulators?|the authorit(?:y|ies)|police|consumer protection|cst|nca|citc)\b",
        r"\b(?:w[ei]zara\w*|shor6a|shurta|sdaya)\b",
    ),
    Risk.CANCELLATION: (
        rf"(?:\b|[ناب])(?:لغي|الغي|لغا|الغا|نوقف|اوقف)\w* {_FEW}{_CONTRACT}",
        rf"(?:الغاء|انهاء|فسخ|ايقاف) {_FEW}{_CONTRACT}|\bالغوا (?:ال)?اشتراك",
        r"(?:لن|ما راح|ماراح|مو) (?:ن|ا)?جدد|مو مجددين|ما نبي نكمل|ما ابي اكمل|نطلع من عندكم",
        r"نروح لغيركم|بنروح لغيركم|ندور غيركم|نشوف غيركم|استرجاع (?:المبلغ|فلوس\w*)|رجعوا (?:لنا |لي )?فلوس",
        r"\b(?:cancel\w*|terminat\w+) (?:\w+ ){0,3}(?:subscription|contract|plan|account|service|"
        r"agreement)\b",
        r"\b(?:not renew\w*|wont renew|leaving you|switch(?:ing)? to another|(?:want|need|"
        r"give|get) (?:\w+ ){0,3}"
        r"(?:refund|money back))\b",
        r"\b(?:nel'?[83]'?i|al'?[83]'?i|nalghi|alghi|nelghi) ",
    ),
    Risk.REPEATED: (
        r"(?:ثاني|ثالث|رابع|خامس|سادس|سابع|عاشر|كم) مره",
        r"للمره (?:ال)?(?:ثاني|ثالث|رابع|خامس|سادس|عاشر|الف)\w*",
        r"(?:مرتين|ثلاث مرات|مرات) (?:و?انا )?(?:اكلمكم|نكلمكم|ارسل|ابلغكم)",
        r"كل مره نفس|نفس المشكله (?:رجعت|مره)",
        r"(?:المشكله|نفسها) (?:ت)?تكرر|تكررت? (?:المشكل|معنا|معي|نفس)",
        r"سبق و?(?:ان )?(?:ا?بلغنا|كلمنا|ا?بلغت|راسلن)",
        r"كلمتكم (?:مرتين|كذا مره|قبل)|بلغتكم (?:قبل|مرتين|كذا)",
        r"\b(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|nth) time\b",
        r"\b(?:yet again|once again|keeps happening)\b",
        r"\b(?:already reported|as i reported|again and again)\b|\b(?:thal[ei]th|thani|rabe?i?3) marra\b",
    ),
    Risk.DATA_REQUEST: (
        rf"(?:احذف|امسح|تحذف|تمسح|حذف|مسح|ازال[هت]|اتلاف|شيل)\w* {_FEW}(?:{_MINE})",
        r"(?:وش|ايش|ماذا|ما هي|وش هي) (?:\w+ ){0,2}(?:عندكم|لديكم|تحتفظون|مخزنين) (?:\w+ ){0,2}(?:عني|عنا)\b",
        rf"نسخه (?:\w+ ){{0,2}}من (?:\w+ )?(?:{_MINE})|حق (?:النسيان|المحو|الوصول الي)|طلب حذف (?:ال)?بيانات",
        r"\b(?:delete|erase|remove|wipe) (?:\w+ ){0,3}(?:my|our) (?:\w+ )?(?:data|information|"
        r"details|number|records)\b",
        r"\b(?:copy of (?:my|our) (?:personal )?data|what (?:personal )?data (?:do )?you (?:have|"
        r"hold|keep))\b",
        r"\b(?:data subject|right to be forgotten|dsar)\b",
        r"\b(?:e7thef\w*|em7o\w*|emsa7\w*) (?:\w+ ){0,2}(?:bayanat\w*)",
    ),
}

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
