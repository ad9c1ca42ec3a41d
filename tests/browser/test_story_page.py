"""The five steps of the guided story by clicks and typing alone, on a desk and on a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.sandbox.demo import start_again_on_request
from bot.sandbox.local import LocalRun
from tests.browser.axe import violations
from tests.browser.playing import PATIENCE_MS, Visitor, demo

pytestmark = pytest.mark.scenario

LEAK = "هلا، فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم، وش السالفة؟"
QUESTION = "السلام عليكم، كيف أضيف مستخدماً جديداً إلى حسابنا؟"
STEPS = ("بيانات عملاء آخرين", "عشر رسائل متتالية", "رسالة صوتية", "سيل تنبيهات", "Slack متعطل")


@pytest.fixture(scope="module")
def folder(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("demo") / "dealix.db")).parent


@pytest.fixture(scope="module")
def run(folder: Path, chromium: Browser) -> Iterator[LocalRun]:
    """One product for the module: the second screen finds it started again by the page's own button."""
    with demo(folder) as running:
        running.driver.stage(restarts=True)
        yield running


@pytest.fixture
def width() -> int:
    """A desk's, for tests that need one screen only."""
    return 1440


@pytest.fixture
def visitor(width: int, run: LocalRun, chromium: Browser) -> Iterator[Visitor]:
    visiting = Visitor(chromium, run.sandbox_url, width=width)
    yield visiting
    visiting.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_every_step_is_done_by_hand_and_the_story_starts_again(visitor: Visitor, run: LocalRun) -> None:
    leak(visitor)
    visitor.send("خالد", "عشر رسائل متتالية")
    visitor.expect_done("عشر رسائل متتالية")
    visitor.send("ريم", "صوتية")
    visitor.expect_done("رسالة صوتية")
    visitor.tool("أطلق سيلاً")
    visitor.expect_done("سيل تنبيهات")
    outage(visitor)
    visitor.tab("القصة")
    expect(visitor.page.locator(".st-count")).to_have_text("اكتملت")
    again(visitor, run)


def leak(visitor: Visitor) -> None:
    visitor.write("نورة", LEAK)
    assert visitor.bubbles().count() == 1
    visitor.press_in_channel("اعتماد")
    visitor.press_in_channel("أرسلتها")
    visitor.tab("جوال العميل")
    expect(visitor.page.locator("#phone .wa-line.theirs")).to_contain_text("سُلّمت بيد المؤسس")
    visitor.expect_done("بيانات عملاء آخرين")


def outage(visitor: Visitor) -> None:
    visitor.tool("متعطل (503)")
    badge = visitor.page.locator("#fault")
    expect(badge).to_contain_text("متعطل (503)")
    visitor.write("أبو فهد", QUESTION)
    part = visitor.page.locator(".st-parts li.done").filter(has_text="تعثّر طلب من المنتج")
    part.wait_for(state="attached")
    badge.get_by_role("button", name="أوقف").click()
    expect(badge).to_be_hidden()
    visitor.expect_done("Slack متعطل")


def again(visitor: Visitor, run: LocalRun) -> None:
    before = run.driver.changes()["revision"]
    visitor.tab("القصة")
    visitor.page.locator("#story").get_by_role("button", name="ابدأ من جديد").click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="ابدأ من جديد").click()
    visitor.page.locator("#story[aria-busy=true]").wait_for(state="attached")
    start_again_on_request(run, before, wait_s=20)
    run.driver.stage(restarts=True)
    expect(visitor.page.locator("#story")).to_have_attribute("aria-busy", "false")
    expect(visitor.page.locator(".st-step.done")).to_have_count(0)
    assert (run.driver.messages("approvals"), run.driver.phone()) == ([], [])


def test_every_step_can_be_left_to_the_page(visitor: Visitor) -> None:
    for title in STEPS:
        step = visitor.open_step(title)
        step.get_by_role("button", name="شغّل هذه الخطوة عني").click()
        visitor.expect_done(title)
        expect(visitor.page.get_by_text("تعمل الآن…")).to_have_count(0, timeout=PATIENCE_MS)


def test_time_is_moved_and_the_morning_comes(visitor: Visitor, run: LocalRun) -> None:
    ahead = visitor.page.get_by_text("متقدم على ساعتك")
    visitor.tool("غداً 8:30 ص")
    visitor.tab("القصة")
    expect(ahead).to_be_visible()
    run.driver.wait_for_message("ops", "صباح", timeout=40)


@pytest.mark.parametrize("width", [1440, 390])
def test_phone_story_and_tools_are_open_to_everybody(visitor: Visitor) -> None:
    visitor.tab("القصة")
    assert violations(visitor.page, "#rail") == []
    visitor.write("نورة", "السلام عليكم")
    assert violations(visitor.page, "#phone") == []
