"""What holds whatever people do with several tickets: nothing is lost, and an answer sees what it answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dealix_ops.delegation import service as delegation
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.endings.errors import NeedsListening, TextOfPerson
from dealix_ops.judging.rules import LowerReason
from dealix_ops.judging.service import Lowering
from dealix_ops.ledger.events import Event
from dealix_ops.matters import approving
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Actor, Role
from dealix_ops.sending.case import is_delicate
from dealix_ops.sending.writing import Written
from dealix_ops.sla import service as sla
from dealix_ops.sla.breaches import Breaches
from dealix_ops.sla.rules import Metric
from dealix_ops.tickets import linking
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.endings import hands as endings
from tests.dealix_ops.matters import hands
from tests.dealix_ops.matters.hands import AHMAD, CONNECTION, DOWN, LEAK, NORA, SAME_LEAK, SARA
from tests.dealix_ops.matters.test_splitting import PRICE, two_matters
from tests.support import deliveries, media
from tests.support.house import CHANNEL, FOUNDER, OPERATOR, House
from tests.support.only import ON_POSTGRES, ON_SQLITE

THREAT = f"{DOWN} وبنشر القصة كلها في إكس"
ANSWER, HOLDING = "باقة Growth بسعر 2,999 ر.س شهرياً.", "وصلنا بلاغكم ونراجعه الآن."
DELEGATE = Actor(OPERATOR.user_id, Role.OPERATOR, frozenset({FOUNDER.user_id}))


def voice_by(house: House, wa_id: str) -> None:
    heard = deliveries.one(media.message(), at=house.clock(), wa_id=wa_id)
    house.receive(deliveries.delivery([heard]))
    house.run_all()


def delicate(house: House, ticket_id: int) -> bool:
    with house.database.reading() as session:
        return is_delicate(session, session.get_one(Ticket, ticket_id))


def lowered(house: House, ticket_id: int) -> None:
    """By the founder, from P1 to P2."""
    seen = house.card(ticket_id).through_inbound_id
    asked = Lowering(
        ticket_id=ticket_id,
        shown=Priority.P1,
        seen_inbound_id=seen,
        to=Priority.P2,
        reason=LowerReason.QUESTION,
        note="سؤال فقط",
    )
    with house.database.transaction() as session:
        house.judging.lower(session, asked, actor=FOUNDER, now=house.clock())
    house.run_all()


def breaches_told(house: House) -> list[int]:
    tick = Breaches(house.queues, CHANNEL)
    with house.database.transaction() as session:
        late = tick.late(session, now=house.clock())
        return [one for one in late if tick.tell(session, one, now=house.clock())]


def first_due(house: House, *ticket_ids: int) -> list[timedelta]:
    """How long from now, of those that run."""
    with house.database.reading() as session:
        found = [sla.clocks(session, one)[Metric.FIRST_RESPONSE] for one in ticket_ids]
    return [due.due_at - house.clock() for due in found if due.running]


def not_sent(house: House, ticket_id: int) -> None:
    token = endings.newest_approval(house, ticket_id)
    with house.database.transaction() as session:
        house.decisions.hand_offs.not_sent(session, token, actor=FOUNDER, now=house.clock())
    house.run_all()


def approve_all(house: House, *tokens: str, actor: Actor) -> approving.Outcome:
    with house.database.transaction() as session:
        return approving.approve_all(session, house.decisions, tokens, actor=actor, now=house.clock())


def delegated(house: House, *, hours: int = 4) -> None:
    with house.database.transaction() as session:
        until = house.clock() + timedelta(hours=hours)
        operators = [OPERATOR.user_id]
        delegation.start(
            session, OPERATOR.user_id, until=until, operators=operators, actor=FOUNDER, now=house.clock()
        )


def left_for_the_founder(house: House, words: str, kind: DraftKind, *, seen: int) -> None:
    """An operator's own words about a P0."""
    mine = Written(ticket_id=1, over=house.token(1), kind=kind, text=words, seen_inbound_id=seen)
    with house.database.transaction() as session:
        assert house.decisions.writing.save(session, mine, actor=OPERATOR, now=house.clock())
    house.run_all()


def until_somebody_waits(session: Session) -> None:
    """For a lock that this transaction holds."""
    waiting = text(
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    )
    give_up = monotonic() + 10
    while session.scalar(waiting) == 0:
        assert monotonic() < give_up


