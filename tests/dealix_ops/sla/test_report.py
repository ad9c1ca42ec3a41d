"""Late or not at the very target, and verdicts at 10 % and 25 %."""

import pytest

from dealix_ops.sla import report
from dealix_ops.sla.report import Course, Verdict
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority

BOTH = (Metric.FIRST_RESPONSE, Metric.RESOLUTION)
LATE, KEPT = Course(Priority.P0, 31, 1), Course(Priority.P0, 30, 4)


class TestBreaches:
    @pytest.mark.parametrize(
        ("priority", "minutes", "hours"), [("P0", 30, 4), ("P1", 120, 24), ("P2", 480, 72), ("P3", 1440, 168)]
    )
    def test_on_the_target_is_in_time_and_past_it_is_not(
        self, priority: str, minutes: float, hours: float
    ) -> None:
        of = Priority(priority)
        assert report.breaches(Course(of, minutes, hours)) == ()
        assert report.breaches(Course(of, minutes + 0.1, hours)) == (Metric.FIRST_RESPONSE,)
        assert report.breaches(Course(of, minutes, hours + 0.1)) == (Metric.RESOLUTION,)
        assert report.breaches(Course(of, minutes + 0.1, hours + 0.1)) == BOTH

    @pytest.mark.parametrize(
        ("course", "late"),
        [
            (Course(Priority.P0), ()),
            (Course(Priority.P0, open_minutes=30), ()),
            (Course(Priority.P0, open_minutes=31), (Metric.FIRST_RESPONSE,)),
            (Course(Priority.P0, open_minutes=241), BOTH),
            (Course(Priority.P0, first_response_min=5, open_minutes=240), ()),
            (Course(Priority.P0, first_response_min=5, open_minutes=241), (Metric.RESOLUTION,)),
        ],
    )
    def test_open_ticket_that_is_past_due_counts(self, course: Course, late: tuple[Metric, ...]) -> None:
        assert report.breaches(course) == late


class TestVerdict:
    @pytest.mark.parametrize(
        ("tickets", "breached", "verdict"),
        [
            (0, 0, "healthy"),
            (1, 0, "healthy"),
            (11, 1, "healthy"),
            (10, 1, "watch"),
            (1000, 99, "healthy"),
            (1000, 100, "watch"),
            (1000, 249, "watch"),
            (1000, 250, "critical"),
            (4, 1, "critical"),
            (1, 1, "critical"),
        ],
    )
    def test_borders_belong_to_the_graver_side(self, tickets: int, breached: int, verdict: str) -> None:
        assert report.verdict(tickets=tickets, breached=breached) == Verdict(verdict)


class TestHealthReport:
    def test_empty_window(self) -> None:
        made = report.health_report([])
        assert (made.total_tickets, made.total_breached, made.breach_rate) == (0, 0, 0.0)
        assert made.verdict is Verdict.HEALTHY
        assert not made.freezes

    def test_by_priority_with_averages_of_what_happened(self) -> None:
        made = report.health_report(
            [Course(Priority.P1, 60, 10), Course(Priority.P1, 180, None), Course(Priority.P3)]
        )
        of_p1 = made.by_priority[Priority.P1]
        assert (of_p1.count, of_p1.breaches) == (2, 1)
        assert (of_p1.avg_first_response_min, of_p1.avg_resolution_hours) == (120, 10)
        assert made.by_priority[Priority.P3].avg_first_response_min is None
        assert made.by_priority[Priority.P0].count == 0
        assert made.breach_rate == 0.3333

    @pytest.mark.parametrize(
        ("late", "kept", "freezes"),
        [(2, 7, False), (3, 6, False), (2, 8, False), (3, 7, True), (3, 10, False)],
    )
    def test_freeze_needs_a_critical_rate_ten_tickets_and_three_breaches(
        self, late: int, kept: int, *, freezes: bool
    ) -> None:
        assert report.health_report([LATE] * late + [KEPT] * kept).freezes is freezes
