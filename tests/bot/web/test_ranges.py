"""Pieces of a file as players ask for them."""

import pytest

from bot.web.ranges import NotThere, Piece, asked


class TestAsked:
    @pytest.mark.parametrize(
        ("header", "piece"),
        [
            ("bytes=0-1", Piece(0, 1)),
            ("bytes=0-", Piece(0, 99)),
            ("bytes=10-19", Piece(10, 19)),
            ("bytes=99-99", Piece(99, 99)),
            ("bytes=90-5000", Piece(90, 99)),
            ("bytes=-10", Piece(90, 99)),
            ("bytes=-5000", Piece(0, 99)),
        ],
    )
    def test_one_piece(self, header: str, piece: Piece) -> None:
        assert asked(header, 100) == piece

    @pytest.mark.parametrize(
        "header",
        [None, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,5-6", "items=0-1", "bytes=9-5",
         "bytes=٠-١", f"bytes={'9' * 5000}-"],
    )  # fmt: skip
    def test_anything_else_is_the_whole(self, header: str | None) -> None:
        assert asked(header, 100) is None

    @pytest.mark.parametrize(("header", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=0-", 0)])
    def test_piece_behind_the_end_is_not_there(self, header: str, size: int) -> None:
        with pytest.raises(NotThere):
            asked(header, size)
