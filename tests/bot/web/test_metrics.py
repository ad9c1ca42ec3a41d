"""What Prometheus is told, by whom it may be asked, and that nobody's words are in it."""

import re
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import update

from bot.main import web_app
from dealix_ops.durable import workers
from dealix_ops.durable.models import OutboxRow
from dealix_ops.settings import Environment, Settings
from tests.bot.edge import Edge
from tests.support.only import ON_SQLITE

KEY = "a-key-of-the-api-for-tests-000000000"
SAID = "رقمي 0551234567 والسالفة عندي"
IDS = re.compile(r"\d{9,}|wamid|U_|C_")


async def told(edge: Edge) -> str:
    answer = await edge.http.get("/metrics")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return answer.text


def value(text: str, series: str) -> float:
    [line] = [one for one in text.splitlines() if one.startswith(f"{series} ")]
    return float(line.rsplit(" ", 1)[1])


class TestWork:
    async def test_what_waits_how_long_and_what_is_done(self, edge: Edge) -> None:
        edge.house.customer_writes(SAID)
        edge.clock.move(seconds=30)
        before = await told(edge)
        assert value(before, 'dealix_waiting{table="inbound"}') == 1
        assert value(before, 'dealix_oldest_seconds{table="inbound"}') == 30
        edge.house.run_all()
        after = await told(edge)
        assert value(after, 'dealix_waiting{table="inbound"}') == 0
        assert value(after, 'dealix_inbound_recent{source="whatsapp",status="done"}') == 1
        assert value(after, 'dealix_effects_recent{kind="slack.ticket_card",status="done"}') == 1
        assert value(after, 'dealix_inbound_seconds{quantile="0.95",source="whatsapp"}') == 30
        assert value(after, "dealix_ledger_unsealed") > 0

    async def test_dead_letters_and_the_newest_sign_of_life(self, edge: Edge) -> None:
        edge.house.customer_writes(SAID)
        edge.house.run_all()
        with edge.database.transaction() as session:
            session.execute(update(OutboxRow).values(status="dead"))
            now = edge.clock() - timedelta(seconds=7)
            workers.start(session, workers.new_id("clock"), role="clock", now=now, one_host=False)
        text = await told(edge)
        assert value(text, 'dealix_dead_letters{table="outbox"}') > 0
        assert value(text, 'dealix_beat_age_seconds{role="clock"}') == 7


@ON_SQLITE
class TestAnswers:
    async def test_each_door_has_its_histogram_and_no_address_is_a_label(self, edge: Edge) -> None:
        await edge.http.get("/h/a-key-that-nobody-may-read")
        await edge.http.post("/api/webhooks/whatsapp", content=b"{}")
        text = await told(edge)
        assert value(text, 'dealix_answer_seconds_count{answer="4xx",door="hand_off"}') == 1
        assert value(text, 'dealix_answer_seconds_count{answer="4xx",door="whatsapp"}') == 1
        assert "a-key-that" not in text

    async def test_no_persons_data_after_a_whole_matter(self, edge: Edge) -> None:
        edge.house.customer_writes(SAID)
        edge.house.run_all()
        text = await told(edge)
        assert "السالفة" not in text
        labels = re.findall(r"\{.*\}", text)
        assert labels
        assert not [one for one in labels if IDS.search(one)]

    async def test_request_carries_its_id_through(self, edge: Edge) -> None:
        given = await edge.http.get("/healthz", headers={"X-Request-ID": "probe-7"})
        made = await edge.http.get("/healthz", headers={"X-Request-ID": "بلا معنى".encode().hex() * 9})
        assert given.headers["x-request-id"] == "probe-7"
        assert re.fullmatch("[0-9a-f]{32}", made.headers["x-request-id"])


@ON_SQLITE
class TestWhoMayAsk:
    @pytest.mark.parametrize(
        ("production", "client", "key", "status"),
        [
            (False, "127.0.0.1", None, 200),
            (False, "::1", None, 200),
            (False, "203.0.113.9", None, 401),
            (False, "203.0.113.9", KEY, 200),
            (True, "127.0.0.1", None, 401),
            (True, "127.0.0.1", "another", 401),
            (True, "203.0.113.9", KEY, 200),
        ],
    )
    async def test_only_this_machine_or_a_key(
        self, edge: Edge, production: bool, client: str, key: str | None, status: int
    ) -> None:
        environment = Environment.PRODUCTION if production else Environment.DEVELOPMENT
        settings = Settings.model_validate({"DEALIX_ENV": environment, "DEALIX_API_KEYS": KEY})
        transport = httpx.ASGITransport(
            web_app(replace(edge.product, settings=settings)), client=(client, 50_000)
        )
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as http:
            assert (await http.get("/metrics", headers=headers)).status_code == status
