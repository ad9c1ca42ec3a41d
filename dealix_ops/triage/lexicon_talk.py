"""Words for how a thing is said: questions, suppositions, thanks, closed matters, mildness, other worlds."""

from dealix_ops.triage.concepts import Concept

C = Concept

FORMS: dict[C, str] = {
    C.ASK: (
        "هل/وش/ايش/شو/كيف/شلون/كم/متى/وين/فين/ليش/لماذا/ما مدى/مين/من وين/استفسار/استفسر/سؤال/اسال/نسال/"
        "ودي اعرف/حاب اعرف/نود معرفه/ماهي/ما هي/ما هو/?/what/how/when/where/why/who/which/question/"
        "wondering/curious/whats/hows/kam/bkam/kaif/keef/wesh/wish/mita/wain/law/ممكن/هل يمكن/is it/"
        "do you/can i/can we/could you"
    ),
    C.HYPOTHETICAL: (
        "لو صار/لو صارت/لو حصل/لو حدث/لو وقف/لو وقفت/لو تسربت/لو/اذا/اذا صار/في حال/في حاله/بحال/افرض/"
        "نفترض/لنفرض/لا سمح الله/لا قدر الله/if/in case/what if/suppose/supposing/hypothetical*/"
        "should there be/in the event/would happen/what happens/law 9ar/law/ethe/etha/whenever/was to/"
        "were to/بعد ما تخلص/قبل لا نوقع/قبل نوقع/قبل لا نشترك/قبل ما نشترك"
    ),
    C.GENERIC_ASK: (
        "هل/كيف تحمون/كيف تضمنون/كيف تتعاملون/كيف تمنعون/وش تسوون/وش اجراء*/ايش تسوون/ما اجراء*/"
        "ما هي اجراء*/ما سياس*/وش سياس*/تضمنون/تحمون/تحفظون/تنحفظ/هل عندكم/عندكم سياسه/ما مدى/وين تنحفظ/"
        "مين يقدر/من يستطيع/do you/does your/does dealix/how do you/how does/how would you/"
        "how is our data/how can i/how do i/are you/is our data safe/is there any risk/is there a/"
        "what is your/whats your/what are your/who on your side/can i/can we/can another/can other/"
        "can anyone/can someone/could another/could anyone/could you add/is it possible/could it/can it/"
        "would you/do the drafts/could dealix/can dealix/policy/سياسه/سياستكم/questionnaire/استبيان/"
        "soc 2/iso/dpa/اقدر اخلي/نقدر نخلي/ممكن اخلي/كيف اقدر/كيف اسوي/كيف اضيف/كيف نسوي/option to/"
        "an option/training/clause/توافق/شهاده/شهادات/compliance/ضمان/كم ساعه/كم مده/sla/define/تعريف/"
        "roadmap"
    ),
    C.FACT: (
        "اشوف/نشوف/تطلع لي/يطلع لي/طالع لي/تظهر لي/يظهر لي/يظهر لنا/تظهر لنا/تجيني/يجيني/i see/i can see/"
        "we see/we can see/im seeing/صار/صارت/حصل/حدث/انخصم/انسحب/انرسل/انرسلت/وصلتهم/وصلهم/وصلني/وصلتني/"
        "لقيت/لقينا/شفت/شفنا/طلع لي/طلعت لي/جاني/جتني/امس/البارح/البارحه/اليوم/الصبح/توه/قبل شوي/الحين/"
        "اكتشفنا/اكتشفت/لاحظت/لاحظنا/تبين/yesterday/last night/this morning/today/just/found/noticed/"
        "discovered/got/received/happened/now/saw/went/was/were/ams/elyom/shift/9ar"
    ),
    C.THANKS: (
        "شكرا/مشكور/مشكورين/مشكوره/تسلم/تسلمون/يعطيكم العافيه/يعطيك العافيه/العافيه/جزاكم الله/جزاك الله/"
        "نشكركم/اشكركم/الشكر/ممتن/ممتنين/ما قصرتوا/ماقصرتوا/بيض الله/thanks/thank you/thank/thx/"
        "appreciate/great work/nice work/well done/kudos/mashkoor/mashkooreen/shukran/teslamoon/ابدعتوا/"
        "رايعين/مبدعين/ممتاز/كفو/انبسط/great/smooth/حلو/خطير/مرتب/احسنتم/الحمدلله/الحمد لله"
    ),
    C.CLOSED: (
        "انحلت/انحل/تم حل*/تم الحل/حليناها/حلت/انتهى الموضوع/خلاص انحل*/رجع يشتغل/رجعت تشتغل/رجع طبيعي/"
        "اشتغل الحين/معالجه توقف/سرعه معالجه/سرعه حل/resolved/solved/fixed/sorted/closing the loop/"
        "false alarm/after your fix/all good now/works now/back to normal/close the ticket/"
        "no longer an issue/never came back/was test/test mode/in7allat/en7allat/in7al/"
        "9ar kelshay wa9'e7/منذ ذلك الحين/since then/اغلقوا التذكره/closed"
    ),
    C.FALSE_ALARM: (
        "false alarm/بلاغ كاذب/انذار كاذب/فاهم غلط/سوء فهم/misunderstanding/my mistake/غلطتي/غلطه مني/"
        "غلط مني/no live charge/no leak/no breach/no data breach/لا يوجد تسريب/ما فيه تسريب/مافيه تسريب/"
        "ما صار تسريب/ما طلع تسريب/ماطلع تسريب/بدون تسريب/ما حصل تسريب/لم يحدث تسريب/لم يحصل تسريب/"
        "ليس تسريب/مو تسريب/test mode/sandbox/بدون مشاكل/nothing leaked/was not a/not a breach/wasnt a/"
        "no unauthorized/لا تسريب/ولا تسريب"
    ),
    C.HTTP: (
        "401/403/http/status code/oauth/api call/re auth/reauth/sync*/verify token/webhook/endpoint/"
        "response/returns/return/header/hubspot/sheets/zoho/calendar/gmail/postman/curl/request/json/"
        "token expired/ويب هوك/ربط/log/logs"
    ),
    C.PRICE: (
        "سعر/اسعار/بكم/كم سعر/تكلفه/عرض سعر/باقات/pricing/price/prices/cost/quote/plans/bkam/bagat/"
        "discount/خصم/demo/ديمو/اي باقه/الفرق بين/تخفيض/ta8see6/تقسيط"
    ),
    C.WISH: (
        "ياليت/يا ليت/نقترح/اقترح/اقتراح/ودي/نبي نضيف/تضيفون/ممكن تضيفون/feature request/feature/"
        "suggest*/suggestion/prefer*/would be nice/nice to have/could you add/add an option/wish/"
        "يكون رهيب/تكبر*/ثيم/dark/اضافه/نبغى اضافه/خط/لون/شعار/logo/typo/button text/rename/preference/"
        "changing the/swap/font/يا حبذا/حبذا/ممكن نغير"
    ),
    C.GREETING: (
        "السلام عليكم/سلام/هلا/مرحبا/صباح الخير/مساء الخير/اهلا/hello/hi/hala/salam/مبروك/عيدكم/كل عام/"
        "رمضان كريم/sabah el/3asakom/congrat*"
    ),
    C.SPAM: (
        "متابع حقيقي/متابع سعودي/نتايج البحث/الصفحه الاولى من قوقل/seo/manufacturer/moq/best price/"
        "led screens/crypto/backlink*/نقدم لكم خدمات/dear sir/lottery/ارباح يوميه/استثمر معنا"
    ),
    C.MILD: (
        "بس ماشي/ماشي الحال/عادي/مو مشكله/ماعندي مشكله/ما عندي مشكله/لا ضير/ما يضر/مو مستعجل*/مو ضروري/"
        "لاحقا/no rush/not urgent/not blocking/no drama/no big deal/whenever/minor/tiny/small/"
        "mo moshkela/3adi/تمشي تمام/يشتغل تمام/بعدين تشتغل/بعدين يشتغل/نستفيد/حاليا نستخدم/by hand/"
        "manually/يدوي/يدويا/يدويه/بيدي/بيدنا/workaround/for now/نحطه/نسجلهم/نضيف/let it/يوما واحدا/"
        "تاخر يوم/يوم واحد/t2akhar yom/one day/a day late/an hour late/متى تيسر/ترجع نفسها/في حين/"
        "سرعه معقوله/works fine on"
    ),
    C.ONE_PART: (
        "الباقي تمام/الباقي كله/والباقي/الباقين/باقي شغال/everything else/the rest/rest is fine/only the/"
        "بس من/mobile only/the others/شغالين/شغال 100/el bagi/bagi/فقط الجوال/only on/واحد منهم/الباقي/"
        "other than that/otherwise/apart from/on mobile"
    ),
    C.OWN_WORLD: (
        "سيارتي/سيارتنا/كهرباء/الكهرباء/kahraba/عماره/ماسوره/سباك/السباك/مويه/الماء/حقنا مو حقكم/مو حقكم/"
        "مو عندكم/not yours/our own app/own product/our course/دوره عن/دورتنا عن/محاضره عن/course on/"
        "course about/training on/workshop on/شركه قبلكم/قبلكم/مزود سابق/previous vendor/"
        "previous provider/our old provider/old agency/تسرب مويه/تسريب مويه/السقف/webinar on/"
        "campaign about/حمله توعويه/مقال عن/our app/مع شركه سابقه/الشركه السابقه/awareness/"
        "before we switched/last provider/another tool"
    ),
}
