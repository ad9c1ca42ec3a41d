"""The founder goes away: who decides meanwhile, what they may, what they may not, and what everybody sees."""

import asyncio

import pytest
from sqlalchemy import select

from dealix_ops.delegation.models import Delegation
from dealix_ops.ledger import service as ledger
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Edge
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import events, status, whispers
from tests.bot.listeners.test_direct import answers, writes
from tests.bot.listeners.test_endings import BY_WORD, ref, wrote
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER

TO_OPERATOR = f"تفويض @{OPERATOR.user_id}"
FOUNDERS_OWN = "هذا القرار للمؤسس فقط"


async def delegate(edge: Edge, until: str = "حتى الاثنين", *, user: str = FOUNDER.user_id) -> str:
    return (await command(edge, f"{TO_OPERATOR} {until}", user=user)).text


def notices(edge: Edge) -> list[tuple[str, str]]:
    edge.house.run_all()
    return [(post.channel, post.text) for post in edge.house.slack.posted if post.channel.startswith("U")]


def facts(edge: Edge, event: str) -> list[tuple[str, dict[str, object]]]:
    with edge.database.reading() as session:
        return [(entry.actor, dict(entry.facts)) for entry in ledger.entries(session) if entry.event == event]


def cards(edge: Edge) -> str:
    edge.house.run_all()
    return "\n".join(str(message.blocks) for message in edge.house.strict.shown.values())


class TestStart:
    async def test_operator_is_told_and_the_ledger_keeps_it(self, each_desk: Edge) -> None:
        said = await delegate(each_desk)
        assert said.startswith(f"فوّضت <@{OPERATOR.user_id}> حتى نهاية الاثنين 23 نوفمبر.")
        ((room, told),) = notices(each_desk)
        assert room == OPERATOR.user_id
        assert told.startswith(f"فوّضك <@{FOUNDER.user_id}> حتى نهاية الاثنين 23 نوفمبر.")
        for kept in ("التفويض نفسه", "المال", "رفع التجميد", "الإرسال المباشر"):
            assert kept in told
        ((by, kept_facts),) = facts(each_desk, "delegation.started")
        assert (by, kept_facts["delegate"]) == (FOUNDER.user_id, OPERATOR.user_id)

    async def test_same_words_twice_are_one_delegation(self, each_desk: Edge) -> None:
        await delegate(each_desk)
        assert (await delegate(each_desk)).startswith("التفويض قائم من قبل:")
        assert len(notices(each_desk)) == len(facts(each_desk, "delegation.started")) == 1

    async def test_two_at_once_are_one(self, each_desk: Edge) -> None:
        await asyncio.gather(*(delegate(each_desk, until) for until in ("حتى الاثنين", "حتى الخميس")))
        with each_desk.database.reading() as session:
            assert len(session.scalars(select(Delegation)).all()) == 1

    async def test_other_time_asks_to_end_the_first(self, desk: Edge) -> None:
        await delegate(desk)
        assert "أنهِه أولاً" in await delegate(desk, "حتى الخميس")

    @pytest.mark.parametrize("user", [OPERATOR.user_id, STRANGER.user_id])
    async def test_nobody_else_delegates_nor_passes_it_on(self, desk: Edge, user: str) -> None:
        if user == OPERATOR.user_id:
            await delegate(desk)
        said = await delegate(desk, "حتى الخميس", user=user)
        assert said in (f"{FOUNDERS_OWN}، فلم ننفّذ شيئاً.", "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.")
        said = (await command(desk, f"{TO_OPERATOR} إلغاء", user=user)).text
        assert "فلم ننفّذ شيئاً" in said
        assert ("decision.refused", user) in events(desk)

    @pytest.mark.parametrize("who", [STRANGER.user_id, FOUNDER.user_id, "U_NOBODY"])
    async def test_only_a_known_operator_stands_in(self, desk: Edge, who: str) -> None:
        assert "لمشغّل معروف" in (await command(desk, f"تفويض @{who} حتى الخميس")).text
        assert events(desk) == []

    @pytest.mark.parametrize(
        ("until", "asked"),
        [
            ("حتى الأحد", "أي يوم تقصد؟"),
            ("الخميس 6", "صباحاً أم مساءً؟"),
            ("5/12", "أي الرقمين هو الشهر؟"),
            ("اليوم 9 ص", "هذا الوقت مضى"),
            ("لين أرجع", "لم نفهم الوقت"),
            ("", "إلى متى؟"),
        ],
    )
    async def test_unclear_time_is_asked_back(self, desk: Edge, until: str, asked: str) -> None:
        assert asked in await delegate(desk, until)
        assert events(desk) == []

    async def test_name_without_a_mention_is_asked_for(self, desk: Edge) -> None:
        assert "بإشارة @" in (await command(desk, "تفويض أحمد حتى الخميس")).text

    async def test_works_without_a_slash(self, desk: Edge) -> None:
        await writes(desk, f"تفويض <@{OPERATOR.user_id}> حتى الاثنين")
        (said,) = answers(desk)
        assert said.startswith(f"فوّضت <@{OPERATOR.user_id}>")


