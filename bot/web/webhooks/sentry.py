"""Sentry's webhook of an internal integration: verify, store the alert, answer within its one second."""

from datetime import datetime

from fastapi import APIRouter, Request, Response

from bot.web import bodies, signatures
from dealix_ops import own_errors
from dealix_ops.clock import Clock
from dealix_ops.intake import payload, sentry
from dealix_ops.intake.letterbox import Letterbox
from dealix_ops.intake.sentry import Hook

PATH = "/api/webhooks/sentry"


def router(*, letterbox: Letterbox, clock: Clock, client_secret: str) -> APIRouter:
    routes = APIRouter()

    async def receive(request: Request) -> Response:
        """401 unsigned, 413 too large, 400 no JSON, else 200: Sentry switches off whoever refuses often."""
        raw = await bodies.read(request, limit=bodies.WEBHOOK_LIMIT)
        headers = request.headers
        if not signatures.sentry(raw, headers.get("sentry-hook-signature"), client_secret=client_secret):
            return Response(status_code=401)
        with own_errors.muted():  # our own failure here would make Sentry knock again
            delivered = payload.decode(raw)
            received_at: datetime = clock()
            hook = Hook(
                resource=headers.get("sentry-hook-resource", ""),
                request_id=headers.get("request-id"),
                timestamp=headers.get("sentry-hook-timestamp"),
            )
            item = sentry.item(delivered, hook=hook, received_at=received_at)
            await letterbox.keep([item], source=sentry.SOURCE, raw=raw, received_at=received_at)
        return Response(status_code=200)

    routes.add_route(PATH, receive, methods=["POST"])
    return routes
