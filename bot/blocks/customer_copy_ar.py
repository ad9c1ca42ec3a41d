"""The words about customers: their line on a card, their own card, the list, the search and the modals."""

from dealix_ops.contacts.persons import Sign
from dealix_ops.customer_success.rules import RiskLevel
from dealix_ops.reports.customer_suggestions import Reason
from dealix_ops.tickets.states import TicketStatus
from dealix_ops.vocabulary import Means

CUSTOMER_SINCE = "عميل منذ {span}"
BUNDLE = "باقة {name}"
MONTHLY = "{amount:,} شهرياً"
MONTHLY_FIRST = "اشتراك {amount:,} شهرياً"
RENEWS_IN = "التجديد بعد {span}"
RENEWS_TODAY, RENEWS_TOMORROW = "التجديد اليوم", "التجديد غداً"
RENEWAL_PASSED = "فات موعد التجديد قبل {span}"
RENEWAL_NEAR = "تجديد قريب"
SAME_PROBLEM = "المشكلة نفسها"

LINK, CHANGE_LINK = "اربط بعميل", "غيّر العميل"
LINK_SUBMIT, CHANGE_SUBMIT = "اربط", "غيّر"
LINKED_TO = "العميل الآن: {name}. يتغيّر لهذا الشخص في تذاكره المفتوحة وما يأتي منه"
UNLINK = "بلا عميل (ألغِ الربط)"
LINK_HINT = "يظهر اسم العميل على البطاقة، ولا يصل إلى أحد شيء"
SUGGESTED, ALL_CUSTOMERS = "اقتراحات", "بقية العملاء"
SUGGESTION = "اقتراح: {name}، {why}"
WHY = {
    Reason.CONTACT: "فهذا الشخص من جهات اتصاله",
    Reason.ADDRESS: "فعنوانه عند إحدى جهات اتصاله",
    Reason.DOMAIN: "فبريده من {shows}",
    Reason.FORM: "فقد كتب في النموذج: {shows}",
    Reason.TEXT: "فاسمه في كلامه",
    Reason.PROFILE: "فهو في اسمه الظاهر: {shows}",
}
MOVED_BY_YOU = "غيّرت ربطها {at} من قبل، ولم نكرّره."
MOVED = "سبقك {person} وغيّر عميلها {at} إلى {customer}. افتحها من جديد."
MOVED_OFF = "سبقك {person} وألغى ربطها {at}. افتحها من جديد."

FIND_WHAT = "اكتب بعد «تذكرة» رقمها أو اسم العميل أو رقم جوال أو كلمات منها، مثل: ‎/dealix تذكرة الأفق"
FOUND_NONE = "لم نجد تذكرة عن «{words}». بحثنا في آخر {count:,} رسالة."
FOUND_HEAD = "تذاكر عن «{words}»، الأحدث أولاً:"
FOUND_LINE = "تذكرة ت-{ticket} · {priority} · {who} · {state} · {at}"
TO_CARD = "البطاقة"
STATE = {
    TicketStatus.OPEN: "مفتوحة",
    TicketStatus.WAITING: "بانتظار التأكيد",
    TicketStatus.RESOLVED: "مغلقة",
}

NO_CUSTOMERS = "لا عملاء بعد. أضفهم من ملف: dealix customers import، أو من «اربط بعميل» على بطاقة."
LIST_HEAD = "العملاء ({count:,})، الأقرب تجديداً أولاً:"
LIST_LINE = "• {name}"
ONE_OPEN = "تذكرة مفتوحة"
LIST_MORE = "وغيرهم {count:,}. اكتب: ‎/dealix عميل الاسم"

