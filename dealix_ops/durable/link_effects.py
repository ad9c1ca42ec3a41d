"""The key of a hand-off's page: made where it is sent, so that it stands in no row of ours."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Settle
from dealix_ops.sending import links

LIFE = timedelta(minutes=10)
"""Whoever pressed the button has gone since; they press it again."""


class LinkEffects:
    """`draw` makes a message of a key."""

    def __init__(
        self, *, database: Database, slack: SlackPort, draw: Callable[[str], SlackMessage], clock: Clock
    ) -> None:
        self._database = database
        self._slack = slack
        self._draw = draw
        self._clock = clock

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.HAND_OFF_LINK: self.hand_off_link}

    def hand_off_link(self, job: EffectJob) -> Settle:
        """Shown to one person, at most once: a key that may have left is not made a second time."""
        if job.may_have_left or self._clock() - job.created_at > LIFE:
            return lambda _session: None
        user = str(job.payload["user"])
        with self._database.transaction() as session:
            token = links.make(session, int(job.payload["approval_id"]), slack_user=user, now=self._clock())
        self._slack.post_ephemeral(str(job.payload["channel"]), user=user, message=self._draw(token))
        return lambda _session: None
