"""Words for the extent of a failure and for politeness that only sounds like a supposition."""

from dealix_ops.triage.concepts import Concept

C = Concept

FORMS: dict[C, str] = {
    C.FORMER_VENDOR: "شركه قبلكم/مزود سابق/الشركه السابقه/مع شركه سابقه/previous vendor/our old provider",
    C.CANCELLED: (
        "لغينا/لغيت/الغيت/الغينا/الغيته/لغيته/الالغاء/الغاء الاشتراك/cancelled/canceled/cancellation/"
        "terminated/wagaft el eshterak/وقفت الاشتراك/وقفنا الاشتراك/وانا على باقه/وحنا على باقه/"
        "واحنا على باقه/متفقين شهري/we are on the/were on the/وانا مشترك شهري/instead of monthly"
    ),
    C.REFUSED: (
        "رفض/ترفض/يرفض/انرفض/انرفضت/مرفوض/مرفوضه/rejected/declined/denied/refused/blocked/ما يرضى/ما رضي/"
        "mo ra'9i"
    ),
    C.CHARGED: (
        "خصمتوها/سحبتوها/رساله سحب/عمليه سحب/عمليه خصم/انخصم/انخصمت/ينخصم/خصمتوا/خصمتو/خصموا/انسحب/"
        "انسحبت/ينسحب/سحبتوا/سحبتو/استقطعتوا/حسمتوا/خذيتوا/خذتوا/اخذتوا/تم الخصم/تم خصم/تم السحب/"
        "was charged/were charged/been charged/got charged/charged my/charged our/charged us/charged me/"
        "billed/debited/deducted/you took/took money/auto renewed/autorenewed/in5asam/in5a9am/ensa7ab/"
        "insa7ab/5a9amtaw/sa7abtaw"
    ),
    C.NO_ACCESS: (
        "يرجعني لصفحه/يرجعنا لصفحه/كلمه المرور غلط/locked out/shut out/kicks me out/يطلعني برا/"
        "login loop/back to login/back to the login/code ma yeji/الرمز ما يجي/الرمز ما يوصل/"
        "رمز الدخول ما/account locked/حسابي مقفل/الحساب مقفل/حسابنا مقفل"
    ),
    C.ON_TIME: "قبل موعده/بموعده/في موعده/قبل الموعد/on time/ahead of schedule/early/على الوقت/بدري",
    C.WHOLE: (
        "منصه/المنصه/منصتكم/موقع/الموقع/موقعكم/تطبيق/التطبيق/نظامكم/واجهه البرمجه/ديلكس/ديليكس/"
        "production/platform/site/website/app/api/dealix/dashboard/landing page/portal/servers/سيرفركم/"
        "السيرفر/mawqe3/el mawqe3/everything/نظام/سيستم/system/لوحه"
    ),
    C.EVERYONE: (
        "اي عميل/any of your clients/any of your customers/none of your clients/none of your customers/"
        "كل العملاء/جميع العملاء/كافه العملاء/كل عملايكم/جميع عملايكم/كل المشتركين/جميع المشتركين/"
        "كل الناس/للجميع/الجميع/عند الكل/على الكل/الكل متاثر*/كل الشركات/all customers/all clients/"
        "all users/every customer/everyone/everybody/every client/all your customers/all your clients/"
        "3nd el kel/3ind el kel/kel el 3omala2/kil el 3omala2/worldwide/whole service/الخدمه كلها/"
        "المنصه كلها/الموقع كله/كلها خارج"
    ),
    C.POLITE: (
        "اذا فتحت/اذا دخلت/اذا افتح/اذا ادخل/لو فتحت/لو دخلت/لو تدخلون/لو تفتحون/if i open/if i log/"
        "if you open/if you log/if you look/if we open/law fata7t/لو سمحت/لو سمحتوا/لو سمحتم/لو تكرمت/"
        "لو تكرمتوا/لو تكرمتم/لو تقدر/لو تقدرون/لو امكن/لو ممكن/اذا ممكن/اذا امكن/اذا تقدرون/اذا سمحت/"
        "اذا سمحتوا/اذا تكرمت*/law sama7t/law sama7to/law sama7tu/law takaramt/law takaramto/law ta8dar/"
        "if possible/if you can/if you could/if you please/if anyone can/لو تشوف*/لو تساعد*/if it helps/"
        "if you need/ولا لو/as if/if you dont mind/if not/even if/حتى لو/if that matters/لما فتح*/"
        "لما دخل*/لما سجل*/لما شف*"
    ),
}
