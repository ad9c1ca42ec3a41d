"""What the founder does beside the tickets: the customers' file, what we would begin ourselves, freezes."""

from collections.abc import Iterable
from datetime import timedelta

from dealix_ops.contacts.import_file import read
from dealix_ops.contacts.importing import Importing, Outcome
from dealix_ops.drafts import service as drafts
from dealix_ops.freezes import service as freezes
from tests.bot.edge import Edge
from tests.dealix_ops.proof import books
from tests.quarter.naive_success import Contract
from tests.support.house import FOUNDER

COLUMNS = "العميل,بداية العقد,التجديد,جهة الاتصال,الجوال"


def imports(edge: Edge, contracts: Iterable[Contract]) -> None:
    """As `dealix customers import` reads it."""
    rows = [COLUMNS]
    for one in contracts:
        person = f"منسق {one.customer},05{90000000 + one.customer}"
        rows.append(f"شركة {one.customer},{one.began},{one.renews},{person}")
    with edge.database.transaction() as session:
        told = Importing(session, "U1", edge.clock(), {}).run(read("\n".join(rows).encode()))
    assert {one.outcome for one in told} == {Outcome.NEW}, told


def proves(edge: Edge, customer: int) -> None:
    """What was achieved for them is recorded, and a Proof Pack made of the week."""
    now = edge.clock()
    books.record(edge.database, customer, now=now, ago=timedelta(minutes=1), origin=f"view:{now}")
    books.freeze(edge.database, customer, now=now)


def declines(edge: Edge, ticket_ids: Iterable[int]) -> None:
    """«لا ترسل هذا» on each."""
    with edge.database.reading() as session:
        waiting = [drafts.waiting(session, ticket_id) for ticket_id in ticket_ids]
    for version in waiting:
        assert version is not None
        edge.house.reject(version.token)
    edge.house.run_all()


def lifts(edge: Edge) -> None:
    """Whatever a critical week froze."""
    with edge.database.transaction() as session:
        for freeze in freezes.standing(session):
            freezes.lift(session, freeze, by=FOUNDER.user_id, now=edge.clock())
