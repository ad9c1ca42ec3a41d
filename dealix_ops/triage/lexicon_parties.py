"""Words for who and what: parties, data, secrets, money, messages. Forms part at «/»; `*` ends a stem."""

from dealix_ops.triage.concepts import Concept

C = Concept

FORMS: dict[C, str] = {
    C.ORG: (
        "حد/7ad/a7ad/ahad/ahd/had/شركه/شركات/جهه/جهات/عياده/وكاله/وكالات/مكتب/معهد/منشاه/مؤسسه/متجر/مجموعه/عميل/زبون/مشترك/حساب/"
        "لوحه/طرف/شخص/واحد/احد/ناس/مطعم/مدرسه/مستشفى/بنك/فرع/وسيط/مسوق/مصنع/فندق/نادي/جمعيه/مستخدم/منصه/"
        "company/companies/firm/agency/agencies/tenant/client/customer/clinic/business/workspace/account/"
        "organisation/organization/org/party/user/school/office/merchant/vendor/store/brand/somebody/"
        "someone/people/person"
    ),
    C.OTHER: (
        "خارجي/خارجيه/external/outside/ثاني/ثانيه/ثانين/تاني/تانيه/اخر/اخرى/اخرين/غيرنا/غيري/غيره/غريب/"
        "غريبه/مختلف/مختلفه/منافس/منافسه/thani/thanya/thany/another/other/different/wrong/unrelated/"
        "random/unknown/else/tani/tany/tanya/ghairi/ghairy/ghayri/ghairna"
    ),
    C.OTHER_PARTY: (
        "مو لي/مب لي/مهب لي/ماهو لي/مو ملكي/عند غيرنا/عند غيري/يقدر غيري/غيري يقدر/غيري يشوف/"
        "غيري شاف/"
        "عميل عندكم/عميله عندكم/عميل من عندكم/عميل لكم/عميل اخر/another of your clients/"
        "one of your other/ما نتعامل معهم/ما نتعامل معها/ما نشتغل معهم/we dont work with/dont deal with/"
        "never worked with/مو لنا/مو حقنا/مو حقتنا/مو حقي/مو حقتي/مو عندنا/مو تبعنا/مب لنا/مب حقنا/"
        "مهي لنا/مهي حقتنا/ماهي لنا/ماهي حقتنا/ليست لنا/ليس لنا/مو هم/لا تخصنا/لا يخصنا/ما تخصنا/"
        "ما يخصنا/ماتخصنا/مايخصنا/ما يخصني/ما تخصني/لا تخصني/لا يخصني/ليست تخصنا/غير شركتنا/شركه غيرنا/"
        "مو من عملاينا/مو عملاينا/ما هم عملاينا/ليسوا عملاينا/ما اعرفهم/ما نعرفهم/مانعرفهم/لا نعرفهم/"
        "لا اعرفهم/ما اعرفه/ما نعرفه/لا نعرفه/لا علاقه/ما له علاقه/ما لنا علاقه/مالنا علاقه/ما لهم علاقه/"
        "لا تربطنا/طرف ثالث/منافسنا/منافسينا/منافسين/المنافسين/المنافس/تنافسنا/ينافسنا/عميل لديكم/"
        "عملاء عندكم/من عملايكم/mo lna/mo 7agna/mo 7agatna/mo 3ndna/mub lna/not ours/not our/not mine/"
        "isnt ours/isnt mine/arent ours/arent our/isnt our/arent mine/do not belong to us/"
        "dont belong to us/doesnt belong to us/not belong to us/belongs to another/belong to another/"
        "competitor*/rival/rivals/someone elses/somebody elses/other tenants/other peoples/none of us/"
        "we dont know/i dont know him/third party/no relation/never heard of"
    ),
    C.STRANGER: (
        "تركيا/الصين/روسيا/الهند/مصر/باكستان/امريكا/russia/china/turkey/india/egypt/overseas/abroad/غريب/"
        "غرباء/مجهول/مجهوله/مجهولين/مو معروف/مو معروفه/ما نعرفه/غير معروف/غير معروفه/من برا/"
        "خارج السعوديه/خارج المملكه/دوله ثانيه/موظف سابق/موظف قديم/موظف ترك*/موظفه تركت/ترك العمل/استقال/"
        "استقالت/مفصول/تركنا/تركتنا/ex employee/former employee/former staff/left the company/left us/"
        "stranger*/intruder*/unknown/unrecognised/unrecognized/none of us recogni*/dont recogni*/"
        "didnt recogni*/not recogni*/another country/foreign/suspicious/fired/مشبوه/مشبوهه"
    ),
    C.DATA: (
        "bayanat/bayanati/bayanatna/عملا/زباين/اسم/بيانات/داتا/معلومات/اسماء/ارقام/جوالات/جوالاتهم/ملف/ملفات/قائمه/قوائم/شيت/اكسل/"
        "عقود/عقد/صفقات/صفقه/اسعار/تقارير/تقرير/محادثات/محادثه/مواعيد/موعدي/مراجعين/مرضى/هويات/ايبان/"
        "مستندات/وثائق/سجلات/سجل/جهات الاتصال/جهات اتصال/كشف/ليدات/فواتيرهم/فواتير/ارباح/مبيعاتهم/ايراد*/"
        "ارقامهم/اسماءهم/عملاءهم/عملاينا/عملاي/متدربين/متدربينا/طلاب/طلابنا/data/details/info/"
        "information/names/numbers/phones/files/file/list/sheet/contacts/contact list/leads/records/"
        "pipeline/deals/invoices/contract*/patients/database/chats/conversations/notes/revenue/figures/"
        "documents/emails/addresses/export/ids/iban*/dashboard/drafts/مسودات/asma2/arqam/calendar/تقويمي/"
        "تقويم/صفقاتنا/عملائهم/عروض/عروض الاسعار/clients"
    ),
    C.CUSTOMER: (
        "عملانا/عميل/عملا/عملاء/عملاي/عملاينا/عميلنا/زبون/زباين/زبايننا/customer/client/customers/"
        "clients/3ameel/3omala2/3omala2na/accounts/مشتركين/مستفيدين"
    ),
    C.RECIPIENT: (
        "people/contact/عميل/عملا/عملاي/عملاينا/عميلنا/زبون/زباين/زبايننا/customer/client/prospect*/lead/"
        "leads/supplier*/مورد/موردين/ناس/قروب/قائمه/جهه/جهات/مستلمين/موظفين/موظفي/متدربين/طلاب/مرضى/شريك/"
        "شركاء/مستثمر*/investor*/partner*/recipient*/everyone/list/3ameel/3omala2/staff/contacts/شخص/احد/"
        "واحد/امي/زوجتي/ملاك/مستاجرين/اهالي/اولياء/group/patients/buyers"
    ),
    C.EVERY: (
        "كل/جميع/كافه/كلهم/كلنا/كلها/الكل/باكمل*/كامل/all/every/everyone/everybody/entire/whole/kel/kil/"
        "kol/kelha/kellah/kellana"
    ),
    C.OURS: (
        "شركتي/شركتنا/منشاتنا/مواعيد مرضانا/بياناتنا/بياناتي/ملفاتنا/عملاينا/عملانا/عملاي/اسعارنا/"
        "صفقاتنا/لوحتنا/حسابنا/حسابي/لوحتي/معلوماتنا/ملفاتي/قائمتنا/متدربينا/طلابنا/حقنا/حقتنا/تبعنا/"
        "اسماءنا/ارقامنا/مواعيدي/مواعيدنا/تقويمي/عقودنا/تقاريرنا/our/my/حقي/حقتي/7esabna/7esabi/"
        "bayanatna/محادثاتنا/جوالاتنا/مرضانا/مراجعينا/قايمتنا"
    ),
    C.SECRET: (
        "توكن/باسوورد/باسورد/كلمه سر/كلمه السر/كلمه مرور/كلمه المرور/كلمات المرور/كلمات السر/مفتاح الربط/"
        "مفتاح api/مفتاح سري/المفتاح السري/رقم سري/الرقم السري/مفاتيح/مفتاح البرمجي/token/tokens/api key/"
        "api keys/secret key/secret/password/passwords/credentials/private key/access key/webhook secret/"
        "مفتاح ميسر/client secret"
    ),
    C.PUBLIC: (
        "على قوقل/على النت/في النت/بالنت/على الانترنت/بالانترنت/في تويتر/on google/on the web/online/"
        "ظاهره عند/موجوده عند/عام/عامه/علني/علنا/منشور/منشوره/مكشوف/مكشوفه/مفتوح للعالم/للعالم/"
        "مفتوح للكل/اي واحد/اي احد/اي زاير/اي شخص/كل من/مكتوب/مكتوبه/ظاهر/ظاهره/طالع/يطلع بقوقل/في قوقل/"
        "بقوقل/قروب/قروبات/public/publicly/anyone can/anyone with/anybody can/to anyone with/posted/"
        "pasted/exposed/visible/google index*/indexed/plain text/printed/shared channel/shared/"
        "without login/بدون تسجيل/بدون تسجيل دخول/للبيع/for sale/تنباع/ينباع/تنتشر/منتشره/انتشر*/تدور/"
        "slack channel/screenshot/نزلتوه/repo/github"
    ),
    C.ACCOUNT: (
        "حساب/حسابنا/حسابي/لوحه/لوحتنا/لوحتي/سيستم/نظام/تقويم/تقويمي/بريد/ايميل/workspace/account/"
        "dashboard/login/sessions/session/inbox/calendar/panel/7esab/7esabna/lo7ti/جلسه/جلسات/صلاحيات/"
        "مالك/owner/admin/system/المالك/الادمن"
    ),
    C.DEVICE: (
        "سجل دخول/سجلوا دخول/logged in/جهاز/جهازين/اجهزه/جلسه/جلسات/سيشن/device*/session*/sign in/signin/"
        "login from/جوال ثاني/ip/jihaz/لوقن/تسجيل دخول/دخول"
    ),
    C.MESSAGE: (
        "رساله/رسايل/رسالتين/ايميل/ايميلات/عرض/عروض/حمله/حملات/دعوه/دعوات/مسوده/مسودات/متابعه/متابعات/"
        "واتساب/مطالبه/تذكير/سعر/السعر/خصم/فاتوره/message*/email*/offer*/campaign*/invite*/invitation*/"
        "draft*/follow up*/followup*/whatsapp/quote*/text/proposal*/reminder*/blast/broadcast/برودكاست/"
        "risala/da3wat/خطاب/كلام/posts/post/بوست/تغريده/رد/status/sms"
    ),
    C.MONEY: (
        "ريال/ريالا/ر.س/مبلغ/فلوس/قيمه/الف/sar/riyal*/amount/money/sr/عمليه/عمليات/transaction*/payment*/"
        "مني/منا/دفعه/الفرق/فرق/رسوم"
    ),
    C.CARD: (
        "بطاقه/بطاقتي/بطاقتنا/بطاقه المؤسسه/كرت/فيزا/مدى/كشف البنك/كشف الحساب/البنك/حساب الشركه/card/"
        "visa/bank/statement/mada/bta8ti/be6a8ti/bitaqti/الراجحي/الاهلي/apple pay/المحفظه/بنكي"
    ),
    C.PLAN: (
        "باقه/باقات/باقتي/باقتنا/اشتراك/اشتراكي/اشتراكنا/خدمه/خدمتنا/plan/subscription/package/bundle/"
        "eshterak/ba8a/baga/khedma/annual/monthly/سنوي/شهري/سنه كامله/upgrade/ترقيه/تجديد/renewal"
    ),
}
