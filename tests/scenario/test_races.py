"""Two people, or one person and an old screen: the losing side of each race, over HTTP on SQLite."""

from collections.abc import Callable

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from bot.sandbox.printing import buttons_of
from bot.sandbox.story import ADDED
from tests.scenario.matter import Json, Matter, initial_text
from tests.scenario.together import OUTAGE, assert_one_approver_wins, at_once

pytestmark = pytest.mark.scenario

UNKNOWN_BUTTON = "الزر لا يخص بطاقة معروفة"
OLD_VERSION = "المسودة تغيّرت بعد هذه البطاقة"
OWN_DECISION = "سجّلنا قرارك"
NOT_YOURS = "الاعتماد للمؤسس والمشغّلين فقط"


def test_founder_and_operator_approve_at_once_one_wins_and_the_other_is_told_who(matter: Matter) -> None:
    assert_one_approver_wins(matter)


def test_founder_presses_twice_on_a_p0_one_approval(matter: Matter) -> None:
    matter.writes()
    card = matter.card()
    before = len(matter.whispers(fixtures.FOUNDER))
    at_once(*[lambda: matter.press("draft.approve", card)] * 2)
    matter.wait(lambda: len(matter.whispers(fixtures.FOUNDER)) > before, "a word about the second press")
    assert matter.whispers(fixtures.FOUNDER)[-1].startswith(OWN_DECISION)
    matter.finish()
    matter.assert_one_of_each()


def test_approval_against_an_edit_saved_at_once_one_text_leaves(matter: Matter) -> None:
    matter.writes(OUTAGE)
    card = matter.card()
    matter.press("draft.edit", card)
    view = matter.driver.open_view(fixtures.FOUNDER)
    typed = f"{initial_text(view)}\n{ADDED}"
    before = len(matter.whispers(fixtures.OPERATOR))
    _, saved = at_once(
        lambda: matter.press("draft.approve", card, fixtures.OPERATOR), lambda: matter.save(view, typed)
    )
    [text] = matter.column("SELECT text FROM approval WHERE id IN %s")
    if text == typed:
        matter.wait(lambda: len(matter.whispers(fixtures.OPERATOR)) > before, "a word to the operator")
        assert f"سبقك <@{fixtures.FOUNDER}>" in matter.whispers(fixtures.OPERATOR)[-1]
    else:
        assert saved["errors"]["text"].startswith("سبقك زميلك")  # a modal's error cannot show a name
        matter.driver.close_view(fixtures.FOUNDER, view)
    matter.finish()
    matter.assert_one_of_each()


def test_stranger_approves_nothing_happens_and_the_ledger_knows(matter: Matter) -> None:
    matter.writes()
    matter.press("draft.approve", matter.card(), fixtures.STRANGER)
    matter.wait(lambda: matter.whispers(fixtures.STRANGER), "a refusal")
    assert NOT_YOURS in matter.whispers(fixtures.STRANGER)[-1]
    assert matter.approvals() == []
    assert matter.events()["decision.refused"] == 1


def test_altered_button_value_nothing_happens(new_matter: Callable[[], Matter]) -> None:
    """A press with another matter's value decides that other matter only if the value is a real one."""
    mine, other = new_matter(), new_matter()
    mine.writes()
    other.writes()
    card = mine.card()
    before = len(mine.whispers(fixtures.FOUNDER))
    other.card()
    for forged in ("1", "../1", "' OR 1=1 --", "x" * 2000):
        mine.press("draft.approve", card, forge_value=forged)
    mine.wait(lambda: len(mine.whispers(fixtures.FOUNDER)) == before + 4, "four refusals")
    assert all(UNKNOWN_BUTTON in whisper for whisper in mine.whispers(fixtures.FOUNDER)[-4:])
    assert mine.approvals() == other.approvals() == []


def test_button_of_an_older_version_is_refused_and_the_new_card_decides(matter: Matter) -> None:
    matter.writes()
    old = matter.card()
    matter.writes("وكم عدد الجهات المتأثرة؟", message_id=f"{matter.message_id}-2")
    matter.wait(lambda: token_of(matter.card()) != token_of(old), "the draft for both lines")
    before = len(matter.whispers(fixtures.FOUNDER))
    matter.press("draft.approve", old, value=token_of(old), stale=True)
    matter.wait(lambda: len(matter.whispers(fixtures.FOUNDER)) > before, "a refusal")
    assert OLD_VERSION in matter.whispers(fixtures.FOUNDER)[-1]
    assert matter.approvals() == []
    matter.finish()
    matter.assert_one_of_each(lines=2)


def test_card_of_a_process_that_is_gone_still_decides(run: LocalRun, matter: Matter) -> None:
    matter.writes()
    card = matter.card()
    assert run.stop() == 0
    run.start()
    matter.press("draft.approve", card)
    matter.finish()
    matter.assert_one_of_each()


def test_decided_card_has_no_buttons_and_a_late_press_changes_nothing(matter: Matter) -> None:
    matter.writes()
    card = matter.card()
    matter.approve()
    matter.finish()
    assert buttons_of(matter.card()) == []
    before = len(matter.whispers(fixtures.FOUNDER))
    matter.press("draft.approve", card, stale=True)
    matter.wait(lambda: len(matter.whispers(fixtures.FOUNDER)) > before, "a refusal")
    assert matter.whispers(fixtures.FOUNDER)[-1].startswith(OWN_DECISION)
    matter.assert_one_of_each()


def token_of(card: Json) -> str:
    pressed = [one for block in card["blocks"] for one in block.get("elements", ())]
    return str(next(one["value"] for one in pressed if one.get("action_id") == "draft.approve"))
