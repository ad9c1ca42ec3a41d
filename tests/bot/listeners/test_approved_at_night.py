"""«اعتماد» at night: nobody's phone rings for a P2 or P3 before nine o'clock."""

from sqlalchemy import select

from dealix_ops.contacts.models import Conversation
from dealix_ops.sla.rules import Metric
from tests.bot.edge import Edge
from tests.bot.listeners.nights import (
    CARD_SAYS,
    TICK,
    approval,
    approves,
    events,
    handed,
    riyadh,
    stands,
    ticks,
)
from tests.dealix_ops.endings.hands import ANSWER
from tests.dealix_ops.sla.test_breaches import P1, P2
from tests.support import deliveries
from tests.support.house import LEAK


class TestUntilNine:
    async def test_card_says_when_and_nothing_is_in_anybodys_hand(self, night: Edge) -> None:
        assert handed(night) == 0
        [card] = stands(night, CARD_SAYS)
        assert "سلّمها الآن" in card
        assert "تراجع عن الاعتماد" in card
        assert "اعتُمد الرد على" in card
        assert "ويُسلَّم 9:00 صباحاً" in card
        text = night.house.hand_off().text
        assert not [one for one in night.house.strict.shown.values() if one.text == text]

    async def test_at_nine_it_is_handed_over_and_reminded_of_from_then_on(self, night: Edge) -> None:
        ticks(night, riyadh(23, 2))
        ticks(night, riyadh(23, 8, 59))
        assert handed(night) == 0
        ticks(night, riyadh(23, 9))
        assert handed(night) == 1
        [hand_off] = stands(night, "جاهزة للإرسال إلى")
        assert "11:10 م أمس" in hand_off
        assert "سنذكّرك بعد 20 دقيقة" in hand_off or "أول رد" in hand_off
        assert [one for one in night.house.strict.shown.values() if one.text == night.house.hand_off().text]
        ticks(night, riyadh(23, 9, 19))
        assert not stands(night, "🔔 تذكير")
        ticks(night, riyadh(23, 9, 21))
        assert len(stands(night, "🔔 تذكير")) == 1

    async def test_two_clocks_and_a_restart_hand_over_once(self, each_desk: Edge) -> None:
        await approves(each_desk, P2, riyadh(23, 0, 30))
        mornings, now = each_desk.product.decisions.mornings, riyadh(23, 9)
        with each_desk.database.reading() as session:
            due = mornings.due(session, now=now)
        assert due == [1]
        for _ in range(2):
            with each_desk.database.transaction() as session:
                mornings.give(session, due[0], now=now)
        each_desk.house.run_all()
        assert handed(each_desk) == 1
        assert events(each_desk).count("draft.handed_off") == 1

    async def test_a_clock_that_stood_until_the_next_night_waits_for_its_end(self, night: Edge) -> None:
        ticks(night, riyadh(23, 22, 30))
        assert handed(night) == 0

    async def test_what_it_promises_has_passed_meanwhile_and_is_looked_at_anew(self, night: Edge) -> None:
        ticks(night, riyadh(23, 11))
        assert handed(night) == 0
        assert stands(night, "فات الوقت الذي يعد به")

    async def test_by_day_and_for_what_is_grave_nothing_waits(self, desk: Edge) -> None:
        await approves(desk, P1, riyadh(22, 23, 10))
        assert handed(desk) == 1

    async def test_first_response_is_met_by_what_is_sent_not_by_the_approval(self, night: Edge) -> None:
        ticks(night, riyadh(23, 9))
        await night.press("draft.mark_sent", approval(night))
        night.house.run_all()
        met = night.house.card().clocks[Metric.FIRST_RESPONSE].met_at
        assert met is not None
        assert met >= riyadh(23, 9)

    async def test_card_names_the_clock_that_runs_out_before(self, night: Edge) -> None:
        [card] = stands(night, CARD_SAYS)
        assert "أول رد قبل 7:00 ص، أي قبل التسليم" in card

    async def test_card_says_that_it_was_given_though_its_drawing_was_asked_for_before(
        self, night: Edge
    ) -> None:
        night.clock.now = riyadh(23, 9)
        TICK["tickets.renew"].run(night.product)
        ticks(night, riyadh(23, 9))
        assert stands(night, "سُلّمت 9:00 ص وبانتظار الإرسال")
        assert not stands(night, "بانتظار التسليم")

    async def test_an_edited_one_waits_too(self, desk: Edge) -> None:
        desk.clock.now = riyadh(22, 23)
        desk.house.customer_writes(P2)
        desk.house.run_all()
        desk.house.edit(desk.house.token(), ANSWER, seen=1)
        assert handed(desk) == 0
        assert stands(desk, "عدّلها واعتمدها")
        assert stands(desk, CARD_SAYS)

    async def test_a_text_that_would_be_untrue_by_then_leaves_at_once(self, desk: Edge) -> None:
        desk.clock.now = riyadh(22, 23)
        desk.house.customer_writes(P2)
        desk.house.run_all()
        desk.house.edit(desk.house.token(), "نراجعها ونرجع لكم غداً بعون الله.", seen=1)
        assert handed(desk) == 1


