"""An evaluation as a table for a terminal; Latin words only, so that columns stay straight."""

from dealix_ops.triage.evaluate import Evaluation
from dealix_ops.vocabulary import Priority


def render(result: Evaluation) -> str:
    return "\n".join(
        [*_confusion(result), "", *_scores(result), "", *_single(result), "", *_calibration(result)]
    )


def _confusion(result: Evaluation) -> list[str]:
    lines = ["label \\ verdict  " + "".join(f"{priority.value:>6}" for priority in Priority)]
    for label in Priority:
        counts = "".join(f"{result.confusion.get((label, given), 0):>6}" for given in Priority)
        lines.append(f"{label.value:<17}{counts}")
    return lines


def _scores(result: Evaluation) -> list[str]:
    lines = [f"{'':<17}{'prec':>8}{'recall':>8}{'f1':>8}{'n':>6}"]
    scores = {priority.value: score for priority, score in result.per_class.items()} | {
        "P0 by meaning": result.p0_by_meaning,
        "data leak": result.leak,
        "unapproved send": result.send,
    }
    for name, score in scores.items():
        lines.append(
            f"{name:<17}{score.precision:>8.3f}{score.recall:>8.3f}{score.f1:>8.3f}{score.support:>6}"
        )
    return lines


def _single(result: Evaluation) -> list[str]:
    low, high = result.p0_recall_interval
    lines = [
        f"messages          {result.total}",
        f"macro F1          {result.macro_f1:.3f}",
        f"P0 recall         {result.p0_recall:.3f} (95 %: {low:.3f} to {high:.3f})",
        f"false alarms      {result.false_alarms_per_thousand:.1f} in 1,000 that are not P0",
        f"severity (P0, P1) {result.severity_accuracy:.3f}",
        f"customers (P0-P2) {result.customers_accuracy:.3f}",
        f"language          {result.language_accuracy:.3f}",
    ]
    lines += [f"macro F1 {name.value:<9}{value:.3f}" for name, value in result.macro_f1_by_language.items()]
    return lines


def _calibration(result: Evaluation) -> list[str]:
    lines = [f"calibration error {result.calibration_error:.3f}", f"{'confidence':<12}{'right':>8}{'n':>6}"]
    return lines + [f"{sure:<12.3f}{right:>8.3f}{count:>6}" for sure, right, count in result.bands]
