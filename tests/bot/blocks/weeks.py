"""Weeks as Monday's review tells them: a full one, one without anything, one that nobody measured."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dealix_ops.clock import RIYADH
from dealix_ops.customer_success.rules import RiskLevel, Signals
from dealix_ops.reports.clocks import Ended, Span
from dealix_ops.reports.figures import Figures, Share
from dealix_ops.reports.renewals import AtRisk
from dealix_ops.reports.week import WeekView, Worst
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority, Source
from tests.bot.blocks.days import WORKING, heard, standing

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""9:00 in Riyadh."""
LAST = Span(datetime(2026, 11, 15, tzinfo=RIYADH), datetime(2026, 11, 22, tzinfo=RIYADH))
NOBODY = dict.fromkeys(Priority, 0)


def ended(
    first_id: int, priority: Priority, in_time: int, late_on: Sequence[int] = (), span: Span = LAST
) -> list[Ended]:
    """`late_on`: days after the span's first, one for each that was late."""
    first = Metric.FIRST_RESPONSE
    due = span.since + timedelta(hours=12)
    made = [Ended(first_id + n, priority, first, due, None, still=False) for n in range(in_time)]
    for n, day in enumerate(late_on, start=in_time):
        late_by = timedelta(minutes=40 * (n + 1))
        at = due + timedelta(days=day)
        made.append(Ended(first_id + n, priority, first, at, late_by, still=False))
    return made


EMPTY_FIGURES = Figures(
    span=LAST,
    opened=NOBODY,
    ended=(),
    took={Metric.FIRST_RESPONSE: None, Metric.RESOLUTION: None},
    met={Metric.FIRST_RESPONSE: 0, Metric.RESOLUTION: 0},
    approvals=Share(0, 0),
    rejected={},
    windows_lost=0,
    alerts=0,
    at_risk=None,
    renewals=0,
    contracts_sar=None,
)
FULL_FIGURES = replace(
    EMPTY_FIGURES,
    opened=dict(zip(Priority, (1, 4, 12, 23), strict=True)),
    ended=(
        *ended(1, Priority.P0, 1),
        *ended(10, Priority.P1, 3, [2]),
        *ended(20, Priority.P2, 9, [1, 1, 4]),
        *ended(40, Priority.P3, 21, [2, 6]),
    ),
    took={Metric.FIRST_RESPONSE: timedelta(minutes=14), Metric.RESOLUTION: timedelta(hours=9)},
    met={Metric.FIRST_RESPONSE: 38, Metric.RESOLUTION: 31},
    approvals=Share(24, 32),
    rejected={"tone": 3, "incomplete": 1},
    windows_lost=2,
    alerts=3,
    at_risk=3,
    renewals=1,
    contracts_sar=62_985,
)
BEFORE = replace(
    FULL_FIGURES,
    span=LAST.before,
    opened=dict(zip(Priority, (0, 3, 10, 20), strict=True)),
    ended=(
        *ended(101, Priority.P1, 3, span=LAST.before),
        *ended(120, Priority.P2, 7, [0, 3, 3], span=LAST.before),
        *ended(140, Priority.P3, 18, [2, 3], span=LAST.before),
    ),
    took={Metric.FIRST_RESPONSE: timedelta(minutes=22), Metric.RESOLUTION: timedelta(hours=11)},
    met={Metric.FIRST_RESPONSE: 30, Metric.RESOLUTION: 28},
    approvals=Share(6, 8),
    rejected={"tone": 1},
    at_risk=2,
)
RISKS = (
    AtRisk("سنام للتقنية", 75, RiskLevel.HIGH, Signals(16, 3, 20), MONDAY.date()),
    AtRisk("درة الخليج", 55, RiskLevel.MEDIUM, Signals(2, 12, 15), MONDAY.date()),
    AtRisk("Acme Trading", 30, RiskLevel.MEDIUM, Signals(1, 2, 15), MONDAY.date()),
)
FULL = WeekView(
    at=MONDAY,
    week=FULL_FIGURES,
    before=BEFORE,
    worst=(
        Worst(standing(13, "نخبة الخليج", priority=Priority.P1), FULL_FIGURES.late[0]),
        Worst(standing(31, "رواد التقنية"), FULL_FIGURES.late[3]),
        Worst(standing(30, "مدار"), replace(FULL_FIGURES.late[2], still=True)),
    ),
    risks=RISKS,
    sources=(*WORKING, heard(Source.MAIL, timedelta(hours=26), silent=True, at=MONDAY)),
    late_now=2,
    waiting=3,
    missed=(),
)
QUIET = replace(
    FULL,
    week=EMPTY_FIGURES,
    before=replace(EMPTY_FIGURES, span=LAST.before),
    worst=(),
    risks=None,
    sources=WORKING,
    late_now=0,
    waiting=0,
)
WEEKS = (("أسبوع ممتلئ", FULL), ("أسبوع هادئ", QUIET))