class TestApproveAll:
    def test_what_is_refused_leaves_no_decision_for_the_founder_behind(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.leak_by(house, NORA, AHMAD)
        tokens = [house.token(1), house.token(2)]
        delegated(house)
        house.customer_writes("وينكم", wa_id=AHMAD)
        done = approve_all(house, *tokens, actor=DELEGATE)
        assert done.approved == (1,)
        ((ticket_id, why),) = done.refused
        assert (ticket_id, type(why)) == (2, errors.NewerMessages)
        assert hands.told(house, "delegation.decided_under") == [(1, OPERATOR.user_id)]

    @ON_SQLITE
    def test_delegation_that_ended_while_the_modal_stood_approves_nothing(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.leak_by(house, NORA, AHMAD)
        tokens = [house.token(1), house.token(2)]
        delegated(house, hours=1)
        with house.database.transaction() as session:
            delegation.end(session, OPERATOR.user_id, actor=FOUNDER, now=house.clock())
        done = approve_all(house, *tokens, actor=DELEGATE)
        assert [type(why) for _, why in done.refused] == [errors.FounderOnly] * 2
        assert hands.approvals(house) == []

    @ON_SQLITE
    def test_texts_of_before_a_merge_or_a_split_are_approved_by_nobody(self, house: House) -> None:
        two_matters(house)
        whole = house.token(1)
        new = hands.split(house, 1, {1})
        parts = house.token(1), house.token(new)
        hands.merge(house, 1, new)
        done = approve_all(house, whole, *parts, actor=FOUNDER)
        assert done.approved == ()
        assert all(
            isinstance(why, errors.DraftSuperseded | errors.DraftAlreadyDecided) for _, why in done.refused
        )

    @ON_SQLITE
    def test_text_that_a_gate_stops_is_an_entry(self, house: House) -> None:
        hands.write(house, NORA, DOWN)
        token = house.token(1)
        with house.database.transaction() as session:
            version = session.scalars(select(DraftVersion).where(DraftVersion.token == token)).one()
            version.text = "نضمن لكم عدم تكرارها"
        approve_all(house, token, actor=FOUNDER)
        assert hands.told(house, Event.TEXT_REFUSED.value) == [(1, FOUNDER.user_id)]


class TestNoticed:
    @ON_SQLITE
    def test_colleague_s_report_rings_where_nothing_on_the_card_waited(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, DOWN)
        endings.answered(house, HOLDING)
        before = len(house.slack.posted)
        hands.write(house, AHMAD, DOWN)
        assert house.card(2).joined_to == 1
        assert len(house.slack.posted) == before + 1

    @ON_SQLITE
    @pytest.mark.parametrize("taken", [1, 2])
    def test_breach_that_was_told_is_not_told_again_of_what_they_become(
        self, house: House, taken: int
    ) -> None:
        two_matters(house)
        new = hands.split(house, 1, {taken})
        house.clock.move(seconds=3600)
        leak = 1 if taken == 1 else new
        assert breaches_told(house) == [leak]
        hands.merge(house, 1, new)
        assert breaches_told(house) == []


class TestHeard:
    @ON_SQLITE
    def test_what_nobody_heard_is_not_put_on_another_s_card_by_hand(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, LEAK)
        voice_by(house, AHMAD)
        with pytest.raises(NeedsListening):
            hands.merge(house, 1, 2)
        assert house.card(2).joined_to is None

    @ON_SQLITE
    def test_nor_by_a_line_of_whoever_wrote_before(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD)
        hands.write(house, NORA, "السلام عليكم")
        house.clock.move(seconds=60)
        hands.write(house, AHMAD, SAME_LEAK)
        voice_by(house, AHMAD)
        hands.write(house, NORA, LEAK)
        assert house.card(2).joined_to is None


class TestHandOff:
    def test_of_a_part_shows_what_the_customer_wrote_since(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        house.approve(house.token(new))
        house.run_all()
        drawn = house.hand_off(1).version
        hands.write(house, NORA, "وينكم؟")
        house.settle()
        view = house.hand_off(1)
        assert [line.text for line in view.newer] == ["وينكم؟"]
        assert view.version > drawn


class TestParts:
    @pytest.mark.parametrize("order", [(1, 2), (2, 1)])
    @ON_SQLITE
    def test_each_is_answered_and_taken_back_by_itself(self, house: House, order: tuple[int, int]) -> None:
        two_matters(house)
        assert hands.split(house, 1, {1}) == 2
        said = {1: HOLDING, 2: ANSWER}
        for one in order:
            endings.answered(house, said[one], ticket_id=one)
        assert first_due(house, 1, 2) == []
        not_sent(house, order[0])
        assert len(first_due(house, order[0])) == 1
        assert first_due(house, order[1]) == []

    @ON_SQLITE
    def test_no_clock_is_later_than_it_was_before(self, house: House) -> None:
        two_matters(house)
        (whole,) = first_due(house, 1)
        new = hands.split(house, 1, {1})
        parts = first_due(house, 1, new)
        assert min(parts) <= whole + timedelta(seconds=600)
        hands.merge(house, 1, new)
        assert first_due(house, 1) <= [min(parts)]
        assert first_due(house, new) == []


class TestLost:
    @ON_SQLITE
    def test_people_whose_first_ticket_was_merged_away_get_a_card(self, house: House) -> None:
        hands.employs(house, NORA, AHMAD, SARA)
        two_matters(house)
        new = hands.split(house, 1, {2})
        hands.write(house, AHMAD, SAME_LEAK)
        hands.write(house, SARA, CONNECTION)
        hands.merge(house, 4, 1)
        assert (house.card(3).joined_to, house.card(4).joined_to) == (new, 1)
        hands.merge(house, 1, new)
        assert house.card(3).joined_to is None
        assert "ticket_id=3" in house.slack.posted[-1].text

    def test_not_sent_after_a_merge_brings_the_line_back(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        endings.answered(house, ANSWER, ticket_id=new)
        endings.answered(house, HOLDING)
        hands.merge(house, 1, new)
        assert house.card(1).next_reply is None
        not_sent(house, new)
        card = house.card(1)
        assert card.next_reply is not None
        assert PRICE in [line.text for line in card.lines]


class TestDelicate:
    @ON_SQLITE
    @pytest.mark.parametrize("taken", [{1}, {1, 2}])
    def test_threat_that_a_founder_weighed_stays_the_founder_s_after_a_split(
        self, house: House, taken: set[int]
    ) -> None:
        hands.write(house, NORA, THREAT)
        lowered(house, 1)
        hands.write(house, NORA, CONNECTION, PRICE)
        house.settle()
        new = hands.split(house, 1, taken)
        assert delicate(house, new)
        with pytest.raises(errors.FounderOnly):
            house.approve(house.token(new), OPERATOR)

    @ON_SQLITE
    def test_and_after_a_merge(self, house: House) -> None:
        hands.write(house, NORA, PRICE)
        endings.answered(house, ANSWER)
        hands.write(house, NORA, THREAT)
        lowered(house, 2)
        hands.write(house, NORA, CONNECTION)
        house.settle()
        assert hands.merge(house, 2, 1) == 1
        assert delicate(house, 1)


class TestByPerson:
    @ON_SQLITE
    def test_own_words_answer_no_line_that_comes_in_by_a_merge(self, house: House) -> None:
        two_matters(house)
        new = hands.split(house, 1, {1})
        left_for_the_founder(house, HOLDING, DraftKind.FIRST_RESPONSE, seen=2)
        with pytest.raises(TextOfPerson):
            hands.merge(house, 1, new)

    @ON_SQLITE
    def test_own_words_are_not_thrown_away_where_all_that_waits_is_taken_out(self, house: House) -> None:
        hands.write(house, NORA, LEAK)
        endings.answered(house, HOLDING)
        hands.write(house, NORA, PRICE)
        house.settle()
        left_for_the_founder(house, ANSWER, DraftKind.ANSWER, seen=2)
        with pytest.raises(TextOfPerson):
            hands.split(house, 1, {2})


class TestRaisedByHand:
    @ON_SQLITE
    def test_split_by_an_operator_softens_nothing(self, house: House) -> None:
        hands.write(house, NORA, PRICE)
        with house.database.transaction() as session:
            house.judging.raise_by_person(
                session, 1, shown=Priority.P3, to=Priority.P0, actor=FOUNDER, now=house.clock()
            )
        hands.write(house, NORA, LEAK)
        house.settle()
        hands.split(house, 1, {2}, actor=OPERATOR)
        assert hands.ticket(house, 1).priority == "P0"


class TestLocks:
    @ON_POSTGRES
    def test_line_under_a_new_name_and_the_linking_of_its_person_do_not_wait_for_each_other(
        self, house: House
    ) -> None:
        """Linking holds the conversation and comes to the person; so does the line, or both would wait."""
        hands.write(house, NORA, PRICE)
        company = hands.employs(house, AHMAD)
        house.customer_writes(LEAK, wa_id=NORA, name="نورة العتيبي")

        def process() -> None:
            with house.database.transaction() as session:
                house.processing.process(session, 2)

        with ThreadPoolExecutor(1) as pool:
            with house.database.transaction() as session:
                ticket = session.get_one(Ticket, 1)
                linking.locked(session, ticket, shown=None)
                line = pool.submit(process)
                until_somebody_waits(session)
                linking.link(session, ticket, company, actor=FOUNDER.user_id, now=house.clock())
            line.result(10)
        assert hands.ticket(house, 1).customer_id == company
