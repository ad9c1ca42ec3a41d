"""`/dealix بانتظاري`, «مواعيد», «خطر», «تجديد» and the morning's buttons, through the whole application."""

from datetime import timedelta
from typing import Any

import pytest

from bot.ids import Action
from bot.sandbox.block_rules import block_problems
from dealix_ops.contacts import customers
from dealix_ops.customer_success import rules, service
from dealix_ops.customer_success.rules import Signals
from dealix_ops.ports.slack import SlackMessage
from tests.bot.blocks.views import first_strong
from tests.bot.edge import Edge
from tests.bot.listeners.hands import command, tell
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM
from tests.docs.cards import text_of
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER
from tests.support.slack_events import direct, stamp

WORDS = ("بانتظاري", "مواعيد", "خطر", "تجديد", "مؤشرات")
REFUSED = "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."


async def lines(edge: Edge, word: str, **more: Any) -> list[str]:
    """What the person alone is shown, a line each."""
    answer = await command(edge, word, **more)
    if not answer.text.startswith("{"):
        return [answer.text]
    blocks = answer.json["blocks"]
    assert block_problems(blocks, low=1) == []
    found = text_of(SlackMessage(answer.json["text"], blocks))
    assert {first_strong(line) for line in found} == {"AL"}
    return found


def two_matters(edge: Edge) -> None:
    hands.written(edge.house, CALM, wa_id="966500000001")
    hands.written(edge.house, LEAK, wa_id="966500000002")


class TestDrafts:
    async def test_nearest_first_with_the_way_to_each_card(self, each_desk: Edge) -> None:
        two_matters(each_desk)
        answer = (await command(each_desk, "بانتظاري", team_domain="dealix")).json
        assert str(answer["blocks"]).count("https://dealix.slack.com/archives/C_APPROVALS/p") == 2
        assert await lines(each_desk, "drafts") == [
            "بانتظار اعتمادك، الأقرب موعداً أولاً: تذكرتان",
            "تذكرة ت-2 · نورة · طارئ · قبل 10:42 ص",
            "تذكرة ت-1 · نورة · عادي · قبل 10:12 ص غداً",
        ]

    async def test_an_operator_sees_those_that_an_operator_may_approve(self, desk: Edge) -> None:
        two_matters(desk)
        found = await lines(desk, "بانتظاري", user=OPERATOR.user_id)
        assert [line.split(" · ")[0] for line in found[1:]] == ["تذكرة ت-1"]

    async def test_nothing_waits(self, desk: Edge) -> None:
        assert await lines(desk, "بانتظاري") == ["لا مسودة بانتظار اعتمادك الآن."]


class TestSla:
    async def test_late_ones_the_gravest_first_and_what_comes_next(self, each_desk: Edge) -> None:
        two_matters(each_desk)
        each_desk.clock.move(hours=1)
        assert await lines(each_desk, "مواعيد") == [
            "المتأخر الآن، الأخطر أولاً: تذكرة واحدة",
            "تذكرة ت-2 · نورة · طارئ · أول رد متأخر 30 دقيقة",
            "أقرب المواعيد:",
            "تذكرة ت-1 · نورة · عادي · أول رد قبل 10:12 ص غداً",
        ]

    async def test_nothing_runs(self, desk: Edge) -> None:
        assert await lines(desk, "sla") == ["المتأخر الآن: لا يوجد", "أقرب المواعيد: لا يوجد"]


class TestCustomers:
    def named(self, edge: Edge, name: str) -> int:
        with edge.database.transaction() as session:
            return customers.find_or_create(session, name, now=edge.clock()).id

    async def test_risk_is_what_was_read_and_nothing_invented(self, desk: Edge) -> None:
        assert await lines(desk, "خطر") == ["في خطر: غير مقيس، فلم تصل قراءة لأي عميل منذ 7 أيام."]
        signals, customer_id = Signals(16, 12, None), self.named(desk, "سنام")
        with desk.database.transaction() as session:
            risk = rules.risk(signals)
            service.read_risk(session, customer_id, signals, risk, actor="API", now=desk.clock())
        assert await lines(desk, "at-risk") == [
            "في خطر، الأعلى درجة أولاً: عميل واحد",
            "العميل سنام · 65 من 100 · 16 يوماً بلا نشاط، 12 مسودة معلّقة"
            " · المطلوب: رسالة من المؤسس نفسه بالبريد، ومراجعة أعمال هذا الأسبوع",
        ]
        desk.clock.move(days=7)
        assert (await lines(desk, "خطر"))[0].startswith("في خطر: غير مقيس")

    async def test_renewals_with_what_has_passed(self, desk: Edge) -> None:
        assert await lines(desk, "تجديد") == ["التجديد: لا يوجد خلال 30 يوماً، ولا فات شيء."]
        with desk.database.transaction() as session:
            for name, days, value in (("مدار", 0, 999), ("سنام", 1, None), ("درة", -3, 12999)):
                found = customers.find_or_create(session, name, now=desk.clock())
                found.renews_on = desk.clock().date() + timedelta(days=days)
                found.monthly_sar = value
        assert await lines(desk, "renewals") == [
            "التجديد خلال 30 يوماً، وما فات منه: 3 عملاء",
            "العميل درة · فات موعده قبل 3 أيام (12,999 ر.س)",
            "العميل مدار · اليوم (999 ر.س) · المطلوب: الفاتورة والشكر · لا جهة اتصال نكتب لها",
            "العميل سنام · غداً · المطلوب: رسالة المؤسس بعرض السنة، خصم 15% · لا جهة اتصال نكتب لها",
        ]


