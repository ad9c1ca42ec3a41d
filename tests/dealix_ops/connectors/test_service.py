"""A customer's connector as it is stored, with its history and its proof."""

import pytest

from dealix_ops.connectors import proofs, service
from dealix_ops.connectors.errors import NoWayThere
from dealix_ops.connectors.rules import ConnectorState, Lacks, Proof
from dealix_ops.database import Database
from tests.support.clock import MovingClock
from tests.support.customers import customer, told

S = ConnectorState


def move(database: Database, clock: MovingClock, state: S, *, notes: str = "") -> bool:
    with database.transaction() as session:
        return service.move(session, 1, "gmail", state=state, notes=notes, actor="api:test", now=clock())


def try_out(database: Database, clock: MovingClock, proof: Proof) -> bool:
    with database.transaction() as session:
        return proofs.record_test(session, 1, "gmail", proof, actor="api:test", now=clock())


def lacks(database: Database) -> tuple[Lacks, ...]:
    with database.reading() as session:
        return service.lacks(session, 1, "gmail", secret_in_logs=False)


class TestMove:
    def test_history_holds_each_step_once(self, database: Database, clock: MovingClock) -> None:
        customer(database, now=clock())
        moved = [
            move(database, clock, state)
            for state in (S.CONFIGURING, S.CONFIGURING, S.CONNECTED_DRAFT_ONLY, S.ERROR)
        ]
        assert moved == [True, False, True, True]
        with database.reading() as session:
            steps = [(one.was, one.state) for one in service.history(session, 1)]
        assert steps == [
            (S.NOT_STARTED, S.CONFIGURING),
            (S.CONFIGURING, S.CONNECTED_DRAFT_ONLY),
            (S.CONNECTED_DRAFT_ONLY, S.ERROR),
        ]
        assert [event for event, _ in told(database)] == ["connector.state_changed"] * 3

    def test_refused_step_leaves_no_trace(self, database: Database, clock: MovingClock) -> None:
        customer(database, now=clock())
        with pytest.raises(NoWayThere):
            move(database, clock, S.ERROR)
        assert told(database) == []

    def test_new_note_in_the_same_state_is_a_change(self, database: Database, clock: MovingClock) -> None:
        customer(database, now=clock())
        move(database, clock, S.CONFIGURING)
        assert move(database, clock, S.CONFIGURING, notes="بانتظار الصلاحية")
        with database.reading() as session:
            assert service.standings(session, 1)["gmail"].notes == "بانتظار الصلاحية"


class TestAcceptance:
    def test_proved_connector_is_accepted_until_it_breaks(
        self, database: Database, clock: MovingClock
    ) -> None:
        customer(database, now=clock())
        proof = Proof(has_gateway=True, last_signed_in=clock())
        assert not try_out(database, clock, proof)  # nobody set it up
        move(database, clock, S.CONNECTED_DRAFT_ONLY)
        assert not try_out(database, clock, Proof(has_gateway=True))
        assert lacks(database) == (Lacks.NO_TEST,)
        assert try_out(database, clock, proof)
        assert lacks(database) == ()
        move(database, clock, S.ERROR)
        move(database, clock, S.CONNECTED_DRAFT_ONLY)
        assert lacks(database) == (Lacks.NO_TEST,)
