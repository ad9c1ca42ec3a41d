"""Presses on a hand-off: when it was sent, that it was not, taking it back, and the page of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dealix_ops.contacts.models import Conversation
from dealix_ops.ledger import service as ledger
from dealix_ops.sending.models import HandOffLink
from dealix_ops.sla.rules import Metric
from tests.bot.edge import Edge
from tests.bot.listeners.slack_door import SlackDoor, field_text, shown
from tests.support.house import CHANNEL, FOUNDER, OPERATOR, STRANGER

REFUSED = "الاعتماد للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
MINE = "وصلنا بلاغكم أ. نورة، ونتابعه الآن، ونرجع لكم خلال 30 دقيقة من هذه الرسالة."


@pytest.fixture
async def handed(desk: Edge) -> Edge:
    """Approved at 10:12 by the founder, and eight minutes passed."""
    await desk.press("draft.approve", desk.house.leak())
    desk.house.run_all()
    desk.clock.move(minutes=8)
    return desk


def token(edge: Edge, approval_id: int = 1) -> str:
    return edge.house.hand_off(approval_id).approval_token


def told(edge: Edge) -> list[tuple[str, str]]:
    edge.house.run_all()
    return [(user, text) for _, user, text in edge.house.slack.whispers]


def status(edge: Edge) -> str:
    draft = edge.house.card().draft
    assert draft is not None
    return draft.status


def last_entry(edge: Edge) -> tuple[str, str]:
    with edge.database.reading() as session:
        *_, entry = ledger.entries(session)
        return entry.event, entry.actor


def answered_through(edge: Edge) -> int:
    with edge.database.reading() as session:
        return session.scalars(select(Conversation.answered_through_inbound_id)).one()


class TestMarkSent:
    async def test_new_line_shows_on_the_hand_off_and_refuses_nothing(self, handed: Edge) -> None:
        handed.house.customer_writes("وينكم؟")
        handed.house.run_all()
        handed.house.settle(10)
        assert [line.text for line in handed.house.hand_off().newer] == ["وينكم؟"]
        await handed.press("draft.mark_sent", token(handed))
        assert told(handed) == []
        assert handed.house.hand_off().sent_at == handed.clock()
        draft = handed.house.card().draft
        assert draft is not None
        assert draft.status == "proposed"  # the line has a draft of its own

    async def test_time_of_opening_is_what_the_menu_says(self, handed: Edge) -> None:
        opened = handed.clock() - timedelta(minutes=3)
        with handed.database.transaction() as session:
            kept = HandOffLink(
                token_hash="0" * 64,
                approval_id=1,
                slack_user=FOUNDER.user_id,
                made_at=opened,
                expires_at=opened + timedelta(hours=2),
                opened_at=opened,
            )
            session.add(kept)
        await handed.choose("draft.mark_sent.earlier", f"{token(handed)}.at{int(opened.timestamp())}")
        assert handed.house.hand_off().sent_at == opened

    async def test_time_at_which_nobody_opened_is_none(self, handed: Edge) -> None:
        await handed.choose("draft.mark_sent.earlier", f"{token(handed)}.at1")
        assert handed.house.hand_off().sent_at is None
        assert told(handed) == [(FOUNDER.user_id, "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً.")]


class TestNotSent:
    async def test_everything_goes_back(self, handed: Edge) -> None:
        await handed.press("draft.mark_sent", token(handed))
        assert (answered_through(handed), status(handed)) == (1, "sent")
        await handed.press("draft.not_sent", token(handed), user=OPERATOR.user_id)
        assert (answered_through(handed), status(handed)) == (0, "handed_off")
        assert handed.house.card().clocks[Metric.FIRST_RESPONSE].met_at is None
        assert last_entry(handed) == ("draft.not_sent_after_all", OPERATOR.user_id)
        handed.house.run_all()
        await handed.press("draft.mark_sent", token(handed))
        assert handed.house.card().clocks[Metric.FIRST_RESPONSE].met_at == handed.clock()

    async def test_clock_that_another_answer_stopped_stays_stopped(self, handed: Edge) -> None:
        first_sent = handed.clock()
        await handed.press("draft.mark_sent", token(handed))
        handed.house.customer_writes("طيب متى؟")
        handed.house.run_all()
        handed.house.edit(handed.house.token(), MINE, seen=2)
        handed.house.run_all()
        handed.clock.move(minutes=2)
        await handed.press("draft.mark_sent", token(handed, 2))
        await handed.press("draft.not_sent", token(handed, 2))
        assert handed.house.card().clocks[Metric.FIRST_RESPONSE].met_at == first_sent
        assert answered_through(handed) == 1
        await handed.press("draft.mark_sent", token(handed, 2))
        await handed.press("draft.not_sent", token(handed))
        assert handed.house.card().clocks[Metric.FIRST_RESPONSE].met_at == handed.clock()
        assert answered_through(handed) == 2

    async def test_without_a_claim_there_is_nothing_to_take_back(self, handed: Edge) -> None:
        await handed.press("draft.not_sent", token(handed))
        assert told(handed) == [(FOUNDER.user_id, "لم يُسجَّل إرسالها أصلاً، فلا شيء نتراجع عنه.")]


class TestUndo:
    async def test_text_waits_again_and_nothing_of_it_can_be_sent(self, each_desk: Edge) -> None:
        await each_desk.press("draft.approve", each_desk.house.leak())
        each_desk.house.run_all()
        text = each_desk.house.hand_off().text
        await each_desk.press("draft.undo", token(each_desk))
        each_desk.house.run_all()
        draft = each_desk.house.card().draft
        assert draft is not None
        assert (draft.status, draft.text) == ("proposed", text)
        (bare,) = [m for m in each_desk.house.slack.posted if m.thread_ts]
        assert bare.text == "سُحب الاعتماد، فلا ترسل النص الذي كان هنا."
        await each_desk.press("draft.mark_sent", token(each_desk))
        (answer,) = told(each_desk)
        assert answer[1].startswith("سُحب الاعتماد من قبل: أنت")
        assert each_desk.house.hand_off().sent_at is None
        await each_desk.press("draft.approve", each_desk.house.token())
        assert status(each_desk) == "approved"
        assert each_desk.house.strict.refusals == []

    async def test_before_anything_was_posted_nothing_is(self, desk: Edge) -> None:
        await desk.press("draft.approve", desk.house.leak())
        await desk.press("draft.undo", token(desk))
        before = len(desk.house.slack.posted)
        desk.house.run_all()
        assert len(desk.house.slack.posted) == before

    async def test_operator_takes_back_only_an_approval_of_their_own(self, handed: Edge) -> None:
        await handed.press("draft.undo", token(handed), user=OPERATOR.user_id)
        assert told(handed) == [(OPERATOR.user_id, "هذا القرار للمؤسس فقط، بلّغناه.")]
        await handed.press("draft.undo", token(handed))
        handed.house.run_all()
        handed.clock.move(minutes=11)
        await handed.press("draft.approve", handed.house.token(), user=OPERATOR.user_id)
        await handed.press("draft.undo", token(handed, 2), user=OPERATOR.user_id)
        assert status(handed) == "proposed"

    async def test_after_sending_it_is_too_late(self, handed: Edge) -> None:
        await handed.press("draft.mark_sent", token(handed))
        await handed.press("draft.undo", token(handed))
        (answer,) = told(handed)
        assert answer[1].endswith("إن لم تُرسل فاضغط «لم أرسلها»، ثم «تراجع عن الاعتماد».")
        assert status(handed) == "sent"

    async def test_second_press_learns_of_the_first(self, handed: Edge) -> None:
        await handed.press("draft.undo", token(handed))
        await handed.press("draft.undo", token(handed))
        assert told(handed)[0][1].startswith("سُحب الاعتماد من قبل: أنت")

    async def test_edit_is_not_lost_under_the_draft_of_the_next_line(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.house.edit(desk.house.leak(), MINE, seen=1)
        desk.house.run_all()
        desk.house.customer_writes("وينكم؟")
        desk.house.run_all()
        await desk.press("draft.undo", f"{token(desk)}.edit")
        assert field_text(door.view) == MINE
        assert "وينكم؟" in shown(door.view)
        desk.house.customer_writes("ردوا علينا")
        desk.house.run_all()
        desk.house.settle(60)
        draft = desk.house.card().draft
        assert draft is not None
        assert (draft.status, draft.text) == ("proposed", MINE)

    async def test_newer_answer_that_is_decided_stays(self, handed: Edge) -> None:
        handed.house.customer_writes("وينكم؟")
        handed.house.run_all()
        handed.house.edit(handed.house.token(), MINE, seen=2)
        handed.house.run_all()
        await handed.press("draft.undo", token(handed))
        assert status(handed) == "handed_off"
        await handed.press("draft.mark_sent", token(handed, 2))
        assert status(handed) == "sent"


class TestMore:
    async def test_choice_is_the_button_it_stands_for(self, handed: Edge) -> None:
        await handed.choose("draft.more", f"draft.undo|{token(handed)}")
        assert status(handed) == "proposed"

    async def test_unknown_choice_is_refused(self, handed: Edge) -> None:
        answer = await handed.choose("draft.more", "ticket.close|1.1")
        assert answer.status == 200
        assert told(handed) == [(FOUNDER.user_id, "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً.")]


class TestAuthority:
    @pytest.mark.parametrize("action", ["draft.mark_sent", "draft.not_sent", "draft.undo", "draft.open_page"])
    async def test_stranger_is_refused_and_it_is_an_entry(self, handed: Edge, action: str) -> None:
        await handed.press(action, token(handed), user=STRANGER.user_id)
        assert told(handed) == [(STRANGER.user_id, REFUSED)]
        assert last_entry(handed) == ("decision.refused", STRANGER.user_id)


class TestOpenPage:
    async def test_key_is_sent_to_one_person_and_stored_nowhere(self, handed: Edge) -> None:
        await handed.press("draft.open_page", token(handed), user=OPERATOR.user_id)
        handed.house.run_all()
        ((channel, user, _),) = handed.house.slack.whispers
        assert (channel, user) == (CHANNEL, OPERATOR.user_id)
        message = [message for method, message in handed.house.strict.calls if method == "ephemeral"][-1]
        url = (message.blocks or [])[1]["elements"][0]["url"]
        key = url.rpartition("/h/")[2]
        assert len(key) == 22
        with handed.database.reading() as session:
            (link,) = session.scalars(select(HandOffLink)).all()
            dump = session.connection().connection.driver_connection.iterdump()  # type: ignore[union-attr]
            assert key not in "\n".join(dump)
        assert (link.slack_user, link.expires_at - link.made_at) == (OPERATOR.user_id, timedelta(hours=2))

    async def test_withdrawn_text_has_no_page(self, handed: Edge) -> None:
        await handed.press("draft.undo", token(handed))
        handed.house.run_all()
        await handed.press("draft.open_page", token(handed))
        assert told(handed)[0][1].startswith("سُحب الاعتماد من قبل")

    async def test_lost_reply_makes_no_second_key(self, handed: Edge) -> None:
        await handed.press("draft.open_page", token(handed))
        handed.house.slack.lose_next(TimeoutError())
        handed.house.run_all()
        with handed.database.reading() as session:
            assert len(session.scalars(select(HandOffLink)).all()) == 1
