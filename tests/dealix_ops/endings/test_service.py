"""How a ticket ends and comes back: status, draft, clocks, conversation and ledger together."""

import pytest

from dealix_ops.drafts.service import DraftStatus
from dealix_ops.endings.errors import (
    AnswerOnItsWay,
    NeedsListening,
    NewerTicket,
    NothingConfirmed,
    ReasonNeeded,
)
from dealix_ops.endings.rules import NoReply
from dealix_ops.sending import errors
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets.errors import TicketEnded, TicketNotEnded
from dealix_ops.tickets.states import Closing, Move, TicketStatus
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM, THANKS, clock, draft, ticket, told, written
from tests.support import deliveries
from tests.support.clock import START
from tests.support.house import FOUNDER, OPERATOR, STRANGER, House
from tests.support.only import ON_SQLITE


def voice_note(house: House) -> None:
    note = {"type": "audio", "audio": {"id": "M1", "mime_type": "audio/ogg"}}
    house.receive(deliveries.delivery([deliveries.one(note, at=house.clock())]))
    house.run_all()


class TestNoReply:
    def test_clock_is_void_and_draft_waits_no_more(self, house: House) -> None:
        written(house, THANKS)
        hands.no_reply(house)
        ended = ticket(house)
        assert (ended.status, ended.closed_as, ended.closed_why) == (
            "resolved",
            Closing.NO_REPLY_NEEDED.value,
            NoReply.THANKS.value,
        )
        assert draft(house)[1] == DraftStatus.NO_REPLY_NEEDED.value
        for metric in (Metric.FIRST_RESPONSE, Metric.RESOLUTION):
            assert (clock(house, metric).met_at, clock(house, metric).void_as) == (None, "no_reply_needed")
        assert [entry.facts["was_late"] for entry in told(house, "sla.void")] == [False, False]
        (closed,) = told(house, "ticket.closed")
        assert (closed.actor, closed.facts["closed_as"]) == (OPERATOR.user_id, "no_reply_needed")

    @ON_SQLITE
    def test_late_clock_of_thanks_counts_as_no_breach_either(self, house: House) -> None:
        written(house, THANKS)
        hands.days(house, 3)
        hands.no_reply(house)
        assert clock(house).void_as == "no_reply_needed"
        assert told(house, "sla.void")[0].facts["was_late"] is True

    @ON_SQLITE
    def test_next_line_is_a_matter_of_its_own(self, house: House) -> None:
        written(house, THANKS)
        hands.no_reply(house)
        written(house, CALM)
        assert house.card(2).status is TicketStatus.OPEN
        assert [line.text for line in house.card(2).lines] == [CALM]

    @ON_SQLITE
    @pytest.mark.parametrize(
        ("text", "why", "noted"),
        [
            (THANKS, None, NoReply.THANKS),
            (CALM, None, NoReply.OTHER),
            (CALM, NoReply.REPEATED, NoReply.REPEATED),
        ],
    )
    def test_reason_is_the_person_s_or_what_was_read(
        self, house: House, text: str, why: NoReply | None, noted: NoReply
    ) -> None:
        written(house, text)
        hands.no_reply(house, why=why)
        assert ticket(house).closed_why == noted.value

    @ON_SQLITE
    def test_nobody_ends_what_nobody_heard(self, house: House) -> None:
        voice_note(house)
        with pytest.raises(NeedsListening):
            hands.no_reply(house, actor=FOUNDER)
        assert ticket(house).status == "open"

    @ON_SQLITE
    def test_threat_is_the_founder_s(self, house: House) -> None:
        hands.written(house, "ربط Gmail ما زال ينفصل، وإذا ما انحل اليوم بنشرها في إكس")
        with pytest.raises(errors.FounderOnly):
            hands.no_reply(house)
        assert ticket(house).status == "open"
        hands.no_reply(house, actor=FOUNDER)
        assert ticket(house).status == "resolved"

    @ON_SQLITE
    def test_p0_is_the_founder_s(self, house: House) -> None:
        house.leak()
        with pytest.raises(errors.FounderOnly):
            hands.no_reply(house)
        hands.no_reply(house, actor=FOUNDER)
        assert ticket(house).status == "resolved"

    @ON_SQLITE
    def test_stranger_ends_nothing(self, house: House) -> None:
        written(house, THANKS)
        with pytest.raises(errors.MayNotArrange):
            hands.no_reply(house, actor=STRANGER)

    @ON_SQLITE
    def test_line_that_the_card_did_not_show_must_be_seen_first(self, house: House) -> None:
        written(house, THANKS)
        house.customer_writes("وبعد، اللوحة ما تفتح")  # no worker has read it yet
        with pytest.raises(errors.NewerMessages) as newer:
            hands.no_reply(house)
        assert [line.text for line in newer.value.lines] == ["وبعد، اللوحة ما تفتح"]
        hands.no_reply(house, seen=newer.value.seen_inbound_id, in_modal=True)
        assert ticket(house).status == "resolved"

    def test_second_learns_who_was_first(self, house: House) -> None:
        written(house, THANKS)
        hands.no_reply(house)
        with pytest.raises(TicketEnded) as ended:
            hands.no_reply(house, actor=FOUNDER)
        assert (ended.value.by, ended.value.closing) == (OPERATOR.user_id, "no_reply_needed")
        assert len(told(house, "ticket.closed")) == 1

    @ON_SQLITE
    def test_text_on_its_way_must_be_said_to_be_sent_or_taken_back(self, house: House) -> None:
        written(house, CALM)
        house.edit(house.token(), hands.ANSWER, seen=house.card().through_inbound_id)
        with pytest.raises(AnswerOnItsWay):
            hands.no_reply(house)
        assert ticket(house).status == "open"


