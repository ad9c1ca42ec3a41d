"""May a new classifier take the old one's place? Pure comparison on sets that no training ever sees."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dealix_ops.triage.evaluate import Evaluation, Label, evaluate
from dealix_ops.triage.figures import render
from dealix_ops.triage.verdict import Verdict

MACRO_F1_MAY_FALL = 0.01
_NOISE = 1e-9

Classify = Callable[[str], Verdict]


@dataclass(frozen=True)
class FixedSet:
    """Labelled messages, secrets masked; neither model was trained on them."""

    name: str
    texts: Sequence[str]
    labels: Sequence[Label]


@dataclass(frozen=True)
class Comparison:
    """Old and new on one set."""

    name: str
    old: Evaluation
    new: Evaluation

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why the new one may not replace the old one; none says that it may."""
        found = []
        if self.new.p0_recall < self.old.p0_recall - _NOISE:
            found.append(f"{self.name}: P0 recall {self.old.p0_recall:.3f} → {self.new.p0_recall:.3f}")
        if self.new.macro_f1 < self.old.macro_f1 - MACRO_F1_MAY_FALL - _NOISE:
            found.append(f"{self.name}: macro-F1 {self.old.macro_f1:.3f} → {self.new.macro_f1:.3f}")
        return tuple(found)

    def render(self) -> str:
        return f"== {self.name}: old ==\n{render(self.old)}\n\n== {self.name}: new ==\n{render(self.new)}\n"


def compare(old: Classify, new: Classify, sets: Sequence[FixedSet]) -> tuple[Comparison, ...]:
    return tuple(Comparison(one.name, _on(old, one), _on(new, one)) for one in sets)


def refusals(comparisons: Sequence[Comparison]) -> tuple[str, ...]:
    return tuple(why for one in comparisons for why in one.refusals)


def _on(classify: Classify, fixed: FixedSet) -> Evaluation:
    verdicts: Mapping[str, Verdict] = {text: classify(text) for text in dict.fromkeys(fixed.texts)}
    return evaluate(fixed.labels, [verdicts[text] for text in fixed.texts])
