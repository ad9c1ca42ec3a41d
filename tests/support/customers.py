"""A customer and a ticket that exist, for tests of what is stored about them."""

from datetime import datetime

from dealix_ops.contacts import customers
from dealix_ops.database import Database
from dealix_ops.ledger import service as ledger
from tests.support.house import House


def customer(database: Database, *, now: datetime, name: str = "شركة نمو للتدريب") -> int:
    with database.transaction() as session:
        return customers.find_or_create(session, name, now=now).id


def ticket(house: House, text: str = "كيف أضيف مستخدماً؟") -> int:
    house.customer_writes(text)
    house.run_all()
    return 1


def told(database: Database) -> list[tuple[str, dict[str, object]]]:
    """Event and facts of every ledger entry, in order."""
    with database.reading() as session:
        return [(entry.event, dict(entry.facts)) for entry in ledger.entries(session)]
