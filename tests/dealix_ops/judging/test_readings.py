"""The second reader in the running house: it raises or marks, and everything else changes its row only."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from dealix_ops.durable.engine import INBOUND, OUTBOX
from dealix_ops.durable.models import OutboxRow
from dealix_ops.durable.reader_effects import ReaderEffects
from dealix_ops.durable.runner import Handlers, Runner
from dealix_ops.durable.slack_effects import SlackEffects
from dealix_ops.durable.takeover import dead_letters
from dealix_ops.intake.processing import Processing
from dealix_ops.judging.models import SecondReading
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.reader import ReaderAnswer, ReaderFailed, ReaderFault
from dealix_ops.ports.work import EffectKind
from dealix_ops.vocabulary import P0Sound, Priority
from tests.dealix_ops.judging.hands import lower, raise_, written
from tests.support.house import DRAWING, LEAK, House

HIDDEN = "متى موعد التقرير الشهري؟ أنا نورة 0551234567"
"""Words that triage itself leaves calm."""


class Reader:
    """Says what it was told to, after `meanwhile` happened."""

    model = "any-model"

    def __init__(self, said: ReaderAnswer | ReaderFault) -> None:
        self.said = said
        self.words: list[str] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def read(self, text: str) -> ReaderAnswer:
        self.words.append(text)
        self.meanwhile()
        if isinstance(self.said, ReaderFault):
            raise ReaderFailed(self.said)
        return self.said


def grave(priority: Priority = Priority.P0, *, look: bool = False) -> ReaderAnswer:
    return ReaderAnswer(priority, look, "يبدو بلاغ نورة عن بيانات طرف آخر")


def with_reader(house: House, said: ReaderAnswer | ReaderFault, *, budget: int = 500) -> Reader:
    reader = Reader(said)
    effects = ReaderEffects(
        database=house.database, reader=reader, judging=house.judging, budget=budget, clock=house.clock
    )
    slack = SlackEffects(
        database=house.database,
        outbox=house.queues,
        slack=house.slack,
        drawing=DRAWING,
        clock=house.clock,
        pause=lambda seconds: bool(house.clock.move(seconds=seconds)),
    )
    processing = Processing(
        outbox=house.queues,
        clock=house.clock,
        settling=house.settling,
        second_reader=True,
    )
    acts = {**slack.handlers(), **effects.handlers(), **house.again.handlers()}
    handlers = Handlers(processing.process, acts, house.alarm, house.slack.answers)
    house.runner = Runner(house.database, house.engine, handlers, worker_id="worker-test", clock=house.clock)
    return reader


def run_once(house: House, *tables: str) -> None:
    for job in house.waiting():
        if job.table in tables:
            house.runner.run(job.table, job.row_id, job.attempt)


def with_person(house: House, to: Priority) -> Callable[[], None]:
    return lambda: raise_(house, to)


def readings(house: House) -> list[SecondReading]:
    with house.database.reading() as session:
        return list(session.scalars(select(SecondReading).order_by(SecondReading.id)))


def outcomes(house: House) -> list[str]:
    return [row.outcome for row in readings(house)]


def asked(house: House) -> list[OutboxRow]:
    with house.database.reading() as session:
        query = select(OutboxRow).where(OutboxRow.kind == EffectKind.SECOND_READING.value)
        return list(session.scalars(query.order_by(OutboxRow.id)))


def state(house: House) -> tuple[Priority, bool, str | None]:
    card = house.card()
    return card.priority, card.needs_look, card.draft.text if card.draft else None


class TestOff:
    def test_nothing_is_enqueued(self, house: House) -> None:
        written(house, HIDDEN)
        assert asked(house) == []
        assert readings(house) == []


class TestRaise:
    def test_same_path_as_a_person_with_its_own_actor(self, house: House) -> None:
        with_reader(house, grave())
        written(house, HIDDEN)
        card = house.card()
        assert (card.priority, card.p0_sound) == (Priority.P0, P0Sound.MEANING)
        assert card.draft is not None
        assert "30 دقيقة" in card.draft.text
        with house.database.reading() as session:
            (entry,) = [e for e in ledger.entries(session) if e.event == "ticket.raised"]
        assert entry.actor == "reader:any-model"
        assert [m.text.startswith("moved") for m in house.slack.posted] == [True, False]
        (row,) = readings(house)
        assert (row.outcome, row.priority, row.needs_look, row.model) == ("raised", "P0", False, "any-model")
        assert row.latency_ms is not None

    def test_words_leave_without_names_and_numbers_and_so_does_its_reason(self, house: House) -> None:
        reader = with_reader(house, grave())
        written(house, HIDDEN)
        (words,) = reader.words
        assert "نورة" not in words
        assert "0551234567" not in words
        assert "موعد التقرير" in words
        assert "نورة" not in (readings(house)[0].reason or "نورة")

    def test_a_p0_is_not_asked_about(self, house: House) -> None:
        reader = with_reader(house, grave())
        written(house, LEAK)
        assert reader.words == []

    def test_what_it_raised_is_lowered_by_the_founder_for_good(self, house: House) -> None:
        reader = with_reader(house, grave())
        written(house, HIDDEN)
        reader.said = grave(Priority.P3)
        lower(house, Priority.P3)
        written(house, "طيب")
        assert state(house)[0] is Priority.P3
        assert reader.words[-1] == "طيب"

    def test_lines_the_founder_lowered_are_not_shown_to_it_again(self, house: House) -> None:
        reader = with_reader(house, ReaderAnswer(Priority.P3, False, "عادي"))
        written(house, LEAK)
        lower(house, Priority.P3)
        written(house, "طيب متى تردون؟")
        assert reader.words == ["طيب متى تردون؟"]

    def test_it_takes_no_look_away(self, house: House) -> None:
        with_reader(house, ReaderAnswer(Priority.P2, True, "خلل في الربط"))
        written(house, HIDDEN)
        assert state(house)[:2] == (Priority.P2, True)

    @pytest.mark.parametrize(("said", "shown"), [("", ""), ("خلل\n\x00 في\u202e الربط", "خلل في الربط")])
    def test_its_reason_is_one_printable_line_or_none(self, house: House, said: str, shown: str) -> None:
        with_reader(house, ReaderAnswer(Priority.P1, False, said))
        written(house, HIDDEN)
        assert outcomes(house) == ["raised"]
        assert readings(house)[0].reason == shown
        assert house.card().reasons[0] == (shown or "سؤال أو طلب ← عادي")


class TestNeverLower:
    @pytest.mark.parametrize("priority", [Priority.P1, Priority.P2, Priority.P3])
    def test_softer_opinion_changes_nothing(self, house: House, priority: Priority) -> None:
        reader = with_reader(house, grave(priority))
        raised = with_person(house, Priority.P1)
        reader.meanwhile = raised
        written(house, HIDDEN)
        assert state(house)[0] is Priority.P1
        assert outcomes(house) == ["unchanged"]

    def test_look_marks_the_card_and_nothing_else(self, house: House) -> None:
        with_reader(house, ReaderAnswer(Priority.P3, True, "غامضة"))
        written(house, "تمام شكراً")
        card = house.card()
        assert (card.priority, card.needs_look, card.judged) == (Priority.P3, True, None)
        assert card.reasons[0] == "غامضة"
        assert outcomes(house) == ["look"]
        assert len(house.slack.posted) == 1


class TestFaults:
    @pytest.mark.parametrize("fault", list(ReaderFault))
    def test_changes_its_row_and_nothing_else(self, house: House, fault: ReaderFault) -> None:
        with_reader(house, fault)
        written(house, "شكراً لكم")
        assert state(house)[0] is Priority.P3
        assert outcomes(house) == [fault.value]
        with house.database.reading() as session:
            assert dead_letters(session) == []

    def test_worker_that_died_in_between_asks_no_second_time(self, house: House) -> None:
        def die() -> None:
            raise KeyboardInterrupt

        reader = with_reader(house, grave())
        reader.meanwhile = die
        house.customer_writes(HIDDEN)
        with pytest.raises(KeyboardInterrupt):
            house.run_all()
        reader.meanwhile = lambda: None
        (row,) = asked(house)
        house.runner.run(OUTBOX, row.id, row.attempt)
        assert len(reader.words) == 1
        assert outcomes(house) == ["lost"]
        assert state(house)[0] is Priority.P3


class TestVoid:
    def test_newer_line_makes_the_older_opinion_void(self, house: House) -> None:
        reader = with_reader(house, grave())

        def another() -> None:
            house.customer_writes("شكراً لكم")
            run_once(house, INBOUND)

        reader.meanwhile = another
        house.customer_writes(HIDDEN)
        run_once(house, INBOUND)
        run_once(house, OUTBOX)
        assert outcomes(house) == ["void"]
        assert state(house)[0] is Priority.P3

    def test_lines_the_founder_weighed_meanwhile_stay_as_judged(self, house: House) -> None:
        reader = with_reader(house, grave())
        raise_to_p1 = with_person(house, Priority.P1)

        def judged() -> None:
            raise_to_p1()
            lower(house, Priority.P3, shown=Priority.P1)

        reader.meanwhile = judged
        written(house, HIDDEN)
        assert outcomes(house) == ["void"]
        assert state(house)[0] is Priority.P3

    def test_burst_is_asked_about_once_as_it_stands_at_the_end(self, house: House) -> None:
        reader = with_reader(house, grave(Priority.P3))
        written(house, "شكراً", "تسلمون", "يعطيكم العافية")
        (words,) = reader.words
        assert words.split("\n") == ["شكراً", "تسلمون", "يعطيكم العافية"]
        assert [row.through_inbound_id for row in readings(house)] == [3]


class TestBudget:
    def test_calls_of_a_day_in_riyadh_and_not_one_more(self, house: House) -> None:
        reader = with_reader(house, grave(Priority.P3), budget=2)
        for _ in range(3):
            written(house, "شكراً لكم")
        assert len(reader.words) == 2
        assert outcomes(house) == ["unchanged", "unchanged", "over_budget"]
        house.clock.move(hours=13, minutes=47)  # 23:59 in Riyadh
        written(house, "شكراً لكم")
        assert len(reader.words) == 2
        house.clock.move(minutes=2)
        written(house, "شكراً لكم")
        assert len(reader.words) == 3

    def test_one_person_does_not_use_up_everybody_s(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("dealix_ops.judging.readings.OF_ONE", 2)
        reader = with_reader(house, grave(Priority.P3))
        for _ in range(3):
            written(house, "شكراً لكم")
        house.customer_writes("متى موعد التقرير؟", wa_id="966500000002")
        house.run_all()
        assert outcomes(house) == ["unchanged", "unchanged", "over_budget", "unchanged"]
        assert len(reader.words) == 3

    def test_its_own_partitions_hold_no_card(self, house: House) -> None:
        with_reader(house, grave())
        house.customer_writes(HIDDEN)
        run_once(house, INBOUND)
        (row,) = asked(house)
        assert row.partition.startswith("second_reader:")
