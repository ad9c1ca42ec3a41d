"""The Arabic of the connectors: states, limits and what helps when one does not work."""

from dealix_ops.connectors.rules import ConnectorState, Lacks

STATES: dict[ConnectorState, str] = {
    ConnectorState.NOT_STARTED: "لم يبدأ",
    ConnectorState.CONFIGURING: "قيد الإعداد",
    ConnectorState.CONNECTED_DRAFT_ONLY: "مربوط، مسودات فقط",
    ConnectorState.CONNECTED_APPROVED_EXECUTE: "مربوط، ينفّذ بعد الاعتماد",
    ConnectorState.ERROR: "فيه خلل",
    ConnectorState.DISABLED: "موقوف",
}

LACKS: dict[Lacks, str] = {
    Lacks.NOT_CONNECTED: "لم يكتمل الربط",
    Lacks.NO_TEST: "لم ينجح أي اختبار بعد",
    Lacks.SECRET_IN_LOGS: "ظهر سر في السجلات التقنية",
    Lacks.NOT_IN_LEDGER: "لا قيد لها في السجل",
}

LIMITS: dict[str, str] = {
    "gmail": "يكتب مسودات في البريد، ولا يرسل إلا بعد اعتماد كل رسالة.",
    "google_calendar": "يقترح المواعيد بعد فحص الانشغال، ولا يضيف موعداً إلا بعد الاعتماد.",
    "google_sheets": "يقرأ ويضيف صفوفاً جديدة، ولا يكتب فوق خلية، والحقول الحساسة تحتاج اعتماداً.",
    "moyasar": "تعليمات فاتورة يدوية في المرحلة الأولى، ولا خصم من البطاقة.",
    "whatsapp_cloud": "مسودات فقط. الإرسال يحتاج التفعيل، وموافقة صاحب الرقم موثّقة، واعتماد الرسالة والقالب.",
    "website_forms": "كل نموذج يصير بطاقة فرصة، ورسالة الاستلام بعد موافقة صاحبه في النموذج.",
    "linkedin_lead_forms": "يستقبل من نماذج لينكدإن فقط. لا كشط، ولا رسائل آلية، ولا طلبات إضافة آلية.",
    "google_business_profile": "يكتب مسودات الردود على التقييمات، والنشر بعد الاعتماد.",
    "crm_generic": "قراءة فقط في الأسبوع الأول، ولا يغيّر مسؤول العميل: HubSpot وSalesforce وZoho وClose.",
    "google_meet": "يقرأ نص الاجتماع بعد موافقة جميع الحاضرين.",
    "instagram_graph": "يستقبل فقط، ولا يرسل رسائل.",
}

OAUTH = "إن رفضت جوجل الدخول فطابق عنوان العودة (redirect URI) حرفاً بحرف مع المسجّل في المشروع."
FIXES: dict[str, tuple[str, ...]] = {
    "gmail": (OAUTH,),
    "google_calendar": (OAUTH, "إن تعارضت المواعيد فافحص الانشغال (freebusy) أولاً ثم اقترح وقتاً آخر."),
    "google_sheets": (OAUTH, "إن تجاوزت حصة القراءة فاجمع الطلبات في دفعة واحدة وأعد المحاولة بعد دقيقة."),
    "moyasar": ("إن غاب رابط الدفع فتأكد من إنشاء الفاتورة في لوحة Moyasar ثم انسخ رابطها من جديد.",),
    "whatsapp_cloud": ("إن رد واتساب بالرمز 401 فطابق رمز التحقق (verify token) وجدّد رمز الوصول.",),
    "website_forms": ("إن لم يصل النموذج فتأكد من عنوان الاستقبال والمفتاح فيه، ومن نوع المحتوى.",),
    "linkedin_lead_forms": (
        "إن نقصت بيانات الفرصة فأضف الحقول المخفية campaign_name وsector وsales_owner إلى النموذج.",
    ),
    "google_business_profile": (OAUTH,),
    "crm_generic": ("إن رُفض الوصول فتأكد من صلاحية القراءة للمستخدم المربوط.",),
    "google_meet": (OAUTH, "إن غاب نص الاجتماع فتأكد من تفعيل التدوين ومن موافقة الحاضرين."),
    "instagram_graph": ("إن لم يصل شيء فتأكد من ربط حساب الأعمال بصفحته.",),
}
