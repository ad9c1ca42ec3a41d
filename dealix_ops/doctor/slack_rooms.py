"""Slack asked for who we are and for every channel that the settings and the map name."""

from collections.abc import Mapping

from dealix_ops.doctor.findings import Finding, State, of_card_room, of_heard_room
from dealix_ops.gateways.slack_check import Account, SlackCheck
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from dealix_ops.settings import Settings

Unreachable = (NotAccepted, OutcomeUnknown, Refused)
CARD_ROOMS = (
    "slack_channel_approvals",
    "slack_channel_ops",
    "slack_channel_alerts",
    "slack_channel_success",
)


TOKEN_REFUSED = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
)


def findings(
    slack: SlackCheck, settings: Settings, customer_channels: Mapping[str, int], asked: Mapping[str, str]
) -> list[Finding]:
    """Where Slack does not answer at all the channels are not asked one by one.

    `asked`: every scope of the manifest, with what it is for.
    """
    try:
        account = slack.account()
    except Unreachable as error:
        refused = any(code in str(error) for code in TOKEN_REFUSED)
        hint = ": SLACK_BOT_TOKEN is not this app's, copy it anew (OAuth & Permissions)" if refused else ""
        return [Finding("slack", State.FAIL, f"{error}{hint}")]
    found = [Finding("slack", State.OK, f"round trip as {account.said}"), *_scopes(account, asked)]
    for name in CARD_ROOMS:
        channel, what = getattr(settings, name), f"cards in {name.removeprefix('slack_channel_')}"
        if channel in customer_channels:
            found.append(Finding(what, State.FAIL, f"{channel} is a customer's channel: no cards there"))
        elif channel is not None:
            found.append(_room(slack, what, channel, heard=False))
    heard = {"support channel": settings.slack_channel_support}
    heard |= {f"channel of customer {customer}": channel for channel, customer in customer_channels.items()}
    found += [_room(slack, what, channel, heard=True) for what, channel in heard.items() if channel]
    return found


def _scopes(account: Account, asked: Mapping[str, str]) -> list[Finding]:
    """Slack grants what stood in the manifest when the app was installed, and nothing that came later."""
    if account.scopes is None:
        return [Finding("slack scopes", State.WARN, "Slack did not say what the token may do")]
    missing = {scope: why for scope, why in asked.items() if scope not in account.scopes}
    how = "put bot/manifest.yml into the app once more and install it anew"
    found = [
        Finding(f"slack scope {one}", State.FAIL, f"missing ({why}): {how}") for one, why in missing.items()
    ]
    more = sorted(account.scopes - asked.keys())
    if more:
        found.append(
            Finding("slack scopes", State.WARN, f"more than the manifest asks for: {', '.join(more)}")
        )
    return found or [Finding("slack scopes", State.OK, f"all {len(asked)}")]


def _room(slack: SlackCheck, what: str, channel: str, *, heard: bool) -> Finding:
    try:
        room = slack.room(channel)
    except Unreachable as error:
        return Finding(what, State.FAIL, f"{channel}: {error}")
    return of_heard_room(what, room) if heard else of_card_room(what, room)
