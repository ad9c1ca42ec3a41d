import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.language.detect import detect_language
from dealix_ops.vocabulary import Language


class TestDetectLanguage:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("وش السالفة؟ اللوحة ما تفتح معي", Language.AR_SA),
            ("هلا والله، متى ترسلون الفاتورة", Language.AR_SA),
            ("جيميل ما يرضى يربط، كل ما احط الايميل يطلع لي blocked ويرجعني", Language.AR_SA),
            ("نرجو إفادتنا بشأن الفاتورة الصادرة لمنشأتنا", Language.AR_MSA),
            ("تعذّر علينا الدخول إلى حسابنا منذ الصباح", Language.AR_MSA),
            ("The dashboard is slow since Monday", Language.EN),
            ("Meeting at 3pm, OAuth2 and B2B leads", Language.EN),
            ("الـ dashboard ما يفتح والـ drafts كلها pending", Language.MIXED),
            ("ma agdar adkhol el 7esab mn ams", Language.ARABIZI),
            ("shlon a8'ayyer el ba8a law sama7t", Language.ARABIZI),
            ("", Language.UNKNOWN),
            ("👍🔥 ❤️", Language.UNKNOWN),
            ("١٢٣ 456 !!!", Language.UNKNOWN),
            ("https://dealix.sa/pricing", Language.UNKNOWN),
        ],
    )
    def test_script_and_words_decide(self, text: str, language: Language) -> None:
        assert detect_language(text) is language

    @pytest.mark.parametrize("unit", ["3", "a", "a3", "ا ", "@", "{{", "https://"])
    def test_hostile_length_is_survived(self, unit: str) -> None:
        assert detect_language(unit * (100_000 // len(unit))) in Language

    @given(st.text())
    def test_any_text_has_one(self, text: str) -> None:
        assert detect_language(text) in Language
