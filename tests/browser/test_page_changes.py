"""What changes while somebody looks: the way to the server is lost and found, a room gets its name."""

from playwright.sync_api import Page, Route, expect

from bot.sandbox import fixtures
from tests.bot.sandbox.support import section
from tests.browser.page_stage import Stage, go_to, messages, pair, stage, write

__all__ = ["pair", "stage"]

LOST = "لا اتصال بالخادم"


def offline(page: Page, is_so: bool) -> None:
    page.context.set_offline(is_so)


def test_without_a_connection_nothing_that_was_typed_is_lost(stage: Stage) -> None:
    page = stage.desk()
    expect(page.locator("#phone .wa-person").first).to_be_visible()
    offline(page, True)
    typed = page.get_by_role("textbox", name="رسالة العميل")
    typed.fill("وينكم")
    typed.press("Enter")
    expect(page.locator(".toast").last).to_contain_text(LOST)
    expect(typed).to_have_value("وينكم")
    expect(page.locator("#connection")).to_contain_text("انقطع الاتصال")
    write(page, "سلام")
    expect(page.locator(".room-pane .compose-text")).to_have_value("سلام")
    offline(page, False)
    expect(page.locator("#connection")).to_be_empty()
    typed.press("Enter")
    expect(page.locator("#phone .wa-bubble")).to_contain_text("وينكم")
    forgive(stage)


def test_a_room_opened_without_a_connection_shows_its_own_messages_or_none(stage: Stage) -> None:
    for channel, text in ((fixtures.APPROVALS, "في الاعتمادات"), (fixtures.ALERTS, "في التنبيهات")):
        stage.slack.chat_postMessage(channel=channel, text=text, blocks=[section(text)])
    page = stage.desk()
    expect(messages(page)).to_contain_text("في الاعتمادات")
    offline(page, True)
    go_to(page, "alerts")
    expect(page.locator(".toast").last).to_contain_text(LOST)
    expect(messages(page)).to_have_count(0)
    offline(page, False)
    expect(messages(page)).to_contain_text("في التنبيهات")
    forgive(stage)


def forgive(stage: Stage) -> None:
    """Only what the browser says of a lost connection: an exception of ours stays a complaint."""
    stage.complaints[:] = [one for one in stage.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def test_a_room_is_named_where_it_was_mentioned_as_soon_as_somebody_is_let_in(stage: Stage) -> None:
    made = stage.slack.conversations_create(name="inc-2026-09-22", is_private=True)["channel"]["id"]
    stage.slack.chat_postMessage(channel=fixtures.APPROVALS, text=f"الغرفة <#{made}>")
    page = stage.desk()
    expect(messages(page)).to_contain_text(f"#{made}")
    stage.slack.conversations_invite(channel=made, users=[fixtures.FOUNDER])
    expect(messages(page)).to_contain_text("#inc-2026-09-22")


def test_a_new_customer_has_a_name_of_their_own_after_the_page_was_opened_again(stage: Stage) -> None:
    page = stage.desk()
    for _ in range(2):
        page.get_by_role("button", name="عميل جديد").click()
        typed = page.get_by_role("textbox", name="رسالة العميل")
        typed.fill("السلام عليكم")
        typed.press("Enter")
        expect(page.locator("#phone .wa-bubble")).to_have_count(1)
        page.reload()
    for name in ("عميل 1", "عميل 2"):
        expect(page.locator("#phone .wa-person").filter(has_text=name)).to_have_count(1)


def test_the_list_of_rooms_goes_when_the_story_shows_a_room(stage: Stage) -> None:
    page = stage.open("/")
    page.get_by_role("button", name="القنوات").click()
    page.locator("#tabs").get_by_role("button", name="القصة").click()
    page.get_by_role("button", name="سيل تنبيهات").click()
    page.get_by_role("button", name="أرني التنبيهات").click()
    expect(page.get_by_role("heading", name="alerts")).to_be_visible()
    expect(page.locator(".room").first).to_be_hidden()


def test_a_tab_picked_while_the_page_still_loads_stays(stage: Stage) -> None:
    page = stage.open("/")
    page.get_by_role("button", name="القنوات").wait_for()
    page.route("**/sandbox/screen?*", lambda _route: None)
    with page.expect_request("**/sandbox/screen?*"):
        page.reload()
    page.locator("#tabs").get_by_role("button", name="القصة").click()
    expect(page.locator("body")).to_have_attribute("data-tab", "story")
    page.unroute("**/sandbox/screen?*")  # and what was held goes on
    expect(page.locator(".room", has_text="alerts").first).to_be_attached()
    expect(page.locator("body")).to_have_attribute("data-tab", "story")


def test_who_is_chosen_while_the_page_still_loads_stands_in_the_first_room(stage: Stage) -> None:
    """The answer for them may come before the one that the page had asked for."""
    page = stage.desk()
    held: list[Route] = []
    page.route("**/sandbox/screen?*", lambda route: held.append(route))
    with page.expect_request("**/sandbox/screen?*"):
        page.reload()
    with page.expect_request("**/sandbox/screen?*U0STRANGER*"):
        page.get_by_role("radio", name="زائر").check(force=True)
    first, theirs = held
    with page.expect_response("**/sandbox/screen?*U0STRANGER*"):
        theirs.continue_()
    expect(page.locator(".room").first).to_be_attached()
    first.continue_()
    expect(page.get_by_role("heading", name="approvals")).to_be_visible()
