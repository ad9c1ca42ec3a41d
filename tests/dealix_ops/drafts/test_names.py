"""Foreign names are used only when they can be nothing but a first name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.drafts.names import dialable, display_name, first_name


class TestFirstName:
    @pytest.mark.parametrize(
        ("profile", "name"),
        [
            ("نورة", "نورة"),
            (" سعد ", "سعد"),
            ("مُحمّد", "محمد"),
            ("مـحـمـد", "محمد"),
            ("عبدالرحمن", "عبدالرحمن"),
            ("عبد الله", "عبد الله"),
            ("Noura", "Noura"),
            ("هبة", "هبة"),
        ],
    )
    def test_first_name_is_used(self, profile: str, name: str) -> None:
        assert first_name(profile) == name

    @pytest.mark.parametrize(
        "profile",
        [
            None,
            "",
            " ",
            "م",
            "مؤسسة النور",
            "مؤسسة",
            "Admin",
            "CEO",
            "الدكتور",
            "ابوفهد",
            "أم",
            "سعد2",
            "٠٥٠",
            "Sara 🌸",
            "🌸",
            "https://x.co",
            "x.co",
            "wa.me/966",
            "نضمن",
            "مضمون",
            "ههههه",
            "aaaa",
            "Nouرة",
            "سعد\nالسلام",
            "سعد\u202e",
            "Иван",
            "ﷺ",
            "<!channel>",
            "*سعد*",
            "{speaker}",
            "⟦الاسم⟧",
            "سعدسعدسعدسعدسعدسعدسعد",
            "أ.سعد",
        ],
    )
    def test_anything_else_is_ignored(self, profile: str | None) -> None:
        assert first_name(profile) is None

    @given(st.text(max_size=40))
    def test_whatever_passes_is_letters_of_one_script(self, profile: str) -> None:
        name = first_name(profile)
        if name is not None:
            bare = name.replace(" ", "")
            assert bare.isalpha()
            assert len(name) <= 20
            assert bare.isascii() or not any(ch.isascii() for ch in bare)


class TestDialable:
    @pytest.mark.parametrize(
        ("phone", "bare"),
        [
            ("+966 50 123 4567", "+966501234567"),
            ("\u2066+966-50-123-4567\u2069", "+966501234567"),
            ("920001234", "920001234"),
            ("050 123", None),
            ("call me", None),
            ("+966501234567 ext 4", None),
            ("", None),
            (None, None),
        ],
    )
    def test_number_loses_its_separators(self, phone: str | None, bare: str | None) -> None:
        assert dialable(phone) == bare


class TestDisplayName:
    @pytest.mark.parametrize(
        ("name", "line"),
        [
            ("سلمان", "سلمان"),
            (" سلمان\nالعلي ", "سلمان العلي"),
            ("", None),
            ("  ", None),
            (None, None),
            ("س" * 41, None),
        ],
    )
    def test_name_is_one_line_or_nothing(self, name: str | None, line: str | None) -> None:
        assert display_name(name) == line
