"""Words for what happened to data, messages and money, and whether anybody agreed to it."""

from dealix_ops.triage.concepts import Concept

C = Concept

FORMS: dict[C, str] = {
    C.SEE: (
        "yshof/yshoof/yshouf/yeshoof/yeshof/ashof/ashoof/shft/shfna/يشوف/يشوفون/يشوفونها/تشوف/اشوف/نشوف/شفت/شفنا/شاف/شافوا/يطلع/تطلع/طلع/طلعت/طلعوا/طلعلي/يظهر/تظهر/"
        "ظهر/ظهرت/ظاهر/ظاهره/ظهور/يطلع على/اطلع/اطلعت/الاطلاع/اطلاع/فتح/يفتح/افتح/فتحت/انفتح/لقيت/لقينا/"
        "يدخل/دخل/داخل/دخلت/يوصل/وصل له/وصلت له/يقدر يشوف/فيه اسم/فيها اسم/فيه اسماء/فيها اسماء/"
        "فيه بيانات/فيها بيانات/فيها معلومات/فيه ارقام/فيها ارقام/can open/open/وصلني/وصلتني/وصلنا/"
        "وصلتنا/جاني/جتني/جاتني/جانا/عدد لي/يعرف/عنده/معه/shift/shaf/yshoof/yshoofon/6al3a/6al3at/6ala3/"
        "6l3/see/sees/seeing/saw/seen/shows/showing/show/appears/appeared/appear/visible/access/accessed/"
        "view/viewing/viewed/found/reading/read/contains/has/got/received/opened/landed in/inside/listed/"
        "receive/includes/include"
    ),
    C.TAKE: (
        "اعطى/عطى/عطيتوا/اعطيتوا/اعطيتم/سلمتوا/شارك/شاركتوا/gave/given/passed/shared with/handed/نزل/"
        "ينزل/حمل/يحمل/سحب/نسخ/ينسخ/نسخه/ينسخها/اخذ/اخذوا/وش اخذ/سرق/سرقه/سرقوا/انسرق/انسرقت/انحذف/"
        "انحذفت/انمسح/انمسحت/يصور/مصور/صور/يبيع/يبيعون/باع/download*/export*/copied/copy/stole/stolen/"
        "selling/sold/offering/ynazzel/nazzal/exported/scraped/deleted/يعرض/تنباع/يتداول/متداول/للبيع/"
        "عدل عليها/اعدل عليها/wiped"
    ),
    C.SENT: (
        "going out/being sent/goes to/went/خرجت/طلعت من رقمنا/انرسل/انرسلت/انرسلوا/ارسل/ارسلت/ارسلتوا/"
        "ارسلوا/يرسل/رسل/ارسال/دز/دزت/دزيتوا/دزيتوه/طلع/طلعت/راح/راحت/راحوا/تروح/انطلق/انطلقت/نزل/انتشر/"
        "نشر/انتشرت/رد على/بعث/بعثت/انبعث/وصل/وصلت/وصلهم/وصلتهم/وصله/وصلته/تلقى/تلقوا/استلم/استلموا/جاهم/"
        "جتهم/جاتهم/توصلهم/يوصلهم/يصلهم/تصلهم/وجهت/ارسلها/sent/sends/went out/went to/gone out/goes out/"
        "delivered/emailed/messaged/received/got/forwarded/replied/published/dispatched/fired/blasted/"
        "shot out/mailed/texted/dazz/dazzat/wasalat/wasalatah/6alla3/6allaha/6al3at/ra7at/ra7/ersal/"
        "arsal/rasalt/انرسلها/حول/cc/copied"
    ),
    C.ARRIVED: (
        "كلمني/كلمتني/تواصل معنا/تواصلوا معنا/phones me/phoned/calling/calls me/angry about/كلموني/"
        "كلمونا/يكلموني/يتصلون/اتصل/يقولون وصل*/يسالوني/رد علي/يشتكي/يشتكون/اشتكى/complain*/called me/"
        "asking why/وصلهم/وصلتهم"
    ),
    C.ALTERED: (
        "غير/غيروا/تغير/تغيرت/بدل/انحذف/انحذفت/طلعنا برا/طردنا/changed/removed/replaced/locked us out/"
        "shut out/kicked/deleted/اتغير/taken over"
    ),
    C.HACK: (
        "7ad dakhal/a7ad dakhal/wa7ed dakhal/7ad d5al/wa7ed d5al/دخلوا على/دخلوا في/احد دخل/واحد دخل/"
        "شخص دخل/someone logged/somebody logged/someone got into/broke into/اختراق/مخترق/مخترقه/اخترق/"
        "اخترقوا/انخترق/تهكير/هكر/هكروا/تهكر/انهكر/مهكر/قرصنه/hacked/hack/hacker*/hijack*/takeover/"
        "compromised/breached/stolen account/اختراقات/متسلل/انسرق حساب*/سرقه حساب*/infiltrat*/malware/"
        "ransomware/breach"
    ),
    C.LEAK: (
        "تسرب/انسرب/leak/leaked/leaks/leaking/leakage/ليك/exposed/exposure/انكشف/انكشفت/مكشوف/مكشوفه/فضح/"
        "انفضحت/data exposed/مسربه"
    ),
    C.WRONGLY: (
        "غلط/بالغلط/غلطان/بالخطا/خطا/خاطي/خاطيه/wrong/wrongly/mistake/mistakenly/accident*/by error/"
        "in error/bel'3alat/bel3'alat/بالغلطه/مو المقصود/لخبط/ملخبط/misdirected/incorrect"
    ),
    C.INSTEAD: "بدل/بدال/بدلا/عوضا/instead/rather than/bdal/badal/مو هم/غير المقصودين",
    C.ALONE: (
        "لحاله/لحالها/لحالهم/من نفسه/من نفسها/من حاله/من عنده/تلقاييا/اوتوماتيك/بنفسه/بنفسها/on its own/"
        "by itself/by themselves/automatically/automatic/on their own/without me/وانا نايم/نايمين/"
        "while i slept/asleep/وانا مسافر/i was away/auto sent/auto send/فجاه"
    ),
    C.PENDING: (
        "قيد المراجعه/بانتظار الاعتماد/بانتظار الموافقه/معلقه/تحت المراجعه/وضع المراجعه/للمراجعه/pending/"
        "still a draft/لسا مسوده/للحين مسوده/still draft/in review/under review/awaiting/on hold/"
        "draft only/draft mode/مرفوضه/رفض/رفضت/رفضتها/رفضناها/rejected/declined/draft_only/cancelled/"
        "canceled/لغيتها/لغيناها/الغيتها/الغيناها/not approved yet/on review/queued/paused/موقفه/وقفتها/"
        "وقفناها/held"
    ),
    C.TEMPLATE_HOLE: (
        "first_name/firstname/{{first_name}}/first name/test message/رساله تجريبيه/رساله تجربه/lorem/"
        "placeholder"
    ),
    C.CHARGE: (
        "ينسحب/ينخصم/تنخصم/انخصم/انخصمت/خصم/خصمت/خصمتوا/خصموا/يخصم/تخصم/خصمتو/الخصم/انسحب/انسحبت/سحب/"
        "سحبت/سحبتوا/سحبوا/مسحوب/سحبه/سحبتو/استقطع/استقطعت/استقطاع/اقتطع/اقتطعت/خذيتوا/خذتوا/خذيتو/"
        "اخذتوا/حسمتوا/حسم/عمليات/عمليه/ثلاث عمليات/دفعه ثانيه/charged/charge/charges/billed/billing/"
        "debited/debit/deducted/deduction/withdrawn/withdrew/took money/taken/took/transaction*/"
        "auto renewed/autorenewed/auto renew/renewed/in5asam/in5a9am/5asamtaw/5a9amtaw/5a9m/sa7abtaw/"
        "ensa7ab/insa7ab/ترقيه/تجدد"
    ),
    C.TRIAL: "تجربه/تجريبي/تجريبيه/التجريبيه/بايلوت/pilot/trial/free/مجاني/مجانيه/browsing/اتفرج/اتصفح",
    C.NEG: (
        "ما/مو/مب/مهو/ماهو/مهي/ماهي/لا/لم/لن/ليس/ليست/مش/ولا/محد/ماحد/لسا ما/not/no/never/dont/doesnt/"
        "didnt/isnt/wasnt/werent/havent/hasnt/hadnt/cant/cannot/couldnt/wont/nobody/none/ma/mo/mub/wala/"
        "la/mesh/no one/غير/دون ان/neither/nor/aint/لسنا"
    ),
    C.WITHOUT: (
        "بدون/دون/بلا/من غير/بغير/من دون/without/w/o/bedoon/bdoon/mn '3air/men 8air/mn 8air/bidoon/minus/"
        "no/ma fe/عدم"
    ),
    C.CONSENT_VERB: (
        "imported/added/uploaded/اضفنا/اضفته/اضفناهم/عطيناكم/عطيتكم/رفعنا/اجدد/نجدد/اضغط/نضغط/اراجع/"
        "نراجع/اعرف/نعرف/اختار/اشوفها/نشوفها/اكد/ناكد/قال/قالي/بلغ/بلغني/بلغنا/علمني/told/informed/وافق/"
        "وافقت/وافقنا/اوافق/يوافق/نوافق/اعتمد/اعتمدت/اعتمدنا/اعتمدها/اعتمده/يعتمد/نعتمد/يعتمدها/يعتمده/"
        "ضغط/ضغطت/لمس/لمست/فتح/فتحت/اذن/اذنت/سمح/سمحت/سمحنا/طلب/طلبت/طلبنا/طلبته/نطلب/اطلب/طلبها/جدد/"
        "جددت/جددنا/اخترت/اخترنا/اشترك/اشتركت/وقع/وقعت/وقعنا/قلت/فوض/فوضت/فوضنا/امر/امرت/كتبت/كتبتها/"
        "كتبناها/ارسلت/ارسلتها/ارسلناها/ارسلنا/رقيت/راجعت/راجعتها/راجعناها/شفتها/عرفت/دريت/ادري/ندري/"
        "علمت/اكدت/اكدنا/موافق/موافقين/معتمد/معتمده/approve/approved/approving/authorise*/authorize*/"
        "agree/agreed/confirm/confirmed/ask/asked/request/requested/order/ordered/sign/signed/click/"
        "clicked/touch/touched/press/pressed/allow/allowed/consent/consented/ok/okayed/write/wrote/send/"
        "sent/pick/picked/choose/chose/upgrade/upgraded/renew/renewed/subscribe/subscribed/review/"
        "reviewed/know/knew/green light/wafagt/wafa8t/wafaqt/wafagna/wafa8na/wafaq/wafeg/e3tamadt/"
        "e3tamadna/i3tamad/i3tamadt/6alabt/6alabtah/6alabna/jaddadt/katabt/ktabtaha/katabtaha/tha'3a6t/"
        "tha8a6t/daghat/9'a8a6t/5tart/a5tart/seen/saw/opened/open/signed off/sign off"
    ),
    C.CONSENT_NOUN: (
        "موافقه/موافقتي/موافقتنا/موافقات/اعتماد/اعتمادي/اعتمادنا/اذن/اذني/اذننا/علم/علمي/علمنا/تفويض/طلب/"
        "طلبنا/امر/تصريح/اشعار/استيذان/مراجعه/مراجعتي/مراجعتنا/مااعتمد/ما اعتمد/ما نعتمد/ما اوافق/"
        "ما نوافق/ما ادري/ما ندري/ما احد/ما اشوف/approval/consent/permission/authorisation/authorization/"
        "asking/approving/sign off/our ok/my ok/knowledge/reviewing/confirmation/telling/mowafa8a/"
        "mowafaga/mwafa8a/mwafga/3lm/e3temad/mandate/okay/request/review/notice/prior/anyone approving/"
        "anyone"
    ),
    C.NO_CONSENT: (
        "الا بعد موافق*/الا بموافق*/الا بعد اعتماد*/الا باعتماد*/الا لما اعتمد/الا اذا اعتمدت/"
        "unless i approve*/only after i approve*/only after approval/without our say/قلت لكم لا/"
        "قلنا لكم لا/قلت لا ترسل*/قلنا لا ترسل*/مع اني رافض*/رغم رفض*/رغم اني رفض*/مع اني رفض*/"
        "told you not to/asked you not to/said not to/طلبنا عدم/despite me/المفروض تنتظر*/"
        "المفروض كل شي يمر/كل شي يمر علي/تنتظرني/قبل ما اعتمد*/قبل لا اعتمد*/قبل ما نعتمد*/قبل لا نعتمد*/"
        "قبل ان اعتمد*/قبل ان نعتمد*/قبل ان اوافق/قبل ان نوافق/قبل ما نوافق/قبل اعتمد*/قبل نعتمد*/"
        "قبل ان اراجع*/قبل ان نراجع*/قبل ما نراجع*/قبل لا نراجع*/قبل لا اشوف*/قبل ما اشوف*/"
        "قبل لا نشوف*/قبل ما نشوف*/قبل ان اطلع/قبل ان نطلع/قبل ما اطلع عليها/before id approved/"
        "before i d approved/before ive approved/before i had/before we had/before weve approved/"
        "before i saw/before we saw/before i could/before i reviewed/before anyone reviewed/"
        "before my review/gabl la a3tmd*/gabl ma a3tmd*/gbl la a3tmd*/gbl ma ashof*/"
        "قبل ما اوافق*/قبل لا اوافق/قبل لا نوافق/قبل الاعتماد/قبل اعتماد*/قبل موافقت*/قبل ما اراجع*/"
        "قبل لا اراجع*/مين سمح/من سمح/مين ارسل*/مين طلع*/مين دز*/محد وافق/محد اعتمد/محد اعتمدها/"
        "ماحد اعتمد*/ماحد وافق/مين وافق/لم يعتمده احد/who approved/who authorised/who authorized/"
        "before i approved/before we approved/before approval/before my approval/before anyone approved/"
        "supposed to wait/supposed to go through/should have waited/unapproved/not approved/"
        "still pending/non approved/never approved/غير معتمد/غير معتمده/غير موافق عليها/meen 6alla3*/"
        "من اعطى الاذن/على اي اساس/باي حق/مرتين/twice/double charged/charged double/دبل/unauthori*/"
        "بلا علمنا/متفقين شهري/were still on/still on the free"
    ),
}
