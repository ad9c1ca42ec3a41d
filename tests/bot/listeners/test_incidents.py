"""«أعلن حادثاً» by a person, from every place that offers it, and the buttons of an incident's messages."""

from typing import Any

import pytest

from dealix_ops.freezes import service as freezes
from dealix_ops.incidents.models import Incident
from dealix_ops.ports.work import NotAccepted
from dealix_ops.settings import Sev2Place
from tests.bot.edge import Edge
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import events, whispers
from tests.bot.test_incidents import card, incidents, reports, seen, standing
from tests.support.house import CHANNEL, FOUNDER, LEAK, OPERATOR, STRANGER

TITLE = "توقف إرسال التقارير"
OUTAGE: dict[str, Any] = {"severity": "SEV2", "kind": "outage", "title": TITLE}
HOW = "كيف أضيف مستخدماً؟"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


def one(edge: Edge) -> Incident:
    edge.house.run_all()
    (found,) = incidents(edge)
    return found


def told(edge: Edge) -> list[str]:
    """What somebody alone read after a press."""
    return [text for _, text in whispers(edge)]


def offered(edge: Edge) -> list[str]:
    """Buttons and menus of the newest message in the alerts channel."""
    newest = [post for post in edge.house.slack.posted if post.channel == CHANNEL][-1]
    blocks = edge.house.strict.shown[newest.ts].blocks or ()
    return [got["action_id"] for block in blocks if block["type"] == "actions" for got in block["elements"]]


