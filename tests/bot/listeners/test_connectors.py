"""`/dealix ربط`: eleven connectors, one at a time in a modal, proved by themselves or by a person's words."""

from typing import Any

import pytest
from sqlalchemy import update

from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.connectors import proofs, service
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.contacts import opt_ins
from dealix_ops.contacts.models import Contact
from dealix_ops.contacts.opt_ins import Evidence
from dealix_ops.vocabulary import Means
from tests.bot.edge import Answer, Edge, Json
from tests.bot.edge import press as pressed
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import events, whispers
from tests.bot.listeners.test_onboarding import NAME, begun, known, lines
from tests.support.house import CHANNEL, FOUNDER, OPERATOR, STRANGER

S = ConnectorState


def stands(edge: Edge, key: str) -> tuple[str, bool]:
    """The state, and whether a proof of it stands."""
    with edge.database.reading() as session:
        one = service.standings(session, 1).get(key)
        return (one.state.value, one.tested_at is not None) if one else ("not_started", False)


def moved(edge: Edge, key: str, *states: S) -> None:
    with edge.database.transaction() as session:
        for state in states:
            service.move(session, 1, key, state=state, notes="", actor=FOUNDER.user_id, now=edge.clock())


async def opened(edge: Edge, door: SlackDoor, key: str, *, user: str = OPERATOR.user_id) -> Json:
    await edge.choose("connectors.open", f"1.{key}", user=user)
    assert door.problems == []
    return door.view


async def decided(
    edge: Edge, view: Json, choice: str, note: str = "", *, user: str = OPERATOR.user_id
) -> Answer:
    return await edge.submit(view, {"reason": choice, "note": note}, user=user)


async def try_out(edge: Edge, view: Json, *, user: str = OPERATOR.user_id) -> Answer:
    """«افحص الآن», as Slack sends a press in a modal: without a channel."""
    body: dict[str, Any] = pressed("connectors.test", "1.whatsapp_cloud", user=user)
    del body["channel"]
    return await edge.interact(
        body | {"container": {"type": "view", "view_id": "V1"}, "view": {"type": "modal", "id": "V1", **view}}
    )


def choices(view: Json) -> list[str]:
    menu = next(one["element"] for one in view["blocks"] if one.get("block_id") == "reason")
    return [one["value"] for one in menu["options"]]


def wrote(edge: Edge) -> None:
    """The customer's own WhatsApp message."""
    edge.house.customer_writes("سلام")
    with edge.database.transaction() as session:
        session.execute(update(Contact).values(customer_id=1))
    edge.house.run_all()
    with edge.database.transaction() as session:
        session.execute(update(Contact).values(customer_id=1))


def consented(edge: Edge) -> None:
    with edge.database.transaction() as session:
        contact = session.get_one(Contact, 1)
        words = "وافق في عقده على رسائل واتساب"
        given = Evidence(
            channel=Means.WHATSAPP, address="+966500000001", words=words, given_on=edge.clock().date()
        )
        opt_ins.record(session, contact, given, actor=FOUNDER.user_id, now=edge.clock())


