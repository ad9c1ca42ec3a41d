"""Companies we serve: named once, found by name, and the Slack channels that belong to them."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.contacts import names
from dealix_ops.contacts.errors import CustomerChanged
from dealix_ops.contacts.models import Customer, CustomerChannel
from dealix_ops.errors import OpsError
from dealix_ops.language.normalise import normalise
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry

NAME_LIMIT = 120


class NameUnusable(OpsError):
    """A customer's name is one line of 1 to 120 characters."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a customer has agreed with us; `monthly_sar` is whole riyals, the days are Riyadh's."""

    bundle_id: str | None = None
    monthly_sar: int | None = None
    contract_on: date | None = None
    renews_on: date | None = None
    owner: str | None = None
    check_in: str | None = None


MONEY = frozenset({"bundle_id", "monthly_sar", "contract_on", "renews_on"})
"""Fields of `Terms` that only a founder changes."""


def terms_of(customer: Customer) -> Terms:
    return Terms(**{field.name: getattr(customer, field.name) for field in fields(Terms)})


def change(
    session: Session, customer: Customer, terms: Terms, *, actor: str, now: datetime
) -> dict[str, tuple[Any, Any]]:
    """What is different becomes so, in the ledger with old and new; the caller has the lock.

    Returns each changed field with both values.
    """
    was = terms_of(customer)
    changed = {
        field.name: (getattr(was, field.name), getattr(terms, field.name))
        for field in fields(Terms)
        if getattr(was, field.name) != getattr(terms, field.name)
    }
    if changed:
        for name, (_, new) in changed.items():
            setattr(customer, name, new)
        told = {name: [_plain(old), _plain(new)] for name, (old, new) in changed.items()}
        facts = {"customer": customer.id, "changed": told}
        ledger.record(session, Event.CUSTOMER_CHANGED, at=now, actor=actor, facts=facts)
    return changed


def changed_by(session: Session, customer: Customer) -> CustomerChanged:
    """Who changed its terms last, for whoever comes second."""
    query = select(LedgerEntry).where(LedgerEntry.event == Event.CUSTOMER_CHANGED.value)
    newest = session.scalars(query.order_by(LedgerEntry.id.desc()))
    last = next((one for one in newest if one.facts.get("customer") == customer.id), None)
    return (
        CustomerChanged(by=last.actor, at=last.at) if last else CustomerChanged(by="", at=customer.created_at)
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def find_or_create(session: Session, name: str, *, now: datetime) -> Customer:
    """The customer of this name: «الأفق» and «الافق» are one, other names never. Raises NameUnusable."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > NAME_LIMIT:
        raise NameUnusable(f"a name has 1 to {NAME_LIMIT} characters")
    known = next((one for one in session.scalars(select(Customer)) if _spells(one.name, tidy)), None)
    return known or create(session, tidy, now=now)


def create(session: Session, tidy: str, *, now: datetime) -> Customer:
    """Of a name that no other customer spells; the caller has looked."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    # Two people may type the same new name at the same moment.
    once = dialect.insert(Customer).values(name=tidy, created_at=now).on_conflict_do_nothing()
    session.execute(once)
    return session.scalars(select(Customer).where(Customer.name == tidy)).one()


def _spells(name: str, other: str) -> bool:
    """The same letters, whatever the keyboard made of hamza, ta marbuta and capitals."""
    return name == other or normalise(name) == normalise(other)


def find(session: Session, words: str) -> list[Customer]:
    """Whose name or code says these words, the likeliest first: the whole name, its beginning, each word.

    Hamza, «ال» and capitals are forgiven; what only resembles a name is not found.
    """
    asked = names.folded(words)
    if not asked:
        return []
    ranked = (
        (rank, one)
        for one in session.scalars(select(Customer))
        if (rank := names.rank(asked, one.name, one.code)) is not None
    )
    return [one for _, one in sorted(ranked, key=lambda pair: (pair[0], pair[1].name))]


def newest(session: Session, *, limit: int) -> list[Customer]:
    """For a menu: the newest first, at most `limit`."""
    return list(session.scalars(select(Customer).order_by(Customer.id.desc()).limit(limit)))


def channels(session: Session) -> dict[str, int]:
    """Every mapped Slack channel and its customer's id."""
    rows = session.execute(select(CustomerChannel.channel, CustomerChannel.customer_id))
    return dict(rows.all())


def map_channel(session: Session, channel: str, customer: Customer, *, by: str, now: datetime) -> None:
    """From now on whoever writes there writes for this customer; a second call moves the channel."""
    session.merge(CustomerChannel(channel=channel, customer_id=customer.id, mapped_by=by, mapped_at=now))


def unmap_channel(session: Session, channel: str) -> bool:
    """False where it was not mapped."""
    row = session.get(CustomerChannel, channel)
    if row is not None:
        session.delete(row)
        session.flush()
    return row is not None


def is_known(session: Session, customer_id: int) -> bool:
    return session.get(Customer, customer_id) is not None


def locked(session: Session, customer_id: int) -> Customer:
    """The row that every change of what belongs to a customer waits for."""
    lock = {"key_share": True}  # whoever only refers to it need not wait
    return session.get_one(Customer, customer_id, with_for_update=lock, populate_existing=True)
