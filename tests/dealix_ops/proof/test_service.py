"""Recorded once, taken back with a reason, counted from rows, and all of it in the ledger."""

import pytest

from dealix_ops.database import Database
from dealix_ops.proof import service
from dealix_ops.proof.errors import AlreadyVoided, NotTheirTicket
from dealix_ops.proof.rules import Kind, Own, SourceKind
from dealix_ops.sending.errors import ButtonUnknown, MayNotArrange
from tests.bot.tables import rows
from tests.dealix_ops.proof import books
from tests.support import customers
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE


def void(database: Database, event_id: int, clock: MovingClock, reason: str = "سُجّل مرتين") -> None:
    with database.transaction() as session:
        service.void(session, event_id, reason=reason, actor=FOUNDER, now=clock())


class TestRecord:
    def test_stands_once_however_often_the_modal_comes(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        ids = {books.record(database, who, now=clock(), origin="view:V1") for _ in range(3)}
        assert len(ids) == 1
        assert books.figures(database, who, now=clock())[Kind.MEETING].count == 1
        told = customers.told(database)
        assert [event for event, _ in told] == ["proof.recorded"]
        assert told[0][1] == {"customer": who, "proof_event": ids.pop(), "kind": "meeting"}

    @ON_SQLITE
    def test_a_stranger_records_nothing(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        before = rows(database)
        with pytest.raises(MayNotArrange):
            books.record(database, who, now=clock(), actor=STRANGER)
        assert rows(database) == before

    @ON_SQLITE
    def test_ticket_named_as_source_is_the_customer_s_own(self, house: House) -> None:
        who = books.customer(house.database, now=house.clock())
        other = customers.customer(house.database, now=house.clock(), name="مدار")
        books.talk(house, who)
        at = house.clock()
        assert books.record(house.database, who, now=at, ticket_id=1)
        for customer_id, ticket_id in ((other, 1), (who, 99)):
            with pytest.raises(NotTheirTicket):
                books.record(house.database, customer_id, now=at, ticket_id=ticket_id, origin="view:other")


class TestVoid:
    def test_counts_no_more_and_stays_with_its_reason(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        event_id = books.record(database, who, now=clock())
        void(database, event_id, clock)
        assert books.figures(database, who, now=clock())[Kind.MEETING].count == 0
        with database.reading() as session:
            assert service.standing(session, who, limit=9) == []
        assert [event for event, _ in customers.told(database)] == ["proof.recorded", "proof.voided"]
        with pytest.raises(AlreadyVoided) as again:
            void(database, event_id, clock)
        assert again.value.by == FOUNDER.user_id

    @ON_SQLITE
    def test_of_nothing_is_refused(self, database: Database, clock: MovingClock) -> None:
        with pytest.raises(ButtonUnknown):
            void(database, 7, clock)


class TestFigures:
    def test_own_numbers_name_their_rows_and_never_mix_with_the_service_s(self, house: House) -> None:
        who = books.customer(house.database, now=house.clock())
        books.talk(house, who)
        found = books.figures(house.database, who, now=house.clock())
        approved, replied = found[Own.ANSWER_APPROVED], found[Own.CUSTOMER_REPLY]
        assert [(one.kind, one.id, one.ticket_id) for one in approved.sources] == [
            (SourceKind.APPROVAL, 1, 1)
        ]
        assert [(one.kind, one.id) for one in replied.sources] == [(SourceKind.MESSAGE, 2)]
        assert found[Kind.DRAFT_APPROVED].count == found[Kind.REPLY].count == 0

    @ON_SQLITE
    def test_another_customer_has_none_of_them(self, house: House) -> None:
        who = books.customer(house.database, now=house.clock())
        other = customers.customer(house.database, now=house.clock(), name="مدار")
        books.talk(house, who)
        found = books.figures(house.database, other, now=house.clock())
        assert {figure.count for figure in found.values()} == {0}

    @ON_SQLITE
    def test_what_was_before_the_window_or_taken_back_does_not_count(self, house: House) -> None:
        who = books.customer(house.database, now=house.clock())
        books.talk(house, who)
        books.record(house.database, who, now=house.clock(), ago=books.WEEK)
        books.record(house.database, who, now=house.clock(), ago=books.WEEK * 1.01)
        with house.database.transaction() as session:
            token = house.hand_off().approval_token
            house.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=house.clock())
            house.decisions.hand_offs.undo(session, token, actor=FOUNDER, now=house.clock())
        found = books.figures(house.database, who, now=house.clock())
        assert found[Kind.MEETING].count == 1
        assert found[Own.ANSWER_APPROVED].count == found[Own.CUSTOMER_REPLY].count == 0

    @ON_SQLITE
    def test_founder_and_operator_alike_record(self, database: Database, clock: MovingClock) -> None:
        who = books.customer(database, now=clock())
        for actor in (FOUNDER, OPERATOR):
            books.record(database, who, now=clock(), actor=actor, origin=f"view:{actor.user_id}")
        assert books.figures(database, who, now=clock())[Kind.MEETING].count == 2