class TestALineComesMeanwhile:
    async def test_it_is_not_handed_over_and_asks_for_a_new_look(self, each_desk: Edge) -> None:
        edge = each_desk
        await approves(edge, P2, riyadh(22, 23, 10))
        edge.clock.now = riyadh(23, 3)
        edge.house.customer_writes("انحلت المشكلة عندنا؟ ولا باقي")
        edge.house.run_all()
        edge.house.settle(20)
        draft = edge.house.card().draft
        assert draft is not None
        assert draft.status == "proposed"
        assert stands(edge, "لم نسلّم ما اعتُمد ليلاً، فقد طرأ بعده جديد 3:00 ص. اطّلع ثم اعتمد")
        assert not stands(edge, "<@U_FOUNDER>")
        ticks(edge, riyadh(23, 9))
        assert handed(edge) == 0
        assert len(stands(edge, "لم نسلّم النص المعتمد ليلاً: كتب العميل بعده")) == 1
        assert stands(edge, "<@U_FOUNDER>")
        ticks(edge, riyadh(23, 9, 1))
        assert len(stands(edge, "لم نسلّم النص المعتمد ليلاً: كتب العميل بعده")) == 1

    async def test_also_where_no_worker_has_read_it(self, night: Edge) -> None:
        night.clock.now = riyadh(23, 8, 59)
        night.house.receive(deliveries.text("وينكم؟", at=night.clock()))
        night.clock.now = riyadh(23, 9)
        TICK["hand_off.morning"].run(night.product)
        assert handed(night) == 0
        assert stands(night, "كتب العميل بعده")

    async def test_what_a_person_wrote_is_kept_for_the_new_look(self, night: Edge) -> None:
        await night.press("draft.undo", approval(night))
        night.house.run_all()
        night.house.edit(night.house.token(), ANSWER, seen=1)
        night.clock.now = riyadh(23, 3)
        night.house.customer_writes("وينكم؟")
        night.house.run_all()
        night.house.settle(20)
        draft = night.house.card().draft
        assert draft is not None
        assert (draft.status, draft.text) == ("proposed", ANSWER)
        await night.press("draft.approve", draft.token)
        night.house.run_all()
        assert night.house.card().draft == draft  # its lines are shown first

    async def test_who_looked_again_at_night_is_not_told_in_the_morning(self, night: Edge) -> None:
        night.clock.now = riyadh(23, 3)
        night.house.customer_writes("وينكم؟")
        night.house.run_all()
        night.house.settle(20)
        await night.press("draft.approve", night.house.token())
        ticks(night, riyadh(23, 9))
        assert handed(night) == 1
        assert not stands(night, "كتب العميل بعده")

    async def test_a_grave_one_is_read_on_the_same_ticket(self, night: Edge) -> None:
        """Nothing had reached the customer yet, so nothing was answered."""
        night.clock.now = riyadh(23, 3)
        night.house.customer_writes(LEAK)
        night.house.run_all()
        assert handed(night) == 0
        assert str(night.house.card().priority) == "P0"
        with night.database.reading() as session:
            assert len(session.scalars(select(Conversation)).all()) == 1
