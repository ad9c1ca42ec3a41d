"""A customer file into our rows: each line new, changed, as it was, or refused with its reason.

A dry run does the same and is rolled back by the caller, so that its report is what would happen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts import customers, opt_ins
from dealix_ops.contacts import import_copy_ar as copy
from dealix_ops.contacts.import_book import Book
from dealix_ops.contacts.import_file import Column, Table
from dealix_ops.contacts.import_people import People
from dealix_ops.contacts.import_rows import BundleUnknown, Row, RowRefused, folded_bundle, parse
from dealix_ops.contacts.models import Customer
from dealix_ops.contacts.opt_ins import Evidence
from dealix_ops.language.normalise import normalise
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event

COLUMN_OF = {
    "bundle_id": Column.BUNDLE,
    "monthly_sar": Column.MONTHLY,
    "contract_on": Column.CONTRACT,
    "renews_on": Column.RENEWAL,
    "owner": Column.OWNER,
}


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Told:
    """What became of a line; `details` are sentences, the reason for a refused one."""

    line: int
    outcome: Outcome
    subject: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Importing:
    """One file in the caller's transaction; `actor` stands in the ledger as who said it.

    `bundles` are names by key; a file may say either.
    """

    session: Session
    actor: str
    now: datetime
    bundles: Mapping[str, str]
    _first_said: dict[tuple[int, str], tuple[int, Any]] = field(default_factory=dict)
    _first_name: dict[int, tuple[int, str]] = field(default_factory=dict)
    _seen: dict[Row, int] = field(default_factory=dict)

    def run(self, table: Table) -> list[Told]:
        book = Book.load(self.session)
        people = People(self.session, book, actor=self.actor, now=self.now)
        bundles = {folded_bundle(said): key for key, name in self.bundles.items() for said in (key, name)}
        told: list[Told] = []
        for raw in table.rows:
            subject = " · ".join(
                raw.cells[column] for column in (Column.CUSTOMER, Column.CONTACT) if column in raw.cells
            )
            try:
                row = parse(raw, bundles=bundles, today=riyadh(self.now).date())
                told.append(self._take(row, subject, book, people))
            except BundleUnknown as refused:
                why = copy.BUNDLE.format(value=refused, known="، ".join(self.bundles.values()))
                told.append(Told(raw.line, Outcome.REFUSED, subject, (why,)))
            except RowRefused as refused:
                told.append(Told(raw.line, Outcome.REFUSED, subject, (str(refused),)))
        return told

    def _take(self, row: Row, subject: str, book: Book, people: People) -> Told:
        """Everything that may refuse comes first: a refused line has written nothing."""
        alike = replace(row, line=0)
        if alike in self._seen:
            raise RowRefused(copy.SAME_LINE.format(line=self._seen[alike]))
        known = book.customer(row)
        if known is not None:
            self._refuse_contradiction(row, known)
        persons = people.look(row, known)
        customer = known or self._made(row, book)
        details = [] if known is None else self._renamed(row, customer, book)
        details += self._terms(row, customer)
        self._seen[alike] = row.line
        self._remember(row, customer)
        details += people.settle(row, persons, customer)
        if row.opt_in and row.opt_in_on and (at := row.opt_in_at):
            given = Evidence(channel=at[0], address=at[1], words=row.opt_in, given_on=row.opt_in_on)
            holder = book.holder(*at)
            if opt_ins.record(self.session, holder, given, actor=self.actor, now=self.now):
                details.append(copy.OPT_IN)
        if known is None or (row.has_address and not persons):
            return Told(row.line, Outcome.NEW, subject, tuple(one for one in details if one != copy.LINKED))
        return Told(row.line, Outcome.CHANGED if details else Outcome.SAME, subject, tuple(details))

    def _made(self, row: Row, book: Book) -> Customer:
        customer = customers.create(self.session, row.customer, now=self.now)
        customer.code = row.code
        self.session.flush()
        book.add(customer)
        return customer

    def _renamed(self, row: Row, customer: Customer, book: Book) -> list[str]:
        """By its code it is the same customer under another name; by its name it may get its code."""
        details: list[str] = []
        changed: list[str] = []
        if not book.is_called(customer, row.customer):
            details.append(_was(Column.CUSTOMER, customer.name, row.customer))
            customer.name, changed = row.customer, [*changed, Column.CUSTOMER.value]
        if row.code is not None and customer.code is None:
            details.append(_was(Column.CODE, None, row.code))
            customer.code, changed = row.code, [*changed, Column.CODE.value]
        if changed:
            self.session.flush()
            book.add(customer)
            facts = {"customer": customer.id, "changed": changed}
            ledger.record(self.session, Event.CUSTOMER_CHANGED, at=self.now, actor=self.actor, facts=facts)
        return details

    def _terms(self, row: Row, customer: Customer) -> list[str]:
        """An empty cell takes nothing away."""
        said = {name: getattr(row, name) for name in COLUMN_OF if getattr(row, name) is not None}
        terms = replace(customers.terms_of(customer), **said)
        changed = customers.change(self.session, customer, terms, actor=self.actor, now=self.now)
        return [
            _was(COLUMN_OF[name], self._said(old), self._said(new)) for name, (old, new) in changed.items()
        ]

    def _said(self, value: Any) -> Any:
        """A bundle by its name; anything else as it is."""
        return self.bundles.get(value, value) if isinstance(value, str) else value

    def _refuse_contradiction(self, row: Row, customer: Customer) -> None:
        line, called = self._first_name.get(customer.id, (0, row.customer))
        if normalise(called) != normalise(row.customer):  # one code on two companies is a slip
            texts = {"there": called, "here": row.customer}
            raise RowRefused(copy.CONTRADICTS.format(line=line, column=Column.CUSTOMER.name_ar, **texts))
        for name, column in COLUMN_OF.items():
            here, there = getattr(row, name), self._first_said.get((customer.id, name))
            if here is not None and there is not None and there[1] != here:
                texts = {"there": _shown(self._said(there[1])), "here": _shown(self._said(here))}
                raise RowRefused(copy.CONTRADICTS.format(line=there[0], column=column.name_ar, **texts))

    def _remember(self, row: Row, customer: Customer) -> None:
        self._first_name.setdefault(customer.id, (row.line, row.customer))
        for name in COLUMN_OF:
            value = getattr(row, name)
            if value is not None:
                self._first_said.setdefault((customer.id, name), (row.line, value))


def _was(column: Column, old: Any, new: Any) -> str:
    words = copy.IS if old is None else copy.WAS
    return words.format(column=column.name_ar, old=_shown(old), new=_shown(new))


def _shown(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
