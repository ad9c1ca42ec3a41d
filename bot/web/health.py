"""Is the process alive, and can it do its work: for monitors, which may ask with GET or HEAD."""

from datetime import datetime, timedelta

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import exists, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from dealix_ops.claims import rules as gates
from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable import rows, workers
from dealix_ops.durable.models import READY_SINCE, WAITS_FOR_NO_TIME, OutboxRow
from dealix_ops.durable.takeover import BURIED
from dealix_ops.features import feature_states
from dealix_ops.intake.models import Inbound
from dealix_ops.ports.work import WorkStatus
from dealix_ops.settings import Settings
from dealix_ops.slots import service as slots

NO_STORE = {"Cache-Control": "no-store"}
STANDS_STILL = timedelta(minutes=2)
OLDEST_WAITING = timedelta(seconds=60)
TOLD = frozenset({"effects", "dead_letters"})
"""For people, without the 503: when Slack is away or a letter is dead, this process still serves well, and a
load balancer that took it away would lose the customers' messages too."""


def router(*, database: Database, settings: Settings, clock: Clock) -> APIRouter:
    routes = APIRouter()
    silent_after = timedelta(seconds=settings.worker_silent_s)

    @routes.head("/healthz", include_in_schema=False)
    @routes.get("/healthz")
    async def alive() -> JSONResponse:
        return JSONResponse({"status": "ok"}, headers=NO_STORE)

    @routes.head("/readyz", include_in_schema=False)
    @routes.get("/readyz")
    async def ready() -> JSONResponse:
        """503 names what is wrong; what is only `TOLD`, and features that are off, make nothing unready."""

        try:
            checks, ticked_at = await database.read(
                lambda session: (
                    look(session, now=clock(), silent_after=silent_after),
                    slots.last_tick(session),
                )
            )
        except SQLAlchemyError:  # an exhausted pool is no DBAPIError
            checks, ticked_at = {"database": False}, None
        features = {state.name: state.why for state in feature_states(settings)}
        status = 200 if all(fine for name, fine in checks.items() if name not in TOLD) else 503
        told = {
            "checks": checks,
            "features": features,
            "clock_ticked_at": ticked_at.isoformat() if ticked_at else None,
        }
        return JSONResponse(told, status_code=status, headers=NO_STORE)

    return routes


def look(session: Session, *, now: datetime, silent_after: timedelta) -> dict[str, bool]:
    """Each check by its name in the answer; False is what a person should know."""
    received_at = session.scalars(
        select(Inbound.received_at)
        .where(Inbound.status == WorkStatus.READY.value)
        .order_by(Inbound.id)
        .limit(1)
    ).first()
    ready_at = session.scalars(
        select(READY_SINCE)
        .where(OutboxRow.status.in_(rows.OPEN), WAITS_FOR_NO_TIME)
        .order_by(OutboxRow.id)
        .limit(1)
    ).first()
    buried = [
        session.scalar(select(exists().where(model.status.in_(BURIED)))) for model in rows.TABLES.values()
    ]
    return {
        "database": True,
        "gates": gates.is_prepared(),
        "queue": received_at is None or now - received_at < OLDEST_WAITING,
        "effects": ready_at is None or now - ready_at < OLDEST_WAITING,
        "dead_letters": not any(buried),
        workers.WORKER: _beats(session, workers.WORKER, now, silent_after),
        workers.CLOCK: _beats(session, workers.CLOCK, now, silent_after) and _ticks(session, now),
    }


def _beats(session: Session, role: str, now: datetime, silent_after: timedelta) -> bool:
    return bool(workers.live(session, role=role, now=now, silent_after=silent_after))


def _ticks(session: Session, now: datetime) -> bool:
    """A clock that beats on one thread may stand still on all others; a new one ticks within seconds."""
    last = slots.last_tick(session)
    return last is None or now - last < STANDS_STILL
