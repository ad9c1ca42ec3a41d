"""The gates let honest support through and stop what the company must not say, disguised or not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.claims.families import CLAIM_FAMILIES
from dealix_ops.claims.rules import Gate, check_claims, check_outgoing, may_approve
from dealix_ops.drafts.copy_ar import GAP
from dealix_ops.vocabulary import Priority

from .corpus import ADMITTING, ANNOYING, FORBIDDEN, HONEST

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

    def test_corpus_is_as_large_as_agreed(self) -> None:
        assert len(set(HONEST)) >= 40
        assert len(set(FORBIDDEN)) >= 40

    @given(st.data())
    def test_invisible_and_decorating_characters_hide_nothing(self, data: st.DataObject) -> None:
        noise = st.text(alphabet="\u200b\u200c\u200d\u2060\ufeff\u0640\u064e\u0651\u064b\u202b", max_size=2)
        word = "".join(letter + data.draw(noise) for letter in "نضمن")
        assert "guaranteed_results" in families(f"{word} لكم الزيادة")

    def test_pages_are_held_to_the_claims_only(self) -> None:
        assert check_claims("عزيزي العميل، بياناتكم بأمان") == ()
        assert [f.family for f in check_claims("ROI مضمون")] == ["guaranteed_results"]


class TestAdmission:
    @pytest.mark.parametrize("priority", [Priority.P0, Priority.P1])
    @pytest.mark.parametrize(("family", "text"), ADMITTING)
    def test_cause_before_the_finding_blocks_the_grave(
        self, family: str, text: str, priority: Priority
    ) -> None:
        found = [f for f in check_outgoing(text, priority=priority) if f.gate is Gate.ADMISSION]
        assert family in {f.family for f in found}
        assert all(f.blocking for f in found)

    @pytest.mark.parametrize("priority", [Priority.P2, Priority.P3])
    @pytest.mark.parametrize(("family", "text"), ADMITTING)
    def test_cause_does_not_block_the_rest(self, family: str, text: str, priority: Priority) -> None:
        assert may_approve(check_outgoing(text, priority=priority))


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
    @pytest.mark.parametrize("gap", [GAP, "⟦المؤسس⟧", "⟦", "⟧", "[[الاسم]]", "{{name}}", "اكتب الجواب"])
    def test_open_gap_blocks(self, gap: str) -> None:
        (finding,) = check_outgoing(f"بشأن سؤالكم: {gap} وشكراً", priority=Priority.P3)
        assert (finding.gate, finding.blocking) == (Gate.GAP, True)


class TestFinding:
    def test_message_names_word_and_substitute_and_says_the_text_is_kept(self) -> None:
        (finding,) = check_outgoing("ونحن نـضمن لكم ذلك", priority=Priority.P3)
        assert finding.word == "نـضمن"
        assert finding.message_ar() == "النص فيه «نـضمن»: اكتب الإجراء بدلاً منها، ونصك محفوظ."

    @given(st.text(max_size=200))
    def test_any_text_gets_short_words_in_bounded_findings(self, text: str) -> None:
        findings = check_outgoing(text, priority=Priority.P0)
        assert all(len(f.word) <= 40 and "\n" not in f.word for f in findings)
        assert all(f.message_ar() for f in findings)

    @pytest.mark.parametrize(
        "flood", ["ن " * 5000, "لا يمكن " * 2000 + "نضمن", "g u a r " * 3000, "مليون " * 3000]
    )
    def test_hostile_length_stays_fast(self, flood: str) -> None:
        began = datetime.now(UTC)
        check_outgoing(flood, priority=Priority.P0)
        assert (datetime.now(UTC) - began).total_seconds() < 2
