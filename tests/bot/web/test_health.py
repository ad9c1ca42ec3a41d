"""What a monitor is told, and for which of it a load balancer may take the process away."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted

from dealix_ops.claims import rules as gates
from dealix_ops.claims.tone import TONE_FAMILIES
from dealix_ops.durable import workers
from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.models import Inbound
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.slots import service as slots
from tests.bot.edge import Edge
from tests.support.house import CHANNEL

FINE = {
    "database": True,
    "gates": True,
    "queue": True,
    "effects": True,
    "dead_letters": True,
    "worker": True,
    "clock": True,
}


def staff(edge: Edge) -> None:
    """A worker and a clock that just beat."""
    with edge.database.transaction() as session:
        for role in (workers.WORKER, workers.CLOCK):
            workers.start(session, workers.new_id(role), role=role, now=edge.clock(), one_host=False)


def waits(edge: Edge) -> None:
    """One row of each table, as old as the test's clock says."""
    with edge.database.transaction() as session:
        effect = Effect(EffectKind.NOTICE, CHANNEL, {"channel": CHANNEL, "text": "سطر"})
        edge.house.queues.add(session, effect, now=edge.clock())
    edge.house.customer_writes("سلام")


def set_status(edge: Edge, model: type[Inbound] | type[OutboxRow], status: str) -> None:
    with edge.database.transaction() as session:
        session.execute(update(model).values(status=status))


async def asked(edge: Edge) -> tuple[int, dict[str, bool]]:
    answer = await edge.http.get("/readyz")
    return answer.status_code, answer.json()["checks"]


@pytest.fixture(autouse=True, scope="module")
def _prepared() -> None:
    gates.prepare()


class TestReady:
    async def test_gates_that_would_keep_the_first_person_waiting(
        self, edge: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        staff(edge)
        monkeypatch.setattr(gates, "_FAMILIES", tuple(map(replace, TONE_FAMILIES)))
        assert await asked(edge) == (503, FINE | {"gates": False})
        gates.prepare()
        assert await asked(edge) == (200, FINE)

    async def test_everything_fine(self, edge: Edge) -> None:
        waits(edge)
        edge.clock.move(seconds=59)
        staff(edge)
        assert await asked(edge) == (200, FINE)

    async def test_clock_that_beats_and_stands_still(self, edge: Edge) -> None:
        staff(edge)
        for age_s, fine in ((119, True), (120, False)):
            with edge.database.transaction() as session:
                slots.ticked(session, now=edge.clock() - timedelta(seconds=age_s))
            assert await asked(edge) == (200 if fine else 503, FINE | {"clock": fine})

    async def test_says_when_the_clock_ticked_last(self, edge: Edge) -> None:
        assert (await edge.http.get("/readyz")).json()["clock_ticked_at"] is None
        with edge.database.transaction() as session:
            slots.ticked(session, now=edge.clock())
        told = (await edge.http.get("/readyz")).json()["clock_ticked_at"]
        assert told == edge.clock().isoformat()

    async def test_nobody_works(self, desk_edge: Edge) -> None:
        assert await asked(desk_edge) == (503, FINE | {"worker": False, "clock": False})

    @pytest.mark.parametrize("status", ["ready", "running"])
    async def test_old_effect_is_told_and_web_stays(self, edge: Edge, status: str) -> None:
        waits(edge)
        set_status(edge, Inbound, "done")
        set_status(edge, OutboxRow, status)
        edge.clock.move(seconds=60)
        staff(edge)
        assert await asked(edge) == (200, FINE | {"effects": False})

    async def test_old_message_nobody_took_makes_it_unready(self, edge: Edge) -> None:
        waits(edge)
        set_status(edge, OutboxRow, "done")
        edge.clock.move(seconds=60)
        staff(edge)
        assert await asked(edge) == (503, FINE | {"queue": False})

    @pytest.mark.parametrize("model", [Inbound, OutboxRow])
    @pytest.mark.parametrize("status", ["dead", "unknown"])
    async def test_dead_letter_is_told_and_web_stays(
        self, edge: Edge, model: type[Inbound] | type[OutboxRow], status: str
    ) -> None:
        waits(edge)
        set_status(edge, Inbound, "done")
        set_status(edge, OutboxRow, "done")
        set_status(edge, model, status)
        edge.clock.move(seconds=timedelta(days=3).total_seconds())
        staff(edge)
        assert await asked(edge) == (200, FINE | {"dead_letters": False})

    @pytest.mark.parametrize("error", [PoolExhausted(), OperationalError("s", {}, Exception())])
    async def test_database_that_is_away_is_an_answer(
        self, desk_edge: Edge, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        async def away(_work: Any) -> None:
            raise error

        monkeypatch.setattr(desk_edge.database, "read", away)
        assert await asked(desk_edge) == (503, {"database": False})
