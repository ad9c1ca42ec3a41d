"""A new model takes the old one's place only where it is no worse; toy models, no training."""

from dataclasses import replace

import pytest

from dealix_ops.judging.retraining import Classify, FixedSet, compare, refusals
from dealix_ops.triage.evaluate import Label
from dealix_ops.triage.rules import classify
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Language, Priority


def label(priority: Priority) -> Label:
    return Label(priority, None, False, False, 1, Language.AR_SA)


def a_set(name: str, *, of_each: int = 100) -> FixedSet:
    """Texts that say their label themselves."""
    texts = [f"{priority} {number}" for priority in Priority for number in range(of_each)]
    return FixedSet(name, texts, [label(Priority(text[:2])) for text in texts])


def toy(**wrong: int) -> Classify:
    """Right, but that the first N texts of a priority are called the next softer one (P3: P2)."""
    plain = classify([""])

    def read(text: str) -> Verdict:
        said, number = text.split()
        missed = int(number) < wrong.get(said, 0)
        other = Priority.P2 if said == "P3" else Priority(f"P{int(said[1]) + 1}")
        return replace(plain, priority=other if missed else Priority(said))

    return read


class TestRefusals:
    @pytest.mark.parametrize(
        ("old", "new", "refused"),
        [
            (toy(), toy(), False),
            (toy(P0=5), toy(P0=4), False),
            (toy(P0=5), toy(P0=6), True),  # one P0 missed in a hundred is one too many
            (toy(P0=5), toy(P0=5, P2=1), False),
            (toy(P3=3), toy(P3=4), False),
            (toy(), toy(P3=4), True),  # macro-F1 falls by more than 0.01
            (toy(P0=5), toy(P0=4, P3=9), True),  # a better recall does not pay for it
        ],
    )
    def test_lower_p0_recall_or_a_fallen_macro_f1_refuses(
        self, old: Classify, new: Classify, refused: bool
    ) -> None:
        assert bool(refusals(compare(old, new, [a_set("one")]))) is refused

    def test_one_bad_set_among_good_ones_refuses_and_is_named(self) -> None:
        small = FixedSet("small", ["P0 0", "P3 99"], [label(Priority.P0), label(Priority.P3)])
        found = refusals(compare(toy(P0=2), toy(P0=1), [a_set("large"), small]))
        assert found == ()
        found = refusals(compare(toy(), toy(P0=1), [a_set("large", of_each=2000), small]))
        assert [why.split(":")[0] for why in found] == ["large", "small", "small"]

    def test_both_tables_are_shown(self) -> None:
        (one,) = compare(toy(), toy(P0=1), [a_set("mine")])
        shown = one.render()
        assert "== mine: old ==" in shown
        assert "== mine: new ==" in shown
        assert shown.count("macro F1  ") >= 2
