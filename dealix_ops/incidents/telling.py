"""An update for every customer whom an incident concerns: a draft in each ticket, for a person to approve."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.alerts.models import Alert
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.language import language_of
from dealix_ops.drafts.names import dialable, display_name, first_name
from dealix_ops.drafts.reading import Voice
from dealix_ops.drafts.service import Proposal
from dealix_ops.incidents import reports, rules
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Kind
from dealix_ops.judging import verdicts
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ports.work import Outbox
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.case import refuse_passed, refuse_text
from dealix_ops.sla import awaited
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Severity

FIRST_HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Text:
    """For customers; `⟦الاسم⟧` becomes each one's. `promised_by` is the one next time that it names."""

    words: str
    promised_by: datetime | None


@dataclass(frozen=True)
class Told:
    """`waits`: tickets where a colleague's own text waits, which is not written over.

    `nobody`: customers who wrote nothing, so that there is no conversation to answer in.
    """

    proposed: tuple[int, ...]
    waits: tuple[int, ...]
    nobody: tuple[str, ...]


def lock(session: Session, incident_id: int) -> list[Ticket]:
    """The conversations before the incident, as everywhere: call it first. Live tickets of customers."""
    found = _of_customers(session, incident_id)
    for conversation_id in dict.fromkeys(ticket.conversation_id for ticket in found):
        contacts.locked(session, conversation_id)
    for ticket in found:
        session.refresh(ticket)
    return [ticket for ticket in found if ticket.status in LIVE]


def _of_customers(session: Session, incident_id: int) -> list[Ticket]:
    alerts = select(Alert.ticket_id).where(Alert.ticket_id.is_not(None))
    mine = (Ticket.id.in_(reports.tickets_of(session, incident_id)), Ticket.id.not_in(alerts))
    return list(session.scalars(select(Ticket).where(*mine).order_by(Ticket.conversation_id, Ticket.id)))


def propose(
    session: Session,
    incident: Incident,
    text: Text,
    live: list[Ticket],
    *,
    actor: Actor,
    channel: str,
    outbox: Outbox,
    now: datetime,
) -> Told:
    """The gates speak before anything is proposed. Raises TextRefused, PromisePassed."""
    refuse_passed(text.words, text.promised_by, now=now)
    said = {ticket.id: _to(session, ticket, text.words) for ticket in live}
    for ticket in live:
        refuse_text(session, said[ticket.id], ticket)
    proposed, waits = [], []
    for ticket in live:
        if drafts.is_by_person(session, ticket.id):
            waits.append(ticket.id)
            continue
        words = said[ticket.id]
        newest = verdicts.newest_line(session, ticket)
        proposal = Proposal(DraftKind.UPDATE, words, newest, text.promised_by, language_of([words]))
        contact = _contact(session, ticket)
        key, author = contact.ledger_key, actor.user_id
        drafts.propose(session, ticket.id, proposal, now=now, contact_key=key, author=author)
        tickets.show(session, ticket, channel=channel, outbox=outbox, now=now, fresh=True)
        proposed.append(ticket.id)
    return Told(tuple(proposed), tuple(waits), _nobody(session, incident, live))


def template(session: Session, incident: Incident, *, now: datetime) -> str:
    """Which of `copy_ar.TEMPLATES` stands in the field first: who was answered reads no «وصلنا بلاغكم»."""
    if now - incident.declared_at > FIRST_HOUR or incident.severity == Severity.SEV3.value:
        return "periodic"
    live = [one.id for one in _of_customers(session, incident.id) if one.status in LIVE]
    if live and not awaited.first_responses(session, live):
        return "periodic"
    if incident.severity == Severity.SEV2.value:
        return "sev2"
    return "leak" if incident.kind == Kind.LEAK.value else "sev1"


def words(key: str, incident: Incident, *, voice: Voice, now: datetime) -> str:
    """A template with what we know; the rest are gaps, which no gate lets pass."""
    text = "\n".join(copy_ar.TEMPLATES[key])
    speaker, phone = display_name(voice.speaker_name), dialable(voice.on_call_phone)
    every = rules.CLOCKS[Severity(incident.severity)].update_every
    minutes = count_ar(int(every.total_seconds()) // 60, Noun.MINUTE, Case.OBLIQUE)
    known = {
        copy_ar.FOUNDER: speaker,
        copy_ar.YOU: speaker,
        copy_ar.MATTER: copy_ar.ABOUT_CUSTOMER[Kind(incident.kind)],
        copy_ar.SPAN: minutes,
        copy_ar.AT: clock_ar(now + every),
        copy_ar.PHONE: phone,
    }
    if phone is None:
        text = text.replace(copy_ar.CALL_US, "")
    for gap, value in known.items():
        text = text.replace(gap, value) if value else text
    return text


def _to(session: Session, ticket: Ticket, text: str) -> str:
    contact = _contact(session, ticket)
    name = first_name(contact.known_name or contact.profile_name)
    if name is not None:
        return text.replace(copy_ar.NAME, name)
    return text.replace(copy_ar.TO_NAME, "").replace(copy_ar.NAME, "")


def _contact(session: Session, ticket: Ticket) -> Contact:
    conversation = session.get_one(Conversation, ticket.conversation_id)
    return session.get_one(Contact, conversation.contact_id)


def _nobody(session: Session, incident: Incident, live: list[Ticket]) -> tuple[str, ...]:
    reached = {ticket.customer_id for ticket in live}
    missing = sorted(reports.affected(session, incident.id)[0] - reached)
    query = select(Customer.name).where(Customer.id.in_(missing)).order_by(Customer.id)
    return tuple(session.scalars(query))
