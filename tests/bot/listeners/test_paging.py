"""`/dealix مناوبة`: who is on call, until when, who may say so; and whom cards and alarms then name."""

import pytest

from tests.bot.edge import Edge
from tests.bot.listeners.hands import command
from tests.bot.listeners.test_decide import events
from tests.bot.listeners.test_delegation import notices
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER


async def duty(edge: Edge, words: str = "", *, user: str = FOUNDER.user_id) -> str:
    return (await command(edge, f"مناوبة {words}".strip(), user=user)).text


class TestShow:
    async def test_settings_hold_where_nobody_said_anything(self, each_desk: Edge) -> None:
        said = await duty(each_desk, user=OPERATOR.user_id)
        assert said.startswith(f"المناوب الآن: <@{OPERATOR.user_id}> (من الإعدادات، ولا موعد للتغيير)")
        assert "مناوبة @الشخص حتى غداً 8 ص" in said

    async def test_stranger_sees_nothing(self, desk: Edge) -> None:
        assert await duty(desk, user=STRANGER.user_id) == "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."

    async def test_nobody_at_all(self, desk: Edge) -> None:
        desk.product.settings.operator_ids = frozenset()
        assert (await duty(desk)).startswith("المناوب الآن: لا أحد في الإعدادات")


class TestSet:
    async def test_until_a_time_then_the_settings_again(self, each_desk: Edge) -> None:
        said = await duty(each_desk, f"@{FOUNDER.user_id} حتى الثلاثاء 8 ص", user=OPERATOR.user_id)
        assert said == f"المناوب من الآن: <@{FOUNDER.user_id}> حتى الثلاثاء 24 نوفمبر 8:00 ص."
        shown = await duty(each_desk)
        assert shown.split("\n")[:2] == [
            f"المناوب الآن: <@{FOUNDER.user_id}> حتى الثلاثاء 24 نوفمبر 8:00 ص (حدّدها <@{OPERATOR.user_id}>)",
            f"وبعده: <@{OPERATOR.user_id}> (من الإعدادات، ولا موعد للتغيير)",
        ]
        ((room, told),) = notices(each_desk)
        assert room == FOUNDER.user_id
        assert told.startswith("صرت المناوب من الآن حتى الثلاثاء 24 نوفمبر 8:00 ص")
        assert ("duty.began", OPERATOR.user_id) in events(each_desk)
        each_desk.clock.move(days=2)
        assert (await duty(each_desk)).startswith(f"المناوب الآن: <@{OPERATOR.user_id}> (من الإعدادات")

    async def test_shorter_turn_gives_back_to_the_longer_one(self, desk: Edge) -> None:
        await duty(desk, f"@{FOUNDER.user_id} حتى الخميس 8 ص")
        await duty(desk, f"@{OPERATOR.user_id} حتى اليوم 6 م")
        lines = (await duty(desk)).split("\n")
        assert lines[0].startswith(f"المناوب الآن: <@{OPERATOR.user_id}> حتى الأحد 22 نوفمبر 6:00 م")
        assert lines[1].startswith(f"وبعده: <@{FOUNDER.user_id}> حتى الخميس")
        desk.clock.move(hours=12)
        assert (await duty(desk)).startswith(f"المناوب الآن: <@{FOUNDER.user_id}>")

    async def test_ended_before_its_time(self, each_desk: Edge) -> None:
        await duty(each_desk, f"@{FOUNDER.user_id}")
        assert "حتى إشعار آخر" in await duty(each_desk)
        said = await duty(each_desk, "إلغاء", user=OPERATOR.user_id)
        assert said.startswith(f"انتهت مناوبة <@{FOUNDER.user_id}>. المناوب الآن: <@{OPERATOR.user_id}>")
        assert ("duty.ended", OPERATOR.user_id) in events(each_desk)
        assert await duty(each_desk, "إلغاء") == "لا مناوبة محدّدة يدوياً، فالإعدادات سارية من قبل."

    @pytest.mark.parametrize(
        ("words", "user", "said"),
        [
            (f"@{STRANGER.user_id}", FOUNDER.user_id, "المناوبة لمؤسس أو مشغّل معروف في الإعدادات فقط"),
            (f"@{OPERATOR.user_id}", STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط"),
            (f"@{OPERATOR.user_id} حتى الثلاثاء 8", FOUNDER.user_id, "صباحاً أم مساءً؟"),
            (f"@{OPERATOR.user_id} حتى 60 يوم", FOUNDER.user_id, "إلى متى؟ أطول مناوبة 31 يوماً"),
            ("سارة", FOUNDER.user_id, "اذكر الشخص بإشارة @"),
        ],
    )
    async def test_refused_or_asked_back(self, desk: Edge, words: str, user: str, said: str) -> None:
        assert (await duty(desk, words, user=user)).startswith(said)
        assert "duty.began" not in [event for event, _ in events(desk)]


class TestCard:
    async def test_names_who_is_on_call_and_who_stands_in(self, desk: Edge) -> None:
        desk.product.settings.operator_ids = frozenset({OPERATOR.user_id, "U_SARA"})
        await duty(desk, "@U_SARA حتى الثلاثاء 8 ص")
        desk.house.customer_writes(LEAK)
        desk.house.run_all()
        head = shown(desk)
        assert "<@U_SARA>" in head
        assert f"<@{OPERATOR.user_id}>" not in head
        await command(desk, f"تفويض @{OPERATOR.user_id} حتى الثلاثاء")
        desk.house.show_card()
        desk.house.run_all()
        assert f"<@{OPERATOR.user_id}>" in shown(desk)
        desk.clock.move(days=4)
        desk.house.show_card()
        desk.house.run_all()
        assert "<@U_SARA>" not in shown(desk)


def shown(desk: Edge) -> str:
    """The first line of the card that stands."""
    posts = [post.ts for post in desk.house.slack.posted if post.channel == "C_APPROVALS"]
    blocks = desk.house.strict.shown[posts[0]].blocks
    assert blocks is not None
    return str(blocks[0]).split("\\n", 1)[0]