class TestReopen:
    def test_everything_is_as_before(self, house: House) -> None:
        written(house, THANKS)
        before = (house.card().draft, hands.answered_through(house), clock(house))
        house.clock.move(minutes=7)
        hands.no_reply(house)
        hands.reopen(house)
        after = (house.card().draft, hands.answered_through(house), clock(house))
        assert after == before
        assert clock(house).started_at == START
        back = ticket(house)
        assert (back.status, back.closed_as, back.closed_why, back.resolved_at) == ("open", None, None, None)
        assert told(house, "ticket.reopened")[0].facts["taken_back"] is True

    @ON_SQLITE
    def test_draft_that_came_back_can_be_approved(self, house: House) -> None:
        written(house, "شكراً لكم، خدمة ممتازة وفريق متعاون")
        hands.no_reply(house)
        hands.reopen(house)
        hands.answered(house, "حياكم الله، وشكراً على كلامكم الطيب.")
        assert clock(house).met_at is not None

    @ON_SQLITE
    def test_taken_back_after_the_customer_went_on_elsewhere_would_tear_it_apart(self, house: House) -> None:
        written(house, THANKS)
        hands.no_reply(house)
        written(house, CALM)
        with pytest.raises(NewerTicket) as newer:
            hands.reopen(house)
        assert newer.value.ticket_id == 2

    @ON_SQLITE
    def test_open_ticket_is_not_opened_again(self, house: House) -> None:
        written(house, CALM)
        with pytest.raises(TicketNotEnded):
            hands.reopen(house)

    @ON_SQLITE
    def test_stranger_takes_nothing_back(self, house: House) -> None:
        written(house, THANKS)
        hands.no_reply(house)
        with pytest.raises(errors.MayNotArrange):
            hands.reopen(house, actor=STRANGER)


class TestNotCustomer:
    def test_prospect_keeps_the_draft_and_its_clocks_count_no_more(self, house: House) -> None:
        written(house, "كم سعر الباقات عندكم؟")
        hands.not_customer(house, Move.PROSPECT)
        assert ticket(house).closed_as == Closing.PROSPECT.value
        assert draft(house)[1] == DraftStatus.PROPOSED.value
        assert clock(house).void_as == "prospect"
        hands.answered(house, "أهلاً بكم، نرسل لكم عرضاً بالباقات اليوم.")
        assert draft(house)[1] == DraftStatus.SENT.value
        assert (clock(house).met_at, clock(house).void_as) == (None, "prospect")

    @ON_SQLITE
    def test_spam_ends_all(self, house: House) -> None:
        written(house, "نضمن لك الصفحة الأولى في قوقل، متابعين حقيقيين")
        hands.not_customer(house, Move.SPAM)
        assert ticket(house).closed_as == Closing.SPAM.value
        assert draft(house)[1] == DraftStatus.NO_REPLY_NEEDED.value
        assert clock(house).void_as == "spam"

    @ON_SQLITE
    @pytest.mark.parametrize("move", [Move.PROSPECT, Move.SPAM])
    def test_both_can_be_taken_back(self, house: House, move: Move) -> None:
        written(house, "كم سعر الباقات عندكم؟")
        before = (house.card().draft, clock(house))
        hands.not_customer(house, move)
        hands.reopen(house)
        assert (house.card().draft, clock(house)) == before
        assert ticket(house).status == "open"


