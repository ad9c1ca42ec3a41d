"""The word to everybody affected once it is over: a draft each, through the ordinary approval, none twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.alerts.models import Alert
from dealix_ops.claims.rules import check_outgoing, may_approve
from dealix_ops.clock import riyadh
from dealix_ops.contacts import customers
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Customer
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.service import DraftKind, Proposal
from dealix_ops.incidents import closing, entries, post_mortem, reports
from dealix_ops.incidents.closing_models import IncidentFollowUp
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.post_mortem import Section
from dealix_ops.initiated import reading, recipients, texts
from dealix_ops.initiated.facts import Facts
from dealix_ops.initiated.rules import Due
from dealix_ops.initiated.service import Proposing
from dealix_ops.judging import verdicts
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending import errors, initiating
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.occasions import Occasion
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority

STANDS = timedelta(days=7)
LINE = {DraftLanguage.AR: Section.CUSTOMERS, DraftLanguage.EN: Section.CUSTOMERS_EN}
TEXT_LIMIT = 900


class Why(StrEnum):
    """Why somebody gets none now."""

    WAITS = "waits"
    FROZEN = "frozen"
    NOBODY = "nobody"
    NO_ENGLISH = "no_english"
    SAME_DAY = "same_day"


@dataclass(frozen=True)
class Affected:
    """A live report, or a customer without one; `ticket_id` of the report. `why` set: none for them now."""

    key: str
    name: str | None
    ticket_id: int | None = None
    customer_id: int | None = None
    language: DraftLanguage = DraftLanguage.AR
    why: Why | None = None
    made: int | None = None


@dataclass(frozen=True)
class FollowUps:
    """`channel` is where customers' cards stand."""

    proposing: Proposing
    channel: str

    def look(self, session: Session, incident: Incident, *, english: bool) -> list[Affected]:
        """Everybody, those who have theirs too, in one order. The incident is over."""
        made = _made(session, incident)
        found = []
        for one in [*self._reports(session, incident), *self._customers(session, incident)]:
            if one.key in made:
                found.append(replace(one, made=made[one.key]))
            elif one.why is None and one.language is DraftLanguage.EN and not english:
                found.append(replace(one, why=Why.NO_ENGLISH))
            else:
                found.append(one)
        return found

    def propose(self, session: Session, incident_id: int, *, actor: Actor, now: datetime) -> list[Affected]:
        """A draft for whoever has none; as it stands afterwards.

        Raises MayNotArrange, ButtonUnknown, Unresolved, TextRefused.
        """
        incident = closing.over_one(session, incident_id, actor=actor)
        said = post_mortem.texts(session, incident)
        refuse(said.get(Section.CUSTOMERS, ""))
        english = Section.CUSTOMERS_EN in said
        if english:
            refuse(said[Section.CUSTOMERS_EN])
        for one in self.look(session, incident, english=english):
            if one.why is not None or one.made is not None:
                continue
            line = said[LINE[one.language]]
            if one.ticket_id is not None:
                ticket_id: int | None = self._answer(session, one.ticket_id, line, one.language, actor, now)
            else:
                ticket_id = self._write(session, incident, one, line, now)
            if ticket_id is not None:
                self._keep(session, incident, one.key, ticket_id, actor, now)
        after = self.look(session, incident, english=english)
        return [replace(one, why=one.why or Why.SAME_DAY) if one.made is None else one for one in after]

    def _reports(self, session: Session, incident: Incident) -> Iterator[Affected]:
        """By conversation: whoever wrote twice is told once."""
        query = (
            select(Ticket)
            .where(
                Ticket.id.in_(reports.tickets_of(session, incident.id)),
                Ticket.status.in_(LIVE),
                Ticket.id.not_in(select(Alert.ticket_id).where(Alert.ticket_id.is_not(None))),
            )
            .order_by(Ticket.conversation_id, Ticket.id.desc())
        )
        told: set[int] = set()
        for ticket in session.scalars(query):
            if ticket.conversation_id in told:
                continue
            told.add(ticket.conversation_id)
            conversation = session.get_one(Conversation, ticket.conversation_id)
            contact = session.get_one(Contact, conversation.contact_id)
            yield Affected(
                key=f"conversation:{conversation.id}",
                name=contact.known_name or contact.profile_name,
                ticket_id=ticket.id,
                customer_id=ticket.customer_id,
                language=reading.language_of_person(session, contact),
                why=Why.WAITS if drafts.waits(session, ticket.id) else None,
            )

    def _customers(self, session: Session, incident: Incident) -> Iterator[Affected]:
        """Of whom nobody has a live report of it."""
        known, unknown = reports.affected(session, incident.id)
        writing = {one.customer_id for one in self._reports(session, incident)}
        for customer_id in sorted(known - writing):
            customer = session.get_one(Customer, customer_id)
            found = recipients.choose(session, customer_id, Occasion.INCIDENT)
            one = Affected(key=f"customer:{customer_id}", name=customer.name, customer_id=customer_id)
            if found is None:
                yield replace(one, why=Why.NOBODY)
            elif initiating.is_frozen(session, customer_id, found.means):
                yield replace(one, why=Why.FROZEN)
            else:
                yield replace(one, language=reading.language_of_person(session, found.contact))
        live = {one.key for one in self._reports(session, incident)}
        for contact_id in sorted(unknown):
            contact = session.get_one(Contact, contact_id)
            query = select(Conversation.id).where(Conversation.contact_id == contact_id)
            if not any(f"conversation:{found_id}" in live for found_id in session.scalars(query)):
                name = contact.known_name or contact.profile_name
                yield Affected(key=f"contact:{contact_id}", name=name, why=Why.NOBODY)

    def _answer(
        self,
        session: Session,
        ticket_id: int,
        line: str,
        language: DraftLanguage,
        actor: Actor,
        now: datetime,
    ) -> int | None:
        """Theirs who pressed, so that nothing of ours writes it over. None where a text waits by now."""
        ticket = session.get_one(Ticket, ticket_id)
        if drafts.waits(session, ticket_id):
            return None
        conversation = session.get_one(Conversation, ticket.conversation_id)
        contact = session.get_one(Contact, conversation.contact_id)
        name = contact.known_name or contact.profile_name
        facts = Facts(language, name, self.proposing.voice.speaker_name, riyadh(now).date(), line=line)
        text = texts.compose(Occasion.INCIDENT, facts)
        proposal = Proposal(DraftKind.UPDATE, text, verdicts.newest_line(session, ticket), None, language)
        key = contact.ledger_key
        drafts.propose(session, ticket_id, proposal, now=now, contact_key=key, author=actor.user_id)
        tickets.show(session, ticket, channel=self.channel, outbox=self.proposing.outbox, now=now)
        return ticket_id

    def _write(
        self, session: Session, incident: Incident, one: Affected, line: str, now: datetime
    ) -> int | None:
        """None where another incident of that day already has its message to them."""
        on = riyadh(incident.resolved_at or now).date()
        due = Due(Occasion.INCIDENT, on, riyadh(now).date() + STANDS)
        return self.proposing.propose(session, one.customer_id or 0, due, line=line, now=now)

    def _keep(
        self, session: Session, incident: Incident, key: str, ticket_id: int, actor: Actor, now: datetime
    ) -> None:
        of = incident.resolved_at or now
        row = IncidentFollowUp(
            incident_id=incident.id, of=of, key=key, ticket_id=ticket_id, at=now, by=actor.user_id
        )
        session.add(row)
        facts = {"incident": incident.id, "ticket": ticket_id}
        event = Event.INCIDENT_FOLLOW_UP
        ledger.record(session, event, at=now, actor=actor.user_id, ticket_id=ticket_id, facts=facts)
        entries.add(session, incident, EntryKind.FOLLOWED_UP, at=now, actor=actor.user_id, facts=facts)
        session.flush()


def refuse(text: str) -> None:
    """As an answer to the gravest ticket. Raises TextRefused."""
    findings = check_outgoing(text, priority=Priority.P0, limit=TEXT_LIMIT, risky=True)
    if not may_approve(findings):
        raise errors.TextRefused(findings)


def lock(session: Session, incident_id: int) -> None:
    """The conversations of its reports and its customers, in one order, before the incident itself."""
    ids = reports.tickets_of(session, incident_id)
    query = select(Ticket.conversation_id).where(Ticket.id.in_(ids), Ticket.status.in_(LIVE)).distinct()
    for conversation_id in sorted(session.scalars(query)):
        contacts.locked(session, conversation_id)
    for customer_id in sorted(reports.affected(session, incident_id)[0]):
        customers.locked(session, customer_id)


def _made(session: Session, incident: Incident) -> dict[str, int]:
    query = select(IncidentFollowUp).where(
        IncidentFollowUp.incident_id == incident.id, IncidentFollowUp.of == incident.resolved_at
    )
    return {row.key: row.ticket_id for row in session.scalars(query)}
