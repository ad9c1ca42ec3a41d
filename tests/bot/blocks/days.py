"""Days as the morning's message tells them: a full one, an empty one, one with a stop, a Friday."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dealix_ops.customer_success.rules import RiskLevel, Signals
from dealix_ops.reports.daily import DayView, Flow, Heard
from dealix_ops.reports.renewals import AtRisk, Letter, Renewal
from dealix_ops.reports.standing import Standing
from dealix_ops.sla.rules import TARGETS, Due, Metric
from dealix_ops.vocabulary import Priority, Source

SUNDAY = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
"""8:30 in Riyadh."""
FRIDAY = datetime(2026, 11, 27, 5, 30, tzinfo=UTC)
THURSDAY = SUNDAY - timedelta(days=3)


def standing(
    ticket_id: int = 1,
    company: str | None = "الأفق",
    *,
    priority: Priority = Priority.P2,
    metric: Metric = Metric.FIRST_RESPONSE,
    due_in: timedelta | None = timedelta(minutes=40),
    at: datetime = SUNDAY,
    **more: object,
) -> Standing:
    dues: tuple[Due, ...] = ()
    if due_in is not None:
        target = TARGETS[priority].first_response
        dues = (Due(metric, target, at + due_in - target, at + due_in, None),)
    made = Standing(ticket_id, priority, True, Source.WHATSAPP, "نورة", company, dues)
    return replace(made, **more)  # type: ignore[arg-type]


def heard(source: Source, ago: timedelta | None, *, silent: bool = False, at: datetime = SUNDAY) -> Heard:
    return Heard(source, None if ago is None else at - ago, silent)


WORKING = (
    heard(Source.WHATSAPP, timedelta(hours=1)),
    heard(Source.FORM, timedelta(hours=9)),
)
EMPTY = DayView(
    at=SUNDAY,
    since=THURSDAY,
    quiet=False,
    waiting=(),
    emergencies=(),
    oldest=None,
    promised=(),
    closing=(),
    reopens_at=SUNDAY + timedelta(days=1, minutes=30),
    late=(),
    flow=Flow(),
    sources=WORKING,
    risks=(),
    renewals=(),
    silent=0,
    missed=(),
)
WAITS = timedelta(hours=15)
FULL = replace(
    EMPTY,
    waiting=(
        standing(priority=Priority.P1),
        standing(2, "مدار", priority=Priority.P3, due_in=timedelta(hours=9)),
        standing(3, None, due_in=None),
    ),
    emergencies=(standing(4, "نخبة الخليج", priority=Priority.P0),),
    oldest=standing(2, "مدار", waits_since=SUNDAY - WAITS, window_until=SUNDAY + timedelta(minutes=170)),
    promised=(
        standing(8, "تقرير النخبة", metric=Metric.PROMISE, due_in=timedelta(minutes=90)),
        standing(9, "رواد", metric=Metric.PROMISE, due_in=timedelta(hours=8)),
    ),
    closing=tuple(standing(n) for n in range(4)),
    late=(
        standing(5, "رواد التقنية", due_in=-timedelta(minutes=40)),
        standing(6, "سنام", metric=Metric.NEXT_REPLY, due_in=-timedelta(hours=2)),
        standing(7, "درة", metric=Metric.RESOLUTION, due_in=-timedelta(days=3)),
    ),
    flow=Flow(lines=14, conversations=9, answered=7, no_reply=2),
    sources=(*WORKING, heard(Source.MAIL, timedelta(hours=26), silent=True)),
    risks=(
        AtRisk("سنام", 70, RiskLevel.HIGH, Signals(16, 3, 20), SUNDAY.date()),
        AtRisk("درة", 55, RiskLevel.MEDIUM, Signals(2, 12, 15), SUNDAY.date()),
    ),
    renewals=(Renewal("النخبة", 7, 2999, Letter.READY), Renewal("الأفق", 21, None), Renewal("مدار", 30, 999)),
    silent=6,
    incidents=(3,),
)
STOPPED = replace(
    EMPTY,
    at=SUNDAY + timedelta(hours=5),
    since=SUNDAY - timedelta(days=1),
    risks=None,
    sources=(*WORKING, heard(Source.MAIL, None, silent=True)),
    missed=(("digest.afternoon", THURSDAY + timedelta(hours=6, minutes=30)),),
    closed_at=THURSDAY + timedelta(hours=7, minutes=50),
)
QUIET = replace(FULL, at=FRIDAY, quiet=True, sources=WORKING)
CALM_FRIDAY = replace(EMPTY, at=FRIDAY, quiet=True)
DAYS = (
    ("يوم ممتلئ", FULL),
    ("يوم لا شيء فيه", EMPTY),
    ("بعد توقف", STOPPED),
    ("جمعة فيها حالة طارئة", QUIET),
    ("جمعة هادئة", CALM_FRIDAY),
)
