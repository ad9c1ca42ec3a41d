"""An incident under way, from the team's side: updates, what is put off, severity, roles, 📌, the notice."""

from datetime import timedelta

import pytest

from dealix_ops.freezes import service as freezes
from dealix_ops.incidents import pdpl, timeline
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.pdpl import Clock
from dealix_ops.ledger import service as ledger
from tests.bot.edge import Edge, Json
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import whispers
from tests.bot.test_incidents import reports
from tests.support.clock import START
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER

OURS = ["incident.update", "incident.snooze", "incident.harm_yes", "incident.harm_no"]
OURS += ["incident.notice", "incident.filed"]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


@pytest.fixture
async def room(desk: Edge, door: SlackDoor) -> Incident72h:
    """SEV2 of nothing personal, declared at 10:12."""
    return await declared(desk, door, "حادث جديد 2 توقف إرسال التقارير")


@pytest.fixture
async def leak(desk: Edge, door: SlackDoor) -> Incident72h:
    return await declared(desk, door, "حادث جديد 1 تسربت بيانات عملاء لجهة ثانية")


async def declared(edge: Edge, door: SlackDoor, words: str) -> Incident72h:
    await command(edge, words)
    edge.house.run_all()
    made = Incident72h(edge, door)
    made.work()
    return made


def stands(room: Incident72h) -> Incident:
    with room.edge.database.reading() as session:
        return session.get_one(Incident, 1)


def clock(room: Incident72h) -> Clock:
    with room.edge.database.reading() as session:
        found = pdpl.clock(session, session.get_one(Incident, 1))
    assert found is not None
    return found


def last(room: Incident72h) -> list[str]:
    """The newest message where the incident stands."""
    return room.heard[-1][1].split("\n")


def alone(room: Incident72h) -> str:
    """What the founder alone was told, in the conversation with the bot: it is no member of the room."""
    posted = room.edge.house.slack.posted
    return [one.text for one in posted if one.channel == FOUNDER.user_id][-1]


def ledgered(room: Incident72h, begins: str) -> list[dict[str, object]]:
    with room.edge.database.reading() as session:
        return [dict(one.facts) for one in ledger.entries(session) if one.event.startswith(begins)]


