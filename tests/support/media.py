"""Where customers' files lie, in memory; passes the same contract test as the real gateway."""

import hashlib
from base64 import b64encode
from collections import deque
from typing import Any

from bot.sandbox import media_files
from dealix_ops.media.sealing import Sealing
from dealix_ops.ports.media import MediaFailed
from dealix_ops.vocabulary import MediaFault

KEY, OLD_KEY = bytes(range(32)), bytes(range(32, 64))
KEY_TEXT = b64encode(KEY).decode()
SEALING = Sealing([KEY])
VOICE = media_files.voice(42)
PICTURE = media_files.picture(40, 30)


class FakeMedia:
    """`fail_next` raises before anything is brought."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self._failures: deque[Exception] = deque()

    def fail_next(self, *errors: Exception) -> None:
        self._failures.extend(errors)

    def fetch(self, external_id: str, *, limit: int, sha256: str | None) -> bytes:
        self.asked.append(external_id)
        if self._failures:
            raise self._failures.popleft()
        content = self.files.get(external_id)
        if content is None:
            raise MediaFailed(MediaFault.GONE)
        if len(content) > limit:
            raise MediaFailed(MediaFault.TOO_LARGE)
        if sha256 is not None and sha256 != sha_of(content):
            raise MediaFailed(MediaFault.WRONG_HASH)
        return content


def sha_of(content: bytes) -> str:
    """As webhooks write it."""
    return b64encode(hashlib.sha256(content).digest()).decode()


def message(
    kind: str = "audio", *, media_id: str = "900001", content: bytes = VOICE, **part: Any
) -> dict[str, Any]:
    """Of Meta's delivery the part that names a file."""
    named = {"id": media_id, "mime_type": "audio/ogg; codecs=opus", "sha256": sha_of(content), **part}
    return {"type": kind, kind: named}
