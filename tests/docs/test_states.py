"""`docs/states.md` is what the code does: every move and state has its row, and no other has one."""

import pytest

from dealix_ops.drafts.service import DraftStatus
from dealix_ops.ledger.events import Event
from dealix_ops.tickets import closing
from dealix_ops.tickets.errors import TicketClosed, TicketNotEnded
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, WAYS, Closing, Move, TicketStatus, may
from tests.dealix_ops.endings.hands import CALM, written
from tests.docs import states
from tests.support.house import House
from tests.support.only import ON_SQLITE


class TestPage:
    def test_page_is_printed_from_the_code(self) -> None:
        assert states.PAGE.read_text(encoding="utf-8") == states.page()

    def test_every_move_has_its_way_and_its_row(self) -> None:
        assert set(states.MOVES) == set(WAYS) == set(Move)

    def test_every_state_of_a_draft_has_its_row(self) -> None:
        assert set(states.DRAFTS) == set(DraftStatus)

    def test_every_way_to_end_is_somebody_s_move(self) -> None:
        assert {way.closing for way in WAYS.values() if way.closing} == set(Closing)
        for move, way in WAYS.items():
            assert (way.to is TicketStatus.RESOLVED) == (way.closing is not None), move
            ends = {Event.TICKET_CLOSED, Event.TICKET_RESOLVED} & set(states.MOVES[move].events)
            assert bool(ends) == (way.closing is not None), move


class TestMoves:
    @ON_SQLITE
    @pytest.mark.parametrize("status", list(TicketStatus))
    def test_impossible_move_is_refused_by_the_fact(self, house: House, status: TicketStatus) -> None:
        written(house, CALM)
        refusal = TicketNotEnded if status.value in LIVE else TicketClosed
        with house.database.transaction() as session:
            ticket = session.get_one(Ticket, 1)
            ticket.status = status.value
            ticket.closed_as = Closing.OTHER.value if status is TicketStatus.RESOLVED else None
            session.flush()
            for move in Move:
                if may(move, status.value):
                    closing.refuse(session, ticket, move)
                    continue
                with pytest.raises(refusal):
                    closing.refuse(session, ticket, move)
