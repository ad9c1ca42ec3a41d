"""The hand-off page as a phone, a link preview, another site and a stranger meet it."""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Entry
from dealix_ops.sending import links
from dealix_ops.sla.rules import Metric
from tests.bot.edge import Edge
from tests.bot.tables import rows
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, OPERATOR

OURS = {"sec-fetch-site": "same-origin", "origin": "null"}
UNKNOWN = "هذا الرابط لا يفتح شيئاً"


@pytest.fixture
def edge(sqlite_url: str) -> Iterator[Edge]:
    """A P0, approved by the founder at 10:12; it is 10:20."""
    database = Database(sqlite_url)
    engine = Engine(database.url)
    engine.register_queues()
    made = Edge(database, engine, MovingClock())
    made.house.approve(made.house.leak())
    made.house.run_all()
    made.clock.move(minutes=8)
    yield made
    engine.close()
    database.close()


def key(edge: Edge, user: str = OPERATOR.user_id) -> str:
    with edge.database.transaction() as session:
        return links.make(session, 1, slack_user=user, now=edge.clock())


async def get(edge: Edge, token: str) -> httpx.Response:
    return await edge.http.get(f"/h/{token}")


async def post(
    edge: Edge, token: str, *, headers: dict[str, str] | None = None, **form: str
) -> httpx.Response:
    return await edge.http.post(f"/h/{token}", data=form, headers=OURS if headers is None else headers)


def entry(edge: Edge) -> Entry:
    with edge.database.reading() as session:
        *_, last = ledger.entries(session)
        return last


class TestShow:
    async def test_the_whole_text_to_whom_from_where_and_the_way_there(self, edge: Edge) -> None:
        answer = await get(edge, key(edge))
        view = edge.house.hand_off()
        assert answer.status_code == 200
        assert view.text in answer.text.replace("&#x27;", "'").replace("&quot;", '"')
        assert f"https://wa.me/{view.number}?text=" in answer.text
        assert "أرسلها من: جوال الشركة المنتهي بـ" in answer.text
        for label in ("نسخ النص", "افتح واتساب", "أرسلتها", "الآن", "قبل 10 دقائق"):
            assert label in answer.text

    async def test_nobody_may_keep_index_frame_or_follow_it(self, edge: Edge) -> None:
        answer = await get(edge, key(edge))
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"].startswith("noindex")
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
        nonce = re.search(r"script-src 'nonce-([\w-]+)'", policy)
        assert nonce
        assert answer.text.count(f'nonce="{nonce[1]}"') == 2
        assert "set-cookie" not in headers
        again = await get(edge, key(edge))
        assert again.headers["content-security-policy"] != policy

    async def test_nothing_comes_from_elsewhere(self, edge: Edge) -> None:
        page = (await get(edge, key(edge))).text
        assert not re.search(r"(src|<link|@import|url\()", page)
        assert set(re.findall(r'https?://([^/"?]+)', page)) == {"wa.me"}

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    async def test_looking_changes_no_row(self, edge: Edge, method: str) -> None:
        token = key(edge)
        before = rows(edge.database)
        answer = await edge.http.request(
            method, f"/h/{token}", headers={"user-agent": "Slackbot-LinkExpanding 1.0"}
        )
        assert answer.status_code == 200
        assert rows(edge.database) == before
        assert method == "GET" or answer.text == ""

    async def test_customers_words_are_words(self, edge: Edge) -> None:
        edge.house.customer_writes("<script>alert(1)</script> جوالي 0551234567", name="<b>نورة")
        edge.house.run_all()
        page = (await get(edge, key(edge))).text
        assert "<script>alert" not in page
        assert "<b>" not in page
        assert "0551234567" not in page
        assert "وصل سطر بعد الاعتماد" in page

    async def test_unknown_and_expired_look_the_same_to_a_stranger(self, edge: Edge) -> None:
        token = key(edge)
        edge.clock.move(hours=2)
        expired, unknown, odd = [await get(edge, t) for t in (token, "A" * 22, "x")]
        assert {a.status_code for a in (expired, unknown, odd)} == {404}
        bodies = {re.sub(r'nonce="[^"]+"', "", a.text) for a in (expired, unknown, odd)}
        assert len(bodies) == 1
        assert UNKNOWN in expired.text
        assert "«افتح صفحة التسليم»" in expired.text

    async def test_person_who_hands_nothing_over_any_more(self, edge: Edge) -> None:
        token = key(edge)
        edge.product.settings.operator_ids = frozenset()
        assert (await get(edge, token)).status_code == 404
        assert (await post(edge, token, act="sent", when="now")).status_code == 404
        assert edge.house.hand_off().sent_at is None
        refused = entry(edge)
        assert (refused.event, refused.actor) == ("decision.refused", OPERATOR.user_id)
        assert refused.facts == {"refusal": "NotAnApprover", "by_link": True}

    @pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
    async def test_other_methods(self, edge: Edge, method: str) -> None:
        answer = await edge.http.request(method, f"/h/{key(edge)}")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
        assert answer.headers["cache-control"] == "no-store"


