"""What a hand-off shows, in Slack and on its page, read in one snapshot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.delegation import service as delegation
from dealix_ops.delegation.service import StandIn
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.inbox import NewLine
from dealix_ops.promises import rules as promise_rules
from dealix_ops.reports import people
from dealix_ops.reports.people import Who
from dealix_ops.sending import initiating
from dealix_ops.sending.hand_offs import newest_opening
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sending.nudging import rings_at
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Metric
from dealix_ops.sla.service import Due
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Means, Priority
from dealix_ops.working_time import service as working_time

LAPSED = DraftStatus.EXPIRED.value
"""Nobody said that it left; what was stopped waits for a decision again, or is over."""


@dataclass(frozen=True)
class HandOffView:
    """`number` is the customer's, digits only, where the way is WhatsApp; `email` where it is mail.

    `subject` is that of the mail that is answered, without «Re:». `newer` are lines that came after the
    approval, `seen` the newest line this view shows; `rings_at`: where nobody marks it as sent, counted from
    `rings_since`, which is the morning where it was approved at night; `instead`:
    withdrawn because somebody answered outside; `initiated`: it answers nobody; `stopped`: and may not leave
    any more, so that we took it back.
    """

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
    rings_at: datetime
    rings_since: datetime
    subject: str | None = None
    newer: tuple[NewLine, ...] = ()
    seen: int = 0
    promised_by: datetime | None = None
    nudged_at: datetime | None = None
    asked_again_at: datetime | None = None
    opened_at: datetime | None = None
    not_sent_by: str | None = None
    not_sent_at: datetime | None = None
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None
    instead: bool = False
    initiated: bool = False
    stopped: bool = False
    approved_under: StandIn | None = None


def hand_off(session: Session, approval_id: int) -> HandOffView:
    approval = session.get_one(Approval, approval_id)
    state = session.get_one(HandOff, approval_id)
    draft = session.get_one(Draft, approval.draft_id)
    ticket = session.get_one(Ticket, draft.ticket_id)
    conversation = session.get_one(Conversation, ticket.conversation_id)
    contact = session.get_one(Contact, approval.recipient_id)
    newer = _lines_after(session, conversation, approval.last_inbound_id)
    initiated = initiating.of_ticket(session, ticket.id) is not None
    since = state.not_sent_at or state.handed_off_at or state.shown_at or approval.approved_at
    return HandOffView(
        approval_token=approval.token,
        version=state.card_version,
        ticket_id=ticket.id,
        priority=Priority(ticket.priority),
        who=people.who(session, ticket, conversation),
        number=contacts.number_of(contact) if approval.channel == Means.WHATSAPP.value else None,
        email=contact.email if approval.channel == Means.MAIL.value else None,
        text=approval.text,
        approved_by=approval.actor,
        approved_at=approval.approved_at,
        edited=approval.edited,
        first_response=sla.clocks(session, ticket.id).get(Metric.FIRST_RESPONSE),
        sent_by=state.sent_by,
        sent_at=state.sent_at,
        rings_at=rings_at(Priority(ticket.priority), since=since, fasting=working_time.fasting(session)),
        rings_since=since,
        subject=_subject(session, ticket, through=approval.last_inbound_id),
        newer=newer,
        seen=newer[-1].inbound_id if newer else approval.last_inbound_id,
        promised_by=_promised(session, approval, state),
        nudged_at=state.nudged_at,
        asked_again_at=state.asked_again_at,
        opened_at=newest_opening(session, approval_id),
        not_sent_by=state.not_sent_by,
        not_sent_at=state.not_sent_at,
        withdrawn_by=approval.withdrawn_by,
        withdrawn_at=approval.withdrawn_at,
        instead=draft.status == DraftStatus.ANSWERED_OUTSIDE.value,
        initiated=initiated,
        stopped=initiated and approval.withdrawn_by == ledger.SYSTEM and draft.status != LAPSED,
        approved_under=delegation.decided_under(
            session, ticket_id=ticket.id, by=approval.actor, at=approval.approved_at
        ),
    )


def _promised(session: Session, approval: Approval, state: HandOff) -> datetime | None:
    version = drafts.version_of(session, approval.draft_id, approval.version)
    return promise_rules.due(approval.text, version.promised_by, state.sent_at)


def _lines_after(session: Session, conversation: Conversation, inbound_id: int) -> tuple[NewLine, ...]:
    """Whatever this person wrote since: a part that was split off is answered without it otherwise."""
    query = (
        select(Message)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(contacts.written_into(contacts.root_of(conversation)), Message.inbound_id > inbound_id)
    )
    lines = session.scalars(query.order_by(Message.inbound_id))
    return tuple(NewLine(line.inbound_id, line.text, line.kind) for line in lines)


def _subject(session: Session, ticket: Ticket, *, through: int) -> str | None:
    """Of the mails that were answered: one that came since has a subject of its own."""
    told = people.details(session, ticket, through=through)
    return next((one.subject for one in told if one.subject), None)
