"""`/dealix تهيئة`: one checklist in the success channel, moved by presses, kept up to date in its place."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event

from dealix_ops.connectors import service as connectors
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.contacts import customers
from dealix_ops.ledger import service as ledger
from dealix_ops.onboarding import service
from dealix_ops.onboarding.rules import STEPS, StepId
from dealix_ops.onboarding.service import StepState
from scheduler import jobs
from tests.bot.edge import SUCCESS, Answer, Edge
from tests.bot.listeners.hands import command, tell
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import events, whispers
from tests.support.house import FOUNDER, OPERATOR, STRANGER
from tests.support.slack_events import direct, stamp

NAME = "نخبة الخليج"


def known(edge: Edge, *names: str) -> list[int]:
    with edge.database.transaction() as session:
        return [customers.find_or_create(session, name, now=edge.clock()).id for name in names or (NAME,)]


async def begun(edge: Edge, *, done: int = 0) -> int:
    """A checklist stands in its channel, with its first steps finished by the founder."""
    (customer_id,) = known(edge)
    await command(edge, f"تهيئة {NAME}")
    if done:
        with edge.database.transaction() as session:
            service.start(
                session, customer_id, bundle_id="growth_starter", actor=FOUNDER.user_id, now=edge.clock()
            )
            for step in STEPS[:done]:
                service.complete(session, customer_id, step.id, actor=FOUNDER.user_id, now=edge.clock())
    tick(edge)
    return customer_id


def tick(edge: Edge) -> None:
    jobs.renew_checklists(edge.product)
    edge.house.run_all()


def looked(edge: Edge) -> str:
    """What one tick asks of the database where nothing moved."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement.split(" IN (")[0])

    event.listen(edge.database.engine, "before_cursor_execute", note)
    jobs.renew_checklists(edge.product)
    event.remove(edge.database.engine, "before_cursor_execute", note)
    assert asked
    return "\n".join(asked)


def connect(edge: Edge, customer_id: int, key: str = "whatsapp_cloud") -> None:
    with edge.database.transaction() as session:
        connectors.move(
            session,
            customer_id,
            key,
            state=ConnectorState.CONNECTED_DRAFT_ONLY,
            notes="",
            actor="api:test",
            now=edge.clock(),
        )


def lines(edge: Edge) -> list[str]:
    """The newest checklist, as it reads now."""
    edge.house.run_all()
    assert edge.house.strict.refusals == []
    newest = [one for one in edge.house.slack.posted if one.channel == SUCCESS][-1]
    blocks = edge.house.strict.shown[newest.ts].blocks or ()
    return [line for one in blocks if one["type"] == "section" for line in one["text"]["text"].split("\n")]


def buttons(edge: Edge) -> list[str]:
    newest = [one for one in edge.house.slack.posted if one.channel == SUCCESS][-1]
    blocks = edge.house.strict.shown[newest.ts].blocks or ()
    return [one["action_id"] for block in blocks if block["type"] == "actions" for one in block["elements"]]


async def done(edge: Edge, step: StepId, *, user: str = FOUNDER.user_id, customer_id: int = 1) -> Answer:
    return await edge.press("onboarding.done", f"{customer_id}.{step}", user=user)


def last_facts(edge: Edge) -> dict[str, object]:
    with edge.database.reading() as session:
        return dict(list(ledger.entries(session))[-1].facts)


class TestCommand:
    @pytest.mark.parametrize("typed", [f"تهيئة {NAME}", f"التهيئه {NAME}", f"onboard {NAME}", "تهيئة النخبة"])
    async def test_checklist_stands_in_the_success_channel(self, desk: Edge, typed: str) -> None:
        known(desk)
        answer = await command(desk, typed)
        assert answer.text == f"بدأت تهيئة {NAME}، وقائمتها في <#{SUCCESS}>."
        assert lines(desk)[:3] == [
            f"*تهيئة {NAME}: 0 من 8، 0%*",
            "الباقة: لم تُختر بعد · بدأت 10:12 ص · باقي من وقت العميل 27 دقيقة",
            "▶️ *اختيار الهدف الأول* · اليوم 1 · دقيقتان",
        ]
        assert lines(desk)[5] == "▫️ ربط القنوات على وضع المسودات · اليوم 2 · 8 دقائق · باعتماد مؤسس أو مشغّل"
        assert lines(desk)[10:] == [
            "القنوات: 0 من 11 مربوطة، والمقبول منها 0",
            "تشغيل أول خدمة: ينتظر ربط \u2066WhatsApp Cloud\u2069",
        ]
        assert buttons(desk) == ["onboarding.done", "onboarding.more"]
        assert events(desk) == [("onboarding.started", FOUNDER.user_id)]

    async def test_asked_again_it_comes_to_the_bottom_and_begins_nothing(self, each_desk: Edge) -> None:
        await begun(each_desk)
        answer = await command(each_desk, f"تهيئة {NAME}", user=OPERATOR.user_id)
        assert answer.text == f"قائمة تهيئة {NAME} في <#{SUCCESS}>."
        each_desk.house.run_all()
        texts = [one.text for one in each_desk.house.slack.posted if one.channel == SUCCESS]
        assert texts == [
            "انتقلت قائمة التهيئة إلى رسالة أحدث",
            f"تهيئة {NAME}: 0 من 8، 0%. الخطوة الحالية: اختيار الهدف الأول",
        ]
        assert [event for event, _ in events(each_desk)] == ["onboarding.started"]

    async def test_unknown_name_gets_the_two_nearest_and_how_to_add_one(self, desk: Edge) -> None:
        known(desk, "نخبة الخليج", "نخب الشمال", "مدار")
        told = (await command(desk, "تهيئة نخبت الخليج")).json
        assert told["text"].split("\n") == [
            "لا عميل عندنا باسم «نخبت الخليج».",
            "أقرب الأسماء: «نخبة الخليج»، «نخب الشمال». اختر منها، أو أضف العميل.",
            "لإضافة عميل: «قناة نخبت الخليج» في قناته، أو «اربط بعميل» على بطاقته،"
            " أو «dealix customers import» بملف.",
        ]
        menu = told["blocks"][1]["elements"][0]
        assert (menu["action_id"], [one["value"] for one in menu["options"]]) == (
            "onboarding.begin",
            ["1", "2"],
        )
        assert events(desk) == []

    async def test_name_that_is_like_none_is_offered_none(self, desk: Edge) -> None:
        known(desk, "شركة السدر", "لبنة العقارية")
        text = (await command(desk, "تهيئة التدريب")).text
        assert "أقرب" not in text
        assert "لإضافة عميل" in text

    async def test_without_any_customer_it_says_how_to_add_one(self, desk: Edge) -> None:
        text = (await command(desk, "تهيئة مدار")).text
        assert "أقرب" not in text
        assert "لإضافة عميل" in text

    async def test_several_are_a_choice_and_the_choice_begins(self, desk: Edge) -> None:
        known(desk, "مدار التقنية", "مدار الشمال")
        told = (await command(desk, "تهيئة مدار")).json
        assert told["text"] == "أي عميل تقصد؟ اختره من القائمة."
        assert events(desk) == []
        await desk.choose("onboarding.begin", "2")
        assert lines(desk)[0] == "*تهيئة مدار الشمال: 0 من 8، 0%*"
        assert whispers(desk) == [(FOUNDER.user_id, f"بدأت تهيئة مدار الشمال، وقائمتها في <#{SUCCESS}>.")]

    async def test_whole_name_is_no_choice(self, desk: Edge) -> None:
        known(desk, "مدار", "مدار الشمال")
        await command(desk, "تهيئة مدار")
        assert lines(desk)[0] == "*تهيئة مدار: 0 من 8، 0%*"

    async def test_without_a_name_it_asks_for_one(self, desk: Edge) -> None:
        text = (await command(desk, "تهيئة")).text
        assert text == "اكتب اسم العميل بعد الأمر، مثل: تهيئة الأفق"

    async def test_without_its_channel_it_says_which_setting_is_missing(self, desk: Edge) -> None:
        desk.product.settings.slack_channel_success = None
        known(desk)
        assert "SLACK_CHANNEL_SUCCESS" in (await command(desk, f"تهيئة {NAME}")).text
        assert events(desk) == []

    async def test_same_words_in_the_direct_message(self, desk: Edge) -> None:
        known(desk)
        await tell(desk, direct(f"تهيئة {NAME}", ts=stamp(desk.clock()), user=OPERATOR.user_id))
        assert lines(desk)[0] == f"*تهيئة {NAME}: 0 من 8، 0%*"
        assert events(desk) == [("onboarding.started", OPERATOR.user_id)]

    async def test_stranger_learns_no_name(self, desk: Edge) -> None:
        known(desk)
        answer = await command(desk, f"تهيئة {NAME}", user=STRANGER.user_id)
        assert "هذا للمؤسس والمشغّلين فقط" in answer.text
        assert events(desk) == [("decision.refused", STRANGER.user_id)]

    async def test_bundle_of_the_contract_is_taken_over(self, desk: Edge) -> None:
        (customer_id,) = known(desk)
        with desk.database.transaction() as session:
            customers.locked(session, customer_id).bundle_id = "growth_starter"
        await command(desk, f"تهيئة {NAME}")
        assert lines(desk)[1].startswith("الباقة: \u2066Growth Starter\u2069 · بدأت 10:12 ص")


class TestDone:
    async def test_card_changes_in_place_and_names_who_did_it(self, each_desk: Edge) -> None:
        await begun(each_desk)
        answer = await done(each_desk, StepId.SELECT_GOAL, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        now = lines(each_desk)
        assert now[0] == f"*تهيئة {NAME}: 1 من 8، 12.5%*"
        assert now[2] == "✅ اختيار الهدف الأول · أنجزها <@U_OPERATOR> 10:12 ص"
        assert len([one for one in each_desk.house.slack.posted if one.channel == SUCCESS]) == 1
        assert events(each_desk)[-1] == ("onboarding.step_changed", OPERATOR.user_id)
        assert last_facts(each_desk) == {"customer_id": 1, "step_id": "select_goal", "completed": True}
        assert whispers(each_desk) == []

    async def test_half_way(self, desk: Edge) -> None:
        await begun(desk, done=4)
        now = lines(desk)
        assert now[0] == f"*تهيئة {NAME}: 4 من 8، 50%*"
        assert now[3] == "✅ اختيار الباقة · اعتمدها <@U_FOUNDER> 10:12 ص"

    async def test_two_at_once_do_it_once_and_the_loser_learns_who_was_first(self, each_desk: Edge) -> None:
        await begun(each_desk)
        people = (FOUNDER.user_id, OPERATOR.user_id)
        await asyncio.gather(*(done(each_desk, StepId.SELECT_GOAL, user=who) for who in people))
        (winner,) = [actor for event, actor in events(each_desk) if event == "onboarding.step_changed"]
        ((loser, text),) = whispers(each_desk)
        assert {winner, loser} == set(people)
        assert text == f"سبقك <@{winner}> وأنجزها 10:12 ص."

    async def test_pressed_twice_it_is_told_once(self, desk: Edge) -> None:
        await begun(desk)
        for _ in range(2):
            await done(desk, StepId.SELECT_GOAL)
        assert whispers(desk) == [(FOUNDER.user_id, "سجّلنا إنجازك لها 10:12 ص من قبل، ولم نكرّره.")]
        assert [event for event, _ in events(desk)].count("onboarding.step_changed") == 1

    async def test_step_whose_turn_has_not_come_is_refused(self, desk: Edge) -> None:
        await begun(desk)
        await done(desk, StepId.RISK_REVIEW)
        told = "الخطوة الحالية صارت «اختيار الهدف الأول»، فقرّر من القائمة المحدّثة."
        assert whispers(desk) == [(FOUNDER.user_id, told)]

    async def test_first_service_says_which_connector_is_missing(self, each_desk: Edge) -> None:
        customer_id = await begun(each_desk, done=6)
        await done(each_desk, StepId.FIRST_SERVICE_RUN)
        ((_, text),) = whispers(each_desk)
        assert text == (
            "لا تُسجَّل أول خدمة قبل ربط \u2066WhatsApp Cloud\u2069."
            " حدّث حالته من «المزيد» ثم «القنوات»، وبعدها أعد الضغط."
        )
        connect(each_desk, customer_id)
        await done(each_desk, StepId.FIRST_SERVICE_RUN)
        assert lines(each_desk)[0] == f"*تهيئة {NAME}: 7 من 8، 87.5%*"

    async def test_last_step_ends_it(self, desk: Edge) -> None:
        connect(desk, await begun(desk, done=6))
        await done(desk, StepId.FIRST_SERVICE_RUN)
        await done(desk, StepId.FIRST_PROOF_PACK)
        now = lines(desk)
        assert now[0] == f"*اكتملت تهيئة {NAME}: 8 من 8، 100%*"
        assert now[-1] == "القنوات: 1 من 11 مربوطة، والمقبول منها 0"
        assert buttons(desk) == ["onboarding.more"]
        await done(desk, StepId.FIRST_PROOF_PACK, user=OPERATOR.user_id)
        assert whispers(desk) == [(OPERATOR.user_id, "سبقك <@U_FOUNDER> وأنجزها 10:12 ص.")]

    async def test_stranger_moves_nothing(self, desk: Edge) -> None:
        await begun(desk)
        await done(desk, StepId.SELECT_GOAL, user=STRANGER.user_id)
        assert whispers(desk) == [(STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")]
        assert lines(desk)[0] == f"*تهيئة {NAME}: 0 من 8، 0%*"

    @pytest.mark.parametrize("value", ["", "x", "1", "1.dance", "0.select_goal", "99999999999.select_goal"])
    async def test_button_of_nothing_does_nothing(self, desk: Edge, value: str) -> None:
        await begun(desk)
        assert (await desk.press("onboarding.done", value)).status == 200
        assert [text for _, text in whispers(desk)] == ["الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."]

    async def test_customer_who_never_began(self, desk: Edge) -> None:
        known(desk)
        await done(desk, StepId.SELECT_GOAL)
        assert [text for _, text in whispers(desk)] == [
            "لم تبدأ تهيئة هذا العميل. ابدأها بالأمر «تهيئة» واسمه."
        ]


class TestMore:
    async def more(self, edge: Edge, what: str, *, user: str = FOUNDER.user_id) -> Answer:
        return await edge.choose("onboarding.more", f"{what}.1", user=user)

    async def test_choosing_the_bundle_is_its_step(self, each_desk: Edge, door: SlackDoor) -> None:
        await begun(each_desk)
        await done(each_desk, StepId.SELECT_GOAL)
        lines(each_desk)
        assert buttons(each_desk) == ["onboarding.bundle", "onboarding.more"]
        await done(each_desk, StepId.SELECT_BUNDLE)
        assert "اختر الباقة أولاً" in whispers(each_desk)[0][1]
        await each_desk.press("onboarding.bundle", "1", user=OPERATOR.user_id)
        assert door.problems == []
        answer = await each_desk.submit(door.view, {"reason": "data_to_revenue"}, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        now = lines(each_desk)
        assert now[1].startswith("الباقة: \u2066Data to Revenue\u2069")
        assert now[3] == "✅ اختيار الباقة · اعتمدها <@U_OPERATOR> 10:12 ص"

    async def test_bundle_changed_later_moves_no_step(self, desk: Edge, door: SlackDoor) -> None:
        await begun(desk, done=2)
        await self.more(desk, "bundle")
        await desk.submit(door.view, {"reason": "partnership_growth"})
        assert lines(desk)[0] == f"*تهيئة {NAME}: 2 من 8، 25%*"
        assert last_facts(desk) == {
            "customer_id": 1,
            "bundle_id": "partnership_growth",
            "was": "growth_starter",
        }

    async def test_note_stands_under_the_current_step_and_hides_secrets(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await begun(desk)
        await self.more(desk, "note")
        secret = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"
        note = f"بانتظار العميل {secret}"
        await desk.submit(door.view, {"reason": "select_goal", "note": note})
        shown = lines(desk)[3]
        assert shown.startswith("ملاحظة: بانتظار العميل")
        assert secret[8:] not in shown
        assert lines(desk)[0] == f"*تهيئة {NAME}: 0 من 8، 0%*"

    @pytest.mark.parametrize("note", ["", "   ", "١٢٣", "ع" * 201])
    async def test_note_without_words_is_asked_for_again(
        self, desk: Edge, door: SlackDoor, note: str
    ) -> None:
        await begun(desk)
        await self.more(desk, "note")
        answer = await desk.submit(door.view, {"reason": "select_goal", "note": note})
        assert answer.json["errors"] == {"note": "اكتب الملاحظة بكلمات، في 200 حرف أو أقل."}

    async def test_note_does_not_take_the_approval_over(self, desk: Edge, door: SlackDoor) -> None:
        await begun(desk, done=2)
        await self.more(desk, "note", user=OPERATOR.user_id)
        await desk.submit(door.view, {"reason": "select_bundle", "note": "اتفقنا"}, user=OPERATOR.user_id)
        assert lines(desk)[3] == "✅ اختيار الباقة · اعتمدها <@U_FOUNDER> 10:12 ص"

    async def test_step_is_opened_again_and_is_the_current_one(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        await begun(each_desk, done=3)
        await self.more(each_desk, "reopen", user=OPERATOR.user_id)
        assert door.problems == []
        await each_desk.submit(door.view, {"reason": "select_goal"}, user=OPERATOR.user_id)
        now = lines(each_desk)
        assert now[0] == f"*تهيئة {NAME}: 2 من 8، 25%*"
        assert now[2].startswith("▶️ *اختيار الهدف الأول*")
        assert last_facts(each_desk)["completed"] is False
        again = await each_desk.submit(door.view, {"reason": "select_goal"}, user=FOUNDER.user_id)
        assert again.json["errors"] == {"reason": "الخطوة مفتوحة أصلاً، فلم ننفّذ شيئاً."}

    async def test_nothing_done_is_nothing_to_open(self, desk: Edge, door: SlackDoor) -> None:
        await begun(desk)
        await self.more(desk, "reopen")
        assert door.views == []
        assert whispers(desk) == [(FOUNDER.user_id, "لا خطوة منجزة بعد لتُفتح من جديد.")]

    async def test_connectors_are_one_tap_away(self, desk: Edge) -> None:
        await begun(desk)
        await self.more(desk, "connectors")
        assert whispers(desk)[0][1].startswith(f"قنوات {NAME}: 0 من 11 مربوطة.")

    @pytest.mark.parametrize("what", ["note", "reopen", "bundle", "connectors"])
    async def test_stranger_is_refused_before_choosing(self, desk: Edge, door: SlackDoor, what: str) -> None:
        await begun(desk, done=2)
        await self.more(desk, what, user=STRANGER.user_id)
        assert door.views == []
        assert [text for _, text in whispers(desk)] == ["هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."]

    async def test_modal_that_came_too_late_comes_as_a_button(self, desk: Edge, door: SlackDoor) -> None:
        await begun(desk)
        door.mood = "shut"
        await self.more(desk, "note")
        assert whispers(desk) == [(FOUNDER.user_id, "تأخّر فتح النافذة. اضغط هنا لفتحها:")]

    @pytest.mark.parametrize("value", ["", "x", "dance.1", "note.x", "note.99999999999"])
    async def test_choice_of_nothing(self, desk: Edge, door: SlackDoor, value: str) -> None:
        await begun(desk)
        await desk.choose("onboarding.more", value)
        assert door.views == []
        assert [text for _, text in whispers(desk)] == ["الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."]

    @pytest.mark.parametrize("chosen", ["", "dance", "growth_starter"])
    async def test_forged_choice_is_a_bad_request(self, desk: Edge, door: SlackDoor, chosen: str) -> None:
        await begun(desk)
        await self.more(desk, "note")
        assert (await desk.submit(door.view, {"reason": chosen, "note": "كلمات"})).status == 400
        forged = door.view | {"private_metadata": "{}"}
        assert (await desk.submit(forged, {"reason": "select_goal", "note": "كلمات"})).status == 400


class TestClock:
    async def test_what_the_api_and_a_connector_moved_comes_onto_the_card(self, each_desk: Edge) -> None:
        customer_id = await begun(each_desk)
        with each_desk.database.transaction() as session:
            state = StepState(completed=True, notes="")
            service.set_step(
                session, customer_id, StepId.SELECT_GOAL, state=state, actor="api:k1", now=each_desk.clock()
            )
        connect(each_desk, customer_id)
        tick(each_desk)
        now = lines(each_desk)
        assert now[2] == "✅ اختيار الهدف الأول · أنجزها الربط البرمجي 10:12 ص"
        assert now[11] == "تشغيل أول خدمة: القنوات جاهزة له"

    async def test_a_look_asks_as_often_for_one_as_for_many(self, desk: Edge) -> None:
        await begun(desk)
        asked: list[str] = []
        for name in ("", "الأفق", "مدار"):
            if name:
                known(desk, name)
                await command(desk, f"تهيئة {name}")
            tick(desk)
            asked.append(looked(desk))
        assert asked[0] == asked[1] == asked[2]

    async def test_days_without_a_step_are_said_once_a_day(self, desk: Edge) -> None:
        await begun(desk, done=1)

        def edits() -> int:
            tick(desk)
            return next(one.edits for one in desk.house.slack.posted if one.channel == SUCCESS)

        before = edits()
        desk.clock.move(hours=24)
        assert edits() == before
        desk.clock.move(hours=24)
        assert edits() == before + 1
        assert lines(desk)[-1] == "⏸️ لم تتحرك أي خطوة منذ يومين"
        assert edits() == before + 1
        desk.clock.move(hours=24)
        assert edits() == before + 2
        assert lines(desk)[-1] == "⏸️ لم تتحرك أي خطوة منذ 3 أيام"
        await done(desk, StepId.SELECT_BUNDLE)
        assert "⏸️" not in lines(desk)[-1]

    async def test_finished_one_is_left_alone(self, desk: Edge) -> None:
        connect(desk, await begun(desk, done=6))
        for step in (StepId.FIRST_SERVICE_RUN, StepId.FIRST_PROOF_PACK):
            await done(desk, step)
        lines(desk)
        desk.clock.now += timedelta(days=9)
        tick(desk)
        assert "⏸️" not in "".join(lines(desk))

    async def test_customer_without_a_message_gets_none_from_the_clock(self, desk: Edge) -> None:
        (customer_id,) = known(desk)
        with desk.database.transaction() as session:
            service.start(session, customer_id, bundle_id=None, actor="api:k1", now=desk.clock())
        tick(desk)
        assert desk.house.slack.posted == []
