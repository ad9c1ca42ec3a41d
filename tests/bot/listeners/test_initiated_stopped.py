"""What happens between an approval and «أرسلتها» still counts: nothing of ours leaves after it."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from dealix_ops.contacts import customers, opt_ins
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.durable import takeover
from dealix_ops.freezes import service as freezes
from dealix_ops.sending import links
from tests.bot.edge import Edge
from tests.bot.listeners.forms_sent import buttons
from tests.bot.listeners.test_decide import events, whispers
from tests.bot.listeners.test_initiated import SUNDAY, approvals, begun, card, clock, words
from tests.support.house import CHANNEL, FOUNDER
from tests.support.served import text_of

Happens = Callable[[Edge], None]


def frozen(edge: Edge) -> None:
    with edge.database.transaction() as session:
        freezes.start(session, freezes.of_channel("whatsapp"), by=FOUNDER.user_id, now=edge.clock())


def yes_taken_back(edge: Edge) -> None:
    with edge.database.transaction() as session:
        opt_ins.withdraw(session, 1, actor=FOUNDER.user_id, now=edge.clock())


def moved(edge: Edge) -> None:
    with edge.database.transaction() as session:
        terms = Terms(renews_on=SUNDAY + timedelta(days=300))
        customer = session.get_one(Customer, 1)
        customers.change(session, customer, terms, actor=FOUNDER.user_id, now=edge.clock())


def another_number(edge: Edge) -> None:
    with edge.database.transaction() as session:
        session.get_one(Contact, 1).wa_id = "966559998877"


WHAT: dict[str, Happens] = {
    "frozen": frozen,
    "no_opt_in": yes_taken_back,
    "moved": moved,
    "another number": another_number,
}


async def approved(edge: Edge) -> str:
    """Its token."""
    begun(edge, days=7)
    await edge.press("draft.approve", buttons(card(edge)["blocks"])["draft.approve"])
    (approval,) = approvals(edge)
    return approval.token


def texts(edge: Edge) -> list[str]:
    """What stands alone in a thread for copying, as it is by now."""
    threads = [post for post in edge.house.slack.posted if post.thread_ts]
    return [edge.house.strict.shown[post.ts].text for post in threads]


@pytest.mark.parametrize("happens", list(WHAT.values()), ids=list(WHAT))
async def test_taken_back_and_decided_anew(desk: Edge, happens: Happens) -> None:
    await approved(desk)
    desk.house.run_all()
    assert texts(desk) == [text_of(desk.database, 1).text]
    happens(desk)
    clock(desk)
    assert "🛑 أوقفناها" in words(card(desk, CHANNEL))
    assert buttons(card(desk, CHANNEL)["blocks"]) == {}
    assert "للنسخ" not in words(card(desk, CHANNEL))
    assert texts(desk) != [approvals(desk)[0].text]
    assert [event for event, _ in events(desk)].count("draft.approval_withdrawn") == 1
    (approval,) = approvals(desk)
    assert approval.withdrawn_by == "system"
    clock(desk, at=time(10, 5))  # said once
    assert [event for event, _ in events(desk)].count("draft.approval_withdrawn") == 1


async def test_the_card_says_why_and_is_decided_again(desk: Edge) -> None:
    await approved(desk)
    desk.house.run_all()
    frozen(desk)
    clock(desk)
    assert "موقوفة: ما نبدأ به مجمّد" in words(card(desk))
    await desk.press("draft.approve", buttons(card(desk)["blocks"])["draft.approve"])
    assert "مجمّد" in whispers(desk)[-1][1]
    assert len(approvals(desk)) == 1


@pytest.mark.parametrize("happens", list(WHAT.values()), ids=list(WHAT))
async def test_before_its_hand_off_stands_nothing_is_shown(desk: Edge, happens: Happens) -> None:
    await approved(desk)
    happens(desk)
    desk.house.run_all()
    assert texts(desk) == []
    assert [post for post in desk.house.slack.posted if post.channel == CHANNEL] == []
    with desk.database.reading() as session:
        assert takeover.dead_letters(session) == []


async def test_no_page_opens_though_the_clock_did_not_come_by_yet(paged: Edge) -> None:
    token = await approved(paged)
    paged.house.run_all()
    with paged.database.transaction() as session:
        key = links.make(session, 1, slack_user=FOUNDER.user_id, now=paged.clock())
    assert text_of(paged.database, 1).text.splitlines()[0] in (await paged.http.get(f"/h/{key}")).text
    frozen(paged)
    page = await paged.http.get(f"/h/{key}")
    assert page.status_code == 409
    assert "مجمّد" in page.text
    assert "<textarea" not in page.text
    await paged.press("draft.open_page", token)
    assert "مجمّد" in whispers(paged)[-1][1]


async def test_what_left_has_left(desk: Edge) -> None:
    token = await approved(desk)
    desk.house.run_all()
    await desk.press("draft.mark_sent", token)
    frozen(desk)
    clock(desk)
    assert approvals(desk)[0].withdrawn_at is None


async def test_the_hour_was_right_when_it_was_approved(desk: Edge) -> None:
    await approved(desk)
    clock(desk, at=time(21, 30))
    assert approvals(desk)[0].withdrawn_at is None
