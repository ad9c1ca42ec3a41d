"""More new cards than anybody scrolls through: one list; every ticket is in it or on a card."""

import random
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from dealix_ops.durable import crowd
from dealix_ops.durable.crowd import MANY
from dealix_ops.durable.models import ListedTicket, SlackCard
from dealix_ops.endings.case import Pressed
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown
from dealix_ops.reports import listed
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority
from tests.dealix_ops.endings.hands import endings
from tests.support.house import CHANNEL, FOUNDER, LEAK, House
from tests.support.only import ON_SQLITE

FEW = 4
QUESTION = "كم سعر الباقات عندكم؟"
OUTAGE = "المنصة واقفة عندنا من الصبح وما نقدر نشتغل أبداً"
FAULTS = (NotAccepted("busy", retry_after_s=5), NotAccepted("down"), OutcomeUnknown("lost"))


pytestmark = ON_SQLITE


@pytest.fixture(autouse=True)
def _no_waiting(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.runner, "pause", house._wait)


@pytest.fixture
def _soon_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four instead of twenty, and three lines instead of ten: the same, only cheaper."""
    monkeypatch.setattr(crowd, "MANY", FEW)
    monkeypatch.setattr(listed, "FIRST", 3)


def burst(house: House, count: int, *, begin: int = 0, text: str = QUESTION) -> None:
    """New customers, before any of their cards could be posted."""
    for one in range(begin, begin + count):
        house.customer_writes(text, wa_id=f"9665{one + 100:08}", name=f"عميل {one}")


def lists(house: House) -> list[str]:
    return [one.text for one in house.slack.posted if one.text.startswith("listed ")]


def in_list(house: House) -> list[int]:
    with house.database.reading() as session:
        return list(session.scalars(select(ListedTicket.ticket_id).order_by(ListedTicket.ticket_id)))


def shown_again(house: House, ticket_id: int, *, asked: bool = False, fresh: bool = False) -> None:
    with house.database.transaction() as session:
        ticket = session.get_one(Ticket, ticket_id)
        line = session.get(ListedTicket, ticket_id)
        if line is not None and asked:
            line.asked = True
        given: dict[str, Any] = {"channel": CHANNEL, "outbox": house.queues, "now": house.clock()}
        tickets.show(session, ticket, fresh=fresh, **given)


def ends(house: House, ticket_id: int) -> None:
    pressed = Pressed(ticket_id, house.card(ticket_id).through_inbound_id)
    with house.database.transaction() as session:
        endings(house).no_reply(session, pressed, why=None, actor=FOUNDER, now=house.clock())


def nothing_is_lost(house: House) -> None:
    """Every open ticket is on one card or in one list, which Slack holds, and every list counts its own."""
    with house.database.reading() as session:
        open_ = set(session.scalars(select(Ticket.id).where(Ticket.status == "open")))
        cards = {one.entity_id: one.ts for one in session.scalars(select(SlackCard))}
        listed = {one.ticket_id: one.ts for one in session.scalars(select(ListedTicket))}
    stands = {one.ts: one.text for one in house.slack.posted}
    assert not set(cards) & set(listed), "twice"
    assert open_ <= set(cards) | set(listed), "lost"
    assert set(listed) <= open_, "still in the list, and over"
    for ticket_id, ts in cards.items():
        assert f"ticket_id={ticket_id}," in stands[ts]
    assert len(set(cards.values())) == len(cards)
    counted = Counter(listed.values())
    for ts, text in stands.items():
        if text.startswith("listed "):
            assert text.startswith(f"listed {counted[ts]}: "), text
    live = {*cards.values(), *listed.values()}
    twice = [
        text for ts, text in stands.items() if ts not in live and not text.startswith(("moved", "listed 0"))
    ]
    assert twice == []


class TestCrowd:
    def test_twenty_have_cards_and_one_more_makes_a_list_of_all(self, house: House) -> None:
        burst(house, MANY)
        house.run_all()
        assert (len(house.slack.posted), in_list(house)) == (MANY, [])
        burst(house, MANY + 1, begin=100)
        house.run_all()
        assert len(house.slack.posted) == MANY + 1
        assert lists(house) == [f"listed {MANY + 1}: {list(range(MANY + 1, MANY + 11))}"]
        nothing_is_lost(house)


@pytest.mark.usefixtures("_soon_many")
class TestListed:
    def test_the_grave_and_the_unheard_are_never_in_it(self, house: House) -> None:
        burst(house, FEW)
        burst(house, 1, begin=50, text=LEAK)
        burst(house, 1, begin=51, text=OUTAGE)
        house.customer_sends()
        house.run_all()
        alone = {FEW + 1, FEW + 2, FEW + 3}
        assert [house.card(one).priority for one in sorted(alone)][:2] == [Priority.P0, Priority.P1]
        assert set(in_list(house)) == set(range(1, FEW + 1))
        with house.database.reading() as session:
            assert set(session.scalars(select(SlackCard.entity_id))) == alone
        nothing_is_lost(house)

    def test_opened_it_has_its_card_and_the_next_one_moves_up(self, house: House) -> None:
        burst(house, FEW + 1)
        house.run_all()
        shown_again(house, 1, asked=True)
        house.run_all()
        assert lists(house) == [f"listed {FEW}: [2, 3, 4]"]
        assert "ticket_id=1," in house.slack.posted[-1].text
        nothing_is_lost(house)

    @pytest.mark.parametrize("how", ["fresh", "raised"])
    def test_what_must_be_noticed_leaves_it_for_a_card(self, house: House, how: str) -> None:
        burst(house, FEW + 1)
        house.run_all()
        if how == "fresh":
            shown_again(house, 5, fresh=True)
        else:
            house.customer_writes(LEAK, wa_id="966500000104", name="عميل 4")
        house.run_all()
        assert 5 not in in_list(house)
        assert "ticket_id=5," in house.slack.posted[-1].text
        nothing_is_lost(house)

    def test_decided_elsewhere_it_leaves_without_a_card_and_at_none_the_list_is_a_line(
        self, house: House
    ) -> None:
        burst(house, FEW + 1)
        house.run_all()
        for ticket_id in range(1, FEW + 2):
            ends(house, ticket_id)
        house.run_all()
        assert (lists(house), len(house.slack.posted)) == (["listed 0: []"], 1)
        nothing_is_lost(house)

    def test_a_list_that_somebody_deleted_holds_nothing_up(self, house: House) -> None:
        burst(house, FEW + 1)
        house.run_all()
        house.slack.posted.clear()
        for ticket_id in (2, 3):
            shown_again(house, ticket_id, asked=ticket_id == 3)
        house.run_all()
        assert [f"ticket_id={one}," in house.slack.posted[one - 2].text for one in (2, 3)] == [True, True]

    def test_a_card_whose_list_slack_would_not_change_is_found_again(self, house: House) -> None:
        burst(house, FEW + 1)
        house.run_all()
        real, tries = house.slack.update, []

        def once_busy(channel: str, *, ts: str, message: Any) -> None:
            tries.append(ts)
            if len(tries) == 1:
                raise NotAccepted("busy", retry_after_s=2)
            real(channel, ts=ts, message=message)

        house.slack.update = once_busy  # type: ignore[method-assign]
        shown_again(house, 2, asked=True)
        house.run_all()
        assert len(house.slack.posted) == 2
        nothing_is_lost(house)

    @pytest.mark.parametrize("seed", range(8))
    def test_nothing_is_lost_and_nothing_doubled_through_an_ill_slack(self, house: House, seed: int) -> None:
        chance, begin = random.Random(seed), 0
        for _ in range(8):
            act = chance.choice(["burst", "open", "fresh", "end", "raise"])
            waiting = in_list(house)
            if act == "burst" or not waiting:
                count = chance.randint(3, 8)
                burst(house, count, begin=begin)
                begin += count
            elif act == "raise":
                one = chance.choice(waiting) - 1
                house.customer_writes(LEAK, wa_id=f"9665{one + 100:08}", name=f"عميل {one}")
            elif act == "end":
                ends(house, chance.choice(waiting))
            else:
                shown_again(house, chance.choice(waiting), asked=act == "open", fresh=act == "fresh")
            for fault in chance.sample(FAULTS, chance.randint(0, 2)):
                lose = house.slack.lose_next if isinstance(fault, OutcomeUnknown) else house.slack.fail_next
                lose(fault)
            house.run_all()
            nothing_is_lost(house)
