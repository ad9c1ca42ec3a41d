"""The words of `/dealix مؤشرات`, and what each figure counts; `docs/kpi.md` prints both."""

from enum import StrEnum

HEAD = "المؤشرات: آخر 7 أيام، مقابل 7 أيام قبلها"
AGAINST = "{now} · قبلها {before}"
NONE, NOT_MEASURED = "لا يوجد", "غير مقيس"
NO_PAYMENTS = "غير مقيس، فلا مصدر للدفعات بعد"
PARTS = "{count:,} ({parts})"
OF_COUNT = "{span}، من {count:,}"
SAR = "{amount:,} ر.س"


class Figure(StrEnum):
    """In the order in which they are read."""

    TICKETS = "tickets"
    FIRST_IN_TIME = "first_in_time"
    FIRST_TOOK = "first_took"
    RESOLVED_TOOK = "resolved_took"
    LATE = "late"
    AS_PROPOSED = "as_proposed"
    EDITED = "edited"
    REJECTED = "rejected"
    WINDOWS = "windows"
    ALERTS = "alerts"
    AT_RISK = "at_risk"
    RENEWALS = "renewals"
    CONTRACTS = "contracts"
    REVENUE = "revenue"


LABEL = {
    Figure.TICKETS: "التذاكر",
    Figure.FIRST_IN_TIME: "أول رد في موعده",
    Figure.FIRST_TOOK: "وسيط أول رد",
    Figure.RESOLVED_TOOK: "وسيط الحل",
    Figure.LATE: "تذاكر تأخرت",
    Figure.AS_PROPOSED: "اعتُمدت كما هي",
    Figure.EDITED: "اعتُمدت بعد تعديل",
    Figure.REJECTED: "استُبعدت",
    Figure.WINDOWS: "نوافذ واتساب فاتت",
    Figure.ALERTS: "تنبيهات Sentry",
    Figure.AT_RISK: "عملاء في خطر",
    Figure.RENEWALS: "عقود موعد تجديدها",
    Figure.CONTRACTS: "قيمة العقود شهرياً الآن",
    Figure.REVENUE: "الإيراد المدفوع",
}
DEFINITION = {
    Figure.TICKETS: "تذاكر فُتحت في المدة بوقت رسالة العميل، بأولويتها الآن، ومنها تنبيهات Sentry.",
    Figure.FIRST_IN_TIME: (
        "مواعيد أول رد انتهت في المدة: في موعدها إن رددنا فيها قبل الحد، ومتأخرة إن مرّ الحد فيها بلا رد. "
        "كل موعد يُحسب مرة واحدة، ولا يدخل ما لا يحتاج رداً ولا الإنذار الكاذب."
    ),
    Figure.FIRST_TOOK: "وسيط الوقت بين رسالة العميل وأول رد مسجّل في المدة، بساعة الحائط.",
    Figure.RESOLVED_TOOK: "وسيط الوقت بين فتح التذكرة وحلّها لما حُلّ في المدة، دون وقت انتظار العميل.",
    Figure.LATE: "تذاكر مرّ في المدة حد أول رد فيها أو حد حلّها، وكل تذكرة مرة واحدة.",
    Figure.AS_PROPOSED: "اعتمادات في المدة لنص لم يغيّره أحد، من كل الاعتمادات التي لم يُتراجع عنها.",
    Figure.EDITED: "اعتمادات في المدة لنص عدّله شخص أو كتبه.",
    Figure.REJECTED: "مسودات استُبعدت في المدة بزر «لا ترسل هذا»، حسب السبب.",
    Figure.WINDOWS: "تذاكر واتساب بلغ عمرها 24 ساعة في المدة بلا أول رد، فأقفلت نافذة تلك الرسالة.",
    Figure.ALERTS: "تذاكر فُتحت في المدة من تنبيهات Sentry، وتكرار التنبيه نفسه لا يُحسب.",
    Figure.AT_RISK: "عملاء خطرهم متوسط أو عالٍ بآخر قراءة خلال 7 أيام قبل آخر المدة.",
    Figure.RENEWALS: "عملاء موعد تجديدهم المسجّل يقع في المدة، جُدّد أم لا.",
    Figure.CONTRACTS: "مجموع القيمة الشهرية المسجّلة لكل العملاء الآن، وليست ما دُفع.",
    Figure.REVENUE: "لا يُقاس حتى تُربط الدفعات، ولا يُقدَّر من العقود.",
}
