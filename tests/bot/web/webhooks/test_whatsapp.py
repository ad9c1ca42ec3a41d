"""WhatsApp's door from the outside: signed bytes in, rows, priority and card out, on both databases."""

import asyncio
from typing import Any

from sqlalchemy import event

from tests.bot.edge import Edge
from tests.bot.tables import rows
from tests.bot.web.webhooks.cases import CASES
from tests.bot.web.webhooks.door import knock, priorities, send, stored
from tests.bot.web.webhooks.sent import Case, signed
from tests.support import deliveries
from tests.support.only import table


class TestReceive:
    @table(CASES)
    async def test_input_gives_status_rows_priority_and_card(self, edge: Edge, case: Case) -> None:
        await knock(edge, case, absent=(deliveries.CUSTOMER,))

    async def test_lines_that_come_while_a_worker_works_still_make_one_card(self, edge: Edge) -> None:
        burst = next(case for case in CASES if case.name == "ten_lines")
        for sent in burst.sent(edge.clock()):
            await send(edge, sent)
            edge.clock.move(seconds=1)
            edge.house.run_all()
        edge.house.settle()
        assert priorities(edge) == ["P0"]
        # The leak in the seventh line makes it a P0, which rings as a new message; the old one shrinks.
        old, card = edge.house.slack.posted
        assert "انتقلت" in old.text
        assert card.edits == 2  # the lines after it, and the draft once the customer paused

    async def test_same_delivery_at_the_same_moment_is_stored_once(self, edge: Edge) -> None:
        sent = signed(deliveries.text("متى الموعد؟", at=edge.clock(), message_id="wamid.RACE"))
        answers = await asyncio.gather(*(send(edge, sent) for _ in range(8)))
        assert {answer.status for answer in answers} == {200}
        assert stored(edge) == {"message": 1}

    async def test_database_that_fails_half_way_is_no_acknowledgement_and_stores_nothing(
        self, edge: Edge
    ) -> None:
        untouched = rows(edge.database)
        batch = next(case for case in CASES if case.name == "batch")

        def fail(*_: Any) -> None:
            raise OSError("the disk is full")

        event.listen(edge.database.engine, "commit", fail)
        answers = [await send(edge, sent) for sent in batch.sent(edge.clock())]
        event.remove(edge.database.engine, "commit", fail)
        assert [answer.status for answer in answers] == [500]
        assert rows(edge.database) == untouched

    def test_table_names_each_case_once_in_both_languages(self) -> None:
        for titles in ([c.name for c in CASES], [c.title_ar for c in CASES], [c.title_en for c in CASES]):
            assert len(set(titles)) == len(CASES)
            assert all(titles)
