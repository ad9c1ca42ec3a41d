"""Open, raise, find, show; on both databases."""

import pytest
from sqlalchemy import select

from dealix_ops.database import Database
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.work import EffectKind
from dealix_ops.tickets import closing, service
from dealix_ops.tickets.errors import TicketClosed
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority
from tests.support.clock import START
from tests.support.house import CHANNEL, LEAK, House


def told(database: Database) -> list[tuple[str, dict[str, object]]]:
    with database.reading() as session:
        return [(entry.event, dict(entry.facts)) for entry in ledger.entries(session)]


class TestRaiseTo:
    @pytest.mark.parametrize(
        ("to", "after"),
        [(Priority.P0, "P0"), (Priority.P1, "P1"), (Priority.P2, "P2"), (Priority.P3, "P2")],
    )
    def test_upwards_only(self, house: House, to: Priority, after: str) -> None:
        house.leak()
        with house.database.transaction() as session:
            ticket = session.get_one(Ticket, 1)
            ticket.priority = "P2"
            service.raise_to(session, ticket, to, now=START)
            assert ticket.priority == after
        raised = [facts for event, facts in told(house.database) if event == "ticket.raised"]
        assert raised == ([] if after == "P2" else [{"from": "P2", "to": after}])


class TestOpenOf:
    def test_newest_open_one_and_no_resolved_one(self, house: House) -> None:
        house.leak()
        with house.database.transaction() as session:
            first = session.get_one(Ticket, 1)
            second = service.open_ticket(
                session,
                first.conversation_id,
                priority=Priority.P1,
                needs_listen=False,
                opened_at=START,
                linked_to=first,
                customer_id=None,
                now=START,
            )
            assert service.open_of(session, first.conversation_id) is second
            second.status = service.TicketStatus.RESOLVED.value
            assert service.open_of(session, first.conversation_id) is first
            first.status = service.TicketStatus.RESOLVED.value
            assert service.open_of(session, first.conversation_id) is None
        assert told(house.database)[-1] == ("ticket.opened", {"priority": "P1", "linked_ticket": 1})


class TestShow:
    def test_every_change_asks_for_a_newer_version_of_the_card(self, house: House) -> None:
        house.customer_writes(LEAK, "وينكم؟")
        house.run_all()
        with house.database.reading() as session:
            drawn = select(OutboxRow).where(OutboxRow.kind == EffectKind.TICKET_CARD.value)
            rows = session.scalars(drawn.order_by(OutboxRow.id)).all()
        (row,) = rows  # nobody had begun to draw the first, so the second joined it
        assert (row.payload["version"], row.kind, row.partition) == (2, "slack.ticket_card", CHANNEL)


class TestResolve:
    def test_source_s_word_is_the_reason_and_takes_no_press_back(self, house: House) -> None:
        house.leak()
        with house.database.transaction() as session:
            ticket = session.get_one(Ticket, 1)
            assert service.resolve(session, ticket, at=START, actor="system", now=START)
            assert not service.resolve(session, ticket, at=START, actor="system", now=START)
            assert (ticket.status, ticket.closed_as) == ("resolved", "source")
            with pytest.raises(TicketClosed):
                closing.take_back(session, ticket, actor="U1", now=START)
            assert service.reopen(session, ticket, actor="system", now=START)
            assert (ticket.status, ticket.closed_as) == ("open", None)
