"""A SEV1 leak through 72 hours: what is said, in which words, when; and each thing once, whatever dies."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from dealix_ops.durable.models import OutboxRow
from dealix_ops.incidents.reminding import Reminding
from dealix_ops.incidents.run_models import IncidentHarm
from dealix_ops.incidents.service import Incidents
from dealix_ops.ports.work import EffectKind
from tests.bot.edge import Edge
from tests.bot.incidents_72h.play import at, play
from tests.docs import incident_72h
from tests.support.clock import START, MovingClock
from tests.support.house import CHANNEL, FOUNDER, LEAK, OPERATOR
from tests.support.only import ON_POSTGRES, ON_SQLITE

REMINDED = (
    (at(0, 10, 12), "هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مهلة إبلاغ الجهة المختصة تُحسب من 10:12 ص"),
    (at(0, 10, 37), "موعد خبر الحادث ح-1 قبل 10:42 ص، فجهّزه من فضلك @المشغّل"),
    (at(0, 11, 2), "موعد خبر الحادث ح-1 قبل 11:07 ص، فجهّزه من فضلك @المشغّل"),
    (at(0, 11, 7), "حان موعد خبر الحادث ح-1، ولم يُكتب بعد @المشغّل"),
    (at(0, 11, 12), "فات موعد خبر الحادث ح-1 (كان 11:07 ص)، ولم يكتبه أحد @المؤسس @المشغّل"),
    (at(0, 11, 42), "فات موعد خبر الحادث ح-1 (كان 11:07 ص)، ولم يكتبه أحد @المؤسس @المشغّل"),
    (at(0, 13, 42), "موعد خبر الحادث ح-1 قبل 1:52 م، فجهّزه من فضلك @المشغّل"),
    (at(0, 13, 42), "ينتظر عميل في الحادث ح-1 خبراً قبل 2:02 م، فجهّزه من فضلك @المشغّل"),
    (at(0, 14, 2), "حان موعد خبر ينتظره عميل في الحادث ح-1، ولم يصله بعد @المشغّل"),
    (at(0, 14, 32), "فات موعد خبر ينتظره عميل في الحادث ح-1 (كان 2:02 م)، ولم يصله @المؤسس @المشغّل"),
    (at(0, 16, 22), "موعد خبر الحادث ح-1 قبل 4:52 م، فجهّزه من فضلك @المشغّل"),
    (at(0, 16, 42), "موعد خبر الحادث ح-1 قبل 5:07 م، فجهّزه من فضلك @المشغّل"),
    (at(0, 20, 32), "موعد خبر الحادث ح-1 قبل 9:02 م، فجهّزه من فضلك @المشغّل"),
    (at(1, 8, 2), "حان موعد خبر الحادث ح-1، ولم يُكتب بعد @المشغّل"),
    (at(1, 9, 32), "مضت 24 ساعة من مهلة بلاغ الجهة المختصة في الحادث ح-1، والباقي 48 ساعة، وتنتهي 9:32 ص"),
    (at(1, 11, 32), "موعد خبر الحادث ح-1 قبل 12:02 م، فجهّزه من فضلك @المشغّل"),
    (at(1, 15, 2), "موعد خبر الحادث ح-1 قبل 3:32 م، فجهّزه من فضلك @المشغّل"),
    (at(1, 18, 32), "موعد خبر الحادث ح-1 قبل 7:02 م، فجهّزه من فضلك @المشغّل"),
    (at(2, 8, 2), "حان موعد خبر الحادث ح-1، ولم يُكتب بعد @المشغّل"),
    (at(2, 9, 32), "مضت 48 ساعة من مهلة بلاغ الجهة المختصة في الحادث ح-1، والباقي 24 ساعة، وتنتهي 9:32 ص"),
    (at(2, 11, 32), "موعد خبر الحادث ح-1 قبل 12:02 م، فجهّزه من فضلك @المشغّل"),
    (at(2, 15, 2), "موعد خبر الحادث ح-1 قبل 3:32 م، فجهّزه من فضلك @المشغّل"),
    (at(2, 18, 32), "موعد خبر الحادث ح-1 قبل 7:02 م، فجهّزه من فضلك @المشغّل"),
    (at(2, 21, 32), "رُفع بلاغ الحادث ح-1 جزئياً، وبقيته لم تُرفع بعد. مضى على علمنا 60 ساعة @المؤسس"),
    (at(3, 7, 32), "رُفع بلاغ الحادث ح-1 جزئياً، وبقيته لم تُرفع بعد. مضى على علمنا 70 ساعة @المؤسس"),
    (at(3, 8, 2), "حان موعد خبر الحادث ح-1، ولم يُكتب بعد @المشغّل"),
)
"""All that the clock says by itself; what people's presses say stands in the page."""
BEGINS = tuple({text[:16] for _, text in REMINDED})
ALONE = (
    (0, "هل قد تتضرر بيانات شخصية"),
    (1, "لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مضى من مهلة البلاغ ساعة، "),
    (4, "لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مضى من مهلة البلاغ 4 ساعات، "),
    (12, "لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مضى من مهلة البلاغ 12 ساعة، "),
    (24, "لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مضى من مهلة البلاغ 24 ساعة، "),
    (48, "لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مضى من مهلة البلاغ 48 ساعة، "),
    (60, "لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مضى من مهلة البلاغ 60 ساعة، "),
    (70, "لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟ مضى من مهلة البلاغ 70 ساعة، "),
    (72, "انتهت مهلة البلاغ 10:12 ص الأربعاء 25 نوفمبر، ولم يقرر أحد هل تضررت بيانات شخصية"),
)
DECIDED = (
    (24, "مضت 24 ساعة من مهلة بلاغ الجهة المختصة في الحادث ح-1، والباقي 48 ساعة، "),
    (48, "مضت 48 ساعة من مهلة بلاغ الجهة المختصة في الحادث ح-1، والباقي 24 ساعة، "),
    (60, "مضت 60 ساعة من مهلة بلاغ الجهة المختصة في الحادث ح-1، والباقي 12 ساعة، "),
    (70, "مضت 70 ساعة من مهلة بلاغ الجهة المختصة في الحادث ح-1، والباقي ساعتان، "),
    (72, "انتهت مهلة بلاغ الجهة المختصة في الحادث ح-1 10:12 ص الأربعاء 25 نوفمبر، ولم يُسجَّل بلاغ."),
)