class TestAct:
    async def test_sent_is_the_persons_word_by_link(self, edge: Edge) -> None:
        token = key(edge)
        answer = await post(edge, token, act="sent", when="now")
        assert (answer.status_code, answer.headers["location"]) == (303, token)
        view = edge.house.hand_off()
        assert (view.sent_by, view.sent_at) == (OPERATOR.user_id, edge.clock())
        assert edge.house.card().clocks[Metric.FIRST_RESPONSE].met_at == edge.clock()
        with edge.database.reading() as session:
            told = next(e for e in ledger.entries(session) if e.event == "draft.sent")
        assert (told.actor, told.facts["by_link"]) == (OPERATOR.user_id, True)
        page = await get(edge, token)
        assert "أُرسل 10:20 ص، وسجّله أنت" in page.text
        assert "لم أرسلها" in page.text

    async def test_time_stays_after_the_approval(self, edge: Edge) -> None:
        await post(edge, key(edge), act="sent", when="10")
        assert edge.house.hand_off().sent_at == edge.house.hand_off().approved_at

    async def test_opening_is_kept_once_and_proposed_in_slack_and_here(self, edge: Edge) -> None:
        token = key(edge)
        assert (await post(edge, token, act="opened")).status_code == 204
        opened = edge.clock()
        edge.clock.move(minutes=3)
        assert (await post(edge, token, act="opened")).status_code == 204
        edge.house.run_all()
        assert edge.house.hand_off().opened_at == opened
        assert edge.house.hand_off().sent_at is None
        assert "10:20 ص" in (await get(edge, token)).text
        await post(edge, token, act="sent", when="opened")
        assert edge.house.hand_off().sent_at == opened

    async def test_not_sent_takes_it_back(self, edge: Edge) -> None:
        token = key(edge)
        await post(edge, token, act="sent", when="now")
        await post(edge, token, act="not_sent")
        assert edge.house.hand_off().sent_at is None
        assert edge.house.card().clocks[Metric.FIRST_RESPONSE].met_at is None
        assert (entry(edge).event, entry(edge).facts["by_link"]) == ("draft.not_sent_after_all", True)

    async def test_second_press_reads_who_was_first(self, edge: Edge) -> None:
        token = key(edge)
        edge.house.mark_sent(edge.house.hand_off().approval_token, FOUNDER)
        answer = await post(edge, token, act="sent", when="now")
        assert answer.status_code == 409
        assert "سُجّل الإرسال من قبل: زميلك 10:20 ص" in answer.text
        assert "<@" not in answer.text

    async def test_withdrawn_text_is_not_shown_and_not_sent(self, edge: Edge) -> None:
        token, view = key(edge), edge.house.hand_off()
        with edge.database.transaction() as session:
            undo = edge.house.decisions.hand_offs.undo
            undo(session, view.approval_token, actor=FOUNDER, now=edge.clock())
        page = await get(edge, token)
        assert (page.status_code, "لا ترسل النص" in page.text) == (200, True)
        assert view.text.split("\n")[1] not in page.text
        assert (await post(edge, token, act="sent", when="now")).status_code == 409
        assert edge.house.hand_off().sent_at is None

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "none"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "https://edge.test.evil.example"},
        ],
    )
    async def test_form_of_another_site_does_nothing(self, edge: Edge, headers: dict[str, str]) -> None:
        answer = await post(edge, key(edge), headers=headers, act="sent", when="now")
        assert answer.status_code == 400
        assert edge.house.hand_off().sent_at is None

    @pytest.mark.parametrize("headers", [{"origin": "http://edge.test"}, {}])
    async def test_browser_without_the_newer_word(self, edge: Edge, headers: dict[str, str]) -> None:
        assert (await post(edge, key(edge), headers=headers, act="sent", when="now")).status_code == 303

    @pytest.mark.parametrize(
        "form",
        [
            {},
            {"act": "sent"},
            {"act": "sent", "when": "9"},
            {"act": "undo"},
            {"act": "sent", "when": "opened"},
        ],
    )
    async def test_form_that_is_not_ours(self, edge: Edge, form: dict[str, str]) -> None:
        before = rows(edge.database)
        token = key(edge)
        answer = await edge.http.post(f"/h/{token}", data=form, headers=OURS)
        assert answer.status_code == 400
        after = rows(edge.database)
        assert {name for name in after if after[name] != before[name]} == {"hand_off_link"}

    async def test_too_large_and_not_text(self, edge: Edge) -> None:
        token = key(edge)
        large = await edge.http.post(f"/h/{token}", content=b"a" * 2_001, headers=OURS)
        odd = await edge.http.post(f"/h/{token}", content=b"\xff\xfe", headers=OURS)
        assert (large.status_code, odd.status_code) == (413, 400)

    async def test_unknown_key_acts_on_nothing(self, edge: Edge) -> None:
        before = rows(edge.database)
        answer = await post(edge, "A" * 22, act="sent", when="now")
        assert answer.status_code == 404
        assert rows(edge.database) == before

    async def test_expired_key_acts_on_nothing(self, edge: Edge) -> None:
        token = key(edge)
        edge.clock.now += timedelta(hours=2)
        assert (await post(edge, token, act="sent", when="now")).status_code == 404
        assert edge.house.hand_off().sent_at is None
