"""Messages that leave for Slack at the pace it takes them, and are found again instead of posted twice."""

from collections.abc import Callable
from datetime import timedelta

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable import pace, rows
from dealix_ops.durable.engine import OUTBOX, JobRef
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import EffectJob, NotAccepted, OutcomeUnknown, Refused
from dealix_ops.sending import way_out

LOOK_BACK = timedelta(minutes=5)
"""Our clock and Slack's differ; looking a little further back costs nothing."""

Pause = Callable[[float], bool]


class TakenBack(Exception):
    """What was about to leave is withdrawn."""


class SlackPosts:
    def __init__(self, *, database: Database, slack: SlackPort, clock: Clock, pause: Pause) -> None:
        self._database = database
        self._slack = slack
        self._clock = clock
        self._pause = pause

    def address(self, channel: str, ts: str) -> str | None:
        """None where Slack does not say: what carries the address stands without it."""
        try:
            return self._slack.permalink(channel, ts=ts)
        except (NotAccepted, OutcomeUnknown, Refused):
            return None

    def change(self, channel: str, ts: str, message: SlackMessage) -> None:
        """An update, at the pace of its method."""
        with self._database.transaction() as session:
            slot = pace.reserve_update(session, now=self._clock())
        wait_s = (slot - self._clock()).total_seconds()
        if wait_s > 0 and not self._pause(wait_s):
            raise NotAccepted("stopping", retry_after_s=0)
        try:
            self._slack.update(channel, ts=ts, message=message)
        except NotAccepted as busy:
            if busy.retry_after_s is not None:
                until = self._clock() + timedelta(seconds=busy.retry_after_s)
                with self._database.transaction() as session:
                    pace.hold_updates(session, until=until)
            raise

    def post(
        self, job: EffectJob, channel: str, message: SlackMessage, *, thread_ts: str | None = None
    ) -> tuple[str, bool]:
        """The message's `ts`, and whether it was found there already."""
        if job.may_have_left:
            since = job.created_at - LOOK_BACK
            found = self._slack.find(channel, outbox_id=job.row_id, since=since, thread_ts=thread_ts)
            if found is not None:
                return found, True
        with self._database.transaction() as session:
            slot = pace.reserve(session, channel, now=self._clock())
        wait_s = (slot - self._clock()).total_seconds()
        if wait_s > 0 and not self._pause(wait_s):
            raise NotAccepted("stopping", retry_after_s=0)
        self._leave(job, channel)
        try:
            ts = self._slack.post(channel, message=message, outbox_id=job.row_id, thread_ts=thread_ts)
        except NotAccepted as busy:
            if busy.retry_after_s is not None:
                until = self._clock() + timedelta(seconds=busy.retry_after_s)
                with self._database.transaction() as session:
                    pace.hold(session, channel, until=until)
            raise
        return ts, False

    def _leave(self, job: EffectJob, channel: str) -> None:
        """After the wait, in which this machine may have slept: the work still ours, the slot no older."""
        with self._database.transaction() as session:
            if not rows.is_current(session, JobRef(OUTBOX, job.row_id, job.attempt)):
                raise NotAccepted("taken over by another worker", retry_after_s=0)
            if job.bound is not None and way_out.stays_here(
                session, job.bound.approval_id, now=self._clock()
            ):
                raise TakenBack("what was approved may not leave any more")
            pace.hold(session, channel, until=self._clock() + pace.GAP)
