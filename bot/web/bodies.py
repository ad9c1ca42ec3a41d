"""A request's raw bytes, up to a limit: signatures are made over bytes, and nobody may fill our memory."""

import asyncio

from fastapi import Request

from dealix_ops.errors import OpsError

SLACK_LIMIT = 1_000_000
LONGEST_LENGTH = 20
FORM_LIMIT = 200_000
MAIL_LIMIT = 10_000_000
WEBHOOK_LIMIT = 3_000_000
"""Bytes. Meta batches up to a thousand updates in one delivery."""
SLOWEST_S = 15.0
"""For a whole body; Slack itself gives up after three seconds, a mail of ten megabytes may take some."""


class BodyTooLarge(OpsError):
    """More bytes than this entry point takes."""


class BodyTooSlow(OpsError):
    """Still not whole after `SLOWEST_S`."""


async def read(request: Request, *, limit: int) -> bytes:
    """Stops reading at the limit, whatever `Content-Length` claims.

    Raises:
        BodyTooLarge: answered with 413.
        BodyTooSlow: answered with 408.
    """
    declared = request.headers.get("content-length", "")
    too_long = len(declared) > LONGEST_LENGTH  # Python itself refuses to read a number of thousands of digits
    if declared.isascii() and declared.isdigit() and (too_long or int(declared) > limit):
        raise BodyTooLarge(f"{declared[:LONGEST_LENGTH]} bytes")
    try:
        async with asyncio.timeout(SLOWEST_S):
            return await _whole(request, limit)
    except TimeoutError as error:
        raise BodyTooSlow(f"not whole after {SLOWEST_S:g} seconds") from error


async def _whole(request: Request, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise BodyTooLarge(f"more than {limit} bytes")
        parts.append(part)
    return b"".join(parts)
