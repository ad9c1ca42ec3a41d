"""When the next update is due, whatever was put off, raised and lowered before it."""

from datetime import UTC, datetime, timedelta

import pytest

from dealix_ops.incidents import cadence
from dealix_ops.incidents.cadence import Changed, NextUpdate, PutOff, Stage
from dealix_ops.vocabulary import Severity

SEV1, SEV2, SEV3 = Severity.SEV1, Severity.SEV2, Severity.SEV3


def at(hour: int, minute: int = 0, *, day: int = 22) -> datetime:
    """On Riyadh's wall."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=3)


def due(
    of: Severity, last: datetime, *moved: Changed | PutOff, tickets: tuple[datetime, ...] = ()
) -> datetime:
    return cadence.next_update(of, last=last, moved=moved, tickets=tickets).due_at


class TestChanges:
    def test_raise_counts_over_what_was_put_off_before_it(self) -> None:
        put_off = PutOff(at(12, 15), at(8, 5))
        assert due(SEV1, at(8), put_off, Changed(SEV3, SEV1, at(8, 10))) == at(8, 40)

    def test_what_is_put_off_after_the_raise_stands(self) -> None:
        raised = Changed(SEV3, SEV1, at(8, 10))
        assert due(SEV1, at(8), raised, PutOff(at(8, 55), at(8, 35))) == at(8, 55)

    def test_raise_never_makes_it_later(self) -> None:
        assert due(SEV1, at(8), Changed(SEV2, SEV1, at(8, 50))) == at(9)

    def test_lowered_after_a_raise_it_is_not_late_at_once(self) -> None:
        moved = Changed(SEV3, SEV1, at(11)), Changed(SEV1, SEV2, at(11, 10))
        assert due(SEV2, at(8), *moved) == at(11, 30)

    def test_lowered_counts_from_the_last_update(self) -> None:
        assert due(SEV2, at(12, 17), Changed(SEV1, SEV2, at(12, 32))) == at(13, 17)


class TestLate:
    def test_own_clock_is_late_in_each_further_round(self) -> None:
        update = NextUpdate(at(10), at(9), promised=False)
        assert cadence.stage(SEV1, update, now=at(13)) == (Stage.LATE, at(12, 30))

    def test_promise_is_late_once_however_late_it_is_found(self) -> None:
        update = NextUpdate(at(10), at(9), promised=True)
        assert cadence.stage(SEV1, update, now=at(13)) == (Stage.LATE, at(10))


class TestNight:
    @pytest.mark.parametrize(
        ("last", "morning"),
        [(at(20, 32), at(8, day=23)), (at(18, 0), at(8, day=23)), (at(2), at(8)), (at(4), at(8))],
    )
    def test_sev3_is_due_in_the_morning(self, last: datetime, morning: datetime) -> None:
        assert due(SEV3, last) == morning
        update = cadence.next_update(SEV3, last=last, moved=(), tickets=())
        assert cadence.stage(SEV3, update, now=morning - timedelta(minutes=1)) is None
        assert cadence.stage(SEV3, update, now=morning) == (Stage.DUE, morning)

    def test_graver_ones_know_no_night(self) -> None:
        assert due(SEV2, at(23)) == at(0, day=23)

    def test_a_promise_is_kept_at_night_too(self) -> None:
        assert due(SEV3, at(20), tickets=(at(23),)) == at(23)
