"""Slack's door: what is not honest, not whole or not known changes nothing, and each has its answer."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.web import bodies
from tests.bot.edge import Edge, press, slack_headers, submission
from tests.bot.tables import counts, rows
from tests.support.house import CHANNEL, FOUNDER, STRANGER

FORM = "application/x-www-form-urlencoded"
EVENT = json.dumps({"type": "event_callback", "event": {"type": "reaction_added", "user": "U1"}}).encode()


def signature(raw: bytes, edge: Edge, **changed: str | bytes | None) -> dict[str, str | bytes]:
    """A good signature with some of its headers altered, or left out."""
    good = slack_headers(raw, at=edge.clock().timestamp())
    altered = {f"x-slack-{name.replace('_', '-')}": value for name, value in changed.items()}
    return {name: value for name, value in (good | altered).items() if value is not None}


def at(edge: Edge, seconds: float) -> dict[str, str | bytes]:
    """A good signature made earlier or later than now."""
    return slack_headers(EVENT, at=edge.clock().timestamp() + seconds)


SIGNATURES: list[tuple[str, Callable[[Edge], dict[str, str | bytes]], int]] = [
    ("no headers", lambda _edge: {}, 401),
    ("no signature", lambda edge: signature(EVENT, edge, signature=None), 401),
    ("no timestamp", lambda edge: signature(EVENT, edge, request_timestamp=None), 401),
    ("wrong signature", lambda edge: signature(EVENT, edge, signature="v0=" + "0" * 64), 401),
    ("empty signature", lambda edge: signature(EVENT, edge, signature=""), 401),
    ("signature beyond ASCII", lambda edge: signature(EVENT, edge, signature="v0=توقيع".encode()), 401),
    ("signature of other bytes", lambda edge: signature(EVENT + b" ", edge), 401),
    ("timestamp in letters", lambda edge: signature(EVENT, edge, request_timestamp="now"), 401),
    ("timestamp with a point", lambda edge: signature(EVENT, edge, request_timestamp="1.5e9"), 401),
    (
        "timestamp in Arabic digits",
        lambda edge: signature(EVENT, edge, request_timestamp="١٢٣".encode()),
        401,
    ),
    ("timestamp of 5,000 digits", lambda edge: signature(EVENT, edge, request_timestamp="1" * 5000), 401),
    ("six minutes old", lambda edge: at(edge, -360), 401),
    ("six minutes ahead", lambda edge: at(edge, 360), 401),
    ("five minutes old", lambda edge: at(edge, -300), 200),
    ("a minute ahead", lambda edge: at(edge, 60), 200),
]


class TestSignature:
    @pytest.mark.parametrize(("name", "headers", "status"), SIGNATURES, ids=[row[0] for row in SIGNATURES])
    async def test_only_a_fresh_right_signature_passes(
        self,
        desk_edge: Edge,
        name: str,
        headers: Callable[[Edge], dict[str, str | bytes]],
        status: int,
    ) -> None:
        signed = {"content-type": "application/json"} | headers(desk_edge)
        answer = await desk_edge.slack(EVENT, headers=signed)
        assert answer.status == status
        assert counts(desk_edge.database) == ({"inbound": 1} if status == 200 else {})


def form(payload: Any) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


def without(name: str, payload: dict[str, Any]) -> bytes:
    return form({key: value for key, value in payload.items() if key != name})


PRESS = press("draft.approve", "no-such-token")
ON_MESSAGE = {"type": "message_action", "callback_id": "ticket.from_message", "user": {"id": FOUNDER.user_id}}
ASK_STATE = {"ticket_id": 10**30, "origin": None, "channel": None}
ASKED = {"callback_id": "ticket.link_customer_submit", "private_metadata": json.dumps(ASK_STATE)}
BROKEN_MODAL = {"callback_id": "draft.edit_submit", "private_metadata": "{}"}
FORGED_REASON = {
    "callback_id": "draft.reject_submit",
    "private_metadata": json.dumps({"token": "t", "seen": 1, "channel": CHANNEL, "rewrite": False}),
}
BODIES: list[tuple[str, str, bytes, int]] = [
    ("broken JSON", "application/json", b'{"type":', 400),
    ("JSON that is no object", "application/json", b"[1]", 400),
    ("bottomless JSON", "application/json", b"[" * 100_000, 400),
    ("not UTF-8", "application/json", b'{"type": "\xff"}', 400),
    ("broken form", FORM, b"payload", 400),
    ("empty body", FORM, b"", 200),
    ("form whose payload is broken", FORM, urlencode({"payload": "{"}).encode(), 400),
    ("form whose payload is a number", FORM, urlencode({"payload": "5"}).encode(), 400),
    ("too large", "application/json", b" " * (bodies.SLACK_LIMIT + 1), 413),
    ("unknown action", FORM, form(press("draft.nothing", "x")), 200),
    ("unknown modal", FORM, form(submission({"callback_id": "draft.nothing"}, {})), 200),
    ("unknown interaction", FORM, form({"type": "shortcut", "callback_id": "x", "user": {"id": "U1"}}), 200),
    ("shortcut without a user", FORM, form({"type": "shortcut", "callback_id": "x"}), 400),
    ("shortcut on no message", FORM, form(ON_MESSAGE), 400),
    ("shortcut without ts", FORM, form({**ON_MESSAGE, "message": {}, "channel": {"id": "C1"}}), 400),
    ("shortcut in no channel", FORM, form({**ON_MESSAGE, "message": {"ts": "1.1"}, "channel": "C1"}), 400),
    ("command nobody registered", FORM, b"command=%2Fother&text=x&user_id=U1", 200),
    ("press without a user", FORM, without("user", PRESS), 400),
    ("press without a place", FORM, without("container", {**PRESS, "channel": None}), 400),
    ("press without actions", FORM, without("actions", PRESS), 400),
    ("submission without a kind of view", FORM, form({**PRESS, "type": "view_submission", "view": {}}), 400),
    ("press with a team that is a number", FORM, form({**PRESS, "team": 5}), 400),
    ("press with an empty list of actions", FORM, form({**PRESS, "actions": []}), 400),
    ("press whose user is text", FORM, form({**PRESS, "user": "U1"}), 400),
    ("press whose actions are text", FORM, form({**PRESS, "actions": "x"}), 400),
    ("submission without a state of ours", FORM, form(submission(BROKEN_MODAL, {"text": "نص"})), 400),
    ("submission without values", FORM, form({**submission(BROKEN_MODAL, {}), "view": BROKEN_MODAL}), 400),
    ("ticket number beyond every number", FORM, form(submission(ASKED, {"new_customer": "س"})), 400),
    ("command of ours without a user", FORM, b"command=%2Fdealix&text=x&channel_id=C1", 400),
    ("reason that is not offered", FORM, form(submission(FORGED_REASON, {"reason": "because"})), 400),
]


class TestBody:
    @pytest.mark.parametrize(("name", "kind", "raw", "status"), BODIES, ids=[row[0] for row in BODIES])
    async def test_signed_nonsense_changes_nothing(
        self, desk_edge: Edge, name: str, kind: str, raw: bytes, status: int
    ) -> None:
        before = rows(desk_edge.database)
        answer = await desk_edge.slack(raw, kind=kind)
        assert answer.status == status
        assert rows(desk_edge.database) == before

    async def test_address_is_verified_with_the_challenge(self, desk_edge: Edge) -> None:
        body = {"type": "url_verification", "token": "t", "challenge": "c-81f2"}
        answer = await desk_edge.slack(json.dumps(body).encode())
        assert (answer.status, answer.json) == (200, {"challenge": "c-81f2"})

    async def test_forged_button_value_changes_nothing_but_an_answer_to_its_presser(
        self, desk_edge: Edge
    ) -> None:
        token = desk_edge.house.leak()
        for action, value in [
            ("draft.approve", token[:-1] + "~"),
            ("draft.approve", ""),
            ("draft.edit", "\x00\ud800"),
            ("draft.reject", "' OR 1=1 --"),
            ("draft.new", "x" * 2000),
            ("draft.mark_sent", token),
            ("draft.mark_sent.earlier", f"{token}.99999999999999999999"),
        ]:
            before = rows(desk_edge.database)
            answer = await desk_edge.press(action, value)
            assert answer.status == 200
            after = rows(desk_edge.database)
            assert {name for name in after if after[name] != before[name]} == {"outbox"}
        desk_edge.house.run_all()
        assert {text for _, _, text in desk_edge.house.slack.whispers} == {
            "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."
        }

    @pytest.mark.parametrize("action", ["draft.approve", "draft.edit", "draft.reject"])
    async def test_stranger_is_refused_before_anything_opens_and_the_ledger_says_so(
        self, desk_edge: Edge, action: str
    ) -> None:
        token = desk_edge.house.leak()
        before = rows(desk_edge.database)
        answer = await desk_edge.press(action, token, user=STRANGER.user_id)
        after = rows(desk_edge.database)
        assert answer.status == 200
        assert {name for name in after if after[name] != before[name]} == {"outbox", "ledger_entry"}
        desk_edge.house.run_all()
        said = "الاعتماد للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
        assert desk_edge.house.slack.whispers == [(CHANNEL, STRANGER.user_id, said)]
