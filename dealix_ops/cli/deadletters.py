"""`dealix deadletters`: what nobody could finish, and doing it again."""

from typing import Annotated

import typer

from dealix_ops.cli.faults import in_one_line

app = typer.Typer(help="Work that ended as dead or unknown.", no_args_is_help=True)


@app.command("list")
@in_one_line
def show() -> None:
    """Each with its reason."""
    from dealix_ops import bootstrap
    from dealix_ops.durable.takeover import dead_letters
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        with product.database.reading() as session:
            letters = dead_letters(session)
    finally:
        product.close()
    for letter in letters:
        typer.echo(
            f"{letter.table} {letter.row_id}  {letter.kind}  {letter.status}"
            f"  attempts {letter.attempts}  {letter.why}"
        )
    if not letters:
        typer.echo("no dead letters")


@app.command()
@in_one_line
def replay(
    table: Annotated[str, typer.Argument(help="inbound or outbox")],
    row_id: Annotated[int, typer.Argument(help="The number that `list` shows.")],
) -> None:
    """Give it to the workers once more."""
    from dealix_ops import bootstrap
    from dealix_ops.durable import takeover
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        with product.database.transaction() as session:
            takeover.replay(session, product.engine, table=table, row_id=row_id, now=product.clock())
    finally:
        product.close()
    typer.echo(f"{table} {row_id} is queued again")
