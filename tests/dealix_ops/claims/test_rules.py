"""The gates let honest support through and stop what the company must not say, disguised or not."""

from itertools import pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.claims.families import CLAIM_FAMILIES
from dealix_ops.claims.family import Family
from dealix_ops.claims.manners import GRAVE_FAMILIES
from dealix_ops.claims.rules import Gate, check_claims, check_outgoing, may_approve
from dealix_ops.claims.tone import TONE_FAMILIES
from dealix_ops.drafts.copy_ar import GAP
from dealix_ops.vocabulary import Priority

from .corpus import ANNOYING, DISGUISED, FORBIDDEN, GRAVE, HONEST
from .disguises import DECORATIONS, DISGUISES, Disguise

FLOODS = (
    "ن", "ن ", "نضمن ", "لا يمكن ", "g u a r ", "مليون ", "مليون في ", "بدون ", "بدون أي ",
    "1,", "a'", "x" * 50 + " ",
    " ", "\n", "ن.", "بيانات من ", "نسحب بيانات ",
    "aeiou", "من من من ", "⟦", "[[", "without any ", "َ", "ـ", "\u200b",
)  # fmt: skip
PLAIN = "وصلتنا رسالتكم، ونتابعها معكم. نفيدكم بما نصل إليه قبل الساعة 4:25 م اليوم."


def families(text: str, priority: Priority = Priority.P2, *, gate: Gate | None = None) -> set[str]:
    return {f.family for f in check_outgoing(text, priority=priority) if gate is None or f.gate is gate}


class TestClaims:
    @pytest.mark.parametrize("priority", Priority)
    @pytest.mark.parametrize("text", HONEST)
    def test_honest_sentence_passes_at_every_priority(self, text: str, priority: Priority) -> None:
        findings = check_outgoing(text, priority=priority)
        assert may_approve(findings), [finding.message_ar() for finding in findings]

    @pytest.mark.parametrize("priority", Priority)
    @pytest.mark.parametrize(("family", "text"), FORBIDDEN)
    def test_forbidden_sentence_blocks_at_every_priority(
        self, family: str, text: str, priority: Priority
    ) -> None:
        findings = check_outgoing(text, priority=priority)
        assert not may_approve(findings)
        assert family in {f.family for f in findings if f.gate is Gate.CLAIMS and f.blocking}

    @pytest.mark.parametrize(("family", "text"), FORBIDDEN)
    def test_one_bad_sentence_is_found_among_good_ones(self, family: str, text: str) -> None:
        assert family in families(f"{PLAIN}\n{text}\n{PLAIN}", gate=Gate.CLAIMS)

    def test_every_family_is_tried(self) -> None:
        assert {family for family, _ in FORBIDDEN} == {family.key for family in CLAIM_FAMILIES}
        assert len(CLAIM_FAMILIES) == 8

    def test_corpus_is_as_large_as_agreed_in_both_languages(self) -> None:
        for sentences in (HONEST, [text for _, text in FORBIDDEN]):
            assert len(set(sentences)) == len(sentences) >= 100
            assert sum(text.isascii() for text in sentences) >= 40

    @pytest.mark.parametrize("family", CLAIM_FAMILIES, ids=lambda family: family.key)
    def test_every_family_is_tried_in_both_languages(self, family: Family) -> None:
        tried = [text for key, text in FORBIDDEN if key == family.key]
        assert {text.isascii() for text in tried} == {True, False}

    def test_pages_are_held_to_the_claims_only(self) -> None:
        assert check_claims("عزيزي العميل، بياناتكم بأمان") == ()
        assert [f.family for f in check_claims("ROI مضمون")] == ["guaranteed_results"]


class TestDisguise:
    @pytest.mark.parametrize(("family", "text"), DISGUISED)
    def test_disguise_seen_in_practice_hides_nothing(self, family: str, text: str) -> None:
        assert family in {f.family for f in check_outgoing(text, priority=Priority.P0) if f.blocking}

    @pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(FORBIDDEN + GRAVE), st.randoms(use_true_random=False))
    def test_forbidden_sentence_stays_refused(
        self, disguise: Disguise, case: tuple[str, str], rng: Random
    ) -> None:
        _, text = case
        assert not may_approve(check_outgoing(disguise(text, rng), priority=Priority.P0))

    @pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
    def test_each_sentence_survives_a_fixed_throw(self, disguise: Disguise) -> None:
        thrown = [disguise(text, Random(11)) for _, text in FORBIDDEN + GRAVE]
        changed = [text for text, (_, plain) in zip(thrown, FORBIDDEN + GRAVE, strict=True) if text != plain]
        assert len(changed) >= 70
        assert [t for t in changed if may_approve(check_outgoing(t, priority=Priority.P0))] == []

    @pytest.mark.parametrize("decoration", DECORATIONS, ids=lambda decoration: decoration.__name__)
    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(HONEST), st.randoms(use_true_random=False))
    def test_honest_sentence_stays_honest(self, decoration: Disguise, text: str, rng: Random) -> None:
        findings = check_outgoing(decoration(text, rng), priority=Priority.P0)
        assert may_approve(findings), [finding.word for finding in findings]

    @pytest.mark.parametrize(
        "text", ["The admin page opens.", "Your domain is ready.", "HubSpot, Salesforce and Zoho are listed."]
    )
    def test_english_word_is_not_read_as_arabizi(self, text: str) -> None:
        assert check_outgoing(text, priority=Priority.P0) == ()


