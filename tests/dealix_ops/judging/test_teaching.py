"""What people said, as training reads it."""

import pytest

from dealix_ops.cli.evaluate import label_of, rows_of
from dealix_ops.judging.examples import Learnt
from dealix_ops.judging.teaching import COPIES, FIXED, WRITER, lessons
from dealix_ops.triage.model.inference import shipped_model
from dealix_ops.triage.model.kinds import GRAVE, Kind
from dealix_ops.triage.training.examples import Example, read_folder
from dealix_ops.vocabulary import Language, Meaning, Priority


def learnt(text: str, priority: Priority, meaning: Meaning) -> Learnt:
    return Learnt(text, Language.AR_SA, priority, meaning)


def taught(one: Learnt, own: list[Example] | None = None) -> list[Example]:
    return lessons([one], own or [], old=shipped_model())


class TestLessons:
    @pytest.mark.parametrize(
        ("priority", "meaning", "kind"),
        [
            (Priority.P3, Meaning.QUESTION, Kind.QUESTION),
            (Priority.P3, Meaning.THANKS, Kind.THANKS),
            (Priority.P3, Meaning.CLOSED, Kind.CLOSED),
            (Priority.P3, Meaning.OUTAGE, Kind.CALM),
            (Priority.P3, Meaning.LEAK, Kind.CALM),
            (Priority.P2, Meaning.QUESTION, Kind.PART),
            (Priority.P1, Meaning.OTHER, Kind.STOPPED),
            (Priority.P0, Meaning.LEAK, Kind.LEAK),
            (Priority.P0, Meaning.UNAUTHORISED_SEND, Kind.SEND),
            (Priority.P0, Meaning.OUTAGE, Kind.WHOLE_OUTAGE),
        ],
    )
    def test_priority_and_meaning_become_a_kind_of_that_priority(
        self, priority: Priority, meaning: Meaning, kind: Kind
    ) -> None:
        examples = taught(learnt("نص", priority, meaning))
        assert [one.kind for one in examples] == [kind] * COPIES
        assert kind.priority is priority

    @pytest.mark.parametrize("meaning", [Meaning.OTHER, Meaning.QUESTION])
    def test_raise_to_p0_that_says_not_what_happened_is_still_grave(self, meaning: Meaning) -> None:
        text = "لقيت ملفات عميل ثاني في حسابي"
        assert {one.kind for one in taught(learnt(text, Priority.P0, meaning))} <= set(GRAVE)

    def test_person_wins_over_the_repository_about_the_same_text(self) -> None:
        own = taught(learnt("متى التقرير", Priority.P3, Meaning.QUESTION))[:1]
        both = taught(learnt("مَتى التقرير", Priority.P1, Meaning.OTHER), own)
        assert {one.priority for one in both} == {Priority.P1}
        assert {one.writer for one in both} == {WRITER}


class TestFixed:
    def test_every_set_is_labelled_and_no_training_example_stands_in_it(self) -> None:
        files = sorted(FIXED.glob("*.jsonl"))
        assert files
        trained = {example.text for example in read_folder()}
        for file in files:
            rows = rows_of(file)
            assert all(label_of(row) is not None for row in rows)
            assert not trained & {row["text"] for row in rows}
