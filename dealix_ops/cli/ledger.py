"""`dealix ledger`: the story, and whether anybody rewrote it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dealix_ops.cli.faults import in_one_line

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = typer.Typer(help="The append-only ledger.", no_args_is_help=True)


@app.command()
@in_one_line
def verify() -> None:
    """Check every seal; exit code 1 when something was altered."""
    from dealix_ops.ledger import service

    with _reading() as session:
        result = service.verify(session)
    for fault in result.faults:
        typer.echo(fault, err=True)
    state = "intact" if result.intact else "BROKEN"
    typer.echo(f"{state}: {result.sealed} sealed, {result.unsealed} not sealed yet, head {result.head}")
    raise typer.Exit(0 if result.intact else 1)


@app.command()
@in_one_line
def export(
    ticket: Annotated[int | None, typer.Option(help="Only this ticket.")] = None,
) -> None:
    """Every entry as a line of JSON."""
    from dealix_ops.ledger import service

    with _reading() as session:
        for entry in service.entries(session, ticket_id=ticket):
            typer.echo(json.dumps(vars(entry) | {"at": entry.at.isoformat()}, ensure_ascii=False))


@contextmanager
def _reading() -> Iterator["Session"]:
    from dealix_ops.database import Database
    from dealix_ops.migrations.upgrade import require_current
    from dealix_ops.settings import Settings

    database = Database(Settings().database)
    try:
        require_current(database)
        with database.reading() as session:
            yield session
    finally:
        database.close()
