"""Which open incident a report belongs to, and what belonging changes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.alerts.models import Alert
from dealix_ops.incidents import copy_ar, entries, reports, rules
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import Incident, IncidentSubject
from dealix_ops.incidents.rules import Cause, Kind, Report, Status
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


def locked(session: Session, incident_id: int) -> Incident:
    return session.get_one(Incident, incident_id, with_for_update=True, populate_existing=True)


def of_key(session: Session, key: str) -> Incident | None:
    query = select(Incident).where(Incident.dedup_key == key, Incident.status == Status.OPEN.value)
    return session.scalars(query).one_or_none()


def open_for(session: Session, report: Report, ticket: Ticket, *, now: datetime) -> Incident | None:
    """The same matter's; for «الخدمة متوقفة» also the one that Sentry opened a short while ago."""
    same = _same(session, report, ticket, now=now)
    if same is not None or report.kind is not Kind.OUTAGE:
        return same
    return outage_of(session, Cause.ALERT, now=now)


def key_for(session: Session, report: Report, ticket: Ticket, *, now: datetime) -> str:
    """Of the incident that the report belongs to; else one that is free, and the same for all who look."""
    same = _same(session, report, ticket, now=now)
    if same is not None:
        return same.dedup_key
    standing = of_matter(session, report)
    return rules.key_after(report.key, standing[0].id) if standing else report.key


def of_matter(session: Session, report: Report) -> list[Incident]:
    """What is open of it, the newest first: more than one where reports lay far apart."""
    later = Incident.dedup_key.startswith(rules.key_after(report.key, ""), autoescape=True)
    query = select(Incident).where(
        or_(Incident.dedup_key == report.key, later), Incident.status == Status.OPEN.value
    )
    return list(session.scalars(query.order_by(Incident.id.desc())))


def _same(session: Session, report: Report, ticket: Ticket, *, now: datetime) -> Incident | None:
    """The one that this customer is in already, else the newest, unless its last report is too long ago."""
    standing = of_matter(session, report)
    customers, unknown = reports.who(session, [ticket.id])
    for incident in standing:
        known, unnamed = reports.affected(session, incident.id)
        if customers & known or unknown & unnamed:
            return incident
    newest = next(iter(standing), None)
    if newest is None or not rules.apart(report.kind, last_report_at(session, newest), now=now):
        return newest
    return None


def last_report_at(session: Session, incident: Incident) -> datetime:
    """Or its declaration, where nobody reported since."""
    query = select(func.max(IncidentSubject.joined_at)).where(IncidentSubject.incident_id == incident.id)
    return max(session.scalar(query) or incident.declared_at, incident.declared_at)


def outage_of(session: Session, cause: Cause, *, now: datetime) -> Incident | None:
    """The newest open outage that the other side saw within `SIMILAR_WITHIN`."""
    kind = Kind.ALERT if cause is Cause.ALERT else Kind.OUTAGE
    query = select(Incident).where(
        Incident.status == Status.OPEN.value,
        Incident.kind == kind.value,
        Incident.cause == cause.value,
        Incident.declared_at >= now - rules.SIMILAR_WITHIN,
    )
    return session.scalars(query.order_by(Incident.id.desc()).limit(1)).first()


def put(
    session: Session, incident: Incident, tickets: Sequence[int], *, actor: str, now: datetime
) -> list[int]:
    """Tickets that were not in it before. A person's report is told in the story; alerts are counted."""
    known = set(reports.tickets_of(session, incident.id))
    new = [ticket for ticket in tickets if ticket not in known]
    for ticket_id in new:
        session.add(
            IncidentSubject(incident_id=incident.id, ticket_id=ticket_id, joined_at=now, joined_by=actor)
        )
        facts = {"incident": incident.id}
        ledger.record(session, Event.INCIDENT_JOINED, at=now, actor=actor, ticket_id=ticket_id, facts=facts)
        if session.scalar(select(Alert.ticket_id).where(Alert.ticket_id == ticket_id)) is None:
            told = {"ticket": ticket_id}
            entries.add(session, incident, EntryKind.JOINED, at=now, actor=actor, facts=told)
    session.flush()
    return new


def grave_left(session: Session, incident: Incident) -> bool:
    """Whether a report of it still stands as grave; one that a person declared has only their word."""
    ids = reports.tickets_of(session, incident.id)
    if not ids:
        return True
    query = select(Ticket.id).where(Ticket.id.in_(ids), Ticket.priority.in_(reports.GRAVE))
    return session.scalar(query.limit(1)) is not None


def said(
    session: Session, incident: Incident, new: Sequence[int], *, count: int, last_at: datetime, now: datetime
) -> str:
    """`last_at` is when the report before it came."""
    names = "، ".join(f"ت-{ticket}" for ticket in new)
    affected = count_ar(count, Noun.CUSTOMER)
    text = copy_ar.JOINED.format(tickets=names, incident=incident.id, customers=affected)
    since = now - last_at
    if Kind(incident.kind) not in rules.EACH_BY_ITSELF or since <= rules.SIMILAR_WITHIN:
        return text
    return f"{text} {copy_ar.JOINED_LATE.format(since=_span(since))}"


def opened_apart(made: Incident, *, last_at: datetime, now: datetime) -> str:
    return copy_ar.OPENED_APART.format(incident=made.id, since=_span(now - last_at))


def lowered(ticket: Ticket, priority: Priority, *, actor: str) -> str:
    return copy_ar.LOWERED.format(ticket=ticket.id, priority=priority.name_ar, who=f"<@{actor}>")


def _span(since: timedelta) -> str:
    """After «بعد»; never less than `SIMILAR_WITHIN`."""
    if since.days >= 2:
        return count_ar(since.days, Noun.DAY, Case.OBLIQUE)
    return count_ar(since // copy_ar.HOUR, Noun.HOUR, Case.OBLIQUE)
