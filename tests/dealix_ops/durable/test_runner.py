"""One row's life without a worker process: retries, burial, fencing, and what is written down of errors."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from structlog.testing import capture_logs

from dealix_ops.durable import rows, runner, takeover
from dealix_ops.durable.engine import INBOUND, OUTBOX, JobRef
from dealix_ops.durable.failures import describe
from dealix_ops.durable.models import OutboxRow, SlackCard, SlackPace
from dealix_ops.durable.runner import delay_s, passing
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.slack import MessageGone, SlackMessage
from dealix_ops.ports.work import Effect, EffectJob, EffectKind, NotAccepted, OutcomeUnknown, Refused
from dealix_ops.sending.errors import ButtonUnknown
from tests.support.house import CHANNEL, LEAK, House

CUSTOMERS_WORDS = "رقمي 0551234567 واسمي نورة"


def noticed(house: House, *texts: str, channel: str = CHANNEL) -> list[int]:
    """Queue plain messages; returns their rows' ids."""
    made = []
    for text in texts:
        payload = {"ticket_id": 0, "channel": channel, "text": text}
        with house.database.transaction() as session:
            effect = Effect(EffectKind.NOTICE, channel, payload)
            made.append(house.queues.add(session, effect, now=house.clock()))
    return made


def row(house: House, row_id: int = 1) -> OutboxRow:
    with house.database.reading() as session:
        return session.get_one(OutboxRow, row_id)


def posted(house: House) -> list[str]:
    return [message.text for message in house.slack.posted]


def events(house: House) -> list[str]:
    with house.database.reading() as session:
        return [entry.event for entry in ledger.entries(session)]


def stumbling(house: House, *, over: str) -> Callable[..., str]:
    real = house.slack.post

    def post(channel: str, *, message: SlackMessage, **more: Any) -> str:
        if message.text == over:
            raise OutcomeUnknown("Slack answered 200 internal_error", answered=True)
        return real(channel, message=message, **more)

    return post


def ill(house: House, name: str, *, until: datetime) -> Callable[..., Any]:
    real = getattr(house.slack, name)

    def call(*given: Any, **more: Any) -> Any:
        if house.clock() < until:
            raise OutcomeUnknown("Slack answered 200 internal_error", answered=True)
        return real(*given, **more)

    return call


class Sleeper(House):
    """A worker whose machine sleeps in its first wait, while others go on."""

    slept = False
    meanwhile: Callable[[], None]

    def _wait(self, seconds: float) -> bool:
        if not self.slept:
            self.slept = True
            self.meanwhile()
        return super()._wait(seconds)


