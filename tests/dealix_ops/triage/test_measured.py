"""The messages that `docs/triage.md` measures with: never trained on, and understood as the page says."""

import json
from pathlib import Path

import pytest

from dealix_ops.cli.evaluate import label_of, rows_of
from dealix_ops.language.masking import mask_secrets
from dealix_ops.triage.evaluate import evaluate
from dealix_ops.triage.rules import classify
from dealix_ops.triage.training.examples import read_folder
from dealix_ops.vocabulary import P0Sound, Priority

MEASURED = Path(__file__).parent / "measured"
SETS = ("unseen", "ordinary", "angry")


@pytest.mark.parametrize("name", SETS)
def test_nobody_trains_on_them(name: str) -> None:
    taught = {example.text for example in read_folder()}
    told = [json.loads(line)["text"] for line in (MEASURED / f"{name}.jsonl").read_text().splitlines()]
    # The shortest («وصل», «Happy Eid …») are what anybody writes.
    assert [text for text in told if text in taught and len(text.split()) > 7] == []


def test_unseen_messages_are_understood() -> None:
    rows = rows_of(MEASURED / "unseen.jsonl")
    labels = [label for row in rows if (label := label_of(row)) is not None]
    found = evaluate(labels, [classify([mask_secrets(row["text"])[0]]) for row in rows])
    p0 = found.per_class[Priority.P0]
    assert len(labels) == 330
    assert p0.recall >= 0.97
    assert p0.precision >= 0.85
    assert found.macro_f1 >= 0.88


def test_ordinary_days_wake_nobody_ten_times_in_a_thousand() -> None:
    rows = rows_of(MEASURED / "ordinary.jsonl")
    verdicts = [classify([mask_secrets(row["text"])[0]]) for row in rows]
    assert len(verdicts) == 2128
    assert sum(one.p0_sound is P0Sound.MEANING for one in verdicts) <= len(verdicts) / 100


def test_who_threatens_to_publish_has_not_said_that_something_was_published() -> None:
    rows = rows_of(MEASURED / "angry.jsonl")
    verdicts = {row["text"]: classify([mask_secrets(row["text"])[0]]).priority for row in rows}
    rung = {text for text, priority in verdicts.items() if priority is Priority.P0}
    assert rung == {row["text"] for row in rows if row["priority"] == "P0"}
