"""The first thirty days of a customer, by bundle; the one place that states them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Milestone:
    day: int
    text_ar: str

    @property
    def line_ar(self) -> str:
        return f"اليوم {self.day}: {self.text_ar}"


PLANS: dict[str, tuple[Milestone, ...]] = {
    "growth_starter": (
        Milestone(1, "لقاء الانطلاق واستلام بيانات الشركة"),
        Milestone(3, "أول 3 فرص ومسوداتها للاعتماد"),
        Milestone(7, "تسليم Proof Pack الأول"),
        Milestone(14, "متابعة أسبوعية وعرض الترقية"),
        Milestone(30, "مراجعة الأدلة والتجديد"),
    ),
    "data_to_revenue": (
        Milestone(1, "لقاء الانطلاق واستلام القائمة ومصدرها"),
        Milestone(3, "تنظيف القائمة ومراجعة أساس التواصل مع كل سجل"),
        Milestone(7, "تسليم Proof Pack الأول من القائمة"),
        Milestone(14, "متابعة أسبوعية وترتيب الشرائح حسب الردود"),
        Milestone(30, "مراجعة الأدلة والتجديد أو الترقية"),
    ),
    "executive_growth_os": (
        Milestone(1, "التهيئة وربط القنوات"),
        Milestone(7, "أول Proof Pack أسبوعي"),
        Milestone(14, "متابعة أسبوعية وأول موجز Founder Shadow Board"),
        Milestone(21, "مراجعة الأدلة الشهرية"),
        Milestone(30, "مراجعة الأعمال الربعية والترقية السنوية"),
    ),
    "partnership_growth": (
        Milestone(1, "تحديد ملف الشريك المناسب"),
        Milestone(5, "قائمة من 20 شريكاً و10 مسودات للاعتماد"),
        Milestone(10, "تنسيق 5 اجتماعات مع شركاء"),
        Milestone(14, "متابعة أسبوعية"),
        Milestone(30, "بطاقة أداء الشركاء وتقاسم الإيراد"),
    ),
    "full_growth_control_tower": (
        Milestone(1, "لقاء الانطلاق مع فريق الإدارة وتحديد أصحاب الاعتماد"),
        Milestone(3, "ربط قنوات المرحلة الأولى ومراجعة المخاطر"),
        Milestone(7, "أول Proof Pack أسبوعي لكل قناة"),
        Milestone(14, "متابعة أسبوعية وأول موجز Founder Shadow Board"),
        Milestone(21, "مراجعة الأدلة الشهرية وبطاقة أداء الشركاء"),
        Milestone(30, "مراجعة الأعمال الربعية وخطة الربع التالي"),
    ),
}
"""By the key of the bundle."""
