"""Where cards may stand, and where it is enough to be heard."""

import pytest

from dealix_ops.doctor.findings import State, of_card_room, of_heard_room
from dealix_ops.gateways.slack_check import Room


def room(*, member: bool = True, private: bool = True, shared: bool = False, archived: bool = False) -> Room:
    return Room("approvals", member, private, shared, archived)


class TestOfCardRoom:
    @pytest.mark.parametrize(
        ("kind", "state", "why"),
        [
            (room(), State.OK, "private"),
            (room(private=False), State.FAIL, "is public"),
            (room(shared=True), State.FAIL, "shared with another company"),
            (room(private=False, shared=True), State.FAIL, "shared with another company"),
            (room(member=False), State.FAIL, "/invite"),
            (room(archived=True), State.FAIL, "archived"),
        ],
    )
    def test_only_a_private_channel_of_our_own_that_the_bot_is_in(
        self, kind: Room, state: State, why: str
    ) -> None:
        found = of_card_room("cards", kind)
        assert (found.state, why in found.why) == (state, True)


class TestOfHeardRoom:
    @pytest.mark.parametrize(
        ("kind", "state"),
        [
            (room(private=False), State.OK),
            (room(shared=True), State.OK),
            (room(member=False), State.FAIL),
            (room(archived=True), State.WARN),
        ],
    )
    def test_it_is_enough_that_the_bot_hears(self, kind: Room, state: State) -> None:
        assert of_heard_room("support", kind).state is state
