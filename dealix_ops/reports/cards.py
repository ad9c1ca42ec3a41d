"""What a card shows, read in one snapshot; how it looks is the business of `bot/blocks`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import Judged, judged
from dealix_ops.reports import people
from dealix_ops.reports.people import Line, Who
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.sla.service import Due
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Means, P0Sound, Priority, Risk, Topic


@dataclass(frozen=True)
class DraftView:
    """`token` names this version on a button."""

    token: str
    kind: str
    status: str
    text: str
    edited: bool
    decided_by: str | None
    decided_at: datetime | None
    reject_reason: str | None
    reject_note: str | None
    last_inbound_id: int
    conversation_key: str


@dataclass(frozen=True)
class TicketCardView:
    """`through_inbound_id` is the newest line that whoever looks at the card has seen."""

    ticket_id: int
    version: int
    priority: Priority
    p0_sound: P0Sound | None
    topic: Topic
    needs_look: bool
    needs_listen: bool
    linked_ticket_id: int | None
    reasons: tuple[str, ...]
    who: Who
    lines: tuple[Line, ...]
    clocks: dict[Metric, Due]
    draft: DraftView | None
    sent_by: str | None
    sent_at: datetime | None
    through_inbound_id: int = 0
    judged: Judged | None = None
    risks: tuple[Risk, ...] = ()
    forwarded: bool = False


@dataclass(frozen=True)
class HandOffView:
    """`number` is the customer's, digits only, where the way is WhatsApp; `email` where it is mail."""

    approval_token: str
    version: int
    ticket_id: int
    priority: Priority
    who: Who
    number: str | None
    email: str | None
    text: str
    approved_by: str
    approved_at: datetime
    edited: bool
    first_response: Due | None
    sent_by: str | None
    sent_at: datetime | None
    subject: str | None = None
    """Of the mail that is answered, without «Re:»."""


def ticket_card(session: Session, ticket_id: int) -> TicketCardView:
    ticket = session.get_one(Ticket, ticket_id)
    conversation = session.get_one(Conversation, ticket.conversation_id)
    matter = _matter(session, ticket)
    reading = verdicts.reading(session, ticket, after=conversation.answered_through_inbound_id) or matter
    draft = drafts.latest(session, ticket_id)
    hand_off = _hand_off_of(session, draft)
    return TicketCardView(
        ticket_id=ticket.id,
        version=ticket.card_version,
        priority=Priority(ticket.priority),
        p0_sound=P0Sound(matter.p0_sound) if matter.p0_sound else None,
        topic=Topic(matter.topic),
        needs_look=reading.needs_look,
        needs_listen=ticket.needs_listen,
        linked_ticket_id=ticket.linked_ticket_id,
        reasons=tuple(reading.verdict["reasons"]),
        # A verdict of before the flags has none of them.
        risks=tuple(Risk(risk) for risk in reading.verdict.get("risks", ())),
        forwarded=bool(reading.verdict.get("forwarded")),
        who=people.who(session, ticket, conversation),
        lines=people.lines(session, ticket, conversation),
        clocks=sla.clocks(session, ticket_id),
        draft=_latest_version(draft, session, conversation) if draft else None,
        sent_by=hand_off.sent_by if hand_off else None,
        sent_at=hand_off.sent_at if hand_off else None,
        through_inbound_id=verdicts.newest_line(session, ticket),
        judged=judged(session, ticket),
    )


def hand_off(session: Session, approval_id: int) -> HandOffView:
    approval = session.get_one(Approval, approval_id)
    state = session.get_one(HandOff, approval_id)
    ticket = session.get_one(Ticket, session.get_one(Draft, approval.draft_id).ticket_id)
    conversation = session.get_one(Conversation, ticket.conversation_id)
    contact = session.get_one(Contact, approval.recipient_id)
    return HandOffView(
        approval_token=approval.token,
        version=state.card_version,
        ticket_id=ticket.id,
        priority=Priority(ticket.priority),
        who=people.who(session, ticket, conversation),
        number=contacts.number_of(contact) if approval.channel == Means.WHATSAPP.value else None,
        email=contact.email if approval.channel == Means.MAIL.value else None,
        subject=_subject(session, ticket, through=approval.last_inbound_id),
        text=approval.text,
        approved_by=approval.actor,
        approved_at=approval.approved_at,
        edited=approval.edited,
        first_response=sla.clocks(session, ticket.id).get(Metric.FIRST_RESPONSE),
        sent_by=state.sent_by,
        sent_at=state.sent_at,
    )


def _subject(session: Session, ticket: Ticket, *, through: int) -> str | None:
    """Of the mails that were answered: one that came since has a subject of its own."""
    told = people.details(session, ticket, through=through)
    return next((one.subject for one in told if one.subject), None)


def draft_in_modal(session: Session, token: str) -> DraftView | None:
    """The version that a button named, for the edit modal."""
    version = drafts.version_by_token(session, token)
    if version is None:
        return None
    draft = session.get_one(Draft, version.draft_id)
    ticket = session.get_one(Ticket, draft.ticket_id)
    return _draft_view(draft, version, session.get_one(Conversation, ticket.conversation_id))


def _matter(session: Session, ticket: Ticket) -> TriageVerdict:
    """The newest reading that gave the ticket its priority: later small talk does not rename a P0."""
    query = select(TriageVerdict).where(TriageVerdict.ticket_id == ticket.id)
    own = query.where(TriageVerdict.priority == ticket.priority)
    return session.scalars(own.order_by(TriageVerdict.id.desc()).limit(1)).one()


def _latest_version(draft: Draft, session: Session, conversation: Conversation) -> DraftView:
    return _draft_view(draft, drafts.version_of(session, draft.id, draft.version), conversation)


def _draft_view(draft: Draft, version: DraftVersion, conversation: Conversation) -> DraftView:
    return DraftView(
        token=version.token,
        kind=draft.kind,
        status=draft.status,
        text=version.text,
        edited=draft.status == drafts.DraftStatus.EDITED.value,
        decided_by=draft.decided_by,
        decided_at=draft.decided_at,
        reject_reason=draft.reject_reason,
        reject_note=draft.reject_note,
        last_inbound_id=version.last_inbound_id,
        conversation_key=conversation.key,
    )


def _hand_off_of(session: Session, draft: Draft | None) -> HandOff | None:
    if draft is None:
        return None
    query = select(HandOff).join(Approval, Approval.id == HandOff.approval_id)
    return session.scalars(query.where(Approval.draft_id == draft.id).limit(1)).first()
