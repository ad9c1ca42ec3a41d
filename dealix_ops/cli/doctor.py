"""`dealix doctor`: what is set up, what works, and what to do about the rest."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dealix_ops.bootstrap import Product
    from dealix_ops.doctor.findings import Finding

MARKS = {"ok": "ok  ", "off": "off ", "warn": "look", "fail": "FAIL"}


def doctor(
    url: Annotated[
        str | None, typer.Option(help="Where our web process answers; DEALIX_PUBLIC_URL by default.")
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="Send a marked test over mail and webhook too.")
    ] = False,
) -> None:
    """Every source and process: on or off and why, heard and sent last, and a round trip where possible."""
    from dealix_ops import bootstrap
    from dealix_ops.settings import Settings

    settings = Settings()
    product = bootstrap.build(settings, embedded=True)
    try:
        found = _look(product, url or settings.public_url)
        if send:
            found += _second_ways(product)
    finally:
        product.close()
    for finding in found:
        typer.echo(f"{MARKS[finding.state.value]}  {finding.what}: {finding.why}")
    failed = sum(finding.state.value == "fail" for finding in found)
    typer.echo(f"{failed} to mend" if failed else "nothing to mend")
    if failed:
        raise typer.Exit(1)


def _look(product: "Product", url: str | None) -> "list[Finding]":
    from dealix_ops.contacts import customers
    from dealix_ops.doctor import connector_proofs, invariants, paging, records
    from dealix_ops.gateways import whatsapp_token

    settings, now = product.settings, product.clock()
    with product.database.reading() as session:
        channels = customers.channels(session)
        found = records.of_sources(session, settings)
        found += records.of_effects(session)
        found.append(records.of_media(session, settings, now=now))
        silent_after = timedelta(seconds=settings.worker_silent_s)
        found += records.of_work(session, now=now, silent_after=silent_after)
        found += connector_proofs.findings(session)
        found += invariants.findings(session, now=now)
    found += [records.of_people(settings), paging.of_ways(settings)]
    found.append(connector_proofs.of_token(whatsapp_token.accepted(settings)))
    return found + _slack(product, channels) + _round_trips(product, url)


def _slack(product: "Product", channels: dict[str, int]) -> "list[Finding]":
    from bot import manifest
    from dealix_ops.doctor import slack_rooms
    from dealix_ops.doctor.findings import Finding, State
    from dealix_ops.gateways.slack_check import SlackCheck

    settings = product.settings
    if settings.slack_bot_token is None:
        return [Finding("slack", State.OFF, "SLACK_BOT_TOKEN is not set: cards go to the console")]
    token = settings.slack_bot_token.get_secret_value()
    slack = SlackCheck(token=token, base_url=settings.slack_api_base_url)
    return slack_rooms.findings(slack, settings, channels, manifest.scopes())


def _round_trips(product: "Product", url: str | None) -> "list[Finding]":
    from dealix_ops.doctor import knocks
    from dealix_ops.doctor.connector_tests import at_our_door
    from dealix_ops.doctor.findings import Finding, State

    if url is None:
        why = "DEALIX_PUBLIC_URL is not set: nobody outside can reach a webhook of ours"
        return [Finding("round trips", State.WARN, why)]
    ask = at_our_door(url)
    return [knocks.finding(one, ask) for one in knocks.knocks(product.settings, now=product.clock())]


def _second_ways(product: "Product") -> "list[Finding]":
    from bot.blocks import paging as blocks
    from dealix_ops.doctor import paging
    from dealix_ops.gateways import pager, smtp

    settings = product.settings
    return paging.sent(
        mailer=smtp.mailer(settings),
        pager=pager.pager(settings, product.clock),
        letter=lambda token: blocks.test_letter(settings.paging_mail_to or (), token),
        body=blocks.test_webhook(),
    )
