"""Into which of a person's matters their next line comes, where lines of theirs were split off."""

from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.drafts.models import Draft
from dealix_ops.judging import verdicts
from dealix_ops.matters import rules
from dealix_ops.matters.rules import Standing
from dealix_ops.sending.models import Approval, HandOff, OutsideAnswer
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.triage.rules import classify
from dealix_ops.vocabulary import Topic


def place(session: Session, key: str, text: str, *, refers_to: int | None, now: datetime) -> str:
    """The key of the conversation in which the line stands, both locked: first where it was written.

    `refers_to` is the line that it quotes, changes or takes back.
    """
    root = contacts.locked_by_key(session, key)
    if root is None or not _has_parts(session, root):
        return key
    topic = classify([text]).topic if text else Topic.OTHER
    found = _where(session, root, refers_to) if refers_to is not None else None
    chosen = found or rules.spoken_of(_standing(session, root), topic, now=now)
    if chosen is None or chosen == root.id:
        return key
    part = contacts.locked(session, chosen)
    return part.key if tickets.open_of(session, part.id) is not None else key


def _has_parts(session: Session, root: Conversation) -> bool:
    parts = select(Conversation.id).where(Conversation.split_from_id == root.id, _split_off)
    return session.scalar(parts.where(_is_live).limit(1)) is not None


def _where(session: Session, root: Conversation, inbound_id: int) -> int | None:
    """None for what is no line of this person's."""
    place = select(Conversation.id).join(Message, Message.conversation_id == Conversation.id)
    return session.scalar(place.where(Message.inbound_id == inbound_id, contacts.written_into(root.id)))


def _standing(session: Session, root: Conversation) -> list[Standing]:
    parts = select(Conversation).where(contacts.written_into(root.id), _is_live)
    return [
        Standing(one.id, _topic(session, one.id), _said_at(session, one.id))
        for one in session.scalars(parts.where((Conversation.id == root.id) | _split_off))
    ]


def _topic(session: Session, conversation_id: int) -> Topic:
    ticket = tickets.open_of(session, conversation_id)
    reading = verdicts.matter(session, ticket) if ticket is not None else None
    return Topic(reading.topic) if reading is not None else Topic.OTHER


def _said_at(session: Session, conversation_id: int) -> datetime:
    """When somebody last said something in it: they, we by a text, or we by a call."""
    line = select(func.max(Message.occurred_at)).where(Message.conversation_id == conversation_id)
    of_it = select(Ticket.id).where(Ticket.conversation_id == conversation_id)
    sent = (
        select(func.max(HandOff.sent_at))
        .join(Approval, Approval.id == HandOff.approval_id)
        .join(Draft, Draft.id == Approval.draft_id)
        .where(Draft.ticket_id.in_(of_it))
    )
    called = select(func.max(OutsideAnswer.answered_at)).where(OutsideAnswer.ticket_id.in_(of_it))
    told = [at for one in (line, sent, called) if (at := session.scalar(one)) is not None]
    return max(told, default=session.get_one(Conversation, conversation_id).created_at)


_split_off = Conversation.split_through_inbound_id.is_not(None)
"""A text that nobody asked for stands beside a conversation too, but was not taken out of it."""
_is_live = exists().where(Ticket.conversation_id == Conversation.id, Ticket.status.in_(LIVE))
