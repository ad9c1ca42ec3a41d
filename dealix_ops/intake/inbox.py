"""The customer's lines read straight from what came in: a decision may not wait for a worker."""

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Conversation
from dealix_ops.intake.item import ItemKind
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.sources import facts_of
from dealix_ops.ports.inbox import NewLine
from dealix_ops.ports.work import WorkStatus


class StoredInbox:
    """Implements `ports.Inbox`."""

    def newer_lines(
        self, session: Session, conversation_key: str, *, seen: int, unprocessed: bool
    ) -> tuple[list[NewLine], int]:
        conversation_key = _written_to(session, conversation_key)
        newer = Inbound.id > seen
        if unprocessed:
            # A dead letter from before the last answer is in the list of dead letters, not in every approval.
            answered = select(Conversation.answered_through_inbound_id).where(
                Conversation.key == conversation_key
            )
            open_line = and_(
                Inbound.status != WorkStatus.DONE.value,
                Inbound.id > func.coalesce(answered.scalar_subquery(), 0),
            )
            newer = or_(newer, open_line)
        query = (
            select(Inbound)
            .where(
                Inbound.conversation_key == conversation_key, Inbound.kind == ItemKind.MESSAGE.value, newer
            )
            .order_by(Inbound.id)
        )
        rows = session.scalars(query).all()
        read = [(row.id, facts_of(row)) for row in rows]
        lines = [NewLine(inbound_id, facts.text, facts.kind) for inbound_id, facts in read]
        return lines, max([seen, *(line.inbound_id for line in lines)])


def _written_to(session: Session, key: str) -> str:
    """Lines that were split off stand in a conversation of their own; the customer writes to the first."""
    root = select(Conversation.split_from_id).where(Conversation.key == key)
    query = select(Conversation.key).where(Conversation.id == root.scalar_subquery())
    return session.scalar(query) or key
