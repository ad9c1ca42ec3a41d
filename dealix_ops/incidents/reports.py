"""What tickets and issues say, as far as it may make an incident; and which others say the same."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.alerts import rules as alert_rules
from dealix_ops.alerts.models import Alert
from dealix_ops.contacts.models import Conversation
from dealix_ops.incidents import rules
from dealix_ops.incidents.models import Incident, IncidentSubject
from dealix_ops.incidents.rules import Issue, Report
from dealix_ops.judging import verdicts
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Topic

GRAVE = (Priority.P0.value, Priority.P1.value)


def of_ticket(session: Session, ticket: Ticket) -> Report | None:
    """None for what is not grave by its meaning: a word alone opens nothing."""
    if ticket.status not in LIVE or ticket.priority not in GRAVE:
        return None
    reading = verdicts.matter(session, ticket)
    return None if reading is None else _report(reading)


def alike(session: Session, report: Report, *, now: datetime) -> list[Ticket]:
    """Live grave tickets that report the same within `SIMILAR_WITHIN`, the oldest first."""
    query = (
        select(Ticket)
        .join(TriageVerdict, TriageVerdict.ticket_id == Ticket.id)
        .where(
            Ticket.status.in_(LIVE),
            Ticket.priority.in_(GRAVE),
            Ticket.opened_at >= now - rules.SIMILAR_WITHIN,
            TriageVerdict.topic == report.topic.value,
            TriageVerdict.priority.in_(GRAVE),
        )
        .distinct()
        .order_by(Ticket.id)
    )
    found = [(ticket, of_ticket(session, ticket)) for ticket in session.scalars(query)]
    return [ticket for ticket, said in found if said is not None and said.key == report.key]


def who(session: Session, ticket_ids: list[int]) -> tuple[set[int], set[int]]:
    """Customers of these tickets, and contacts of whom nobody said whose they are. Alerts are nobody's."""
    query = (
        select(Ticket.customer_id, Conversation.contact_id)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .where(
            Ticket.id.in_(ticket_ids), ~select(Alert.ticket_id).where(Alert.ticket_id == Ticket.id).exists()
        )
    )
    pairs = session.execute(query).all()
    return {pair[0] for pair in pairs if pair[0]}, {pair[1] for pair in pairs if not pair[0]}


def of_issue(session: Session, alert: Alert, ticket: Ticket, *, grew: bool, now: datetime) -> Issue | None:
    """None for what is no grave issue of production, or comes from this product itself: no loop begins."""
    production = alert_rules.in_production(alert.environment, metric=alert.metric)
    firing = alert.state == alert_rules.AlertState.FIRING.value
    if alert.own or not firing or not production or ticket.priority not in GRAVE:
        return None
    query = (
        select(Ticket.id)
        .join(Alert, Alert.ticket_id == Ticket.id)
        .where(
            Alert.project == alert.project,
            Alert.rule == alert.rule,
            Alert.own.is_(False),
            Alert.state == alert.state,
            Alert.last_seen >= now - rules.ISSUES_WITHIN,
            Ticket.priority.in_(GRAVE),
        )
    )
    alike = tuple(session.scalars(query.order_by(Ticket.id)))
    return Issue(level=alert.level, users=alert.users or 0, grew=grew, alike=alike)


def incident_of(session: Session, ticket_id: int) -> Incident | None:
    """The open incident that this ticket belongs to."""
    query = (
        select(Incident)
        .join(IncidentSubject, IncidentSubject.incident_id == Incident.id)
        .where(IncidentSubject.ticket_id == ticket_id, Incident.status == rules.Status.OPEN.value)
    )
    return session.scalars(query.order_by(Incident.id.desc()).limit(1)).first()


def tickets_of(session: Session, incident_id: int) -> list[int]:
    query = select(IncidentSubject.ticket_id).where(
        IncidentSubject.incident_id == incident_id, IncidentSubject.ticket_id.is_not(None)
    )
    return [found for found in session.scalars(query.order_by(IncidentSubject.id)) if found is not None]


def issues_of(session: Session, incident_id: int) -> list[int]:
    """The tickets of Sentry's issues in it, in the order in which they joined."""
    query = (
        select(Alert.ticket_id)
        .join(IncidentSubject, IncidentSubject.ticket_id == Alert.ticket_id)
        .where(IncidentSubject.incident_id == incident_id)
    )
    return [found for found in session.scalars(query.order_by(IncidentSubject.id)) if found is not None]


def affected(session: Session, incident_id: int) -> tuple[set[int], set[int]]:
    """Customers, by their tickets and by a person's word; and contacts of whom nobody said whose they are."""
    customers, unknown = who(session, tickets_of(session, incident_id))
    named = select(IncidentSubject.customer_id).where(
        IncidentSubject.incident_id == incident_id, IncidentSubject.customer_id.is_not(None)
    )
    return customers | {found for found in session.scalars(named) if found is not None}, unknown


def _report(reading: TriageVerdict) -> Report | None:
    meaning, by_word = Meaning(reading.meaning), reading.p0_sound == P0Sound.WORD.value
    topic = Topic(reading.topic)
    if by_word or meaning in rules.HARMLESS:
        return None
    rings = reading.p0_sound == P0Sound.MEANING.value
    leak = rings and bool(reading.verdict.get("has_data_leak"))
    send = rings and bool(reading.verdict.get("has_unauthorized_send"))
    if not (leak or send) and topic in rules.NO_MATTER:
        return None
    return Report(topic=topic, meaning=meaning, leak=leak, unauthorised_send=send)
