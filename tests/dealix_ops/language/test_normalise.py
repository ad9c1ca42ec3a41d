import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.language.normalise import _FOLDS, light_stem, normalise, stems, tokens


class TestNormalise:
    @pytest.mark.parametrize(
        ("written", "compared"),
        [
            ("أحمد إيمان آمنة ٱلله", "احمد ايمان امنه الله"),
            ("مُوَافَقَة", "موافقه"),
            ("على هدى", "علي هدي"),
            ("تســـريب", "تسريب"),
            ("تعطلللللل", "تعطل"),
            ("٢٬٩٩٠ و ۱۲", "2990 و 12"),
            ("تس\u200bري\u200cب\u202e", "تسريب"),
            ("ت س ر ي ب", "تسريب"),
            ("ت.س.ر.ي.ب", "تسريب"),
            ("UNAUTHORIZED", "unauthorized"),
            ("un\u0430uthorized", "unauthorized"),
            ("ﺗﺴﺮﻳﺐ", "تسريب"),
            ("a\r\n\n b", "a\nb"),
            ("شيء", "شي"),
            ("", ""),
            ("\ud800", ""),
        ],
    )
    def test_spellings_of_one_word_become_equal(self, written: str, compared: str) -> None:
        assert normalise(written) == compared

    def test_digits_are_never_shortened_like_letters(self) -> None:
        assert normalise("1000000") == "1000000"

    @given(st.text())
    def test_twice_is_once(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)

    @given(st.text(alphabet="ابتa .-_*\u0301\u0640\u200b\n1", max_size=60))
    def test_twice_is_once_where_spacing_tricks_meet(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)

    @pytest.mark.parametrize(
        "unit", ["\u0301\u0327", "a ", "ا", "ﷺ", "\u202e", "a.b ", "\U0001f469\u200d", "\ud800", "{{"]
    )
    def test_hostile_length_is_survived_without_growth(self, unit: str) -> None:
        assert len(normalise(unit * (100_000 // len(unit)))) <= 600_000


class TestTokens:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ما يـload أبداً", ["ما", "ي", "load", "ابدا"]),
            ("لـ٢٥ عميل", ["ل", "25", "عميل"]),
            ("don't 3omala2", ["dont", "3omala2"]),
            ("live_charge/data-breach", ["live", "charge", "data", "breach"]),
            ("👍🔥", []),
        ],
    )
    def test_words_part_where_script_or_mark_changes(self, text: str, expected: list[str]) -> None:
        assert tokens(text) == expected

    def test_strangers_do_not_fill_the_memory(self) -> None:
        normalise("".join(map(chr, range(0x20000, 0x30000))))
        assert len(_FOLDS) <= 16_384
        assert normalise("أحمدُ") == "احمد"


class TestStems:
    @pytest.mark.parametrize(
        ("token", "stem"),
        [
            ("وبالتسريب", "تسريب"),
            ("لعملاينا", "عملا"),
            ("للموافقه", "موافق"),
            ("فواتيرهم", "فواتير"),
            ("leaked", "leak"),
        ],
    )
    def test_attached_particles_come_off(self, token: str, stem: str) -> None:
        assert stem in stems(token)

    @pytest.mark.parametrize("token", ["بنك", "ولد", "لوح"])
    def test_three_letters_are_never_cut(self, token: str) -> None:
        assert stems(token) == {token}

    @given(st.text(min_size=1, max_size=20))
    def test_light_stem_is_one_of_them(self, token: str) -> None:
        assert light_stem(token) in stems(token)
