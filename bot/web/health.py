"""Is the process alive, and can it do its work: for monitors, which may ask with GET or HEAD."""

from datetime import timedelta

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable import workers
from dealix_ops.intake.models import Inbound
from dealix_ops.ports import WorkStatus
from dealix_ops.settings import Settings, feature_states

NO_STORE = {"Cache-Control": "no-store"}
OLDEST_WAITING = timedelta(seconds=60)


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
        """503 names what is wrong; features that are off are told, they make nothing unready."""

        def look(session: Session) -> dict[str, bool]:
            now = clock()
            roles = (workers.WORKER, workers.CLOCK)
            live = {
                role: workers.live(session, role=role, now=now, silent_after=silent_after) for role in roles
            }
            oldest = session.scalars(
                select(Inbound.received_at)
                .where(Inbound.status == WorkStatus.READY.value)
                .order_by(Inbound.id)
                .limit(1)
            ).first()
            return {
                "database": True,
                "queue": oldest is None or now - oldest < OLDEST_WAITING,
                **{role: bool(ids) for role, ids in live.items()},
            }

        try:
            checks = await database.read(look)
        except DBAPIError:
            checks = {"database": False}
        features = {state.name: state.why for state in feature_states(settings)}
        status = 200 if all(checks.values()) else 503
        return JSONResponse({"checks": checks, "features": features}, status_code=status, headers=NO_STORE)

    return routes
