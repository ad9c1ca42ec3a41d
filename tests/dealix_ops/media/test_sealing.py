"""Sealing: round trips, keys that change, and every way of not opening."""

import pytest

from dealix_ops.media.sealing import NotOpened, Sealing
from tests.support.media import KEY, OLD_KEY, SEALING, VOICE


class TestSealing:
    @pytest.mark.parametrize("content", [b"", b"x", VOICE])
    def test_what_was_sealed_opens_in_its_row(self, content: bytes) -> None:
        sealed = SEALING.seal(content, media_id=7)
        assert SEALING.open(sealed, media_id=7) == content
        assert len(content) < 8 or content[:20] not in sealed

    def test_same_content_is_sealed_differently_each_time(self) -> None:
        assert SEALING.seal(VOICE, media_id=7) != SEALING.seal(VOICE, media_id=7)

    def test_another_row_does_not_open_it(self) -> None:
        with pytest.raises(NotOpened):
            SEALING.open(SEALING.seal(VOICE, media_id=7), media_id=8)

    def test_every_changed_byte_of_the_head_and_the_ends_is_noticed(self) -> None:
        sealed = SEALING.seal(b"some words", media_id=7)
        for at in range(len(sealed)):
            changed = bytearray(sealed)
            changed[at] ^= 1
            with pytest.raises(NotOpened):
                SEALING.open(bytes(changed), media_id=7)

    @pytest.mark.parametrize("length", [0, 1, 5, 17, 32])
    def test_cut_content_is_noticed(self, length: int) -> None:
        with pytest.raises(NotOpened):
            SEALING.open(SEALING.seal(b"words", media_id=7)[:length], media_id=7)

    def test_old_content_opens_after_a_new_key_came_first(self) -> None:
        old = Sealing([OLD_KEY]).seal(VOICE, media_id=7)
        both = Sealing([KEY, OLD_KEY])
        assert both.open(old, media_id=7) == VOICE
        assert Sealing([KEY]).open(both.seal(VOICE, media_id=7), media_id=7) == VOICE

    def test_key_that_was_taken_away_opens_nothing(self) -> None:
        with pytest.raises(NotOpened):
            Sealing([KEY]).open(Sealing([OLD_KEY]).seal(VOICE, media_id=7), media_id=7)

    def test_no_key_is_no_sealing(self) -> None:
        with pytest.raises(ValueError, match="at least one key"):
            Sealing([])
