"""The page's workspace before the running product: what a founder, an operator and a stranger do."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.sandbox.local import LocalRun
from tests.browser import axe
from tests.browser.conftest import Tabs
from tests.browser.page_stage import DESK, PHONE, go_to, messages, played, tabs, write

__all__ = ["played", "tabs"]

LEAK = "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم، وش السالفة؟"
NUMBERS: Iterator[int] = iter(range(100, 999))


def card(run: LocalRun, page: Page) -> Locator:
    """A new customer's P0, as it stands in the channel."""
    number = next(NUMBERS)
    run.driver.customer_writes(LEAK, name=f"نورة {number}", wa_id=f"966500000{number}")
    shown = messages(page).filter(has_text=f"العميل: نورة {number}").first
    shown.wait_for(timeout=30_000)  # Slack's pace: it stands behind what the tests before have left
    return shown


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_press_approves_and_the_text_stands_alone_in_the_thread(
    played: LocalRun, tabs: Tabs, size: dict[str, int]
) -> None:
    page = tabs.open("/", **size)
    shown = card(played, page)
    expect(shown).to_contain_text("حياكم الله")
    shown.get_by_role("button", name="اعتماد").click()
    hand_off = messages(page).filter(has_text="جاهزة للإرسال").last
    hand_off.get_by_role("button", name="رد واحد").click(timeout=30_000)  # Slack's pace, on a busy machine
    thread = page.get_by_role("region", name="سلسلة الردود")
    expect(thread.get_by_text("حياكم الله").first).to_be_visible()
    page.get_by_role("button", name="إغلاق السلسلة").click()
    hand_off.get_by_role("button", name="أرسلتها", exact=True).click()
    messages(page).filter(has_text="أُرسلت").first.wait_for()
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_the_gate_names_the_promise_and_keeps_the_text_until_it_is_corrected(
    played: LocalRun, tabs: Tabs
) -> None:
    page = tabs.open("/", **PHONE)
    card(played, page).get_by_role("button", name="تعديل").click()
    modal = page.get_by_role("dialog", name="الرد على العميل")
    field = modal.get_by_label("النص الذي يصل إلى العميل")
    proposed = field.input_value()
    field.fill(f"{proposed}\nنضمن لكم أن بياناتكم بأمان تام.")
    modal.get_by_role("button", name="حفظ واعتماد").click()
    expect(modal.locator("#in-text-error")).to_contain_text("نضمن")
    expect(field).to_be_focused()
    assert "نضمن" in field.input_value()
    field.fill(f"{proposed}\nرقمي المباشر معكم في أي وقت.")
    modal.get_by_role("button", name="حفظ واعتماد").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    messages(page).filter(has_text="جاهزة للإرسال").last.wait_for()


def test_a_stranger_is_refused_for_his_eyes_only(played: LocalRun, tabs: Tabs) -> None:
    page = tabs.open("/", **DESK)
    page.get_by_role("radio", name="زائر").check(force=True)
    card(played, page).get_by_role("button", name="اعتماد").click()
    whisper = page.locator("article.ephemeral").last
    expect(whisper).to_contain_text("يظهر لك فقط")
    page.get_by_role("radio", name="المؤسس").check(force=True)
    expect(page.locator("article.ephemeral")).to_have_count(0)


def test_home_and_a_command_answer(played: LocalRun, tabs: Tabs) -> None:
    page = tabs.open("/", **DESK)
    card(played, page)
    go_to(page, "Dealix Ops")
    page.get_by_role("button", name="الرئيسية").click()
    expect(page.get_by_role("region", name="الصفحة الرئيسية")).to_contain_text("بانتظاري")
    go_to(page, "ops")
    write(page, "/dealix مواعيد")
    expect(page.locator("article.ephemeral").last).to_contain_text("أقرب المواعيد")
    assert played.driver.warnings() == []


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_axe_finds_no_violation(played: LocalRun, tabs: Tabs, size: dict[str, int], scheme: str) -> None:
    page = tabs.open("/", color_scheme=scheme, reduced_motion="reduce", **size)
    shown = card(played, page)
    found = {"card": axe.violations(page)}
    shown.get_by_role("button", name="تعديل").click()
    page.get_by_role("dialog").wait_for()
    found["modal"] = axe.violations(page)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator(".room-pane .compose-text").fill("/dealix ")
    found["completion"] = axe.violations(page)
    go_to(page, "Dealix Ops")
    page.get_by_role("button", name="الرئيسية").click()
    expect(page.get_by_role("region", name="الصفحة الرئيسية")).to_contain_text("بانتظاري")
    found["home"] = axe.violations(page)
    for tab in ("جوال العميل", "القصة") if size == PHONE else ():
        page.locator("#tabs").get_by_role("button", name=tab).click()
        found[tab] = axe.violations(page)
    assert found == {name: [] for name in found}
