"""`dealix`: the command line. Imports stand inside the commands, so that `--help` is quick."""

import typer

from dealix_ops.cli import (
    customers,
    database,
    deadletters,
    doctor,
    drill,
    evaluate,
    incidents,
    ledger,
    privacy,
    processes,
    retention,
    triage,
    triage_learn,
)
from dealix_ops.cli.faults import in_one_line

app = typer.Typer(
    help="Dealix Ops: support messages in, approved Arabic answers out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("demo")(in_one_line(processes.demo))
app.command("serve")(in_one_line(processes.serve))
app.command("web")(in_one_line(processes.web))
app.command("worker")(in_one_line(processes.worker))
app.command("clock")(in_one_line(processes.clock))
app.command("triage")(in_one_line(triage.triage))
app.command("evaluate")(in_one_line(evaluate.evaluate))
app.command("triage-learn")(in_one_line(triage_learn.triage_learn))
app.command("doctor")(in_one_line(doctor.doctor))
app.command("retention")(in_one_line(retention.retention))
app.add_typer(privacy.app, name="privacy")
app.add_typer(database.app, name="db")
app.add_typer(customers.app, name="customers")
app.add_typer(ledger.app, name="ledger")
app.add_typer(deadletters.app, name="deadletters")
app.add_typer(drill.app, name="drill")
app.add_typer(incidents.app, name="incidents")
