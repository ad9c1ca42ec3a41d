"""From what people said to what training reads, and to new weights beside the old ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dealix_ops.judging.examples import Learnt
from dealix_ops.language.normalise import normalise
from dealix_ops.triage.model.kinds import GRAVE
from dealix_ops.triage.study import study
from dealix_ops.triage.training.examples import Example
from dealix_ops.vocabulary import Meaning, Priority

if TYPE_CHECKING:
    from dealix_ops.triage.model.inference import Model

FIXED = Path(__file__).with_name("fixed")
"""Labelled JSON lines that no training may see."""
WRITER = "founder"
COPIES = 3
"""A person's correction is about a message that the model got wrong: once among thousands moves nothing."""
_GRAVE = frozenset(kind.meaning for kind in GRAVE)
_CALM = frozenset((Meaning.QUESTION, Meaning.THANKS, Meaning.CLOSED))


def lessons(learnt: Sequence[Learnt], own: Sequence[Example], *, old: "Model") -> list[Example]:
    """The repository's examples without those that a person says otherwise, and the person's."""
    told = [_example(one, old=old) for one in learnt]
    texts = {normalise(one.text) for one in told}
    kept = [one for one in own if normalise(one.text) not in texts]
    return [*kept, *(one for one in told for _ in range(COPIES))]


def _example(learnt: Learnt, *, old: "Model") -> Example:
    """Fail-safe words stay P0 whatever is learnt here: they are law, and no business of the model."""
    meaning = _meaning(learnt, old=old)
    return Example(
        text=learnt.text,
        language=learnt.language,
        priority=learnt.priority,
        meaning=meaning,
        leak=meaning is Meaning.LEAK,
        send=meaning is Meaning.UNAUTHORISED_SEND,
        customers=1,
        writer=WRITER,
    )


def _meaning(learnt: Learnt, *, old: "Model") -> Meaning:
    """A raise says how grave, not what happened: the old model's likeliest grave kind stands for it."""
    if learnt.priority is Priority.P0:
        if learnt.meaning in _GRAVE:
            return learnt.meaning
        return old.judge(study(learnt.text).seen).likeliest(GRAVE).meaning
    if learnt.priority is Priority.P3:
        return learnt.meaning if learnt.meaning in _CALM else Meaning.OTHER
    return Meaning.OUTAGE if learnt.priority is Priority.P1 else Meaning.OTHER
