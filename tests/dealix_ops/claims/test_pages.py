"""Pages, posts and outreach are held to the very gates of a draft, with the length of their place."""

from random import Random

import pytest

from dealix_ops.claims.families import CLAIM_FAMILIES
from dealix_ops.claims.rules import LIMITS, Gate, Place, check_claims, check_text, may_approve

from .corpus import FORBIDDEN_PAGES, HONEST_PAGES
from .disguises import DECORATIONS, DISGUISES, Disguise

FEW = 0.06
"""Of sentences that a disguise may carry past; they were written without a look at the patterns."""


class TestCheckText:
    @pytest.mark.parametrize(("family", "text"), FORBIDDEN_PAGES)
    def test_claim_of_a_page_blocks_with_word_family_and_substitute(self, family: str, text: str) -> None:
        (found,) = [one for one in check_text(text) if one.family == family]
        assert (found.gate, found.blocking) == (Gate.CLAIMS, True)
        assert found.word
        assert found.substitute

    @pytest.mark.parametrize("text", HONEST_PAGES)
    def test_honest_page_passes(self, text: str) -> None:
        assert may_approve(check_text(text)), [one.message_ar() for one in check_text(text)]

    @pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
    def test_disguise_hides_next_to_nothing(self, disguise: Disguise) -> None:
        thrown = [disguise(text, Random(11)) for _, text in FORBIDDEN_PAGES]
        passed = [text for text in thrown if not check_claims(text)]
        assert len(passed) <= FEW * len(thrown), passed

    @pytest.mark.parametrize("decoration", DECORATIONS, ids=lambda decoration: decoration.__name__)
    def test_decorated_honest_page_stays_honest(self, decoration: Disguise) -> None:
        thrown = [decoration(text, Random(5)) for text in HONEST_PAGES]
        assert [text for text in thrown if check_claims(text)] == []

    def test_whole_page_is_read_to_its_end(self) -> None:
        honest = "\n".join(HONEST_PAGES)
        assert check_text(honest * 5) == ()
        assert {one.family for one in check_text(f"{honest * 5}\nROI مضمون")} == {"guaranteed_results"}

    def test_each_family_is_tried_and_the_corpus_is_large(self) -> None:
        assert {family for family, _ in FORBIDDEN_PAGES} == {family.key for family in CLAIM_FAMILIES}
        for sentences in (HONEST_PAGES, [text for _, text in FORBIDDEN_PAGES]):
            assert len(set(sentences)) == len(sentences) >= 100
            assert sum(text.isascii() for text in sentences) >= 30

    @pytest.mark.parametrize(("place", "limit"), [(p, n) for p, n in LIMITS.items() if n is not None])
    def test_each_place_has_its_length(self, place: Place, limit: int) -> None:
        assert check_text("ب " * (limit // 2), place) == ()
        (found,) = check_text("ب " * (limit // 2) + "ب", place)
        assert (found.gate, found.word) == (Gate.LENGTH, str(limit + 1))
        assert str(limit) in found.substitute

    def test_secrets_block_and_tone_warns_on_pages_too(self) -> None:
        secret = "xoxb-" + "123456789012-1234567890123-" + "AbCdEfGhIjKlMnOpQrStUvWx"
        assert not may_approve(check_text(f"المفتاح {secret}"))
        for phrase in ("آخر فرصة للاشتراك", "A best-in-class service", "Synergy for your team"):
            (found,) = check_text(phrase)
            assert (found.gate, found.blocking) == (Gate.TONE, False)

    @pytest.mark.parametrize(
        ("text", "passes"),
        [
            ("Do you guarantee results? No.", True),
            ("هل تجمعون بيانات من لينكدإن؟ لا.", True),
            ("Guaranteed results? No doubt!", False),
            ("نتائج مضمونة؟ لا شك!", False),
            ("Want guaranteed results? Call us.", False),
        ],
    )
    def test_question_is_honest_only_where_it_is_denied(self, text: str, passes: bool) -> None:
        assert may_approve(check_text(text)) is passes