class TestWho:
    @pytest.mark.parametrize("word", WORDS)
    async def test_lists_are_for_those_who_decide(self, desk: Edge, word: str) -> None:
        two_matters(desk)
        assert (await command(desk, word, user=STRANGER.user_id)).text == REFUSED

    @pytest.mark.parametrize("word", WORDS)
    async def test_words_work_in_the_bot_s_own_messages_too(self, desk: Edge, word: str) -> None:
        (said, *_) = await lines(desk, word)
        await tell(desk, direct(word, ts=stamp(desk.clock()), user=FOUNDER.user_id))
        desk.house.run_all()
        assert list(desk.house.strict.shown.values())[-1].text == said

    @pytest.mark.parametrize("action", ["digest.waiting", "digest.late", "digest.silent"])
    async def test_button_shows_the_list_to_whoever_pressed_it(self, desk: Edge, action: Action) -> None:
        two_matters(desk)
        await desk.press(action, "list")
        await desk.press(action, "list", user=STRANGER.user_id)
        desk.house.run_all()
        said = {user: text for _, user, text in desk.house.strict.whispers}
        assert said[STRANGER.user_id] == REFUSED
        assert said[FOUNDER.user_id] != REFUSED
        shown = str([message.blocks for how, message in desk.house.strict.calls if how == "ephemeral"])
        assert shown.count("https://edge.slack.com/archives/C_APPROVALS/p") == (
            2 if "silent" not in action else 0
        )
        assert desk.house.strict.refusals == []


class TestKpi:
    async def test_two_weeks_side_by_side_counts_not_shares_where_few(self, each_desk: Edge) -> None:
        house = each_desk.house
        hands.written(house, CALM, wa_id="966500000001")
        each_desk.clock.move(minutes=30)
        hands.answered(house, ticket_id=1)
        each_desk.clock.move(days=8)
        two_matters(each_desk)
        each_desk.clock.move(minutes=10)
        hands.answered(house, ticket_id=3)
        each_desk.clock.move(hours=25)
        assert await lines(each_desk, "kpi") == [
            "المؤشرات: آخر 7 أيام، مقابل 7 أيام قبلها",
            "التذاكر: 2 (طارئ 1، عادي 1) · قبلها 1 (عادي 1)",
            "أول رد في موعده: 1 من 2 · قبلها 1 من 1",
            "وسيط أول رد: 10 دقائق، من 1 · قبلها 30 دقيقة، من 1",
            "وسيط الحل: لا يوجد · قبلها لا يوجد",
            "تذاكر تأخرت: 3 · قبلها 0",
            "اعتُمدت كما هي: 0 من 1 · قبلها 0 من 1",
            "اعتُمدت بعد تعديل: 1 · قبلها 1",
            "استُبعدت: 0 · قبلها 0",
            "نوافذ واتساب فاتت: 1 · قبلها 0",
            "تنبيهات Sentry: 0 · قبلها 0",
            "عملاء في خطر: غير مقيس · قبلها غير مقيس",
            "عقود موعد تجديدها: 0 · قبلها 0",
            "قيمة العقود شهرياً الآن: غير مقيس",
            "الإيراد المدفوع: غير مقيس، فلا مصدر للدفعات بعد",
        ]

    async def test_button_of_monday_s_review_answers_the_same(self, desk: Edge) -> None:
        await desk.press("digest.figures", "list")
        await desk.press("digest.figures", "list", user=STRANGER.user_id)
        desk.house.run_all()
        said = {user: text for _, user, text in desk.house.strict.whispers}
        assert said[FOUNDER.user_id] == "المؤشرات: آخر 7 أيام، مقابل 7 أيام قبلها"
        assert said[STRANGER.user_id] == REFUSED