class TestCommand:
    async def test_all_eleven_with_state_mode_phase_and_what_blocks(self, desk: Edge) -> None:
        known(desk)
        moved(desk, "gmail", S.CONNECTED_DRAFT_ONLY)
        told = (await command(desk, f"ربط {NAME}", user=OPERATOR.user_id)).json
        shown_lines = told["blocks"][0]["text"]["text"].split("\n")
        assert shown_lines[0] == f"*قنوات {NAME}: 1 من 11 مربوطة*"
        assert shown_lines[1] == "✅ مربوط، مسودات فقط: \u2066Gmail\u2069 · وضعها مسودات فقط · المرحلة 1"
        whatsapp = (
            "▫️ لم يبدأ: \u2066WhatsApp Cloud\u2069 · وضعها مسودات فقط · المرحلة 1 · تتوقف عليها أول خدمة"
        )
        assert shown_lines[5] == whatsapp
        assert len(shown_lines) == 12
        assert told["blocks"][1]["text"]["text"] == "أول خدمة: تنتظر ربط \u2066WhatsApp Cloud\u2069"
        options = told["blocks"][2]["elements"][0]["options"]
        assert [one["value"] for one in options] == [f"1.{kind.key}" for kind in CONNECTORS]

    async def test_several_are_a_choice_that_shows_the_list(self, desk: Edge) -> None:
        known(desk, "مدار التقنية", "مدار الشمال")
        told = (await command(desk, "connectors مدار")).json
        assert told["blocks"][1]["elements"][0]["action_id"] == "connectors.show"
        await desk.choose("connectors.show", "2")
        assert whispers(desk)[0][1].startswith("قنوات مدار الشمال: 0 من 11 مربوطة.")
        assert desk.house.strict.refusals == []

    async def test_stranger_sees_nothing(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        told = await command(desk, f"ربط {NAME}", user=STRANGER.user_id)
        assert "هذا للمؤسس والمشغّلين فقط" in told.text
        await desk.choose("connectors.open", "1.gmail", user=STRANGER.user_id)
        assert door.views == []
        assert events(desk) == [("decision.refused", STRANGER.user_id)] * 2


class TestModal:
    @pytest.mark.parametrize("key", [kind.key for kind in CONNECTORS])
    async def test_every_connector_opens(self, desk: Edge, door: SlackDoor, key: str) -> None:
        known(desk)
        text = shown(await opened(desk, door, key))
        assert "*الحالة:* ▫️ لم يبدأ" in text
        assert "*القبول:* ينقصها: لم يكتمل الربط، لم ينجح أي اختبار بعد، لا قيد لها في السجل" in text
        assert "*آخر فحص:* لم تُفحص بعد" in text
        assert "*إن تعطّلت*" in text

    async def test_only_states_that_can_follow_are_offered(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        view = await opened(desk, door, "gmail")
        assert choices(view) == [
            "configuring",
            "connected_draft_only",
            "connected_approved_execute",
            "disabled",
        ]
        await decided(desk, view, "configuring", "بانتظار صلاحية جوجل")
        view = await opened(desk, door, "gmail")
        assert choices(view)[0] == "tried"
        assert choices(view)[-1] == "stay"
        text = shown(view)
        assert "ملاحظة: بانتظار صلاحية جوجل" in text
        assert "• من «لم يبدأ» إلى «قيد الإعداد» · <@U_OPERATOR> 10:12 ص · بانتظار صلاحية جوجل" in text

    async def test_change_is_kept_with_its_name_and_shows_on_the_checklist(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        await begun(each_desk)
        view = await opened(each_desk, door, "whatsapp_cloud")
        answer = await decided(each_desk, view, "connected_draft_only")
        assert (answer.status, answer.text) == (200, "")
        assert stands(each_desk, "whatsapp_cloud") == ("connected_draft_only", False)
        assert events(each_desk)[-1] == ("connector.state_changed", OPERATOR.user_id)
        assert "تشغيل أول خدمة: القنوات جاهزة له" in lines(each_desk)

    async def test_who_was_first_is_told_in_the_modal(self, each_desk: Edge, door: SlackDoor) -> None:
        known(each_desk)
        moved(each_desk, "gmail", S.CONFIGURING)
        view = await opened(each_desk, door, "gmail")
        moved(each_desk, "gmail", S.ERROR)
        answer = await decided(each_desk, view, "connected_draft_only")
        assert answer.json["errors"] == {"reason": "سبقك زميلك وجعلها «فيه خلل» 10:12 ص."}
        assert stands(each_desk, "gmail")[0] == "error"

    async def test_state_that_cannot_follow_is_refused(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        answer = await decided(desk, await opened(desk, door, "gmail"), "error")
        said = "لا تنتقل القناة من حالتها إلى هذه مباشرة. اختر خطوة قبلها."
        assert answer.json["errors"] == {"reason": said}
        assert events(desk) == []

    @pytest.mark.parametrize("choice", ["", "dance"])
    async def test_forged_choice_is_a_bad_request(self, desk: Edge, door: SlackDoor, choice: str) -> None:
        known(desk)
        view = await opened(desk, door, "gmail")
        assert (await decided(desk, view, choice)).status == 400
        for state in ("", "{}", '{"customer_id": 1, "key": "fax", "seen": "error", "channel": "C"}'):
            forged = view | {"private_metadata": state}
            assert (await decided(desk, forged, "configuring")).status == 400

    @pytest.mark.parametrize("value", ["", "1", "1.fax", "404.gmail", "99999999999.gmail"])
    async def test_choice_of_nothing_opens_nothing(self, desk: Edge, door: SlackDoor, value: str) -> None:
        known(desk)
        await desk.choose("connectors.open", value)
        assert door.views == []
        assert [text for _, text in whispers(desk)] == ["الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."]


class TestLive:
    async def test_whatsapp_needs_its_flag_and_documented_consent(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        known(each_desk)
        wrote(each_desk)
        view = await opened(each_desk, door, "whatsapp_cloud", user=FOUNDER.user_id)
        live = "connected_approved_execute"
        answer = await decided(each_desk, view, live, user=FOUNDER.user_id)
        assert answer.json["errors"]["reason"] == (
            "بقيت على المسودات. ينقصها: المفتاح \u2066WHATSAPP_ALLOW_LIVE_SEND\u2069 غير مفعّل في الإعدادات،"
            " ولا موافقة موثّقة من أي شخص عند هذا العميل على رسائل واتساب."
        )
        each_desk.product.settings.whatsapp_allow_live_send = True
        answer = await decided(each_desk, view, live, user=FOUNDER.user_id)
        assert "لا موافقة موثّقة" in answer.json["errors"]["reason"]
        assert "المفتاح" not in answer.json["errors"]["reason"]
        consented(each_desk)
        answer = await decided(each_desk, view, live, user=FOUNDER.user_id)
        assert (answer.status, answer.text) == (200, "")
        assert stands(each_desk, "whatsapp_cloud")[0] == live

    async def test_operator_does_not_switch_it_on_and_the_founder_is_told(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        desk.product.settings.gmail_allow_live_send = True
        known(desk)
        view = await opened(desk, door, "gmail")
        await decided(desk, view, "connected_approved_execute")
        assert whispers(desk) == [(OPERATOR.user_id, "هذا القرار للمؤسس فقط، بلّغناه.")]
        assert any("القرار لكم <@U_FOUNDER>" in one.text for one in desk.house.slack.posted)
        assert ("decision.refused", OPERATOR.user_id) in events(desk)
        assert stands(desk, "gmail")[0] == "not_started"

    @pytest.mark.parametrize("key", ["moyasar", "crm_generic", "instagram_graph"])
    async def test_without_a_live_way_nobody_gets_there(self, desk: Edge, door: SlackDoor, key: str) -> None:
        known(desk)
        view = await opened(desk, door, key, user=FOUNDER.user_id)
        answer = await decided(desk, view, "connected_approved_execute", user=FOUNDER.user_id)
        assert answer.json["errors"] == {"reason": "بقيت على حالها: هذه القناة لا تنفّذ بنفسها أصلاً."}

    async def test_sheets_act_after_approval_by_themselves(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        view = await opened(desk, door, "google_sheets")
        await decided(desk, view, "connected_approved_execute")
        assert stands(desk, "google_sheets")[0] == "connected_approved_execute"


class TestProof:
    async def test_whatsapp_proves_itself(self, each_desk: Edge, door: SlackDoor) -> None:
        known(each_desk)
        wrote(each_desk)
        moved(each_desk, "whatsapp_cloud", S.CONNECTED_DRAFT_ONLY)
        view = await opened(each_desk, door, "whatsapp_cloud")
        answer = await try_out(each_desk, view)
        assert (answer.status, answer.text) == (200, "")
        begins, told = whispers(each_desk)
        assert begins[1].startswith("بدأ فحص \u2066WhatsApp Cloud\u2069")
        assert told[1].split("\n") == [
            f"نجح فحص \u2066WhatsApp Cloud\u2069 عند {NAME}.",
            "آخر رسالة وصلت: 10:12 ص",
            "آخر مسودة: 10:12 ص",
            "آخر تسليم: لا شيء بعد",
            "عنوان الاستقبال: يعمل",
            "رمز الوصول: مقبول عند Meta",
            "السجلات: لا سر فيها",
        ]
        assert stands(each_desk, "whatsapp_cloud") == ("connected_draft_only", True)
        assert ("connector.tested", OPERATOR.user_id) in events(each_desk)
        text = shown(await opened(each_desk, door, "whatsapp_cloud"))
        assert "*القبول:* مقبولة، فهي مربوطة وفحصها ناجح، ولا سر في السجلات، وقيدها محفوظ" in text
        assert "*آخر فحص:* نجح 10:12 ص · <@U_OPERATOR>" in text
        told_list = (await command(each_desk, f"ربط {NAME}")).json["blocks"][0]["text"]["text"]
        assert "تتوقف عليها أول خدمة · فُحصت 10:12 ص" in told_list

    @pytest.mark.parametrize(
        ("door_opens", "token_ok", "said"),
        [
            (False, True, "عنوان الاستقبال: لا يجيب كما يجب، راجع «dealix doctor»"),
            (True, False, "رمز الوصول: لم تقبله Meta أو لم تُجب"),
        ],
    )
    async def test_failure_says_what_failed_and_takes_the_proof_back(
        self, desk: Edge, door: SlackDoor, *, door_opens: bool, token_ok: bool, said: str
    ) -> None:
        known(desk)
        wrote(desk)
        moved(desk, "whatsapp_cloud", S.CONNECTED_DRAFT_ONLY)
        view = await opened(desk, door, "whatsapp_cloud")
        await try_out(desk, view)
        assert whispers(desk)
        assert stands(desk, "whatsapp_cloud")[1]
        desk.house.door_opens, desk.house.token_ok = door_opens, token_ok
        await try_out(desk, view)
        last = whispers(desk)[-1][1]
        assert last.startswith("لم ينجح فحص")
        assert said in last
        assert stands(desk, "whatsapp_cloud") == ("connected_draft_only", False)

    async def test_nothing_came_in_is_no_proof(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        moved(desk, "website_forms", S.CONNECTED_DRAFT_ONLY)
        await try_out(desk, await opened(desk, door, "website_forms"))
        last = whispers(desk)[-1][1]
        assert "آخر رسالة وصلت: لا رسالة من هذا العميل بعد" in last
        assert "رمز الوصول" not in last
        assert not stands(desk, "website_forms")[1]

    async def test_proof_before_it_is_connected_does_not_count(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        wrote(desk)
        await try_out(desk, await opened(desk, door, "whatsapp_cloud"))
        last = whispers(desk)[-1][1]
        assert "لم تُربط القناة بعد، فلا يُحتسب الفحص" in last

    async def test_stranger_tests_nothing(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        view = await opened(desk, door, "whatsapp_cloud")
        await try_out(desk, view, user=STRANGER.user_id)
        assert [user for user, _ in whispers(desk)] == [STRANGER.user_id]
        assert events(desk) == [("decision.refused", STRANGER.user_id)]

    async def test_asked_for_elsewhere_the_answer_comes_to_the_person(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        known(desk)
        view = await opened(desk, door, "whatsapp_cloud")
        elsewhere = view | {"private_metadata": view["private_metadata"].replace(CHANNEL, "C_LUNCH")}
        await try_out(desk, elsewhere)
        desk.house.run_all()
        told = [one for one in desk.house.slack.posted if one.channel == OPERATOR.user_id]
        assert [one.text.split(" ")[0] for one in told] == ["بدأ", "لم"]

    async def test_without_a_gateway_a_person_says_what_was_seen(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        known(each_desk)
        moved(each_desk, "gmail", S.CONNECTED_DRAFT_ONLY)
        view = await opened(each_desk, door, "gmail")
        assert "لا نفحصها آلياً بعد" in shown(view)
        assert "connectors.test" not in str(view)
        said = {"note": "اكتب ماذا جرّبت وماذا رأيت، في 200 حرف أو أقل."}
        for note in ("", "12 ."):
            assert (await decided(each_desk, view, "tried", note)).json["errors"] == said
        await decided(each_desk, view, "tried", "كتبت مسودة وظهرت في صندوق العميل")
        assert stands(each_desk, "gmail") == ("connected_draft_only", True)
        text = shown(await opened(each_desk, door, "gmail"))
        assert "جرّبها شخص: كتبت مسودة وظهرت في صندوق العميل" in text
        assert "*القبول:* مقبولة" in text
        with each_desk.database.reading() as session:
            told = proofs.last_proof(session, 1, "gmail")
        assert told is not None
        assert (told.by_hand, told.actor) == (True, OPERATOR.user_id)

    async def test_nobody_s_word_is_taken_for_one_that_proves_itself(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        known(desk)
        moved(desk, "whatsapp_cloud", S.CONNECTED_DRAFT_ONLY)
        view = await opened(desk, door, "whatsapp_cloud")
        assert "tried" not in choices(view)
        answer = await decided(desk, view, "tried", "جربته ويعمل")
        assert answer.json["errors"] == {"reason": "هذه القناة تُفحص بزر «افحص الآن»، لا بشهادة أحد."}

    async def test_no_word_for_what_nobody_connected(self, desk: Edge, door: SlackDoor) -> None:
        known(desk)
        view = await opened(desk, door, "gmail")
        assert "tried" not in choices(view)
        answer = await decided(desk, view, "tried", "جربته ويعمل")
        assert "لم تُربط القناة بعد" in answer.json["errors"]["reason"]


class TestSummary:
    async def test_what_the_customer_s_card_may_say(self, desk: Edge) -> None:
        known(desk)
        moved(desk, "gmail", S.CONNECTED_DRAFT_ONLY)
        moved(desk, "moyasar", S.CONFIGURING, S.ERROR)
        with desk.database.reading() as session:
            told = service.summary(session, 1)
        assert (told.total, told.connected, told.accepted) == (11, 1, 0)
        assert (told.failing, told.missing) == (("Moyasar",), ("WhatsApp Cloud",))
        assert not told.ready_for_first_service
