"""What a draft says a message is about; each entry is (formal Arabic, friendly Arabic, English).

Nouns name the matter in our words and leave its cause open.
"""

from dealix_ops.drafts.asked import Asked
from dealix_ops.drafts.matter import Named
from dealix_ops.vocabulary import Topic

Said = tuple[str, str, str]

# What the customer reported.
MATTER: dict[Topic, Said] = {
    Topic.DATA_EXPOSURE: (
        "ظهور بيانات لغير أصحابها",
        "ظهور بيانات لغير أصحابها",
        "data that showed up where it does not belong",
    ),
    Topic.UNAUTHORISED_SEND: (
        "خروج رسائل على غير ما اعتمدتم",
        "رسائل طلعت على غير اللي اعتمدتوه",
        "messages that you did not approve",
    ),
    Topic.UNAUTHORISED_CHARGE: (
        "مبلغ مخصوم لم توافقوا عليه",
        "مبلغ مخصوم ما وافقتوا عليه",
        "a charge you did not agree to",
    ),
    Topic.OUTAGE: ("توقف الخدمة لديكم", "توقف الخدمة عندكم", "the service not working for you"),
    Topic.LOGIN: ("تعذّر الدخول إلى حسابكم", "تعذّر دخولكم على الحساب", "trouble signing in to your account"),
    Topic.DELIVERABLE_LATE: (
        "تأخر ما تنتظرون تسليمه",
        "تأخر التسليم اللي تنتظرونه",
        "the delivery you are waiting for",
    ),
    Topic.CONNECTOR: ("ربط قنواتكم", "الربط مع قنواتكم", "the connection to your channels"),
    Topic.INVOICE: ("فاتورتكم", "الفاتورة", "your invoice"),
    Topic.SECRET_SHARED: ("معلومات دخول سرية", "معلومات دخول سرية", "confidential sign-in details"),
    Topic.PRICING: ("الباقات والأسعار", "الباقات والأسعار", "plans and prices"),
    Topic.HOW_TO: ("طريقة الاستخدام", "طريقة الاستخدام", "how to use the product"),
}

# What a question is about: the same fields, with nothing reported.
SUBJECT: dict[Topic, Said] = {
    Topic.DATA_EXPOSURE: ("حماية البيانات", "حماية البيانات", "data protection"),
    Topic.UNAUTHORISED_SEND: (
        "اعتماد الرسائل قبل خروجها",
        "اعتماد الرسائل قبل لا تطلع",
        "approving messages before they go out",
    ),
    Topic.UNAUTHORISED_CHARGE: ("الدفع والخصم", "الدفع والخصم", "payments and charges"),
    Topic.OUTAGE: ("توفر الخدمة", "توفر الخدمة", "service availability"),
    Topic.LOGIN: ("الدخول إلى الحساب", "الدخول على الحساب", "signing in"),
    Topic.DELIVERABLE_LATE: ("مواعيد التسليم", "مواعيد التسليم", "delivery dates"),
    Topic.CONNECTOR: ("ربط القنوات", "ربط القنوات", "connecting channels"),
    Topic.INVOICE: ("الفواتير", "الفواتير", "invoices"),
    Topic.SECRET_SHARED: ("معلومات الدخول", "معلومات الدخول", "sign-in details"),
    Topic.PRICING: ("الباقات والأسعار", "الباقات والأسعار", "plans and prices"),
    Topic.HOW_TO: ("طريقة الاستخدام", "طريقة الاستخدام", "how to use the product"),
}

