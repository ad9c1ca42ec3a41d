"""Slack's events from the outside: signed bytes in, rows, priority and card out, on both databases."""

import asyncio
from typing import Any

from sqlalchemy import event

from tests.bot.edge import Edge
from tests.bot.listeners.hands import mapped
from tests.bot.tables import rows
from tests.bot.web.webhooks import slack_sent
from tests.bot.web.webhooks.door import knock, send, stored
from tests.bot.web.webhooks.sent import Case
from tests.bot.web.webhooks.slack_cases import CASES
from tests.support.only import table


class TestReceive:
    @table(CASES)
    async def test_event_gives_status_rows_priority_and_card(self, edge: Edge, case: Case) -> None:
        mapped(edge)
        await knock(edge, case)

    async def test_same_event_at_the_same_moment_is_stored_once(self, edge: Edge) -> None:
        mapped(edge)
        sent = slack_sent.retried(edge.clock())
        answers = await asyncio.gather(*(send(edge, one) for one in sent * 2))
        assert {answer.status for answer in answers} == {200}
        assert stored(edge) == {"message": 1}

    async def test_after_a_crash_the_retry_is_taken(self, edge: Edge) -> None:
        """A request with a retry header is dropped by nobody: the first try may have stored nothing."""
        mapped(edge)
        first, retry, *_ = slack_sent.retried(edge.clock())

        def fail(*_: Any) -> None:
            raise OSError("the disk is full")

        untouched = rows(edge.database)
        event.listen(edge.database.engine, "commit", fail)
        assert (await send(edge, first)).status == 500
        event.remove(edge.database.engine, "commit", fail)
        assert rows(edge.database) == untouched
        assert (await send(edge, retry)).status == 200
        assert stored(edge) == {"message": 1}

    def test_table_names_each_case_once_in_both_languages(self) -> None:
        for titles in ([c.name for c in CASES], [c.title_ar for c in CASES], [c.title_en for c in CASES]):
            assert len(set(titles)) == len(CASES)
            assert all(titles)
