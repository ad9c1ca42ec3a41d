"""The page of a customer's file as a phone, a stranger and a curious browser meet it."""

import re
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import update

from bot.sandbox import media_files
from dealix_ops.media import links, service
from dealix_ops.media.models import Media
from tests.bot.edge import Edge
from tests.bot.tables import rows
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, STRANGER
from tests.support.kept import Kept
from tests.support.media import PICTURE, VOICE

UNKNOWN = "هذا الرابط لا يفتح شيئاً"


@pytest.fixture
def edge(sqlite_url: str, kept: Kept) -> Iterator[Edge]:
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield Edge(database, engine, MovingClock(), public_url="https://ops.dealix.example")
    engine.close()
    database.close()


def key(edge: Edge, kind: str = "audio", content: bytes = VOICE, *, user: str = FOUNDER.user_id) -> str:
    """A file came, and somebody asked for its page."""
    edge.house.customer_sends(kind, content)
    edge.house.run_all()
    with edge.database.transaction() as session:
        shown = links.make(session, 1, slack_user=user, has_pages=True, now=edge.clock())
    assert shown[-1].token is not None
    return shown[-1].token


async def get(edge: Edge, path: str, **headers: str) -> httpx.Response:
    return await edge.http.get(f"/m/{path}", headers=headers)


def assert_unknown(answer: httpx.Response) -> None:
    assert answer.status_code == 404
    assert UNKNOWN in answer.text
    assert answer.headers["cache-control"] == "no-store"


