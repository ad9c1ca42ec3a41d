"""What `dealix doctor` can say of one thing, and the rules by which a Slack channel may carry cards."""

from dataclasses import dataclass
from enum import StrEnum

from dealix_ops.gateways.slack_check import Room


class State(StrEnum):
    """`fail` makes the command fail; `warn` is for a person to look at."""

    OK = "ok"
    OFF = "off"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    what: str
    state: State
    why: str


def of_card_room(what: str, room: Room) -> Finding:
    """Cards quote customers: only members of a private channel of this workspace may read them."""
    if room.archived:
        return Finding(what, State.FAIL, f"#{room.name} is archived")
    if room.shared:
        return Finding(what, State.FAIL, f"#{room.name} is shared with another company: no cards there")
    if not room.private:
        return Finding(what, State.FAIL, f"#{room.name} is public: everybody would read customers' words")
    if not room.member:
        return Finding(what, State.FAIL, f"the bot is not in #{room.name}: /invite it")
    return Finding(what, State.OK, f"#{room.name}, private, the bot is in it")


def of_heard_room(what: str, room: Room) -> Finding:
    """The bot reads there and posts no card, so it may be public, and a customer's may be shared."""
    if room.archived:
        return Finding(what, State.WARN, f"#{room.name} is archived: nobody can write there")
    if not room.member:
        return Finding(what, State.FAIL, f"the bot is not in #{room.name} and hears nothing: /invite it")
    return Finding(what, State.OK, f"#{room.name}, the bot is in it")
