"""What Meta keeps of the customer's files: ids die after a week, addresses after five minutes."""

import hashlib
import secrets
from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum

from bot.sandbox.clock import Clock

ID_LIFE_S = 7 * 24 * 3600.0
URL_LIFE_S = 5 * 60.0
FAR_TOO_LARGE = 17 * 1024 * 1024


class Lie(StrEnum):
    """How the file is not what it should be; `too_large` does not say its size before it comes."""

    WRONG_SHA = "wrong_sha"
    FOREIGN_HOST = "foreign_host"
    TOO_LARGE = "too_large"
    HTML = "html"
    REDIRECT = "redirect"


@dataclass(frozen=True)
class StoredFile:
    """`sha256` is told in base64 by the webhook and in hex by the API."""

    id: str
    mime: str
    content: bytes
    lie: Lie | None
    kept_at: float

    @property
    def digest(self) -> bytes:
        told = b"something else" if self.lie is Lie.WRONG_SHA else self.content
        return hashlib.sha256(told).digest()

    @property
    def sha_in_base64(self) -> str:
        return b64encode(self.digest).decode()


class MediaShelf:
    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._files: dict[str, StoredFile] = {}
        self._addresses: dict[str, tuple[str, float]] = {}

    def keep(self, content: bytes, *, mime: str, lie: Lie | None) -> StoredFile:
        made = {Lie.TOO_LARGE: b"\x00" * FAR_TOO_LARGE, Lie.HTML: b"<html><script>1</script></html>"}
        media_id = str(len(self._files) + 1_000_000_001)
        kept = StoredFile(media_id, mime, made.get(lie, content) if lie else content, lie, self._clock.wall())
        self._files[media_id] = kept
        return kept

    def find(self, media_id: str) -> StoredFile | None:
        """None for an unknown one and for one of a week ago."""
        kept = self._files.get(media_id)
        return kept if kept and self._clock.wall() - kept.kept_at < ID_LIFE_S else None

    def address(self, kept: StoredFile) -> str:
        """A new key each time it is asked for."""
        key = secrets.token_urlsafe(12)
        self._addresses[key] = (kept.id, self._clock.wall())
        return key

    def at(self, key: str) -> StoredFile | None:
        """None for an unknown address and for an old one."""
        media_id, made_at = self._addresses.get(key, ("", 0.0))
        return self.find(media_id) if self._clock.wall() - made_at < URL_LIFE_S else None
