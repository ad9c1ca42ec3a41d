"""`dealix drill`: does an alarm reach a person, does an error reach Slack? Each leaves its evidence."""

import time
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from dealix_ops.cli.faults import in_one_line

if TYPE_CHECKING:
    from datetime import datetime

    from dealix_ops.bootstrap import Product
    from dealix_ops.paging.drills import Evidence, Through

app = typer.Typer(help="Try what must work on the worst day.", no_args_is_help=True)
POLL_S = 0.5


@app.command()
@in_one_line
def p0(
    wait: Annotated[bool, typer.Option(help="Stay until somebody took it, or nobody did.")] = True,
) -> None:
    """Rings everybody as a P0 would, marked as a drill, once; «استلمتها» ends it."""
    from dealix_ops import bootstrap
    from dealix_ops.paging import drilling, drills
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        _require_running(product)
        with product.database.transaction() as session:
            page_id = drilling.begin(session, now=product.clock())
        typer.echo("ringing: press «استلمتها» in Slack; mail and webhook follow after 3 minutes")
        if not wait:
            return
        evidence = None
        while evidence is None:
            time.sleep(POLL_S)
            with product.database.reading() as session:
                evidence = drills.of_page(session, page_id)
    finally:
        product.close()
    _tell(evidence, "taken", "nobody took it")


@app.command()
@in_one_line
def alert() -> None:
    """Raises an error on purpose and waits until its card is in Slack: 60 seconds at most."""
    from dealix_ops import bootstrap
    from dealix_ops.doctor import alert_drill
    from dealix_ops.paging import drills
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        _require_running(product)
        began_at = product.clock()
        way, event_id = _raised(product, began_at)
        found = _found(product, event_id, since=began_at)
        with product.database.transaction() as session:
            posted_at = found[1] if found else None
            evidence = drills.reached(
                session,
                way=way,
                event_id=event_id,
                began_at=began_at,
                posted_at=posted_at,
                now=product.clock(),
            )
        if found is not None:
            with product.database.transaction() as session:
                alert_drill.put_away(session, found[0], alerts=product.alerts, now=product.clock())
    finally:
        product.close()
    _tell(evidence, f"in Slack by {way.value}", f"not in Slack by {way.value} within a minute")


def _raised(product: "Product", now: "datetime") -> "tuple[Through, str]":
    """Through Sentry itself where it has our address, else as Sentry would deliver it."""
    import sentry_sdk

    from dealix_ops import monitoring
    from dealix_ops.doctor import alert_drill
    from dealix_ops.doctor.connector_tests import at_our_door
    from dealix_ops.errors import OpsError
    from dealix_ops.paging.drills import Through

    settings = product.settings
    if settings.sentry_dsn is not None:
        monitoring.configure(settings)
        event_id = sentry_sdk.capture_exception(alert_drill.DrillError())
        sentry_sdk.flush(timeout=10)
        if event_id is None:
            raise OpsError("Sentry's client took no event")
        return Through.SENTRY, event_id
    if settings.sentry_client_secret is None:
        raise OpsError("neither SENTRY_DSN nor SENTRY_CLIENT_SECRET is set: no error can come back to Slack")
    ask = at_our_door(settings.public_url or f"http://{settings.host}:{settings.port}")
    knock, event_id = alert_drill.knock(settings, now=now)
    status, body = ask(knock)
    if status != knock.status:
        raise OpsError(f"our own door for Sentry answered {status or body}")
    return Through.OWN_DOOR, event_id


def _found(product: "Product", event_id: str, *, since: "datetime") -> "tuple[int, datetime] | None":
    from dealix_ops.doctor import alert_drill
    from dealix_ops.paging.drills import WITHIN

    while product.clock() - since <= WITHIN:
        with product.database.reading() as session:
            found = alert_drill.posted(session, event_id, since=since)
        if found is not None:
            return found
        time.sleep(POLL_S)
    return None


def _require_running(product: "Product") -> None:
    """Without them nothing rings, and the drill would blame the ways."""
    from dealix_ops.durable import workers
    from dealix_ops.errors import OpsError

    silent_after = timedelta(seconds=product.settings.worker_silent_s)
    with product.database.reading() as session:
        for role in (workers.WORKER, workers.CLOCK):
            if not workers.live(session, role=role, now=product.clock(), silent_after=silent_after):
                raise OpsError(f"no {role} is running: start `dealix serve` first")


def _tell(evidence: "Evidence", passed: str, failed: str) -> None:
    by = f" by {evidence.by}" if evidence.by else ""
    said = passed if evidence.passed else failed
    typer.echo(f"{said}{by} after {evidence.took.total_seconds():.0f} s; kept as drill {evidence.id}")
    if not evidence.passed:
        raise typer.Exit(1)
