"""A voice note through the running product: fetched from Meta's counterpart, listened to, decided."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.sandbox import fixtures, media_files
from bot.sandbox.local import LocalRun
from tests.scenario.books import Books, eventually
from tests.scenario.forked_run import ForkedRun
from tests.scenario.matter import Json, words

pytestmark = pytest.mark.scenario

PATIENCE_S = 25.0
KEPT = "SELECT status FROM media ORDER BY id"


@pytest.fixture(scope="module")
def run(database_path: Path) -> Iterator[LocalRun]:
    """With an address of its own: what a phone would open is on this machine."""
    with ForkedRun(
        database_path.parent, settings={"DEALIX_PUBLIC_URL": "http://ops.test"}, migrate=False
    ) as running:
        yield running


def card(run: LocalRun, holds: str) -> Json:
    def standing() -> list[Json]:
        return [one for one in run.driver.messages("approvals") if holds in words(one)]

    return run.driver.wait_until(standing, holds, PATIENCE_S)[-1]


def test_voice_note_from_the_phone_to_the_listener(run: LocalRun, database_path: Path) -> None:
    driver, books = run.driver, Books(database_path)
    driver.fault("whatsapp.media_content", "server_error", times=1)
    driver.customer_sends("audio", seconds=42)
    listening = card(run, "رسالة صوتية 0:42")
    assert driver.click(fixtures.OPERATOR, listening, "ticket.listen")["status"] == 200

    def links() -> list[str]:
        told = driver.ephemerals(user=fixtures.OPERATOR)
        return [
            path for one in told for path in re.findall(r"http://ops\.test(/m/[\w-]+)", str(one["blocks"]))
        ]

    (path,) = driver.wait_until(links, "the page's address", PATIENCE_S)
    page = httpx.get(f"{run.product_url}{path}")
    assert (page.status_code, "رسالة صوتية 0:42" in page.text) == (200, True)
    content = httpx.get(f"{run.product_url}{path}/content")
    assert content.content == media_files.voice(42)
    again = card(run, "رسالة صوتية 0:42")
    assert driver.click(fixtures.OPERATOR, again, "ticket.listened.P1")["status"] == 200
    card(run, "عاجل (P1)")
    assert books.rows(KEPT) == [("stored",)]


def test_lies_are_told_on_the_card_and_hold_nothing_up(run: LocalRun, database_path: Path) -> None:
    driver, books = run.driver, Books(database_path)
    for number, lie in enumerate(("wrong_sha", "foreign_host", "too_large", "html", "redirect"), start=1):
        driver.customer_sends("audio", lie=lie, wa_id=f"96650000070{number}", name=lie)
    eventually(lambda: len(books.rows(f"{KEPT} LIMIT 9")) == 6, "six rows", timeout_s=PATIENCE_S)
    eventually(
        lambda: [row[0] for row in books.rows(KEPT)][1:] == ["failed"] * 5, "five", timeout_s=PATIENCE_S
    )
    for why in ("لا يطابق", "ليس من عناوين واتساب", "أكبر من المسموح", "نوع المحتوى", "يحيل إلى مكان آخر"):
        card(run, why)
