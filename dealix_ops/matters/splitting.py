"""«افصل»: chosen lines become a ticket of their own, and both are read and drafted again.

The lines move to a conversation of their own: what is answered there answers nothing here. Of which of
them the customer speaks next is told in `spoken_of.py`; both drafts count as stale by it.
"""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.endings.service import drop_draft
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import Matter, given_by_person, matter_of
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.matters import case, rules
from dealix_ops.matters.case import Hand
from dealix_ops.matters.errors import LinesAnswered, NothingChosen, OneLineOnly
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets import closing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Priority


def offered(session: Session, ticket: Ticket, hand: Hand) -> list[Message]:
    """The lines of this ticket that may be taken out; looked at without a lock, the split asks again.

    Raises:
        MayNotArrange, ButtonUnknown, TicketClosed, NeedsListening, AnswerOnItsWay, LinesAnswered,
        OneLineOnly.
    """
    conversation = session.get_one(Conversation, ticket.conversation_id)
    return _takeable(session, ticket, conversation, hand)


def split(session: Session, ticket_id: int, inbound_ids: Collection[int], hand: Hand) -> int:
    """The new ticket's id. Its clocks run from its lines' own time.

    Raises what `offered` does, NothingChosen, and LinesAnswered for a line that was answered meanwhile.
    """
    matter = matter_of(session, ticket_id)
    ticket, conversation = matter.ticket, matter.conversation
    waiting = _takeable(session, ticket, conversation, hand)
    taken = [line for line in waiting if line.inbound_id in inbound_ids]
    if not taken:
        raise NothingChosen("no line was chosen")
    if len(taken) != len(set(inbound_ids)):
        raise LinesAnswered("a line that waited when it was shown waits no more")
    left = [line for line in waiting if line not in taken]
    if not left and not _has_older(session, ticket, waiting):
        raise OneLineOnly(f"ticket {ticket.id} would be empty")
    if not left:
        case.refuse_written(session, ticket)
    before = Priority(ticket.priority)
    new = _open(session, matter, taken, hand)
    _stay(session, matter, left, taken=Priority(new.priority), hand=hand)
    facts = {
        "new_ticket": new.id,
        "lines": [line.inbound_id for line in taken],
        "from": before.value,
        "to": ticket.priority,
    }
    by, now = hand.actor.user_id, hand.now
    ledger.record(session, Event.TICKET_SPLIT, at=now, actor=by, ticket_id=ticket.id, facts=facts)
    tickets.show(session, ticket, channel=hand.channel, outbox=hand.outbox, now=now)
    tickets.show(session, new, channel=hand.channel, outbox=hand.outbox, now=now, fresh=True)
    return new.id


def _takeable(session: Session, ticket: Ticket, conversation: Conversation, hand: Hand) -> list[Message]:
    case.may_arrange(hand.actor)
    case.refuse_alert(conversation)
    closing.refuse(session, ticket, Move.SPLIT)
    case.refuse_busy(session, ticket)
    block = contacts.unanswered_block(session, conversation)
    waiting = [line for line in block if line.ticket_id == ticket.id]
    if not waiting:
        raise LinesAnswered(f"ticket {ticket.id} has no line that waits")
    if len(waiting) == 1 and not _has_older(session, ticket, waiting):
        raise OneLineOnly(f"ticket {ticket.id} has one line")
    return waiting


def _has_older(session: Session, ticket: Ticket, waiting: Sequence[Message]) -> bool:
    """Answered lines, with which the ticket goes on whatever is taken out of it."""
    count = session.scalars(select(Message.id).where(Message.ticket_id == ticket.id)).all()
    return len(count) > len(waiting)


