"""A service from its first hour to customer success: what each step waits for, stored and told."""

import pytest

from dealix_ops.catalogue.services import FIRST_OPPORTUNITIES, GENERIC
from dealix_ops.customer_success import service as success
from dealix_ops.database import Database
from dealix_ops.delivery import service
from dealix_ops.delivery.errors import IntakeMissing, NoPackSince, NoPlanRuns, NotTheNext, TicketsOpen
from dealix_ops.delivery.rules import Step
from dealix_ops.delivery.service import Standing
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.errors import MayNotArrange
from dealix_ops.tickets.models import Ticket
from tests.bot.tables import rows
from tests.dealix_ops.delivery.test_rules import GOOD
from tests.dealix_ops.proof import books
from tests.support import customers
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE

PLAN = (Step.KICK_OFF, Step.DIAGNOSIS, Step.DRAFTING, Step.APPROVAL_PACK)


def start(database: Database, who: int, clock: MovingClock, actor: Actor = OPERATOR) -> int:
    with database.transaction() as session:
        return service.start(session, who, FIRST_OPPORTUNITIES, actor=actor, now=clock()).id


def do(
    database: Database, delivery_id: int, clock: MovingClock, *steps: Step, actor: Actor = OPERATOR
) -> None:
    for step in steps:
        clock.move(minutes=1)
        with database.transaction() as session:
            service.complete(session, delivery_id, step, actor=actor, now=clock())


def ask(database: Database, delivery_id: int, clock: MovingClock) -> None:
    with database.transaction() as session:
        service.keep_intake(session, delivery_id, GOOD, actor=OPERATOR, now=clock())


def stands(database: Database, who: int, clock: MovingClock) -> Standing | None:
    with database.reading() as session:
        row = service.running(session, who)
        return service.standing(session, row, now=clock()) if row else None


def test_whole_way_is_stored_and_told(database: Database, clock: MovingClock) -> None:
    who = books.customer(database, now=clock())
    delivery_id = start(database, who, clock)
    assert start(database, who, clock) == delivery_id
    ask(database, delivery_id, clock)
    ask(database, delivery_id, clock)
    do(database, delivery_id, clock, *PLAN)
    books.record(database, who, now=clock())
    books.freeze(database, who, now=clock())
    do(database, delivery_id, clock, Step.PROOF_PACK_V1, Step.PROOF_ACCEPTED, Step.REVIEW_30_MIN)
    standing = stands(database, who, clock)
    assert standing is not None
    assert standing.delivered_at is not None
    assert standing.current is Step.CADENCE_ON
    with pytest.raises(NoPlanRuns):
        do(database, delivery_id, clock, Step.CADENCE_ON)
    with database.transaction() as session:
        success.start_plan(session, who, "growth_starter", actor="U_FOUNDER", now=clock())
    do(database, delivery_id, clock, Step.CADENCE_ON, Step.UPGRADE_PROPOSED, Step.LEDGER_UPDATED)
    assert stands(database, who, clock) is None
    told = [event for event, _ in customers.told(database) if event.startswith("delivery.")]
    assert told.count("delivery.started") == told.count("delivery.intake_kept") == 1
    assert told.count("delivery.step_done") == len(Step)
    assert told[-1] == "delivery.handed_over"
    assert start(database, who, clock) != delivery_id


class TestComplete:
    @ON_SQLITE
    def test_diagnosis_waits_for_the_intake(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        delivery_id = start(database, who, clock)
        do(database, delivery_id, clock, Step.KICK_OFF)
        with pytest.raises(IntakeMissing):
            do(database, delivery_id, clock, Step.DIAGNOSIS)

    def test_second_press_of_a_step_is_told_that_it_is_not_the_next(
        self, database: Database, clock: MovingClock
    ) -> None:
        who = books.customer(database, now=clock())
        delivery_id = start(database, who, clock)
        do(database, delivery_id, clock, Step.KICK_OFF)
        with pytest.raises(NotTheNext):
            do(database, delivery_id, clock, Step.KICK_OFF)

    @ON_SQLITE
    def test_an_older_pack_is_not_what_this_service_proves(
        self, database: Database, clock: MovingClock
    ) -> None:
        who = books.customer(database, now=clock())
        books.record(database, who, now=clock())
        books.freeze(database, who, now=clock())
        clock.move(seconds=1)
        delivery_id = start(database, who, clock)
        ask(database, delivery_id, clock)
        do(database, delivery_id, clock, *PLAN)
        with pytest.raises(NoPackSince):
            do(database, delivery_id, clock, Step.PROOF_PACK_V1)

    @ON_SQLITE
    def test_not_delivered_while_their_tickets_wait_and_it_says_which(self, house: House) -> None:
        database, clock = house.database, house.clock
        who = books.customer(database, now=clock())
        books.talk(house, who)
        delivery_id = start(database, who, clock)
        ask(database, delivery_id, clock)
        do(database, delivery_id, clock, *PLAN)
        books.freeze(database, who, now=clock())
        clock.move(days=8)
        with pytest.raises(TicketsOpen) as refused:
            do(database, delivery_id, clock, Step.PROOF_PACK_V1)
        assert (refused.value.late, refused.value.grave) == ((1,), ())
        standing = stands(database, who, clock)
        assert standing is not None
        assert (standing.late, standing.delivered_at) == ((1,), None)

    @ON_SQLITE
    def test_open_grave_ticket_stops_it_before_it_is_late(self, house: House) -> None:
        database, clock = house.database, house.clock
        who = books.customer(database, now=clock())
        house.leak()
        with database.transaction() as session:
            session.get_one(Ticket, 1).customer_id = who
        with database.reading() as session:
            assert service.waiting(session, who, now=clock()) == ((), (1,))

    @ON_SQLITE
    def test_a_stranger_changes_nothing(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        delivery_id = start(database, who, clock)
        before = rows(database)
        for attempt in (
            lambda: start(database, who, clock, actor=STRANGER),
            lambda: do(database, delivery_id, clock, Step.KICK_OFF, actor=STRANGER),
        ):
            with pytest.raises(MayNotArrange):
                attempt()
        assert rows(database) == before


@ON_SQLITE
def test_two_services_run_side_by_side_and_late_ones_are_found(
    database: Database, clock: MovingClock
) -> None:
    who = books.customer(database, now=clock())
    first = start(database, who, clock)
    with database.transaction() as session:
        service.start(session, who, GENERIC, actor=FOUNDER, now=clock())
    do(database, first, clock, Step.KICK_OFF)
    with database.reading() as session:
        late = service.late_steps(session, now=clock())
    assert [(row.service_key, due.step) for row, due in late] == [("generic_24h", Step.KICK_OFF)]
