"""A customer with an agreed contract and a person to write to, and the clock's jobs on a day in Riyadh."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select

from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH
from dealix_ops.contacts import customers, opt_ins
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.models import Contact
from dealix_ops.contacts.opt_ins import Evidence
from dealix_ops.contacts.service import Sender
from dealix_ops.database import Database
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.sending.models import Initiated
from dealix_ops.vocabulary import Means
from scheduler.jobs import JOBS, TICKS
from scheduler.slots import run_due
from tests.support.clock import MovingClock

OURS = {"initiated.propose", "check_in.list", "proof.review"}
NUMBER = "966551112233"
MAIL = "noura@nukhba.example"


def made(
    database: Database,
    *,
    now: datetime,
    name: str = "النخبة",
    person: dict[str, Any] | None = None,
    agreed: Means | None = Means.WHATSAPP,
    **terms: Any,
) -> int:
    """`agreed`: the way on which this person's yes is recorded."""
    with database.transaction() as session:
        customer = customers.find_or_create(session, name, now=now)
        customers.change(session, customer, Terms(**terms), actor="U_FOUNDER", now=now)
        if person is not None:
            contact = contacts.find_or_create(
                session, Sender(name="نورة", key=f"test:{name}", customer_id=customer.id, **person), now=now
            )
            if agreed is not None:
                address = f"+{contact.wa_id}" if agreed is Means.WHATSAPP else contact.email or ""
                given = Evidence(channel=agreed, address=address, words="في العقد", given_on=now.date())
                opt_ins.record(session, contact, given, actor="U_FOUNDER", now=now)
        return customer.id


def on(product: Product, clock: MovingClock, day: date, at: time = time(10)) -> None:
    """The clock comes by, twice; only the jobs that propose something run."""
    clock.now = datetime.combine(day, at, tzinfo=RIYADH)
    for _ in range(2):
        for job in JOBS:
            if job.id in OURS:
                run_due(product, job)
    next(tick for tick in TICKS if tick.id == "initiated.renew").run(product)


def proposed(database: Database) -> list[tuple[int, str, str]]:
    """Customer, occasion and its day of every message that was ever proposed."""
    with database.reading() as session:
        rows = session.scalars(select(Initiated).order_by(Initiated.ticket_id))
        return [(row.customer_id, row.occasion, row.due_on.isoformat()) for row in rows]


def text_of(database: Database, ticket_id: int) -> DraftVersion:
    with database.reading() as session:
        draft = drafts.latest(session, ticket_id)
        assert draft is not None
        return drafts.version_of(session, draft.id, draft.version)


def contact_of(database: Database, customer_id: int) -> int:
    with database.reading() as session:
        return session.scalars(select(Contact.id).where(Contact.customer_id == customer_id)).one()