class TestClose:
    def test_customer_s_yes_is_evidence_and_time(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        house.clock.move(hours=1)
        said_at = house.clock().replace(microsecond=0)  # Meta counts in seconds
        written(house, "تمام، انحلت")
        house.clock.move(hours=5)
        hands.close(house)
        ended = ticket(house)
        assert (ended.closed_as, ended.resolved_at) == (Closing.CONFIRMED.value, said_at)
        assert clock(house, Metric.RESOLUTION).met_at == said_at
        (closed,) = told(house, "ticket.closed")
        assert closed.facts["evidence"] == ended.closing_inbound_id

    @ON_SQLITE
    def test_without_a_yes_nothing_is_closed(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        with pytest.raises(NothingConfirmed):
            hands.close(house)
        assert ticket(house).status == "waiting"

    @ON_SQLITE
    def test_confirmed_p0_may_be_closed_by_an_operator(self, house: House) -> None:
        house.leak()
        hands.answered(house, "وصلنا بلاغكم ونتابعه الآن، ونفيدكم بما يتضح خلال 30 دقيقة من هذه الرسالة.")
        written(house, "انحلت شكراً لكم")
        assert ticket(house).priority == Priority.P0.value
        hands.close(house)
        assert ticket(house).closed_as == Closing.CONFIRMED.value

    @ON_SQLITE
    def test_taken_back_it_waits_for_the_customer_again(self, house: House) -> None:
        written(house, CALM)
        hands.asked_whether_settled(house)
        written(house, "تمام")
        hands.close(house)
        hands.reopen(house)
        back = ticket(house)
        assert (back.status, back.closing_inbound_id is not None) == ("waiting", True)
        assert clock(house, Metric.RESOLUTION).running
        hands.close(house)


class TestCloseOtherwise:
    def test_written_reason_stays_on_the_card_and_without_names_in_the_ledger(self, house: House) -> None:
        written(house, CALM)
        hands.answered(house)
        house.clock.move(hours=2)
        hands.close_otherwise(house, "اتفقنا مع نورة هاتفياً على 0551234567")
        assert ticket(house).closed_why == "اتفقنا مع نورة هاتفياً على 0551234567"
        (closed,) = told(house, "ticket.closed")
        assert closed.facts["closed_as"] == "other"
        assert "نورة" not in str(closed.facts)
        assert "0551234567" not in str(closed.facts)
        assert clock(house, Metric.RESOLUTION).met_at == house.clock()

    @ON_SQLITE
    @pytest.mark.parametrize("why", ["", "  ", "12 .", "س" * 201])
    def test_no_reason_is_no_reason(self, house: House, why: str) -> None:
        written(house, CALM)
        with pytest.raises(ReasonNeeded):
            hands.close_otherwise(house, why)
        assert ticket(house).status == "open"

    @ON_SQLITE
    def test_closing_hides_no_breach(self, house: House) -> None:
        written(house, CALM)
        hands.days(house, 2)
        hands.close_otherwise(house, "لم نجد لها جواباً")
        late = clock(house)
        assert (late.met_at, late.void_as) == (None, None)
        assert late.due_at < house.clock()

    @ON_SQLITE
    def test_unanswered_but_in_time_is_neither_kept_nor_late(self, house: House) -> None:
        written(house, CALM)
        hands.close_otherwise(house, "فتحها بالخطأ وأخبرنا هاتفياً")
        assert clock(house).void_as == "closed"
