"""Every channel that the settings and the map name is asked about; no card stands before a customer."""

from dealix_ops.doctor import slack_rooms
from dealix_ops.doctor.findings import State
from dealix_ops.gateways.slack_check import Room, SlackCheck
from dealix_ops.settings import Settings


class PrivateRooms(SlackCheck):
    """A workspace in which every channel is private and the bot is in it."""

    def __init__(self) -> None:
        pass

    def identity(self) -> str:
        return "dealix in dealix"

    def room(self, channel: str) -> Room:
        return Room(channel, member=True, private=True, shared=False, archived=False)


def test_customer_s_own_channel_takes_no_cards_however_private_it_is() -> None:
    channels = {"slack_channel_approvals": "C_CARDS", "slack_channel_alerts": "C_NUKHBA"}
    found = slack_rooms.findings(PrivateRooms(), Settings.model_validate(channels), {"C_NUKHBA": 7})
    assert [(one.what, one.state) for one in found] == [
        ("slack", State.OK),
        ("cards in approvals", State.OK),
        ("cards in alerts", State.FAIL),
        ("channel of customer 7", State.OK),
    ]
