from time import perf_counter

import pytest

from dealix_ops.triage.model.inference import shipped_model
from dealix_ops.triage.model.kinds import GRAVE, Kind
from dealix_ops.triage.rules import classify
from dealix_ops.triage.study import study
from dealix_ops.vocabulary import Priority

FOREIGN = "طلعت لي بيانات شركة ثانية في اللوحة"
NOTHING_SAID = [
    ["سطر", "سطر"],
    ["سؤال رقم 1", "سؤال رقم 2"],
    ["السعر 999"],
    ["العقد مرفق"],
    ["كلام " * 4000],
    ["1"],
    ["ط"],
    ["x"],
    ["طيب"],
    ["qwzx vbnk"],
]


class TestJudge:
    def test_chances_of_all_kinds_add_up_to_one(self) -> None:
        found = shipped_model().judge(study(FOREIGN).seen)
        assert set(found.chances) == set(Kind)
        assert sum(found.chances.values()) == pytest.approx(1, abs=1e-5)
        assert found.likeliest() in GRAVE

    def test_word_met_before_changes_nothing(self) -> None:
        seen = study(FOREIGN).seen
        assert shipped_model().judge(seen) == shipped_model().judge(seen)

    def test_empty_text_has_an_opinion_too(self) -> None:
        assert shipped_model().judge(study("").seen).grave < 0.5

    @pytest.mark.parametrize("block", NOTHING_SAID)
    def test_who_says_next_to_nothing_wakes_nobody(self, block: list[str]) -> None:
        assert classify(block).priority is not Priority.P0

    @pytest.mark.parametrize(
        "text", ["كلام " * 20_000, "ab" * 50_000, "لو " * 33_000, "؟" * 100_000, "ما وافقت، " * 10_000]
    )
    def test_hundred_thousand_characters_end_in_a_second(self, text: str) -> None:
        classify(["مرحبا"])
        began = perf_counter()
        classify([text[:100_000]])
        assert perf_counter() - began < 1


class TestTellingWords:
    def test_words_that_decide_come_first_with_their_place(self) -> None:
        seen = study("السلام عليكم، " + FOREIGN).seen
        found = shipped_model().telling_words(seen, Kind.LEAK)
        assert sorted(place for _, place in found) == sorted(seen.words.values())
        assert [weight for weight, _ in found] == sorted((weight for weight, _ in found), reverse=True)
        named = {place for _, place in found[:3]}
        assert named & {
            seen.words[word] for word in ("شركه", "تانيه", "ثانيه", "بيانات") if word in seen.words
        }

    def test_text_without_words_tells_nothing(self) -> None:
        assert shipped_model().telling_words(study("؟!").seen, Kind.LEAK) == []

    def test_reason_quotes_the_customers_own_words(self) -> None:
        reasons = classify(["ليش أشوف ملفات موظفين ما أعرفهم"]).reasons
        assert any("«" in reason for reason in reasons)
