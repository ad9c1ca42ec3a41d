"""Declare an incident; let what is alike join it; take a false one back.

Each method is a use case in the caller's transaction. A conversation's lock comes before the incident's.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.freezes import service as freezes
from dealix_ops.incidents import entries, joining, naming, opening, plan, reports, rules, showing
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import AlreadyDeclared, IncidentOver, NotAFalseAlarm
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Cause, Kind, Status, Step
from dealix_ops.language.normalise import normalise
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.paging import service as paging
from dealix_ops.ports.work import Outbox
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, Answer, allows, may
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority, Severity

FALSE_ALARM = "false_alarm"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is declared; `title` is a person's or Sentry's, its secrets masked already. `quoted`: it began as
    somebody else's words, which name no channel."""

    severity: Severity
    kind: Kind
    has_leak: bool
    key: str
    cause: Cause
    title: str | None = None
    tickets: Sequence[int] = ()
    quoted: bool = False


@dataclass(frozen=True)
class Incidents:
    """`channel` is where alerts stand; `sev2_in_thread`: only a SEV1 gets a channel of its own."""

    outbox: Outbox
    channel: str
    sev2_in_thread: bool = False

    def declare_by_person(
        self,
        session: Session,
        *,
        severity: Severity,
        kind: Kind,
        title: str,
        ticket: Ticket | None,
        quoted: bool = False,
        actor: Actor,
        now: datetime,
    ) -> Incident:
        """«أعلن حادثاً». Raises MayNotArrange, AlreadyDeclared."""
        if not allows(actor.role, Act.INCIDENT):
            raise errors.MayNotArrange(actor.user_id)
        report = None
        if ticket is not None:
            standing = reports.incident_of(session, ticket.id)
            if standing is not None:
                raise AlreadyDeclared(standing.id)
            report = reports.of_ticket(session, ticket)
        said = hashlib.sha256(normalise(title).encode()).hexdigest()[:16]
        same = f"said:{said}"
        if ticket is not None and report is not None and report.kind is kind:
            same = joining.key_for(session, report, ticket, now=now)
        asked = Asked(
            severity=severity,
            kind=kind,
            has_leak=kind is Kind.LEAK,
            key=same if ticket is None or same.startswith(("kind:", "topic:")) else f"ticket:{ticket.id}",
            cause=Cause.PERSON,
            title=title or None,
            tickets=[ticket.id] if ticket is not None else [],
            quoted=quoted,
        )
        made, new = self.declare(session, asked, actor=actor.user_id, now=now)
        if not new and ticket is None:
            raise AlreadyDeclared(made.id)
        if new and severity is Severity.SEV1 and not allows(actor.role, Act.UNFREEZE):
            # A leak that a customer told rings as their P0; a founder who declares one is awake.
            paging.start(session, incident_id=made.id, now=now)
        return made

    def declare(self, session: Session, asked: Asked, *, actor: str, now: datetime) -> tuple[Incident, bool]:
        """The incident, and whether it is new: of two at the same moment one declares, the other joins."""
        incident = self._insert(session, asked, actor=actor, now=now)
        if incident is None:
            standing = joining.of_key(session, asked.key)
            if standing is None:  # resolved between the two looks: then this is a new one
                return self.declare(session, asked, actor=actor, now=now)
            self.join(session, standing, asked.tickets, actor=actor, now=now)
            return standing, False
        facts = {"incident": incident.id, "severity": incident.severity}
        facts |= {"kind": incident.kind, "cause": incident.cause}
        first = asked.tickets[0] if asked.tickets else None
        ledger.record(session, Event.INCIDENT_DECLARED, at=now, actor=actor, ticket_id=first, facts=facts)
        entries.add(session, incident, EntryKind.DECLARED, at=now, actor=actor, facts=facts)
        joining.put(session, incident, asked.tickets, actor=actor, now=now)
        plan.lay(session, incident)
        if rules.freezes(asked.severity):
            freezes.start(session, freezes.EVERYTHING, by=actor, now=now, incident_id=incident.id)
            entries.add(session, incident, EntryKind.FROZEN, at=now, actor=actor)
            plan.done_by_us(session, incident, Step.FREEZE, now=now)
        showing.redraw(session, incident, channel=self.channel, outbox=self.outbox, now=now)
        if incident.own_channel:
            opening.ask(session, incident, opening.Act.CHANNEL, outbox=self.outbox, now=now)
        return incident, True

    def join(
        self,
        session: Session,
        incident: Incident,
        tickets: Sequence[int],
        *,
        actor: str,
        now: datetime,
        quiet: bool = False,
    ) -> None:
        """`quiet`: its figures change when a storm pauses, and nothing is said."""
        incident = joining.locked(session, incident.id)
        last_at = joining.last_report_at(session, incident)
        new = joining.put(session, incident, tickets, actor=actor, now=now)
        if not new:
            return
        if not quiet:
            count = sum(map(len, reports.affected(session, incident.id)))
            text = joining.said(session, incident, new, count=count, last_at=last_at, now=now)
            showing.say(session, incident, text, outbox=self.outbox, now=now)
        showing.redraw(session, incident, channel=self.channel, outbox=self.outbox, now=now, hurry=not quiet)

    def step_done(
        self, session: Session, incident_id: int, key: Step, *, actor: Actor, now: datetime
    ) -> None:
        """Raises MayNotArrange, ButtonUnknown, IncidentOver, StepDoneBefore."""
        incident = self.open_one(session, incident_id, actor=actor)
        if key.value not in {step.key for step in plan.of(session, incident_id)}:
            raise errors.ButtonUnknown("no such step in this plan")
        plan.done(session, incident, key, actor=actor.user_id, now=now)
        showing.redraw(session, incident, channel=self.channel, outbox=self.outbox, now=now)

    def open_again(self, session: Session, incident_id: int, *, actor: Actor, now: datetime) -> bool:
        """What Slack refused is tried once more. Raises MayNotArrange, ButtonUnknown, IncidentOver."""
        incident = self.open_one(session, incident_id, actor=actor)
        tried = opening.again(session, incident, outbox=self.outbox, now=now)
        showing.redraw(session, incident, channel=self.channel, outbox=self.outbox, now=now)
        return tried

    def ticket_lowered(self, session: Session, ticket_id: int, *, actor: str, now: datetime) -> bool:
        """Somebody said that a report was none: told where the incident stands, and closed by nobody.

        True where no grave report is left of an incident that tickets made.
        """
        incident = reports.incident_of(session, ticket_id)
        ticket = session.get_one(Ticket, ticket_id)
        if incident is None or ticket.priority in reports.GRAVE:
            return False
        facts = {"ticket": ticket_id, "to": ticket.priority}
        entries.add(session, incident, EntryKind.TICKET_LOWERED, at=now, actor=actor, facts=facts)
        text = joining.lowered(ticket, Priority(ticket.priority), actor=actor)
        showing.say(session, incident, text, outbox=self.outbox, now=now)
        showing.redraw(session, incident, channel=self.channel, outbox=self.outbox, now=now)
        return not joining.grave_left(session, incident)

    def false_alarm(self, session: Session, incident_id: int, *, actor: Actor, now: datetime) -> Incident:
        """The founder closes what was none, and what it froze goes on.

        Raises MayNotArrange, FounderOnly, ButtonUnknown, IncidentOver, NotAFalseAlarm.
        """
        incident = self.open_one(session, incident_id, actor=actor)
        if may(actor.role, Act.UNFREEZE) is not Answer.YES:
            raise errors.FounderOnly(actor.user_id)
        if joining.grave_left(session, incident):
            raise NotAFalseAlarm("a report of it still stands as grave")
        incident.status, incident.resolved_as = Status.RESOLVED.value, FALSE_ALARM
        incident.resolved_at, incident.resolved_by = now, actor.user_id
        facts = {"incident": incident.id, "as": FALSE_ALARM}
        ledger.record(session, Event.INCIDENT_RESOLVED, at=now, actor=actor.user_id, facts=facts)
        entries.add(session, incident, EntryKind.RESOLVED, at=now, actor=actor.user_id, facts=facts)
        paging.stop(session, incident_id=incident.id, now=now)
        for freeze in freezes.of_incident(session, incident.id):
            freezes.lift(session, freeze, by=actor.user_id, now=now)
        showing.redraw(session, incident, channel=self.channel, outbox=self.outbox, now=now)
        return incident

    def open_one(self, session: Session, incident_id: int, *, actor: Actor) -> Incident:
        """Locked, for whoever may act on incidents. Raises MayNotArrange, ButtonUnknown, IncidentOver."""
        if not allows(actor.role, Act.INCIDENT):
            raise errors.MayNotArrange(actor.user_id)
        if session.get(Incident, incident_id) is None:
            raise errors.ButtonUnknown("no such incident")
        incident = joining.locked(session, incident_id)
        if incident.status != Status.OPEN.value:
            by, at = incident.resolved_by or ledger.SYSTEM, incident.resolved_at or incident.declared_at
            raise IncidentOver(by=by, at=at)
        return incident

    def _insert(self, session: Session, asked: Asked, *, actor: str, now: datetime) -> Incident | None:
        """None where an open incident has the key."""
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        values = {
            "severity": asked.severity.value,
            "status": Status.OPEN.value,
            "kind": asked.kind.value,
            "has_leak": asked.has_leak,
            "title": asked.title,
            "dedup_key": asked.key,
            "cause": asked.cause.value,
            "declared_at": now,
            "declared_by": actor,
            "aware_at": now if asked.has_leak else None,
            "first_action_due_at": rules.first_action_due(asked.severity, now),
            "own_channel": self._own_channel(asked.severity),
            "is_private": asked.has_leak,
            "version": 0,
        }
        once = dialect.insert(Incident).values(values).on_conflict_do_nothing().returning(Incident.id)
        made = session.scalar(once)
        if made is None:
            return None
        incident = session.get_one(Incident, made)
        words = None if asked.quoted else asked.title
        # Of one without a channel too: it may be raised.
        name = naming.channel_name(incident.id, kind=asked.kind, words=words, declared_at=now)
        incident.channel_name = name
        return incident

    def _own_channel(self, severity: Severity) -> bool:
        return severity is Severity.SEV1 or (severity is Severity.SEV2 and not self.sev2_in_thread)


def open_ones(session: Session) -> list[Incident]:
    """Gravest first, then the oldest."""
    query = select(Incident).where(Incident.status == Status.OPEN.value)
    return list(session.scalars(query.order_by(Incident.severity, Incident.id)))
