"""The arithmetic of the chain: what is hashed, and what a verification finds."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    id: int
    at: datetime
    event: str
    actor: str
    ticket_id: int | None
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Seal:
    position: int
    entry_id: int
    prev_hash: str
    hash: str


@dataclass(frozen=True)
class Verification:
    """`unsealed` entries are recent, not wrong: the sealer runs every few seconds."""

    sealed: int
    unsealed: int
    head: str
    faults: tuple[str, ...]

    @property
    def intact(self) -> bool:
        return not self.faults


def mark(text: str, key: bytes) -> str:
    """A text as the ledger may hold it: provable while the contact's key exists, noise after erasure."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def seal_hash(entry: Entry, *, position: int, prev_hash: str) -> str:
    body = json.dumps(
        [
            position,
            prev_hash,
            entry.id,
            entry.at.astimezone(UTC).isoformat(),
            entry.event,
            entry.actor,
            entry.ticket_id,
            entry.facts,
        ],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(body.encode()).hexdigest()


def chain(entries: Iterable[Entry], *, position: int, prev_hash: str) -> Iterator[Seal]:
    """Seals for entries in the order given, going on after `position`."""
    for offset, entry in enumerate(entries, start=1):
        here = seal_hash(entry, position=position + offset, prev_hash=prev_hash)
        yield Seal(position + offset, entry.id, prev_hash, here)
        prev_hash = here


def verify(pairs: Iterable[tuple[Seal, Entry | None]], *, unsealed: int) -> Verification:
    """Walk the chain from the first seal; every broken link is named, not only the first."""
    head, count = GENESIS, 0

    def walked() -> Iterator[tuple[Seal, Entry | None]]:
        nonlocal head, count
        for pair in pairs:
            head, count = pair[0].hash, count + 1
            yield pair

    faults = continues(walked(), position=0, head=GENESIS)
    return Verification(count, unsealed, head, tuple(faults))


def continues(pairs: Iterable[tuple[Seal, Entry | None]], *, position: int, head: str) -> list[str]:
    """What is wrong with seals that should go on after `position` and its hash."""
    faults: list[str] = []
    seen: set[int] = set()
    for count, (seal, entry) in enumerate(pairs, start=position + 1):
        if seal.position != count:
            faults.append(f"seal {count}: position {seal.position} stands here")
        if seal.prev_hash != head:
            faults.append(f"seal {seal.position}: does not continue the one before it")
        if seal.entry_id in seen:
            faults.append(f"seal {seal.position}: entry {seal.entry_id} is sealed twice")
        seen.add(seal.entry_id)
        if entry is None:
            faults.append(f"seal {seal.position}: entry {seal.entry_id} is gone")
        elif seal.hash != seal_hash(entry, position=seal.position, prev_hash=seal.prev_hash):
            faults.append(f"seal {seal.position}: entry {seal.entry_id} was altered")
        head = seal.hash
    return faults
