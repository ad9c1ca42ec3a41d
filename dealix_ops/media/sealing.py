"""Customers' files at rest: AES-256-GCM, bound to their row, under keys that may be changed."""

import hashlib
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dealix_ops.door_keys import media_key_bytes
from dealix_ops.errors import OpsError
from dealix_ops.settings import Settings

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_ID_BYTES, NONCE_BYTES, TAG_BYTES = 4, 12, 16
_HEAD = len(VERSION) + KEY_ID_BYTES
_SHORTEST = _HEAD + NONCE_BYTES + TAG_BYTES


class NotOpened(OpsError):
    """No key of ours opens it: another key sealed it, another row holds it, or somebody changed it."""


def of_settings(settings: Settings) -> "Sealing | None":
    """None where files of customers are neither fetched nor shown."""
    if settings.whatsapp_access_token is None or settings.media_key is None:
        return None
    return Sealing([media_key_bytes(key) for key in settings.media_key])


class Sealing:
    """The first key seals, every key opens; keys are 32 bytes."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise ValueError("at least one key")
        self._first = _key_id(keys[0])
        self._keys = {_key_id(key): key for key in reversed(keys)}

    def seal(self, content: bytes, *, media_id: int) -> bytes:
        """`media_id` is sealed in: a content copied into another row does not open there."""
        nonce = os.urandom(NONCE_BYTES)
        head = VERSION + self._first
        return head + nonce + _aes(self._keys[self._first]).encrypt(nonce, content, _bound(head, media_id))

    def open(self, sealed: bytes, *, media_id: int) -> bytes:
        """Raises NotOpened."""
        from cryptography.exceptions import InvalidTag

        head = sealed[:_HEAD]
        key = self._keys.get(head[len(VERSION) :])
        if len(sealed) < _SHORTEST or not head.startswith(VERSION) or key is None:
            raise NotOpened("sealed by no key of these")
        nonce, rest = sealed[_HEAD : _HEAD + NONCE_BYTES], sealed[_HEAD + NONCE_BYTES :]
        try:
            return _aes(key).decrypt(nonce, rest, _bound(head, media_id))
        except InvalidTag as error:
            raise NotOpened("not what was sealed in this row") from error


def _aes(key: bytes) -> "AESGCM":
    """Loaded with the first file: most processes never meet one."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _bound(head: bytes, media_id: int) -> bytes:
    return head + b"media:" + str(media_id).encode()


def _key_id(key: bytes) -> bytes:
    """Says which key sealed without telling it."""
    return hashlib.sha256(b"dealix media key id" + key).digest()[:KEY_ID_BYTES]
