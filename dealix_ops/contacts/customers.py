"""Companies we serve: named once, found by name, and the Slack channels that belong to them."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Customer, CustomerChannel
from dealix_ops.errors import OpsError
from dealix_ops.language.normalise import normalise

NAME_LIMIT = 120


class NameUnusable(OpsError):
    """A customer's name is one line of 1 to 120 characters."""


def find_or_create(session: Session, name: str, *, now: datetime) -> Customer:
    """The customer of this name: «الأفق» and «الافق» are one, other names never. Raises NameUnusable."""
    tidy = " ".join(name.split())
    if not tidy or len(tidy) > NAME_LIMIT:
        raise NameUnusable(f"a name has 1 to {NAME_LIMIT} characters")
    known = next((one for one in session.scalars(select(Customer)) if _spells(one.name, tidy)), None)
    if known is not None:
        return known
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    # Two people may type the same new name at the same moment.
    once = dialect.insert(Customer).values(name=tidy, created_at=now).on_conflict_do_nothing()
    session.execute(once)
    return session.scalars(select(Customer).where(Customer.name == tidy)).one()


def _spells(name: str, other: str) -> bool:
    """The same letters, whatever the keyboard made of hamza, ta marbuta and capitals."""
    return name == other or normalise(name) == normalise(other)


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
