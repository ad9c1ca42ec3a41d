"""People press, and take back, in every order of a few presses: the rows never contradict each other.

The walk goes down inside one transaction and comes back by savepoints, so that every order costs one press.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.endings.case import Pressed
from dealix_ops.errors import OpsError
from dealix_ops.intake import storing, whatsapp
from dealix_ops.intake.models import Inbound
from dealix_ops.judging import verdicts
from dealix_ops.sending.hand_offs import Sent
from dealix_ops.sending.models import Approval, HandOff, OutsideAnswer
from dealix_ops.sending.outside import OutsideMeans, OutsideReport
from dealix_ops.sla.models import AppliedSla
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE, Move
from tests.dealix_ops.endings.hands import ANSWER, CALM, endings, questions
from tests.support import deliveries
from tests.support.house import FOUNDER, House
from tests.support.only import ON_SQLITE

UNDER_WAY = ("approved", "edited", "handed_off")
DEPTH = 3


class Walk:
    """Presses on the newest ticket and its newest approval, a minute apart; `taken`: the orders it walked."""

    def __init__(self, house: House, session: Session) -> None:
        self.house = house
        self.session = session
        self.taken: list[tuple[str, ...]] = []
        self.acts: dict[str, Callable[[], None]] = {
            "approve": self.approve,
            "sent": self.sent,
            "not_sent": self.not_sent,
            "undo": self.undo,
            "called": self.called,
            "asked": self.asked,
            "close": self.close,
            "no_reply": self.no_reply,
            "prospect": self.prospect,
            "reopen": self.reopen,
        }

    def down(self, path: tuple[str, ...], depth: int) -> None:
        """What is refused changes nothing, so nothing new lies behind it."""
        for name, act in self.acts.items():
            point, session = self.session.begin_nested(), self.session
            self.house.clock.move(seconds=60)
            try:
                act()
            except OpsError:
                point.rollback()
            else:
                order = (*path, name)
                session.flush()
                session.expire_all()
                try:
                    rows_agree(session)
                except AssertionError as error:
                    raise AssertionError(f"{order}: {error}") from error
                self.taken.append(order)
                if depth > 1:
                    self.down(order, depth - 1)
                point.rollback()
            self.house.clock.now -= timedelta(seconds=60)

    def ticket(self) -> Ticket:
        return self.session.scalars(select(Ticket).order_by(Ticket.id.desc())).first() or Ticket()

    def pressed(self) -> Pressed:
        ticket = self.ticket()
        return Pressed(ticket.id, verdicts.newest_line(self.session, ticket))

    def by(self) -> dict[str, Any]:
        return {"actor": FOUNDER, "now": self.house.clock()}

    def approval(self) -> str:
        query = select(Approval.token).order_by(Approval.id.desc())
        return self.session.scalars(query).first() or ""

    def approve(self) -> None:
        query = select(DraftVersion.token).order_by(DraftVersion.id.desc())
        token, seen = self.session.scalars(query).first() or "", self.pressed().seen
        given: dict[str, Any] = {"text": ANSWER, "seen_inbound_id": seen}
        self.house.decisions.edit(self.session, token, **given, **self.by())

    def sent(self) -> None:
        at = Sent(self.house.clock())
        self.house.decisions.hand_offs.mark_sent(self.session, self.approval(), at, **self.by())

    def not_sent(self) -> None:
        self.house.decisions.hand_offs.not_sent(self.session, self.approval(), **self.by())

    def undo(self) -> None:
        self.house.decisions.hand_offs.undo(self.session, self.approval(), **self.by())

    def called(self) -> None:
        on, at = self.pressed(), self.house.clock()
        told = OutsideReport(on.ticket_id, on.seen, OutsideMeans.CALL, at, "شرحنا له الموعد")
        self.house.decisions.outside.record(self.session, told, **self.by())

    def asked(self) -> None:
        questions(self.house).ask(self.session, self.pressed(), **self.by())

    def close(self) -> None:
        endings(self.house).close_otherwise(self.session, self.pressed(), why="اتفقنا معه", **self.by())

    def no_reply(self) -> None:
        endings(self.house).no_reply(self.session, self.pressed(), why=None, **self.by())

    def prospect(self) -> None:
        endings(self.house).not_customer(self.session, self.pressed(), Move.PROSPECT, **self.by())

    def reopen(self) -> None:
        endings(self.house).reopen(self.session, self.ticket().id, **self.by())

    def writes(self, text: str) -> None:
        at = self.house.clock()
        items = whatsapp.items(deliveries.text(text, at=at), received_at=at)
        given: dict[str, Any] = {"source": whatsapp.SOURCE, "raw": text.encode(), "received_at": at}
        storing.store(self.session, items, **given)
        self.house.processing.process(self.session, max(self.session.scalars(select(Inbound.id))))


@pytest.fixture
def walk(house: House) -> Iterator[Walk]:
    house.customer_writes(CALM)
    house.run_all()
    with house.database.transaction() as session:
        yield Walk(house, session)
        session.rollback()


def rows_agree(session: Session) -> None:
    approvals = {one.id: one for one in session.scalars(select(Approval))}
    hand_offs = list(session.scalars(select(HandOff)))
    drafts = {one.id: one for one in session.scalars(select(Draft))}
    _texts(approvals, hand_offs, drafts)
    for ticket in session.scalars(select(Ticket)):
        _ticket(session, ticket, [one for one in drafts.values() if one.ticket_id == ticket.id])
    for conversation in session.scalars(select(Conversation)):
        _answered(session, conversation)


def _texts(approvals: dict[int, Approval], hand_offs: list[HandOff], drafts: dict[int, Draft]) -> None:
    """An approval is bound to its very text; a draft is «sent» by a claim that stands, by nothing else."""
    standing: dict[int, list[HandOff]] = {one: [] for one in drafts}
    for hand_off in hand_offs:
        approval = approvals[hand_off.approval_id]
        assert approval.text_hash == hashlib.sha256(approval.text.encode()).hexdigest()
        assert not (approval.withdrawn_at and hand_off.sent_at), "sent and taken back"
        assert not (hand_off.sent_at is None and hand_off.met_first_response)
        if approval.withdrawn_at is None:
            standing[approval.draft_id].append(hand_off)
    for draft in drafts.values():
        sent = [one.sent_at is not None for one in standing[draft.id]]
        assert (draft.status == "sent") == (sent == [True]), draft.status
        assert (draft.status in UNDER_WAY) == (sent == [False]), draft.status


def _ticket(session: Session, ticket: Ticket, drafts: list[Draft]) -> None:
    assert (ticket.status == "resolved") == (ticket.closed_as is not None) == (ticket.resolved_at is not None)
    assert ticket.status != "waiting" or ticket.closing_asked_at is not None
    if ticket.closing_inbound_id is not None:
        query = select(Message.ticket_id).where(Message.inbound_id == ticket.closing_inbound_id)
        assert session.scalar(query) == ticket.id
    assert sum(draft.status == "proposed" for draft in drafts) <= 1
    first = session.scalars(
        select(AppliedSla).where(AppliedSla.ticket_id == ticket.id, AppliedSla.metric == "first_response")
    ).one()
    assert not (first.met_at and first.void_as in ("no_reply_needed", "closed")), "met, and asked for nothing"
    if first.met_at is not None:
        assert first.met_at in _answers(session, ticket), "a first response that nobody gave"


def _answers(session: Session, ticket: Ticket) -> set[Any]:
    sent = (
        select(HandOff.sent_at)
        .join(Approval, Approval.id == HandOff.approval_id)
        .join(Draft, Draft.id == Approval.draft_id)
        .where(Draft.ticket_id == ticket.id, HandOff.sent_at.is_not(None))
    )
    outside = select(OutsideAnswer.answered_at).where(OutsideAnswer.ticket_id == ticket.id)
    return {*session.scalars(sent), *session.scalars(outside)}


def _answered(session: Session, conversation: Conversation) -> None:
    """As far as a claim, a call or an end reaches, and neither further nor less far."""
    mine = Ticket.conversation_id == conversation.id
    sent = (
        select(Approval.last_inbound_id)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(mine, HandOff.sent_at.is_not(None))
    )
    outside = (
        select(OutsideAnswer.through_inbound_id)
        .join(Ticket, Ticket.id == OutsideAnswer.ticket_id)
        .where(mine)
    )
    ended = (
        select(Message.inbound_id)
        .join(Ticket, Ticket.id == Message.ticket_id)
        .where(mine, Ticket.status.not_in(LIVE), Ticket.closed_as != "prospect")
    )
    reached = [0, *session.scalars(sent), *session.scalars(outside), *session.scalars(ended)]
    assert conversation.answered_through_inbound_id == max(reached)


@ON_SQLITE
@pytest.mark.parametrize(
    "begun",
    [(), ("approve", "sent"), ("approve", "sent", "close")],
    ids=lambda acts: "-".join(acts) or "new",
)
def test_rows_agree_after_every_order_of_presses(walk: Walk, begun: tuple[str, ...]) -> None:
    for name in begun:
        walk.house.clock.move(seconds=60)
        walk.acts[name]()
    walk.down(begun, DEPTH)
    # A walk whose every press is refused would prove nothing.
    assert len(walk.taken) > 20
    assert max(map(len, walk.taken)) == len(begun) + DEPTH


@ON_SQLITE
@pytest.mark.parametrize("line", ["تمام شكراً", "لا باقي ما وصلنا شيء"])
def test_rows_agree_whatever_the_customer_says_meanwhile(walk: Walk, line: str) -> None:
    for name in ("approve", "sent"):
        walk.acts[name]()
    walk.writes(line)
    walk.down(("approve", "sent", line), 2)
    assert len(walk.taken) > 10
