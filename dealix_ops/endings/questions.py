"""«حُلّت» asks the customer whether it is settled; a line that says yes is proposed as the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.proposing import Voice, proposal
from dealix_ops.drafts.service import DraftKind, DraftStatus
from dealix_ops.endings import case
from dealix_ops.endings.confirmation import Yes, block_reads_as
from dealix_ops.endings.errors import AnswerOnItsWay, ClosingProposed, TextOfPerson
from dealix_ops.judging import verdicts
from dealix_ops.ports.inbox import Inbox
from dealix_ops.ports.work import Outbox
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.models import OutsideAnswer
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Closing, Move, TicketStatus
from dealix_ops.vocabulary import Priority

ANSWERS = (DraftKind.ANSWER.value, DraftKind.RESOLUTION.value)
"""What may be thanked for; thanks for a holding text only say that it was read."""
READABLE = ("text", "button", "interactive", "reaction")
LINGERS = timedelta(days=3)
"""How long thanks after the end still belong to what ended."""
ENDED = (Closing.CONFIRMED, Closing.SILENT, Closing.OTHER, Closing.NO_REPLY_NEEDED)


@dataclass(frozen=True)
class Line:
    """One line as it came; `said_by_others`: it was forwarded."""

    kind: str
    text: str
    said_by_others: bool = False


@dataclass(frozen=True)
class Questions:
    inbox: Inbox
    outbox: Outbox
    channel: str
    voice: Voice

    def ask(self, session: Session, pressed: case.Pressed, *, actor: Actor, now: datetime) -> None:
        """«حُلّت»: the question is proposed as any text is; the ticket waits once it was sent.

        Raises what `case.begin` does, AnswerOnItsWay and ClosingProposed.
        """
        matter = case.begin(session, self.inbox, pressed, Move.ASK_CLOSING, actor=actor, now=now)
        ticket = matter.ticket
        _refuse_waiting(session, ticket)
        made = proposal(
            session,
            ticket,
            matter.contact,
            about=matter.about,
            voice=self.voice,
            last_inbound_id=verdicts.newest_line(session, ticket),
            now=now,
            kind=DraftKind.RESOLUTION,
        )
        drafts.propose(session, ticket.id, made, now=now, contact_key=matter.contact.ledger_key)
        tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now)


def reads_as_yes(
    session: Session, ticket: Ticket, conversation: Conversation, new: Line, *, priority: Priority
) -> bool:
    """Whether this line, with all that waits beside it, may be proposed as the customer's yes to closing.

    `priority` is triage's of the whole block: what is graver than small talk is no yes. Without a question
    of ours «تمام» must follow an answer; «انحلت» says it by itself once we answered anything.
    """
    if priority is not Priority.P3:
        return False
    block = contacts.unanswered_block(session, conversation)
    waiting = [Line(message.kind, message.text) for message in block]
    said = _say([*waiting, new])
    if ticket.status == TicketStatus.WAITING.value:
        return said is not Yes.NONE
    if not _was_answered(session, ticket):
        return False
    return said is Yes.SETTLED or (said is Yes.THANKS and _was_answered_for_good(session, ticket))


def keep_yes(ticket: Ticket, inbound_id: int) -> bool:
    """The line is proposed as the confirmation; the first one stays the evidence. True for the first."""
    if ticket.closing_inbound_id is not None:
        return False
    ticket.closing_inbound_id = inbound_id
    return True


def thanked_after_the_end(
    session: Session, conversation: Conversation, new: Line, *, priority: Priority, now: datetime
) -> Ticket | None:
    """The ticket that just ended, where this line only thanks for it: thanks open no ticket of their own."""
    if priority is not Priority.P3 or _say([new]) is Yes.NONE:
        return None
    query = (
        select(Ticket).where(Ticket.conversation_id == conversation.id).order_by(Ticket.id.desc()).limit(1)
    )
    ticket = session.scalars(query).first()
    if ticket is None or ticket.closed_as not in ENDED or contacts.unanswered_block(session, conversation):
        return None
    recent = ticket.resolved_at is not None and now - ticket.resolved_at <= LINGERS
    return ticket if recent else None


def _say(lines: Sequence[Line]) -> Yes:
    if any(line.kind not in READABLE or line.said_by_others for line in lines):
        return Yes.NONE
    return block_reads_as(line.text for line in lines)


def _was_answered(session: Session, ticket: Ticket) -> bool:
    first = sla.clocks(session, ticket.id).get(Metric.FIRST_RESPONSE)
    return first is not None and first.met_at is not None


def _was_answered_for_good(session: Session, ticket: Ticket) -> bool:
    """A P3's first response is its answer; a call may have said everything."""
    outside = select(OutsideAnswer.id).where(OutsideAnswer.ticket_id == ticket.id).limit(1)
    if session.scalar(outside) is not None:
        return True
    sent = select(Draft).where(Draft.ticket_id == ticket.id, Draft.status == DraftStatus.SENT.value)
    last = session.scalars(sent.order_by(Draft.id.desc()).limit(1)).first()
    if last is None:
        return False
    answered = last.kind == DraftKind.FIRST_RESPONSE.value and ticket.priority == Priority.P3.value
    return answered or last.kind in ANSWERS


def _refuse_waiting(session: Session, ticket: Ticket) -> None:
    under_way, draft = drafts.under_way(session, ticket.id), drafts.latest(session, ticket.id)
    if under_way is not None:
        raise AnswerOnItsWay(f"draft {under_way} was approved")
    if draft is None:
        return
    if drafts.is_by_person(session, ticket.id):
        raise TextOfPerson(f"draft {draft.id} was written by one of us")
    if draft.status == DraftStatus.PROPOSED.value and draft.kind == DraftKind.RESOLUTION.value:
        raise ClosingProposed(f"draft {draft.id} asks already")
