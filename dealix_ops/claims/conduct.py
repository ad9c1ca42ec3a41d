"""What the company may not say that it does: take data, act alone, go around approval, attack others."""

from dealix_ops.claims.excuses import Excuse
from dealix_ops.claims.family import Family

_ENGLISH_PRODUCTS = "hubspot|salesforce|zoho|pipedrive|freshsales|odoo|zendesk|intercom|apollo|close crm"
_PRODUCTS = rf"(?:{_ENGLISH_PRODUCTS}|ه[او]?ب ?سبوت|سيلز ?فورس|زوهو|أودو|زندسك)"
_RIVALS = rf"(?:{_ENGLISH_PRODUCTS})"

_PERSONAL = r"(?:أرقام|رقم|بيانات|إيميلات|جوالات|عناوين|أسماء)"
_PLACES = r"(?:لينكد|لنكد|linkedin|قوقل|جوجل|google|خرائط|انست|تويتر|سناب|(?:ال)?مواقع|(?:ال)?إنترنت)\w*"

SCRAPING = Family(
    "scraping",
    "جمع البيانات دون إذن",
    "اذكر المصدر الذي أذن به العميل",
    (
        r"scrap(?:e|es|ed|er|ers|ing)(?!\w)|crawl(?:ing|er|ers)(?!\w)",
        r"(?:harvest|extract|pull|grab|collect)\w* (?:their |all |the )?(?:emails|numbers|phone numbers"
        r"|data|leads|contacts) "
        r"(?:\w+ )?from (?:linkedin|google|instagram|twitter|the web|websites|snapchat)",
        r"harvest\w* (?:emails|numbers|data|leads|contacts)|stolen data|leaked (?:lists?|databases?)",
        r"(?:buy|bought|sell|purchased?) (?:you )?(?:ready |email |phone |contact |lead )?(?:lists?"
        r"|databases?)(?!\w)",
        r"سكرا?[بي]+ن[قجغ]|كشط|تنقيب عن (?:ال)?(?:أرقام|بيانات)",
        r"(?:نسحب|سحب|نجيب|نجمع|تجميع|جمع|نستخرج"
        r"|استخراج)(?: لكم)? (?:كل )?(?:ال)?(?:بيانات|أرقام|إيميلات|جوالات)(?: \w+){0,3}"
        r" من (?:لينكد|linkedin|(?:ال)?(?:إنترنت|مواقع|نت)|قوقل|جوجل|google|انست|تويتر|خرائط|سناب)\w*",
        r"(?:شراء|نشتري|بيع|نبيع|اشترينا) (?:لكم )?(?:قوائم|قاعدة|قواعد|بيانات|أرقام|إيميلات)",
        rf"(?:نطلع|نجيب|نسحب|نجمع|نستخرج|ننسخ|نلتقط)(?: لكم?)? (?:\w+ )?(?:ال)?{_PERSONAL}(?: \w+){{0,3}}"
        rf" (?:من|في) {_PLACES}",
        rf"{_PLACES}(?: \w+){{0,2}} ونسحب|(?:ال)?{_PERSONAL}(?: \w+){{0,3}} (?:مسحوب|مستخرج)\w* من",
        r"(?:داتا|قاعدة بيانات|قواعد بيانات)(?: \w+){0,2} (?:جاهزة?|للبيع)(?!\w)",
        rf"(?:قوائم|قائمة|لستة) (?:جاهزة |كاملة )?(?:ب|فيها |من )(?:ال)?{_PERSONAL}",
        r"(?:قائمة|لستة|ملف) فيها? \w+ (?:\w+ )?(?:إيميل|رقم|جوال|عميل)\w*",
        rf"(?:نلم|نصدر|نلقط)(?: لكم?)? (?:ال)?{_PERSONAL}",
        r"(?:pull|grab|lift|export|copy|get|take) (?:\w+ )?(?:contacts?|contact details|emails?"
        r"|numbers|profiles|leads)"
        r"(?: \w+){0,3} (?:from|of|off|in) (?:\w+ ){0,2}(?:linkedin|google|instagram|directory"
        r"|directories|websites?)",
        r"(?:buy|get|download) \d[\d,]{1,9} (?:\w+ ){0,3}(?:numbers|emails|contacts|leads)",
        r"(?:بدون|دون|من غير) علم(?:هم|ها| أصحاب\w*)",
        r"ready ?made (?:databases?|lists?|leads)|(?:database|list) of \d[\d,]{0,9} (?:\w+ ){0,2}(?:ceos?"
        r"|managers|owners|contacts|executives|decision makers|numbers|emails|people)",
        r"بيانات (?:مسربة|مسروقة)|قواعد بيانات جاهزة|(?:أرقام|إيميلات|عملاء) المنافسين",
    ),
    Excuse.CLAUSE,
    example="نسحب لكم أرقام العملاء من لينكدإن",
    example_en="We scrape LinkedIn for you",
)
FULL_AUTOMATION = Family(
    "full_automation",
    "أتمتة كاملة بلا إنسان",
    "اكتب من يراجع ومن يعتمد",
    (
        r"auto ?(?:dms?|connect|sends?|pilot|reply|replies|approv\w+|messag\w+|follow)(?!\w)"
        r"|fully auto\w*|100 ?% auto\w*",
        r"hands ?free|hands off(?!\w)|zero ?touch|set (?:\w+ ){0,3}and forget|(?:runs|sends?|sells"
        r"|go out) (?:itself|by itself"
        r"|on its own|on their own)(?!\w)|full automation",
        r"(?:without|no|zero) (?:any |a )?(?:human\w*|people|person)(?!\w)",
        r"cold (?:whatsapp|dms?(?!\w)|messag\w+)|(?:bulk|mass|blast) (?:whatsapp|messag\w+|dms?(?!\w))",
        r"whatsapp blast|(?:the |our )?(?:bot|ai) (?:answers|replies|responds|sends|messages"
        r"|closes|sells|handles"
        r"|does (?:it|the))(?!\w)",
        r"fire your (?:\w+ )?(?:team|reps?|staff)|(?:ما قد|ما عمرك|لم يسبق"
        r"|ما سبق) (?:أن )?(?:تواصل|كلم|راسل)\w*",
        r"(?:اترك|خل|خلي|سلم)\w*(?: \w+){0,2} (?:على|ل) ?(?:ال)?(?:بوت|روبوت)",
        r"(?:ال)?بوت(?: \w+)? (?:يقفل|يبيع|يتولى|يتابع)(?!\w)",
        r"(?:people|strangers|numbers) who (?:have )?(?:never|do not|don t) (?:heard|know|asked|opted)",
        r"(?:مندوب|بائع|مسوق) آلي|(?:بدون|دون|بلا|من غير|بغير) (?:أي )?(?:موظف|بشر|إنسان)(?!\w)",
        r"(?:ال)?(?:رسائل|رسايل|ردود)(?:كم?|نا)? ت\w+(?: \w+)? (?:لحالها|لوحدها|من نفسها|بنفسها)(?!\w)",
        r"واتساب ل(?:آلاف|ألوف|مئات|كل)(?!\w)|(?:أرقام|ناس|أشخاص) (?:اللي |الذين )?(?:ما|لا) [تي]عرف\w*",
        r"(?:بوت|روبوت) (?:يكلم|يراسل|يرد|يرسل)|(?:بدون|بلا|دون) تدخل (?:منك|منكم|أحد)",
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
    example="حملات واتساب باردة من أول يوم",
    example_en="Auto-DM runs all night",
)
BYPASSING_APPROVAL = Family(
    "bypassing_approval",
    "تجاوز الموافقة",
    "اكتب متى تُراجَع الرسالة ومن يعتمدها",
    (
        r"(?:بدون|دون|بلا|من غير|بغير) (?:أي |حاجة (?:إلى |ل)|انتظار )?(?:ال)?(?:مراجع|موافق"
        r"|اعتماد|إذن|استئذان)\w*",
        r"(?:بدون|دون|من غير|بلا) (?:ما|أن) [تني](?:راجع|وافق|عتمد|ستأذن|شوف|طلع)\w*",
        r"(?:لا|ما) (?:حاجة|داعي|يحتاج|تحتاج\w*|يلزم) (?:إلى )?(?:ال|لل|ل)?(?:مراجع|موافق|اعتماد)(?:ة"
        r"|كم|تكم)?(?!\w)",
        r"(?:نتجاوز|تجاوز|نتخطى|تخطي) (?:خطوة )?(?:ال)?(?:مراجعة|موافقة|موافقات|اعتماد)(?!\w)",
        r"[سب]?(?:نرسل|نعتمد|نوافق)\w*(?: \w+){0,3} (?:تلقائيا|آليا|قبل موافقتكم|قبل اعتمادكم"
        r"|قبل مراجعتكم)(?!\w)",
        r"(?:ما|لا) (?:فيه? )?(?:يحتاج|تحتاج|يلزم|داعي) (?:أن |إن |أحد ){0,2}[تني](?:راجع|عتمد"
        r"|وافق)|نعتمد عنكم?(?!\w)",
        r"(?:لا|ما) (?:تشيل|تشيلون) هم (?:ال)?(?:مراجعة|موافقة|اعتماد)|النظام يرسل (?:مباشرة|على طول|فورا)",
        r"(?:مراجعة|موافقة|اعتماد)\w* (?:اختياري|ملغا|غير مطلوب|غير ضروري)\w*|(?:ال)?موافقة اختيارية",
        r"(?:تنرسل|ترسل|نرسل|تطلع|تخرج|توصل|تروح|تصل)(?: \w+){0,2} قبل (?:لا|ما|أن) [تني](?:شوف"
        r"|راجع|عتمد|وافق)\w*",
        r"(?:نلغي|نشيل|نتخطى|بدون|بلا) (?:خطوة )?(?:ال ?)?(?:approval|review)",
        r"(?:بدون|دون|من غير|بلا) (?:ما|أن) (?:نرجع|نستشير|نسأل|نعلم)(?: ل)?(?:كم?|ك)(?!\w)",
        r"(?:ما|لا) (?:نحتاج|يلزمنا) (?:ل)?(?:إذن|موافق|اعتماد|مراجعت)(?:ك|كم|تك|تكم)",
        r"(?:never|not) (?:have|need) to (?:approve|review|check|read)|no need to (?:approve"
        r"|review|check|read)",
        r"(?:no one|nobody) (?:has|needs) to (?:approve|review|check)",
        r"(?:approval|review) is (?:optional|not needed|not required)",
        r"without (?:any |your |prior |human |the |asking for |waiting for ){0,3}(?:approvals?|review"
        r"|consent|permission|sign ?off)(?!\w)",
        r"without (?:asking|checking with|telling) you(?!\w)",
        r"(?:sends?|sent|go|goes|leaves?|publish\w*|deliver\w*) (?:\w+ ){0,3}before you (?:approve"
        r"|review|see)(?!\w)",
        r"no (?:approvals?|review|consent|permission|sign ?off) (?:is |are )?(?:needed|required|necessary)",
        r"(?:you )?(?:don t|dont|do not) (?:need|have) to (?:approve|review)",
        r"(?:skip|bypass)(?:ping|ing|s|es)? (?:the |your )?(?:approvals?|review|consent)(?!\w)",
        r"(?:we|i) (?:will |ll )?approve (?:it |them |messages )?(?:for you|on your behalf)",
    ),
    Excuse.CLAUSE,
    example="نرسل الرسائل بدون مراجعة",
    example_en="We send without approval",
)
COMPETITORS = Family(
    "competitors",
    "المنافسون",
    "صف ما يقدّمه ديلكس وحده",
    (
        rf"(?:ال)?بديل\w* (?:كامل |أفضل |محلي |سعودي |أرخص ){{0,3}}(?:عن |ل ?)?(?:نظام |منصة "
        rf"|برنامج )?ل?{_PRODUCTS}",
        rf"(?:أرخص|أفضل|أحسن|أقوى|أسرع|أذكى|أسهل|أوفر) (?:بكثير |بمراحل )?من (?:نظام |منصة )?(?:{_PRODUCTS}"
        r"|(?:كل |أي |جميع )?(?:ال)?منافس\w*)",
        rf"(?:تستغن\w+|استغن\w+|انسوا?|اتركوا?|ودعوا|استبدلوا?|[يت]غني\w+) (?:عن )?{_PRODUCTS}",
        rf"{_PRODUCTS} (?:(?:فاشل|معقد|قديم|نصاب)\w*|سيئة?(?!\w))",
        rf"(?:خلكم?|سيبكم?) من {_PRODUCTS}|(?:ليش|لماذا|ليه) تدفع\w* (?:ل|في )?{_PRODUCTS}",
        rf"كل (?:اللي|ما) (?:في|عند|يقدمه) {_PRODUCTS}",
        rf"{_PRODUCTS} (?:ما|لا) (?:[يت]فهم|[يت]عرف|[يت]ناسب|[يت]نفع|[يت]خدم)\w*",
        rf"{_PRODUCTS} (?:غالي|صعب|بطيء|ضعيف|متخلف)\w*",
        r"(?:ال)?منافس\w+ (?:مليان|فاشل|معقد|قديم|تعبان|سيئ|ضعيف)\w*",
        r"(?:ال)?منافس\w+ (?:يبيع|يكذب|ينصب|يخدع|يضحك|نصاب|فاشل)\w*",
        rf"everything {_RIVALS} (?:does|offers|has)|why pay (?:for )?{_RIVALS}",
        rf"switch(?:ing)? (?:away )?from {_RIVALS} (?:today|now|to)|(?:tired|sick) of {_RIVALS}",
        rf"(?:alternatives?|replacement|substitute) (?:to|for) (?:\w+ )?{_RIVALS}",
        rf"{_RIVALS} (?:alternative|killer|replacement|is (?:bad|useless|too complex|outdated|a scam))",
        rf"(?:replaces?|ditch|forget|beats?|outperforms?) {_RIVALS}",
        rf"(?:better|cheaper|faster|smarter|easier|stronger) than (?:\w+ )?(?:{_RIVALS}"
        rf"|(?:any |all |our |the |other ){{0,2}}(?:competitors?|competition))",
    ),
    example="ديلكس بديل HubSpot السعودي",
    example_en="Cheaper than Salesforce",
)
