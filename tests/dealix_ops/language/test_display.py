import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.language.display import isolate, printable

DECEIVING = (
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\u2060\ufeff\x00\x1b\ud800"
)


class TestPrintable:
    @pytest.mark.parametrize("control", list(DECEIVING))
    def test_what_deceives_is_gone(self, control: str) -> None:
        assert printable(f"فاتورة{control}12", 100) == "فاتورة12"

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("سطر\nسطر", "سطر\nسطر"),
            ("أ\n\n\n\n\n\nب", "أ\n\n\nب"),
            ("أ\r\nب\tج", "أ\nب ج"),
            ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
            ("ab\u200dcd", "abcd"),
            ("Z" + "\u0301" * 500, "Z\u0301"),
        ],
    )
    def test_layout_and_emoji_stay_floods_do_not(self, text: str, shown: str) -> None:
        assert printable(text, 100) == shown

    @pytest.mark.parametrize(
        ("text", "limit", "shown"),
        [
            ("مرحبا", 5, "مرحبا"),
            ("مرحبا بكم جميعاً في ديلكس", 12, "مرحبا بكم…"),
            ("abcdefghij", 5, "abcd…"),
            ("abc👩\u200d👧", 6, "abc👩\u200d👧"),
            ("abc👩\u200d👧d", 6, "abc…"),
            ("abc🇸🇦x", 5, "abc…"),
            ("نص", 0, ""),
        ],
    )
    def test_cut_lands_on_a_safe_boundary(self, text: str, limit: int, shown: str) -> None:
        assert printable(text, limit) == shown

    @given(st.text(), st.integers(min_value=0, max_value=50))
    def test_limit_always_holds_and_nothing_deceiving_is_left(self, text: str, limit: int) -> None:
        shown = printable(text, limit)
        assert len(shown) <= limit
        assert not set(shown) & set(DECEIVING)

    @pytest.mark.parametrize("unit", ["\u200d", "a\u200d", "\n ", "\u0301", "🇸", "\n"])
    def test_hostile_length_is_survived(self, unit: str) -> None:
        assert len(printable(unit * 100_000, 500)) <= 500


class TestIsolate:
    def test_fragment_stands_between_isolates(self) -> None:
        assert isolate("Gmail") == "\u2066Gmail\u2069"

    def test_fragment_cannot_close_its_own_isolate(self) -> None:
        assert isolate("a\u2069\u202eb") == "\u2066ab\u2069"