def _open(session: Session, matter: Matter, taken: Sequence[Message], hand: Hand) -> Ticket:
    old, conversation = matter.ticket, matter.conversation
    apart = _apart(session, matter, hand)
    new_lines = [line for line in taken if line.inbound_id > conversation.judged_through_inbound_id]
    verdict, whole = case.read(new_lines), case.read(list(taken))
    risks = whole.risks if whole else ()
    started_at = min(hand.now, max(old.opened_at, min(line.occurred_at for line in taken)))
    # Lines that a founder weighed keep the founder's word.
    priority = verdict.priority if verdict else Priority(old.priority)
    new = tickets.open_ticket(
        session,
        apart.id,
        priority=priority,
        needs_listen=False,
        opened_at=started_at,
        linked_to=None,
        customer_id=old.customer_id,
        now=hand.now,
    )
    for line in taken:
        line.ticket_id, line.conversation_id = new.id, apart.id
        if line.inbound_id == old.closing_inbound_id:
            old.closing_inbound_id = None
    session.flush()
    through = taken[-1].inbound_id
    if verdict is not None:
        said = replace(verdict, risks=risks)
        verdicts.keep(session, new, said, through=through, now=hand.now)
    elif matter.reading is not None:
        verdicts.copy(session, matter.reading, new, through=through, risks=risks, now=hand.now)
    sla.apply(session, new.id, priority=priority, needs_listen=False, started_at=started_at)
    case.draft_anew(session, new, apart, hand)
    return new


def _apart(session: Session, matter: Matter, hand: Hand) -> Conversation:
    """A conversation of the same person, beside the one into which they write."""
    old = matter.conversation
    made = Conversation(
        key=f"split:{contacts.root_of(old)}:{secrets.token_hex(8)}",
        source=old.source,
        contact_id=old.contact_id,
        our_address=old.our_address,
        answered_through_inbound_id=0,
        judged_through_inbound_id=old.judged_through_inbound_id,
        split_from_id=contacts.root_of(old),
        split_through_inbound_id=verdicts.newest_line(session, matter.ticket),
        created_at=hand.now,
    )
    session.add(made)
    session.flush()
    return made


def _stay(session: Session, matter: Matter, left: Sequence[Message], *, taken: Priority, hand: Hand) -> None:
    """What is left of the old ticket: softer only where the lines that went took the gravity along."""
    ticket, conversation = matter.ticket, matter.conversation
    verdict = case.read(case.unjudged(session, conversation))
    before = Priority(ticket.priority)
    read = rules.left_with(before, taken=taken, left=verdict.priority if verdict else None)
    after = rules.not_softer(read, than=_by_persons(session, ticket), before=before)
    ticket.priority = after.value
    ticket.p0_since = ticket.p0_since if after is Priority.P0 else None
    if verdict is not None:
        _read_again(session, matter, verdict, after, hand)
    first = sla.clocks(session, ticket.id)[Metric.FIRST_RESPONSE]
    if first.running and left:
        started_at = max(ticket.opened_at, left[0].occurred_at)
        sla.restart(session, ticket.id, priority=after, started_at=min(hand.now, started_at))
    elif after is before:
        sla.retarget(session, ticket.id, priority=after, needs_listen=False, now=hand.now)
    else:
        sla.as_if_always(session, ticket.id, priority=after, needs_listen=False)
    session.flush()
    if left:
        case.draft_anew(session, ticket, conversation, hand)
    else:
        drop_draft(session, ticket, by=hand.actor.user_id, now=hand.now)


def _by_persons(session: Session, ticket: Ticket) -> list[Priority]:
    """What somebody made of its priority, and of those that were merged into it."""
    merged = session.scalars(select(Ticket.id).where(Ticket.merged_into_id == ticket.id))
    said = [given_by_person(session, one) for one in (ticket.id, *merged)]
    return [priority for priority in said if priority is not None]


def _read_again(session: Session, matter: Matter, verdict: Verdict, after: Priority, hand: Hand) -> None:
    """As a person's word: the readings of the whole explain nothing any more."""
    ticket, through = matter.ticket, verdicts.newest_line(session, matter.ticket)
    verdicts.keep(session, ticket, verdict, through=through, now=hand.now, by=verdicts.PERSON)
    if after is not verdict.priority and matter.reading is not None:
        # The priority that it keeps was not triage's: whoever gave it also said what it is about.
        verdicts.copy(session, matter.reading, ticket, through=through, now=hand.now)
