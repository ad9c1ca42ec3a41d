"""Inbound mail's door: a raw message, signed by whoever forwards it to us (Standard Webhooks)."""

from datetime import UTC, datetime

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from bot.web import bodies, signatures
from dealix_ops.clock import Clock
from dealix_ops.intake import mail
from dealix_ops.intake.letterbox import Letterbox
from dealix_ops.intake.mail import Ours

PATH = "/api/webhooks/mail"
KIND = "message/rfc822"


def router(*, letterbox: Letterbox, clock: Clock, keys: tuple[bytes, ...], ours: Ours) -> APIRouter:
    routes = APIRouter()

    async def receive(request: Request) -> Response:
        """401 unsigned, 413 over 10 MB, 415 where it is no mail; else 200 once it is on disk."""
        raw = await bodies.read(request, limit=bodies.MAIL_LIMIT)
        timestamp = request.headers.get("webhook-timestamp")
        signed = signatures.standard_webhook(
            raw,
            message_id=request.headers.get("webhook-id"),
            timestamp=timestamp,
            signature=request.headers.get("webhook-signature"),
            keys=keys,
        )
        if not signed or timestamp is None:
            return Response(status_code=401)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != KIND:
            return Response(status_code=415)
        received_at: datetime = clock()
        # A large mail takes a second to read, and others knock meanwhile.
        item = await run_in_threadpool(
            mail.item, raw, ours=ours, signed_at=_time(timestamp, received_at), received_at=received_at
        )
        await letterbox.keep([item], source=mail.SOURCE, raw=raw, received_at=received_at)
        return Response(status_code=200)

    routes.add_route(PATH, receive, methods=["POST"])
    return routes


def _time(timestamp: str, received_at: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(int(timestamp), UTC)
    except (ValueError, OverflowError, OSError):  # a year that no calendar has
        return received_at
