"""What the folds say about the examples, as lines for whoever trains."""

from collections.abc import Iterator, Sequence

from dealix_ops.triage.model.kinds import GRAVE, Kind
from dealix_ops.triage.training.calibrate import Chances, total
from dealix_ops.triage.training.examples import Example
from dealix_ops.vocabulary import Language, Priority

JUDGED = ("shared", "ordinary")
_SHOWN = (0.2, 0.3, 0.4, 0.5, 0.6)


def report(examples: Sequence[Example], found: Sequence[Chances]) -> Iterator[str]:
    """P0 at several thresholds, then F1 of each priority at its likeliest, by language and in all."""
    wanted = [example.kind in GRAVE for example in examples]
    for threshold in _SHOWN:
        given = [total(one, GRAVE) >= threshold for one in found]
        hit = sum(a and b for a, b in zip(wanted, given, strict=True))
        recall, precision = hit / max(1, sum(wanted)), hit / max(1, sum(given))
        yield f"P0 from {threshold}: recall {recall:.3f}, precision {precision:.3f}"
    pairs = [
        (example, example.kind.priority, likeliest(one)) for example, one in zip(examples, found, strict=True)
    ]
    for language in Language:
        own = [(label, given) for example, label, given in pairs if example.language is language]
        if own:
            yield f"{language:<10}{_figures(own)}"
    yield f"{'all':<10}{_figures([(label, given) for _, label, given in pairs])}"


def judged_apart(examples: Sequence[Example], found: Sequence[Chances], p0_from: float) -> Iterator[str]:
    """P0 on the files that were labelled blind or are ordinary: the nearest to a real month."""
    for begins in JUDGED:
        own = [
            (example.kind in GRAVE, total(one, GRAVE) >= p0_from)
            for example, one in zip(examples, found, strict=True)
            if example.writer.startswith(begins)
        ]
        grave, rung = sum(label for label, _ in own), sum(given for _, given in own)
        hit = sum(label and given for label, given in own)
        recall, precision = hit / max(1, grave), hit / max(1, rung)
        alarms = 1000 * (rung - hit) / max(1, len(own) - grave)
        yield (
            f"{begins}* from {p0_from}: recall {recall:.3f}, precision {precision:.3f}, "
            f"false alarms {alarms:.1f} in 1,000, n {len(own)}"
        )


def likeliest(one: Chances) -> Priority:
    return max(
        Priority, key=lambda priority: total(one, [kind for kind in Kind if kind.priority is priority])
    )


def _figures(pairs: Sequence[tuple[Priority, Priority]]) -> str:
    scores = [_f1(pairs, priority) for priority in Priority]
    by_priority = "  ".join(
        f"{priority} {score:.3f}" for priority, score in zip(Priority, scores, strict=True)
    )
    return f"macro F1 {sum(scores) / len(scores):.3f}  {by_priority}  n {len(pairs)}"


def _f1(pairs: Sequence[tuple[Priority, Priority]], priority: Priority) -> float:
    hit = sum(label is priority and given is priority for label, given in pairs)
    return 2 * hit / max(1, sum((label is priority) + (given is priority) for label, given in pairs))
