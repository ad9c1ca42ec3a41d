"""The page of a Proof Pack as its person, a stranger and a curious browser meet it, and the same on paper."""

import asyncio
import re
import socket
import threading
from collections.abc import Iterator

import httpx
import pypdfium2
import pytest

from bot.web import proof, proof_pdf
from dealix_ops.proof import packs
from dealix_ops.proof.rules import Kind
from dealix_ops.sending.authority import Actor, Role
from tests.bot.edge import Edge
from tests.bot.tables import rows
from tests.dealix_ops.proof import books
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, STRANGER
from tests.support.kept import Kept

UNKNOWN = "هذا الرابط لا يفتح شيئاً"


@pytest.fixture
def edge(sqlite_url: str, kept: Kept) -> Iterator[Edge]:
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield Edge(database, engine, MovingClock(), public_url="https://ops.dealix.example")
    engine.close()
    database.close()


class Listening:
    """A port of this machine that nobody may call."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.setblocking(False)
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def heard(self) -> int:
        calls = 0
        while True:
            try:
                self._socket.accept()[0].close()
            except BlockingIOError:
                return calls
            calls += 1

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listening() -> Iterator[Listening]:
    port = Listening()
    yield port
    port.close()


def key(edge: Edge, words: str = "اجتماع تعريفي", user: str = FOUNDER.user_id) -> str:
    """A frozen pack, and a link to it."""
    now = edge.clock()
    who = books.customer(edge.database, now=now)
    books.record(edge.database, who, now=now, words=words)
    books.record(edge.database, who, now=now, kind=Kind.PIPELINE, words="عرض سعر", amount=125_000)
    pack = books.freeze(edge.database, who, now=now)
    with edge.database.transaction() as session:
        return packs.key(session, pack.id, actor=Actor(user, Role.FOUNDER), now=now)


async def get(edge: Edge, path: str) -> httpx.Response:
    return await edge.http.get(f"/p/{path}")


def text_of(answer: httpx.Response) -> str:
    """What a reader sees, without the markup."""
    return " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL).split())


class TestPage:
    async def test_every_number_has_its_source_and_none_is_made_up(self, edge: Edge) -> None:
        answer = await get(edge, key(edge))
        assert answer.status_code == 200
        assert '<html lang="ar" dir="rtl">' in answer.text
        said = text_of(answer)
        assert "نخبة الخليج" in said
        assert "1 الاجتماعات" in said
        assert "لا سجل في هذه المدة لما يلي: الفرص، المسودات المعتمدة" in said
        assert "125,000 ر.س قيمة الفرص المفتوحة" in said
        assert "الاجتماعات: 1" in said
        assert "الأحد 22 نوفمبر · سجل الأدلة، القيد 1" in said
        assert "يعمل حتى 12:12 م" in said

    async def test_foreign_words_are_text(self, edge: Edge) -> None:
        answer = await get(edge, key(edge, words='<script>alert(1)</script> اجتماع "مهم" &amp;'))
        assert "<script" not in answer.text
        assert "&lt;script&gt;alert(1)" in answer.text

    async def test_nothing_of_it_is_kept_indexed_framed_or_asked_of_others(self, edge: Edge) -> None:
        token = key(edge)
        answer = await get(edge, token)
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "noindex" in headers["x-robots-tag"]
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script-src" not in policy
        (nonce,) = re.findall("style-src 'nonce-([^']+)'", policy)
        assert f'<style nonce="{nonce}">' in answer.text
        assert "http" not in answer.text
        assert nonce not in (await get(edge, token)).headers["content-security-policy"]

    async def test_looking_changes_nothing_and_nothing_acts(self, edge: Edge) -> None:
        token = key(edge)
        before = rows(edge.database)
        await get(edge, token)
        await get(edge, f"{token}/pdf")
        assert (await edge.http.head(f"/p/{token}")).status_code == 200
        assert (await edge.http.post(f"/p/{token}")).status_code == 405
        assert rows(edge.database) == before


class TestUnknown:
    @pytest.mark.parametrize("token", ["x", "A" * 22, "A" * 5000, "%D9%A1" * 22, "%00" * 22])
    async def test_key_that_nobody_was_given(self, edge: Edge, token: str) -> None:
        key(edge)
        for path in (token, f"{token}/pdf"):
            answer = await get(edge, path)
            assert answer.status_code == 404
            assert UNKNOWN in answer.text
            assert "نخبة" not in answer.text

    async def test_two_hours_later_and_for_who_decides_nothing_any_more(self, edge: Edge) -> None:
        token, strangers = key(edge), key(edge, user=STRANGER.user_id)
        assert (await get(edge, strangers)).status_code == 404
        edge.clock.move(hours=2)
        assert (await get(edge, token)).status_code == 404
        assert (await get(edge, f"{token}/pdf")).status_code == 404


class TestPaper:
    async def test_is_the_page_with_our_font_inside(self, edge: Edge) -> None:
        answer = await get(edge, f"{key(edge)}/pdf")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-disposition"] == 'attachment; filename="dealix-proof-pack-1-v1.pdf"'
        printed = pypdfium2.PdfDocument(answer.content)
        said = "".join(page.get_textpage().get_text_range() for page in printed)
        assert printed.get_metadata_dict()["Title"] == "Proof Pack: نخبة الخليج"
        for words in ("نخبة الخليج", "الاجتماعات", "125,000", "صفحة"):
            assert words in said
        assert b"IBMPlexSansArabic" in answer.content
        assert "نزّلها" not in said

    async def test_where_there_is_no_printer_the_page_says_how(
        self, edge: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(proof, "PRINTER", "no_such_printer")
        token = key(edge)
        page = await get(edge, token)
        assert "/pdf" not in page.text
        assert "اطبع الصفحة من متصفحك" in page.text
        answer = await get(edge, f"{token}/pdf")
        assert answer.status_code == 501
        assert "اطبع الصفحة من متصفحك" in answer.text

    async def test_asks_neither_disk_nor_network(self, listening: Listening) -> None:
        """Also where a page's own escaping had failed: every way in which a page can ask for something."""
        there = listening.address
        page = f"""<html><head><link rel="stylesheet" href="{there}/a.css"><style>
            @import url("{there}/b.css");
            @font-face {{ font-family: x; src: url("{there}/c.ttf"); }}
            p {{ font-family: x; background: url("{there}/d.png"); }}</style></head>
            <body><img src="{there}/e.png"><img src="file:///etc/hostname"><object data="{there}/f"></object>
            <svg><image href="{there}/g.png"/></svg><iframe src="{there}/h"></iframe><p>نص</p>
            </body></html>"""
        assert (await proof_pdf.of(page, title="x")).startswith(b"%PDF")
        assert listening.heard() == 0
        for asked in (f"{there}/e.png", "file:///etc/hostname", "data:text/plain,x"):
            with pytest.raises(proof_pdf.NotOurs):
                proof_pdf.OnlyOurFonts().fetch_url(asked)

    async def test_markup_in_recorded_words_is_printed_and_not_obeyed(
        self, edge: Edge, listening: Listening
    ) -> None:
        words = f'اجتماع <img src="{listening.address}/x.png">'
        answer = await get(edge, f"{key(edge, words=words)}/pdf")
        said = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
        assert "img src" in said
        assert listening.heard() == 0

    async def test_the_same_figures_as_the_page(self, edge: Edge) -> None:
        token = key(edge)
        page, paper = text_of(await get(edge, token)), await get(edge, f"{token}/pdf")
        said = "".join(
            sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(paper.content)
        )
        numbers = re.findall(r"\d[\d,]*", page.split("نزّلها")[0])
        assert "125,000" in numbers
        for number in numbers:
            assert number in said

    async def test_while_one_is_printed_others_are_answered(
        self, edge: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """More wait for the printer than there are threads to read with."""
        token, go_on = key(edge), threading.Event()
        laid_out = proof_pdf._laid_out

        def slow(html: str, title: str) -> bytes:
            assert go_on.wait(30)
            return laid_out(html, title)

        monkeypatch.setattr(proof_pdf, "_laid_out", slow)
        printing = [asyncio.create_task(get(edge, f"{token}/pdf")) for _ in range(40)]
        try:
            for _ in range(3):
                assert (await asyncio.wait_for(get(edge, token), 20)).status_code == 200
            assert not any(task.done() for task in printing)
        finally:
            go_on.set()
        assert {answer.status_code for answer in await asyncio.gather(*printing)} == {200}