class TestUnder:
    async def test_p0_is_approved_and_the_card_says_for_whom(self, each_desk: Edge) -> None:
        token = each_desk.house.leak()
        await each_desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert status(each_desk) == "proposed"
        await delegate(each_desk)
        await each_desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert status(each_desk) == "approved"
        assert f"(بتفويض من <@{FOUNDER.user_id}> حتى نهاية الاثنين 23 نوفمبر)" in cards(each_desk)
        ((by, told),) = facts(each_desk, "delegation.decided_under")
        assert (by, told["act"]) == (OPERATOR.user_id, "approve")
        assert each_desk.house.strict.refusals == []

    async def test_edit_lowering_and_false_alarm_pass(self, desk: Edge, door: SlackDoor) -> None:
        await delegate(desk, "4 ساعات")
        wrote(desk, BY_WORD)
        await desk.choose("ticket.false_alarm", ref(desk, "thanks"), user=OPERATOR.user_id)
        assert desk.house.card().priority == "P3"
        assert f"بتفويض من <@{FOUNDER.user_id}> حتى الأحد 22 نوفمبر 2:12 م" in cards(desk)
        assert [told["act"] for _, told in facts(desk, "delegation.decided_under")] == ["false_alarm"]

    async def test_edit_of_a_p0_is_approved_and_not_left(self, desk: Edge, door: SlackDoor) -> None:
        token = desk.house.leak()
        await delegate(desk)
        await desk.press("draft.edit", token, user=OPERATOR.user_id)
        assert door.problems == []
        await desk.submit(door.view, {"text": "وصلنا بلاغكم ونتابعه الآن."}, user=OPERATOR.user_id)
        assert status(desk) == "edited"

    async def test_p0_is_closed_with_a_reason(self, desk: Edge, door: SlackDoor) -> None:
        wrote(desk, LEAK)
        await delegate(desk)
        await desk.press("ticket.close_other", ref(desk), user=OPERATOR.user_id)
        await desk.submit(door.view, {"note": "مكررة مع ت-9"}, user=OPERATOR.user_id)
        with desk.database.reading() as session:
            assert session.get_one(Ticket, 1).closed_as == "other"
        assert [told["act"] for _, told in facts(desk, "delegation.decided_under")] == ["close"]

    async def test_own_right_is_no_decision_under_it(self, desk: Edge) -> None:
        wrote(desk, "كم سعر الباقات عندكم؟")
        await delegate(desk)
        await desk.press("ticket.no_reply", ref(desk), user=OPERATOR.user_id)
        assert facts(desk, "delegation.decided_under") == []

    async def test_other_operator_s_founder_only_act_stays_refused(self, desk: Edge) -> None:
        token = desk.house.leak()
        await delegate(desk)
        await desk.press("draft.approve", token, user=STRANGER.user_id)
        assert status(desk) == "proposed"

    async def test_founder_who_is_none_any_more_delegated_nothing(self, desk: Edge) -> None:
        token = desk.house.leak()
        await delegate(desk)
        with desk.database.transaction() as session:
            session.scalars(select(Delegation)).one().given_by = "U_FORMER"
        await desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert status(desk) == "proposed"


class TestEnd:
    async def test_it_ends_by_itself_to_the_second(self, each_desk: Edge) -> None:
        token = each_desk.house.leak()
        await delegate(each_desk, "اليوم 10:20 ص")
        each_desk.clock.move(minutes=8)
        await each_desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert status(each_desk) == "proposed"
        assert FOUNDERS_OWN in whispers(each_desk)[-1][1]
        assert "لا أحد مفوَّض الآن" in (await command(each_desk, "تفويض")).text
        await delegate(each_desk, "3 أيام")
        assert [by for by, _ in facts(each_desk, "delegation.ended")] == ["system"]

    async def test_one_second_before_it_still_holds(self, desk: Edge) -> None:
        token = desk.house.leak()
        await delegate(desk, "اليوم 10:20 ص")
        desk.clock.move(minutes=7, seconds=59)
        await desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert status(desk) == "approved"

    async def test_founder_ends_it_and_both_read_it(self, each_desk: Edge) -> None:
        token = each_desk.house.leak()
        await delegate(each_desk)
        said = (await command(each_desk, f"{TO_OPERATOR} إلغاء")).text
        assert said.startswith(f"انتهى الآن تفويض <@{OPERATOR.user_id}>")
        assert notices(each_desk)[-1][1].startswith(f"أنهى <@{FOUNDER.user_id}> التفويض")
        await each_desk.press("draft.approve", token, user=OPERATOR.user_id)
        assert status(each_desk) == "proposed"
        assert "لا تفويض قائم" in (await command(each_desk, f"{TO_OPERATOR} إلغاء")).text

    async def test_who_stands_in_is_listed(self, desk: Edge) -> None:
        await delegate(desk)
        for person in (FOUNDER, OPERATOR):
            text = (await command(desk, "تفويض", user=person.user_id)).text
            stands = (
                f"• المفوَّض <@{OPERATOR.user_id}>، بتفويض من <@{FOUNDER.user_id}> حتى نهاية الاثنين 23 نوفمبر"
            )
            assert text.startswith(stands)
        refused = (await command(desk, "تفويض", user=STRANGER.user_id)).text
        assert refused == "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
