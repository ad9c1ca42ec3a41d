"""Words for the service: what it consists of, how it fails, what is owed and when."""

from dealix_ops.triage.concepts import Concept

C = Concept

FORMS: dict[C, str] = {
    C.CORE: (
        "نظام/سيستم/سستم/منصه/منصتكم/موقعكم/لوحه/اللوحه/لوحتنا/لوحه التحكم/داشبورد/خدمه/خدمتكم/خدمتنا/"
        "بايلوت/برنامج التجريبي/البرنامج/تجربه/التجربه/محرك/انجن/مسودات/المسودات/مسوده/باقه/الباقه/"
        "باقتنا/اشتراك/اشتراكنا/حسابنا/حسابي/متابعات/المتابعات/متابعه/كل شي/كل شيء/شغلنا/الشغل/شغل/تطبيق/"
        "التطبيق/برنامج/ديلكس/ديليكس/صفحه/الصفحه/زر الاعتماد/الاعتماد/اعتماد/اعتمادات/حملتنا/حمله/"
        "service/system/platform/dashboard/app/site/website/portal/pilot/engine/draft*/everything/"
        "account/workspace/approval*/approve button/queue/dealix/production/subscription/plan/feature*/"
        "nizam/sistem/el nizam/khedma/5edma/lo7a/daxboard/outreach/follow ups/followups/follow up/"
        "generator/campaign*/api/page/screen/مهمه/مهام/واجهه البرمجه"
    ),
    C.DRAFT: (
        "مسوده/مسودات/مسودتنا/draft*/مهمه/مهام/متابعه/متابعات/output/outreach/follow up/followup/"
        "followups/فرص/فرصه/task/tasks/opportunit*/نشاط/activity/مخرج/مخرجات/جديد/mosawwadat/mosawada/"
        "تحديث/رسايل/عروض/عروضهم/نتايج/نتيجه/results"
    ),
    C.DELIVERABLE: (
        "بروف باك/البروف باك/بروف/حزمه الاثبات/حزمه اثبات/تقرير/التقرير/تقارير/تقريرنا/تسليم/التسليم/"
        "مخرجات/proof pack/proof/report/deliverable*/digest/summary/هاندوفر/ملخص/final report/"
        "الملف النهايي/قايمه الفرص/first 10/خطه/الخطه/snapshot/delivery"
    ),
    C.CONNECTOR: (
        "ربط/الربط/جيميل/gmail/تقويم/التقويم/كالندر/calendar/شيت/الشيت/شيتس/sheet/sheets/قوقل/google/"
        "واتساب/الواتساب/whatsapp/واتس/زوهو/zoho/هبسبوت/hubspot/سيلزفورس/salesforce/close/crm/انستقرام/"
        "انستا/انستغرام/instagram/insta/لينكدان/لينكد/linkedin/meet/نموذج/النموذج/فورم/form/forms/"
        "webhook/ويب هوك/الويب هوك/oauth/sync/مزامنه/المزامنه/connector*/integration*/ميتا/meta/template/"
        "قالب/القالب/رب6/rab6/outlook/redirect_uri/قناه/القناه/connection/business profile/الفيرفاي/"
        "verify token/quota/zapier/تكامل/بريد/البريد/ايميل/الايميل/اكسل/import/export/استيراد/تصدير/اصدر"
    ),
    C.INVOICE: (
        "فاتوره/الفاتوره/فواتير/فاتورتنا/ايصال/الايصال/سند/ميسر/moyasar/invoice*/receipt*/رابط الدفع/"
        "رابط السداد/صفحه السداد/payment link/الدفع/دفعه/الدفعه/payment/vat/ضريبه/الضريبه/ضريبي/الضريبي/"
        "fatoora/fatora/refund/checkout/سداد/السداد/billing/po number/credit note/تحويل بنكي/discount"
    ),
    C.STOPPED: (
        "واقف/واقفه/وقف/وقفت/توقف/توقفت/توقفوا/متوقف/متوقفه/وقفوا/انقطع/انقطعت/مقطوع/مقطوعه/طاح/طايح/"
        "طايحه/طاحت/ساقط/معطل/معطله/تعطل/تعطلت/عطلان/عطلانه/عطل/خربان/خربانه/ميت/ميته/مات/نايم/نايمه/ركد/"
        "ركدت/جامد/مجمد/مجمده/معلق/معلقه/علق/علقت/تعلق/يعلق/فصل/فصلت/مفصول/شلل/مشلول/خارج الخدمه/فاضي/"
        "فاضيه/تعذر/يتعذر/down/stopped/stop working/dead/broken/frozen/stuck/jammed/crash*/outage/"
        "offline/halted/stalled/idle/unavailable/unreachable/blank/spins/spinning/died/quit/wagef/wagfa/"
        "wa8fa/wa8ef/waggaf/waqef/6aye7/6ay7a/5arban/kharban/me3a66al/mt3a66la/mt3a6el/hang*/دوائر تحميل/"
        "تحميل/تدور/loading/not responding/لا يعمل/مقفل/مقفله/قفل/locked/read only/readonly/502/503/500/"
        "504/timeout/times out/شاشه بيضا*/شاشه فاضيه/white screen/معلقين/متعطل/متعطله/متعطلين/metwagef/"
        "mtwagef/طفى/طفت/انطفى"
    ),
    C.WORK: (
        "يشتغل/تشتغل/يعمل/تعمل/يفتح/تفتح/انفتح/انفتحت/ينفتح/تنفتح/يحمل/تحمل/يكمل/تكمل/يمشي/تمشي/مشت/مشى/"
        "شغال/شغاله/يستجيب/يرد/تستجيب/يتحرك/يتحدث/يتولد/تتولد/يتجاوب/load/loads/loading/work/works/"
        "working/open/opens/respond/responding/move/moves/shaghal/shaghala/sha88al/yeshta8el/yeftah/"
        "yefta7/tefta7/yshteghel/yshta8l/يطابق/تطابق/يظهر/تظهر/ظاهره/طالعه/ينزل/تنزل/يسحب/ينقل/تعد/يربط/يقبل/يرضى/"
        "تنقل/match/matches/show/shows/appear/appears/sync/syncs/connect/connects/update/updates/"
        "reconnect/تجي/يجي/يضبط/زابط/تزبط"
    ),
    C.BLOCKED: (
        "اقدر/نقدر/قادر/قادرين/قدرت/قدرنا/يقدر/يقدرون/نستطيع/استطيع/يمكننا/تمكنا/عارف/agdar/a8dar/negdar/"
        "agder/can/able/could/ne8dar/فيني/عرفت"
    ),
    C.ENTER: (
        "ادخل/ندخل/يدخل/يدخلون/دخول/الدخول/ادخله/اسجل/نسجل/تسجيل الدخول/لوقن/log in/login/logging in/"
        "log into/sign in/signing in/signin/log back/get in/get into/access/adkhol/ad5ol/nad5ol/nadkhol/"
        "dokhool/do5ool/افتح/نفتح/اوصل/نوصل/reset password/sign me in"
    ),
    C.NOTHING: (
        "ولا/صفر/فاضي/فاضيه/ولاشي/لا شي/zero/none/nothing/empty/wala/any/0/not a single/خالي/no activity/"
        "معدوم"
    ),
    C.RECEIVE: (
        "وصل/وصلت/وصلني/وصلتني/وصلنا/وصلتنا/يوصل/توصل/يوصلنا/استلم/استلمت/استلمنا/نستلم/جاني/جانا/جا/جات/"
        "جاء/شفنا/شفت/نزل/نزلت/ينزل/طلع/طلعت/تطلع/يطلع/طلعوا/received/receive/got/get/arrive/arrived/"
        "seen/see/came/come/delivered/wesal/wasal/weslat/waslat/yjeena/jana/yeji/yousel/shefna/show up/"
        "created/queued/generated/generate/انسوى/انسوت/سوى/تتولد/يتولد/ولد/انعمل/نفذ/تنفذ/انفذ/produced/"
        "produce/تفعل/تفعلت/ظهر"
    ),
    C.LATE: (
        "تاخر/متاخر/متاخره/تاخرت/تاخير/تاخرتوا/متاخرين/فات/فاتنا/عدى/late/delay*/overdue/past due/missed/"
        "t2akhar/mt2a5er/t2a5ar/mit2a5er/mta2a5er/missing/was due/due/كان موعد*/موعده كان/موعدها كان/"
        "كان موعده/كان المفروض/maw3edah/maw3dah/behind schedule/not delivered/where is/wheres/وين البروف/"
        "wain el proof/مفقود/ضاع/never came/never arrived/never received"
    ),
    C.WAITING: (
        "ينتظر/ينتظرون/ننتظر/انتظر/منتظر/بانتظار/منتظرين/انتظار/waiting/واعدين/واعدينه/وعدناهم/احرجتونا/"
        "محرجين/asking/يسال/يسالني/يسالون/embarrass*/wa3adna/promised/وعدتونا/متورط/متورطين/ورطتونا/"
        "awaiting/nentether/nantather"
    ),
    C.PAID: (
        "مدفوع/مدفوعه/دفعنا/دفعت/سددنا/سددت/حولنا/جددنا/جددت/مشترك/مشتركين/ساري/فعاله/paid/renewed/"
        "renewal/active/valid/madfoo3/madfo3/dafa3na/dafa3t/jaddadna/الدفع تم/تم الدفع/subscribed/"
        "الايصال/receipt"
    ),
    C.INACTIVE: (
        "غير نشط/غير نشطه/غير مفعل/غير مفعله/غير فعال/غير فعاله/منتهي/منتهيه/انتهت/انتهى الاشتراك/"
        "لم تفعل/ما تفعل/ما تفعلت/ما فعلتوا/ما تفعلتش/ما انفعل*/expired/inactive/suspended/trial ended/"
        "not activated/never activated/deactivated/disabled/موقوف/موقوفه/مقفل/مقفله/قفل/موقف/on hold/"
        "cancelled/ma tfa33al*/still trial"
    ),
    C.PROBLEM: (
        "مشكله/خلل/عطل/خطا/غلط/ناقص/ناقصه/مفقود/يكرر/مكرر/مكررين/تكرار/مرتين/ينفصل/انفصل/مفصول/مختلف/"
        "مختلفين/لخبطه/ملخبط/متلخبط/غريبه/يرجع/ترجع/رفض/ترفض/انرفض/منتهي/منتهيه/انتهى/انتهت/بطي/بطييه/"
        "بطء/بطيا/ثقيل/ثقيله/مختفي/اختفى/اختفت/تقلص/يدوي/يدويا/يدويه/بيدي/بيدنا/مقلوب/معكوس/قديم/القديم/"
        "تعذر/تعذرا/تعارض/فاضي/وقف/توقف/واقف/معلق/issue*/problem*/error*/wrong/missing/mismatch*/"
        "duplicat*/disconnect*/dropped/drops/fail*/expired/slow/invalid/incorrect/unpaid/manual/manually/"
        "by hand/late/broken/garbled/bounced/exhausted/limit/stuck/bug/glitch/twice/outdated/stale/"
        "blocked/access blocked/hidden/gone/reissue/correct it/quota/429/error 400/error 403/error 404/"
        "error 401/خطا 400/خطا 404/does not match/reversed/خانات/حروف غريبه/moshkela/8ala6/na8es/na8e9/"
        "ykarrer/marrtain/t2akhar/متاخر/تاخر/عدلوا/صححوا/ما ضبط/بنفس الوقت/حروف/without the/"
        "come through without/على ما تنحل/double booked/not attached/6al3a/raqam el 9'areebi/ma feeh/"
        "ما فيه/ما فيها/ياخذ دقيقه/تاخذ دقيقه/دقيقتين/garaf/قرف/ما عندك صلاحيه/403/401/404/no longer/"
        "stopped/stops/stop/failed/lagging/unsubscribed/بدل/off by/blank/empty"
    ),
    C.ERROR: "ايرور/خطا/error/500/502/503/504",
    C.SLOW: (
        "بطي/بطييه/بطء/بطيا/بطيئه/ثقيل/ثقيله/تاخذ دقيقه/ياخذ دقيقه/دقيقتين/بعدين تشتغل/تشتغل بعدين/"
        "ta5eth/slow/sluggish/lag*/takes a minute/takes ages/ba6ee2/ba6ee2a/eventually"
    ),
    C.DEADLINE: (
        "بعد ساعه/بعد ساعتين/بعد شوي/اجتماع/اجتماعنا/مناقصه/المناقصه/مجلس/عرض للمستثمر/المستثمر/مستثمرين/"
        "مستثمر/بكرا/غدا/الليله/موعد/board/investor*/deadline/tomorrow/tender/demo/meeting/2pm/tonight/"
        "in an hour/presentation/عندي عرض/ba3d sa3a/bokra/ejtema3/العصر/تسليم/ذروه/الذروه/urgent"
    ),
    C.DURATION: (
        "يومين/ايام/اسبوع/اسبوعين/اسابيع/شهر/شهرين/ساعات/ساعتين/days/weeks/week/since/من امس/من يوم/"
        "من بدايه/من اول/من السبت/من الاحد/من الاثنين/من الثلاثاء/من الاربعاء/من الخميس/منذ/اول امس/"
        "awal ams/mn ams/mn el/hours/month/تاريخه/months/لسا/للحين/ابدا/ابد/نهاييا/ولا مره/yet/still/"
        "at all/never/overdue/mn elsabt/yomain/ayyam/usboo3/osboo3/today/اليوم"
    ),
}