class TestUpdate:
    async def test_is_said_in_the_room_and_moves_the_clock(self, room: Incident72h) -> None:
        room.until(START + timedelta(minutes=20))
        await room.press("اكتب تحديثاً", by=OPERATOR.user_id)
        assert await room.submit({"text": "أعدنا التشغيل\nونراقب جوال 0551234567"}, by=OPERATOR.user_id) == {}
        assert last(room) == [
            "تحديث الحادث ح-1 10:32 ص، كتبه @المشغّل:",
            "الخبر التالي: قبل 11:32 ص",
            "> أعدنا التشغيل",
            "> ونراقب جوال +9665•••••567",
        ]
        assert stands(room).updated_at == room.now
        assert ledgered(room, "incident.updated") == [{"incident": 1, "reach": "team"}]

    async def test_ready_texts_fill_the_customers_field_and_keep_the_teams(
        self, room: Incident72h, door: SlackDoor
    ) -> None:
        await room.press("اكتب تحديثاً")
        assert "معكم سالم من ديلكس" in str(door.view)
        body: Json = {"type": "block_actions", "user": {"id": FOUNDER.user_id}, "trigger_id": "1.2.t"}
        chosen: Json = {"type": "static_select", "action_id": "incident.update_template", "block_id": "b"}
        chosen["selected_option"] = {"value": "notice"}
        typed = {"text": {"text": {"value": "كتبت هذا"}}, "customers.0": {"customers": {"value": "x"}}}
        view = door.view | {"id": "V1", "state": {"values": typed}}
        await room.edge.interact(body | {"view": view, "actions": [chosen]})
        assert door.problems == []
        assert "نشعركم بحادث قد يمسّ بيانات شخصية" in str(door.view)
        assert "كتبت هذا" in str(door.view)

    async def test_customers_get_drafts_that_nobody_sent(self, desk: Edge, door: SlackDoor) -> None:
        room = await of_ticket(desk, door)
        await room.press("اكتب تحديثاً")
        errors = await room.submit({"text": "للفريق", "propose": True})
        assert errors == {}
        draft = desk.house.card(1).draft
        assert draft is not None
        assert (draft.kind, draft.status) == ("update", "proposed")
        assert "نوافيكم بما يتبيّن خلال 30 دقيقة" in draft.text
        assert alone(room) == "نُشر التحديث، واقتُرحت مسودة: ت-1."

    async def test_gap_in_the_customers_text_is_refused_before_anything_is_said(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        room = await of_ticket(desk, door)
        await room.press("اكتب تحديثاً")
        said = len(room.heard)
        errors = await room.submit({"text": "للفريق", "customers": "آخر ما وصلنا: ⟦الخطوة⟧", "propose": True})
        assert list(errors) == ["customers.0"]
        assert len(room.heard) == said
        assert stands(room).updated_at is None

    async def test_text_of_a_colleague_that_waits_is_not_written_over(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        room = await of_ticket(desk, door)
        for _ in range(2):
            await room.press("اكتب تحديثاً")
            assert await room.submit({"text": "للفريق", "propose": True}) == {}
        assert "تُركت لأن فيها نص زميل ينتظر الاعتماد: ت-1." in alone(room)

    async def test_command_writes_one_and_shows_the_story(self, room: Incident72h) -> None:
        said = await room.speaks("حادث تحديث ح-1 أعدنا التشغيل")
        assert said == "كُتب في قصة الحادث ح-1. الخبر التالي: قبل 11:12 ص"
        assert last(room)[0] == "تحديث الحادث ح-1 10:12 ص، كتبه @المؤسس:"
        told = await command(room.edge, "حادث ح-1")
        lines = told.json["blocks"][0]["text"]["text"].split("\n")
        assert lines[:2] == ["قصة الحادث ح-1 (SEV2) حتى 10:12 ص:", "الخبر التالي للمتأثرين: قبل 11:12 ص"]
        assert lines[-1] == f"• في 10:12 ص: حدّث <@{FOUNDER.user_id}>: «أعدنا التشغيل»"

    @pytest.mark.parametrize(
        ("words", "answer"),
        [("حادث تحديث", "اكتب رقم الحادث"), ("حادث ح-9", "لا يوجد حادث"), ("حادث تحديث ح-9 نص", "لا يوجد")],
    )
    async def test_command_without_its_words_says_how(
        self, room: Incident72h, words: str, answer: str
    ) -> None:
        assert (await room.speaks(words)).startswith(answer)

    async def test_long_story_fits_into_slack(self, room: Incident72h) -> None:
        for number in range(16):
            await room.speaks(f"حادث تحديث ح-1 {number} " + "ااا&" * 50)
        told = await command(room.edge, "حادث ح-1")
        blocks = told.json["blocks"]
        assert max(len(block["text"]["text"]) for block in blocks) <= 3000
        assert sum(block["text"]["text"].count("• في") for block in blocks) == 15


class TestSnooze:
    async def test_twice_with_a_reason_then_no_more(self, room: Incident72h) -> None:
        room.until(START + timedelta(minutes=50))
        for until in ("11:27 ص", "11:42 ص"):
            await room.press("أجّل 15 دقيقة", by=OPERATOR.user_id)
            assert await room.submit({"why": "النتيجة تصل بعد قليل"}, by=OPERATOR.user_id) == {}
            assert last(room)[0] == f"أجّل @المشغّل خبر الحادث ح-1 إلى {until}. السبب:"
        await room.press("أجّل 15 دقيقة")
        errors = await room.submit({"why": "مرة ثالثة"})
        assert errors == {"why": "أُجّل هذا الخبر مرتين. اكتب ما عندكم ولو لم يتغير شيء."}

    async def test_never_past_what_a_customer_waits_for(self, desk: Edge, door: SlackDoor) -> None:
        room = await of_ticket(desk, door)
        room.until(START + timedelta(minutes=25))
        await room.press("أجّل 15 دقيقة")
        errors = await room.submit({"why": "لاحقاً"})
        assert errors == {"why": "وعدنا عميلاً بخبر قبل 10:42 ص، فلا يُؤجَّل إلى ما بعده."}

    async def test_without_a_word_there_is_no_reason(self, room: Incident72h) -> None:
        room.until(START + timedelta(minutes=50))
        await room.press("أجّل 15 دقيقة")
        assert await room.submit({"why": "..."}) == {"why": "اكتب السبب في كلمة على الأقل."}


class TestSeverity:
    async def test_operator_raises_and_everything_follows(self, room: Incident72h) -> None:
        await room.press("⋯", "غيّر الدرجة", by=OPERATOR.user_id)
        assert await room.submit({"severity": "SEV1"}, by=OPERATOR.user_id) == {}
        found = stands(room)
        assert (found.severity, found.first_action_due_at) == ("SEV1", START + timedelta(minutes=15))
        assert last(room) == ["رفع @المشغّل الحادث ح-1 من SEV2 إلى SEV1. الخبر التالي: قبل 10:42 ص."]
        (made,) = room.edge.house.rooms.made
        assert made.topic.startswith("حادث ح-1 (SEV1)")
        assert ledgered(room, "page.started") != []

    async def test_raised_sev3_gets_its_freeze_and_its_room(self, desk: Edge, door: SlackDoor) -> None:
        await command(desk, "حادث جديد 3 بطء في اللوحة")
        desk.house.run_all()
        await desk.choose("incident.more", "1.severity")
        assert door.problems == []
        room = Incident72h(desk, door)
        assert await room.submit({"severity": "SEV2"}) == {}
        assert [made.name for made in desk.house.rooms.made] == ["inc-20261122-incident-1"]
        with desk.database.reading() as session:
            assert freezes.is_frozen(session) is not None

    async def test_lowering_is_the_founders_and_has_a_reason(self, room: Incident72h) -> None:
        await room.press("⋯", "غيّر الدرجة", by=OPERATOR.user_id)
        errors = await room.submit({"severity": "SEV3", "why": "هدأ"}, by=OPERATOR.user_id)
        assert "للمؤسس فقط" in errors["why"]
        await room.press("⋯", "غيّر الدرجة")
        assert await room.submit({"severity": "SEV3"}) == {"why": "اكتب السبب في كلمة على الأقل."}
        assert await room.submit({"severity": "SEV3", "why": "عاد الإرسال"}) == {}
        assert last(room)[1] == "> عاد الإرسال"
        with room.edge.database.reading() as session:
            assert freezes.is_frozen(session) is not None  # lifted by the founder's own press only


class TestRoles:
    async def test_are_given_shown_and_freed(self, room: Incident72h) -> None:
        await room.press("⋯", "الأدوار")
        assert await room.submit({"commander": FOUNDER.user_id, "scribe": OPERATOR.user_id}) == {}
        assert last(room) == [
            "قائد الحادث (ح-1): @المؤسس، بتكليف من @المؤسس",
            "موثّق الحادث (ح-1): @المشغّل، بتكليف من @المؤسس",
        ]
        assert f"قائد الحادث: <@{FOUNDER.user_id}>" in str(room.summary().blocks)
        assert [one["role"] for one in ledgered(room, "incident.role")] == ["commander", "scribe"]

    async def test_stranger_holds_none(self, room: Incident72h) -> None:
        await room.press("⋯", "الأدوار")
        errors = await room.submit({"commander": STRANGER.user_id})
        assert errors == {"commander": "الدور لمؤسس أو مشغّل فقط."}


class TestPinned:
    async def test_line_is_kept_masked_and_taken_back(self, room: Incident72h) -> None:
        await room.pins("جوال المبلّغ 0551234567", by=OPERATOR.user_id)
        assert story(room)[-1] == ("pinned", "جوال المبلّغ +9665•••••567")
        await room.pins("جوال المبلّغ 0551234567", by=OPERATOR.user_id, reaction="reaction_removed")
        assert "pinned" not in [kind for kind, _ in story(room)]
        await room.pins("جوال المبلّغ 0551234567", by=FOUNDER.user_id)
        assert story(room)[-1][0] == "pinned"

    async def test_stranger_pins_nothing(self, room: Incident72h) -> None:
        before = story(room)
        await room.pins("كلام", by=STRANGER.user_id)
        assert story(room) == before


class TestNotice:
    async def test_yes_runs_the_clock_from_when_we_learnt_of_it(self, leak: Incident72h) -> None:
        assert leak.heard[-1][1].startswith("هل قد تتضرر بيانات شخصية في الحادث ح-1؟")
        await leak.press("نعم، قد تتضرر بيانات", by=OPERATOR.user_id)
        late = {"why": "أسماء ظهرت", "aware": START + timedelta(hours=1)}
        assert "اختر وقت علمنا بين" in (await leak.submit(late, by=OPERATOR.user_id))["why"]
        early = {"why": "أسماء ظهرت", "aware": START - timedelta(hours=21)}
        assert await leak.submit(early, by=OPERATOR.user_id) == {}
        assert last(leak)[0].startswith(
            "قدّم @المشغّل وقت علمنا من 10:12 ص الأحد 22 نوفمبر إلى 1:12 م السبت 21 نوفمبر، وتنتهي مهلة البلاغ"
        )
        assert "مهلة البلاغ: باقي 51 ساعة (حتى 1:12 م الثلاثاء 24 نوفمبر)" in str(leak.summary().blocks)
        assert [one["may_harm"] for one in ledgered(leak, "incident.harm")] == [True]
        assert len(ledgered(leak, "incident.aware")) == 1

    async def test_no_is_the_founders_and_stops_the_clock(self, leak: Incident72h) -> None:
        await leak.press("لا", by=OPERATOR.user_id)
        errors = await leak.submit({"why": "لا بيانات"}, by=OPERATOR.user_id)
        assert "للمؤسس فقط" in errors["why"]
        await leak.press("لا")
        assert await leak.submit({"why": "القائمة بيانات تجربة"}) == {}
        assert clock(leak).runs is False
        assert "البلاغ: قُرّر أنه لا تتضرر بيانات شخصية" in str(leak.summary().blocks)
        assert "بلّغ الجهة" not in str(leak.summary().blocks)
        said = len(leak.heard)
        leak.edge.clock.move(hours=71)
        leak.work()
        assert [text for _, text in leak.heard[said:] if "بلاغ" in text or "بيانات" in text] == []

    async def test_draft_shows_what_is_missing(self, leak: Incident72h) -> None:
        await leak.press("نعم، قد تتضرر بيانات")
        assert await leak.submit({"why": "أسماء ظهرت"}) == {}
        await leak.press("مسودة البلاغ")
        assert await leak.submit({"data_types": "أسماء <!channel>"}) == {}
        text = "\n".join(last(leak))
        assert "• أنواع البيانات: أسماء <!channel>" in text  # as a reader sees it
        sent = [one.text for one in leak.edge.house.slack.posted if "أنواع البيانات" in one.text]
        assert sent
        assert not [one for one in sent if "<!channel>" in one]
        assert "• المخاطر والأثر: ⟦المخاطر والأثر⟧" in text
        assert ledgered(leak, "incident.notice_written") == [{"incident": 1, "parts": ["data_types"]}]

    async def test_filing_has_a_number_and_a_time_and_ends_the_clock(self, leak: Incident72h) -> None:
        await leak.press("نعم، قد تتضرر بيانات")
        assert await leak.submit({"why": "أسماء ظهرت"}) == {}
        wrong = "اكتب رقم البلاغ، ووقتاً بين علمنا والآن."
        await leak.press("رُفع البلاغ", by=OPERATOR.user_id)
        future = {"reference": "N-1", "complete": "whole", "filed_at": START + timedelta(hours=9)}
        assert await leak.submit(future, by=OPERATOR.user_id) == {"reference": wrong}
        assert await leak.submit({"reference": "N-1", "complete": "partial"}, by=OPERATOR.user_id) == {}
        assert "البقية واجبة" in last(leak)[0]
        assert clock(leak).runs is True
        await leak.press("رُفع البلاغ")
        assert await leak.submit({"reference": "N-2", "complete": "whole"}) == {}
        assert clock(leak).runs is False
        assert [one["partial"] for one in ledgered(leak, "incident.notice_filed")] == [True, False]


class TestWho:
    @pytest.mark.parametrize("action", OURS)
    async def test_stranger_is_refused_before_typing(
        self, room: Incident72h, door: SlackDoor, action: str
    ) -> None:
        opened = len(door.views)
        await room.edge.press(action, "1", user=STRANGER.user_id)
        room.work()
        assert len(door.views) == opened
        assert "للمؤسس والمشغّلين فقط" in whispers(room.edge)[-1][1]

    async def test_unknown_incident_is_no_incident(self, room: Incident72h) -> None:
        await room.edge.choose("incident.more", "99.roles")
        room.work()
        assert "لا يخص بطاقة معروفة" in whispers(room.edge)[-1][1]


async def of_ticket(edge: Edge, door: SlackDoor) -> Incident72h:
    """SEV1 from the card of a customer's report."""
    reports(edge, LEAK)
    await edge.choose("ticket.more", "incident.declare|1.1")
    made = Incident72h(edge, door)
    values = {"severity": "SEV1", "kind": "leak", "title": "بيانات ظاهرة"}
    assert await made.submit(values, by=FOUNDER.user_id) == {}
    made.work()
    return made


def story(room: Incident72h) -> list[tuple[str, str | None]]:
    with room.edge.database.reading() as session:
        return [(one.kind, one.text) for one in timeline.told(session, 1)]
