"""What is known before a file is read, in memory: five thousand lines must not ask one by one."""

from dataclasses import dataclass, field
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import addresses
from dealix_ops.contacts import import_copy_ar as copy
from dealix_ops.contacts.import_rows import Row, RowRefused
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.language.normalise import normalise
from dealix_ops.vocabulary import Means


@dataclass
class Book:
    customers: dict[int, Customer] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    """By each identity of theirs."""
    _by_code: dict[str, Customer] = field(default_factory=dict)
    _by_name: dict[str, Customer] = field(default_factory=dict)

    @classmethod
    def load(cls, session: Session) -> Self:
        """Locked until the transaction ends, persons before customers as everywhere; whoever only refers to
        them need not wait."""
        book = cls()
        for contact in session.scalars(select(Contact).order_by(Contact.id).with_for_update(key_share=True)):
            book.remember(contact)
        everybody = select(Customer).order_by(Customer.id)
        for customer in session.scalars(everybody.with_for_update(key_share=True)):
            book.add(customer)
        return book

    def add(self, customer: Customer) -> None:
        self.customers[customer.id] = customer
        self._by_name[normalise(customer.name)] = customer
        if customer.code is not None:
            self._by_code[customer.code] = customer

    def remember(self, contact: Contact) -> None:
        for identity in (contact.key, contact.wa_id, contact.wa_user_id):
            if identity is not None:
                self.contacts[identity] = contact

    def holder(self, means: Means, address: str) -> Contact:
        """Who is known by an address that a row gave."""
        is_mail = means is Means.MAIL
        return self.contacts[addresses.mail_key(address) if is_mail else address.removeprefix("+")]

    def is_called(self, customer: Customer, name: str) -> bool:
        return normalise(customer.name) == normalise(name)

    def customer(self, row: Row) -> Customer | None:
        """The code decides; a name that has another code already is not this customer. Raises RowRefused."""
        by_name = self._by_name.get(normalise(row.customer))
        by_code = self._by_code.get(row.code) if row.code else None
        if by_code is not None and by_name is not None and by_code is not by_name:
            raise RowRefused(copy.CODE_TAKEN.format(code=row.code, customer=by_code.name))
        if by_code is None and by_name is not None and row.code and by_name.code:
            raise RowRefused(copy.CODE_DIFFERS.format(code=by_name.code))
        return by_code or by_name


def identities(row: Row) -> list[str]:
    """Every identity of the row's person, numbers first."""
    mails = [addresses.mail_key(address) for address in row.mails]
    return [*row.wa_ids, *([row.wa_user_id] if row.wa_user_id else []), *mails]
