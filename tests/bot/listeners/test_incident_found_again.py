"""An incident that is over is found by its number, with its buttons and its story."""

import pytest

from tests.bot.edge import Edge
from tests.bot.listeners.forms_sent import buttons
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor, shown, small_print
from tests.bot.listeners.test_incident_close import SUMMARY, TITLE, ended, told
from tests.bot.listeners.test_incident_notice import PARTIAL, WHOLE, filed, learnt
from tests.bot.listeners.test_incident_owed import over
from tests.bot.listeners.test_incident_review import added
from tests.bot.listeners.test_incident_run import declared
from tests.support.house import OPERATOR, STRANGER

OWED = "انتهت وبلاغ الجهة المختصة عنها لم يكتمل: ح-1"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


@pytest.mark.parametrize("words", ["حادث ح-1", "حادث 1", "حادث ١"])
async def test_by_its_number(desk: Edge, door: SlackDoor, words: str) -> None:
    await ended(desk, door)
    desk.clock.move(days=9)
    answer = await command(desk, words)
    text = shown(answer.json)
    assert TITLE in small_print(answer.json)
    assert f"الملخص: {SUMMARY}" in text
    assert "• في 10:12 ص الأحد 22 نوفمبر: أعلنه <@U_FOUNDER>" in text
    assert buttons(answer.json["blocks"])["incident.reopen"] == "1"


async def test_open_one_by_its_number_alone(desk: Edge) -> None:
    await command(desk, f"حادث جديد 2 {TITLE}")
    assert "قصة الحادث ح-1 (SEV2)" in (await command(desk, "حادث 1")).json["text"]


async def test_nobody_knows_the_number(desk: Edge) -> None:
    assert (await command(desk, "حادث 9")).text == "لا يوجد حادث بهذا الرقم. اكتب: حادث قائمة"


async def test_no_strangers(desk: Edge, door: SlackDoor) -> None:
    await ended(desk, door)
    answer = await command(desk, "حادث ح-1", user=STRANGER.user_id)
    assert not answer.text.startswith("{")
    assert TITLE not in answer.text


async def test_update_of_one_that_is_over_says_since_when(desk: Edge, door: SlackDoor) -> None:
    await ended(desk, door)
    desk.clock.move(days=2)
    said = "أُغلق الحادث 10:12 ص الأحد 22 نوفمبر، فلم ننفّذ شيئاً."
    assert (await command(desk, "حادث تحديث ح-1 ظهر مرة أخرى")).text == said


async def test_who_ended_an_action_days_ago_is_told_with_the_day(desk: Edge, door: SlackDoor) -> None:
    await ended(desk, door)
    await added(desk, door)
    await desk.press("incident.action_done", "1", user=OPERATOR.user_id)
    desk.clock.move(days=3)
    await desk.press("incident.action_done", "1")
    assert any(f"أنهاه <@{OPERATOR.user_id}> 10:12 ص الأحد 22 نوفمبر" in text for text in told(desk))


async def test_list_names_those_whose_notice_is_owed(each_desk: Edge, door: SlackDoor) -> None:
    desk = each_desk
    room = await declared(desk, door, "حادث جديد 1 تسربت بيانات عملاء لجهة ثانية")
    assert await learnt(room, 0) == {}
    assert OWED not in await listed(desk)
    await over(room)
    assert await listed(desk) == ["الحوادث المفتوحة: لا يوجد.", OWED]
    assert await filed(room, "N-1", PARTIAL) == {}
    assert OWED in await listed(desk)
    assert await filed(room, "N-2", WHOLE) == {}
    assert await listed(desk) == ["الحوادث المفتوحة: لا يوجد."]


async def test_wrong_words_are_answered_with_all_that_it_can_say(desk: Edge) -> None:
    usage = shown((await command(desk, "حادث كيف")).json)
    assert all(f"حادث {word}" in usage for word in ("جديد", "قائمة", "ح-3", "تحديث", "حل", "إجراءات", "نشر"))


async def listed(edge: Edge) -> list[str]:
    answer = await command(edge, "حادث قائمة")
    return shown(answer.json).split("\n") if answer.text.startswith("{") else [answer.text]
