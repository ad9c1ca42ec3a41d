"""«حتى الخميس» and its relatives on a Sunday at 10:12 in Riyadh: an instant, or a question back."""

from datetime import datetime

import pytest

from dealix_ops.clock import RIYADH
from dealix_ops.delegation.until import Unclear, read, until_ar
from tests.support.clock import START


def wall(month: int, day: int, hour: int = 0, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=RIYADH)


class TestRead:
    @pytest.mark.parametrize(
        ("words", "until"),
        [
            ("حتى الاثنين", wall(11, 24)),
            ("حتى الإثنين", wall(11, 24)),
            ("للخميس", wall(11, 27)),
            ("لين الخميس", wall(11, 27)),
            ("until Thursday", wall(11, 27)),
            ("الخميس 6 م", wall(11, 26, 18)),
            ("الخميس الساعة 6 مساءً", wall(11, 26, 18)),
            ("الخميس 6م", wall(11, 26, 18)),
            ("الخميس 9:30 ص", wall(11, 26, 9, 30)),
            ("الخميس 12 ص", wall(11, 26, 0)),
            ("الخميس 12 م", wall(11, 26, 12)),
            ("الخميس ١٨:٠٠", wall(11, 26, 18)),
            ("thursday 6pm", wall(11, 26, 18)),
            ("الأحد القادم", wall(11, 30)),
            ("الأحد 29 نوفمبر", wall(11, 30)),
            ("الأحد 29/11 5 م", wall(11, 29, 17)),
            ("اليوم", wall(11, 23)),
            ("اليوم 6 م", wall(11, 22, 18)),
            ("6 م", wall(11, 22, 18)),
            ("بكرة", wall(11, 24)),
            ("غداً 8:00 ص", wall(11, 23, 8)),
            ("3 أيام", wall(11, 25, 10, 12)),
            ("٣ ايام", wall(11, 25, 10, 12)),
            ("لمدة يومين", wall(11, 24, 10, 12)),
            ("أسبوع", wall(11, 29, 10, 12)),
            ("4 ساعات", wall(11, 22, 14, 12)),
            ("25/11", wall(11, 26)),
            ("25/11/2026", wall(11, 26)),
            ("11/25", wall(11, 26)),
            ("2026-11-25", wall(11, 26)),
            ("25 نوفمبر 4 م", wall(11, 25, 16)),
            ("12/12", wall(12, 13)),
        ],
    )
    def test_clear_words_are_one_instant(self, words: str, until: datetime) -> None:
        assert read(words, now=START) == until

    @pytest.mark.parametrize(
        ("words", "why"),
        [
            ("", Unclear.MISSING),
            ("حتى", Unclear.UNKNOWN),
            ("لين أرجع", Unclear.UNKNOWN),
            ("الخميس أو الجمعة", Unclear.UNKNOWN),
            ("الخميس 25 م", Unclear.UNKNOWN),
            ("الخميس 6:75 م", Unclear.UNKNOWN),
            ("الخميس 25/11", Unclear.UNKNOWN),
            ("31/2", Unclear.UNKNOWN),
            ("0 أيام", Unclear.PAST),
            ("الأحد", Unclear.TODAY_OR_NEXT),
            ("الأحد 6 م", Unclear.TODAY_OR_NEXT),
            ("الخميس 6", Unclear.MORNING_OR_EVENING),
            ("الخميس 6:30", Unclear.MORNING_OR_EVENING),
            ("5/12", Unclear.DAY_OR_MONTH),
            ("اليوم 9 ص", Unclear.PAST),
            ("20/11", Unclear.PAST),
            ("25/11/2025", Unclear.PAST),
            ("40 يوم", Unclear.TOO_LONG),
            ("25/12/2026", Unclear.TOO_LONG),
        ],
    )
    def test_the_rest_is_asked_back(self, words: str, why: Unclear) -> None:
        with pytest.raises(ValueError, match=f"^{why}$"):
            read(words, now=START)

    def test_january_is_near_in_december(self) -> None:
        assert read("15/1", now=wall(12, 28)) == wall(1, 16, year=2027)

    def test_friday_evening_in_riyadh_is_friday(self) -> None:
        assert read("اليوم 11:30 م", now=wall(11, 27, 23, 10)) == wall(11, 27, 23, 30)


class TestUntilAr:
    def test_whole_day_and_an_hour(self) -> None:
        assert until_ar(wall(11, 30)) == "حتى نهاية الأحد 29 نوفمبر"
        assert until_ar(wall(11, 29, 18)) == "حتى الأحد 29 نوفمبر 6:00 م"
