"""An alarm whatever breaks: two clocks, a stop, Slack down, a lost reply."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select
from structlog.testing import capture_logs

from dealix_ops.durable.engine import OUTBOX
from dealix_ops.durable.models import OutboxRow
from dealix_ops.paging.models import PageCall
from dealix_ops.ports.work import OutcomeUnknown, WorkStatus
from scheduler import paging
from tests.bot.alarms import (
    ALERTS,
    events,
    minutes,
    outside,
    rung,
    tick,
    told,
    wake,
)
from tests.bot.edge import Edge
from tests.support.house import FOUNDER, OPERATOR, OPS
from tests.support.only import ON_SQLITE


class TestBroken:
    async def test_two_clocks_at_once_ring_once(self, edge: Edge) -> None:
        wake(edge).house.leak()
        for _ in range(4):
            with ThreadPoolExecutor(2) as pool:
                for clock in [pool.submit(paging.ring, edge.product) for _ in range(2)]:
                    clock.result()
            edge.house.run_all()
            edge.clock.move(minutes=4)
        with edge.database.reading() as session:
            calls = session.execute(select(PageCall.step, PageCall.way, PageCall.whom)).all()
        assert len(calls) == len(set(calls))
        assert len([event for event, _ in events(edge) if event == "page.started"]) == 1
        steps = [event for event, _ in events(edge) if event == "page.called"]
        assert len(steps) == 4

    @ON_SQLITE
    async def test_clock_that_stood_still_makes_one_call_and_says_how_late(self, edge: Edge) -> None:
        begun = wake(edge).clock()
        edge.house.leak()
        edge.clock.move(minutes=26, seconds=50)
        tick(edge)
        tick(edge)
        first = rung(edge, begun)
        assert [room for _, room in first] == [ALERTS, FOUNDER.user_id, OPERATOR.user_id]
        assert {minute for minute, _ in first} == {26}
        assert outside(edge) == ([5], [5])
        assert "تأخّر هذا النداء 26 دقيقة لأن خدمتنا كانت متوقفة" in told(edge, FOUNDER.user_id)[0]
        edge.clock.now = begun + timedelta(minutes=27, seconds=10)
        tick(edge)
        assert len(rung(edge, begun)) == 3  # the step of minute 27 is no second call 20 seconds later
        minutes(edge, 6, since=begun + timedelta(minutes=27))
        assert {minute for minute, _ in rung(edge, begun)[3:]} == {29, 32}

    @ON_SQLITE
    async def test_slack_down_does_not_hold_up_the_second_way(self, edge: Edge) -> None:
        """Nothing that belongs to Slack gets through; mail and webhook go at three minutes all the same."""
        begun = wake(edge).clock()
        edge.house.customer_writes("فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم")
        for job in edge.house.waiting():
            if job.table != OUTBOX:
                edge.house.runner.run(job.table, job.row_id, job.attempt)
        for minute in range(14):
            edge.clock.now = begun + timedelta(minutes=minute)
            tick(edge, run=False)
            run_kinds(edge, "page.mail", "page.webhook")
        assert outside(edge) == ([1, 2, 3], [1, 2, 3])
        edge.house.run_all()  # Slack is back: of each room's calls only the newest still says something new
        assert [room for _, room in rung(edge, begun)] == [ALERTS, FOUNDER.user_id, OPERATOR.user_id]

    @ON_SQLITE
    async def test_lost_reply_of_the_channel_is_found_again_a_letter_goes_twice_under_one_id(
        self, edge: Edge
    ) -> None:
        wake(edge).house.leak()
        paging.ring(edge.product)
        edge.house.slack.lose_next(OutcomeUnknown("lost"))
        edge.house.run_all()
        assert len(told(edge, ALERTS)) == 1
        edge.house.mailer.after.append(OutcomeUnknown("lost"))
        edge.clock.move(minutes=3)
        tick(edge)
        assert len({letter.key for letter in edge.house.mailer.letters}) == 1
        with edge.database.reading() as session:
            assert all(call.left_at for call in session.scalars(select(PageCall)))

    @ON_SQLITE
    async def test_mail_that_did_not_reach_everybody_is_told_once(self, edge: Edge) -> None:
        wake(edge).house.leak()
        edge.house.mailer.refused = [1]
        with capture_logs() as logs:
            minutes(edge, 8)
        assert outside(edge)[0] == [1, 2]
        assert [text for text in told(edge, OPS) if "بريد" in text] == [
            "نداء الطوارئ بالبريد لم يصل إلى كل العناوين: رفض خادم البريد ما ترتيبه 1 من 1 في "
            "\u2066DEALIX_PAGING_MAIL_TO\u2069. صحّحوها، ثم جرّبوها بالأمر \u2066dealix doctor --send\u2069."
        ]
        refused = [line for line in logs if line["event"] == "page_mail_refused"]
        assert [line["places"] for line in refused] == [[1], [1]]
        assert "@" not in str(refused)

    @ON_SQLITE
    async def test_taken_before_the_call_left(self, edge: Edge) -> None:
        """The worker was killed; when its work is taken over, somebody has it already."""
        wake(edge).house.leak()
        paging.ring(edge.product)
        await edge.press("ticket.claim", f"1.{edge.house.card().through_inbound_id}")
        edge.house.run_all()
        assert "page.take" not in str([edge.house.strict.shown[p.ts].blocks for p in edge.house.slack.posted])
        assert undone(edge) == []


def run_kinds(edge: Edge, *kinds: str) -> None:
    with edge.database.reading() as session:
        ready = OutboxRow.status == WorkStatus.READY.value, OutboxRow.kind.in_(kinds)
        jobs = session.execute(select(OutboxRow.id, OutboxRow.attempt).where(*ready)).all()
    for row_id, attempt in jobs:
        edge.house.runner.run(OUTBOX, row_id, attempt)


def undone(edge: Edge) -> list[str]:
    with edge.database.reading() as session:
        return list(session.scalars(select(OutboxRow.kind).where(OutboxRow.status != WorkStatus.DONE.value)))
