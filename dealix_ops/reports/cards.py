"""What a card shows, read in one snapshot; how it looks is the business of `bot/blocks`."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.drafts import service as drafts
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import Judged, judged
from dealix_ops.promises import service as promises
from dealix_ops.reports import draft_views, people, shared, waiting, watching
from dealix_ops.reports.draft_views import DraftView
from dealix_ops.reports.incident_line import IncidentLine, incident_line
from dealix_ops.reports.known import NOTHING_KNOWN, Known, known
from dealix_ops.reports.people import Line, Who
from dealix_ops.reports.shared import Reporter
from dealix_ops.reports.watching import UNWATCHED, Watch
from dealix_ops.sending.models import OutsideAnswer
from dealix_ops.sla import awaited
from dealix_ops.sla import service as sla
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.rules import Calendar, Metric, Time
from dealix_ops.sla.service import Due
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.service import Closing, TicketStatus
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import P0Sound, Priority, Risk, Topic


@dataclass(frozen=True)
class OutsideView:
    """A call or an answer by other means, as somebody told it."""

    means: str
    by: str
    at: datetime


@dataclass(frozen=True)
class TicketCardView:
    """`through_inbound_id` is the newest line that whoever looks at the card has seen.

    `next_reply` runs while a line has no answer, `promise` until the next text is sent; `closing_line` reads
    like the customer's yes to closing.
    `others` reported the same: priority and clocks are then the gravest and the earliest of all, and `graded`
    names the ticket, with its newest line, that the priority is of. `joined_to` has the card of this one.
    `working` is the calendar of the clocks that do not count every minute, None where all do.
    """

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
    status: TicketStatus = TicketStatus.OPEN
    known: Known = NOTHING_KNOWN
    next_reply: Due | None = None
    promise: Due | None = None
    window_until: datetime | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    outside: OutsideView | None = None
    closed_as: Closing | None = None
    closed_why: str | None = None
    closed_at: datetime | None = None
    closing_asked_at: datetime | None = None
    closing_line: str | None = None
    merged_into: int | None = None
    joined_to: int | None = None
    others: tuple[Reporter, ...] = ()
    graded: tuple[int, int] | None = None
    working: Time | None = None
    watch: Watch = UNWATCHED
    incident: IncidentLine | None = None


def ticket_card(session: Session, ticket_id: int) -> TicketCardView:
    ticket = session.get_one(Ticket, ticket_id)
    conversation = session.get_one(Conversation, ticket.conversation_id)
    matter, calendars = _matter(session, ticket), Calendars(session)
    reading = verdicts.reading(session, ticket, after=conversation.answered_through_inbound_id) or matter
    draft = drafts.latest(session, ticket_id)
    hand_off = draft_views.hand_off_of(session, draft)
    view = TicketCardView(
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
        draft=draft_views.latest(draft, session, conversation, hand_off) if draft else None,
        sent_by=hand_off.sent_by if hand_off else None,
        sent_at=hand_off.sent_at if hand_off else None,
        through_inbound_id=verdicts.newest_line(session, ticket),
        judged=judged(session, ticket),
        status=TicketStatus(ticket.status),
        known=known(session, ticket, conversation),
        next_reply=awaited.next_reply(session, ticket, conversation),
        promise=promises.of_ticket(session, ticket_id),
        window_until=waiting.window_until(session, conversation),
        claimed_by=ticket.claimed_by,
        claimed_at=ticket.claimed_at,
        outside=_outside(session, ticket),
        closed_as=Closing(ticket.closed_as) if ticket.closed_as else None,
        closed_why=ticket.closed_why,
        closed_at=ticket.resolved_at,
        closing_asked_at=ticket.closing_asked_at,
        closing_line=_closing_line(session, ticket),
        merged_into=ticket.merged_into_id,
        working=calendars.time(Calendar.WORKING) if calendars.any_working else None,
        watch=watching.of_ticket(session, ticket),
        incident=incident_line(session, ticket.id),
    )
    return _with_others(session, ticket, view)


def _with_others(session: Session, ticket: Ticket, view: TicketCardView) -> TicketCardView:
    lead = shared.lead_of(session, ticket)
    if lead is None or ticket.matter_id is None:
        return view
    if lead != ticket.id:
        return replace(view, joined_to=lead)
    all_ = shared.reporters(session, ticket.matter_id)
    others = tuple(one for one in all_ if one.ticket_id != ticket.id)
    gravest = min((one for one in all_ if one.live), key=lambda one: one.priority.rank, default=None)
    if gravest is None:
        return replace(view, others=others)
    return replace(
        view,
        others=others,
        priority=gravest.priority,
        p0_sound=gravest.p0_sound,
        graded=(gravest.ticket_id, gravest.seen),
        clocks=shared.earliest(view.clocks, others),
    )


def _matter(session: Session, ticket: Ticket) -> TriageVerdict:
    """The newest reading that gave the ticket its priority: later small talk does not rename a P0."""
    query = select(TriageVerdict).where(TriageVerdict.ticket_id == ticket.id)
    own = query.where(TriageVerdict.priority == ticket.priority)
    return session.scalars(own.order_by(TriageVerdict.id.desc()).limit(1)).one()


def _outside(session: Session, ticket: Ticket) -> OutsideView | None:
    """The last one."""
    query = select(OutsideAnswer).where(OutsideAnswer.ticket_id == ticket.id)
    told = session.scalars(query.order_by(OutsideAnswer.id.desc()).limit(1)).first()
    return OutsideView(told.means, told.actor, told.answered_at) if told else None


def _closing_line(session: Session, ticket: Ticket) -> str | None:
    if ticket.closing_inbound_id is None:
        return None
    query = select(Message.text).where(Message.inbound_id == ticket.closing_inbound_id)
    return session.scalar(query)
