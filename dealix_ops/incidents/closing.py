"""An incident ends, by a person's word, and begins anew where that was too early.

Nothing is lifted by an end: what stands frozen is the founder's to decide (`unfreezing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dealix_ops.alerts.models import Alert
from dealix_ops.freezes import service as freezes
from dealix_ops.freezes.models import Freeze
from dealix_ops.incidents import closing_copy_ar as copy
from dealix_ops.incidents import entries, joining, opening, reports, rules, showing
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import AlreadyDeclared, Unanswered, Unresolved
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.service import Incidents
from dealix_ops.incidents.showing import Offer
from dealix_ops.language.masking import mask_identifiers
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.paging import service as paging
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Severity

RESOLVED = "resolved"


@dataclass(frozen=True)
class Closing:
    """`founders` are named where something is theirs to decide."""

    incidents: Incidents
    founders: frozenset[str] = frozenset()

    def resolve(
        self,
        session: Session,
        incident_id: int,
        summary: str,
        *,
        go_on: bool = False,
        actor: Actor,
        now: datetime,
    ) -> Incident:
        """`go_on` is the founder's word over reports that nobody answered yet.

        Raises MayNotArrange, ButtonUnknown, IncidentOver, Unanswered.
        """
        incident = self.incidents.open_one(session, incident_id, actor=actor)
        left = unanswered(session, incident_id)
        if left and not (go_on and allows(actor.role, Act.UNFREEZE)):
            raise Unanswered(left)
        incident.status, incident.resolved_as = Status.RESOLVED.value, RESOLVED
        incident.resolved_at, incident.resolved_by, incident.summary = now, actor.user_id, summary
        facts = {"incident": incident.id, "as": RESOLVED, "unanswered": left}
        ledger.record(session, Event.INCIDENT_RESOLVED, at=now, actor=actor.user_id, facts=facts)
        entries.add(
            session, incident, EntryKind.RESOLVED, at=now, actor=actor.user_id, text=summary, facts=facts
        )
        paging.stop(session, incident_id=incident.id, now=now)
        frozen = [Offer.UNFREEZE] if standing(session, incident.id) else []
        said = self._said(session, incident)
        self._tell(session, incident, said, now, quoted=summary, offers=[*frozen, Offer.FOLLOW_UP])
        return incident

    def reopen(
        self, session: Session, incident_id: int, why: str, *, actor: Actor, now: datetime
    ) -> Incident:
        """Its clocks begin anew, and so does its freeze; who lifted the old one keeps the word.

        Raises MayNotArrange, ButtonUnknown, Unresolved, AlreadyDeclared where a newer one has its matter.
        """
        incident = over_one(session, incident_id, actor=actor)
        newer = joining.of_key(session, incident.dedup_key)
        if newer is not None:
            raise AlreadyDeclared(newer.id)
        severity = Severity(incident.severity)
        try:
            with session.begin_nested():
                incident.status, incident.reopened_at = Status.OPEN.value, now
                session.flush()
        except IntegrityError as clash:
            other = joining.of_key(session, incident.dedup_key)
            if other is None:
                raise
            raise AlreadyDeclared(other.id) from clash
        incident.resolved_at = incident.resolved_by = incident.resolved_as = None
        incident.first_action_at = incident.first_action_by = None
        incident.first_action_due_at = rules.first_action_due(severity, now)
        # From here on the next word to those affected is counted, not from before its end.
        incident.updated_at = now
        facts = {"incident": incident.id}
        ledger.record(session, Event.INCIDENT_REOPENED, at=now, actor=actor.user_id, facts=facts)
        entries.add(session, incident, EntryKind.REOPENED, at=now, actor=actor.user_id, text=why)
        if rules.freezes(severity) and not standing(session, incident.id):
            freezes.start(session, freezes.EVERYTHING, by=actor.user_id, now=now, incident_id=incident.id)
            entries.add(session, incident, EntryKind.FROZEN, at=now, actor=actor.user_id)
        if severity is Severity.SEV1 and not allows(actor.role, Act.UNFREEZE):
            paging.start(session, incident_id=incident.id, now=now)
        if incident.own_channel and incident.channel_id is None:
            opening.ask(session, incident, opening.Act.CHANNEL, outbox=self.incidents.outbox, now=now)
        text = copy.REOPENED.format(id=incident.id, who=f"<@{actor.user_id}>")
        self._tell(session, incident, text, now, quoted=why, offers=[Offer.UPDATE])
        return incident

    def _said(self, session: Session, incident: Incident) -> str:
        lines = [copy.RESOLVED.format(id=incident.id, who=f"<@{incident.resolved_by}>")]
        if standing(session, incident.id):
            lines.append(copy.STILL_FROZEN.format(founders=mentions(self.founders)).strip())
        return "\n".join([*lines, copy.SUMMARY])

    def _tell(
        self,
        session: Session,
        incident: Incident,
        text: str,
        now: datetime,
        *,
        quoted: str,
        offers: Sequence[Offer],
    ) -> None:
        said = mask_identifiers(quoted)
        channel, outbox = self.incidents.channel, self.incidents.outbox
        showing.say(session, incident, text, quoted=said, offers=offers, outbox=outbox, now=now)
        showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)


def one(session: Session, incident_id: int, *, actor: Actor) -> Incident:
    """Locked, open or over, for whoever may act on incidents. Raises MayNotArrange, ButtonUnknown."""
    if not allows(actor.role, Act.INCIDENT):
        raise errors.MayNotArrange(actor.user_id)
    if session.get(Incident, incident_id) is None:
        raise errors.ButtonUnknown("no such incident")
    return joining.locked(session, incident_id)


def over_one(session: Session, incident_id: int, *, actor: Actor) -> Incident:
    """The same, over. Raises MayNotArrange, ButtonUnknown, Unresolved."""
    incident = one(session, incident_id, actor=actor)
    if incident.status == Status.OPEN.value:
        raise Unresolved("the incident is open")
    return incident


def unanswered(session: Session, incident_id: int) -> int:
    """Live reports of it whose first response nobody gave yet; Sentry's wait for none."""
    query = (
        select(func.count())
        .select_from(Ticket)
        .join(AppliedSla, AppliedSla.ticket_id == Ticket.id)
        .where(
            Ticket.id.in_(reports.tickets_of(session, incident_id)),
            Ticket.status.in_(LIVE),
            Ticket.id.not_in(select(Alert.ticket_id).where(Alert.ticket_id.is_not(None))),
            AppliedSla.metric == Metric.FIRST_RESPONSE.value,
            AppliedSla.met_at.is_(None),
            AppliedSla.void_as.is_(None),
        )
    )
    return session.scalar(query) or 0


def standing(session: Session, incident_id: int) -> list[Freeze]:
    """What it froze and nobody lifted."""
    return [one for one in freezes.of_incident(session, incident_id) if one.lifted_at is None]


def shown(text: str) -> str:
    """A person's words in a message of ours."""
    return mask_identifiers(on_one_line(text))


def on_one_line(text: str) -> str:
    """With nothing that Slack would read as its own."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mentions(users: frozenset[str]) -> str:
    return " ".join(f"<@{one}>" for one in sorted(users))
