"""How many ways a P0 has to a human, a test over each."""

import pytest

from bot.blocks import paging as blocks
from dealix_ops.doctor import paging
from dealix_ops.doctor.findings import State
from dealix_ops.ports.paging import Letter
from dealix_ops.ports.work import Refused
from dealix_ops.settings import Settings
from tests.support.house import FOUNDER
from tests.support.outside import FakeMailer, FakePager

MAIL = {"paging_mail_to": ("a@b.example",), "smtp_host": "mail.example", "smtp_from": "ops@b.example"}


def settings(**more: object) -> Settings:
    given: dict[str, object] = {"founder_ids": frozenset({FOUNDER.user_id})} | more
    return Settings(_env_file=None, **given)


class TestWays:
    @pytest.mark.parametrize(
        ("given", "state", "said"),
        [
            ({}, State.WARN, "by Slack only"),
            ({"paging_mail_to": ("a@b.example",)}, State.WARN, "by Slack only"),  # half set up is not set up
            (MAIL, State.OK, "Slack and mail"),
            (MAIL | {"founder_ids": frozenset()}, State.WARN, "nobody is called first"),
        ],
    )
    def test_one_way_is_a_warning(self, given: dict[str, object], state: State, said: str) -> None:
        found = paging.of_ways(settings(**given))
        assert found.state is state
        assert said in found.why


class TestSent:
    def test_marked_and_told_for_each_way(self) -> None:
        mailer, pager = FakeMailer(), FakePager()
        pager.before.append(Refused("the paging webhook answered 404"))
        found = paging.sent(
            mailer=mailer,
            pager=pager,
            letter=lambda token: blocks.test_letter(("a@b.example",), token),
            body=blocks.test_webhook(),
        )
        assert [(one.what, one.state) for one in found] == [
            ("test over mail", State.OK),
            ("test over webhook", State.FAIL),
        ]
        assert mailer.letters[0].subject.startswith("تجربة")

    def test_address_that_was_refused_is_to_mend(self) -> None:
        mailer, to = FakeMailer(), ("a@b.example", "gone@b.example")
        mailer.refused = [2]
        (found,) = paging.sent(
            mailer=mailer, pager=None, letter=lambda token: blocks.test_letter(to, token), body={}
        )
        assert (found.state, found.why) == (
            State.FAIL,
            "the server refused address 2 of 2 in DEALIX_PAGING_MAIL_TO",
        )

    def test_nothing_leaves_where_nothing_is_set_up(self) -> None:
        assert paging.sent(mailer=None, pager=None, letter=_never, body={}) == []


def _never(_token: str) -> Letter:
    raise AssertionError("nobody asked for a letter")
