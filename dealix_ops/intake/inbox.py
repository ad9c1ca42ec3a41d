"""The customer's lines read straight from what came in: a decision may not wait for a worker."""

from datetime import datetime

from sqlalchemy import String, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.intake.item import ItemKind
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.sources import facts_of
from dealix_ops.ports.inbox import NewLine
from dealix_ops.ports.work import WorkStatus

PLACE = "initiated"
"""The source of the one row that is nobody's."""

# Built once: they stand between a press and its acknowledgement.
_KEY = bindparam("key", type_=String)
_SPLIT_FROM = select(Conversation.split_from_id).where(Conversation.key == _KEY)
# Lines that were split off stand in a conversation of their own; the customer writes to the first.
_FIRST = select(Conversation.key).where(Conversation.id == _SPLIT_FROM.scalar_subquery())
_WRITTEN_TO = func.coalesce(_FIRST.scalar_subquery(), _KEY)
_ANSWERED = select(Conversation.answered_through_inbound_id).where(Conversation.key == _WRITTEN_TO)
# A dead letter from before the last answer is in the list of dead letters, not in every approval.
_OPEN = and_(
    Inbound.status != WorkStatus.DONE.value, Inbound.id > func.coalesce(_ANSWERED.scalar_subquery(), 0)
)
_IS_NEWER = Inbound.id > bindparam("seen")
_LINES = (
    select(Inbound)
    .where(Inbound.conversation_key == _WRITTEN_TO, Inbound.kind == ItemKind.MESSAGE.value)
    .order_by(Inbound.id)
)
_NEWER, _NEWER_OR_OPEN = _LINES.where(_IS_NEWER), _LINES.where(or_(_IS_NEWER, _OPEN))


class StoredInbox:
    """Implements `ports.Inbox`."""

    def newer_lines(
        self, session: Session, conversation_key: str, *, seen: int, unprocessed: bool
    ) -> tuple[list[NewLine], int]:
        query = _NEWER_OR_OPEN if unprocessed else _NEWER
        rows = session.scalars(query, {"key": conversation_key, "seen": seen})
        lines = [_line(row) for row in rows]
        return lines, max([seen, *(line.inbound_id for line in lines)])

    def place(self, session: Session, *, now: datetime) -> int:
        newest = session.scalar(select(func.max(Inbound.id)))
        return newest if newest is not None else _first_place(session, now)


def _first_place(session: Session, now: datetime) -> int:
    """Of a product to which nobody has ever written: a row that is done, and no line of anybody."""
    row = Inbound(
        source=PLACE,
        kind=ItemKind.OTHER.value,
        external_id=PLACE,
        conversation_key=PLACE,
        partition=PLACE,
        status=WorkStatus.DONE.value,
        body={},
        body_hash="",
        secret_found=False,
        occurred_at=now,
        received_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def _line(row: Inbound) -> NewLine:
    """Of a line whose body was removed by its age only the place is left."""
    if not row.body:
        return NewLine(row.id, "")
    facts = facts_of(row)
    return NewLine(row.id, facts.text, facts.kind)
