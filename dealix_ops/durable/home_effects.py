"""A person's Home tab: published when they open it, and again when it shows something else by now.

A picture is drawn from rows when it leaves, so that whatever waits in between is in it; a person's pictures
leave one after the other, and a worker that was overtaken meanwhile is refused by the hash it still knows.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable import rows
from dealix_ops.durable.crowd import TICKET
from dealix_ops.durable.engine import OUTBOX, JobRef
from dealix_ops.durable.models import HomeTab, SlackCard
from dealix_ops.ports.slack import HomeMoved, MessageGone, SlackPort
from dealix_ops.ports.work import (
    Effect,
    EffectHandler,
    EffectJob,
    EffectKind,
    NotAccepted,
    Outbox,
    OutcomeUnknown,
    Refused,
    Settle,
)
from dealix_ops.reports import home
from dealix_ops.reports.home import HomeView
from dealix_ops.sending.identity import actor
from dealix_ops.settings import Settings

AT_MOST_EVERY = timedelta(seconds=30)
"""For one person; whoever opens the tab sees what Slack kept until then."""
KEPT_FOR = timedelta(days=14)
"""Who has not opened it for longer looks at an old picture for a moment when they do."""

Address = Callable[[int], str | None]
"""The address of a ticket's card in Slack."""
DrawHome = Callable[[HomeView, datetime, Address], list[dict[str, Any]]]


@dataclass(frozen=True)
class HomePicture:
    """What would stand on a tab now; `places` are the cards it leads to: ticket, channel, `ts`."""

    view: HomeView
    places: tuple[tuple[int, str, str], ...]

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr(self).encode()).hexdigest()


def home_picture(session: Session, user_id: str, *, settings: Settings, now: datetime) -> HomePicture:
    view = home.home(session, actor(user_id, settings), settings=settings, now=now)
    wanted = {entry.card for entry in (*view.waiting, *view.late)}
    query = select(SlackCard).where(SlackCard.entity == TICKET, SlackCard.entity_id.in_(wanted))
    cards = session.scalars(query.order_by(SlackCard.entity_id))
    return HomePicture(view, tuple((card.entity_id, card.channel, card.ts) for card in cards))


@dataclass(frozen=True)
class HomeTabs:
    """Asks for pictures; part of the caller's transaction."""

    outbox: Outbox
    settings: Settings

    def opened(self, session: Session, user_id: str, *, now: datetime) -> None:
        """Always a picture: after the app was installed anew, Slack shows none where one stood."""
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        row = dialect.insert(HomeTab).values(user_id=user_id, opened_at=now).on_conflict_do_nothing()
        session.execute(row)
        tab = session.get_one(HomeTab, user_id, with_for_update=True)
        tab.opened_at = now
        self._ask(session, tab, fresh=True, now=now)

    def outdated(self, session: Session, *, now: datetime) -> list[str]:
        """People who look at their tab and whose picture is not what it would be now."""
        recent = select(HomeTab).where(HomeTab.opened_at > now - KEPT_FOR).order_by(HomeTab.user_id)
        return [
            tab.user_id
            for tab in session.scalars(recent)
            if self._fingerprint(session, tab.user_id, now) != tab.asked
        ]

    def renew(self, session: Session, user_id: str, *, now: datetime) -> None:
        """Nothing where the other clock asked first."""
        tab = session.get(HomeTab, user_id, with_for_update=True)
        fingerprint = self._fingerprint(session, user_id, now)
        if tab is not None and tab.asked != fingerprint:
            tab.asked = fingerprint
            self._ask(session, tab, fresh=False, now=now)

    def _fingerprint(self, session: Session, user_id: str, now: datetime) -> str:
        return home_picture(session, user_id, settings=self.settings, now=now).fingerprint

    def _ask(self, session: Session, tab: HomeTab, *, fresh: bool, now: datetime) -> None:
        planned = tab.planned_at
        if planned is None or planned <= now:
            tab.planned_at = planned = max(now, planned + AT_MOST_EVERY) if planned else now
        name = f"home:{tab.user_id}"
        payload = {"user": tab.user_id, "fresh": fresh}
        self.outbox.add(session, Effect(EffectKind.HOME, name, payload, draws=name, due_at=planned), now=now)


class HomeEffects:
    def __init__(
        self, *, database: Database, slack: SlackPort, settings: Settings, draw: DrawHome, clock: Clock
    ) -> None:
        self._database = database
        self._slack = slack
        self._settings = settings
        self._draw = draw
        self._clock = clock
        self._workspace: str | None = None

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.HOME: self.publish}

    def publish(self, job: EffectJob) -> Settle:
        """What stands there twice is no harm, so that nothing is looked for before the next try."""
        user_id, now = str(job.payload["user"]), self._clock()
        with self._database.reading() as session:
            tab = session.get(HomeTab, user_id)
            drawn = home_picture(session, user_id, settings=self._settings, now=now)
        fingerprint = drawn.fingerprint
        if tab is None or (tab.shown == fingerprint and not job.payload.get("fresh")):
            return lambda _session: None
        try:
            blocks = self._draw(drawn.view, now, self._addresses(drawn).get)
            standing = self._slack.publish_home(user_id, blocks=blocks, hash_=tab.hash)
        except HomeMoved as moved:
            self._forget_hash(job, user_id)
            raise NotAccepted("another picture stands on the Home tab", retry_after_s=0) from moved
        except OutcomeUnknown as unknown:
            raise NotAccepted(str(unknown)) from unknown
        except Refused:
            self._leave_alone(user_id)
            raise

        def settle(session: Session) -> str | None:
            shown = session.get(HomeTab, user_id, with_for_update=True)
            if shown is not None:
                shown.hash, shown.shown, shown.asked = standing, fingerprint, fingerprint
            return None

        return settle

    def _forget_hash(self, job: EffectJob, user_id: str) -> None:
        """The reply to our last picture was lost, and its hash with it; who was overtaken forgets nothing."""
        with self._database.transaction() as session:
            tab = session.get(HomeTab, user_id, with_for_update=True)
            if tab is not None and rows.is_current(session, JobRef(OUTBOX, job.row_id, job.attempt)):
                tab.hash = None

    def _leave_alone(self, user_id: str) -> None:
        """One dead letter, not one for each change: Slack takes no picture until they open the tab again."""
        with self._database.transaction() as session:
            tab = session.get(HomeTab, user_id, with_for_update=True)
            if tab is not None:
                session.delete(tab)

    def _addresses(self, drawn: HomePicture) -> dict[int, str]:
        """Slack is asked for one address; the others are made as its own are."""
        found: dict[int, str] = {}
        for ticket_id, channel, ts in drawn.places:
            try:
                self._workspace = self._workspace or _workspace_of(self._slack, channel, ts)
            except MessageGone:
                continue
            found[ticket_id] = f"{self._workspace}/archives/{channel}/p{ts.replace('.', '')}"
        return found


def _workspace_of(slack: SlackPort, channel: str, ts: str) -> str:
    return slack.permalink(channel, ts=ts).partition("/archives/")[0]
