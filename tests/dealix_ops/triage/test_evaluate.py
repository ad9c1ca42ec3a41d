from dataclasses import replace

import pytest

from dealix_ops.triage.evaluate import Label, evaluate
from dealix_ops.triage.rules import classify
from dealix_ops.vocabulary import Language, Priority, Severity

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


class TestRender:
    def test_table_shows_every_class_and_flag(self) -> None:
        table = evaluate([GRAVE_LABEL, CALM_LABEL], [GRAVE, CALM]).render()
        for name in ("P0", "P1", "P2", "P3", "data leak", "unapproved send", "macro F1", "macro F1 en"):
            assert name in table
