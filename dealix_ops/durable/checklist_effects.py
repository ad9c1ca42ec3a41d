"""The one live message of a customer's onboarding, drawn from what stands in the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.pictures import Moved, Picture, Pictures
from dealix_ops.durable.slack_posts import Pause, SlackPosts
from dealix_ops.ports.slack import SlackMessage, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectJob, EffectKind, Settle
from dealix_ops.reports import checklists
from dealix_ops.reports.checklists import ChecklistView

ONBOARDING = "onboarding"


@dataclass(frozen=True)
class ChecklistDrawing:
    """Plugged in from `bot/blocks`; `moved` is given the customer's id."""

    card: Callable[[ChecklistView, datetime], SlackMessage]
    moved: Moved


class ChecklistEffects:
    def __init__(
        self, *, database: Database, slack: SlackPort, drawing: ChecklistDrawing, clock: Clock, pause: Pause
    ) -> None:
        self._database = database
        self._drawing = drawing
        self._clock = clock
        posts = SlackPosts(database=database, slack=slack, clock=clock, pause=pause)
        self._pictures = Pictures(posts, drawing.moved)

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.CHECKLIST_CARD: self.card}

    def card(self, job: EffectJob) -> Settle:
        customer_id = int(job.payload["customer_id"])
        with self._database.reading() as session:
            view = checklists.checklist(session, customer_id)
            card = session.get(SlackCard, (ONBOARDING, customer_id))
        message = self._drawing.card(view, self._clock())
        return self._pictures.draw(
            job, Picture(ONBOARDING, customer_id, view.version, message, customer_id), card
        )
