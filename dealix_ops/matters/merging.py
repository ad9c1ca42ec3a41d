"""«ادمج»: two tickets of one person become one, two of one customer share a card. Never two customers'."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import customers
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.drafts import reading
from dealix_ops.endings.service import drop_draft
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import Matter, matter_of
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.matters import case, rules
from dealix_ops.matters.case import Hand
from dealix_ops.matters.errors import AlreadyTogether, NothingInCommon, OtherCustomer
from dealix_ops.matters.joining import Joining
from dealix_ops.promises import service as promises
from dealix_ops.sending.errors import ButtonUnknown
from dealix_ops.sla import pausing
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Void
from dealix_ops.tickets import closing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.showing import live_of
from dealix_ops.tickets.states import LIVE, Move
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Priority, Risk, Source, Topic


@dataclass(frozen=True)
class Choice:
    """One ticket that this one can be merged with; `as_one`: their lines become one ticket's."""

    ticket_id: int
    name: str | None
    priority: Priority
    topic: Topic
    as_one: bool


def choices(session: Session, ticket: Ticket, hand: Hand) -> list[Choice]:
    """Live tickets of the same person's conversation or the same linked customer, newest first.

    Raises MayNotArrange, ButtonUnknown, TicketClosed.
    """
    case.may_arrange(hand.actor)
    own = session.get_one(Conversation, ticket.conversation_id)
    case.refuse_alert(own)
    closing.refuse(session, ticket, Move.MERGE)
    root = contacts.root_of(own)
    near = [contacts.written_into(root)]
    if ticket.customer_id is not None:
        near.append(Ticket.customer_id == ticket.customer_id)
    query = (
        select(Ticket, Conversation, Contact.profile_name)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Ticket.id != ticket.id, Ticket.status.in_(LIVE), or_(*near))
        .where(Conversation.source != Source.SENTRY.value)
        .order_by(Ticket.id.desc())
    )
    found = [
        _choice(session, one, conversation, name, root=root)
        for one, conversation, name in session.execute(query)
        if not _clash(one, ticket) and not _share_card(one, ticket)
    ]
    return [one for one in found if one is not None]


def merge(session: Session, ticket_id: int, other_id: int, hand: Hand) -> Ticket:
    """The ticket that goes on, or for two persons of one customer the first of the two, unchanged.

    Raises:
        MayNotArrange, ButtonUnknown, TicketEnded, TicketClosed, OtherCustomer, NothingInCommon,
        AlreadyTogether, NeedsListening, AnswerOnItsWay, TextOfPerson.
    """
    case.may_arrange(hand.actor)
    one, other = _both(session, ticket_id, other_id)
    for matter, move in ((one, Move.MERGE), (other, Move.MERGE)):
        case.refuse_alert(matter.conversation)
        closing.refuse(session, matter.ticket, move)
    if _clash(one.ticket, other.ticket):
        raise OtherCustomer(f"tickets {ticket_id} and {other_id} are of two customers")
    if contacts.root_of(one.conversation) == contacts.root_of(other.conversation):
        return _as_one(session, *_stays_and_goes(one, other), hand)
    customer_id = one.ticket.customer_id
    if customer_id is None or other.ticket.customer_id != customer_id:
        raise NothingInCommon(f"tickets {ticket_id} and {other_id}")
    if _share_card(one.ticket, other.ticket):
        raise AlreadyTogether(f"tickets {ticket_id} and {other_id} share a card")
    for matter in (one, other):
        case.refuse_unheard(matter.ticket)
    customers.locked(session, customer_id)
    _leave(session, one, other, hand)
    joining = Joining(outbox=hand.outbox, channel=hand.channel)
    joining.together(session, one.ticket, other.ticket, actor=hand.actor.user_id, now=hand.now)
    tickets.show(session, one.ticket, channel=hand.channel, outbox=hand.outbox, now=hand.now)
    return one.ticket


def _both(session: Session, ticket_id: int, other_id: int) -> tuple[Matter, Matter]:
    """Both locked, in one order for everybody."""
    ids = [ticket_id, other_id]
    found = session.scalars(select(Ticket).where(Ticket.id.in_(ids)).order_by(Ticket.conversation_id)).all()
    if len(found) != len(set(ids)) or ticket_id == other_id:
        raise ButtonUnknown("no two tickets")
    locked = {ticket.id: matter_of(session, ticket.id) for ticket in found}
    return locked[ticket_id], locked[other_id]


def _stays_and_goes(one: Matter, other: Matter) -> tuple[Matter, Matter]:
    """The ticket where the person has always written, else the older one, takes the lines over."""
    stays, goes = sorted((one, other), key=lambda it: (it.conversation.split_from_id or 0, it.ticket.id))
    return stays, goes


