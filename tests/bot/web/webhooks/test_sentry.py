"""Sentry's door from the outside: signed bytes in, rows, one ticket and one card out, on both databases."""

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport
from sqlalchemy import event, select

from dealix_ops import monitoring
from dealix_ops.alerts.models import Alert
from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.settings import Settings
from dealix_ops.sla import service as sla
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Answer, Edge
from tests.bot.tables import everything, rows
from tests.bot.web.webhooks import sentry_sent
from tests.bot.web.webhooks.sent import Case, Sent
from tests.bot.web.webhooks.sentry_cases import CASES
from tests.bot.web.webhooks.sentry_sent import ENDS, FIRES, body, knock
from tests.support.house import FOUNDER, OPERATOR, STRANGER
from tests.support.only import table

PATH = "/api/webhooks/sentry"
LIVE_MARKUP = re.compile(r"<(?!@U_|/?$)[!@#a-zA-Z]")


async def send(edge: Edge, sent: Sent) -> Answer:
    headers = dict(sent.headers)
    content = in_parts(sent.raw) if sent.chunked else sent.raw
    return Answer(await edge.http.post(PATH, content=content, headers=headers))


async def in_parts(raw: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(raw), 100_000):
        yield raw[at : at + 100_000]


async def send_all(edge: Edge, sent: Sequence[Sent]) -> None:
    for one in sent:
        assert (await send(edge, one)).status == 200
    edge.house.run_all()


def stored(edge: Edge) -> dict[str, int]:
    with edge.database.reading() as session:
        return dict(Counter(session.scalars(select(Inbound.kind))))


def unfinished(edge: Edge) -> list[tuple[str, str | None]]:
    with edge.database.reading() as session:
        received = select(Inbound.status, Inbound.last_error).where(Inbound.status != "done")
        left = select(OutboxRow.status, OutboxRow.last_error).where(OutboxRow.status != "done")
        return [(row[0], row[1]) for query in (received, left) for row in session.execute(query)]


def alert_of(edge: Edge) -> Alert:
    with edge.database.reading() as session:
        return session.scalars(select(Alert)).one()


def tickets(edge: Edge) -> list[Ticket]:
    with edge.database.reading() as session:
        return list(session.scalars(select(Ticket).order_by(Ticket.id)))


def ledger_events(edge: Edge) -> list[str]:
    with edge.database.reading() as session:
        return [entry.event for entry in ledger.entries(session)]


def seen_by_people(edge: Edge) -> str:
    calls = [{"text": m.text, "blocks": m.blocks} for _, m in edge.house.strict.calls]
    return json.dumps(calls, ensure_ascii=False)


class TestReceive:
    @table(CASES)
    async def test_input_gives_status_rows_priority_and_card(self, edge: Edge, case: Case) -> None:
        untouched = rows(edge.database)
        answers = [await send(edge, sent) for sent in case.sent(edge.clock())]
        assert [answer.status for answer in answers] == [case.status] * len(answers)
        assert stored(edge) == case.stored
        if not case.stored:
            assert rows(edge.database) == untouched
        edge.house.run_all()
        assert unfinished(edge) == []
        assert [ticket.priority for ticket in tickets(edge)] == ([case.priority] if case.priority else [])
        assert len(edge.house.slack.posted) == (1 if case.priority else 0)
        people, kept = seen_by_people(edge), everything(edge.database)
        assert [words for words in case.card if words not in people] == []
        assert [words for words in case.absent if words in people] == []
        assert [words for words in case.absent if words.isascii() and words in kept] == []
        assert edge.house.strict.refusals == []
        assert "evil.example/issues" not in people
        for _, message in edge.house.strict.calls:
            assert not LIVE_MARKUP.search(json.dumps([message.text, message.blocks], ensure_ascii=False))

    async def test_old_delivery_is_noted(self, desk_edge: Edge) -> None:
        await send_all(desk_edge, sentry_sent.stale(desk_edge.clock()))
        with desk_edge.database.reading() as session:
            noted = session.scalars(select(Inbound.body)).one()["hook"]
        assert noted["late_s"] > 10**8

    async def test_same_delivery_at_the_same_moment_is_stored_once(self, edge: Edge) -> None:
        [one, _] = sentry_sent.twice(edge.clock())
        answers = await asyncio.gather(*(send(edge, one) for _ in range(8)))
        assert {answer.status for answer in answers} == {200}
        assert stored(edge) == {"alert": 1}

    async def test_database_that_fails_is_no_acknowledgement_and_no_report(self, edge: Edge) -> None:
        """Told to Sentry, it would come back as the next alert."""
        caught = watch_sentry()
        untouched = rows(edge.database)

        def fail(*_: Any) -> None:
            raise OSError("the disk is full")

        event.listen(edge.database.engine, "commit", fail)
        answers = [await send(edge, sent) for sent in sentry_sent.alert()(edge.clock())]
        event.remove(edge.database.engine, "commit", fail)
        sentry_sdk.init()
        assert [answer.status for answer in answers] == [500]
        assert rows(edge.database) == untouched
        assert caught == []

    def test_table_names_each_case_once_in_both_languages(self) -> None:
        for titles in ([c.name for c in CASES], [c.title_ar for c in CASES], [c.title_en for c in CASES]):
            assert len(set(titles)) == len(CASES)
            assert all(titles)


