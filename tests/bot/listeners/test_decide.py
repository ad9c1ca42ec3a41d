"""Presses that decide: approve, «أرسلتها», who was first, who may not, and what a failure leaves behind."""

import asyncio
import re
from typing import Any

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from sqlalchemy import event, func, select
from structlog.testing import capture_logs

from dealix_ops.ledger import service as ledger
from dealix_ops.sending.models import Approval
from dealix_ops.sla.rules import Metric
from tests.bot.edge import Edge
from tests.bot.tables import rows
from tests.support.house import CHANNEL, FOUNDER, OPERATOR

STATEMENTS = 24
"""Of one approval, with SQLite's own BEGIN."""


def approvals(edge: Edge) -> int:
    with edge.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Approval)) or 0


def events(edge: Edge) -> list[tuple[str, str]]:
    with edge.database.reading() as session:
        return [(entry.event, entry.actor) for entry in ledger.entries(session)]


def whispers(edge: Edge) -> list[tuple[str, str]]:
    """After the work is done: who was told what."""
    edge.house.run_all()
    return [(user, text) for _, user, text in edge.house.slack.whispers]


def status(edge: Edge) -> str:
    draft = edge.house.card().draft
    assert draft is not None
    return draft.status


class TestApprove:
    async def test_text_is_handed_over_word_for_word(self, each_desk: Edge) -> None:
        token = each_desk.house.leak()
        proposed = each_desk.house.card().draft
        answer = await each_desk.press("draft.approve", token)
        assert (answer.status, answer.text) == (200, "")
        assert whispers(each_desk) == []
        assert proposed is not None
        thread = [m for m in each_desk.house.slack.posted if m.thread_ts]
        assert [m.text for m in thread] == [proposed.text]
        assert each_desk.house.strict.refusals == []
        assert status(each_desk) == "handed_off"

    async def test_founders_press_asks_the_database_for_nothing_twice(self, each_desk: Edge) -> None:
        """Its statements stand before the acknowledgement; one more must be worth it."""
        token, said = each_desk.house.leak(), []

        def note(*told: Any) -> None:
            said.append(told[2])

        event.listen(each_desk.database.engine, "before_cursor_execute", note)
        assert (await each_desk.press("draft.approve", token)).status == 200
        event.remove(each_desk.database.engine, "before_cursor_execute", note)
        reads = [one for one in said if one.startswith("SELECT")]
        assert len(reads) == len(set(reads)) + 1  # each of two cards asks whether a drawing of it waits
        assert len(said) <= STATEMENTS

    async def test_commit_is_visible_to_others_before_the_acknowledgement(
        self, each_desk: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        token = each_desk.house.leak()
        seen_at_ack: list[int] = []
        real = AsyncAck.__call__

        async def watched(self: AsyncAck, *args: Any, **kwargs: Any) -> Any:
            seen_at_ack.append(approvals(each_desk))
            return await real(self, *args, **kwargs)

        monkeypatch.setattr(AsyncAck, "__call__", watched)
        await each_desk.press("draft.approve", token)
        assert seen_at_ack == [1]

    async def test_two_people_at_once_make_one_approval_and_the_loser_reads_who_was_first(
        self, each_desk: Edge
    ) -> None:
        token = each_desk.house.leak()
        each_desk.clock.move(minutes=11)
        people = [FOUNDER.user_id, OPERATOR.user_id]
        answers = await asyncio.gather(*(each_desk.press("draft.approve", token, user=p) for p in people))
        assert {answer.status for answer in answers} == {200}
        assert approvals(each_desk) == 1
        told = whispers(each_desk)
        loser = told[0][0]
        winner = next(p for p in people if p != loser)
        assert told == [(loser, f"سبقك <@{winner}> واعتمدها 10:23 ص.")]

    async def test_double_click_is_one_approval_and_a_word_about_it(self, each_desk: Edge) -> None:
        token = each_desk.house.leak()
        await asyncio.gather(*(each_desk.press("draft.approve", token) for _ in range(3)))
        assert approvals(each_desk) == 1
        assert whispers(each_desk) == [(FOUNDER.user_id, "سجّلنا قرارك 10:12 ص من قبل، ولم نكرّره.")] * 2

    async def test_open_gap_names_itself(self, desk: Edge) -> None:
        desk.house.customer_writes("كيف أضيف مستخدم ثاني؟")
        desk.house.run_all()
        await desk.press("draft.approve", desk.house.token())
        (_, text), *rest = whispers(desk)
        assert rest == []
        assert "⟦اكتب الجواب⟧" in text
        assert approvals(desk) == 0


class TestAuthority:
    @pytest.mark.parametrize("action", ["draft.approve", "draft.reject"])
    async def test_operator_on_a_p0_is_refused_and_the_founder_is_really_told(
        self, desk: Edge, action: str
    ) -> None:
        token = desk.house.leak()
        card = desk.house.slack.posted[0].ts
        answer = await desk.press(action, token, user=OPERATOR.user_id)
        assert answer.status == 200
        assert whispers(desk) == [(OPERATOR.user_id, "هذا القرار للمؤسس فقط، بلّغناه.")]
        notice = desk.house.slack.posted[-1]
        assert (notice.channel, notice.thread_ts) == (CHANNEL, card)
        assert f"<@{FOUNDER.user_id}>" in notice.text
        assert desk.house.strict.shown[notice.ts].mrkdwn
        assert events(desk)[-1] == ("decision.refused", OPERATOR.user_id)
        assert status(desk) == "proposed"

    async def test_pressing_again_asks_the_founder_only_once(self, desk: Edge) -> None:
        token = desk.house.leak()
        for _ in range(3):
            await desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert len(whispers(desk)) == 3
        assert len([m for m in desk.house.slack.posted if m.thread_ts]) == 1

    async def test_without_a_founder_nobody_says_that_one_was_told(self, desk: Edge) -> None:
        desk.product.settings.founder_ids = frozenset()
        token = desk.house.leak()
        await desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert whispers(desk) == [(OPERATOR.user_id, "هذا القرار للمؤسس فقط، فلم ننفّذ شيئاً.")]
        assert len(desk.house.slack.posted) == 1


class TestMarkSent:
    @pytest.fixture
    async def handed(self, desk: Edge) -> Edge:
        await desk.press("draft.approve", desk.house.leak())
        desk.house.run_all()
        desk.clock.move(minutes=12)
        return desk

    async def test_now_stops_the_clock_now(self, handed: Edge) -> None:
        token = handed.house.hand_off().approval_token
        await handed.press("draft.mark_sent", token)
        assert handed.house.hand_off().sent_at == handed.clock()
        assert handed.house.card().clocks[Metric.FIRST_RESPONSE].met_at == handed.clock()
        assert status(handed) == "sent"

    async def test_ten_minutes_ago_is_what_is_kept(self, handed: Edge) -> None:
        token = handed.house.hand_off().approval_token
        await handed.choose("draft.mark_sent.earlier", f"{token}.10")
        sent_at = handed.house.hand_off().sent_at
        assert sent_at is not None
        assert (handed.clock() - sent_at).total_seconds() == 600

    @pytest.mark.parametrize("minutes", ["7", "-10", "٥", "99999999999999999999", "1" * 1900])
    async def test_time_that_the_menu_does_not_offer_is_no_sending(self, handed: Edge, minutes: str) -> None:
        token = handed.house.hand_off().approval_token
        answer = await handed.choose("draft.mark_sent.earlier", f"{token}.{minutes}")
        assert answer.status == 200
        assert whispers(handed) == [(FOUNDER.user_id, "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً.")]
        assert handed.house.hand_off().sent_at is None

    async def test_second_person_reads_who_said_it(self, handed: Edge) -> None:
        token = handed.house.hand_off().approval_token
        await handed.press("draft.mark_sent", token)
        await handed.press("draft.mark_sent", token, user=OPERATOR.user_id)
        await handed.press("draft.mark_sent", token)
        assert whispers(handed) == [
            (OPERATOR.user_id, f"سُجّل الإرسال من قبل: <@{FOUNDER.user_id}> 10:24 ص."),
            (FOUNDER.user_id, "سُجّل الإرسال من قبل: أنت 10:24 ص."),
        ]

    async def test_opening_whatsapp_is_not_sending(self, handed: Edge) -> None:
        before = rows(handed.database)
        answer = await handed.press("link.whatsapp", "")
        assert answer.status == 200
        assert rows(handed.database) == before


REFUSE_APPROVALS = (
    "CREATE TRIGGER no_approval BEFORE INSERT ON approval BEGIN SELECT RAISE(ABORT, 'broken'); END"
)


class TestFailure:
    async def test_database_error_is_500_with_a_reference_and_nothing_half_done(self, desk: Edge) -> None:
        token = desk.house.leak()
        with desk.database.transaction() as session:
            session.connection().exec_driver_sql(REFUSE_APPROVALS)
        before = rows(desk.database)
        with capture_logs() as logged:
            answer = await desk.press("draft.approve", token)
        after = rows(desk.database)
        assert answer.status == 500
        reference = re.fullmatch(r"تعذّر التنفيذ\. رقم المتابعة: ([0-9a-f]{8})", answer.text)
        assert reference
        assert [line["reference"] for line in logged if line["event"] == "listener_failed"] == [reference[1]]
        assert {name for name in after if after[name] != before[name]} == {"outbox"}
        assert whispers(desk) == [(FOUNDER.user_id, answer.text)]
        assert status(desk) == "proposed"

    async def test_database_that_is_gone_is_500_and_still_no_crash(self, desk: Edge) -> None:
        token = desk.house.leak()
        with desk.database.transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE outbox RENAME TO outbox_gone")
            session.connection().exec_driver_sql("ALTER TABLE draft RENAME TO draft_gone")
        with capture_logs() as logged:
            answer = await desk.press("draft.approve", token)
        assert answer.status == 500
        assert "رقم المتابعة" in answer.text
        assert [line["event"] for line in logged] == ["listener_failed", "failure_not_told"]
