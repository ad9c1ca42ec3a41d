"""`python -m dealix_ops.triage.training`: reads the data, measures by folds, writes the weights."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from dealix_ops.triage.model.kinds import LEAKS, SENDS
from dealix_ops.triage.model.weights import SHIPPED, Card, pack
from dealix_ops.triage.training import calibrate
from dealix_ops.triage.training.ensemble import out_of_fold, whole
from dealix_ops.triage.training.examples import DATA, Example, read_folder
from dealix_ops.triage.training.fragments import fragments
from dealix_ops.triage.training.prepare import prepare
from dealix_ops.triage.training.report import judged_apart, report

_FOLDS = 3


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
    told = [*examples, *fragments(examples)]
    cases = [prepare(example) for example in told]
    folds = [crc32(example.text.encode()) % _FOLDS for example in told]
    scores = out_of_fold(cases, folds, workers=workers)[:, : len(examples)]
    temperature = calibrate.best_temperature(scores, [case.kind for case in cases[: len(examples)]])
    found = calibrate.opinions(scores, temperature)
    for line in report(examples, found):
        _say(line)
    card = Card(
        temperature=temperature,
        p0_from=calibrate.p0_threshold(examples, found),
        leak_from=calibrate.flag_threshold(examples, found, LEAKS),
        send_from=calibrate.flag_threshold(examples, found, SENDS),
        examples=len(examples),
    )
    for line in judged_apart(examples, found, card.p0_from):
        _say(line)
    return pack(card, whole(cases, workers=workers))


if __name__ == "__main__":
    main(sys.argv[1:])