class TestOrder:
    @pytest.mark.parametrize("seed", [1])
    async def test_hundred_shuffled_with_repeats_count_once_and_at_their_own_time(
        self, edge: Edge, seed: int
    ) -> None:
        dice, now = random.Random(seed), edge.clock()
        times = [now - timedelta(seconds=10 * number) for number in range(100)]
        batch: list[Sent] = [
            knock(body("event_alert", at), resource="event_alert", at=now, request_id=f"req{number}")
            for number, at in enumerate(times)
        ]
        batch += dice.sample(batch, 30)
        dice.shuffle(batch)
        await send_all(edge, batch)
        assert stored(edge) == {"alert": 100}
        alert = alert_of(edge)
        assert (alert.alerts, alert.first_seen, alert.last_seen) == (100, min(times), max(times))
        with edge.database.reading() as session:
            assert sorted(session.scalars(select(Inbound.occurred_at))) == sorted(times)
        assert len(tickets(edge)) == len(edge.house.slack.posted) == 1

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (0, 2, 1), (2, 0, 1)])
    async def test_state_follows_the_sources_times_in_every_order(
        self, desk_edge: Edge, order: tuple[int, ...]
    ) -> None:
        """Alert, end, alert again: whatever comes first, it fires; with the end last, it is over."""
        steps = (FIRES, ENDS, FIRES)
        sent = sentry_sent.then(*steps)(desk_edge.clock())
        for place in order:
            await send_all(desk_edge, [sent[place]])
        assert alert_of(desk_edge).state == "firing"
        assert [ticket.status for ticket in tickets(desk_edge)] == ["open"]
        end = desk_edge.clock() + timedelta(seconds=30)
        desk_edge.clock.move(seconds=40)
        await send_all(desk_edge, [knock(body("issue", end, action="resolved"), resource="issue", at=end)])
        assert [ticket.status for ticket in tickets(desk_edge)] == ["resolved"]

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    async def test_new_issue_and_the_alert_of_its_rule_are_one_occurrence(
        self, desk_edge: Edge, order: tuple[int, ...]
    ) -> None:
        sent = sentry_sent.then(("issue", "created", {}), FIRES)(desk_edge.clock())
        await send_all(desk_edge, [sent[place] for place in order])
        assert (alert_of(desk_edge).alerts, len(tickets(desk_edge))) == (1, 1)

    async def test_late_older_event_never_moves_the_state_back(self, edge: Edge) -> None:
        sent = sentry_sent.then(FIRES, FIRES, ENDS)
        first, late, end = sent(edge.clock())
        await send_all(edge, [first, end, late])
        assert (alert_of(edge).state, alert_of(edge).alerts) == ("resolved", 2)
        assert [ticket.status for ticket in tickets(edge)] == ["resolved"]
        assert len(edge.house.slack.posted) == 1

    async def test_regression_reopens_rings_and_starts_new_clocks(self, edge: Edge) -> None:
        steps = (FIRES, ENDS)
        await send_all(edge, sentry_sent.then(*steps)(edge.clock()))
        edge.clock.move(hours=1)
        again = body("issue", edge.clock(), action="unresolved", substatus="regressed")
        await send_all(edge, [knock(again, resource="issue", at=edge.clock())])
        [ticket] = tickets(edge)
        assert (ticket.status, ticket.priority, ticket.claimed_by) == ("open", "P1", None)
        old, new = edge.house.slack.posted
        assert "انتقلت" in old.text
        assert "تنبيه عاجل" in new.text
        events = ledger_events(edge)
        assert [events.count(f"ticket.{name}") for name in ("opened", "resolved", "reopened")] == [1, 1, 1]
        assert events.count("sla.resolution_met") == 1
        with edge.database.reading() as session:
            running = sla.clocks(session, ticket.id)
        started = {(due.started_at, due.met_at) for due in running.values()}
        assert started == {(edge.clock().replace(microsecond=0), None)}

    async def test_rise_is_posted_anew_and_p0_stays_a_persons(self, edge: Edge) -> None:
        many: dict[str, Any] = {"userCount": 500, "substatus": "escalating"}
        steps = (
            ("event_alert", None, {"level": "fatal", "environment": "staging"}),
            FIRES,
        )
        await send_all(edge, sentry_sent.then(*steps, ("issue", "unresolved", many))(edge.clock())[:1])
        assert [ticket.priority for ticket in tickets(edge)] == ["P3"]
        await send_all(edge, sentry_sent.then(*steps, ("issue", "unresolved", many))(edge.clock())[1:])
        assert [ticket.priority for ticket in tickets(edge)] == ["P1"]
        assert len(edge.house.slack.posted) >= 2


