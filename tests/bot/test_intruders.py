"""Whoever stands in no list changes nothing, whatever they press or type: every id and every command."""

import json
import subprocess
import sys
from typing import Any

import pytest

from bot.command_table import COMMANDS, Word
from bot.ids import Action, Shortcut, View
from tests.bot.edge import Edge, press, submission
from tests.bot.intruders import (
    COLLEAGUE,
    DELEGATE,
    LIMITED,
    LINKS,
    OUTSIDER,
    REFUSED,
    STRANGERS,
    TELLING,
    Intruder,
    Left,
    judged,
)
from tests.bot.intruding import ROOT
from tests.bot.listeners.hands import command
from tests.bot.tables import rows

ANYBODYS = {Word.HELP, Word.RIGHTS, Word.TRIAGE}
"""Tell nothing of a customer: the list of commands, one's own rights, the priority of one's own text."""
BARE = Left(frozenset({"outbox", "ledger_entry"}), refused=True, opened=False)
DID = Left(frozenset({"approval", "outbox"}), refused=False, opened=False)


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in after if after[name] != before[name]}


def refusals(edge: Edge, who: Intruder) -> int:
    return sum(REFUSED in entry and who.user_id in entry for entry in rows(edge.database)["ledger_entry"])


def shortcut(callback_id: str, kind: str) -> dict[str, Any]:
    body = {**press("x", ""), "type": kind, "callback_id": callback_id}
    message = {"ts": "1.000001", "text": "كلام عميل", "user": "U_CUSTOMER"}
    return body | ({"message": message, "message_ts": "1.000001"} if kind == "message_action" else {})


@pytest.mark.parametrize("who", STRANGERS, ids=lambda one: one.name)
class TestWhoeverStandsInNoList:
    async def test_presses_every_button_and_sends_every_modal(self, desk_edge: Edge, who: Intruder) -> None:
        token = desk_edge.house.leak()
        views = [submission({"callback_id": view.value, "private_metadata": "{}"}, {}) for view in View]
        tried = [press(one.value, value) for one in Action for value in (token, "1")]
        before = rows(desk_edge.database)
        for payload in (*tried, *views):
            await desk_edge.interact(who.instead_of(payload))
        assert changed(before, rows(desk_edge.database)) <= TELLING

    async def test_uses_every_shortcut(self, desk_edge: Edge, who: Intruder) -> None:
        for one in Shortcut:
            for kind in ("shortcut", "message_action"):
                before = rows(desk_edge.database)
                await desk_edge.interact(who.instead_of(shortcut(one.value, kind)))
                assert changed(before, rows(desk_edge.database)) <= TELLING, one

    async def test_types_every_command(self, desk_edge: Edge, who: Intruder) -> None:
        desk_edge.house.leak()
        for one in COMMANDS:
            before, told = rows(desk_edge.database), refusals(desk_edge, who)
            team = {"team_id": who.team} if who.team else {}
            await command(desk_edge, one.usage, user=who.user_id, **team)
            left = changed(before, rows(desk_edge.database))
            assert left <= TELLING, one.word
            assert (refusals(desk_edge, who) > told) is (one.word not in ANYBODYS), one.word


class TestJudged:
    """What `make strangers` calls right."""

    def test_stranger_may_be_told_and_nothing_more(self) -> None:
        assert judged(frozenset({"ticket.claim"}), OUTSIDER, BARE) == (True, True)
        assert judged(frozenset({"ticket.claim"}), OUTSIDER, DID) == (False, False)
        opened = Left(frozenset(), refused=False, opened=True)
        assert judged(frozenset({"ticket.claim"}), OUTSIDER, opened)[0] is False
        assert judged(frozenset({next(iter(LINKS))}), OUTSIDER, DID)[0] is False

    def test_founders_own_is_refused_to_a_colleague_and_passed_on_by_delegation(self) -> None:
        lower = frozenset({str(Action.TICKET_LOWER)})
        assert judged(lower, COLLEAGUE, DID)[0] is False
        assert judged(lower, COLLEAGUE, BARE) == (True, True)
        assert judged(lower, DELEGATE, BARE)[0] is False
        assert judged(lower, DELEGATE, DID) == (True, True)

    def test_limits_name_ids_that_exist(self) -> None:
        assert set(LIMITED) <= {*Action, *View}


def test_one_press_is_tried_where_it_is_really_made_and_the_test_behind_it_goes_on() -> None:
    node = "tests/bot/listeners/test_modals.py::TestReject"
    asked = {node: ["draft.reject", "draft.reject_submit"]}
    code = (
        "import json; from tests.bot.intruding import run\n"
        f"broken, settled = run([{node!r}], {asked!r}); print(json.dumps([broken, sorted(settled)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=240, check=True
    )
    broken, settled = json.loads(done.stdout.splitlines()[-1])
    assert broken == []
    assert {("draft.reject", one.name) for one in (OUTSIDER, COLLEAGUE, DELEGATE)} <= {
        (pressed, by) for pressed, by in settled
    }
    assert " failed" not in done.stdout
