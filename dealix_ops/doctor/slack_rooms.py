"""Slack asked for who we are and for every channel that the settings and the map name."""

from collections.abc import Mapping

from dealix_ops.doctor.findings import Finding, State, of_card_room, of_heard_room
from dealix_ops.gateways.slack_check import SlackCheck
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from dealix_ops.settings import Settings

Unreachable = (NotAccepted, OutcomeUnknown, Refused)
CARD_ROOMS = (
    "slack_channel_approvals",
    "slack_channel_ops",
    "slack_channel_alerts",
    "slack_channel_success",
)


def findings(slack: SlackCheck, settings: Settings, customer_channels: Mapping[str, int]) -> list[Finding]:
    """Where Slack does not answer at all the channels are not asked one by one."""
    try:
        found = [Finding("slack", State.OK, f"round trip as {slack.identity()}")]
    except Unreachable as error:
        return [Finding("slack", State.FAIL, str(error))]
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


def _room(slack: SlackCheck, what: str, channel: str, *, heard: bool) -> Finding:
    try:
        room = slack.room(channel)
    except Unreachable as error:
        return Finding(what, State.FAIL, f"{channel}: {error}")
    return of_heard_room(what, room) if heard else of_card_room(what, room)
