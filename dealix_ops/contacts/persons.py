"""Which contacts are one person: proposed by facts, true only by somebody's word, and taken back by one.

Conversations and approvals stay with the contact they came through, so that an answer goes the way its
question came and a word that proves wrong can be taken back whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts import names
from dealix_ops.contacts.errors import PersonsJudgedBefore, PersonsOfTwoCustomers, PersonsTied
from dealix_ops.contacts.models import Contact, SamePerson
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event


class Sign(StrEnum):
    """Why two contacts may be one person."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True)
class Proposal:
    first: Contact
    second: Contact
    sign: Sign


def of(session: Session, contact_id: int) -> frozenset[int]:
    """The contact with every other that is the same person."""
    return of_each(session, [contact_id])[contact_id]


def of_each(session: Session, contact_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """The same for many, in as many questions as the longest chain of answers has links."""
    asked = list(contact_ids)
    new, person = set(asked), {one: {one} for one in asked}
    while new:
        pairs = _pairs(session, new, is_same=True)
        ends = {one for pair in pairs for one in (pair.first_id, pair.second_id)}
        new = ends - person.keys()
        person |= {one: {one} for one in new}
        for pair in pairs:
            both = person[pair.first_id] | person[pair.second_id]
            person |= dict.fromkeys(both, both)
    return {one: frozenset(person[one]) for one in asked}


def groups(session: Session, contacts: Iterable[Contact]) -> list[list[Contact]]:
    """The contacts person by person, each in the order given."""
    by_person: dict[frozenset[int], list[Contact]] = {}
    everybody = list(contacts)
    person = of_each(session, [contact.id for contact in everybody])
    for contact in everybody:
        by_person.setdefault(person[contact.id], []).append(contact)
    return list(by_person.values())


def judge(
    session: Session, one: Contact, other: Contact, *, is_same: bool, actor: str, now: datetime
) -> SamePerson:
    """«هما شخص واحد» or «ليسا شخصاً واحداً», the later word counts; the customer is locked by the caller.

    The unlinked one gets the customer of the other. Raises PersonsJudgedBefore, PersonsOfTwoCustomers,
    PersonsTied.
    """
    first, second = sorted((one, other), key=lambda contact: contact.id)
    row = session.get(SamePerson, (first.id, second.id))
    if row is not None and row.is_same == is_same:
        raise PersonsJudgedBefore(is_same=is_same, by=row.said_by, at=row.said_at)
    if is_same:
        refuse_joining(session, first, second)
        _share_customer(session, first, second, actor=actor, now=now)
    if row is None:
        row = SamePerson(first_id=first.id, second_id=second.id)
        session.add(row)
    row.is_same, row.said_by, row.said_at = is_same, actor, now
    session.flush()
    if not is_same and second.id in of(session, first.id):
        raise PersonsTied("a third contact ties them")
    facts = {"contacts": [first.id, second.id], "is_same": is_same}
    ledger.record(session, Event.PERSONS_JUDGED, at=now, actor=actor, facts=facts)
    return row


def _share_customer(session: Session, first: Contact, second: Contact, *, actor: str, now: datetime) -> None:
    """A stranger who is somebody of a customer's belongs there too."""
    customer_id = first.customer_id or second.customer_id
    for one in (first, second):
        if one.customer_id != customer_id:
            one.customer_id = customer_id
            facts = {"contact": one.id, "customer": customer_id, "before": None}
            ledger.record(session, Event.CONTACT_LINKED, at=now, actor=actor, facts=facts)


def refuse_joining(session: Session, first: Contact, second: Contact) -> None:
    """Raises PersonsOfTwoCustomers, PersonsTied."""
    if first.customer_id and second.customer_id and first.customer_id != second.customer_id:
        raise PersonsOfTwoCustomers("each belongs to a customer of its own")
    left, right = of(session, first.id), of(session, second.id)
    for no in _pairs(session, left | right, is_same=False):
        # The pair's own «no» may be taken back; anybody else's stands against it.
        own = (no.first_id, no.second_id) == (first.id, second.id)
        across = {no.first_id, no.second_id} & left and {no.first_id, no.second_id} & right
        if across and not own:
            raise PersonsTied("somebody said of a third that it is not the same person")


def proposals(session: Session, contacts: Iterable[Contact]) -> list[Proposal]:
    """Of one customer's contacts, with strangers who left an address of theirs; nobody was asked of yet."""
    known = list(contacts)
    everybody = {contact.id: contact for contact in [*known, *_strangers(session, known)]}
    judged = {(row.first_id, row.second_id) for row in _pairs(session, set(everybody))}
    person = of_each(session, everybody)
    name = {one.id: names.folded(one.profile_name or "") for one in everybody.values()}
    found: list[Proposal] = []
    for first_id, second_id in combinations(sorted(everybody), 2):
        if (first_id, second_id) in judged or second_id in person[first_id]:
            continue
        first, second = everybody[first_id], everybody[second_id]
        sign = _sign(first, second, same_name=bool(name[first_id]) and name[first_id] == name[second_id])
        if sign is not None:
            found.append(Proposal(first, second, sign))
    return found


def joined(session: Session, contacts: Iterable[Contact]) -> list[SamePerson]:
    """The answers that made these contacts one: what may be taken back."""
    return _pairs(session, {contact.id for contact in contacts}, is_same=True)


def _pairs(session: Session, ids: Iterable[int], *, is_same: bool | None = None) -> list[SamePerson]:
    wanted = list(ids)
    query = select(SamePerson).where(or_(SamePerson.first_id.in_(wanted), SamePerson.second_id.in_(wanted)))
    if is_same is not None:
        query = query.where(SamePerson.is_same.is_(is_same))
    return list(session.scalars(query.order_by(SamePerson.first_id, SamePerson.second_id)))


def _strangers(session: Session, known: list[Contact]) -> list[Contact]:
    """Contacts of no customer who gave a number or an address that one of these has."""
    phones = {number for contact in known if (number := _number(contact))}
    mails = {contact.email for contact in known if contact.email}
    if not phones and not mails:
        return []
    same = or_(
        Contact.phone.in_([f"+{number}" for number in phones]),
        Contact.wa_id.in_(phones),
        Contact.email.in_(mails),
    )
    return list(session.scalars(select(Contact).where(Contact.customer_id.is_(None), same)))


def _sign(first: Contact, second: Contact, *, same_name: bool) -> Sign | None:
    if _number(first) and _number(first) == _number(second):
        return Sign.PHONE
    if first.email and second.email and first.email.lower() == second.email.lower():
        return Sign.EMAIL
    ours = first.customer_id is not None and first.customer_id == second.customer_id
    return Sign.NAME if ours and same_name else None


def _number(contact: Contact) -> str | None:
    return contact.wa_id or (contact.phone.removeprefix("+") if contact.phone else None)
