"""What counts as kept and as late: thanks, spam and false alarms as neither."""

from datetime import timedelta

import pytest

from dealix_ops.endings.rules import NoReply
from dealix_ops.judging.rules import LowerReason
from dealix_ops.sla.figures import Figures, breaches, figures
from dealix_ops.sla.rules import Due, Metric, Void
from dealix_ops.tickets.states import Move
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM, THANKS, written
from tests.support.clock import START
from tests.support.house import FOUNDER, House
from tests.support.only import ON_SQLITE

HOUR = timedelta(hours=1)
BY_WORD = "الحمدلله ما طلع تسريب، شكراً على التوضيح"


def due(*, met: float | None = None, void: Void | None = None) -> Due:
    """A clock of one hour, met after so many."""
    met_at = None if met is None else START + met * HOUR
    return Due(Metric.FIRST_RESPONSE, HOUR, START, START + HOUR, met_at, void.value if void else None)


class TestFigures:
    @pytest.mark.parametrize(
        ("clock", "after", "expected"),
        [
            (due(met=0.5), 9, Figures(kept=1)),
            (due(met=1), 9, Figures(kept=1)),
            (due(met=1.1), 9, Figures(late=1)),
            (due(), 0.5, Figures(running=1)),
            (due(), 1, Figures(running=1)),
            (due(), 2, Figures(late=1)),
            (due(void=Void.SPAM), 9, Figures(void={"spam": 1})),
            (due(met=5, void=Void.FALSE_ALARM), 9, Figures(void={"false_alarm": 1})),
        ],
    )
    def test_each_clock_is_counted_once(self, clock: Due, after: float, expected: Figures) -> None:
        assert figures([clock], now=START + after * HOUR) == expected

    def test_rate_is_of_what_was_decided(self) -> None:
        clocks = [due(met=0.5)] * 3 + [due(met=2), due(void=Void.SPAM), due()]
        assert figures(clocks, now=START + 0.5 * HOUR).breach_rate == 0.25

    def test_without_a_decision_there_is_no_rate(self) -> None:
        assert figures([due(void=Void.NO_REPLY_NEEDED)], now=START).breach_rate is None


def first_response(house: House, *, since: timedelta = timedelta(0)) -> Figures:
    with house.database.reading() as session:
        return breaches(
            session,
            Metric.FIRST_RESPONSE,
            since=START + since,
            until=START + timedelta(days=30),
            now=house.clock(),
        )


class TestBreaches:
    def test_a_week_of_everything(self, house: House) -> None:
        """One answered in time, one late, thanks late, spam late, a prospect late, one still in time."""
        for number in range(1, 6):
            written(house, THANKS if number == 3 else CALM, wa_id=f"96650000000{number}")
        hands.answered(house, ticket_id=1)
        hands.days(house, 2)
        hands.answered(house, ticket_id=2)
        with house.database.transaction() as session:
            ends, now = hands.endings(house), house.clock()
            thanks, spam, prospect = (hands.pressed(house, ticket_id) for ticket_id in (3, 4, 5))
            ends.no_reply(session, thanks, why=NoReply.THANKS, actor=FOUNDER, now=now)
            ends.not_customer(session, spam, Move.SPAM, actor=FOUNDER, now=now)
            ends.not_customer(session, prospect, Move.PROSPECT, actor=FOUNDER, now=now)
        written(house, CALM, wa_id="966500000006")
        void = {"no_reply_needed": 1, "spam": 1, "prospect": 1}
        assert first_response(house) == Figures(kept=1, late=1, running=1, void=void)
        assert first_response(house, since=timedelta(days=1)) == Figures(running=1)

    @ON_SQLITE
    @pytest.mark.parametrize("answered", [True, False])
    def test_false_alarm_is_no_breach_of_a_p0(self, house: House, answered: bool) -> None:
        written(house, BY_WORD)
        house.clock.move(hours=2)
        if answered:
            hands.answered(house, "شكراً إنكم طمنتونا، وأي شي تحتاجونه حنا معكم هنا.")
        assert first_response(house).late == 1
        with house.database.transaction() as session:
            house.judging.false_alarm(
                session,
                1,
                seen=house.card().through_inbound_id,
                reason=LowerReason.THANKS,
                actor=FOUNDER,
                now=house.clock(),
            )
        assert first_response(house) == Figures(void={"false_alarm": 1})
