"""The Arabic of delivering a service: its steps, its form, and why a step waits."""

from dealix_ops.delivery.rules import HasList, IntakeField, OptIn, Step, Wrong

STEP: dict[Step, str] = {
    Step.KICK_OFF: "الانطلاق",
    Step.DIAGNOSIS: "التشخيص",
    Step.DRAFTING: "كتابة المسودات",
    Step.APPROVAL_PACK: "حزمة الاعتماد",
    Step.PROOF_PACK_V1: "تسليم Proof Pack الأول",
    Step.PROOF_ACCEPTED: "قبل العميل Proof Pack النهائي",
    Step.REVIEW_30_MIN: "مراجعة 30 دقيقة مع العميل",
    Step.CADENCE_ON: "بدأت المتابعة الدورية",
    Step.UPGRADE_PROPOSED: "عُرضت الترقية",
    Step.LEDGER_UPDATED: "اكتمل السجل",
}
LABEL: dict[IntakeField, str] = {
    IntakeField.COMPANY_NAME: "اسم الشركة",
    IntakeField.WEBSITE: "الموقع",
    IntakeField.SECTOR: "القطاع",
    IntakeField.CITY: "المدينة",
    IntakeField.PRIMARY_OFFER: "العرض الأساسي",
    IntakeField.IDEAL_CUSTOMER: "العميل المثالي",
    IntakeField.AVG_DEAL_VALUE_SAR: "متوسط قيمة الصفقة بالريال",
    IntakeField.HAS_CONTACT_LIST: "عندهم قائمة جهات؟",
    IntakeField.CHANNELS_AVAILABLE: "القنوات المتاحة",
    IntakeField.WHATSAPP_OPT_IN_STATUS: "موافقات واتساب",
    IntakeField.APPROVAL_OWNER: "من يعتمد عندهم؟",
    IntakeField.EXCLUSIONS: "من لا نتواصل معه؟",
}
HINT = {IntakeField.EXCLUSIONS: "عملاؤهم الحاليون ومنافسوهم ومن طلب ألا يُراسل، أو «لا أحد»"}
CHOICES: dict[IntakeField, tuple[tuple[str, str], ...]] = {
    IntakeField.HAS_CONTACT_LIST: (("نعم", HasList.YES.value), ("لا", HasList.NO.value)),
    IntakeField.WHATSAPP_OPT_IN_STATUS: (
        ("موثّقة لكل رقم", OptIn.DOCUMENTED.value),
        ("لبعض الأرقام", OptIn.PARTLY.value),
        ("لا توجد", OptIn.NONE.value),
    ),
}
WRONG: dict[Wrong, str] = {
    Wrong.MISSING: "اكتب هذا الحقل.",
    Wrong.TOO_LONG: "اختصره في 300 حرف أو أقل.",
    Wrong.NO_ADDRESS: "اكتب عنوان الموقع، مثل dealix.sa.",
    Wrong.NO_AMOUNT: "اكتب المبلغ ريالات صحيحة بلا كسور.",
    Wrong.NO_CHOICE: "اختر من القائمة.",
}

HEAD = "🚚 تسليم {service} لعميلنا {name}، بدأ {at}"
WHICH_SERVICE = "أي خدمة تُسلَّم لعميلنا {name}؟"
START = "ابدأ {service}"
INTAKE, INTAKE_TITLE, SAVE = "بيانات الاستلام", "بيانات الاستلام", "احفظ"
DONE = "تمّت: {step}"
PLAN_DONE, PLAN_NEXT, PLAN_LATE, PLAN_LATER = (
    "✅ {step}: {at}",
    "▶️ {step}: {at}",
    "🔴 {step}: متأخر منذ {at}",
    "▫️ {step}: {at}",
)
AFTER = "بعد التسليم: {done} من {all} خطوات، والتالية: {step}"
NO_INTAKE = "بيانات الاستلام لم تُكتب بعد"
NO_WHATSAPP = "واتساب خارج الخدمة: موافقات الأرقام غير موثّقة كلها، فلا مسودة واتساب"
EXCLUDED = "لا نتواصل مع: {who}"
APPROVES = "يعتمد عندهم: {who}"
GOAL = "الهدف: {goal}"
BRIEF = "*موجز الخدمة: {service}*"
NEEDS, DELIVERS, NEVER = "نحتاج: {what}", "نسلّم: {what}", "حدودنا: {what}"
WAITING = "تمنع التسليم: {tickets}"
ENDED = "اكتمل تسليم {service} لعميلنا {name} وانتقل إلى نجاح العملاء."
KEPT = "حُفظت بيانات الاستلام."
NOT_THE_NEXT = "هذه الخطوة ليست التالية: سُجّلت من قبل، أو قبلها خطوة مفتوحة."
INTAKE_MISSING = "اكتب بيانات الاستلام أولاً، فالتشخيص يُبنى عليها."
NO_PACK = "ثبّت نسخة Proof Pack أولاً: اكتب «إثبات» واسم العميل، ثم «ثبّت نسخة»."
TICKETS_OPEN = "لا يُعدّ مسلَّماً وعند العميل تذاكر تنتظرنا: {tickets}."
LATE_TICKETS, GRAVE_TICKETS = "متأخرة {tickets}", "طارئة أو عاجلة {tickets}"
NO_PLAN = "ابدأ خطة الثلاثين يوماً للعميل أولاً، فالمتابعة تتبعها."