@pytest.fixture
def _no_waiting(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses between tries move the clock of the test instead of the wall's."""
    monkeypatch.setattr(house.runner, "pause", house._wait)


@pytest.mark.usefixtures("_no_waiting")
class TestRetry:
    def test_not_accepted_is_tried_again_and_moves_the_channels_pace(self, house: House) -> None:
        noticed(house, "أ")
        house.slack.fail_next(NotAccepted("busy", retry_after_s=30))
        start = house.clock()
        house.run_all()
        assert posted(house) == ["أ"]
        assert house.slack.posted[0].at >= start + timedelta(seconds=30)
        assert (row(house).status, row(house).may_have_left) == ("done", False)

    def test_pace_holds_for_every_worker(self, house: House) -> None:
        noticed(house, "أ")
        house.slack.fail_next(NotAccepted("busy", retry_after_s=30))
        seen: list[Any] = []

        def look(seconds: float) -> bool:
            with house.database.reading() as session:
                seen.append(session.get_one(SlackPace, CHANNEL).next_at - house.clock())
            return house._wait(seconds)

        house.runner.pause = look  # type: ignore[method-assign]
        house.run_all()
        assert seen == [timedelta(seconds=30)]

    def test_lost_reply_is_found_and_not_posted_again(self, house: House) -> None:
        noticed(house, "أ")
        house.slack.lose_next(OutcomeUnknown("lost"))
        house.run_all()
        assert posted(house) == ["أ"]
        assert (row(house).status, row(house).external_id) == ("done", house.slack.posted[0].ts)
        assert row(house).may_have_left

    def test_unknown_outcome_that_is_not_found_is_posted(self, house: House) -> None:
        noticed(house, "أ")
        house.slack.fail_next(OutcomeUnknown("lost before it left"))
        house.run_all()
        assert posted(house) == ["أ"]

    def test_lost_card_is_found_and_the_next_change_updates_it(self, house: House) -> None:
        house.slack.lose_next(OutcomeUnknown("lost"))
        house.leak()
        house.show_card()
        house.run_all()
        (card,) = house.slack.posted
        # Once when it was found again, because it may be older than we are, and once for the change.
        assert card.edits == 2

    def test_ephemeral_answer_is_shown_at_most_once(self, house: House) -> None:
        payload = {"channel": CHANNEL, "user": "U1", "text": "تم"}
        with house.database.transaction() as session:
            house.queues.add(session, Effect(EffectKind.EPHEMERAL, "U1", payload), now=house.clock())
        house.slack.lose_next(OutcomeUnknown("lost"))
        house.run_all()
        assert house.slack.whispers == [(CHANNEL, "U1", "تم")]

    def test_deleted_card_is_drawn_anew(self, house: House) -> None:
        house.leak()
        first = house.slack.posted.pop()
        house.show_card()
        house.run_all()
        (second,) = house.slack.posted
        assert second.ts != first.ts
        with house.database.reading() as session:
            assert session.get_one(SlackCard, ("ticket", 1)).ts == second.ts
        house.show_card()
        house.run_all()
        assert second.edits == 1

    def test_drawings_that_nobody_began_are_one(self, house: House) -> None:
        house.customer_writes(LEAK, "وينكم؟", "ألو")
        for job in [job for job in house.waiting() if job.table == INBOUND]:
            house.runner.run(job.table, job.row_id, job.attempt)
        (drawing,) = house.waiting()  # the draft for the later lines waits for a pause
        assert (drawing.table, row(house, drawing.row_id).payload["version"]) == (OUTBOX, 3)

    def test_older_version_of_a_card_is_skipped(self, house: House) -> None:
        house.leak()
        house.show_card()
        (late,) = house.waiting()
        with house.database.transaction() as session:
            card = session.get_one(SlackCard, ("ticket", 1))
            card.version = 2  # another worker drew it meanwhile
        house.runner.run(late.table, late.row_id, late.attempt)
        (card_in_slack,) = house.slack.posted
        assert (card_in_slack.edits, row(house, late.row_id).status) == (0, "done")


@pytest.mark.usefixtures("_no_waiting")
class TestBurial:
    @pytest.mark.parametrize("error", [Refused("Slack: channel_not_found"), ValueError("x"), KeyError("y")])
    def test_what_will_never_pass_is_dead_at_once(self, house: House, error: Exception) -> None:
        noticed(house, "أ", "ب")
        house.slack.fail_next(error)
        house.run_all()
        assert (row(house, 1).status, row(house, 2).status) == ("dead", "done")
        assert row(house, 1).finished_at is not None
        assert events(house) == ["work.dead"]

    @pytest.mark.parametrize(
        ("error", "status"), [(NotAccepted("busy"), "dead"), (OutcomeUnknown("lost"), "unknown")]
    )
    def test_limit_ends_the_tries(
        self, house: House, monkeypatch: pytest.MonkeyPatch, error: Exception, status: str
    ) -> None:
        monkeypatch.setattr(runner, "GIVE_UP_AFTER", timedelta(0))
        noticed(house, "أ")
        house.slack.fail_next(error)
        house.run_all()
        assert (row(house).status, posted(house)) == (status, [])

    def test_within_the_limit_it_goes_on(self, house: House) -> None:
        noticed(house, "أ")
        for _ in range(20):
            house.slack.fail_next(NotAccepted("busy"))
        house.run_all()
        assert (row(house).status, posted(house)) == ("done", ["أ"])

    def test_message_that_slack_stumbles_over_each_time_gives_its_channel_free_after_ten_minutes(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(runner, "time", SimpleNamespace(monotonic=lambda: house.clock().timestamp()))
        start = house.clock()
        noticed(house, "أ", "ب")
        monkeypatch.setattr(house.slack, "post", stumbling(house, over="أ"))
        house.run_all()
        ended = row(house, 1)
        assert ended.finished_at is not None
        assert timedelta(minutes=10) < ended.finished_at - start < timedelta(minutes=11)
        assert (ended.status, row(house, 2).status, posted(house)) == ("unknown", "done", ["ب"])

    def test_while_slack_stumbles_over_everything_no_message_is_given_up(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An hour of `internal_error` for every call is an outage, whoever stands first in the channel."""
        monkeypatch.setattr(runner, "time", SimpleNamespace(monotonic=lambda: house.clock().timestamp()))
        house.leak()
        shown = posted(house)
        until = house.clock() + timedelta(hours=1)
        for name in ("post", "update", "find"):
            monkeypatch.setattr(house.slack, name, ill(house, name, until=until))
        monkeypatch.setattr(house.slack, "answers", lambda: house.clock() >= until)
        house.customer_writes("وأرقام هوياتهم ظاهرة بعد")
        noticed(house, "أ", channel="C_OTHER")
        house.run_all()
        assert house.clock() > until
        with house.database.reading() as session:
            assert takeover.dead_letters(session) == []
        assert posted(house) != shown
        assert "أ" in posted(house)

    def test_one_such_answer_after_a_longer_outage_is_tried_again(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(runner, "time", SimpleNamespace(monotonic=lambda: house.clock().timestamp()))
        noticed(house, "أ")
        fault = OutcomeUnknown("Slack answered 200 internal_error", answered=True)
        for error in (fault, *(OutcomeUnknown("broken") for _ in range(30)), fault):
            house.slack.fail_next(error)
        house.run_all()
        assert (row(house).status, posted(house)) == ("done", ["أ"])

    def test_kind_without_a_handler_is_a_dead_letter(self, house: House) -> None:
        noticed(house, "أ")
        with house.database.transaction() as session:
            session.get_one(OutboxRow, 1).kind = "slack.unheard_of"
        house.run_all()
        assert row(house).status == "dead"

    def test_error_and_log_hold_none_of_the_customers_words(self, house: House) -> None:
        noticed(house, "أ")
        house.slack.fail_next(ValueError(CUSTOMERS_WORDS))
        house.customer_writes(CUSTOMERS_WORDS)
        with house.database.transaction() as session:
            session.get_one(Inbound, 1).source = "unheard of"
        with capture_logs() as logged:
            house.run_all()
        with house.database.reading() as session:
            letters = takeover.dead_letters(session)
        assert [letter.table for letter in letters] == ["inbound", "outbox"]
        told = repr(letters) + repr(logged)
        assert "ValueError in " in told
        assert not any(word in told for word in ("0551234567", "نورة"))


@pytest.mark.usefixtures("_no_waiting")
class TestFencing:
    def taken_over(self, house: House) -> None:
        with house.database.transaction() as session:
            owned = rows.locked(session, JobRef(OUTBOX, 1, 1))
            assert owned is not None
            rows.reassign(
                session, house.engine, owned, table=OUTBOX, event=Event.WORK_TAKEN_OVER, now=house.clock()
            )

    def test_late_result_of_a_slow_worker_does_not_count(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        noticed(house, "أ")
        real = house.slack.post

        def slow(*args: Any, **named: Any) -> str:
            ts = real(*args, **named)
            self.taken_over(house)
            return ts

        with monkeypatch.context() as patch:
            patch.setattr(house.slack, "post", slow)
            house.runner.run(OUTBOX, 1, 1)
        late = row(house)
        assert (late.status, late.attempt, late.external_id) == ("ready", 2, None)
        house.run_all()
        assert (row(house).status, posted(house)) == ("done", ["أ"])
        assert row(house).external_id == house.slack.posted[0].ts

    def test_late_failure_of_a_slow_worker_does_not_count(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        noticed(house, "أ")

        def slow(*_args: Any, **_named: Any) -> str:
            self.taken_over(house)
            raise Refused("Slack: too late")

        with monkeypatch.context() as patch:
            patch.setattr(house.slack, "post", slow)
            house.runner.run(OUTBOX, 1, 1)
        assert (row(house).status, row(house).last_error) == ("ready", None)

    def test_worker_that_slept_in_the_wait_posts_nothing(self, house: House) -> None:
        noticed(house, "أ")
        with house.database.transaction() as session:
            session.add(SlackPace(channel=CHANNEL, next_at=house.clock() + timedelta(seconds=9)))
        sleeper = Sleeper(house.database, house.engine, house.clock)
        sleeper.slack.posted = house.slack.posted

        def another_worker() -> None:
            self.taken_over(house)
            house.runner.run(OUTBOX, 1, 2)

        sleeper.meanwhile = another_worker
        sleeper.runner.run(OUTBOX, 1, 1)
        assert sleeper.slept
        assert posted(house) == ["أ"]

    def test_finished_or_foreign_attempt_is_not_begun(self, house: House) -> None:
        noticed(house, "أ")
        house.runner.run(OUTBOX, 1, 2)
        house.runner.run(OUTBOX, 404, 1)
        assert posted(house) == []
        house.run_all()
        house.runner.run(OUTBOX, 1, 1)
        assert posted(house) == ["أ"]


@pytest.mark.usefixtures("_no_waiting")
class TestStop:
    def test_waiting_work_is_given_back_and_the_next_worker_does_it(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        noticed(house, "أ")
        house.slack.fail_next(NotAccepted("busy"))

        def stop_while_waiting(_seconds: float) -> bool:
            house.runner.stop()
            return False

        with monkeypatch.context() as patch:
            patch.setattr(house.runner, "pause", stop_while_waiting)
            house.runner.run(OUTBOX, 1, 1)
        given = row(house)
        assert (given.status, given.attempt, given.may_have_left) == ("ready", 2, False)
        assert house.engine.known([JobRef(OUTBOX, 1, 2)]) == {JobRef(OUTBOX, 1, 2)}
        House(house.database, house.engine, house.clock).run_all()
        assert row(house).status == "done"

    @pytest.mark.parametrize("error", [PoolExhausted(), RuntimeError(CUSTOMERS_WORDS)])
    def test_work_that_cannot_be_given_back_is_left_to_the_sweeper(
        self, house: House, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        noticed(house, "أ")

        def broken(*_args: Any, **_named: Any) -> None:
            raise error

        with monkeypatch.context() as patch, capture_logs() as logged:
            patch.setattr(house.engine, "enqueue", broken)
            house.runner.stop()
            house.runner.run(OUTBOX, 1, 1)
        told = {"event": "not_given_back", "job": "outbox-1:1", "log_level": "warning"}
        assert logged == [{**told, "error": describe(error)}]
        assert (row(house).status, row(house).attempt) == ("ready", 1)

    def test_pause_ends_at_once_when_stopping(self, house: House) -> None:
        fresh = House(house.database, house.engine, house.clock).runner
        assert fresh.pause(0)
        fresh.stop()
        assert not fresh.pause(3600)


class TestPassing:
    @pytest.mark.parametrize(
        ("error", "tries", "passes"),
        [
            (NotAccepted("x"), 99, True),
            (OutcomeUnknown("x"), 99, True),
            (OperationalError("s", {}, Exception()), 99, True),
            (InterfaceError("s", {}, Exception()), 99, True),
            (InternalError("s", {}, Exception()), 99, True),
            (PoolExhausted(), 99, True),
            (IntegrityError("s", {}, Exception()), 4, True),
            (IntegrityError("s", {}, Exception()), 5, False),
            (Refused("x"), 1, False),
            (MessageGone("x"), 1, False),
            (ValueError("x"), 1, False),
        ],
    )
    def test_table(self, error: Exception, tries: int, passes: bool) -> None:
        assert passing(error, tries=tries) is passes


class TestDelay:
    @pytest.mark.parametrize(
        ("tries", "seconds"), [(1, 0.5), (2, 1.0), (3, 2.0), (6, 16.0), (7, 30.0), (10_000, 30.0)]
    )
    def test_doubles_up_to_half_a_minute(self, tries: int, seconds: float) -> None:
        assert delay_s(OutcomeUnknown("x"), tries=tries) == seconds

    def test_word_of_the_other_side_counts(self) -> None:
        assert delay_s(NotAccepted("x", retry_after_s=77), tries=9) == 77


class TestDescribe:
    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (Refused("Slack: x"), "Refused: Slack: x"),
            (ButtonUnknown("no draft"), "ButtonUnknown: no draft"),
            (Refused("<!channel> said <no>"), "Refused: !channel said no"),
            (ValueError(CUSTOMERS_WORDS), "ValueError"),
            (OperationalError(CUSTOMERS_WORDS, {"t": CUSTOMERS_WORDS}, Exception()), "OperationalError"),
        ],
    )
    def test_says_the_kind_and_never_the_matter(self, error: Exception, said: str) -> None:
        assert describe(error) == said


@pytest.mark.usefixtures("_no_waiting")
class TestClaim:
    def test_row_begun_before_may_have_left(self, house: House) -> None:
        noticed(house, "أ")
        for expected in (False, True):
            with house.database.transaction() as session:
                claimed = rows.claim(session, JobRef(OUTBOX, 1, 1), worker_id="w")
                assert claimed is not None
                assert claimed.may_have_left is expected

    def test_effect_job_carries_the_approval(self, house: House) -> None:
        seen: list[EffectJob] = []
        house.approve(house.leak())
        with house.database.reading() as session:
            for found in session.scalars(select(OutboxRow).order_by(OutboxRow.id)):
                seen.append(runner._effect_job(found))
        assert [job.bound is not None for job in seen] == [False, True, True, False]
        assert {job.bound.channel for job in seen if job.bound} == {"whatsapp"}
