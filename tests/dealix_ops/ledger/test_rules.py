"""The chain's arithmetic by tables: what changes a hash, and what a verification says."""

import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from dealix_ops.ledger import rules
from dealix_ops.ledger.rules import GENESIS, Entry, Seal

AT = datetime(2026, 11, 22, 7, 12, 0, 123456, tzinfo=UTC)
ENTRY = Entry(1, AT, "draft.approved", "U1", 7, {"draft": 3, "version": 1})
ENTRIES = [replace(ENTRY, id=number, facts={"draft": number}) for number in (1, 2, 3, 4)]


def chained(entries: list[Entry]) -> list[tuple[Seal, Entry | None]]:
    return list(zip(rules.chain(entries, position=0, prev_hash=GENESIS), entries, strict=True))


class TestMark:
    def test_is_an_hmac_that_another_key_does_not_make(self) -> None:
        expected = hmac.new(b"key", "نص".encode(), hashlib.sha256).hexdigest()
        assert rules.mark("نص", b"key") == expected
        assert rules.mark("نص", b"other") != expected


class TestSealHash:
    @pytest.mark.parametrize(
        "changed",
        [
            {"id": 2},
            {"at": AT + timedelta(microseconds=1)},
            {"event": "draft.rejected"},
            {"actor": "U2"},
            {"ticket_id": None},
            {"facts": {"draft": 3, "version": 2}},
            {"facts": {"draft": 3, "version": "1"}},
            {"facts": {}},
        ],
    )
    def test_every_field_of_the_entry_counts(self, changed: dict[str, Any]) -> None:
        own = rules.seal_hash(ENTRY, position=1, prev_hash=GENESIS)
        assert rules.seal_hash(replace(ENTRY, **changed), position=1, prev_hash=GENESIS) != own

    @pytest.mark.parametrize(("position", "prev_hash"), [(2, GENESIS), (1, "1" * 64)])
    def test_place_in_the_chain_counts(self, position: int, prev_hash: str) -> None:
        own = rules.seal_hash(ENTRY, position=1, prev_hash=GENESIS)
        assert rules.seal_hash(ENTRY, position=position, prev_hash=prev_hash) != own

    def test_zone_and_order_of_keys_do_not_count(self) -> None:
        there = replace(
            ENTRY, at=AT.astimezone(timezone(timedelta(hours=3))), facts={"version": 1, "draft": 3}
        )
        assert rules.seal_hash(there, position=1, prev_hash=GENESIS) == rules.seal_hash(
            ENTRY, position=1, prev_hash=GENESIS
        )


class TestChain:
    def test_goes_on_where_the_last_seal_ended(self) -> None:
        at_once = list(rules.chain(ENTRIES, position=0, prev_hash=GENESIS))
        first = list(rules.chain(ENTRIES[:2], position=0, prev_hash=GENESIS))
        then = list(rules.chain(ENTRIES[2:], position=2, prev_hash=first[-1].hash))
        assert first + then == at_once
        assert [seal.position for seal in at_once] == [1, 2, 3, 4]

    def test_nothing_to_seal_makes_no_seal(self) -> None:
        assert list(rules.chain([], position=4, prev_hash=GENESIS)) == []


class TestVerify:
    def test_whole_chain_is_intact_and_tells_its_head(self) -> None:
        pairs = chained(ENTRIES)
        result = rules.verify(pairs, unsealed=2)
        assert (result.intact, result.sealed, result.unsealed) == (True, 4, 2)
        assert result.head == pairs[-1][0].hash

    def test_empty_ledger_is_intact(self) -> None:
        assert rules.verify([], unsealed=0) == rules.Verification(0, 0, GENESIS, ())

    def test_altered_entry_is_named(self) -> None:
        pairs = chained(ENTRIES)
        pairs[1] = (pairs[1][0], replace(ENTRIES[1], actor="U9"))
        assert rules.verify(pairs, unsealed=0).faults == ("seal 2: entry 2 was altered",)

    def test_missing_entry_is_named(self) -> None:
        pairs = chained(ENTRIES)
        pairs[2] = (pairs[2][0], None)
        assert rules.verify(pairs, unsealed=0).faults == ("seal 3: entry 3 is gone",)

    def test_missing_seal_breaks_the_place_and_the_link(self) -> None:
        pairs = chained(ENTRIES)
        del pairs[1]
        faults = rules.verify(pairs, unsealed=1).faults
        assert "seal 2: position 3 stands here" in faults
        assert "seal 3: does not continue the one before it" in faults

    def test_swapped_seals_break_the_link(self) -> None:
        pairs = chained(ENTRIES)
        pairs[1], pairs[2] = pairs[2], pairs[1]
        assert any("does not continue" in fault for fault in rules.verify(pairs, unsealed=0).faults)

    def test_entry_sealed_twice_is_named(self) -> None:
        pairs = chained([ENTRIES[0], ENTRIES[0]])
        assert rules.verify(pairs, unsealed=0).faults == ("seal 2: entry 1 is sealed twice",)

    def test_altered_entry_with_a_new_hash_breaks_the_next_link(self) -> None:
        pairs = chained(ENTRIES)
        forged = replace(ENTRIES[1], actor="U9")
        seal = pairs[1][0]
        new_hash = rules.seal_hash(forged, position=2, prev_hash=seal.prev_hash)
        pairs[1] = (replace(seal, hash=new_hash), forged)
        assert rules.verify(pairs, unsealed=0).faults == ("seal 3: does not continue the one before it",)
