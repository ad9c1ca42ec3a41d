"""Clocks of a ticket on both databases."""

from datetime import datetime, timedelta

from dealix_ops.database import Database
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Entry
from dealix_ops.sla import rules, service
from dealix_ops.sla.rules import Metric, Target
from dealix_ops.sla.service import Due
from dealix_ops.vocabulary import Priority
from tests.support.clock import START
from tests.support.house import LEAK, House

LATER = START + timedelta(minutes=10)


def apply(
    database: Database, priority: Priority, *, at: datetime = START, needs_listen: bool = False
) -> None:
    with database.transaction() as session:
        service.apply(session, 1, priority=priority, needs_listen=needs_listen, started_at=at)


def clocks(database: Database) -> dict[Metric, Due]:
    with database.reading() as session:
        return service.clocks(session, 1)


def opened(house: House) -> Database:
    """A P3 ticket with number 1, whose clocks started at START."""
    house.customer_writes("متى موعد التقرير الشهري؟")
    house.run_all()
    assert house.card().priority is Priority.P3
    return house.database


class TestApply:
    def test_raised_priority_tightens_both_clocks_from_the_first_start(self, house: House) -> None:
        database = opened(house)
        apply(database, Priority.P0, at=LATER)
        due = clocks(database)
        assert due[Metric.FIRST_RESPONSE].due_at == START + timedelta(minutes=30)
        assert due[Metric.RESOLUTION].due_at == START + timedelta(hours=4)

    def test_softer_priority_loosens_nothing(self, house: House) -> None:
        database = opened(house)
        apply(database, Priority.P0)
        before = clocks(database)
        apply(database, Priority.P3, at=LATER)
        assert clocks(database) == before

    def test_longer_target_of_tomorrow_moves_no_old_promise(self, house: House) -> None:
        database = opened(house)
        before = clocks(database)
        usual = rules.TARGETS[Priority.P3]
        rules.TARGETS[Priority.P3] = Target(timedelta(days=9), timedelta(days=90))
        try:
            apply(database, Priority.P3, at=LATER)
        finally:
            rules.TARGETS[Priority.P3] = usual
        assert clocks(database) == before

    def test_need_to_listen_tightens_the_first_response_only(self, house: House) -> None:
        database = opened(house)
        before = clocks(database)
        apply(database, Priority.P3, needs_listen=True)
        due = clocks(database)
        assert due[Metric.FIRST_RESPONSE].due_at == START + timedelta(hours=2)
        assert due[Metric.RESOLUTION] == before[Metric.RESOLUTION]


class TestMeetFirstResponse:
    def met(self, house: House, minutes: int) -> list[Entry]:
        with house.database.transaction() as session:
            service.meet_first_response(session, 1, met_at=START + timedelta(minutes=minutes), actor="U1")
        with house.database.reading() as session:
            return [e for e in ledger.entries(session) if e.event == "sla.first_response_met"]

    def test_clock_stops_and_tells_whether_in_time(self, house: House) -> None:
        house.leak()
        (told,) = self.met(house, 30)
        assert (told.actor, told.facts) == ("U1", {"seconds": 1800, "within_target": True})
        assert clocks(house.database)[Metric.FIRST_RESPONSE].met_at == START + timedelta(minutes=30)

    def test_answer_after_the_due_time_is_told_as_late(self, house: House) -> None:
        house.leak()
        assert self.met(house, 31)[0].facts["within_target"] is False

    def test_second_answer_moves_nothing(self, house: House) -> None:
        house.leak()
        self.met(house, 5)
        assert len(self.met(house, 20)) == 1
        assert clocks(house.database)[Metric.FIRST_RESPONSE].met_at == START + timedelta(minutes=5)

    def test_clock_that_was_met_is_not_tightened_by_a_later_rise(self, house: House) -> None:
        database = opened(house)
        self.met(house, 5)
        before = clocks(database)[Metric.FIRST_RESPONSE]
        apply(database, Priority.P0)
        due = clocks(database)
        assert due[Metric.FIRST_RESPONSE] == before
        assert due[Metric.RESOLUTION].target == timedelta(hours=4)

    def test_leak_has_a_p0_clock(self, house: House) -> None:
        house.customer_writes(LEAK)
        house.run_all()
        assert clocks(house.database)[Metric.FIRST_RESPONSE].target == timedelta(minutes=30)
