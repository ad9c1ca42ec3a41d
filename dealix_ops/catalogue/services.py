"""The services and which bundle holds which: the one place that states what each delivers and by when."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Service:
    """`goal_ar` is what the customer has at its end, `needs_ar` what we need before it begins."""

    key: str
    name_ar: str
    goal_ar: str
    needs_ar: tuple[str, ...]
    delivers_ar: tuple[str, ...]
    never_ar: tuple[str, ...] = ()
    free: bool = False


NEVER_AR = (
    "لا مراسلة باردة على واتساب ولا رسائل آلية",
    "لا جمع بيانات من مواقع الغير",
    "لا يُرسل شيء قبل اعتماد العميل لنصه",
)
"""Of every service."""

FIRST_OPPORTUNITIES = Service(
    "first_10_opportunities_sprint",
    "أول 10 فرص",
    "عشر فرص بأسبابها، ومسودة تواصل لكل منها تنتظر الاعتماد",
    ("العرض الأساسي", "العميل المثالي", "من يعتمد", "من لا نتواصل معه"),
    ("قائمة الفرص وسبب كل فرصة", "مسودات التواصل للاعتماد", "Proof Pack بما سُجّل"),
)
LIST_INTELLIGENCE = Service(
    "list_intelligence",
    "تحليل القائمة",
    "قائمة العميل مرتبة، ولكل سجل أساس التواصل معه أو سبب استبعاده",
    ("القائمة ومصدرها", "حالة موافقات واتساب", "من لا نتواصل معه"),
    ("القائمة مرتبة بالأولوية", "أساس التواصل مع كل سجل", "أول مسودات للاعتماد"),
    ("لا يُضاف إلى القائمة من لم يُعطِنا العميل مصدره",),
)
FREE_DIAGNOSTIC = Service(
    "free_growth_diagnostic",
    "تشخيص النمو المجاني",
    "صفحة واحدة: أين تضيع الفرص الآن، وأول خطوة تستحق البدء",
    ("العرض الأساسي", "القنوات المتاحة"),
    ("صفحة التشخيص", "خطوة أولى مقترحة وسببها"),
    ("لا وعد بنتيجة ولا رقم لم يُقَس",),
    free=True,
)
GENERIC = Service(
    "generic_24h",
    "خدمة خلال 24 ساعة",
    "عمل متفق عليه، يُسلَّم خلال 24 ساعة مع ما سُجّل من أدلته",
    ("المطلوب ومعيار قبوله", "من يعتمد"),
    ("العمل المتفق عليه", "حزمة الاعتماد", "Proof Pack الأول"),
)

SERVICES: tuple[Service, ...] = (FIRST_OPPORTUNITIES, LIST_INTELLIGENCE, FREE_DIAGNOSTIC, GENERIC)

OF_BUNDLE: dict[str, tuple[Service, ...]] = {
    "growth_starter": (FIRST_OPPORTUNITIES, GENERIC),
    "data_to_revenue": (LIST_INTELLIGENCE, FIRST_OPPORTUNITIES, GENERIC),
    "executive_growth_os": (FIRST_OPPORTUNITIES, LIST_INTELLIGENCE, GENERIC),
    "partnership_growth": (GENERIC,),
    "full_growth_control_tower": (FIRST_OPPORTUNITIES, LIST_INTELLIGENCE, GENERIC),
}
"""By the key of the bundle; the diagnostic comes before any of them. The first is offered first."""


def find(key: str) -> Service | None:
    return next((service for service in SERVICES if service.key == key), None)


def offered(bundle_id: str | None) -> tuple[Service, ...]:
    """All, those of the customer's own bundle first."""
    own = OF_BUNDLE.get(bundle_id or "", ())
    return (*own, *(service for service in SERVICES if service not in own))
