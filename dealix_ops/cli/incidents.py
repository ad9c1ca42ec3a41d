"""`dealix incidents`: the review of one that is over, as a file."""

import re
from pathlib import Path
from typing import Annotated

import typer

from dealix_ops.cli.faults import in_one_line

app = typer.Typer(help="Incidents and their reviews.", no_args_is_help=True)
ACTOR = "cli"
"""Who stands in the ledger: whoever may run commands on this machine."""
NUMBER = re.compile(r"(?:ح\s*-?\s*)?(\d{1,9})")


@app.callback()
def group() -> None:
    """Incidents and their reviews."""


@app.command("post-mortem")
@in_one_line
def post_mortem(
    incident: Annotated[str, typer.Argument(help="Its number, as people say it: ح-3 or 3")],
    public: Annotated[
        bool, typer.Option("--public", help="The newest version for everybody, where it may leave the house.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Where it is written; else inc-N-review.md here.")] = None,
) -> None:
    """Write the review as everything stands now, and what is open; exit code 2 where it may not leave."""
    from bot.blocks import post_mortem as drawing
    from dealix_ops.clock import system_clock
    from dealix_ops.database import Database
    from dealix_ops.errors import OpsError
    from dealix_ops.incidents import post_mortem as reviews
    from dealix_ops.incidents import publishing
    from dealix_ops.incidents.models import Incident
    from dealix_ops.migrations.upgrade import require_current
    from dealix_ops.settings import Settings

    number = NUMBER.fullmatch(incident.strip())
    database = Database(Settings().database)
    try:
        require_current(database)
        with database.transaction() as session:
            row = session.get(Incident, int(number[1])) if number else None
            if row is None:
                raise OpsError(f"there is no incident {incident}")
            if public:
                made = publishing.publish(session, row, by=ACTOR, now=system_clock())
                text, told = made.text, [f"removed {name}: {count}" for name, count in made.removed.items()]
                told.append("read it once more before it leaves: what nobody typed as a name is not known")
            else:
                found = reviews.review(session, row)
                text, told = drawing.document(found), [f"open: {gap}" for gap in found.gaps]
            kind = "public" if public else "review"
            path = out or Path(f"inc-{row.id}-{kind}.md")
    finally:
        database.close()
    path.write_text(text, encoding="utf-8")
    typer.echo(f"wrote {path}")
    for line in told:
        typer.echo(line)