async def test_three_days_are_the_ones_that_the_page_tells(sqlite_url: str) -> None:
    room = await play(sqlite_url)
    said = [(when, text.split("\n")[0]) for when, text in room.heard if text.startswith(BEGINS)]
    assert [_minute(when) for when, _ in said] == [when for when, _ in REMINDED]
    for (_, text), (_, begins) in zip(said, REMINDED, strict=True):
        assert text.startswith(begins)
    written = incident_72h.PAGE.read_text(encoding="utf-8")
    assert written == incident_72h.page(room.said.text), "run `python -m tests.docs.incident_72h`"


@pytest.fixture
def leak(database: Database, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Edge:
    """Opened by a customer's words at 10:12."""
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)
    edge = Edge(database, engine, MovingClock(), declares=True)
    edge.house.customer_writes(LEAK)
    edge.house.run_all()
    return edge


@ON_SQLITE
class TestNobodyThere:
    def test_decision_is_asked_for_again_and_again(self, leak: Edge) -> None:
        for hours, begins in ALONE:
            before(leak, hours)
            assert about_data(leak) == []
            leak.clock.now = START + timedelta(hours=hours)
            (text,) = about_data(leak)
            assert text.startswith(begins)
            assert text.endswith(f"<@{FOUNDER.user_id}>")
            assert about_data(leak) == []

    def test_notice_is_reminded_of_at_its_hours_and_when_it_is_late(self, leak: Edge) -> None:
        decided(leak)
        for hours, begins in DECIDED:
            before(leak, hours)
            assert about_data(leak) == []
            leak.clock.now = START + timedelta(hours=hours)
            (text,) = about_data(leak)
            assert text.startswith(begins)
            assert "ينقص البلاغ: كيف حدث، " in text
            assert about_data(leak) == []
        leak.clock.move(hours=12)
        assert about_data(leak) == []  # ten at night
        leak.clock.move(hours=18)
        (text,) = about_data(leak)
        assert text.startswith("بلاغ الجهة المختصة عن الحادث ح-1 متأخر منذ 30 ساعة")
        assert about_data(leak) == []

    def test_clock_that_stood_still_says_only_the_gravest(self, leak: Edge) -> None:
        decided(leak)
        leak.clock.now = START + timedelta(hours=61)
        (text,) = about_data(leak)
        assert text.startswith(DECIDED[2][1].replace("60", "61").replace("12 ساعة", "11 ساعة"))


