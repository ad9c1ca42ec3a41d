"""Customers' files from the Cloud API: two questions, to Meta's hosts only, and nothing believed unseen.

`GET /<media id>` names an address that lives five minutes, `GET` there brings the bytes; both want the token.
The token goes to the API's own origin and to the hosts of `HOSTS`, letter for letter and by https: here an
answer decides where a request of ours goes, so that address is the one thing not to be believed.
"""

import asyncio
import hashlib
import hmac
import re
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

import httpx
import structlog
from pydantic import BaseModel, ValidationError

from dealix_ops.gateways.console import NoMedia
from dealix_ops.ports.media import MediaFailed, MediaSource
from dealix_ops.ports.work import NotAccepted
from dealix_ops.settings import Settings
from dealix_ops.vocabulary import MediaFault

log = structlog.get_logger(__name__)

GRAPH = "https://graph.facebook.com/v25.0"
HOSTS = frozenset({"lookaside.fbsbx.com"})
"""The only host that Meta's media addresses were seen with; `docs/media.md` says how that was looked up."""
TIMEOUT_S = 60.0
SILENCE_S = 10.0
ANSWER_BYTES = 65_536
GONE = frozenset({404, 410})
NOT_FOUND_CODE = 100
"""Graph answers 400 with this code for an object that is not there, or no more."""
RETRIED = frozenset({408, 425, 429})
TEMPORARY_CODES = frozenset({1, 2, 4, 17, 80007, 130429, 131000, 131016})
_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
_HEX = re.compile(r"[0-9a-fA-F]{64}")
_LONGEST_WAIT_S = 300.0


class _Described(BaseModel):
    """Meta sends `file_size` as a number or as its digits."""

    url: str
    sha256: str
    file_size: int | None = None


class _Said(BaseModel):
    class Inner(BaseModel):
        code: int = 0

    error: Inner


def source(settings: Settings) -> MediaSource:
    """Nothing without an access token. Only in development may the API hold contents, as the sandbox does."""
    token = settings.whatsapp_access_token
    if token is None:
        return NoMedia()
    base_url = settings.whatsapp_api_base_url or GRAPH
    return WhatsappMedia(
        token=token.get_secret_value(), base_url=base_url, own_content=not settings.production
    )


class WhatsappMedia:
    """Implements `ports.MediaSource`; safe from several threads.

    `own_content`: the API's own origin may hold the contents too, as the sandbox's does. In production it may
    not: there the origin is Meta's, and no content lies there.
    """

    def __init__(
        self, *, token: str, base_url: str = GRAPH, own_content: bool = False, timeout_s: float = TIMEOUT_S
    ) -> None:
        self._token = token
        self._base = base_url.rstrip("/")
        self._own = _origin(httpx.URL(base_url)) if own_content else None
        self._timeout_s = timeout_s

    def fetch(self, external_id: str, *, limit: int, sha256: str | None) -> bytes:
        """Raises NotAccepted, MediaFailed, and nothing of a library's."""
        if not _ID.fullmatch(external_id):
            raise MediaFailed(MediaFault.NONSENSE)
        loop = asyncio.new_event_loop()
        try:
            return loop.run_until_complete(self._within_time(external_id, limit, sha256))
        except TimeoutError as error:
            raise NotAccepted("too slow") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise NotAccepted(type(error).__name__) from error
        finally:
            loop.close()

    async def _within_time(self, external_id: str, limit: int, sha256: str | None) -> bytes:
        async with asyncio.timeout(self._timeout_s):
            # `trust_env`: neither a proxy nor a .netrc of the machine may learn what is asked.
            async with httpx.AsyncClient(
                timeout=min(SILENCE_S, self._timeout_s), trust_env=False, follow_redirects=False
            ) as client:
                described = await self._described(client, external_id)
                if described.file_size is not None and described.file_size > limit:
                    raise MediaFailed(MediaFault.TOO_LARGE)
                url = self._trusted(described.url)
                content = await self._asked(client, url, limit=limit)
        for told in (described.sha256, sha256):
            if told is not None and not _same_hash(content, told):
                raise MediaFailed(MediaFault.WRONG_HASH)
        return content

    async def _described(self, client: httpx.AsyncClient, external_id: str) -> _Described:
        raw = await self._asked(client, httpx.URL(f"{self._base}/{external_id}"), limit=ANSWER_BYTES)
        try:
            return _Described.model_validate_json(raw)
        except ValidationError:
            raise MediaFailed(MediaFault.NONSENSE) from None  # its message would quote the address

    def _trusted(self, text: str) -> httpx.URL:
        """The very object that was looked at is the one that is asked: no second reading of the text."""
        try:
            url = httpx.URL(text)
        except (httpx.InvalidURL, ValueError):
            raise MediaFailed(MediaFault.FOREIGN_HOST) from None
        theirs = url.scheme == "https" and url.host in HOSTS and url.port in (None, 443)
        ours = self._own is not None and _origin(url) == self._own
        if url.userinfo or not (theirs or ours):
            log.warning("media_host_refused")
            raise MediaFailed(MediaFault.FOREIGN_HOST)
        return url

    async def _asked(self, client: httpx.AsyncClient, url: httpx.URL, *, limit: int) -> bytes:
        # Packed bytes could unpack to any size; nothing that comes here gains by packing.
        headers = {"authorization": f"Bearer {self._token}", "accept-encoding": "identity"}
        response = await client.send(client.build_request("GET", url, headers=headers), stream=True)
        try:
            if response.status_code != httpx.codes.OK:
                raise await _why(response)
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise MediaFailed(MediaFault.NONSENSE)
            if _declared(response.headers) > limit:
                raise MediaFailed(MediaFault.TOO_LARGE)
            return await _read(response, limit=limit)
        finally:
            await response.aclose()


async def _why(response: httpx.Response) -> NotAccepted | MediaFailed:
    status = response.status_code
    if status in RETRIED or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return NotAccepted(f"answered {status}", retry_after_s=_retry_after(response.headers))
    if response.is_redirect:
        return MediaFailed(MediaFault.REDIRECTED)
    if status in GONE:
        return MediaFailed(MediaFault.GONE)
    code = _code(await _read_up_to(response, ANSWER_BYTES))
    if code in TEMPORARY_CODES:
        return NotAccepted(f"answered {status} ({code})")
    return MediaFailed(MediaFault.GONE if code == NOT_FOUND_CODE else MediaFault.REFUSED)


async def _read(response: httpx.Response, *, limit: int) -> bytes:
    content = bytearray()
    async for part in response.aiter_raw():
        content += part
        if len(content) > limit:
            raise MediaFailed(MediaFault.TOO_LARGE)
    return bytes(content)


async def _read_up_to(response: httpx.Response, limit: int) -> bytes:
    try:
        return await _read(response, limit=limit)
    except MediaFailed:
        return b""


def _code(raw: bytes) -> int:
    try:
        return _Said.model_validate_json(raw).error.code
    except ValidationError:
        return 0


def _declared(headers: Mapping[str, Any]) -> int:
    length = str(headers.get("content-length", ""))
    return int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0


def _retry_after(headers: Mapping[str, Any]) -> float | None:
    said = str(headers.get("retry-after", ""))
    return min(float(said), _LONGEST_WAIT_S) if said.isascii() and said.isdigit() and len(said) < 9 else None


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _same_hash(content: bytes, told: str) -> bool:
    """Webhooks write the hash in base64, the API in hex."""
    try:
        expected = bytes.fromhex(told) if _HEX.fullmatch(told) else b64decode(told, validate=True)
    except ValueError:
        return False
    return hmac.compare_digest(hashlib.sha256(content).digest(), expected)
