"""What a person does about a text, as a test does it."""

from dealix_ops.drafts.facts import DraftKind
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.writing import Written
from tests.support.house import FOUNDER, OPERATOR, House


def write(
    house: House, text: str, *, over: str | None = None, actor: Actor = OPERATOR, over_waiting: bool = False
) -> bool:
    """«رد جديد» over the newest text; True where it was left for the founder."""
    card = house.card()
    written = Written(
        ticket_id=1,
        over=house.token() if over is None else over,
        kind=DraftKind.ANSWER,
        text=text,
        seen_inbound_id=card.through_inbound_id,
        over_waiting=over_waiting,
    )
    with house.database.transaction() as session:
        return house.decisions.writing.save(session, written, actor=actor, now=house.clock())


def left_for_founder(house: House, text: str) -> None:
    assert write(house, text)


def undo(house: House, approval: str, actor: Actor = FOUNDER) -> str | None:
    with house.database.transaction() as session:
        return house.decisions.hand_offs.undo(session, approval, actor=actor, now=house.clock())


def not_sent(house: House, approval: str, actor: Actor = OPERATOR) -> None:
    with house.database.transaction() as session:
        house.decisions.hand_offs.not_sent(session, approval, actor=actor, now=house.clock())
