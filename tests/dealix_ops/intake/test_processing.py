"""From a stored line to ticket, clocks, draft and card, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.database import Database
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.work import EffectKind
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Priority
from tests.support import deliveries
from tests.support.house import LEAK, House

CALM = "متى موعد التقرير الشهري؟"
ANSWER = "حياكم الله، التقرير يصلكم مع بداية الشهر."


def tickets(database: Database) -> list[Ticket]:
    with database.reading() as session:
        return list(session.scalars(select(Ticket).order_by(Ticket.id)))


def count(database: Database, model: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def answered(house: House) -> None:
    house.edit(house.token(), ANSWER, seen=1)
    house.run_all()
    house.mark_sent(house.hand_off().approval_token)
    house.run_all()


class TestTicket:
    def test_ten_lines_are_one_ticket_with_one_draft(self, house: House) -> None:
        house.customer_writes(*(f"سؤال رقم {number}" for number in range(10)))
        house.run_all()
        assert [count(house.database, model) for model in (Contact, Conversation, Ticket, Draft)] == [1] * 4
        assert count(house.database, Message) == 10
        assert 1 <= count(house.database, DraftVersion) <= 10
        assert [line.text for line in house.card().lines] == [f"سؤال رقم {n}" for n in range(10)]
        assert len(house.slack.posted) == 1

    def test_two_senders_are_two_tickets(self, house: House) -> None:
        house.customer_writes(CALM)
        house.customer_writes(CALM, wa_id="966500000002")
        house.run_all()
        assert len({ticket.conversation_id for ticket in tickets(house.database)}) == 2

    def test_calm_line_after_a_grave_one_does_not_lower(self, house: House) -> None:
        house.customer_writes(LEAK, "شكراً لكم", CALM)
        house.run_all()
        assert [ticket.priority for ticket in tickets(house.database)] == ["P0"]
        assert house.card().reasons

    def test_grave_line_after_a_calm_one_raises_and_tightens_the_clock(self, house: House) -> None:
        house.customer_writes(CALM)
        house.run_all()
        calm = house.card().clocks[Metric.FIRST_RESPONSE]
        house.clock.move(minutes=5)
        house.customer_writes(LEAK)
        house.run_all()
        grave = house.card().clocks[Metric.FIRST_RESPONSE]
        assert [ticket.priority for ticket in tickets(house.database)] == ["P0"]
        assert grave.started_at == calm.started_at
        assert grave.due_at == calm.started_at + timedelta(minutes=30)
        with house.database.reading() as session:
            assert "ticket.raised" in [entry.event for entry in ledger.entries(session)]

    def test_every_line_of_the_block_is_judged_together(self, house: House) -> None:
        house.customer_writes(LEAK)
        house.customer_writes(CALM)
        house.run_all()
        with house.database.reading() as session:
            verdicts = session.scalars(select(TriageVerdict.priority).order_by(TriageVerdict.id)).all()
        assert list(verdicts) == ["P0", "P0"]

    def test_rise_after_an_answer_opens_a_linked_ticket_with_its_own_clock(self, house: House) -> None:
        house.customer_writes(CALM)
        house.run_all()
        answered(house)
        house.clock.move(hours=3)
        house.customer_writes(LEAK)
        house.run_all()
        old, new = tickets(house.database)
        assert (old.priority != "P0", new.priority, new.linked_ticket_id) == (True, "P0", old.id)
        due = house.card(new.id).clocks[Metric.FIRST_RESPONSE]
        written_at = house.clock().replace(microsecond=0)  # WhatsApp tells whole seconds
        assert (due.started_at, due.met_at) == (written_at, None)
        draft = house.card(new.id).draft
        assert draft is not None
        assert draft.kind == "first_response"

    def test_rise_after_a_mere_approval_opens_a_linked_ticket_too(self, house: House) -> None:
        house.customer_writes(CALM)
        house.run_all()
        house.edit(house.token(), ANSWER, seen=1)
        house.customer_writes(LEAK)
        house.run_all()
        assert [ticket.linked_ticket_id for ticket in tickets(house.database)] == [None, 1]

    def test_calm_line_after_an_answer_stays_in_its_ticket(self, house: House) -> None:
        house.customer_writes(LEAK)
        house.run_all()
        answered(house)
        house.customer_writes(CALM)
        house.run_all()
        (ticket,) = tickets(house.database)
        assert ticket.priority == "P0"
        draft = house.card().draft
        assert draft is not None
        assert draft.kind == "answer"

    def test_next_line_of_the_linked_matter_goes_to_the_linked_ticket(self, house: House) -> None:
        house.customer_writes(CALM)
        house.run_all()
        answered(house)
        house.customer_writes(LEAK, "وينكم؟")
        house.run_all()
        assert len(tickets(house.database)) == 2
        with house.database.reading() as session:
            of = session.scalars(select(Message.ticket_id).order_by(Message.inbound_id)).all()
        assert list(of) == [1, 2, 2]


class TestClockStart:
    @pytest.mark.parametrize(
        ("wrote", "starts"),
        [
            (timedelta(0), timedelta(0)),
            (timedelta(minutes=-7), timedelta(minutes=-7)),
            (timedelta(hours=-24), timedelta(hours=-24)),
            (timedelta(days=-5), timedelta(hours=-24)),
            (timedelta(days=-20000), timedelta(hours=-24)),
            (timedelta(minutes=3), timedelta(0)),
            (timedelta(days=900), timedelta(0)),
        ],
    )
    def test_starts_at_the_customers_time_within_bounds(
        self, house: House, wrote: timedelta, starts: timedelta
    ) -> None:
        now = house.clock()
        house.receive(deliveries.text(CALM, at=now + wrote), received_at=now)
        house.clock.move(minutes=9)  # the worker comes later, which is nobody's fault but ours
        house.run_all()
        due = house.card().clocks[Metric.FIRST_RESPONSE]
        assert due.started_at == now + starts
        assert due.due_at == now + starts + due.target


class TestNeedsListen:
    def voice(self, house: House) -> None:
        message = deliveries.one({"type": "audio", "audio": {"id": "1", "voice": True}}, at=house.clock())
        house.receive(deliveries.delivery([message]))
        house.run_all()

    def test_voice_note_is_answered_as_fast_as_a_p1(self, house: House) -> None:
        self.voice(house)
        card = house.card()
        assert card.needs_listen
        assert card.priority not in (Priority.P0, Priority.P1)
        assert card.clocks[Metric.FIRST_RESPONSE].target == timedelta(hours=2)
        assert card.clocks[Metric.RESOLUTION].target > timedelta(hours=24)

    def test_voice_note_does_not_loosen_a_p0(self, house: House) -> None:
        house.customer_writes(LEAK)
        self.voice(house)
        assert house.card().clocks[Metric.FIRST_RESPONSE].target == timedelta(minutes=30)

    def test_text_after_a_voice_note_still_needs_listening(self, house: House) -> None:
        self.voice(house)
        house.customer_writes(CALM)
        house.run_all()
        card = house.card()
        assert card.needs_listen
        assert card.clocks[Metric.FIRST_RESPONSE].target == timedelta(hours=2)


class TestOneTransaction:
    def test_line_that_breaks_processing_leaves_nothing_half_done(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from dealix_ops.tickets import service as ticket_service

        def broken(*_args: object, **_kwargs: object) -> None:
            raise ValueError(CALM)

        with monkeypatch.context() as patch:
            patch.setattr(ticket_service, "show", broken)
            house.customer_writes(CALM)
            house.run_all()
        made = [count(house.database, model) for model in (Contact, Ticket, Message, Draft)]
        assert made == [0] * 4
        with house.database.reading() as session:
            kinds = session.scalars(select(OutboxRow.kind)).all()
        assert EffectKind.TICKET_CARD.value not in kinds


class TestSettledLongAgo:
    def answered(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.run_all()

    def test_question_days_after_the_answer_is_a_matter_of_its_own(self, house: House) -> None:
        self.answered(house)
        house.clock.move(days=6)
        house.customer_writes("كم سعر باقة Growth؟")
        house.run_all()
        card = house.card(2)
        assert (card.priority, card.linked_ticket_id) == (Priority.P3, None)
        assert card.draft is not None
        assert card.draft.kind == "first_response"

    def test_question_soon_after_the_answer_belongs_to_it_and_explains_itself(self, house: House) -> None:
        self.answered(house)
        before = house.card().reasons
        house.clock.move(days=2)
        house.customer_writes("كم سعر باقة Growth؟")
        house.run_all()
        card = house.card()
        assert card.priority is Priority.P0
        assert card.reasons != before
        assert card.draft is not None
        assert card.draft.kind == "answer"
