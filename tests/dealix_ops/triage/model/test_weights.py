from dataclasses import replace

import pytest

from dealix_ops.triage.model.features import BUCKETS
from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.model.weights import SHIPPED, ZERO, WeightsUnreadable, pack, shipped, unpack
from dealix_ops.triage.version import RULES_VERSION, triage_version

EMPTY = bytes([ZERO]) * (BUCKETS * len(Kind))


class TestShipped:
    def test_file_stays_small_and_loads(self) -> None:
        assert SHIPPED.stat().st_size < 3_000_000
        assert len(shipped().card.biases) == len(Kind)

    def test_version_names_rules_and_weights(self) -> None:
        assert triage_version() == f"{RULES_VERSION}+{shipped().version}"
        assert len(triage_version()) <= 32


class TestUnpack:
    def test_packed_weights_come_back_whole(self) -> None:
        weights = unpack(pack(shipped().card, EMPTY))
        assert (weights.card, weights.rows) == (shipped().card, EMPTY)

    def test_other_content_has_another_version(self) -> None:
        other = replace(shipped().card, p0_from=0.9)
        assert unpack(pack(other, EMPTY)).version != unpack(pack(shipped().card, EMPTY)).version

    @pytest.mark.parametrize(
        "packed", [b"", b"no weights", pack(shipped().card, EMPTY)[:-20], pack(shipped().card, b"")]
    )
    def test_damage_is_refused(self, packed: bytes) -> None:
        with pytest.raises(WeightsUnreadable):
            unpack(packed)