class TestClaim:
    async def test_one_wins_and_the_other_is_told_who(self, edge: Edge) -> None:
        await send_all(edge, sentry_sent.alert()(edge.clock()))
        token = alert_of(edge).token
        people = (FOUNDER.user_id, OPERATOR.user_id)
        answers = await asyncio.gather(*(edge.press("ticket.claim", token, user=user) for user in people))
        edge.house.run_all()
        assert {answer.status for answer in answers} == {200}
        [ticket] = tickets(edge)
        loser = next(user for user in people if user != ticket.claimed_by)
        [(_, told, words)] = edge.house.slack.whispers
        assert (told, words.startswith(f"سبقك <@{ticket.claimed_by}> واستلمها")) == (loser, True)
        events = ledger_events(edge)
        assert (events.count("ticket.claimed"), events.count("sla.first_response_met")) == (1, 1)
        assert f"استلمها <@{ticket.claimed_by}>" in seen_by_people(edge)

    async def test_stranger_takes_nothing_and_the_ledger_knows(self, edge: Edge) -> None:
        await send_all(edge, sentry_sent.alert()(edge.clock()))
        await edge.press("ticket.claim", alert_of(edge).token, user=STRANGER.user_id)
        edge.house.run_all()
        assert tickets(edge)[0].claimed_by is None
        with edge.database.reading() as session:
            [refused] = [e for e in ledger.entries(session) if e.event == "decision.refused"]
        assert (refused.actor, refused.ticket_id) == (STRANGER.user_id, 1)
        assert "للمؤسس والمشغّلين فقط" in edge.house.slack.whispers[0][2]

    @pytest.mark.parametrize("value", ["1", "", "x" * 2000, "' OR 1=1 --"])
    async def test_forged_value_takes_nothing(self, desk_edge: Edge, value: str) -> None:
        await send_all(desk_edge, sentry_sent.alert()(desk_edge.clock()))
        await desk_edge.press("ticket.claim", value)
        assert tickets(desk_edge)[0].claimed_by is None

    async def test_button_of_the_round_before_takes_nothing(self, desk_edge: Edge) -> None:
        edge = desk_edge
        steps = (FIRES, ENDS, FIRES)
        sent = sentry_sent.then(*steps)(edge.clock())
        await send_all(edge, sent[:2])
        old = alert_of(edge).token
        await edge.press("ticket.claim", old)
        edge.house.run_all()
        assert "أُغلقت التذكرة" in edge.house.slack.whispers[-1][2]
        await send_all(edge, sent[2:])
        await edge.press("ticket.claim", old)
        assert tickets(edge)[0].claimed_by is None
        await edge.press("ticket.claim", alert_of(edge).token)
        assert tickets(edge)[0].claimed_by == FOUNDER.user_id


class TestOwnErrors:
    async def test_failure_over_an_alert_is_a_dead_letter_and_no_report(
        self, edge: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        caught = watch_sentry()

        def fail(*_: Any, **__: Any) -> None:
            error = ValueError("a fault of ours")
            sentry_sdk.capture_exception(error)
            raise error

        monkeypatch.setattr("dealix_ops.intake.alerts.signal", fail)
        for sent in sentry_sent.alert()(edge.clock()):
            assert (await send(edge, sent)).status == 200
        edge.house.run_all()
        assert [status for status, _ in unfinished(edge)] == ["dead"]
        assert caught == []
        sentry_sdk.capture_exception(ValueError("any other fault of ours"))
        sentry_sdk.init()
        [told] = [envelope.get_event() for envelope in caught]
        assert told is not None
        assert told["tags"]["dealix.product"] == "ops"

    async def test_own_alert_again_and_again_is_one_ticket(self, desk_edge: Edge) -> None:
        own = sentry_sent.alert(tags=[["environment", "production"], ["dealix.product", "ops"]])
        for _ in range(5):
            await send_all(desk_edge, own(desk_edge.clock()))
        assert (alert_of(desk_edge).own, alert_of(desk_edge).alerts) == (True, 5)
        assert len(tickets(desk_edge)) == len(desk_edge.house.slack.posted) == 1


class _Caught(Transport):
    def __init__(self, envelopes: list[Envelope]) -> None:
        super().__init__()
        self._envelopes = envelopes

    def capture_envelope(self, envelope: Envelope) -> None:
        self._envelopes.append(envelope)


def watch_sentry() -> list[Envelope]:
    envelopes: list[Envelope] = []
    monitoring.configure(Settings.model_validate({"SENTRY_DSN": "https://key@sentry.invalid/1"}))
    sentry_sdk.get_client().transport = _Caught(envelopes)
    return envelopes
