"""«حُلّت», and which of the customer's next lines is proposed as the yes."""

from typing import Any

import pytest

from dealix_ops.drafts.service import DraftKind, DraftStatus
from dealix_ops.endings.errors import AnswerOnItsWay, ClosingProposed
from dealix_ops.tickets.errors import TicketEnded, TicketNotEnded
from dealix_ops.tickets.states import TicketStatus
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM, draft, ticket, told, written
from tests.support import deliveries
from tests.support.house import FOUNDER, House
from tests.support.only import ON_SQLITE

OURS = "wamid.sent-by-hand"


def reaction(house: House, emoji: str | None, *, to: str = OURS) -> None:
    said: dict[str, Any] = {"message_id": to} | ({"emoji": emoji} if emoji is not None else {})
    message = deliveries.one({"type": "reaction", "reaction": said}, at=house.clock())
    house.receive(deliveries.delivery([message]))
    house.run_all()


def evidence(house: House) -> str | None:
    return house.card().closing_line


class TestAsk:
    def test_question_is_proposed_like_any_text_and_the_ticket_waits_once_it_was_sent(
        self, house: House
    ) -> None:
        written(house, CALM)
        hands.answered(house)
        hands.ask(house)
        assert draft(house) == (DraftKind.RESOLUTION, DraftStatus.PROPOSED.value)
        assert ticket(house).status == "open"
        hands.answered(house, hands.QUESTION)
        waits = ticket(house)
        assert (waits.status, waits.closing_asked_at) == ("waiting", house.clock())
        assert [entry.actor for entry in told(house, "ticket.closing_asked")] == [FOUNDER.user_id]

    @ON_SQLITE
    def test_not_sent_after_all_is_not_asked(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        with house.database.transaction() as session:
            token = hands.newest_approval(house)
            house.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=house.clock())
        back = ticket(house)
        assert (back.status, back.closing_asked_at) == ("open", None)

    @ON_SQLITE
    def test_asked_twice_before_it_was_approved_is_told(self, house: House) -> None:
        written(house, CALM)
        hands.answered(house)
        hands.ask(house)
        with pytest.raises(ClosingProposed):
            hands.ask(house)

    @ON_SQLITE
    def test_asked_again_while_we_wait_is_told(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        with pytest.raises(TicketNotEnded):
            hands.ask(house)

    @ON_SQLITE
    def test_asked_over_a_text_on_its_way_is_told(self, house: House) -> None:
        written(house, CALM)
        house.edit(house.token(), hands.ANSWER, seen=house.card().through_inbound_id)
        with pytest.raises(AnswerOnItsWay):
            hands.ask(house)

    @ON_SQLITE
    def test_asked_about_what_is_over_is_told(self, house: House) -> None:
        written(house, CALM)
        hands.close_otherwise(house, "سبب مكتوب")
        with pytest.raises(TicketEnded):
            hands.ask(house)


class TestYes:
    @pytest.mark.parametrize("text", ["تمام", "انحلت، الله يعطيكم العافية", "solved 👍"])
    def test_after_our_question_it_is_proposed_and_no_text_is(self, house: House, text: str) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        written(house, text)
        assert evidence(house) == text
        assert ticket(house).status == "waiting"
        assert draft(house)[1] == DraftStatus.SENT.value
        assert house.card().next_reply is None

    @ON_SQLITE
    @pytest.mark.parametrize("text", ["تمام بس التقرير ناقص", "ما انحلت", "متى يوصل؟", "لا"])
    def test_anything_else_opens_it_again_and_gets_a_draft(self, house: House, text: str) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        written(house, text)
        again = ticket(house)
        assert (again.status, again.closing_asked_at, again.closing_inbound_id) == ("open", None, None)
        assert draft(house)[1] == DraftStatus.PROPOSED.value
        assert told(house, "ticket.reopened")[0].actor == "system"

    @ON_SQLITE
    def test_a_question_after_the_yes_takes_the_proposal_away(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        written(house, "تمام")
        written(house, "طيب وكيف أضيف مستخدم؟")
        assert evidence(house) is None
        assert ticket(house).status == "open"
        assert draft(house)[1] == DraftStatus.PROPOSED.value

    @ON_SQLITE
    def test_yes_that_comes_days_later_still_answers_what_we_asked(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        hands.days(house, 5)
        written(house, "انحلت شكراً")
        assert evidence(house) == "انحلت شكراً"

    @ON_SQLITE
    def test_thanks_for_an_answer_propose_it_without_our_question(self, house: House) -> None:
        written(house, CALM)
        hands.answered(house)
        written(house, "شكراً لكم")
        assert evidence(house) == "شكراً لكم"
        assert ticket(house).status == "open"

    @ON_SQLITE
    def test_thanks_for_a_holding_text_only_say_that_it_was_read(self, house: House) -> None:
        house.leak()
        hands.answered(house, "وصلنا بلاغكم ونتابعه الآن، ونفيدكم بما يتضح خلال 30 دقيقة من هذه الرسالة.")
        written(house, "تمام")
        assert evidence(house) is None
        written(house, "خلاص انحلت")
        assert evidence(house) == "خلاص انحلت"

    @ON_SQLITE
    def test_nothing_is_a_yes_before_we_answered(self, house: House) -> None:
        written(house, CALM, "تمام شكراً")
        assert evidence(house) is None
        assert draft(house)[1] == DraftStatus.PROPOSED.value

    @ON_SQLITE
    def test_forwarded_yes_is_somebody_else_s(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        words = {"type": "text", "text": {"body": "انحلت"}, "context": {"forwarded": True}}
        house.receive(deliveries.delivery([deliveries.one(words, at=house.clock())]))
        house.run_all()
        assert evidence(house) is None


class TestReaction:
    def test_thumb_under_our_question_is_the_yes(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        reaction(house, "👍")
        assert evidence(house) == "👍"
        hands.close(house)
        assert ticket(house).closed_as == "confirmed"

    @ON_SQLITE
    @pytest.mark.parametrize("after", [None, "", "👎"])
    def test_thumb_that_is_taken_away_or_turned_is_none(self, house: House, after: str | None) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        reaction(house, "❤️")
        reaction(house, after)
        assert evidence(house) is None
        assert ticket(house).status == "waiting"

    @ON_SQLITE
    def test_thumb_under_the_customer_s_own_line_says_nothing(self, house: House) -> None:
        house.receive(deliveries.text(CALM, at=house.clock(), message_id="wamid.own"))
        house.run_all()
        hands.asked_whether_settled(house)
        reaction(house, "👍", to="wamid.own")
        assert evidence(house) is None

    @ON_SQLITE
    @pytest.mark.parametrize("emoji", ["👎", "😂", "تمام"])
    def test_other_signs_say_nothing(self, house: House, emoji: str) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        reaction(house, emoji)
        assert evidence(house) is None
        assert ticket(house).status == "waiting"

    @ON_SQLITE
    def test_it_opens_nothing_stales_nothing_and_waits_for_no_reply(self, house: House) -> None:
        reaction(house, "👍")
        written(house, CALM)
        reaction(house, "👍")
        assert len(house.card().lines) == 1
        house.edit(house.token(), hands.ANSWER, seen=house.card().through_inbound_id)
        assert draft(house)[1] == DraftStatus.EDITED.value


class TestThanksAfterTheEnd:
    def test_they_open_no_ticket(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        written(house, "تمام")
        hands.close(house)
        written(house, "تسلمون ❤️")
        assert len(told(house, "ticket.opened")) == 1
        assert house.card().status is TicketStatus.RESOLVED
        assert house.card().lines[-1].text == "تسلمون ❤️"

    @ON_SQLITE
    def test_a_question_opens_one(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        written(house, "تمام")
        hands.close(house)
        written(house, "تسلمون، ومتى التدريب؟")
        assert house.card(2).status is TicketStatus.OPEN

    @ON_SQLITE
    def test_after_days_they_open_one(self, house: House) -> None:
        written(house, CALM)
        hands.close_otherwise(house, "سبب مكتوب")
        hands.days(house, 4)
        written(house, "شكراً لكم")
        assert len(told(house, "ticket.opened")) == 2
