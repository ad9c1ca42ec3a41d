"""The one table of rights: shown to whoever asks, walked from the outside, and asked by everybody."""

import ast
from pathlib import Path

import pytest

from bot.blocks.permissions import ACT, LIMIT, acts_of
from dealix_ops.sending.authority import PASSED_ON, Act, Limit
from tests.bot.edge import Edge
from tests.bot.listeners.hands import command
from tests.bot.listeners.test_decide import events
from tests.bot.listeners.test_delegation import delegate
from tests.bot.listeners.test_direct import answers, writes
from tests.bot.listeners.test_endings import BY_WORD, ref, wrote
from tests.support.house import CHANNEL, FOUNDER, LEAK, OPERATOR, STRANGER

ROOT = Path(__file__).parents[3]
MAY_NAME_ROLES = {
    "dealix_ops/sending/authority.py",  # the table
    "dealix_ops/delegation/service.py",  # only operators stand in
    "dealix_ops/sending/identity.py",  # the settings' lists as roles
    "bot/blocks/permissions.py",  # prints it
}
ASKS = {"may", "allows", "is_limited", "own", "given"}
REFUSED = "decision.refused"


class TestShown:
    async def test_each_role_reads_its_own_rights(self, desk: Edge) -> None:
        founder = (await command(desk, "صلاحيات")).text
        assert founder.startswith("صلاحياتك (مؤسس):")
        operator = (await command(desk, "صلاحيات", user=OPERATOR.user_id)).text
        for limit in Limit:
            for act in acts_of(limit):
                (line,) = [line for line in operator.split("\n") if line.startswith(f"• {LIMIT[limit]}: ")]
                assert ACT[act] in line
        assert "بتفويض" not in operator
        assert "لا شيء" in (await command(desk, "permissions", user=STRANGER.user_id)).text

    async def test_delegate_reads_what_was_added_and_until_when(self, desk: Edge) -> None:
        await delegate(desk)
        last = (await command(desk, "صلاحيات", user=OPERATOR.user_id)).text.split("\n")[-1]
        assert last.startswith(f"• الآن أيضاً، بتفويض من <@{FOUNDER.user_id}> حتى نهاية الاثنين 23 نوفمبر: ")
        assert [act for act in Act if ACT[act] in last] == [act for act in Act if act in PASSED_ON]

    async def test_works_without_a_slash(self, desk: Edge) -> None:
        await writes(desk, "صلاحيات")
        assert answers(desk)[0].startswith("صلاحياتك (مؤسس):")


class TestFromOutside:
    """Presses that need nothing but a card: whoever may not is refused by the founder's words."""

    PRESSES = (
        # action, act, words of the customer, reason on the button
        ("ticket.no_reply", Act.CLOSE, "كم سعر الباقات عندكم؟", ""),
        ("ticket.no_reply", Act.CLOSE, LEAK, ""),
        ("ticket.resolve", Act.ASK_CLOSING, LEAK, ""),
        ("ticket.show_text", Act.SHOW_TEXT, LEAK, ""),
        ("ticket.claim", Act.CLAIM, LEAK, ""),
        ("ticket.false_alarm", Act.FALSE_ALARM, BY_WORD, "thanks"),
    )

    @pytest.mark.parametrize("user", [FOUNDER.user_id, OPERATOR.user_id, STRANGER.user_id])
    @pytest.mark.parametrize(("action", "act", "words", "reason"), PRESSES)
    async def test_press_obeys_the_table(
        self, desk: Edge, action: str, act: Act, words: str, reason: str, user: str
    ) -> None:
        wrote(desk, words)
        free_for_operators = act not in acts_of(Limit.FOUNDER) and (
            act in acts_of(Limit.NONE) or desk.house.card().priority != "P0"
        )
        await desk.press(action, ref(desk, reason), user=user)
        allowed = user == FOUNDER.user_id or (user == OPERATOR.user_id and free_for_operators)
        assert ((REFUSED, user) in events(desk)) is not allowed

    @pytest.mark.parametrize("typed", ["تفويض", "ردود", "صامتة", "قناة الأفق", "خطة مسودة بريد"])
    async def test_command_obeys_the_table(self, desk: Edge, typed: str) -> None:
        for person in (FOUNDER, OPERATOR, STRANGER):
            await command(desk, typed, user=person.user_id, channel="C_ELSEWHERE")
        assert [actor for event, actor in events(desk) if event == REFUSED] == [STRANGER.user_id]
        assert CHANNEL != "C_ELSEWHERE"


class TestNobodyDecidesAlone:
    def test_every_role_goes_to_the_table(self) -> None:
        """A role is compared nowhere but in the table: it is only handed to it."""
        found = [
            f"{path}:{getattr(node, 'lineno', 0)}"
            for path, tree in _sources()
            if path not in MAY_NAME_ROLES
            for node in ast.walk(tree)
            if _decides(node)
        ]
        assert found == []

    def test_lists_of_the_settings_are_roles_in_one_place(self) -> None:
        found = [
            f"{path}:{getattr(node, 'lineno', 0)}"
            for path, tree in _sources()
            if path != "dealix_ops/sending/identity.py"
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare) and _names(node.comparators) & {"founder_ids", "operator_ids"}
        ]
        assert found == []

    def test_a_role_compared_by_hand_would_be_found(self) -> None:
        for line in ("x.role is Role.FOUNDER", "if actor.role == 'founder': pass", "f(actor.role)"):
            assert any(_decides(node) for node in ast.walk(ast.parse(line))), line
        for line in ("allows(actor.role, Act.CLAIM)", "may(desk.actor(user).role, act)"):
            assert not any(_decides(node) for node in ast.walk(ast.parse(line))), line


def _sources() -> list[tuple[str, ast.Module]]:
    paths = [path for part in ("bot", "dealix_ops", "scheduler") for path in ROOT.glob(f"{part}/**/*.py")]
    named = [(path.relative_to(ROOT).as_posix(), path) for path in paths]
    return [
        (name, ast.parse(path.read_text(encoding="utf-8")))
        for name, path in named
        if not name.startswith("bot/sandbox/")
    ]


def _decides(node: ast.AST) -> bool:
    """`Role.FOUNDER`, or `.role` anywhere but as the table's first argument."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Role":
        return True
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        return name not in ASKS and any(_is_role(argument) for argument in node.args)
    return isinstance(node, ast.Compare) and any(_is_role(one) for one in (node.left, *node.comparators))


def _is_role(node: ast.AST) -> bool:
    """Not a column of a table, which a query compares."""
    if not isinstance(node, ast.Attribute) or node.attr != "role":
        return False
    return not (isinstance(node.value, ast.Name) and node.value.id[0].isupper())


def _names(nodes: list[ast.expr]) -> set[str]:
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)}
