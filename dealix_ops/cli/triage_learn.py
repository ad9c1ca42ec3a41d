"""`dealix triage-learn`: new weights from what founders and operators corrected, if they are no worse."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealix_ops.errors import OpsError

if TYPE_CHECKING:
    from dealix_ops.judging.examples import Learnt
    from dealix_ops.judging.retraining import Classify, FixedSet
    from dealix_ops.triage.model.weights import Weights

REFUSED = 1
PRIVATE = 0o600


class CannotLearn(OpsError):
    """Something that learning needs is missing."""


def triage_learn(
    fixed: Annotated[
        list[Path] | None, typer.Option(help="Compare on these JSON lines instead of the repository's.")
    ] = None,
    export: Annotated[Path | None, typer.Option(help="Also write the examples here, as JSON lines.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Train and compare; write nothing.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="Processes that train.")] = 2,
) -> None:
    """Retrain with people's corrections; refuse what is worse than the model in use or the shipped one."""
    from dealix_ops.judging.retraining import compare, refusals
    from dealix_ops.settings import Settings
    from dealix_ops.triage.model.weights import SHIPPED, unpack

    settings = Settings()
    sets = _fixed_sets(fixed)
    learnt = _learnt(settings.database)
    if export is not None and not dry_run:
        _write(export, "".join(_line(one) for one in learnt).encode())
    if not learnt:
        typer.echo("nobody corrected anything yet: nothing to learn")
        return
    place = Path(settings.triage_model) if settings.triage_model else None
    old = _weights(place if place is not None and place.exists() else SHIPPED)
    packed = _trained(learnt, old, workers=workers)
    new = unpack(packed)
    comparisons = compare(_reader(old), _reader(new), sets)
    if old.version != (shipped := _weights(SHIPPED)).version:
        # Else each run might lose the little that one may lose, and a better one that was shipped since.
        beside = [replace(one, name=f"{one.name}, shipped") for one in sets]
        comparisons += compare(_reader(shipped), _reader(new), beside)
    for one in comparisons:
        typer.echo(one.render())
    typer.echo(f"{len(learnt)} corrections, old model {old.version}, new model {new.version}")
    if why := refusals(comparisons):
        typer.echo("\n".join(f"refused: {reason}" for reason in why), err=True)
        raise typer.Exit(REFUSED)
    _keep(packed, place, dry_run=dry_run)


def _keep(packed: bytes, place: Path | None, *, dry_run: bool) -> None:
    if place is None:
        typer.echo("not worse; would be written to DEALIX_TRIAGE_MODEL, which is not set")
    elif dry_run:
        typer.echo(f"not worse; would be written to {place}")
    else:
        _write(place, packed)
        typer.echo(f"written to {place}; processes read it at their next start")


def _fixed_sets(files: Sequence[Path] | None) -> "list[FixedSet]":
    from dealix_ops.cli.evaluate import label_of, rows_of
    from dealix_ops.judging.retraining import FixedSet
    from dealix_ops.judging.teaching import FIXED

    sets = []
    for file in files or sorted(FIXED.glob("*.jsonl")):
        rows = [(row["text"], label) for row in rows_of(file) if (label := label_of(row)) is not None]
        if rows:
            sets.append(FixedSet(file.stem, [text for text, _ in rows], [label for _, label in rows]))
    if not sets:
        raise CannotLearn("no labelled message to compare on")
    return sets


def _learnt(database_url: str) -> "list[Learnt]":
    from dealix_ops.database import Database
    from dealix_ops.judging import examples
    from dealix_ops.migrations.upgrade import require_current

    database = Database(database_url)
    try:
        require_current(database)
        with database.reading() as session:
            return list(examples.all_of(session))
    finally:
        database.close()


def _weights(file: Path) -> "Weights":
    from dealix_ops.triage.model.weights import WeightsUnreadable, unpack

    try:
        return unpack(file.read_bytes())
    except (OSError, WeightsUnreadable) as error:
        raise CannotLearn(f"{file} cannot be read: {type(error).__name__}") from error


def _trained(learnt: "Sequence[Learnt]", old: "Weights", *, workers: int) -> bytes:
    from dealix_ops.judging.teaching import lessons
    from dealix_ops.triage.model.inference import Model
    from dealix_ops.triage.training.__main__ import train
    from dealix_ops.triage.training.examples import read_folder

    return train(lessons(learnt, read_folder(), old=Model(old)), workers=workers)


def _reader(weights: "Weights") -> "Classify":
    from dealix_ops.language.masking import mask_secrets
    from dealix_ops.triage.model.inference import Model
    from dealix_ops.triage.rules import classify
    from dealix_ops.triage.verdict import Verdict

    model = Model(weights)

    def read(text: str) -> Verdict:
        masked, secret_found = mask_secrets(text)
        return classify([masked], secret_found=secret_found, model=model)

    return read


def _line(one: "Learnt") -> str:
    told = {"text": one.text, "lang": one.language.value, "priority": one.priority.value}
    return json.dumps(told | {"meaning": one.meaning.value}, ensure_ascii=False) + "\n"


def _write(place: Path, content: bytes) -> None:
    """Whole or not at all, for its owner only: a process may start at this moment."""
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        beside.replace(place)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotLearn(f"{place} cannot be written: {type(error).__name__}") from error
