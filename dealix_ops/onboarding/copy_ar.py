"""The Arabic of the onboarding."""

from dealix_ops.onboarding.rules import StepId

TITLES: dict[StepId, str] = {
    StepId.SELECT_GOAL: "اختيار الهدف الأول",
    StepId.SELECT_BUNDLE: "اختيار الباقة",
    StepId.COMPANY_INTAKE: "بيانات الشركة والعرض",
    StepId.CONNECT_CHANNELS: "ربط القنوات على وضع المسودات",
    StepId.UPLOAD_OR_SOURCE: "رفع القائمة أو تحديد المصدر",
    StepId.RISK_REVIEW: "مراجعة المخاطر والخصوصية",
    StepId.FIRST_SERVICE_RUN: "تشغيل أول خدمة",
    StepId.FIRST_PROOF_PACK: "تسليم أول Proof Pack",
}
