"""`dealix privacy`: a copy of what is held of a person, and forgetting them (PDPL, answer within 30 days)."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dealix_ops.cli.faults import in_one_line

if TYPE_CHECKING:
    from dealix_ops.privacy.service import Report

app = typer.Typer(help="What a person may ask of us.", no_args_is_help=True)
Who = Annotated[str, typer.Argument(help="Id, number or mail address of the contact.", metavar="CONTACT")]


@app.command()
@in_one_line
def export(contact: Who) -> None:
    """Everything held of them as JSON, on standard output."""
    from dealix_ops import bootstrap
    from dealix_ops.privacy import service
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        with product.database.transaction() as session:
            found = service.export(session, contact, now=product.clock())
    finally:
        product.close()
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


@app.command()
@in_one_line
def erase(
    contact: Who,
    apply: Annotated[bool, typer.Option("--apply", help="Erase; without it nothing is.")] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(help="An everyday word that is their name in texts of their incidents; repeatable."),
    ] = None,
    word: Annotated[
        list[str] | None, typer.Option(help="One that is only a word there, and stays; repeatable.")
    ] = None,
) -> None:
    """Say what would go, and what stays; exit code 1 where something of theirs is not over."""
    from dealix_ops import bootstrap
    from dealix_ops.privacy import service
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        if apply:
            with product.database.transaction() as session:
                report = service.erase(
                    session,
                    contact,
                    are_names=name or (),
                    are_words=word or (),
                    outbox=product.queues,
                    channel=product.channel,
                    alerts=product.alerts.channel,
                    now=product.clock(),
                )
        else:
            with product.database.reading() as session:
                report = service.look(session, contact, are_names=name or (), are_words=word or ())
    finally:
        product.close()
    _print(report, applied=apply)
    raise typer.Exit(1 if report.open else 0)


def _print(report: "Report", *, applied: bool) -> None:
    from dealix_ops.privacy.rules import STAYS

    typer.echo(f"contacts: {', '.join(map(str, report.contact_ids))}")
    for table, rows in report.rows.items():
        typer.echo(f"{rows:>8}  {table}")
    typer.echo(f"{report.scrubbed:>8}  texts of ours that name them")
    typer.echo(f"{report.pictures:>8}  messages in Slack that are replaced")
    for channel in report.rooms:
        typer.echo(f"called after them: #{channel}, rename it in Slack")
    for one in report.open:
        typer.echo(f"stands in the way: {one}")
    typer.echo("stays:")
    for line in STAYS:
        typer.echo(f"  {line}")
    typer.echo("erased; the messages in Slack follow" if applied else "dry run: nothing was erased (--apply)")