class TestGrave:
    @pytest.mark.parametrize("priority", [Priority.P0, Priority.P1])
    @pytest.mark.parametrize(("family", "text"), GRAVE)
    def test_cause_or_offer_before_the_finding_blocks_the_grave(
        self, family: str, text: str, priority: Priority
    ) -> None:
        found = [f for f in check_outgoing(text, priority=priority) if f.gate is Gate.GRAVE]
        assert family in {f.family for f in found}
        assert all(f.blocking for f in found)

    @pytest.mark.parametrize("priority", [Priority.P2, Priority.P3])
    @pytest.mark.parametrize(("family", "text"), GRAVE)
    def test_it_blocks_the_rest_only_where_there_is_a_risk(
        self, family: str, text: str, priority: Priority
    ) -> None:
        assert may_approve(check_outgoing(text, priority=priority))
        assert not may_approve(check_outgoing(text, priority=priority, risky=True))

    def test_every_grave_family_is_tried_in_both_languages(self) -> None:
        tried = {(family, text.isascii()) for family, text in GRAVE}
        assert tried == {(family.key, ascii_) for family in GRAVE_FAMILIES for ascii_ in (True, False)}


class TestTone:
    @pytest.mark.parametrize(("family", "text"), ANNOYING)
    def test_annoying_phrase_warns_with_a_substitute(self, family: str, text: str) -> None:
        findings = check_outgoing(text, priority=Priority.P3)
        found = [f for f in findings if f.family == family]
        assert found
        assert found[0].gate is Gate.TONE
        assert found[0].substitute
        assert may_approve(findings)

    def test_guarantee_in_an_apology_is_a_claim_and_blocks(self) -> None:
        assert not may_approve(check_outgoing("نضمن عدم تكرارها", priority=Priority.P3))

    def test_blocking_findings_come_first(self) -> None:
        findings = check_outgoing("عزيزي العميل، نضمن لكم", priority=Priority.P3)
        assert [f.blocking for f in findings] == [True, False]


class TestSecrets:
    def test_key_blocks_and_is_not_repeated(self) -> None:
        secret = "xoxb-" + "123456789012-1234567890123-" + "AbCdEfGhIjKlMnOpQrStUvWx"
        (finding,) = check_outgoing(f"المفتاح {secret}", priority=Priority.P3)
        assert finding.gate is Gate.SECRETS
        assert finding.blocking
        assert secret not in finding.message_ar() + finding.word

    def test_text_about_passwords_is_no_secret(self) -> None:
        assert Gate.SECRETS not in {
            f.gate for f in check_outgoing("لا ترسلوا كلمة المرور", priority=Priority.P3)
        }


class TestLength:
    @pytest.mark.parametrize("text", ["", "   ", "\n", "\u200b\u200f", "…", "\u3164", "ـ", "."])
    def test_empty_to_the_eye_blocks(self, text: str) -> None:
        (finding,) = check_outgoing(text, priority=Priority.P3)
        assert (finding.gate, finding.family, finding.blocking) == (Gate.LENGTH, "empty", True)
        assert finding.message_ar() == "النص فارغ: اكتب الرد أولاً."

    def test_limit_itself_passes_and_one_more_does_not(self) -> None:
        assert check_outgoing("ب " * 249 + "بب", priority=Priority.P3) == ()
        (finding,) = check_outgoing("ب " * 250 + "ب", priority=Priority.P3)
        assert finding.message_ar() == "طول النص 501: اختصره إلى 500 حرف أو أقل، ونصك محفوظ."

    def test_another_limit_is_obeyed(self) -> None:
        assert families("وصلتنا رسالتكم", Priority.P3) == set()
        findings = check_outgoing("وصلتنا رسالتكم", priority=Priority.P3, limit=5)
        assert [f.family for f in findings] == ["too_long"]


class TestGap:
    @pytest.mark.parametrize(
        "gap",
        [GAP, "⟦المؤسس⟧", "⟦", "⟧", "[[الاسم]]", "{{name}}", "اكتب الجواب", "⟦Write the answer⟧", "⟦answer"],
    )
    def test_open_gap_blocks(self, gap: str) -> None:
        (finding,) = check_outgoing(f"بشأن سؤالكم: {gap} وشكراً", priority=Priority.P3)
        assert (finding.gate, finding.blocking) == (Gate.GAP, True)


class TestFinding:
    def test_message_names_word_and_substitute_and_says_the_text_is_kept(self) -> None:
        (finding,) = check_outgoing("ونحن نـضمن لكم ذلك", priority=Priority.P3)
        assert (finding.word, finding.family_ar) == ("نـضمن", "ضمان النتائج")
        assert finding.message_ar() == "النص فيه «نـضمن»: اكتب الإجراء بدلاً منها، ونصك محفوظ."

    @given(st.text(max_size=200))
    def test_any_text_gets_short_words_in_bounded_findings(self, text: str) -> None:
        findings = check_outgoing(text, priority=Priority.P0)
        assert all(len(f.word) <= 40 and "\n" not in f.word for f in findings)
        assert all(f.message_ar() for f in findings)

    @pytest.mark.parametrize(
        "family", [*CLAIM_FAMILIES, *GRAVE_FAMILIES, *TONE_FAMILIES], ids=lambda f: f.key
    )
    def test_substitute_passes_the_gates_itself(self, family: Family) -> None:
        assert may_approve(check_outgoing(family.substitute, priority=Priority.P0))

    @pytest.mark.parametrize("unit", FLOODS)
    def test_cost_grows_no_faster_than_the_text(self, unit: str) -> None:
        costs = [_seconds(unit * (size // len(unit))) for size in (4_000, 16_000)]
        assert all(later < max(0.2, earlier * 8) for earlier, later in pairwise(costs)), costs


def _seconds(text: str) -> float:
    began = process_time()
    check_outgoing(text, priority=Priority.P0)
    return process_time() - began
