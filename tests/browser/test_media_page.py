"""The page of a customer's file in a real browser: it plays, shows, and asks nobody else."""

import pytest
from playwright.sync_api import Page

from bot.sandbox import media_files
from dealix_ops.media import links
from tests.browser.conftest import Visit
from tests.browser.looking import assert_readable, focus_order
from tests.support.house import FOUNDER
from tests.support.media import VOICE

PICTURE = media_files.picture()


def path(visit: Visit, kind: str, content: bytes) -> str:
    """A file came, and somebody asked for its page."""
    visit.edge.house.customer_sends(kind, content)
    visit.edge.house.run_all()
    now = visit.edge.clock()
    with visit.edge.database.transaction() as session:
        [shown] = links.make(session, 1, slack_user=FOUNDER.user_id, has_pages=True, now=now)
    return f"/m/{shown.token}"


def saved(page: Page, label: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=label).click()
    return download.value.path().read_bytes()


@pytest.mark.parametrize(("width", "colours"), [(390, "light"), (390, "dark"), (1440, "light")])
def test_voice_note_is_ready_to_play_and_to_save(visit: Visit, width: int, colours: str) -> None:
    page = visit.open(path(visit, "audio", VOICE), width=width, color_scheme=colours)
    assert_readable(page)
    player = page.get_by_label("رسالة صوتية 0:42")
    page.wait_for_function("() => document.querySelector('audio').readyState > 0")
    assert round(player.evaluate("it => it.duration")) == 42
    assert saved(page, "نزّل التسجيل") == VOICE
    assert set(visit.methods()) == {"GET"}


@pytest.mark.parametrize("width", [390, 1440])
def test_picture_is_seen_whole(visit: Visit, width: int) -> None:
    page = visit.open(path(visit, "image", PICTURE), width=width)
    assert_readable(page)
    shown = page.get_by_role("img", name="صورة")
    assert shown.evaluate("it => it.complete && it.naturalWidth") == 320
    assert saved(page, "نزّل الصورة") == PICTURE


def test_document_is_only_saved(visit: Visit) -> None:
    content = media_files.document()
    page = visit.open(path(visit, "document", content))
    assert_readable(page)
    assert focus_order(page, 1) == ["نزّل الملف"]
    assert saved(page, "نزّل الملف") == content


def test_expired_and_unknown_say_where_to_get_another(visit: Visit) -> None:
    address = path(visit, "image", PICTURE)
    visit.edge.clock.move(hours=2)
    for one in (address, "/m/" + "A" * 22):
        page = visit.open(one)
        visit.expect_complaint("404")
        assert_readable(page)
        assert page.locator("h1").inner_text() == "هذا الرابط لا يفتح شيئاً"
        assert page.locator("img, audio, a").count() == 0
