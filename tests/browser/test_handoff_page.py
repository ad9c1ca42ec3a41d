"""The hand-off page in a real browser, on a phone and on a desk."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from dealix_ops.ledger import service as ledger
from dealix_ops.sending import links
from dealix_ops.sla.rules import Metric
from tests.bot.edge import Edge
from tests.bot.tables import rows
from tests.browser.conftest import Visit
from tests.browser.looking import assert_readable, focus_order
from tests.support.house import FOUNDER, OPERATOR

LONG_NAME = "شركة الأفق البعيد للتجارة والمقاولات العامة المحدودة ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture(autouse=True)
def approved(edge: Edge) -> None:
    """A P0, approved by the founder at 10:12; it is 10:20."""
    edge.house.approve(edge.house.leak())
    edge.house.run_all()
    edge.clock.move(minutes=8)


def path(edge: Edge) -> str:
    with edge.database.transaction() as session:
        return f"/h/{links.make(session, 1, slack_user=OPERATOR.user_id, now=edge.clock())}"


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


class TestWaiting:
    @pytest.mark.parametrize(("width", "colours"), [(390, "light"), (390, "dark"), (1440, "light")])
    def test_all_of_it_is_seen_without_scrolling_sideways(
        self, visit: Visit, width: int, colours: str
    ) -> None:
        visit.edge.house.customer_writes("وأرقام هوياتهم ظاهرة https://a.example/" + "x" * 90, name=LONG_NAME)
        visit.edge.house.run_all()
        page = visit.open(path(visit.edge), width=width, color_scheme=colours)
        assert_readable(page)
        assert heading(page).startswith("الرد على شركة الأفق البعيد")
        text = page.get_by_role("textbox", name="النص المعتمد")
        assert text.input_value() == visit.edge.house.hand_off().text
        assert text.evaluate("it => it.scrollHeight <= it.clientHeight && it.scrollWidth <= it.clientWidth")
        assert page.get_by_text("وصل سطر بعد الاعتماد").is_visible()

    def test_copying_takes_exactly_the_text(self, visit: Visit) -> None:
        page = visit.open(path(visit.edge))
        page.get_by_role("button", name="نسخ النص").click()
        page.get_by_role("status").get_by_text("نُسخ النص").wait_for()
        assert page.evaluate("() => navigator.clipboard.readText()") == visit.edge.house.hand_off().text
        assert visit.edge.house.hand_off().sent_at is None

    def test_where_the_browser_refuses_the_clipboard_the_text_is_copied_the_old_way(
        self, visit: Visit
    ) -> None:
        page = visit.open(path(visit.edge))
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        page.get_by_role("button", name="نسخ النص").click()
        page.get_by_role("status").get_by_text("نُسخ النص").wait_for()
        assert page.evaluate("() => navigator.clipboard.readText()") == visit.edge.house.hand_off().text

    def test_whatsapp_opens_with_the_text_typed_in(self, visit: Visit) -> None:
        view = visit.edge.house.hand_off()
        page = visit.open(path(visit.edge))
        href = page.get_by_role("link", name="افتح واتساب").get_attribute("href") or ""
        parts = urlsplit(href)
        assert (parts.scheme, parts.netloc, parts.path) == ("https", "wa.me", f"/{view.number}")
        assert parse_qs(parts.query) == {"text": [view.text]}

    def test_keyboard_reaches_everything_in_the_order_of_the_work(self, visit: Visit) -> None:
        page = visit.open(path(visit.edge))
        assert focus_order(page, 5) == ["text", "copy", "افتح واتساب", "now", "أرسلتها"]
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="سُجّل إرسال الرد").wait_for()
        assert visit.edge.house.hand_off().sent_by == OPERATOR.user_id

    def test_choices_are_named_together(self, visit: Visit) -> None:
        page = visit.open(path(visit.edge))
        times = page.get_by_role("group", name="متى أرسلتها؟").get_by_role("radio")
        page.get_by_role("radio", name="وقت فتح الصفحة").wait_for()
        assert [one.is_checked() for one in times.all()] == [True, False, False]
        page.get_by_text("قبل 10 دقائق").click()
        assert [one.is_checked() for one in times.all()] == [False, True, False]


class TestLooking:
    def test_without_script_looking_changes_no_row(self, visit: Visit) -> None:
        address = path(visit.edge)
        before = rows(visit.edge.database)
        page = visit.open(address, java_script_enabled=False)
        assert heading(page) == "الرد على نورة"
        assert not page.get_by_role("button", name="نسخ النص").is_visible()
        assert visit.methods() == ["GET"]
        assert rows(visit.edge.database) == before

    def test_opening_twice_keeps_the_first_time_and_sends_nothing(self, visit: Visit) -> None:
        address = path(visit.edge)
        visit.open(address).get_by_role("radio", name="وقت فتح الصفحة").wait_for()
        opened = visit.edge.clock()
        visit.edge.clock.move(minutes=3)
        page = visit.open(address)
        assert visit.methods() == ["GET", "POST", "GET"]
        assert page.get_by_role("radio", name="وقت فتح الصفحة (10:20 ص)").is_visible()
        visit.edge.house.run_all()
        view = visit.edge.house.hand_off()
        assert (view.opened_at, view.sent_at) == (opened, None)


class TestSent:
    def test_click_records_it_for_the_card_and_the_ledger(self, visit: Visit) -> None:
        page = visit.open(path(visit.edge))
        page.get_by_role("button", name="أرسلتها").click()
        page.get_by_text("أُرسل 10:20 ص، وسجّله أنت").wait_for()
        assert_readable(page)
        view = visit.edge.house.hand_off()
        assert (view.sent_by, view.sent_at) == (OPERATOR.user_id, visit.edge.clock())
        assert visit.edge.house.card().clocks[Metric.FIRST_RESPONSE].met_at == visit.edge.clock()
        with visit.edge.database.reading() as session:
            told = [one for one in ledger.entries(session) if one.event == "draft.sent"]
        assert [(one.actor, one.facts["by_link"]) for one in told] == [(OPERATOR.user_id, True)]

    def test_reload_and_second_press_of_the_same_link_record_nothing_more(self, visit: Visit) -> None:
        address = path(visit.edge)
        late, page = visit.open(address), visit.open(address)
        page.get_by_role("button", name="أرسلتها").click()
        page.get_by_text("أُرسل 10:20 ص، وسجّله أنت").wait_for()
        page.reload()
        assert heading(page).startswith("سُجّل إرسال الرد")
        late.get_by_role("button", name="أرسلتها").click()
        late.get_by_role("alert").get_by_text("سُجّل الإرسال من قبل").wait_for()
        visit.expect_complaint("409")
        assert_readable(late)
        with visit.edge.database.reading() as session:
            assert [one.event for one in ledger.entries(session)].count("draft.sent") == 1

    def test_not_sent_brings_the_text_back(self, visit: Visit) -> None:
        page = visit.open(path(visit.edge))
        page.get_by_role("button", name="أرسلتها").click()
        page.get_by_role("button", name="لم أرسلها").click()
        page.get_by_role("textbox", name="النص المعتمد").wait_for()
        assert visit.edge.house.hand_off().sent_at is None


class TestOtherPages:
    def test_expired_and_unknown_say_where_to_get_another(self, visit: Visit) -> None:
        address = path(visit.edge)
        visit.edge.clock.move(hours=2)
        for one in (address, "/h/" + "A" * 22):
            page = visit.open(one)
            visit.expect_complaint("404")
            assert_readable(page)
            assert heading(page) == "هذا الرابط لا يفتح شيئاً"
            assert page.get_by_text("اضغط «افتح صفحة التسليم» من جديد").is_visible()
            assert page.locator("form, textarea, a").count() == 0

    @pytest.mark.parametrize("colours", ["light", "dark"])
    def test_withdrawn_says_not_to_send_and_shows_no_text(self, visit: Visit, colours: str) -> None:
        address, view = path(visit.edge), visit.edge.house.hand_off()
        with visit.edge.database.transaction() as session:
            undo = visit.edge.house.decisions.hand_offs.undo
            undo(session, view.approval_token, actor=FOUNDER, now=visit.edge.clock())
        page = visit.open(address, color_scheme=colours)
        assert_readable(page)
        assert heading(page) == "سُحب الاعتماد"
        assert page.get_by_text("لا ترسل النص").is_visible()
        assert page.locator("form, textarea, a").count() == 0