class TestCommand:
    async def test_declares_with_severity_and_title(self, desk: Edge) -> None:
        answer = await command(desk, f"حادث جديد 2 {TITLE}")
        assert answer.text == f"أُعلن الحادث ح-1 (SEV2)، وبطاقته في <#{CHANNEL}>."
        found = one(desk)
        assert (found.severity, found.title, found.declared_by) == ("SEV2", TITLE, FOUNDER.user_id)
        assert desk.house.rooms.made[0].name == "inc-20261122-incident-1"
        assert f"أعلنه <@{FOUNDER.user_id}> 10:12 ص" in card_in_room(desk)

    @pytest.mark.parametrize(
        ("typed", "severity"),
        [("حادث جديد ٢ توقف", "SEV2"), ("incident new sev3 slow", "SEV3"), ("الحادث جديد 1: تسريب", "SEV1")],
    )
    async def test_digits_of_either_kind_and_english_are_understood(
        self, desk: Edge, typed: str, severity: str
    ) -> None:
        await command(desk, typed)
        assert one(desk).severity == severity

    async def test_words_of_a_leak_make_the_room_private(self, desk: Edge) -> None:
        await command(desk, "حادث جديد 1 تسربت بيانات عملاء لجهة ثانية")
        found = one(desk)
        assert (found.kind, found.is_private) == ("leak", True)
        assert found.aware_at is not None

    async def test_latin_words_of_a_title_name_the_room(self, desk: Edge) -> None:
        await command(desk, "حادث جديد 2 WhatsApp sending stopped اليوم")
        one(desk)
        assert desk.house.rooms.made[0].name == "inc-20261122-whatsapp-sending-stopped-1"

    async def test_without_a_severity_the_form_is_offered_and_nothing_declared(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        answer = await command(desk, f"حادث جديد {TITLE}")
        assert "اكتب بعد «جديد» الدرجة" in answer.json["text"]
        assert incidents(desk) == []
        value = answer.json["blocks"][1]["elements"][0]["value"]
        await desk.press("incident.declare", value)
        assert door.view["callback_id"] == "incident.declare_submit"
        assert door.problems == []

    async def test_same_words_twice_are_one_incident(self, desk: Edge) -> None:
        await command(desk, f"حادث جديد 2 {TITLE}")
        answer = await command(desk, f"حادث جديد 2 {TITLE}", user=OPERATOR.user_id)
        assert answer.text == "هذا الأمر في حادث مفتوح: ح-1."
        one(desk)

    async def test_list_shows_the_open_ones(self, desk: Edge) -> None:
        assert (await command(desk, "حادث قائمة")).text == "الحوادث المفتوحة: لا يوجد."
        await command(desk, f"حادث جديد 2 {TITLE}")
        desk.house.run_all()
        answer = await command(desk, "حادث")
        assert answer.json["text"].split("\n") == [
            "الحوادث المفتوحة: حادث واحد",
            f"• حادث ح-1 (SEV2): {TITLE} · أُعلن 10:12 ص · <#C_ROOM1>",
        ]

    async def test_stranger_declares_nothing(self, desk: Edge) -> None:
        answer = await command(desk, f"حادث جديد 1 {TITLE}", user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in answer.text
        assert incidents(desk) == []
        assert events(desk) == [("decision.refused", STRANGER.user_id)]

    async def test_secret_in_a_title_is_masked(self, desk: Edge) -> None:
        token = "xoxb" + "-123456789012-abcdefghijkl"
        await command(desk, f"حادث جديد 2 تسرّب المفتاح {token}")
        assert token not in (one(desk).title or "")


class TestSeverities:
    async def test_sev3_stands_in_a_thread_and_freezes_nothing(self, desk: Edge) -> None:
        await command(desk, f"حادث جديد 3 {TITLE}")
        one(desk)
        assert desk.house.rooms.made == []
        assert "المتابعة: في الردود تحت هذه البطاقة" in card(desk)
        assert "الإرسال: لم نوقف شيئاً" in card(desk)
        with desk.database.reading() as session:
            assert freezes.is_frozen(session) is None

    async def test_sev2_stays_in_the_thread_by_setting(self, desk: Edge) -> None:
        desk.product.settings.sev2_channel = Sev2Place.THREAD
        await command(desk, f"حادث جديد 2 {TITLE}")
        one(desk)
        assert desk.house.rooms.made == []
        assert "الإرسال: أوقفنا كل ما نبدأ به نحن" in card(desk)


class TestForm:
    async def test_shortcut_opens_the_form(self, desk: Edge, door: SlackDoor) -> None:
        await desk.interact(shortcut())
        assert door.problems == []
        await desk.submit(door.view, OUTAGE)
        assert one(desk).severity == "SEV2"

    async def test_card_of_a_ticket_offers_it_and_the_ticket_belongs(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        reports(desk, HOW)
        await desk.choose("ticket.more", "incident.declare|1.1")
        assert door.problems == []
        await desk.submit(door.view, OUTAGE | {"severity": "SEV3"}, user=OPERATOR.user_id)
        assert one(desk).severity == "SEV3"
        assert seen(desk).tickets == (1,)
        assert len(standing(desk, CHANNEL, "الحادث: ح-1 (SEV3)")) == 1

    async def test_leak_on_a_card_comes_with_its_severity_filled_in(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        reports(desk, LEAK)
        await desk.press("incident.declare", "1.1")
        chosen = [
            block["element"].get("initial_option", {}).get("value") for block in door.view["blocks"][1:3]
        ]
        assert chosen == ["SEV1", "leak"]

    async def test_ticket_that_belongs_already_says_to_which(self, desk: Edge, door: SlackDoor) -> None:
        reports(desk, HOW)
        await desk.press("incident.declare", "1.1")
        await desk.submit(door.view, OUTAGE)
        await desk.press("incident.declare", "1.1", user=OPERATOR.user_id)
        assert "هذا الأمر في حادث مفتوح: ح-1." in told(desk)
        answer = await desk.submit(door.view, OUTAGE, user=OPERATOR.user_id)
        assert answer.json["errors"] == {"title": "هذا الأمر في حادث مفتوح: ح-1."}

    async def test_title_without_a_letter_is_refused_at_its_field(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("incident.declare", "0.0")
        answer = await desk.submit(door.view, OUTAGE | {"title": "123"})
        assert answer.json["errors"] == {"title": "اكتب عنواناً من كلمة على الأقل."}
        assert incidents(desk) == []

    async def test_stranger_is_refused_before_typing_and_after(self, desk: Edge, door: SlackDoor) -> None:
        await desk.press("incident.declare", "0.0", user=STRANGER.user_id)
        assert door.views == []
        await desk.press("incident.declare", "0.0")
        answer = await desk.submit(door.view, OUTAGE, user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in answer.json["errors"]["title"]
        assert incidents(desk) == []

    async def test_late_form_comes_with_a_button(self, desk: Edge, door: SlackDoor) -> None:
        door.mood = "shut"
        await desk.press("incident.declare", "0.0")
        desk.house.run_all()
        assert len(desk.house.slack.whispers) == 1


class TestPlan:
    async def test_first_step_of_a_person_is_the_first_action(self, desk: Edge) -> None:
        await command(desk, f"حادث جديد 3 {TITLE}")
        desk.clock.move(minutes=4)
        await desk.press("incident.step", "1.ledger", user=OPERATOR.user_id)
        found = one(desk)
        assert found.first_action_by == OPERATOR.user_id
        assert f"أول إجراء: <@{OPERATOR.user_id}> 10:16 ص" in card(desk)

    async def test_rest_of_the_plan_is_in_the_menu(self, desk: Edge) -> None:
        await command(desk, f"حادث جديد 3 {TITLE}")
        one(desk)
        await desk.choose("incident.plan", "1.post_mortem")
        assert [step.done_by for step in seen(desk).steps if step.key == "post_mortem"] == [FOUNDER.user_id]

    async def test_second_press_learns_who_was_first(self, desk: Edge) -> None:
        await command(desk, f"حادث جديد 3 {TITLE}")
        await desk.press("incident.step_next", "1.ledger")
        await desk.press("incident.step_next", "1.ledger", user=OPERATOR.user_id)
        assert any(f"سبقك <@{FOUNDER.user_id}> وأتمّها" in said for said in told(desk))

    @pytest.mark.parametrize("value", ["9.ledger", "1.nothing", "x.ledger", "1.legal", ""])
    async def test_unknown_step_changes_nothing(self, desk: Edge, value: str) -> None:
        await command(desk, f"حادث جديد 3 {TITLE}")
        await desk.press("incident.step", value)
        assert "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً." in told(desk)

    async def test_stranger_marks_nothing(self, desk: Edge) -> None:
        await command(desk, f"حادث جديد 3 {TITLE}")
        await desk.press("incident.step", "1.ledger", user=STRANGER.user_id)
        assert one(desk).first_action_at is None


class TestAgain:
    async def test_room_is_made_at_once_when_somebody_gave_the_right(self, desk: Edge) -> None:
        desk.house.rooms.fail("create", NotAccepted("Slack", code="missing_scope"))
        await command(desk, f"حادث جديد 2 {TITLE}")
        one(desk)
        assert "incident.open_again" in offered(desk)
        await desk.press("incident.open_again", "1", user=OPERATOR.user_id)
        one(desk)
        assert len(desk.house.rooms.made) == 1
        assert "تنبيه" not in card(desk)


class TestFalseAlarm:
    async def lowered(self, desk: Edge, door: SlackDoor) -> None:
        """A leak with its incident, whose ticket the founder then lowers."""
        reports(desk, LEAK)
        await desk.press("incident.declare", "1.1")
        await desk.submit(door.view, OUTAGE | {"severity": "SEV1", "kind": "leak"})
        one(desk)
        await desk.press("ticket.lower", "1.P0.1")
        lowering = {"priority": "P3", "reason": "question", "note": "سؤال عن بيانات قديمة"}
        await desk.submit(door.view, lowering)
        one(desk)

    async def test_lowered_report_is_told_and_closing_is_offered_and_nothing_closes(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await self.lowered(desk, door)
        assert one(desk).status == "open"
        assert "تنبيه: خُفّضت كل بلاغاته" in card_in_room(desk)
        said = [post.text for post in desk.house.slack.posted if post.channel == "C_ROOM1"]
        assert said[-1].startswith(f"خفّض <@{FOUNDER.user_id}> التذكرة ت-1 إلى عادي.")

    async def test_founder_closes_it_and_what_was_frozen_goes_on(self, desk: Edge, door: SlackDoor) -> None:
        await self.lowered(desk, door)
        await desk.press("incident.false_alarm", "1", user=OPERATOR.user_id)
        assert one(desk).status == "open"
        await desk.press("incident.false_alarm", "1")
        found = one(desk)
        assert (found.status, found.resolved_as, found.resolved_by) == (
            "resolved",
            "false_alarm",
            FOUNDER.user_id,
        )
        with desk.database.reading() as session:
            assert freezes.is_frozen(session) is None
        assert standing(desk, CHANNEL, "إنذار كاذب: أُغلق الحادث ح-1")
        await desk.press("incident.step", "1.ledger")
        assert any("أُغلق الحادث" in said for said in told(desk))

    async def test_grave_report_keeps_it_open(self, desk: Edge, door: SlackDoor) -> None:
        reports(desk, LEAK)
        await desk.press("incident.declare", "1.1")
        await desk.submit(door.view, OUTAGE)
        await desk.press("incident.false_alarm", "1")
        assert one(desk).status == "open"
        assert any("ما زال بلاغ من بلاغاته" in said for said in told(desk))


def card_in_room(edge: Edge) -> str:
    edge.house.run_all()
    (found,) = standing(edge, "C_ROOM1", "حادث ح-1 (")
    return found


def shortcut() -> dict[str, Any]:
    return {
        "type": "shortcut",
        "callback_id": "incident.new",
        "team": {"id": "T0DX1", "domain": "edge"},
        "user": {"id": FOUNDER.user_id, "username": "someone", "team_id": "T0DX1"},
        "trigger_id": "1.2.trigger",
    }
