"""An incident ends and begins anew; what is frozen; what those affected are told."""

import pytest
from sqlalchemy import select

from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.freezes import service as freezes
from dealix_ops.freezes.models import Freeze
from dealix_ops.incidents.models import Incident, IncidentSubject
from dealix_ops.paging import service as paging
from dealix_ops.paging.models import Page
from dealix_ops.sending.models import Approval
from dealix_ops.vocabulary import Means
from scheduler import incident_close
from tests.bot.edge import Edge, Json
from tests.bot.listeners.forms_sent import submit
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import events, whispers
from tests.bot.test_incidents import incidents, reports, standing
from tests.support import served
from tests.support.house import FOUNDER, OPERATOR, STRANGER

TITLE = "توقف إرسال التقارير"
HOW = "كيف أضيف مستخدماً؟"
SUMMARY = "علق الإرسال من 9:00 حتى 11:00، وأعدنا تشغيله."
LINE = "انتهى توقف إرسال التقارير اليوم 11:00 ص، وكل تقرير تأخر وصلكم."
LINE_EN = "Sending of reports works again since 11:00 am today."
ROOM = "C_ROOM1"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


async def declared(edge: Edge, severity: int = 2) -> Incident:
    await command(edge, f"حادث جديد {severity} {TITLE}")
    return one(edge)


def one(edge: Edge) -> Incident:
    edge.house.run_all()
    assert edge.house.strict.refusals == []
    return incidents(edge)[0]


async def ended(edge: Edge, door: SlackDoor, *, severity: int = 2) -> Incident:
    await declared(edge, severity)
    await edge.press("incident.resolve", "1")
    await submit(edge, door.view, {"summary": SUMMARY})
    return one(edge)


async def with_ticket(edge: Edge, door: SlackDoor, text: str = HOW, severity: str = "SEV3") -> None:
    """A report of it is open and its first response is owed."""
    reports(edge, text)
    await edge.press("incident.declare", "1.1")
    await edge.submit(door.view, {"severity": severity, "kind": "outage", "title": TITLE})
    one(edge)


def told(edge: Edge) -> list[str]:
    edge.house.run_all()
    return [text for _, text in whispers(edge)]


def said_in(edge: Edge, channel: str = ROOM) -> list[str]:
    edge.house.run_all()
    return [post.text for post in edge.house.slack.posted if post.channel == channel]


def buttons(edge: Edge, channel: str) -> list[str]:
    newest = [post for post in edge.house.slack.posted if post.channel == channel and not post.thread_ts]
    blocks = edge.house.strict.shown[newest[0].ts].blocks or ()
    return [got["action_id"] for block in blocks if block["type"] == "actions" for got in block["elements"]]


def freezes_of(edge: Edge) -> list[Freeze]:
    with edge.database.reading() as session:
        return list(session.scalars(select(Freeze).order_by(Freeze.id)))


def chased(edge: Edge) -> None:
    """Two clocks at the same moment."""
    for _ in range(2):
        incident_close.chase(edge.product)
    edge.house.run_all()


