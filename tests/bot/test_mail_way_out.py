"""From an inbound mail to the hand-off by mail: approved by a press, one text alone, one link with it."""

from tests.bot.edge import Edge
from tests.bot.web.webhooks.door import send
from tests.bot.web.webhooks.mail_cases import posted
from tests.bot.web.webhooks.sent import LEAK
from tests.support.letters import CUSTOMER, letter


class TestApprove:
    async def test_card_shows_the_link_and_the_thread_the_text(self, edge: Edge) -> None:
        raw = letter(LEAK, at=edge.clock(), subject="Re: دورة القيادة")
        await send(edge, posted(raw, edge.clock()))
        edge.house.run_all()
        assert (await edge.press("draft.approve", edge.house.token())).status == 200
        edge.house.run_all()
        view = edge.house.hand_off()
        assert (view.email, view.number, view.subject) == (CUSTOMER, None, "دورة القيادة")
        *_, hand_off, bare = edge.house.strict.posted
        assert bare.thread_ts == hand_off.ts
        assert bare.text == view.text
        shown = str(edge.house.strict.shown[hand_off.ts].blocks)
        assert f"<mailto:{CUSTOMER}?subject=Re%3A%20" in shown
        assert "|افتح البريد>" in shown

    async def test_subject_is_that_of_the_mail_that_was_answered(self, edge: Edge) -> None:
        await send(edge, posted(letter(LEAK, at=edge.clock(), subject="دورة القيادة"), edge.clock()))
        edge.house.run_all()
        assert (await edge.press("draft.approve", edge.house.token())).status == 200
        await send(edge, posted(letter("وين الفاتورة؟", at=edge.clock(), subject="فاتورة"), edge.clock()))
        edge.house.run_all()
        assert edge.house.hand_off().subject == "دورة القيادة"
