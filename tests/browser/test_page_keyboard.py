"""The page without a mouse: every part is reached, what has the focus is seen, and nothing loses it."""

import pytest
from playwright.sync_api import Page, expect

from bot.sandbox import fixtures
from tests.bot.sandbox.support import Json, actions, button, modal, option, section, text_input
from tests.browser.looking import OUTLINE
from tests.browser.page_stage import Stage, messages, pair, stage

__all__ = ["pair", "stage"]

FOCUSED = (
    "() => document.activeElement.closest('#phone, .side, .list-frame, .composer, #story, #controls, #top')"
)
WHERE = f"() => (({FOCUSED})() || {{}}).id || (({FOCUSED})() || {{}}).className"
MENU = {
    "type": "static_select",
    "action_id": "more",
    "placeholder": {"type": "plain_text", "text": "المزيد"},
    "options": [option("a", "أولاً"), option("b", "ثانياً")],
}


def post(stage: Stage, *blocks: Json) -> str:
    answer = stage.slack.chat_postMessage(channel=fixtures.APPROVALS, text="نص", blocks=list(blocks))
    return str(answer["ts"])


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def in_list(page: Page) -> None:
    """From the line under the messages back into them: the newest one."""
    page.locator(".room-pane .compose-text").focus()
    keys(page, "Shift+F6")
    expect(messages(page).last).to_be_focused()


def test_f6_walks_through_the_parts_and_each_shows_its_focus(stage: Stage) -> None:
    post(stage, section("نص"))
    page = stage.desk()
    page.locator("#controls button").first.wait_for()
    reached = []
    for _ in range(7):
        keys(page, "F6")
        reached.append(str(page.evaluate(WHERE)).split()[0])
        assert reached[-1] == "composer" or page.evaluate(OUTLINE) == "solid"
    assert reached == ["top", "phone", "side", "list-frame", "composer", "story", "controls"]
    keys(page, "Shift+F6")
    assert page.evaluate(WHERE) == "story"


def test_the_messages_are_one_stop_and_the_arrows_lead_to_the_others(stage: Stage) -> None:
    for text in ("واحد", "اثنان", "ثلاثة"):
        post(stage, section(text), actions(button()))
    page = stage.desk()
    in_list(page)
    keys(page, "ArrowUp", "Tab")
    expect(messages(page).nth(1).get_by_role("button", name="اعتماد")).to_be_focused()
    keys(page, "ArrowUp")
    expect(messages(page).nth(0)).to_be_focused()
    keys(page, *["Tab"] * 6)
    expect(page.locator(".room-pane .compose-text")).to_be_focused()


def test_a_list_in_a_message_acts_on_enter_and_not_on_the_arrows(stage: Stage) -> None:
    post(stage, actions(MENU))
    page = stage.desk()
    in_list(page)
    listed = messages(page).get_by_role("button", name="المزيد")
    for chosen in ("b", "b"):
        messages(page).locator(".pick").focus()
        keys(page, "ArrowDown", "ArrowDown")
        told = len(stage.product.received)
        keys(page, "Enter")
        expect(messages(page).locator(".pick")).to_be_focused()
        expect(page.locator("#workspace [aria-busy=true]")).to_have_count(0)
        assert len(stage.product.received) == told + 1
        assert stage.product.last.payload["actions"][0]["selected_option"]["value"] == chosen
    expect(listed).to_have_count(0)  # as in Slack, what was chosen is what it says
    expect(messages(page).locator(".pick")).to_have_text("ثانياً")


def test_the_menu_of_a_message_opens_and_closes(stage: Stage) -> None:
    post(stage, section("نص"))
    page = stage.desk()
    in_list(page)
    tools = messages(page).get_by_role("button", name="إجراءات الرسالة")
    tools.focus()
    keys(page, "Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    keys(page, "Escape")
    expect(tools).to_be_focused()


@pytest.mark.parametrize("changed", [False, True], ids=["as-it-was", "changed-meanwhile"])
def test_the_focus_returns_from_a_modal_to_the_button(stage: Stage, changed: bool) -> None:
    ts = post(stage, actions(button()))
    page = stage.desk()
    in_list(page)
    keys(page, "Tab", "Enter")
    expect(page.locator("#workspace [aria-busy=true]")).to_have_count(0)
    stage.slack.views_open(trigger_id=stage.product.last.payload["trigger_id"], view=modal(text_input()))
    expect(page.get_by_role("dialog").get_by_label("النص")).to_be_focused()
    if changed:
        blocks = [section("غيره"), actions(button())]
        stage.slack.chat_update(channel=fixtures.APPROVALS, ts=ts, text="نص", blocks=blocks)
        expect(messages(page)).to_contain_text("غيره")
    keys(page, "Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(messages(page).get_by_role("button", name="اعتماد")).to_be_focused()


def test_the_focus_returns_from_a_thread_to_its_message(stage: Stage) -> None:
    ts = post(stage, section("أصل"))
    stage.slack.chat_postMessage(channel=fixtures.APPROVALS, text="رد", thread_ts=ts)
    page = stage.desk()
    messages(page).get_by_role("button", name="رد واحد").focus()
    keys(page, "Enter")
    expect(page.get_by_role("textbox", name="اكتب رداً في السلسلة")).to_be_focused()
    keys(page, "Escape")
    expect(messages(page)).to_be_focused()


def test_the_tools_keep_the_focus_while_they_work(stage: Stage) -> None:
    stage.server.box.stage.restarts = True
    page = stage.desk()
    again = page.locator("#story").get_by_role("button", name="ابدأ من جديد")
    again.focus()
    keys(page, "Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="إلغاء")).to_be_focused()
    keys(page, "Escape")
    expect(again).to_be_focused()
    fault = page.locator("#controls").get_by_role("button", name="متعطل (503)")
    fault.focus()
    keys(page, "Space")
    expect(fault).to_have_attribute("aria-pressed", "true")
    expect(fault).to_be_focused()
    page.locator("#fault").get_by_role("button", name="أوقف").focus()
    keys(page, "Enter")
    expect(page.locator("#fault")).to_be_hidden()
    expect(page.locator("#workspace")).to_be_focused()
