"""Arabic counting, against the forms a grammar book prints."""

import pytest

from dealix_ops.language.numbers_ar import Case, Noun, count_ar

TABLE = [
    (
        Noun.MINUTE,
        ["0 دقيقة", "دقيقة", "دقيقتان", "3 دقائق", "10 دقائق", "11 دقيقة", "99 دقيقة", "100 دقيقة"],
    ),
    (Noun.HOUR, ["0 ساعة", "ساعة", "ساعتان", "3 ساعات", "10 ساعات", "11 ساعة", "99 ساعة", "100 ساعة"]),
    (Noun.DAY, ["0 يوم", "يوم", "يومان", "3 أيام", "10 أيام", "11 يوماً", "99 يوماً", "100 يوم"]),
    (
        Noun.MESSAGE,
        ["0 رسالة", "رسالة", "رسالتان", "3 رسائل", "10 رسائل", "11 رسالة", "99 رسالة", "100 رسالة"],
    ),
    (Noun.LINE, ["0 سطر", "سطر", "سطران", "3 أسطر", "10 أسطر", "11 سطراً", "99 سطراً", "100 سطر"]),
    (Noun.CUSTOMER, ["0 عميل", "عميل", "عميلان", "3 عملاء", "10 عملاء", "11 عميلاً", "99 عميلاً", "100 عميل"]),
    (
        Noun.USER,
        [
            "0 مستخدم",
            "مستخدم",
            "مستخدمان",
            "3 مستخدمين",
            "10 مستخدمين",
            "11 مستخدماً",
            "99 مستخدماً",
            "100 مستخدم",
        ],
    ),
    (Noun.MONTH, ["0 شهر", "شهر", "شهران", "3 أشهر", "10 أشهر", "11 شهراً", "99 شهراً", "100 شهر"]),
    (
        Noun.TICKET,
        ["0 تذكرة", "تذكرة", "تذكرتان", "3 تذاكر", "10 تذاكر", "11 تذكرة", "99 تذكرة", "100 تذكرة"],
    ),
    (Noun.LETTER, ["0 حرف", "حرف", "حرفان", "3 أحرف", "10 أحرف", "11 حرفاً", "99 حرفاً", "100 حرف"]),
    (
        Noun.APPROVAL,
        [
            "0 اعتماد",
            "اعتماد",
            "اعتمادان",
            "3 اعتمادات",
            "10 اعتمادات",
            "11 اعتماداً",
            "99 اعتماداً",
            "100 اعتماد",
        ],
    ),
    (
        Noun.CONVERSATION,
        [
            "0 محادثة",
            "محادثة",
            "محادثتان",
            "3 محادثات",
            "10 محادثات",
            "11 محادثة",
            "99 محادثة",
            "100 محادثة",
        ],
    ),
    (
        Noun.DRAFT,
        ["0 مسودة", "مسودة", "مسودتان", "3 مسودات", "10 مسودات", "11 مسودة", "99 مسودة", "100 مسودة"],
    ),
    (
        Noun.ALERT,
        ["0 تنبيه", "تنبيه", "تنبيهان", "3 تنبيهات", "10 تنبيهات", "11 تنبيهاً", "99 تنبيهاً", "100 تنبيه"],
    ),
    (
        Noun.INCIDENT,
        ["0 حادث", "حادث", "حادثان", "3 حوادث", "10 حوادث", "11 حادثاً", "99 حادثاً", "100 حادث"],
    ),
    (Noun.TIME, ["0 مرة", "مرة", "مرتان", "3 مرات", "10 مرات", "11 مرة", "99 مرة", "100 مرة"]),
]


class TestCountAr:
    @pytest.mark.parametrize(("noun", "forms"), TABLE)
    def test_each_plural_category(self, noun: Noun, forms: list[str]) -> None:
        assert [count_ar(n, noun) for n in (0, 1, 2, 3, 10, 11, 99, 100)] == forms

    def test_table_holds_every_noun(self) -> None:
        assert {noun for noun, _ in TABLE} == set(Noun)

    @pytest.mark.parametrize(
        ("noun", "dual"),
        [
            (Noun.MINUTE, "دقيقتين"),
            (Noun.HOUR, "ساعتين"),
            (Noun.DAY, "يومين"),
            (Noun.MESSAGE, "رسالتين"),
            (Noun.LINE, "سطرين"),
            (Noun.CUSTOMER, "عميلين"),
        ],
    )
    def test_only_the_dual_changes_after_a_preposition(self, noun: Noun, dual: str) -> None:
        assert count_ar(2, noun, Case.OBLIQUE) == dual
        for n in (0, 1, 3, 11, 100):
            assert count_ar(n, noun, Case.OBLIQUE) == count_ar(n, noun)

    @pytest.mark.parametrize(
        ("n", "text"),
        [(101, "101 يوم"), (102, "102 يوم"), (103, "103 أيام"), (111, "111 يوماً"), (1_000, "1,000 يوم")],
    )
    def test_last_two_digits_decide_above_a_hundred(self, n: int, text: str) -> None:
        assert count_ar(n, Noun.DAY) == text

    def test_negative_is_refused(self) -> None:
        with pytest.raises(ValueError, match="-1"):
            count_ar(-1, Noun.DAY)
