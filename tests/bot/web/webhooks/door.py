"""What every door is put through: requests in, rows, priority and card out, and nothing half done."""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import select

from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.models import Inbound
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Answer, Edge
from tests.bot.tables import everything, rows
from tests.bot.web.webhooks.sent import Case, Sent

LIVE_MARKUP = re.compile(r"<(?!@U_|@U0[A-Z]+>|#C0[A-Z]+>|/?$)[!@#a-zA-Z]")
"""What Slack would make live, but our own people, and who wrote in Slack and in which channel."""


async def send(edge: Edge, sent: Sent) -> Answer:
    if sent.query is not None:
        return Answer(await edge.http.get(sent.path, params=sent.query))
    headers = [(name.encode(), value.encode()) for name, value in sent.headers.items()]
    headers += [(b"x-hub-signature-256", sent.signature.encode())] if sent.signature else []
    if sent.length:
        headers.append((b"content-length", sent.length.encode()))
    content = in_parts(sent.raw) if sent.chunked else sent.raw
    return Answer(await edge.http.post(sent.path, content=content, headers=headers))


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


async def knock(edge: Edge, case: Case, *, absent: tuple[str, ...] = ()) -> None:
    """Send a case and look at everything it may have changed; `absent` may stand nowhere before people."""
    untouched = rows(edge.database)
    answers = [await send(edge, sent) for sent in case.sent(edge.clock())]
    assert [answer.status for answer in answers] == [case.status] * len(answers)
    assert answers[0].text == case.body
    assert stored(edge) == case.stored
    if not case.stored:
        assert rows(edge.database) == untouched
    edge.house.run_all()
    edge.house.settle()
    assert unfinished(edge) == []
    assert priorities(edge) == ([case.priority] if case.priority else [])
    assert [m.thread_ts for m in edge.house.slack.posted] == ([None] if case.priority else [])
    _nothing_notifies_or_links(edge)
    _words_are_where_they_belong(edge, case, absent)


def _nothing_notifies_or_links(edge: Edge) -> None:
    assert edge.house.strict.refusals == []
    for _, message in edge.house.strict.calls:
        assert not LIVE_MARKUP.search(message.text)
        for part in mrkdwn(message.blocks or []):
            assert part["verbatim"] is True
            assert not LIVE_MARKUP.search(part["text"])


def _words_are_where_they_belong(edge: Edge, case: Case, absent: tuple[str, ...]) -> None:
    people, kept = seen_by_people(edge), everything(edge.database)
    for words in case.card:
        assert words in people
    for words in case.absent:
        assert words not in people
        if words.isascii():
            assert words not in kept
    for words in absent:
        assert words not in people