class TestResolve:
    async def test_ends_with_its_summary_and_lifts_nothing(self, desk: Edge, door: SlackDoor) -> None:
        found = await ended(desk, door)
        assert door.problems == []
        assert (found.status, found.resolved_as, found.summary) == ("resolved", "resolved", SUMMARY)
        assert [text for text in said_in(desk) if f"انتهى الحادث ح-1، أغلقه <@{FOUNDER.user_id}>" in text]
        (closed,) = standing(desk, ROOM, "أُغلق الحادث ح-1")
        assert f"الملخص: {SUMMARY}" in closed
        assert "الإرسال: ما نبدأ به موقوف منذ" in closed
        assert [one.lifted_at for one in freezes_of(desk)] == [None]
        assert "incident.resolved" in [event for event, _ in events(desk)]

    async def test_unanswered_reports_stop_an_operator_and_ask_the_founder(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await with_ticket(desk, door)
        door.views.clear()
        await desk.press("incident.resolve", "1", user=OPERATOR.user_id)
        assert door.views == []
        assert any("لم يُردّ بعد على بلاغات من الحادث، وعددها 1" in text for text in told(desk))
        await desk.press("incident.resolve", "1")
        assert "تنبيه: لم يُردّ بعد" in shown(door.view)
        answer = await submit(desk, door.view, {"summary": SUMMARY})
        assert "وعددها 1" in answer.json["errors"]["summary"]
        await submit(desk, door.view, {"summary": SUMMARY, "go_on": "yes"})
        assert one(desk).status == "resolved"

    async def test_second_one_learns_that_it_is_over(self, desk: Edge, door: SlackDoor) -> None:
        await declared(desk)
        await desk.press("incident.resolve", "1")
        await submit(desk, door.view, {"summary": SUMMARY})
        answer = await submit(desk, door.view, {"summary": "آخر"}, user=OPERATOR.user_id)
        assert "أُغلق الحادث" in answer.json["errors"]["summary"]
        assert one(desk).summary == SUMMARY

    async def test_command_offers_the_form(self, desk: Edge, door: SlackDoor) -> None:
        await declared(desk)
        answer = await command(desk, "حادث حل ح-١")
        assert answer.json["blocks"][1]["elements"][0]["value"] == "1"
        assert (await command(desk, "حادث حل ح-9")).text == "لا يوجد حادث بهذا الرقم."
        assert "للمؤسس والمشغّلين فقط" in (await command(desk, "حادث حل ح-1", user=STRANGER.user_id)).text

    async def test_alarm_of_it_stops(self, desk: Edge, door: SlackDoor) -> None:
        await declared(desk, 1)
        with desk.database.transaction() as session:
            paging.start(session, incident_id=1, now=desk.clock())
        await desk.press("incident.resolve", "1")
        await submit(desk, door.view, {"summary": SUMMARY})
        with desk.database.reading() as session:
            assert session.scalars(select(Page.ended_at)).one() is not None


class TestUnfreeze:
    async def test_founder_lifts_what_it_froze_from_the_summary(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        assert "incident.unfreeze" in buttons(desk, ROOM)
        await desk.press("incident.unfreeze", "1", user=OPERATOR.user_id)
        assert freezes_of(desk)[0].lifted_at is None
        assert any("هذا القرار للمؤسس فقط" in text for text in told(desk))
        await desk.press("incident.unfreeze", "1")
        assert freezes_of(desk)[0].lifted_by == FOUNDER.user_id
        assert "رُفع التجميد. لا شيء مجمّد الآن." in told(desk)
        assert "incident.unfreeze" not in buttons(desk, ROOM)
        await desk.press("incident.unfreeze", "1")
        assert "رُفع هذا التجميد من قبل، فلم ننفّذ شيئاً." in told(desk)

    async def test_command_tells_what_stands_and_by_what(self, desk: Edge) -> None:
        assert (await command(desk, "رفع التجميد")).text == "المجمّد الآن: لا شيء."
        served.made(desk.database, now=desk.clock(), name="نخبة الخليج")
        await declared(desk)
        with desk.database.transaction() as session:  # as the clock does where the week is critical
            freezes.start(session, freezes.EVERYTHING, by="system", now=desk.clock())
        assert "العميل" in (await command(desk, "تجميد نخبة الخليج شكوى من كثرة الرسائل")).text
        answer = await command(desk, "رفع التجميد", user=OPERATOR.user_id)
        assert answer.json["text"].split("\n") == [
            "المجمّد الآن من الإرسال الذي نبدأ به:",
            "• كل العملاء منذ 10:12 ص، بسبب الحادث ح-1",
            "• كل العملاء منذ 10:12 ص، أوقفه النظام: تأخر الردود خلال 7 أيام بلغ حداً حرجاً",
            f"• العميل نخبة الخليج منذ 10:12 ص، أوقفه <@{FOUNDER.user_id}>. السبب: شكوى من كثرة الرسائل",
        ]
        await desk.press("freeze.lift", "2")
        assert [one.lifted_at is not None for one in freezes_of(desk)] == [False, True, False]

    async def test_freeze_needs_a_reason_and_stands_once(self, desk: Edge) -> None:
        assert "اكتب السبب بعد «تجميد»" in (await command(desk, "تجميد")).text
        await command(desk, "تجميد مراجعة الرسائل", user=OPERATOR.user_id)
        assert "من قبل" in (await command(desk, "تجميد مرة ثانية")).text
        assert [(one.scope, one.why) for one in freezes_of(desk)] == [("all", "مراجعة الرسائل")]

    async def test_founder_is_reminded_until_he_decides(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        asked = "وما نبدأ به من الإرسال ما زال موقوفاً. ارفعه أو أبقه"
        chased(desk)
        assert not [text for text in said_in(desk) if asked in text]
        desk.clock.move(minutes=61)
        chased(desk)
        assert len([text for text in said_in(desk) if asked in text]) == 1
        desk.clock.move(days=1)
        chased(desk)
        assert len([text for text in said_in(desk) if asked in text]) == 2
        await desk.press("incident.unfreeze", "1")
        desk.clock.move(days=1)
        chased(desk)
        assert len([text for text in said_in(desk) if asked in text]) == 2


class TestFollowUps:
    async def test_each_affected_gets_a_draft_once_and_the_rest_say_why(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        desk = each_desk
        await with_ticket(desk, door)
        with desk.database.transaction() as session:
            draft = session.scalars(select(Draft)).one()
            draft.status = "rejected"
        await self.ended(desk, door)
        await desk.press("incident.follow_up", "1")
        assert "رد في محادثته ت-1" in shown(door.view)
        await submit(desk, door.view, {"line": LINE, "line_en": ""})
        assert self.texts(desk)[-1].endswith(LINE)
        count = len(self.texts(desk))
        await desk.press("incident.follow_up", "1")
        assert "مسودته في ت-1" in shown(door.view)
        await submit(desk, door.view, {"line": LINE, "line_en": ""})
        assert len(self.texts(desk)) == count
        await desk.press("incident.approve_all", "1")
        assert LINE in shown(door.view)
        await desk.submit(door.view, {})
        with desk.database.reading() as session:
            assert session.scalars(select(Approval.text)).one().endswith(LINE)
        assert door.problems == []

    async def test_text_that_waits_is_not_written_over(self, desk: Edge, door: SlackDoor) -> None:
        await with_ticket(desk, door)
        await self.ended(desk, door)
        before = self.texts(desk)
        await desk.press("incident.follow_up", "1")
        assert "نص ينتظر قراراً على بطاقته" in shown(door.view)
        await submit(desk, door.view, {"line": LINE, "line_en": ""})
        assert self.texts(desk) == before

    @pytest.mark.parametrize("line", ["تسرّبت بياناتكم ونعتذر", "نضمن لكم عدم تكرارها", "انتهى ⟦متى⟧"])
    async def test_gates_hold_the_text(self, desk: Edge, door: SlackDoor, line: str) -> None:
        await ended(desk, door)
        await desk.press("incident.follow_up", "1")
        answer = await submit(desk, door.view, {"line": line, "line_en": ""})
        assert answer.json["response_action"] == "errors"
        assert "text.refused_by_gate" in [event for event, _ in events(desk)]

    async def test_customer_without_conversation_gets_a_new_message_after_the_freeze(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        customer = served.made(desk.database, now=desk.clock(), person={"wa_id": served.NUMBER})
        english = served.made(
            desk.database,
            now=desk.clock(),
            name="Nobody Ltd",
            person={"email": "x@nobody.example"},
            agreed=Means.MAIL,
        )
        nobody = served.made(desk.database, now=desk.clock(), name="بلا رقم")
        await declared(desk)
        self.named(desk, customer, english, nobody)
        await self.ended(desk, door)
        await desk.press("incident.follow_up", "1")
        assert "ما نبدأ به موقوف" in shown(door.view)
        await submit(desk, door.view, {"line": LINE, "line_en": ""})
        assert self.texts(desk) == []
        await desk.press("incident.unfreeze", "1")
        await desk.press("incident.follow_up", "1")
        await submit(desk, door.view, {"line": LINE, "line_en": LINE_EN})
        made = self.texts(desk)
        assert len(made) == 2
        assert all(LINE in text for text in made)
        assert "لا طريق: لا محادثة مفتوحة" in _last_whisper(desk)

    def named(self, edge: Edge, *customers: int) -> None:
        with edge.database.transaction() as session:
            for customer_id in customers:
                subject = IncidentSubject(
                    incident_id=1, customer_id=customer_id, joined_at=edge.clock(), joined_by="U1"
                )
                session.add(subject)

    async def ended(self, edge: Edge, door: SlackDoor) -> None:
        await edge.press("incident.resolve", "1")
        await submit(edge, door.view, {"summary": SUMMARY} | ({"go_on": "yes"} if _asks(door.view) else {}))
        assert one(edge).status == "resolved"

    def texts(self, edge: Edge) -> list[str]:
        edge.house.run_all()
        with edge.database.reading() as session:
            return list(session.scalars(select(DraftVersion.text).order_by(DraftVersion.id)))


class TestReopen:
    async def test_clocks_and_freeze_begin_anew_and_the_story_is_kept(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await ended(desk, door)
        await desk.press("incident.unfreeze", "1")
        desk.clock.move(days=3)
        await desk.press("incident.reopen", "1", user=OPERATOR.user_id)
        await submit(desk, door.view, {"why": "عاد التوقف"}, user=OPERATOR.user_id)
        found = one(desk)
        assert (found.status, found.resolved_at, found.reopened_at) == ("open", None, desk.clock())
        assert (found.first_action_due_at - desk.clock()).total_seconds() == 30 * 60
        assert [one.lifted_at is None for one in freezes_of(desk)] == [False, True]
        assert [text for text in said_in(desk) if "أُعيد فتح الحادث ح-1" in text]
        assert standing(desk, ROOM, "حادث ح-1 (SEV2)")
        await desk.press("incident.resolve", "1")
        assert SUMMARY in str(door.view)

    async def test_newer_incident_of_the_same_matter_is_named(self, desk: Edge, door: SlackDoor) -> None:
        await ended(desk, door)
        await declared(desk)
        await desk.press("incident.reopen", "1")
        answer = await submit(desk, door.view, {"why": "عاد التوقف"})
        assert answer.json["errors"] == {"why": "هذا الأمر في حادث مفتوح: ح-2."}
        assert one(desk).status == "resolved"

    async def test_open_one_is_not_reopened(self, desk: Edge) -> None:
        await declared(desk)
        await desk.press("incident.reopen", "1")
        assert "الحادث ما زال مفتوحاً. أنهِه أولاً." in told(desk)


def _asks(view: Json) -> bool:
    return any(block.get("block_id") == "go_on" for block in view["blocks"])


def _last_whisper(edge: Edge) -> str:
    edge.house.run_all()
    _, message = [call for call in edge.house.strict.calls if call[0] == "ephemeral"][-1]
    return str(message.blocks)
