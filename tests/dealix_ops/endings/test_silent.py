"""Tickets that stayed silent after our closing question."""

from datetime import UTC, date, datetime

import pytest

from dealix_ops.endings.silent import Closed
from dealix_ops.sending import errors
from dealix_ops.sla.rules import Metric
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import DayKind
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM, clock, listed, ticket, told, written
from tests.support.house import OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE

WEDNESDAY = datetime(2026, 11, 25, 7, 12, tzinfo=UTC)
"""Three working days after the question of Sunday."""
OTHERS = ("966500000002", "966500000003", "966500000004")


def waiting(house: House, count: int = 1) -> None:
    """So many customers were asked on Sunday and said nothing since."""
    for ticket_id, number in enumerate(("966500000001", *OTHERS)[:count], start=1):
        written(house, CALM, wa_id=number)
        hands.asked_whether_settled(house, ticket_id=ticket_id)


class TestListed:
    @ON_SQLITE
    def test_after_three_working_days_and_not_before(self, house: House) -> None:
        waiting(house)
        asked_at = ticket(house).closing_asked_at
        assert asked_at is not None
        house.clock.now = WEDNESDAY
        late = house.clock.now = asked_at.replace(day=25)
        assert listed(house) == [1]
        house.clock.now = late.replace(hour=late.hour - 1)
        assert listed(house) == []

    @ON_SQLITE
    def test_weekend_does_not_count(self, house: House) -> None:
        house.clock.now = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # Thursday
        waiting(house)
        house.clock.now = datetime(2026, 11, 30, 23, 0, tzinfo=UTC)  # four days on
        assert listed(house) == []
        house.clock.now = datetime(2026, 12, 1, 23, 0, tzinfo=UTC)
        assert listed(house) == [1]

    @ON_SQLITE
    def test_holiday_does_not_count(self, house: House) -> None:
        house.clock.now = datetime(2026, 9, 20, 7, 0, tzinfo=UTC)  # Sunday; Wednesday is the National Day
        waiting(house)
        house.clock.now = datetime(2026, 9, 23, 20, 0, tzinfo=UTC)
        assert (listed(house), hands.close_silent(house, [1])) == ([], Closed(others=(1,)))
        with house.database.transaction() as session:
            day, kind = date(2026, 9, 24), DayKind.HOLIDAY
            working_time.tell(session, day, kind, "إجازة", actor="U_FOUNDER", now=house.clock())
        house.clock.now = datetime(2026, 9, 27, 6, 0, tzinfo=UTC)
        assert listed(house) == []
        house.clock.now = datetime(2026, 9, 27, 20, 0, tzinfo=UTC)
        assert listed(house) == [1]

    @ON_SQLITE
    def test_whoever_said_anything_is_not_silent(self, house: House) -> None:
        waiting(house, 3)
        written(house, "تمام", wa_id=OTHERS[0])
        house.clock.now = WEDNESDAY.replace(hour=20)
        house.customer_writes("وينكم؟", wa_id=OTHERS[1])  # no worker has read it yet
        assert listed(house) == [1]

    @ON_SQLITE
    def test_open_ticket_is_none_of_them(self, house: House) -> None:
        written(house, CALM)
        hands.answered(house)
        hands.days(house, 30)
        assert listed(house) == []


class TestCloseSilent:
    def test_each_is_closed_with_its_own_entry_and_the_time_of_our_question(self, house: House) -> None:
        waiting(house, 2)
        asked_at = ticket(house).closing_asked_at
        house.clock.now = WEDNESDAY.replace(hour=20)
        assert hands.close_silent(house, [1, 2]) == Closed(closed=(1, 2))
        assert [ticket(house, one).closed_as for one in (1, 2)] == ["silent", "silent"]
        closed = told(house, "ticket.closed")
        assert sorted(entry.ticket_id or 0 for entry in closed) == [1, 2]
        assert clock(house, Metric.RESOLUTION).met_at == asked_at

    def test_only_those_that_are_silent_still(self, house: House) -> None:
        waiting(house, 4)
        house.clock.now = WEDNESDAY.replace(hour=20)
        assert listed(house) == [1, 2, 3, 4]
        house.customer_writes("رجعت المشكلة", wa_id=OTHERS[0])  # stored, not read yet
        written(house, "طيب وكيف أضيف مستخدم؟", wa_id=OTHERS[1])
        hands.close_silent(house, [4])
        told_ = hands.close_silent(house, [1, 2, 3, 4])
        assert told_ == Closed(closed=(1,), wrote=(2, 3), ended_before=(4,))

    @ON_SQLITE
    def test_nothing_else_is_closed_by_a_forged_list(self, house: House) -> None:
        waiting(house)
        written(house, CALM, wa_id=OTHERS[0])
        assert hands.close_silent(house, [1, 2, 404]) == Closed(wrote=(2,), others=(1,))
        assert told(house, "ticket.closed") == []

    @ON_SQLITE
    def test_p0_is_left_for_the_founder(self, house: House) -> None:
        house.leak()
        hands.answered(house, "وصلنا بلاغكم ونتابعه الآن، ونفيدكم بما يتضح خلال 30 دقيقة من هذه الرسالة.")
        hands.ask(house)
        hands.answered(house, hands.QUESTION)
        house.clock.now = WEDNESDAY.replace(hour=20)
        assert hands.close_silent(house, [1], actor=OPERATOR) == Closed(founders=(1,))
        (refused,) = told(house, "decision.refused")
        assert (refused.actor, refused.facts) == (OPERATOR.user_id, {"refusal": "FounderOnly"})
        assert hands.close_silent(house, [1]) == Closed(closed=(1,))

    @ON_SQLITE
    def test_each_can_be_taken_back(self, house: House) -> None:
        waiting(house)
        house.clock.now = WEDNESDAY.replace(hour=20)
        hands.close_silent(house, [1])
        hands.reopen(house)
        assert ticket(house).status == "waiting"
        assert listed(house) == [1]

    @ON_SQLITE
    def test_stranger_closes_none(self, house: House) -> None:
        waiting(house)
        with pytest.raises(errors.MayNotArrange):
            hands.close_silent(house, [1], actor=STRANGER)
