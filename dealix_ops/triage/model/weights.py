"""The trained model on disk: one byte a weight, so that it loads in moments and stays small."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from dealix_ops.triage.model.features import BUCKETS
from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.model.network import Network

SHIPPED = Path(__file__).with_name("weights.bin")
_MAGIC = b"DLXN1\n"
_chosen = [SHIPPED]


class WeightsUnreadable(Exception):
    """The file is damaged, or was made for other features."""


@dataclass(frozen=True, slots=True)
class Card:
    """What belongs to the weights: calibration, thresholds, origin."""

    temperature: float
    p0_from: float
    leak_from: float
    send_from: float
    examples: int


@dataclass(frozen=True, slots=True)
class Weights:
    """`version` is told by the content."""

    card: Card
    network: Network
    version: str


def pack(card: Card, network: Network) -> bytes:
    """The same content always gives the same bytes."""
    members, units, _ = network.outputs.shape
    told = {"card": asdict(card), "known": len(network.buckets), "members": members, "units": units}
    head = json.dumps(told, sort_keys=True).encode()
    body = b"".join(
        array.astype(kind).tobytes() for array, kind in zip(_arrays(network), _KINDS_OF_NUMBER, strict=True)
    )
    return _MAGIC + len(head).to_bytes(4, "big") + head + zlib.compress(body, 6)


def unpack(packed: bytes) -> Weights:
    if not packed.startswith(_MAGIC):
        raise WeightsUnreadable("no weights of this format")
    start = len(_MAGIC) + 4
    end = start + int.from_bytes(packed[len(_MAGIC) : start], "big")
    try:
        told = json.loads(packed[start:end])
        card = Card(**told["card"])
        network = _network(zlib.decompress(packed[end:]), told["known"], told["members"], told["units"])
    except (ValueError, TypeError, KeyError, zlib.error) as error:
        raise WeightsUnreadable(f"damaged weights: {error}") from error
    return Weights(card, network, sha256(packed).hexdigest()[:8])


_KINDS_OF_NUMBER = ("<i4", "<f4", "i1", "<f4", "<f4", "<f4")


def _arrays(network: Network) -> Iterator[Any]:
    yield network.buckets
    yield network.scales
    yield network.rows
    yield network.hidden_biases
    yield network.outputs
    yield network.output_biases


def _network(body: bytes, known: int, members: int, units: int) -> Network:
    width, kinds = members * units, len(Kind)
    shapes: tuple[tuple[int, ...], ...] = (
        *((known,), (known + 1,), (known + 1, width)),
        *((width,), (members, units, kinds), (members, kinds)),
    )
    arrays, at = [], 0
    for shape, kind in zip(shapes, _KINDS_OF_NUMBER, strict=True):
        size = int(np.prod(shape))
        arrays.append(np.frombuffer(body, kind, size, at).reshape(shape))
        at += size * np.dtype(kind).itemsize
    if at != len(body):
        raise WeightsUnreadable(f"weights of {len(body)} bytes, {at} expected")
    network = Network(*arrays)
    if known and not (network.buckets.min() >= 0 and network.buckets.max() < BUCKETS):
        raise WeightsUnreadable("weights for other features")
    return network


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
