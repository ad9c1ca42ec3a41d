"""A token bucket by hand, and names that give no key away."""

from bot.web.api.keys import Buckets, Keys, actor_of


class TestBuckets:
    def test_two_seconds_at_once_then_the_rate(self) -> None:
        now = [0.0]
        buckets = Buckets(10, monotonic=lambda: now[0])
        assert [buckets.wait("api:a") for _ in range(20)] == [0.0] * 20
        assert buckets.wait("api:a") == 0.1
        assert buckets.wait("api:b") == 0.0
        now[0] = 0.1
        assert buckets.wait("api:a") == 0.0
        assert buckets.wait("api:a") > 0
        now[0] = 3_600.0
        assert [buckets.wait("api:a") for _ in range(21)].count(0.0) == 20


class TestKeys:
    def test_owner_is_a_mark_of_the_key_that_fits(self) -> None:
        keys = Keys(("first-key", "second-key"))
        assert keys.owner("Bearer second-key") == actor_of("second-key")
        assert keys.owner("Bearer third-key") is None
        assert "second" not in actor_of("second-key")
        assert len(actor_of("second-key")) == len("api:") + 8
