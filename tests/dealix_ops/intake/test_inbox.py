"""Which lines an approver has not seen, whether a worker read them or not."""

from sqlalchemy import update

from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.intake.models import Inbound
from tests.support.house import House


def unseen(house: House, *, seen: int) -> list[int]:
    with house.database.reading() as session:
        key = session.get_one(Inbound, 1).conversation_key
        lines, _ = StoredInbox().newer_lines(session, key, seen=seen, unprocessed=True)
    return [line.inbound_id for line in lines]


def died(house: House, inbound_id: int) -> None:
    with house.database.transaction() as session:
        session.execute(update(Inbound).where(Inbound.id == inbound_id).values(status="dead"))


class TestNewerLines:
    def test_line_that_died_in_processing_is_still_shown(self, house: House) -> None:
        house.leak()
        house.customer_writes("وينكم؟")
        died(house, 2)
        assert unseen(house, seen=1) == [2]
        assert unseen(house, seen=2) == [2]

    def test_line_that_died_before_the_last_answer_asks_for_no_second_tap(self, house: House) -> None:
        house.leak()
        died(house, 1)
        assert unseen(house, seen=1) == [1]
        with house.database.transaction() as session:
            session.execute(update(Inbound).where(Inbound.id == 1).values(status="done"))
        house.approve(house.token())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        died(house, 1)
        assert unseen(house, seen=1) == []
