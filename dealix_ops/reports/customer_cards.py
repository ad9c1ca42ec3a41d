"""One customer whole, as a person reads it: terms, tickets, persons, and how far we are with them."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.connectors import service as connectors
from dealix_ops.contacts import customers, opt_ins, persons
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.contacts.persons import Sign
from dealix_ops.onboarding import rules as onboarding_rules
from dealix_ops.onboarding import service as onboarding
from dealix_ops.onboarding.rules import Progress
from dealix_ops.reports import renewals
from dealix_ops.reports.known import Earlier, last_problem
from dealix_ops.reports.renewals import AtRisk
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Means

MOST_PERSONS = 12
MOST_PROPOSALS = 3


Pair = tuple[int, int]
"""Ids of two contacts, the smaller first."""


@dataclass(frozen=True)
class OptInView:
    opt_in_id: int
    channel: str
    given_on: date
    evidence: str
    recorded_by: str


@dataclass(frozen=True)
class Way:
    """An address with the contact that has it: a contact has at most one of each means."""

    contact_id: int
    means: Means
    address: str


@dataclass(frozen=True)
class PersonView:
    """`pairs` are the answers that made several contacts this one person, each with both their addresses."""

    name: str | None
    ways: tuple[Way, ...]
    opt_ins: tuple[OptInView, ...]
    pairs: tuple[tuple[Pair, str, str], ...]


@dataclass(frozen=True)
class ProposalView:
    pair: Pair
    names: tuple[str | None, str | None]
    ways: tuple[str, str]
    sign: Sign


@dataclass(frozen=True)
class CustomerView:
    """`persons_left` are those beyond the ones listed; `missing` names what the first service waits for."""

    customer_id: int
    name: str
    code: str | None
    terms: Terms
    open_tickets: tuple[int, ...]
    last_problem: Earlier | None
    persons: tuple[PersonView, ...]
    persons_left: int
    proposals: tuple[ProposalView, ...]
    onboarding: Progress | None
    connected: int
    missing: tuple[str, ...]
    risk: AtRisk | None


@dataclass(frozen=True)
class CustomerLine:
    name: str
    terms: Terms
    open_tickets: int


def card(session: Session, customer_id: int, *, now: datetime) -> CustomerView:
    customer = session.get_one(Customer, customer_id)
    query = select(Contact).where(Contact.customer_id == customer_id).order_by(Contact.id)
    contacts = list(session.scalars(query))
    groups = persons.groups(session, contacts)
    live = select(Ticket.id).where(Ticket.customer_id == customer_id, Ticket.status.in_(tickets.LIVE))
    begun = onboarding.standing(session, customer_id)
    done = {step for step, state in begun.steps.items() if state.completed}
    ready = connectors.readiness(session, customer_id)
    return CustomerView(
        customer_id=customer.id,
        name=customer.name,
        code=customer.code,
        terms=customers.terms_of(customer),
        open_tickets=tuple(session.scalars(live.order_by(Ticket.id.desc()))),
        last_problem=last_problem(session, customer_id, now=now),
        persons=tuple(_person(session, group) for group in groups[:MOST_PERSONS]),
        persons_left=max(0, len(groups) - MOST_PERSONS),
        proposals=tuple(_proposal(one) for one in persons.proposals(session, contacts)[:MOST_PROPOSALS]),
        onboarding=onboarding_rules.progress(done) if onboarding.has_begun(session, customer_id) else None,
        connected=len(ready.connected),
        missing=ready.missing_names,
        risk=renewals.of_customer(session, customer_id, riyadh(now).date()),
    )


def listed(session: Session) -> list[CustomerLine]:
    """All, those that renew first on top; without a date last."""
    live = (
        select(Ticket.customer_id, func.count())
        .where(Ticket.customer_id.is_not(None), Ticket.status.in_(tickets.LIVE))
        .group_by(Ticket.customer_id)
    )
    count = {row[0]: row[1] for row in session.execute(live)}
    everybody = session.scalars(select(Customer).order_by(Customer.name)).all()
    return [
        CustomerLine(one.name, customers.terms_of(one), count.get(one.id, 0))
        for one in sorted(everybody, key=lambda one: one.renews_on or date.max)
    ]


def _person(session: Session, group: list[Contact]) -> PersonView:
    shown = {one.id: _way(one) for one in group}
    numbers = [
        Way(one.id, Means.WHATSAPP, f"+{one.wa_id}" if one.wa_id else one.phone or "") for one in group
    ]
    mails = [Way(one.id, Means.MAIL, one.email or "") for one in group]
    known: dict[str, Way] = {}
    for way in (*numbers, *mails):
        if way.address:  # two contacts may have left the same one
            known.setdefault(way.address, way)
    given = opt_ins.standing(session, [one.id for one in group])
    return PersonView(
        name=next((one.known_name or one.profile_name for one in group if one.profile_name), None),
        ways=tuple(known.values()),
        opt_ins=tuple(
            OptInView(one.id, one.channel, one.given_on, one.evidence, one.recorded_by) for one in given
        ),
        pairs=tuple(
            ((row.first_id, row.second_id), shown.get(row.first_id, ""), shown.get(row.second_id, ""))
            for row in persons.joined(session, group)
        ),
    )


def _proposal(one: persons.Proposal) -> ProposalView:
    return ProposalView(
        pair=(one.first.id, one.second.id),
        names=(one.first.profile_name, one.second.profile_name),
        ways=(_way(one.first), _way(one.second)),
        sign=one.sign,
    )


def _way(contact: Contact) -> str:
    """How this contact is known: the address by which a person tells the two apart."""
    if contact.wa_id:
        return f"+{contact.wa_id}"
    return contact.email or contact.phone or ""
