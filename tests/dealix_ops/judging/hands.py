"""Judgements as a test makes them, and what they leave behind."""

from sqlalchemy import select

from dealix_ops.drafts.models import DraftVersion
from dealix_ops.judging.models import TriageExample
from dealix_ops.judging.rules import LowerReason
from dealix_ops.judging.service import Lowering
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Entry
from dealix_ops.sending.authority import Actor
from dealix_ops.vocabulary import Priority
from tests.support.house import FOUNDER, OPERATOR, House

CALM = "متى موعد التقرير الشهري؟"
WHY = "يسأل فقط، وليس عنده بلاغ"


def raise_(house: House, to: Priority, *, shown: Priority = Priority.P3, actor: Actor = OPERATOR) -> None:
    with house.database.transaction() as session:
        house.judging.raise_by_person(session, 1, shown=shown, to=to, actor=actor, now=house.clock())


def lower(
    house: House,
    to: Priority,
    *,
    shown: Priority = Priority.P0,
    actor: Actor = FOUNDER,
    reason: LowerReason = LowerReason.QUESTION,
    note: str = WHY,
    seen: int | None = None,
) -> None:
    through = house.card().through_inbound_id if seen is None else seen
    asked = Lowering(ticket_id=1, shown=shown, seen_inbound_id=through, to=to, reason=reason, note=note)
    with house.database.transaction() as session:
        house.judging.lower(session, asked, actor=actor, now=house.clock())


def written(house: House, *texts: str) -> None:
    house.customer_writes(*texts)
    house.run_all()


def told(house: House, event: str) -> list[Entry]:
    with house.database.reading() as session:
        return [entry for entry in ledger.entries(session) if entry.event == event]


def versions(house: House) -> list[DraftVersion]:
    with house.database.reading() as session:
        return list(session.scalars(select(DraftVersion).order_by(DraftVersion.id)))


def examples(house: House) -> list[TriageExample]:
    with house.database.reading() as session:
        return list(session.scalars(select(TriageExample).order_by(TriageExample.id)))
