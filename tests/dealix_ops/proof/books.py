"""A customer with something recorded, and something the product knows itself."""

from datetime import datetime, timedelta

from sqlalchemy import select

from dealix_ops.contacts.models import Contact
from dealix_ops.database import Database
from dealix_ops.proof import packs, service
from dealix_ops.proof.packs import Pack
from dealix_ops.proof.rules import Figure, Kind, Own, Window
from dealix_ops.proof.service import Told
from dealix_ops.sending.authority import Actor
from dealix_ops.tickets.models import Ticket
from tests.support import customers
from tests.support.house import FOUNDER, OPERATOR, House

WEEK = timedelta(days=7)
ANSWER = "حياكم الله، معكم سالم من ديلكس. تضيفون المستخدم من صفحة الفريق، وأنا معكم إن احتجتم."


def customer(database: Database, *, now: datetime) -> int:
    return customers.customer(database, now=now, name="نخبة الخليج")


def record(
    database: Database,
    customer_id: int,
    *,
    now: datetime,
    kind: Kind = Kind.MEETING,
    words: str = "اجتماع تعريفي مع شركة تدريب",
    amount: int | None = None,
    ago: timedelta = timedelta(hours=1),
    origin: str = "",
    ticket_id: int | None = None,
    actor: Actor = OPERATOR,
) -> int:
    told = Told(kind, words, now - ago, origin or f"view:{kind}{words}{amount}{ago}", amount, ticket_id)
    with database.transaction() as session:
        return service.record(session, customer_id, told, actor=actor, now=now).id


def freeze(database: Database, customer_id: int, *, now: datetime, actor: Actor = FOUNDER) -> Pack:
    with database.transaction() as session:
        return packs.freeze(session, customer_id, Window(now - WEEK, now), actor=actor, now=now)


def figures(database: Database, customer_id: int, *, now: datetime) -> dict[Kind | Own, Figure]:
    with database.reading() as session:
        found = service.figures(session, customer_id, Window(now - WEEK, now))
        return {figure.key: figure for figure in found}


def talk(house: House, customer_id: int) -> None:
    """They ask, we answer and send, they reply; every ticket is the customer's."""
    house.customer_writes("كيف أضيف مستخدماً؟", name="سارة الغامدي")
    house.run_all()
    with house.database.transaction() as session:
        for ticket in session.scalars(select(Ticket)):
            ticket.customer_id = customer_id
        for contact in session.scalars(select(Contact)):
            contact.customer_id = customer_id
    draft = house.card().draft
    assert draft is not None
    house.edit(draft.token, ANSWER, seen=draft.last_inbound_id)
    house.run_all()
    house.clock.move(minutes=5)
    house.mark_sent(house.hand_off().approval_token)
    house.clock.move(minutes=5)
    house.customer_writes("شكراً، وصلت", name="سارة الغامدي")
    house.run_all()
    house.clock.move(minutes=1)
