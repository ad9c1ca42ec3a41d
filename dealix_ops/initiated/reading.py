"""From a customer's rows to the facts of a message that answers nobody."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import last_midnight, riyadh
from dealix_ops.contacts import persons
from dealix_ops.contacts.models import Contact, Conversation, Customer, Message
from dealix_ops.customer_success import service as success
from dealix_ops.customer_success.plans import PLANS
from dealix_ops.drafts.language import DraftLanguage, language_of
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.reading import Voice
from dealix_ops.initiated.facts import Facts, catalogue_price
from dealix_ops.initiated.rules import REVIEW_EVERY, Due
from dealix_ops.proof.models import ProofEvent, ProofPack
from dealix_ops.proof.rules import Kind
from dealix_ops.sending.models import Approval, HandOff, Initiated
from dealix_ops.sending.occasions import Occasion
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE

WEEK = timedelta(days=7)
SPAN = {Occasion.QBR: REVIEW_EVERY, Occasion.SUMMARY: 2 * WEEK}
"""What is spoken of; of everything else the week."""
FRESH_PACK = timedelta(days=31)
"""The month's; an older one is no proof of what was done lately."""
REMEMBERED = 20


def facts_of(
    session: Session, customer: Customer, contact: Contact, due: Due, *, voice: Voice, now: datetime
) -> Facts:
    since = last_midnight(now) - SPAN.get(due.occasion, WEEK)
    counted = _recorded(session, customer.id, since=since)
    return Facts(
        language=language_of_person(session, contact),
        contact_name=contact.known_name or contact.profile_name,
        speaker_name=voice.speaker_name,
        due_on=due.due_on,
        renews_on=customer.renews_on,
        monthly_sar=catalogue_price(customer.monthly_sar, customer.bundle_id),
        pack_on=_pack_on(session, customer.id, due, now),
        open_tickets=_open_tickets(session, customer.id),
        last_answer_on=_last_answer_on(session, customer.id),
        opportunities=counted.get(Kind.OPPORTUNITY.value, 0),
        meetings=counted.get(Kind.MEETING.value, 0),
        next_step=_next_step(session, customer.id, riyadh(now).date()),
    )


def language_of_person(session: Session, contact: Contact) -> DraftLanguage:
    """Of what this person wrote last, by whatever way; Arabic where they never did."""
    query = (
        select(Message.text)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .where(Conversation.contact_id.in_(persons.of(session, contact.id)))
        .order_by(Message.inbound_id.desc())
        .limit(REMEMBERED)
    )
    return language_of(list(session.scalars(query))[::-1])


def _pack_on(session: Session, customer_id: int, due: Due, now: datetime) -> date | None:
    made_at = session.scalar(select(func.max(ProofPack.made_at)).where(ProofPack.customer_id == customer_id))
    if made_at is None or (due.occasion is Occasion.RENEWAL_30 and now - made_at > FRESH_PACK):
        return None
    return riyadh(made_at).date()


def _open_tickets(session: Session, customer_id: int) -> int:
    live = (Ticket.customer_id == customer_id, Ticket.status.in_(LIVE))
    return session.scalar(select(func.count()).select_from(Ticket).where(*live)) or 0


def _last_answer_on(session: Session, customer_id: int) -> date | None:
    query = (
        select(func.max(HandOff.sent_at))
        .join(Approval, Approval.id == HandOff.approval_id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .where(Ticket.customer_id == customer_id, Ticket.id.not_in(select(Initiated.ticket_id)))
    )
    sent_at = session.scalar(query)
    return riyadh(sent_at).date() if sent_at is not None else None


def _recorded(session: Session, customer_id: int, *, since: datetime) -> dict[str, int]:
    query = (
        select(ProofEvent.kind, func.count())
        .where(ProofEvent.customer_id == customer_id, ProofEvent.voided_at.is_(None), ProofEvent.at >= since)
        .group_by(ProofEvent.kind)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _next_step(session: Session, customer_id: int, today: date) -> str | None:
    """The plan's next milestone within a week."""
    running = success.plan_of(session, customer_id)
    if running is None:
        return None
    bundle_id, started_on = running
    ahead = (
        one for one in PLANS.get(bundle_id, ()) if 0 <= _days_to(started_on, one.day, today) <= WEEK.days
    )
    return next((one.text_ar for one in ahead), None)


def _days_to(started_on: date, day: int, today: date) -> int:
    """Day 1 of a plan is the day on which it began."""
    return (started_on + timedelta(days=day - 1) - today).days