def _as_one(session: Session, stays: Matter, goes: Matter, hand: Hand) -> Ticket:
    for matter in (stays, goes):
        case.refuse_busy(session, matter.ticket)
        case.refuse_written(session, matter.ticket)
    ticket, gone, by, now = stays.ticket, goes.ticket, hand.actor.user_id, hand.now
    before = Priority(ticket.priority)
    priority = rules.graver(before, Priority(gone.priority))
    drop_draft(session, gone, by=by, now=now)
    lines, left_matter = verdicts.lines_since(session, gone, 0), gone.matter_id
    risks = reading.risks(session, gone)
    waited = _move_lines(session, stays, goes)
    _inherit(ticket, gone)
    tickets.raise_to(session, ticket, priority, now=now)
    if waited:
        closing.wrote_again(session, ticket, through=verdicts.newest_line(session, ticket), now=now)
        pausing.customer_wrote(session, ticket.conversation_id, at=now)
    sla.absorb(session, ticket.id, gone.id, priority=priority)
    sla.void(session, gone.id, why=Void.MERGED, actor=by, now=now)
    _read_together(session, stays, goes, hand, risks=risks)
    facts: dict[str, Any] = {"merged_into": ticket.id, "lines": [line.inbound_id for line in lines]}
    closing.close(session, gone, Move.MERGE, at=now, why=None, actor=by, now=now, facts=facts)
    gone.merged_into_id = ticket.id
    promises.moved(session, gone.id, onto=ticket.id)
    facts = {"merged": gone.id, "from": before.value, "to": ticket.priority}
    ledger.record(session, Event.TICKET_MERGED, at=now, actor=by, ticket_id=ticket.id, facts=facts)
    session.flush()
    if contacts.unanswered_block(session, stays.conversation):
        case.draft_anew(session, ticket, stays.conversation, hand)
    # Whoever stood on the card of the one that goes needs another.
    behind = live_of(session, left_matter)[:1] if left_matter not in (None, ticket.matter_id) else []
    for one in (gone, ticket, *behind):
        tickets.show(session, one, channel=hand.channel, outbox=hand.outbox, now=now)
    return ticket


def _move_lines(session: Session, stays: Matter, goes: Matter) -> bool:
    """Nothing that waits is counted as answered by it; True where any line that moved waits."""
    here, there = stays.conversation, goes.conversation
    moving = [line for line in contacts.unanswered_block(session, there) if line.ticket_id == goes.ticket.id]
    waiting = [*contacts.unanswered_block(session, here), *moving]
    for line in session.scalars(select(Message).where(Message.ticket_id == goes.ticket.id)):
        line.ticket_id, line.conversation_id = stays.ticket.id, here.id
    if here.id != there.id:
        newest = max(here.answered_through_inbound_id, there.answered_through_inbound_id)
        oldest = min((line.inbound_id for line in waiting), default=newest + 1)
        here.answered_through_inbound_id = min(newest, oldest - 1)
        judged = max(here.judged_through_inbound_id, there.judged_through_inbound_id)
        here.judged_through_inbound_id = judged
    session.flush()
    return bool(moving)


def _inherit(ticket: Ticket, gone: Ticket) -> None:
    ticket.opened_at = min(ticket.opened_at, gone.opened_at)
    ticket.p0_since = min(filter(None, (ticket.p0_since, gone.p0_since)), default=None)
    ticket.customer_id = ticket.customer_id or gone.customer_id
    # A breach that was told of either is not told again.
    ticket.late_told_for = max(filter(None, (ticket.late_told_for, gone.late_told_for)), default=None)
    if ticket.claimed_by is None:
        ticket.claimed_by, ticket.claimed_at = gone.claimed_by, gone.claimed_at
    if ticket.matter_id is None and gone.matter_id is not None:
        ticket.matter_id, ticket.joined_at, ticket.joined_by = gone.matter_id, gone.joined_at, gone.joined_by
    gone.matter_id = gone.joined_at = gone.joined_by = None


def _read_together(
    session: Session, stays: Matter, goes: Matter, hand: Hand, *, risks: Collection[Risk]
) -> None:
    """What triage says of all that waits, and what the other was about, with which the priority came."""
    ticket = stays.ticket
    through = verdicts.newest_line(session, ticket)
    verdict = case.read(case.unjudged(session, stays.conversation))
    if goes.reading is not None:
        verdicts.copy(session, goes.reading, ticket, through=through, risks=risks, now=hand.now)
    if verdict is None:
        return
    verdicts.keep(session, ticket, verdict, through=through, now=hand.now)
    if tickets.raise_to(session, ticket, verdict.priority, now=hand.now):
        sla.retarget(session, ticket.id, priority=verdict.priority, needs_listen=False, now=hand.now)


def _leave(session: Session, one: Matter, other: Matter, hand: Hand) -> None:
    """Of two matters the second goes on; the ticket that a person moves leaves its own."""
    if one.ticket.matter_id is not None and other.ticket.matter_id is not None:
        joining = Joining(outbox=hand.outbox, channel=hand.channel)
        joining.take_out(session, one.ticket, actor=hand.actor.user_id, now=hand.now)


def _clash(one: Ticket, other: Ticket) -> bool:
    known = {one.customer_id, other.customer_id} - {None}
    return len(known) == 2


def _share_card(one: Ticket, other: Ticket) -> bool:
    return one.matter_id is not None and one.matter_id == other.matter_id


def _choice(
    session: Session, ticket: Ticket, conversation: Conversation, name: str | None, *, root: int
) -> Choice | None:
    reading: TriageVerdict | None = verdicts.matter(session, ticket)
    if reading is None:
        return None
    as_one = contacts.root_of(conversation) == root
    return Choice(ticket.id, name, Priority(ticket.priority), Topic(reading.topic), as_one)
