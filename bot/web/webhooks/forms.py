"""The website form's door: whoever knows the key in the address may knock, sixty times a minute."""

from collections.abc import Mapping
from datetime import datetime

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from bot.web import bodies, signatures
from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.intake import form, limits, storing

PATH = "/api/webhooks/forms/{form_key}"
JSON = "application/json"
KINDS = frozenset({JSON, "application/x-www-form-urlencoded"})


def router(*, database: Database, clock: Clock, keys: Mapping[str, str]) -> APIRouter:
    """`keys` by the name of the form; a key is never stored and never logged, the name is."""
    routes = APIRouter()

    @routes.post(PATH)
    async def receive(request: Request, form_key: str) -> Response:
        """401 for an unknown key, 413, 415, 400, 429 when too many came; else 200 once it is on disk."""
        name = _name_of(form_key, keys)
        if name is None:
            return Response(status_code=401)
        raw = await bodies.read(request, limit=bodies.FORM_LIMIT)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind not in KINDS:
            return Response(status_code=415)
        received_at: datetime = clock()
        submitted = form.item(
            form.fields_of(raw, as_json=kind == JSON),
            form=name,
            idempotency_key=request.headers.get("idempotency-key"),
            received_at=received_at,
        )

        def work(session: Session) -> bool:
            if limits.form_is_full(session, name, now=received_at):
                return False
            storing.store(session, [submitted], source=form.SOURCE, raw=raw, received_at=received_at)
            return True

        if await database.write(work):
            return Response(status_code=200)
        seconds = int(limits.FORM_SPAN.total_seconds())
        return Response(status_code=429, headers={"Retry-After": str(seconds)})

    return routes


def _name_of(given: str, keys: Mapping[str, str]) -> str | None:
    """All keys are compared, so that time does not tell which one was nearly right."""
    right = [name for name, key in keys.items() if signatures.same(given, key)]
    return right[0] if right else None