HEAD = "*العميل: {name}*"
CODE = "الرمز: {code}"
NO_TERMS = "العقد: لم تُسجَّل باقة ولا قيمة ولا تجديد"
OWNER, NO_OWNER = "المسؤول: {person}", "المسؤول: لم يُحدَّد"
OPEN_TICKETS = "مفتوح: {tickets}"
NO_OPEN_TICKETS = "مفتوح: لا يوجد"
RISK_LEVEL = {RiskLevel.HIGH: "عالٍ", RiskLevel.MEDIUM: "متوسط", RiskLevel.LOW: "منخفض"}
RISK = "خطر المغادرة: {level} ({score} من 100)"
RISK_WHY = "خطر المغادرة: {level} ({score} من 100)، {why}"
NO_RISK_READ = "خطر المغادرة: لم يُقَس هذا الأسبوع"
HEALTH_NOT_MEASURED = "صحة العميل: غير مقيسة، فلا تقييم رضا مسجّل"
LAST_PROBLEM = "آخر مشكلة: {topic} {ago} (ت-{ticket})"
ONBOARDING = "التهيئة: {percent}%"
ONBOARDING_DONE = "التهيئة: اكتملت"
NO_ONBOARDING = "التهيئة: لم تبدأ"
CONNECTORS = "القنوات: {count} من {total} مربوطة"
NO_CONNECTORS = "القنوات: لا قناة مربوطة بعد"
BLOCKING = "أول خدمة تنتظر ربط {missing}"
PERSONS, NO_PERSONS = "جهات الاتصال:", "جهات الاتصال: لا يوجد"
PERSON = "• {name}{addresses}"
NO_NAME = "بلا اسم"
OPTED_IN = "وافق على {channel} {on}"
NOT_OPTED_IN = "بلا موافقة مسجّلة"
CHANNEL = {Means.WHATSAPP: "واتساب", Means.MAIL: "البريد", Means.COPY: "النسخ"}
PERSONS_MORE = "وغيرهم {count:,}"
MORE = "وغيرها {count:,}"

PROPOSED = "هل هما شخص واحد؟ {first} و{second} ({sign})"
SIGN = {Sign.NAME: "الاسم نفسه", Sign.PHONE: "الجوال نفسه", Sign.EMAIL: "البريد نفسه"}
SAME, NOT_SAME = "هما شخص واحد", "ليسا شخصاً واحداً"
JOINED = "قيل إنهما شخص واحد: {first} و{second}"
TIED = "يخالف ما قيل عن جهة ثالثة. افصل تلك أولاً من بطاقة العميل."
TWO_CUSTOMERS = "كل منهما لعميل آخر. غيّر عميل أحدهما أولاً من بطاقة تذكرته."
SAID_BY_YOU = "سجّلنا جوابك {at} من قبل، ولم نكرّره."
SAID_SAME = "سبقك {person} وقال {at} إنهما شخص واحد."
SAID_NOT_SAME = "سبقك {person} وقال {at} إنهما ليسا شخصاً واحداً."

EDIT, OPT_IN = "تعديل", "الموافقات"
EDIT_TITLE = "بيانات العميل"
SAVE = "حفظ"
CHOOSE = "اختر"
FIELD_BUNDLE, FIELD_MONTHLY = "الباقة", "القيمة الشهرية بالريال"
FIELD_CONTRACT, FIELD_RENEWAL, FIELD_OWNER = "بداية العقد", "التجديد", "المسؤول"
NO_BUNDLE = "بلا باقة"
MONEY_IS_FOUNDERS = "الباقة والقيمة والتواريخ يغيّرها المؤسس"
AMOUNT_UNUSABLE = "اكتب ريالات صحيحة. مثال: 2,999"
RENEWS_BEFORE = "التجديد قبل بداية العقد"
CHANGED_MEANWHILE = "سبقك {person} وغيّر بيانات العميل {at}. افتحها من جديد."
CHANGED_BY_YOU = "غيّرت بيانات العميل {at} من قبل. افتحها من جديد لترى ما فيها."
OPT_IN_TITLE = "موافقات المراسلة"
OPT_IN_PERSON, OPT_IN_WORDS, OPT_IN_ON = "سجّل موافقة: العنوان", "كيف وافق وبأي كلمات", "تاريخ الموافقة"
OPT_IN_WITHDRAW = "أو اسحب موافقة مسجّلة"
OPT_IN_WHAT = "اختر عنواناً واكتب كيف وافق وتاريخها، أو اختر موافقة تسحبها"
OPT_IN_FUTURE = "هذا التاريخ لم يأتِ بعد"
OPT_IN_HINT = "تبقى الموافقة المسحوبة في السجل، وتخص عنواناً واحداً"
OPT_IN_GONE = "سُحبت هذه الموافقة من قبل."
NO_ADDRESSES = "لا عنوان لجهات اتصال هذا العميل بعد."
