"""People of one customer who report something, and what a test does with their tickets."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import select

from dealix_ops.contacts import customers
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.service import Sender
from dealix_ops.drafts.proposing import Voice
from dealix_ops.ledger import service as ledger
from dealix_ops.matters import merging, splitting
from dealix_ops.matters.case import Hand
from dealix_ops.matters.joining import Joining
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.models import Approval
from dealix_ops.tickets.models import Matter, Ticket
from tests.support.house import CHANNEL, FOUNDER, House

ELITE, HORIZON = "نخبة الخليج", "الأفق"
NORA, AHMAD, SARA = "966500000001", "966500000002", "966500000003"
NAMES = {NORA: "نورة", AHMAD: "أحمد", SARA: "سارة"}
LEAK = "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم"
SAME_LEAK = "عندي بعد تطلع أسماء متدربين مو عندنا وأرقام جوالاتهم في اللوحة"
DOWN = "اللوحة متوقفة عندنا وما نقدر نشتغل"
CONNECTION = "ربط Gmail ينفصل كل يوم وأسجل من جديد"


def employs(house: House, *wa_ids: str, customer: str = ELITE) -> int:
    """These people are known as this customer's."""
    with house.database.transaction() as session:
        company = customers.find_or_create(session, customer, now=house.clock())
        for wa_id in wa_ids:
            sender = Sender(name=NAMES[wa_id], wa_id=wa_id, customer_id=company.id)
            contacts.find_or_create(session, sender, now=house.clock())
        return company.id


def write(house: House, wa_id: str, *texts: str) -> None:
    for text in texts:
        house.customer_writes(text, wa_id=wa_id, name=NAMES[wa_id])
        house.run_all()


def leak_by(house: House, *wa_ids: str) -> None:
    """The same leak, told by each of them a minute after the other."""
    for wa_id in wa_ids:
        write(house, wa_id, LEAK if wa_id == NORA else SAME_LEAK)
        house.clock.move(seconds=60)


def hand(house: House, actor: Actor = FOUNDER) -> Hand:
    return Hand(house.queues, CHANNEL, Voice("سالم", None), actor, house.clock())


def split(house: House, ticket_id: int, inbound_ids: Collection[int], *, actor: Actor = FOUNDER) -> int:
    with house.database.transaction() as session:
        made = splitting.split(session, ticket_id, inbound_ids, hand(house, actor))
    house.run_all()
    return made


def merge(house: House, ticket_id: int, other_id: int, *, actor: Actor = FOUNDER) -> int:
    with house.database.transaction() as session:
        stays = merging.merge(session, ticket_id, other_id, hand(house, actor)).id
    house.run_all()
    return stays


def take_out(house: House, ticket_id: int, *, actor: Actor = FOUNDER) -> None:
    with house.database.transaction() as session:
        ticket = session.get_one(Ticket, ticket_id)
        joining = Joining(outbox=house.queues, channel=CHANNEL)
        joining.take_out(session, ticket, actor=actor.user_id, now=house.clock())
    house.run_all()


def ticket(house: House, ticket_id: int) -> Ticket:
    with house.database.reading() as session:
        return session.get_one(Ticket, ticket_id)


def matters(house: House) -> list[Matter]:
    with house.database.reading() as session:
        return list(session.scalars(select(Matter).order_by(Matter.id)))


def approvals(house: House) -> list[Approval]:
    with house.database.reading() as session:
        return list(session.scalars(select(Approval).order_by(Approval.id)))


def told(house: House, event: str) -> list[tuple[int | None, str]]:
    """Ticket and actor of each such entry."""
    with house.database.reading() as session:
        return [(one.ticket_id, one.actor) for one in ledger.entries(session) if one.event == event]


def hours(house: House, count: float) -> None:
    house.clock.now += timedelta(hours=count)
