from dataclasses import replace

import numpy as np
import pytest

from dealix_ops.triage.model.features import BUCKETS
from dealix_ops.triage.model.kinds import Kind
from dealix_ops.triage.model.network import Network
from dealix_ops.triage.model.weights import SHIPPED, WeightsUnreadable, pack, shipped, unpack
from dealix_ops.triage.version import RULES_VERSION, triage_version

MEMBERS, UNITS = 2, 3
TINY = Network(
    buckets=np.array([5, 9], np.int32),
    scales=np.array([0.5, 0.25, 0], np.float32),
    rows=np.array([[1] * 6, [-2] * 6, [0] * 6], np.int8),
    hidden_biases=np.zeros(6, np.float32),
    outputs=np.ones((MEMBERS, UNITS, len(Kind)), np.float32),
    output_biases=np.zeros((MEMBERS, len(Kind)), np.float32),
)
CARD = shipped().card


class TestShipped:
    def test_file_stays_small_and_loads(self) -> None:
        assert SHIPPED.stat().st_size < 9_000_000
        assert shipped().network.outputs.shape[2] == len(Kind)

    def test_unknown_buckets_say_nothing(self) -> None:
        assert shipped().network.scales[-1] == 0
        assert not shipped().network.rows[-1].any()

    def test_version_names_rules_and_weights(self) -> None:
        assert triage_version() == f"{RULES_VERSION}+{shipped().version}"
        assert len(triage_version()) <= 32


class TestUnpack:
    def test_packed_weights_come_back_whole(self) -> None:
        weights = unpack(pack(CARD, TINY))
        assert weights.card == CARD
        for name in Network.__slots__:
            assert np.array_equal(getattr(weights.network, name), getattr(TINY, name))

    def test_other_content_has_another_version(self) -> None:
        other = replace(CARD, p0_from=0.9)
        assert unpack(pack(other, TINY)).version != unpack(pack(CARD, TINY)).version

    @pytest.mark.parametrize(
        "packed",
        [
            b"",
            b"no weights",
            b"DLXN1\n\0\0\0\2[]",
            pack(CARD, TINY)[:-20],
            pack(CARD, TINY).replace(b'"units": 3', b'"units": 2'),
            pack(CARD, TINY).replace(b'"units": 3', b'"units": 9'),
            pack(CARD, TINY).replace(b'"known": 2', b'"known":-2'),
            pack(CARD, replace(TINY, buckets=np.array([5, BUCKETS], np.int32))),
        ],
    )
    def test_damage_is_refused(self, packed: bytes) -> None:
        with pytest.raises(WeightsUnreadable):
            unpack(packed)
