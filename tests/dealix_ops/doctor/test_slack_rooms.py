"""Every channel that the settings and the map name is asked about; no card stands before a customer."""

from dealix_ops.doctor import slack_rooms
from dealix_ops.doctor.findings import State
from dealix_ops.gateways.slack_check import Account, Room, SlackCheck
from dealix_ops.settings import Settings


class PrivateRooms(SlackCheck):
    """A workspace in which every channel is private and the bot is in it."""

    def __init__(self, *scopes: str) -> None:
        self.scopes = frozenset(scopes) or None

    def account(self) -> Account:
        return Account("dealix in dealix", self.scopes)

    def room(self, channel: str) -> Room:
        return Room(channel, member=True, private=True, shared=False, archived=False)


def test_customer_s_own_channel_takes_no_cards_however_private_it_is() -> None:
    channels = {"slack_channel_approvals": "C_CARDS", "slack_channel_alerts": "C_NUKHBA"}
    slack = PrivateRooms("chat:write")
    settings = Settings.model_validate(channels)
    found = slack_rooms.findings(slack, settings, {"C_NUKHBA": 7}, {"chat:write": "cards"})
    assert [(one.what, one.state) for one in found] == [
        ("slack", State.OK),
        ("slack scopes", State.OK),
        ("cards in approvals", State.OK),
        ("cards in alerts", State.FAIL),
        ("channel of customer 7", State.OK),
    ]


def told(*granted: str) -> list[tuple[str, State, str]]:
    asked = {"chat:write": "cards", "files:write": "Monday's picture"}
    found = slack_rooms.findings(PrivateRooms(*granted), Settings.model_validate({}), {}, asked)
    return [(one.what, one.state, one.why) for one in found[1:]]


def test_scope_that_came_after_the_installation_is_named_with_what_it_is_for() -> None:
    [(what, state, why)] = told("chat:write")
    assert (what, state) == ("slack scope files:write", State.FAIL)
    assert why.startswith("missing (Monday's picture): ")
    assert "install it anew" in why


def test_more_rights_than_were_asked_for_and_an_answer_without_any_are_looked_at() -> None:
    assert told("chat:write", "files:write", "admin")[0][1:] == (
        State.WARN,
        "more than the manifest asks for: admin",
    )
    assert told()[0][1] is State.WARN
