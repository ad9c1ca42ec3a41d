"""Who may ask, and how fast: Bearer keys compared in constant time, a token bucket for each in memory."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass

SCHEME = "bearer"
BURST_S = 2
"""Seconds of its rate that a key may use at once."""


class Keys:
    """Knows the keys by who they belong to in the ledger: `api:` and the beginning of the key's SHA-256."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._keys = tuple((key.encode(), actor_of(key)) for key in keys)

    def owner(self, header: str | None) -> str | None:
        """All keys are compared, so that time does not tell which was nearly right."""
        scheme, _, given = (header or "").partition(" ")
        if scheme.lower() != SCHEME:
            return None
        told = given.strip().encode("utf-8", "replace")
        right = [actor for key, actor in self._keys if hmac.compare_digest(told, key)]
        return right[0] if right else None


def actor_of(key: str) -> str:
    return "api:" + hashlib.sha256(key.encode()).hexdigest()[:8]


@dataclass
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """One a key: `rate` tokens a second, two seconds of them at most. Each process counts for itself."""

    def __init__(self, rate: int, *, monotonic: Callable[[], float]) -> None:
        self._rate = rate
        self._size = float(rate * BURST_S)
        self._monotonic = monotonic
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, owner: str) -> float:
        """0 where a token was taken, else the seconds until there is one."""
        now = self._monotonic()
        bucket = self._buckets.setdefault(owner, _Bucket(self._size, now))
        bucket.tokens = min(self._size, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate
        bucket.tokens -= 1
        return 0.0