class TestOnce:
    @ON_SQLITE
    def test_killed_before_its_commit_it_is_said_once_by_the_next(
        self, leak: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """At every reminder: the row and the message are one transaction."""
        decided(leak)
        for hours, _ in DECIDED:
            leak.clock.now = START + timedelta(hours=hours)
            with pytest.raises(KeyboardInterrupt):
                killed(leak)
            assert about_data(leak, posted=False) == []
            assert len(about_data(leak)) == 1
            assert about_data(leak) == []

    @ON_POSTGRES
    def test_of_two_clocks_one_says_it(self, leak: Edge) -> None:
        decided(leak)
        for hours, _ in DECIDED:
            leak.clock.now = START + timedelta(hours=hours)
            with ThreadPoolExecutor(2) as clocks:
                said = list(clocks.map(lambda _: tick(leak), range(2)))
            assert sorted(map(bool, said)) == [False, True]
            assert len(about_data(leak)) == 1


def before(edge: Edge, hours: int) -> None:
    """A minute before that hour, where the clock has not come so far yet."""
    edge.clock.now = max(edge.clock.now, START + timedelta(hours=hours, minutes=-1 if hours else 0))
    if hours == 0:
        edge.clock.now = START - timedelta(minutes=1)


def decided(edge: Edge) -> None:
    with edge.database.transaction() as session:
        row = IncidentHarm(
            incident_id=1, may_harm=True, why="أسماء", decided_at=START, decided_by="U_FOUNDER"
        )
        session.add(row)


def reminding(edge: Edge) -> Reminding:
    return Reminding(Incidents(edge.house.queues, CHANNEL), {OPERATOR.user_id}, {FOUNDER.user_id})


def tick(edge: Edge) -> int:
    """What one clock does; how many incidents it spoke of."""
    clock = reminding(edge)
    with edge.database.reading() as session:
        due = clock.due(session, now=edge.clock())
    said = 0
    for incident_id in due:
        with edge.database.transaction() as session:
            said += clock.say(session, incident_id, now=edge.clock())
    return said


def killed(edge: Edge) -> None:
    """Between the last word and the commit."""
    with edge.database.transaction() as session:
        assert reminding(edge).say(session, 1, now=edge.clock()) > 0
        raise KeyboardInterrupt


def about_data(edge: Edge, *, posted: bool = True) -> list[str]:
    """After a tick: what was asked to be said since the last look about the data and the authority."""
    if posted:
        tick(edge)
    with edge.database.transaction() as session:
        query = select(OutboxRow).where(OutboxRow.kind == EffectKind.INCIDENT_SAY.value)
        waiting = list(session.scalars(query.where(OutboxRow.status == "ready").order_by(OutboxRow.id)))
        texts = [str(row.payload["text"]) for row in waiting]
        for row in waiting:
            row.status = "done"
    return [text for text in texts if "بلاغ" in text or "بيانات شخصية" in text]


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
