from dataclasses import replace

import pytest

from dealix_ops.triage.evaluate import Label, evaluate
from dealix_ops.triage.figures import render
from dealix_ops.triage.rules import classify
from dealix_ops.vocabulary import Language, P0Sound, Priority, Severity

CALM = classify(["هلا"])
GRAVE = replace(CALM, priority=Priority.P0, severity=Severity.SEV1, has_data_leak=True)
CALM_LABEL = Label(Priority.P3, None, False, False, 1, Language.AR_SA)
GRAVE_LABEL = Label(Priority.P0, Severity.SEV1, True, False, 1, Language.EN)


class TestEvaluate:
    def test_all_right_scores_one_everywhere(self) -> None:
        result = evaluate([CALM_LABEL, GRAVE_LABEL], [CALM, GRAVE])
        assert (result.p0_recall, result.macro_f1, result.leak.f1, result.severity_accuracy) == (1, 1, 1, 1)

    def test_missed_and_false_alarms_are_told_apart(self) -> None:
        result = evaluate([GRAVE_LABEL, GRAVE_LABEL, CALM_LABEL, CALM_LABEL], [GRAVE, CALM, GRAVE, CALM])
        score = result.per_class[Priority.P0]
        assert (score.precision, score.recall, score.f1, score.support) == (0.5, 0.5, 0.5, 2)
        assert result.confusion[(Priority.P0, Priority.P3)] == 1
        assert result.severity_accuracy == 0.5

    def test_each_language_has_its_own_score(self) -> None:
        result = evaluate([GRAVE_LABEL, CALM_LABEL], [CALM, CALM])
        assert result.macro_f1_by_language == {Language.AR_SA: 1.0, Language.EN: 0.0}

    def test_nothing_to_compare_gives_zeros(self) -> None:
        assert evaluate([], []).macro_f1 == 0

    def test_unpaired_input_is_refused(self) -> None:
        with pytest.raises(ValueError, match="shorter"):
            evaluate([CALM_LABEL], [])

    def test_p0_with_a_failsafe_word_is_left_out_of_p0_by_meaning(self) -> None:
        word = replace(GRAVE_LABEL, has_failsafe_word=True)
        result = evaluate([word, GRAVE_LABEL], [GRAVE, CALM])
        assert (result.p0_recall, result.p0_by_meaning.recall, result.p0_by_meaning.support) == (0.5, 0, 1)

    def test_only_alarms_that_ring_count_as_false(self) -> None:
        silent = replace(GRAVE, p0_sound=P0Sound.WORD)
        result = evaluate([CALM_LABEL] * 4, [silent, replace(GRAVE, p0_sound=P0Sound.MEANING), CALM, CALM])
        assert result.false_alarms_per_thousand == 250


class TestRender:
    def test_table_shows_every_class_and_flag(self) -> None:
        table = render(evaluate([GRAVE_LABEL, CALM_LABEL], [GRAVE, CALM]))
        for name in (
            "P0",
            "P1",
            "P2",
            "P3",
            "data leak",
            "unapproved send",
            "macro F1",
            "macro F1 en",
            "calibration",
            "false alarms",
        ):
            assert name in table
