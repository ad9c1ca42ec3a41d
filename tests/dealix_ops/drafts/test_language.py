"""In which language a customer is answered."""

import pytest

from dealix_ops.drafts.language import DraftLanguage, language_of

ENGLISH = "The sheet does not update since this morning"
ARABIC = "الشيت ما يتحدث من الصبح"


class TestLanguageOf:
    @pytest.mark.parametrize(
        ("lines", "expected"),
        [
            ([ENGLISH], "en"),
            ([ARABIC], "ar"),
            (["el sheet ma yet7addath mn el 9ob7"], "ar"),
            (["الـ sheet ما يسوي update من الصبح please"], "ar"),
            ([ARABIC, ENGLISH], "en"),
            ([ENGLISH, ARABIC], "ar"),
            ([ARABIC, "ok"], "ar"),
            ([ARABIC, "👍"], "ar"),
            ([ARABIC, "error 400 invalid_request"], "ar"),
            ([ENGLISH, "👍"], "en"),
            ([ENGLISH, "", ""], "en"),
            (["Hello"], "en"),
            (["👍"], "ar"),
            ([""], "ar"),
            ([], "ar"),
        ],
    )
    def test_last_clear_one_wins(self, lines: list[str], expected: str) -> None:
        assert language_of(lines).value == expected

    def test_each_has_its_other(self) -> None:
        assert [one.other for one in DraftLanguage] == [DraftLanguage.EN, DraftLanguage.AR]
