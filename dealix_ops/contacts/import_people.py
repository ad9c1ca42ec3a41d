"""The person of a line: found by any address, linked, given the other addresses; moved to nobody else."""

import secrets
from datetime import datetime
from itertools import combinations

from sqlalchemy.orm import Session

from dealix_ops.contacts import import_copy_ar as copy
from dealix_ops.contacts import persons, suppression
from dealix_ops.contacts.errors import PersonsTied
from dealix_ops.contacts.import_book import Book, identities
from dealix_ops.contacts.import_rows import Row, RowRefused
from dealix_ops.contacts.models import Contact, Customer, SamePerson
from dealix_ops.contacts.service import LEDGER_KEY_BYTES
from dealix_ops.language.masking import mask_identifiers
from dealix_ops.language.normalise import normalise
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event

MAIL = "mail:"


class People:
    def __init__(self, session: Session, book: Book, *, actor: str, now: datetime) -> None:
        self._session = session
        self._book = book
        self._actor = actor
        self._now = now
        self._named: dict[str, tuple[int, str]] = {}
        self._is_suppressed = suppression.suppressed(session)

    def look(self, row: Row, customer: Customer | None) -> list[Contact]:
        """Those that the row's addresses belong to already. Raises RowRefused; nothing is written."""
        self._refuse_second_name(row)
        found: dict[int, Contact] = {}
        for identity in identities(row):
            contact = self._book.contacts.get(identity)
            if contact is None:
                self._refuse_forgotten(identity)
                continue
            theirs = contact.customer_id
            if theirs is not None and (customer is None or theirs != customer.id):
                name = self._book.customers[theirs].name
                raise RowRefused(copy.LINKED_ELSEWHERE.format(address=_shown(identity), customer=name))
            found[contact.id] = contact
        everybody = list(found.values())
        for one, other in combinations(everybody, 2):
            self._refuse_two_persons(one, other)
        return everybody

    def settle(self, row: Row, found: list[Contact], customer: Customer) -> list[str]:
        """What changed about the row's person."""
        if not row.has_address:
            return []
        details: list[str] = []
        base = found[0] if found else self._made()
        people = found or [base]
        for identity in identities(row):
            if identity in self._book.contacts:
                continue
            holder = next((one for one in people if _takes(one, identity, row)), None)
            if holder is None:
                holder = self._made()
                people = [*people, holder]
            _give(holder, identity, row)
            self._book.remember(holder)
            if found:
                details.append(copy.ADDRESS_ADDED.format(address=_shown(identity)))
        self._session.flush()
        for one in people:
            details += self._name_and_link(one, row, customer)
        self._session.flush()
        return details + self._join(people)

    def _made(self) -> Contact:
        made = Contact(ledger_key=secrets.token_bytes(LEDGER_KEY_BYTES), created_at=self._now)
        self._session.add(made)
        return made

    def _name_and_link(self, one: Contact, row: Row, customer: Customer) -> list[str]:
        details: list[str] = []
        name = self._name_of(row)
        if name is not None and one.known_name != name:
            if one.profile_name is not None:
                details.append(copy.WAS.format(column="الاسم", old=one.profile_name, new=name))
            one.known_name = one.profile_name = name
        if one.customer_id is None:
            one.customer_id = customer.id
            facts = {"contact": one.id, "customer": customer.id}
            ledger.record(self._session, Event.CONTACT_LINKED, at=self._now, actor=self._actor, facts=facts)
            details.append(copy.LINKED)
        return details

    def _join(self, people: list[Contact]) -> list[str]:
        """The file says that all addresses of a line are one person's."""
        base, *others = people
        rest = [one for one in others if one.id not in persons.of(self._session, base.id)]
        for one in rest:
            persons.judge(self._session, base, one, is_same=True, actor=self._actor, now=self._now)
        return [copy.ONE_PERSON] if rest else []

    def _name_of(self, row: Row) -> str | None:
        """As the file spelt it first, so that a second run changes nothing."""
        if row.person is None:
            return None
        known_by = identities(row)
        for identity in known_by:
            self._named.setdefault(identity, (row.line, row.person))
        return self._named[known_by[0]][1]

    def _refuse_forgotten(self, identity: str) -> None:
        """An old file does not bring back whom we were asked to forget; whoever wrote since is known."""
        if self._is_suppressed(identity.removeprefix(MAIL)):
            raise RowRefused(copy.FORGOTTEN.format(address=_shown(identity)))

    def _refuse_second_name(self, row: Row) -> None:
        """A number that two share would greet the one by the other's name."""
        for identity in identities(row):
            line, there = self._named.get(identity, (0, row.person))
            if row.person and there and normalise(there) != normalise(row.person):
                shown = _shown(identity)
                raise RowRefused(copy.TWO_NAMES.format(address=shown, line=line, there=there))

    def _refuse_two_persons(self, one: Contact, other: Contact) -> None:
        """What a person said of two is not unsaid by a file."""
        pair = self._session.get(SamePerson, (min(one.id, other.id), max(one.id, other.id)))
        refused = RowRefused(copy.TWO_PERSONS.format(address=_shown(_identity(one))))
        if pair is not None and not pair.is_same:
            raise refused
        try:
            persons.refuse_joining(self._session, one, other)
        except PersonsTied as error:
            raise refused from error


def _takes(contact: Contact, identity: str, row: Row) -> bool:
    """Whether the contact has room for it."""
    if identity == row.wa_user_id:
        return contact.wa_user_id is None
    if identity in row.wa_ids:
        return contact.wa_id is None
    return contact.key is None


def _give(contact: Contact, identity: str, row: Row) -> None:
    if identity == row.wa_user_id:
        contact.wa_user_id = identity
    elif identity in row.wa_ids:
        contact.wa_id = identity
        contact.phone = contact.phone or f"+{identity}"
    else:
        contact.key = identity
        contact.email = contact.email or identity.removeprefix(MAIL)


def _identity(contact: Contact) -> str:
    return contact.wa_id or contact.key or contact.wa_user_id or ""


def _shown(identity: str) -> str:
    """Masked: a report is pasted into channels."""
    number = f"+{identity}" if identity.isdigit() else identity.removeprefix(MAIL)
    return mask_identifiers(number)