class TestPage:
    async def test_voice_note_has_a_player_a_length_and_a_way_to_save(self, edge: Edge) -> None:
        token = key(edge)
        answer = await get(edge, token)
        assert answer.status_code == 200
        assert '<html lang="ar" dir="rtl">' in answer.text
        assert "رسالة صوتية 0:42" in answer.text
        assert f'<audio controls preload="metadata" src="{token}/content" aria-label=' in answer.text
        assert f'href="{token}/content?save=1" download' in answer.text
        assert "أجهزة آيفون القديمة" in answer.text
        assert "تعمل حتى 12:12 م" in answer.text

    @pytest.mark.parametrize(
        ("kind", "content", "holds"),
        [
            ("image", PICTURE, "<img src="),
            ("sticker", media_files.sticker(), "<img src="),
            ("video", media_files.video(), "<video controls playsinline"),
            ("document", PICTURE, "<img src="),
        ],
    )
    async def test_each_kind_has_its_element(self, edge: Edge, kind: str, content: bytes, holds: str) -> None:
        page = (await get(edge, key(edge, kind, content))).text
        assert holds in page
        assert "آيفون" not in page

    async def test_document_is_only_saved(self, edge: Edge) -> None:
        page = (await get(edge, key(edge, "document", media_files.document()))).text
        assert not re.search("<(img|audio|video|iframe|object|embed)", page)
        assert "نزّل الملف" in page

    async def test_nothing_of_it_is_kept_indexed_framed_or_asked_of_others(self, edge: Edge) -> None:
        answer = await get(edge, key(edge))
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "noindex" in headers["x-robots-tag"]
        assert headers["x-content-type-options"] == "nosniff"
        policy = headers["content-security-policy"]
        assert policy.startswith(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert "script-src" not in policy
        assert "unsafe" not in policy
        (nonce,) = re.findall("style-src 'nonce-([^']+)'", policy)
        assert f'<style nonce="{nonce}">' in answer.text
        assert "<script" not in answer.text
        assert "http" not in answer.text.replace("http-equiv", "")
        assert nonce not in (await get(edge, key(edge))).headers["content-security-policy"]

    async def test_looking_changes_nothing(self, edge: Edge) -> None:
        token = key(edge)
        before = rows(edge.database)
        await get(edge, token)
        await get(edge, f"{token}/content")
        assert (await edge.http.head(f"/m/{token}")).status_code == 200
        assert rows(edge.database) == before

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
    async def test_nothing_acts(self, edge: Edge, method: str) -> None:
        assert (await edge.http.request(method, f"/m/{key(edge)}")).status_code == 405


class TestUnknown:
    @pytest.mark.parametrize(
        "token", ["x", "A" * 22, "A" * 21, "A" * 5000, "%D9%A1" * 22, "..%2f..%2fetc", "%00" * 22]
    )
    async def test_key_that_nobody_was_given(self, edge: Edge, token: str) -> None:
        key(edge)
        for path in (token, f"{token}/content"):
            answer = await get(edge, path)
            assert answer.status_code == 404
            assert "OggS" not in answer.text

    async def test_words_are_the_same_for_an_unknown_and_an_old_one(self, edge: Edge) -> None:
        token = key(edge)
        edge.clock.move(hours=2, seconds=-1)
        assert (await get(edge, token)).status_code == 200
        edge.clock.move(seconds=1)
        assert_unknown(await get(edge, token))
        assert_unknown(await get(edge, f"{token}/content"))
        assert_unknown(await get(edge, "A" * 22))

    async def test_person_who_decides_nothing_any_more_sees_nothing(self, edge: Edge) -> None:
        token = key(edge, user=STRANGER.user_id)
        assert_unknown(await get(edge, token))
        assert_unknown(await get(edge, f"{token}/content"))

    async def test_removed_content_is_gone_for_a_key_that_lives(self, edge: Edge) -> None:
        token = key(edge)
        with edge.database.transaction() as session:
            session.execute(update(Media).values(expires_at=edge.clock()))
            service.remove_expired(session, now=edge.clock())
        assert_unknown(await get(edge, token))
        assert_unknown(await get(edge, f"{token}/content"))

    async def test_content_that_somebody_changed_is_not_shown(self, edge: Edge) -> None:
        token = key(edge)
        with edge.database.transaction() as session:
            session.execute(update(Media).values(sealed=b"\x01" + bytes(60)))
        assert_unknown(await get(edge, f"{token}/content"))


class TestContent:
    async def test_whole_file_as_what_it_is(self, edge: Edge) -> None:
        answer = await get(edge, f"{key(edge)}/content")
        assert (answer.status_code, answer.content) == (200, VOICE)
        headers = answer.headers
        assert headers["content-type"] == "audio/ogg"
        assert headers["content-length"] == str(len(VOICE))
        assert headers["accept-ranges"] == "bytes"
        assert headers["content-disposition"] == 'inline; filename="dealix-1-1.ogg"'
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in headers["content-security-policy"]

    async def test_saving_is_an_attachment(self, edge: Edge) -> None:
        answer = await get(edge, f"{key(edge)}/content?save=1")
        assert answer.headers["content-disposition"] == 'attachment; filename="dealix-1-1.ogg"'

    @pytest.mark.parametrize(
        ("content", "kind", "extension"),
        [
            (media_files.document(), "application/pdf", "pdf"),
            ("سطر\n".encode(), "text/plain; charset=utf-8", "txt"),
        ],
    )
    async def test_document_is_never_shown_inside_the_browser(
        self, edge: Edge, content: bytes, kind: str, extension: str
    ) -> None:
        answer = await get(edge, f"{key(edge, 'document', content)}/content")
        assert answer.headers["content-type"] == kind
        assert answer.headers["content-disposition"] == f'attachment; filename="dealix-1-1.{extension}"'

    async def test_first_two_bytes_as_an_iphone_asks(self, edge: Edge) -> None:
        answer = await get(edge, f"{key(edge)}/content", range="bytes=0-1")
        assert (answer.status_code, answer.content) == (206, b"Og")
        assert answer.headers["content-range"] == f"bytes 0-1/{len(VOICE)}"
        assert answer.headers["content-length"] == "2"

    async def test_pieces_make_the_whole(self, edge: Edge) -> None:
        token, half = key(edge), len(VOICE) // 2
        first = await get(edge, f"{token}/content", range=f"bytes=0-{half - 1}")
        rest = await get(edge, f"{token}/content", range=f"bytes={half}-")
        assert first.content + rest.content == VOICE

    async def test_piece_behind_the_end(self, edge: Edge) -> None:
        answer = await get(edge, f"{key(edge)}/content", range="bytes=999999999-")
        assert (answer.status_code, answer.content) == (416, b"")
        assert answer.headers["content-range"] == f"bytes */{len(VOICE)}"

    async def test_several_pieces_at_once_are_the_whole(self, edge: Edge) -> None:
        answer = await get(edge, f"{key(edge)}/content", range="bytes=0-1,4-5")
        assert (answer.status_code, answer.content) == (200, VOICE)