# The thing itself, where the customer names one; nothing is said to be wrong with it.
NAMED: dict[Named, Said] = {
    Named.KEY: (
        "مفتاح أو كلمة مرور ظهرت لغيركم",
        "مفتاح أو كلمة مرور ظهرت لغيركم",
        "a key or password that others can see",
    ),
    Named.ACCOUNT: (
        "دخول إلى حسابكم لا تعرفونه",
        "دخول على حسابكم ما تعرفونه",
        "access to your account that you do not recognise",
    ),
    Named.POST: (
        "منشور ظهر على غير ما اعتمدتم",
        "منشور نزل على غير اللي اعتمدتوه",
        "a post that you did not approve",
    ),
    Named.BOOKING: (
        "دعوة اجتماع خرجت على غير ما اعتمدتم",
        "دعوة اجتماع طلعت على غير اللي اعتمدتوه",
        "a meeting invitation that you did not approve",
    ),
    Named.FORM: ("نموذج موقعكم", "نموذج موقعكم", "your website form"),
    Named.INVITE: ("دعوة زملائكم", "دعوة زملائكم", "the invitation for your colleague"),
    Named.ALERTS: ("تنبيهات الاعتماد", "تنبيهات الاعتماد", "approval notifications"),
    Named.INSTAGRAM: ("ربط Instagram", "ربط انستقرام", "the Instagram connection"),
    Named.LINKEDIN: ("ربط LinkedIn", "ربط لينكدإن", "the LinkedIn connection"),
    Named.BUSINESS_PROFILE: (
        "ربط ملفكم التجاري في Google",
        "ربط ملفكم التجاري في قوقل",
        "the Google Business Profile connection",
    ),
    Named.MEET: ("ربط Google Meet", "ربط Google Meet", "the Google Meet connection"),
    Named.HUBSPOT: ("ربط HubSpot", "ربط هبسبوت", "the HubSpot connection"),
    Named.ZOHO: ("ربط Zoho", "ربط زوهو", "the Zoho connection"),
    Named.SALESFORCE: ("ربط Salesforce", "ربط سيلزفورس", "the Salesforce connection"),
    Named.CALENDAR: ("التقويم المرتبط", "التقويم المربوط", "your connected calendar"),
    Named.SHEETS: ("ربط Google Sheets", "ربط الشيت", "the Google Sheets connection"),
    Named.PAYMENT: ("الدفع عبر ميسر", "الدفع عبر ميسر", "payment through Moyasar"),
    Named.GMAIL: ("ربط البريد", "ربط الإيميل", "the Gmail connection"),
    Named.NUMBER_QUALITY: (
        "تقييم رقمكم في واتساب",
        "تقييم رقمكم في واتساب",
        "the rating of your WhatsApp number",
    ),
    Named.WHATSAPP: ("ربط واتساب", "ربط واتساب", "the WhatsApp connection"),
    Named.PROOF_PACK: ("حزمة Proof Pack", "البروف باك", "your Proof Pack"),
    Named.INVOICE_AMOUNT: ("مبلغ الفاتورة", "مبلغ الفاتورة", "the amount on the invoice"),
    Named.INVOICES: ("الفواتير", "الفواتير", "your invoices"),
    Named.INVOICE: ("الفاتورة", "الفاتورة", "the invoice"),
    Named.APPROVALS: ("اعتماد المسودات", "اعتماد المسودات", "approving drafts"),
    Named.PILOT: ("التجربة", "التجربة", "your pilot"),
    Named.SUBSCRIPTION: ("اشتراككم", "اشتراككم", "your subscription"),
    Named.FOLLOW_UPS: ("المتابعات", "المتابعات", "your follow-ups"),
    Named.DRAFTS: ("المسودات", "المسودات", "your drafts"),
    Named.EXPORT: ("تصدير الملفات", "تصدير الملفات", "exporting files"),
    Named.DASHBOARD: ("اللوحة", "اللوحة", "your dashboard"),
    Named.REPORT: ("التقرير", "التقرير", "the report"),
    Named.PAGES: ("صفحات النظام", "صفحات النظام", "the pages of the system"),
    Named.PROFILE: ("تعديل بيانات حسابكم", "تعديل بيانات حسابكم", "changing your profile"),
    # Of somebody who means to leave: nothing is said of it to have stopped or to be switched on.
    Named.LEAVING: ("اشتراككم", "اشتراككم", "your subscription"),
}

# The same things where an important service is reported to have stopped.
STOPPED: dict[Named, Said] = {
    Named.APPROVALS: (
        "تعذّر اعتماد المسودات لديكم",
        "اعتماد المسودات الواقف عندكم",
        "approvals not going through",
    ),
    Named.PILOT: ("توقف التجربة لديكم", "توقف التجربة عندكم", "your pilot not moving"),
    Named.SUBSCRIPTION: (
        "تفعيل اشتراككم",
        "تفعيل اشتراككم",
        "getting your subscription to work",
    ),
    Named.FOLLOW_UPS: ("توقف المتابعات لديكم", "توقف المتابعات عندكم", "follow-ups not being prepared"),
    Named.DRAFTS: ("توقف المسودات لديكم", "توقف المسودات عندكم", "drafts not being prepared"),
    Named.DASHBOARD: ("تعذّر فتح اللوحة لديكم", "اللوحة اللي ما تفتح عندكم", "the dashboard not opening"),
    Named.PROOF_PACK: ("تأخر حزمة Proof Pack", "تأخر البروف باك", "your Proof Pack being late"),
    Named.REPORT: ("تأخر التقرير", "تأخر التقرير", "the report being late"),
}

# What is asked and only a person can answer.
OPEN_SUBJECT: dict[Asked, Said] = {
    Asked.CHANNEL: ("ربط القنوات", "ربط القنوات", "connecting channels"),
    Asked.DATA_LOCATION: ("موضع حفظ البيانات", "مكان حفظ البيانات", "where data is stored"),
    Asked.PRIVACY: ("حماية البيانات", "حماية البيانات", "data protection"),
    Asked.CERTIFICATE: ("شهادات أمن المعلومات", "شهادات أمن المعلومات", "security certificates"),
    Asked.DISCOUNT: ("الخصم وطريقة السداد", "الخصم وطريقة السداد", "discounts and ways to pay"),
    Asked.CANCELLING: ("اشتراككم", "اشتراككم", "your subscription"),
    Asked.REFUND: ("استرداد المبالغ", "استرداد المبالغ", "refunds"),
    Asked.AVAILABILITY: ("توفر الخدمة", "توفر الخدمة", "service availability"),
    Asked.SUPPORT_LEVELS: ("مستويات الدعم", "مستويات الدعم", "support levels"),
}

NEUTRAL: Said = ("ما ذكرتم", "اللي ذكرتوه", "what you told us")
DATA_REQUEST: Said = ("طلبكم المتعلق ببياناتكم", "طلبكم اللي يخص بياناتكم", "your request about your data")
