"""The review of an incident into the place where it stands: one Markdown file a version, else its text."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.incident_acts import GONE
from dealix_ops.durable.incident_effects import CARD
from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.slack_posts import LOOK_BACK, Pause, SlackPosts
from dealix_ops.incidents.closing_models import IncidentFile
from dealix_ops.incidents.models import Incident
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, NotAccepted, Refused, Settle

FILENAME = "inc-{id}-review-v{version}.md"
AsText = Callable[[int, int, str, str], SlackMessage]
"""Plugged in from `bot/blocks`: incident, version, the document, and Slack's word for why it is no file."""


class IncidentFiles:
    def __init__(
        self,
        *,
        database: Database,
        slack: SlackPort,
        comment: Callable[[IncidentFile], str],
        as_text: AsText,
        clock: Clock,
        pause: Pause,
    ) -> None:
        self._database = database
        self._slack = slack
        self._comment = comment
        self._as_text = as_text
        self._clock = clock
        self._posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.INCIDENT_FILE: self.show}

    def show(self, job: EffectJob) -> Settle:
        row, places = self._look(job)
        if row.shown_at is not None:
            return lambda _session: row.file_id
        code = row.code
        for place in places if code is None else ():
            try:
                return self._share(job, row, place)
            except (NotAccepted, Refused) as error:
                if error.code is None:  # busy, or out of reach: the runner tries again
                    raise
                code = error.code
            if code not in GONE:
                break
        self._keep(row, code=str(code))
        place = places[-1] if code in GONE else places[0]
        message = self._as_text(row.incident_id, row.version, row.text, str(code))
        ts, _ = self._posts.post(job, place["channel"], message, thread_ts=place["thread_ts"])
        return self._shown(row, ts)

    def _share(self, job: EffectJob, row: IncidentFile, place: dict[str, Any]) -> Settle:
        """The id is kept before anybody can see the file. What Slack makes of finishing it twice is not
        documented: where the first answer was lost, one looks whether it stands there."""
        file_id = row.file_id
        name = FILENAME.format(id=row.incident_id, version=row.version)
        if file_id is None:
            file_id = self._slack.deposit(row.text.encode(), filename=name)
            self._keep(row, file_id=file_id)
            row.file_id = file_id
        elif job.may_have_left:
            since = job.created_at - LOOK_BACK
            if self._slack.shows_file(file_id=file_id, since=since, **place):
                return self._shown(row, file_id)
        self._slack.share(file_id, title=name, comment=self._comment(row), **place)
        return self._shown(row, file_id)

    def _look(self, job: EffectJob) -> tuple[IncidentFile, list[dict[str, Any]]]:
        """Its own channel first, then the thread of its card."""
        incident_id, version = int(job.payload["incident_id"]), int(job.payload["version"])
        with self._database.reading() as session:
            row = session.get_one(IncidentFile, (incident_id, version))
            channel = session.get_one(Incident, incident_id).channel_id
            card = session.get(SlackCard, (CARD, incident_id))
        places: list[dict[str, Any]] = [{"channel": channel, "thread_ts": None}] if channel else []
        places += [{"channel": card.channel, "thread_ts": card.ts}] if card else []
        if not places:
            raise NotAccepted("its card is not posted yet", retry_after_s=1)
        return row, places

    def _keep(self, row: IncidentFile, **known: str) -> None:
        with self._database.transaction() as session:
            standing = session.get_one(IncidentFile, (row.incident_id, row.version))
            for name, value in known.items():
                setattr(standing, name, value)

    def _shown(self, row: IncidentFile, outside_id: str) -> Settle:
        def settle(session: Session) -> str | None:
            standing = session.get_one(IncidentFile, (row.incident_id, row.version))
            standing.shown_at = self._clock()
            return outside_id

        return settle
