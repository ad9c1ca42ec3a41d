"""The trained model on disk: one byte a weight, so that it loads in moments and stays small."""

import json
import zlib
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from dealix_ops.triage.model.features import BUCKETS
from dealix_ops.triage.model.kinds import Kind

SHIPPED = Path(__file__).with_name("weights.bin")
ZERO = 128
"""The byte that stands for a weight of nothing."""
_MAGIC = b"DLXW1\n"
_chosen = [SHIPPED]


class WeightsUnreadable(Exception):
    """The file is damaged, or was made for other features."""


@dataclass(frozen=True, slots=True)
class Card:
    """What belongs to the weights: a scale and bias for each kind, calibration, thresholds, origin."""

    lexical_scales: tuple[float, ...]
    idea_scales: tuple[float, ...]
    biases: tuple[float, ...]
    temperature: float
    p0_from: float
    leak_from: float
    send_from: float
    examples: int


@dataclass(frozen=True, slots=True)
class Weights:
    """`rows` holds one byte for each kind of each bucket, bucket after bucket."""

    card: Card
    rows: bytes
    version: str


def pack(card: Card, rows: bytes) -> bytes:
    """The same content always gives the same bytes."""
    head = json.dumps(asdict(card), sort_keys=True).encode()
    return _MAGIC + len(head).to_bytes(4, "big") + head + zlib.compress(rows, 9)


def unpack(packed: bytes) -> Weights:
    if not packed.startswith(_MAGIC):
        raise WeightsUnreadable("no weights of this format")
    start = len(_MAGIC) + 4
    end = start + int.from_bytes(packed[len(_MAGIC) : start], "big")
    try:
        card = _card(json.loads(packed[start:end]))
        rows = zlib.decompress(packed[end:])
    except (ValueError, TypeError, zlib.error) as error:
        raise WeightsUnreadable(f"damaged weights: {error}") from error
    if len(rows) != BUCKETS * len(Kind):
        raise WeightsUnreadable(f"weights of {len(rows)} bytes, {BUCKETS * len(Kind)} expected")
    return Weights(card, rows, sha256(packed).hexdigest()[:8])


def _card(values: dict[str, Any]) -> Card:
    listed: dict[str, Any] = {}
    for name, value in values.items():
        listed[name] = tuple(value) if isinstance(value, list) else value
    return Card(**listed)


def choose(path: Path | None) -> None:
    """Weights of one's own instead of the shipped ones, for the whole process and before its first reading.

    Raises WeightsUnreadable, OSError.
    """
    if path is not None:
        unpack(path.read_bytes())
    _chosen[:] = [path or SHIPPED]
    shipped.cache_clear()


@lru_cache(maxsize=1)
def shipped() -> Weights:
    return unpack(_chosen[0].read_bytes())
