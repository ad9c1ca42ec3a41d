"""WhatsApp Cloud's webhook: verify, store every part of the delivery in one transaction, answer."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bot.web import bodies, signatures
from dealix_ops.clock import Clock
from dealix_ops.intake import payload, whatsapp
from dealix_ops.intake.letterbox import Letterbox

PATH = "/api/webhooks/whatsapp"


def router(*, letterbox: Letterbox, clock: Clock, app_secret: str, verify_token: str) -> APIRouter:
    routes = APIRouter()

    @routes.get(PATH)
    def verify(
        mode: Annotated[str, Query(alias="hub.mode")] = "",
        token: Annotated[str, Query(alias="hub.verify_token")] = "",
        challenge: Annotated[str, Query(alias="hub.challenge")] = "",
    ) -> Response:
        """Meta's handshake: the challenge comes back to whoever knows our token."""
        if mode != "subscribe" or not signatures.same(token, verify_token):
            return Response(status_code=403)
        return Response(challenge, media_type="text/plain")

    async def receive(request: Request) -> Response:
        """401 unsigned, 413 too large, 400 no JSON, else 200 once everything in it is on disk."""
        raw = await bodies.read(request, limit=bodies.WEBHOOK_LIMIT)
        if not signatures.whatsapp(raw, request.headers.get("x-hub-signature-256"), app_secret=app_secret):
            return Response(status_code=401)
        delivered = payload.decode(raw)
        received_at: datetime = clock()
        items = whatsapp.items(delivered, received_at=received_at)
        await letterbox.keep(items, source=whatsapp.SOURCE, raw=raw, received_at=received_at)
        return Response(status_code=200)

    routes.add_route(PATH, receive, methods=["POST"])
    return routes
