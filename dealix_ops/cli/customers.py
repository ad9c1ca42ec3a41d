"""`dealix customers`: the companies we serve and their persons, from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealix_ops.cli.faults import in_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dealix_ops.contacts.import_file import Table
    from dealix_ops.contacts.importing import Told
    from dealix_ops.database import Database

app = typer.Typer(help="Customers and their contacts.", no_args_is_help=True)
ACTOR = "import"
"""Who stands in the ledger: whoever may run commands on this machine."""


@app.callback()
def group() -> None:
    """Customers and their contacts."""


@app.command("import")
@in_one_line
def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="CSV; columns: docs/operations.md")
    ],
    apply: Annotated[bool, typer.Option("--apply", help="Write; without it nothing is.")] = False,
) -> None:
    """Say what a file would change, line by line; exit code 1 where a line is refused."""
    from dealix_ops.contacts import import_copy_ar as copy
    from dealix_ops.contacts import import_file
    from dealix_ops.contacts.importing import Outcome
    from dealix_ops.database import Database
    from dealix_ops.matters import following
    from dealix_ops.migrations.upgrade import require_current
    from dealix_ops.settings import Settings

    with file.open("rb") as opened:  # one byte more than allowed is enough to refuse it
        table = import_file.read(opened.read(import_file.LARGEST_BYTES + 1))
    database = Database(Settings().database)
    try:
        require_current(database)
        told = _run(database, table, apply=apply)
        with database.reading() as session:
            waiting = following.people(session)
    finally:
        database.close()
    if table.unread:
        typer.echo(copy.UNREAD.format(columns="، ".join(table.unread)))
    for line in _report(told):
        typer.echo(line)
    outcomes = [one.outcome for one in told]
    wrote = Outcome.NEW in outcomes or Outcome.CHANGED in outcomes
    typer.echo((copy.WRITTEN if wrote else copy.WRITTEN_NOTHING) if apply else copy.DRY)
    if apply and waiting:
        _follow()
    raise typer.Exit(1 if Outcome.REFUSED in outcomes else 0)


def _run(database: "Database", table: "Table", *, apply: bool) -> "list[Told]":
    from sqlalchemy.exc import IntegrityError

    from dealix_ops.catalogue.bundles import BUNDLES
    from dealix_ops.clock import system_clock
    from dealix_ops.contacts import import_copy_ar as copy
    from dealix_ops.contacts.errors import ImportDisturbed
    from dealix_ops.contacts.importing import Importing

    bundles = {one.key: one.name for one in BUNDLES}
    try:
        with database.transaction() as session:
            told = Importing(session, ACTOR, system_clock(), bundles).run(table)
            if not apply:
                session.rollback()  # the report is what would have been written
    except IntegrityError as error:
        raise ImportDisturbed(copy.DISTURBED) from error
    return told


def _follow() -> None:
    """Whoever wrote before the file came: their open cards name the customer now."""
    from dealix_ops import bootstrap
    from dealix_ops.matters import following
    from dealix_ops.matters.joining import Joining
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        with product.database.transaction() as session:
            conversations = following.locked(session, following.people(session))
            joining = Joining(outbox=product.queues, channel=product.channel)
            following.follow(session, conversations, joining, actor=ACTOR, now=product.clock())
    finally:
        product.close()


def _report(told: "Sequence[Told]") -> list[str]:
    from dealix_ops.contacts import import_copy_ar as copy
    from dealix_ops.contacts.importing import Outcome

    lines: list[str] = []
    for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.REFUSED):
        found = [one for one in told if one.outcome is outcome]
        if found:
            lines.append(f"{copy.HEADS[outcome]} ({len(found):,}):")
        for one in found:
            head = copy.LINE.format(line=one.line, subject=one.subject)
            lines.append(f"  {': '.join([head, '، '.join(one.details)] if one.details else [head])}")
    counted = {one.value: sum(each.outcome is one for each in told) for one in Outcome}
    return [*lines, copy.TOTAL.format(**counted)]
