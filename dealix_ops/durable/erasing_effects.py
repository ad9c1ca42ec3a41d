"""A message of ours about a person who asked to be forgotten says so, and nothing else."""

from collections.abc import Mapping
from contextlib import suppress

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.slack_posts import Pause, SlackPosts
from dealix_ops.ports.slack import MessageGone, SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Settle

TEXT = "حُذف محتوى هذه الرسالة بطلب صاحب البيانات."


class ErasingEffects:
    def __init__(self, *, database: Database, slack: SlackPort, clock: Clock, pause: Pause) -> None:
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.ERASE_MESSAGE: self.erase}

    def erase(self, job: EffectJob) -> Settle:
        """Changing it twice is changing it once; what somebody deleted is gone already."""
        block = {"type": "section", "text": {"type": "plain_text", "text": TEXT}}
        message = SlackMessage(text=TEXT, blocks=[block])
        with suppress(MessageGone):
            self._posts.change(str(job.payload["channel"]), str(job.payload["ts"]), message)
        return lambda _session: None
