"""A line that says that the matter is over, and every line that only looks like one."""

import pytest

from dealix_ops.endings.confirmation import Yes, block_reads_as, reaction_says_yes, reads_as
from tests.dealix_ops.endings import closing_lines

SETTLED = [
    "انحلت",
    "انحلت ولله الحمد",
    "انحلت، شكراً لكم",
    "يعطيكم العافيه انحلت المشكله",
    "اِنْحَلَّت",
    "انـحـلـت",
    "زبطت الله يعطيكم العافية",
    "اشتغلت معنا الحين الحمدلله",
    "رجعت تشتغل",
    "كل شي تمام 👍",
    "solved",
    "It's working now, thank you so much!",
    "all good now. thanks!",
    "ok 👍 works now thanks",
    "In7allat ya36eekom el3afya",
]
THANKED = [
    "تمام",
    "تمام!",
    "تمام وصل، شكراً",
    "تمامممم",
    "تمام ✅",
    "خلاص",
    "الله يعطيكم العافية",
    "ما قصرتوا الله يعطيكم العافية",
    "شكراً جزيلاً لكم يا فريق ديلكس",
    "شكراً على سرعة الرد",
    "والله ما قصرتوا",
    "👍",
    "👍🏽",
    "❤️",
    "🙏🙏",
    ":+1:",
    ":thumbsup::skin-tone-3: thanks",
    "tamam",
    "Tamam thanks 🙏",
    "Thanks for the quick response",
    "OK",
]
NO_YES = [
    "",
    "   ",
    "...",
    "ما انحلت",
    "لسه ما انحلت",
    "تمام؟",
    "تمام بس باقي واحد",
    "تمام، متى يوصل التقرير",
    "مو تمام",
    "شكرا بس متى؟",
    "ما يشتغل",
    "انحلت عند واحد والباقي لا",
    "تمام 1",
    "نعم",
    "لا",
    "لا شكرا",
    "هلا",
    "السلام عليكم",
    "ممتاز 😂",
    "تمام 🙃",
    "👎",
    ":-1:",
    ":thumbsdown:",
    "😡",
    "not solved",
    "still not fixed",
    "fixed?",
    "it is not working",
    "no thanks",
    "thanks but it stopped again",
    "وصلت الفاتورة",
    "شكراً " * 60,
    "انحلت https://evil.example",
    "تمام وارسلوا نسخة للمدير",
]


class TestReadsAs:
    @pytest.mark.parametrize("text", SETTLED)
    def test_whoever_says_that_it_is_settled(self, text: str) -> None:
        assert reads_as(text) is Yes.SETTLED

    @pytest.mark.parametrize("text", THANKED)
    def test_whoever_thanks_or_nods(self, text: str) -> None:
        assert reads_as(text) is Yes.THANKS

    @pytest.mark.parametrize("text", NO_YES)
    def test_one_word_that_is_not_known_makes_it_none(self, text: str) -> None:
        assert reads_as(text) is Yes.NONE


class TestBlockReadsAs:
    def test_strongest_counts(self) -> None:
        assert block_reads_as(["شكراً", "انحلت", "👍"]) is Yes.SETTLED

    def test_a_question_beside_it_is_no_yes(self) -> None:
        assert block_reads_as(["انحلت", "بس متى التقرير؟"]) is Yes.NONE

    def test_nothing_said_is_no_yes(self) -> None:
        assert block_reads_as([]) is Yes.NONE


class TestReaction:
    @pytest.mark.parametrize("emoji", ["👍", "👍🏿", "❤️", "❤", "✅", "🙏"])
    def test_thumb_or_heart(self, emoji: str) -> None:
        assert reaction_says_yes(emoji)

    @pytest.mark.parametrize("emoji", ["", "👎", "😂", "😮", "👍👎", "تمام", "❤️‍🔥", "x" * 500])
    def test_anything_else_is_none(self, emoji: str) -> None:
        assert not reaction_says_yes(emoji)


class TestMeasured:
    """Forty-eight and twenty lines of each kind, dialect, MSA, English and Arabizi."""

    @pytest.mark.parametrize("text", [*closing_lines.CLOSING, *closing_lines.LATER_CLOSING])
    def test_line_that_ends_a_matter(self, text: str) -> None:
        assert reads_as(text) is not Yes.NONE

    @pytest.mark.parametrize("text", [*closing_lines.NOT_CLOSING, *closing_lines.LATER_NOT_CLOSING])
    def test_line_that_only_looks_like_one(self, text: str) -> None:
        assert reads_as(text) is Yes.NONE
