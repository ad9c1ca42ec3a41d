"""Computed answers are kept once, with their ids in the ledger and nobody's words."""

from dealix_ops.computed import service
from dealix_ops.computed.service import About, Kind
from dealix_ops.database import Database
from tests.support.clock import MovingClock
from tests.support.customers import customer, told


def keep(database: Database, clock: MovingClock, answer: dict[str, object]) -> bool:
    with database.transaction() as session:
        return service.keep(session, Kind.INCIDENT, About(1), answer, actor="api:test", now=clock())


class TestKeep:
    def test_same_answer_is_one_row_and_another_is_another(
        self, database: Database, clock: MovingClock
    ) -> None:
        customer(database, now=clock())
        kept = [keep(database, clock, {"severity": severity}) for severity in ("SEV3", "SEV3", "SEV1")]
        assert kept == [True, False, True]
        with database.reading() as session:
            assert service.kept(session, About(1)) == [
                (Kind.INCIDENT, {"severity": "SEV3"}),
                (Kind.INCIDENT, {"severity": "SEV1"}),
            ]
        assert [(event, facts["customer_id"]) for event, facts in told(database)] == [
            ("answer.computed", 1),
            ("answer.computed", 1),
        ]
