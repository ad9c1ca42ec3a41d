"""`dealix evaluate`: triage against labelled messages, for us and for whoever does not believe us."""

import json
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dealix_ops.cli.second_opinions import SecondOpinions
from dealix_ops.errors import OpsError

if TYPE_CHECKING:
    from dealix_ops.triage.evaluate import Label


class LineUnreadable(OpsError):
    """A line of the file is no JSON object with an id and a text."""


def evaluate(
    file: Annotated[Path, typer.Argument(help="JSON lines: id, text, and the labels to compare with.")],
    as_json: Annotated[bool, typer.Option("--json", help="One verdict a line on standard output.")] = False,
    reader: Annotated[
        bool, typer.Option("--reader", help="Also ask the second reader, once a labelled message.")
    ] = False,
) -> None:
    """Compare triage with labels; the summary goes to standard error."""
    from dealix_ops.language.masking import mask_secrets
    from dealix_ops.learnt_model import use_model
    from dealix_ops.settings import Settings
    from dealix_ops.triage.evaluate import evaluate as compare
    from dealix_ops.triage.figures import render
    from dealix_ops.triage.rules import classify
    from dealix_ops.triage.verdict import as_json as verdict_json
    from dealix_ops.triage.version import triage_version

    use_model(Settings())
    second = SecondOpinions() if reader else None
    labels, verdicts, together = [], [], []
    rows = rows_of(file)
    classify([""])  # loading is not counted as speed
    spent = 0.0
    for row in rows:
        began = perf_counter()
        text, secret_found = mask_secrets(row["text"])
        verdict = classify([text], secret_found=secret_found)
        spent += perf_counter() - began
        if as_json:
            typer.echo(json.dumps({"id": row["id"]} | verdict_json(verdict), ensure_ascii=False))
        label = label_of(row)
        if label is not None:
            labels.append(label)
            verdicts.append(verdict)
            together.append(second.beside(verdict, text) if second else verdict)
    summary = render(compare(labels, verdicts)) if labels else "no labels in this file: nothing to compare"
    typer.echo(summary, err=True)
    if second and labels:
        typer.echo(f"\n== with the second reader ==\n{render(compare(labels, together))}", err=True)
        typer.echo(second.told(), err=True)
    typer.echo(f"\nspeed             {len(rows) / max(spent, 1e-9):,.0f} messages a second", err=True)
    typer.echo(f"version           {triage_version()}", err=True)


def rows_of(file: Path) -> list[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LineUnreadable(f"{file} cannot be read: {type(error).__name__}") from error
    return [_row(line, number) for number, line in enumerate(lines, start=1) if line.strip()]


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise LineUnreadable(f"line {number} is not JSON") from error
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise LineUnreadable(f"line {number} has no id and text")
    return row


def label_of(row: dict[str, Any]) -> "Label | None":
    """None for a line without a priority: it is read, but nothing is compared."""
    from dealix_ops.triage.evaluate import Label
    from dealix_ops.triage.failsafe import failsafe_hits
    from dealix_ops.vocabulary import Language, Priority, Severity

    if "priority" not in row:
        return None
    try:
        return Label(
            priority=Priority(row["priority"]),
            severity=Severity(row["severity"]) if row.get("severity") else None,
            has_data_leak=bool(row.get("has_data_leak", False)),
            has_unauthorized_send=bool(row.get("has_unauthorized_send", False)),
            affected_customers=int(row.get("affected_customers") or 1),
            language=Language(row.get("lang", Language.UNKNOWN)),
            has_failsafe_word=bool(failsafe_hits(row["text"])[1]),
        )
    except ValueError as error:
        raise LineUnreadable(f"{row['id']}: {error}") from error
