import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.language.arabizi import skeleton, to_arabic
from dealix_ops.language.normalise import normalise


class TestToArabic:
    @pytest.mark.parametrize(
        ("latin", "arabic"),
        [
            ("tasreeb", "تسريب"),
            ("in5a9am", "انخصم"),
            ("el 7esab", "ال حسب"),
            ("shukran", "شكرن"),
            ("3ameel", "عميل"),
            ("khatar", "ختر"),
            ("ghareeb", "غريب"),
            ("6ol", "طل"),
            ("مرحبا 12", "مرحبا 12"),
        ],
    )
    def test_letters_and_digits_read_as_arabic(self, latin: str, arabic: str) -> None:
        assert to_arabic(latin) == arabic

    @pytest.mark.parametrize("unit", ["3", "a", "a3", "sh", "'"])
    def test_hostile_length_is_survived(self, unit: str) -> None:
        assert len(to_arabic(unit * (100_000 // len(unit)))) <= 100_000

    @given(st.text())
    def test_any_text_is_read(self, text: str) -> None:
        assert isinstance(to_arabic(text), str)


class TestSkeleton:
    @pytest.mark.parametrize(
        ("latin", "arabic"),
        [
            ("bayanat", "بيانات"),
            ("sharika", "شركة"),
            ("wagfa", "واقفة"),
            ("wa8fa", "واقفة"),
            ("3omala2na", "عملائنا"),
            ("wafagt", "وافقت"),
            ("in5a9am", "انخصم"),
            ("inkhasam", "انخصم"),
            ("8areeb", "غريب"),
            ("fatoora", "فاتورة"),
        ],
    )
    def test_both_spellings_share_their_bones(self, latin: str, arabic: str) -> None:
        assert skeleton(latin) == skeleton(normalise(arabic))

    def test_different_words_do_not(self) -> None:
        assert skeleton("bayanat") != skeleton("fatoora")
