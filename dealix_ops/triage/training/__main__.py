"""`python -m dealix_ops.triage.training`: reads the data, measures by folds, writes the weights."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from dealix_ops.triage.model.kinds import LEAKS, SENDS
from dealix_ops.triage.model.weights import SHIPPED, Card, pack
from dealix_ops.triage.training import calibrate
from dealix_ops.triage.training.examples import DATA, Example, read_folder
from dealix_ops.triage.training.fit import Row, fit, quantise
from dealix_ops.triage.training.prepare import prepare
from dealix_ops.triage.training.report import report

_FOLDS = 5


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m dealix_ops.triage.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    examples = read_folder(given.data)
    _say(f"{len(examples)} examples of {len({one.writer for one in examples})} files")
    given.out.write_bytes(train(examples, workers=given.workers))
    _say(f"{given.out}: {given.out.stat().st_size:,} bytes")


def train(examples: Sequence[Example], *, workers: int = 1) -> bytes:
    """Packed weights, calibrated on messages that the measuring models had not seen."""
    cases = [prepare(example) for example in examples]
    folds = [crc32(example.text.encode()) % _FOLDS for example in examples]
    scores = calibrate.out_of_fold(cases, folds, workers=workers)
    temperature = calibrate.best_temperature(scores, cases)
    found = [calibrate.chances(row, temperature) for row in scores]
    for line in report(examples, found):
        _say(line)
    fitted = fit(cases)
    rows, lexical, ideas = quantise(fitted)
    card = Card(
        lexical_scales=_short(lexical),
        idea_scales=_short(ideas),
        biases=_short(fitted.biases),
        temperature=temperature,
        p0_from=calibrate.p0_threshold(examples, found),
        leak_from=calibrate.flag_threshold(examples, found, LEAKS),
        send_from=calibrate.flag_threshold(examples, found, SENDS),
        examples=len(examples),
    )
    return pack(card, rows)


def _short(values: Row) -> tuple[float, ...]:
    return tuple(float(f"{value:.6g}") for value in values)


if __name__ == "__main__":
    main(sys.argv[1:])
