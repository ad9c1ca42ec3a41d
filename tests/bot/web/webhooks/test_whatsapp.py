"""WhatsApp's door from the outside: signed bytes in, rows, priority and card out, on both databases."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import event, select

from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.models import Inbound
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Answer, Edge
from tests.bot.tables import everything, rows
from tests.bot.web.webhooks.cases import CASES
from tests.bot.web.webhooks.sent import Case, Sent, signed
from tests.support import deliveries

PATH = "/api/webhooks/whatsapp"
LIVE_MARKUP = re.compile(r"<(?!@U_|/?$)[!@#a-zA-Z]")


async def send(edge: Edge, sent: Sent) -> Answer:
    if sent.query is not None:
        return Answer(await edge.http.get(PATH, params=sent.query))
    headers = [(b"x-hub-signature-256", sent.signature.encode())] if sent.signature else []
    if sent.length:
        headers.append((b"content-length", sent.length.encode()))
    content = in_parts(sent.raw) if sent.chunked else sent.raw
    return Answer(await edge.http.post(PATH, content=content, headers=headers))


async def in_parts(raw: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(raw), 100_000):
        yield raw[at : at + 100_000]


def stored(edge: Edge) -> dict[str, int]:
    with edge.database.reading() as session:
        return dict(Counter(session.scalars(select(Inbound.kind))))


def unfinished(edge: Edge) -> list[tuple[str, str | None]]:
    with edge.database.reading() as session:
        received = select(Inbound.status, Inbound.last_error).where(Inbound.status != "done")
        left = select(OutboxRow.status, OutboxRow.last_error).where(OutboxRow.status != "done")
        return [(row[0], row[1]) for query in (received, left) for row in session.execute(query)]


def priorities(edge: Edge) -> list[str]:
    with edge.database.reading() as session:
        return list(session.scalars(select(Ticket.priority).order_by(Ticket.id)))


def seen_by_people(edge: Edge) -> str:
    """Every Slack call as it left: notification texts and blocks."""
    calls = [{"text": m.text, "blocks": m.blocks} for _, m in edge.house.strict.calls]
    return json.dumps(calls, ensure_ascii=False)


def mrkdwn(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        own = [part] if part.get("type") == "mrkdwn" else []
        return own + [found for inner in part.values() for found in mrkdwn(inner)]
    return [found for inner in part for found in mrkdwn(inner)] if isinstance(part, list | tuple) else []


class TestReceive:
    @pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
    async def test_input_gives_status_rows_priority_and_card(self, edge: Edge, case: Case) -> None:
        untouched = rows(edge.database)
        answers = [await send(edge, sent) for sent in case.sent(edge.clock())]
        assert [answer.status for answer in answers] == [case.status] * len(answers)
        assert answers[0].text == case.body
        assert stored(edge) == case.stored
        if not case.stored:
            assert rows(edge.database) == untouched
        edge.house.run_all()
        assert unfinished(edge) == []
        assert priorities(edge) == ([case.priority] if case.priority else [])
        assert [m.thread_ts for m in edge.house.slack.posted] == ([None] if case.priority else [])
        self._nothing_notifies_or_links(edge)
        self._words_are_where_they_belong(edge, case)

    def _nothing_notifies_or_links(self, edge: Edge) -> None:
        assert edge.house.strict.refusals == []
        for _, message in edge.house.strict.calls:
            assert not LIVE_MARKUP.search(message.text)
            for part in mrkdwn(message.blocks or []):
                assert part["verbatim"] is True
                assert not LIVE_MARKUP.search(part["text"])

    def _words_are_where_they_belong(self, edge: Edge, case: Case) -> None:
        people, kept = seen_by_people(edge), everything(edge.database)
        for words in case.card:
            assert words in people
        for words in case.absent:
            assert words not in people
            if words.isascii():
                assert words not in kept
        assert deliveries.CUSTOMER not in people

    async def test_lines_that_come_while_a_worker_works_still_make_one_card(self, edge: Edge) -> None:
        burst = next(case for case in CASES if case.name == "ten_lines")
        for sent in burst.sent(edge.clock()):
            await send(edge, sent)
            edge.clock.move(seconds=1)
            edge.house.run_all()
        assert priorities(edge) == ["P0"]
        # The leak in the seventh line makes it a P0, which rings as a new message; the old one shrinks.
        old, card = edge.house.slack.posted
        assert "انتقلت" in old.text
        assert card.edits == 3

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
