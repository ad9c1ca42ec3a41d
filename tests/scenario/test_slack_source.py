"""A customer who writes in Slack, through the running product: line, reply, edit, approval, hand-off."""

from pathlib import Path

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from bot.sandbox.story import COMPLAINT
from tests.scenario.books import Books, eventually
from tests.scenario.matter import CARD, HAND_OFF, OPEN_WORK, SENT, Json, words

pytestmark = pytest.mark.scenario

CUSTOMER, PATIENCE_S = "نخبة الخليج", 25.0
RENEWING = "والمسودة تُجدَّد الآن"
EDITED = "عدّل رسالته إلى: طلعت لي أسماء مو عندنا وأرقام جوالاتهم"


def test_customer_s_channel_from_the_first_line_to_sent(run: LocalRun, database_path: Path) -> None:
    driver, books = run.driver, Books(database_path)

    def standing(mark: str) -> list[Json]:
        cards = [one for one in driver.messages("approvals") if CUSTOMER in words(one)]
        return [one for one in cards if mark in words(one)]

    mapped = driver.command(fixtures.FOUNDER, f"قناة {CUSTOMER}", channel="alerts")
    assert CUSTOMER in mapped["message"]["text"]
    line = driver.say(fixtures.STRANGER, "alerts", COMPLAINT)["message"]
    driver.wait_until(lambda: standing(CARD), "a card", PATIENCE_S)
    driver.say(fixtures.STRANGER, "alerts", "وينكم؟", thread_ts=line["ts"])
    driver.edit(fixtures.STRANGER, line, "طلعت لي أسماء مو عندنا وأرقام جوالاتهم")
    driver.wait_until(lambda: standing(EDITED), "the edit on the card", PATIENCE_S)

    def renewed() -> list[Json]:
        return [one for one in standing(EDITED) if RENEWING not in words(one)]

    driver.wait_until(renewed, "the draft for the newest line", PATIENCE_S)
    answer = driver.click(fixtures.FOUNDER, standing(CARD)[-1], "draft.approve")
    assert answer["status"] == 200
    hand_off = driver.wait_for_message("approvals", HAND_OFF, PATIENCE_S)
    assert "نسخ إلى محادثته في سلاك" in words(hand_off)
    driver.wait_until(lambda: driver.replies("approvals", hand_off["ts"]), "the bare text", PATIENCE_S)
    assert driver.click(fixtures.FOUNDER, hand_off, "draft.mark_sent")["status"] == 200
    driver.wait_for_message("approvals", SENT, PATIENCE_S)
    eventually(lambda: not books.rows(OPEN_WORK), "all work done", timeout_s=PATIENCE_S)
    assert books.column("SELECT count(*) FROM ticket") == [1]
    assert books.column("SELECT kind FROM message ORDER BY inbound_id") == ["text", "text", "edit"]
    # The answer leaves by a person's hand: nothing of ours stands in the customer's channel.
    assert {one["user"] for one in driver.messages("alerts")} == {fixtures.STRANGER}


def test_command_and_direct_message_are_answered_to_their_author_alone(run: LocalRun) -> None:
    driver = run.driver
    triaged = driver.command(fixtures.STRANGER, f"فرز {COMPLAINT}", channel="revenue")
    assert triaged["message"]["text"].startswith("🔴 طارئ (P0)")
    assert driver.messages("revenue") == []
    said = driver.direct(fixtures.OPERATOR, "عميل كلمني: اللوحة ما تفتح")["message"]
    offer = driver.wait_for_message(said["channel"], "هذا كلام عميل؟", PATIENCE_S)
    assert driver.click(fixtures.OPERATOR, offer, "ticket.on_behalf")["status"] == 200
    view = driver.open_view(fixtures.OPERATOR)
    values = {"new_customer": "الأفق", "text": "اللوحة ما تفتح", "phone": "0551234567"}
    saved = driver.submit(fixtures.OPERATOR, view, values)
    assert (saved["status"], saved["response_action"]) == (200, None)
    driver.wait_until(
        lambda: [one for one in driver.messages("approvals") if "الأفق · عميل بلا اسم ظاهر" in words(one)],
        "a card for the customer",
        PATIENCE_S,
    )


def test_home_tab_follows_the_work_and_its_buttons_press(run: LocalRun) -> None:
    driver = run.driver
    driver.command(fixtures.FOUNDER, f"قناة {CUSTOMER}", channel="alerts")
    driver.say(fixtures.STRANGER, "alerts", f"{COMPLAINT} من جديد")
    driver.wait_for_message("approvals", "من جديد", PATIENCE_S)
    assert driver.open_home(fixtures.FOUNDER)["delivered"] is True

    def edits() -> list[Json]:
        home = driver.home(fixtures.FOUNDER)
        return [home] if home and "draft.edit" in str(home["blocks"]) else []

    (home,) = driver.wait_until(edits, "what waits on the Home tab", PATIENCE_S)
    assert "ملخص الصباح" in str(home["blocks"])
    assert driver.click_in_view(fixtures.FOUNDER, home, "draft.edit")["status"] == 200
    assert driver.open_view(fixtures.FOUNDER)["type"] == "modal"
