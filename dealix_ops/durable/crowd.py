"""Too many new cards at once: all but the grave ones become lines of one message, until they are opened."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.database import Database
from dealix_ops.durable.models import ListedTicket, OutboxRow, SlackCard
from dealix_ops.durable.pictures import Picture, Pictures
from dealix_ops.durable.slack_posts import SlackPosts
from dealix_ops.incidents import reports as incidents
from dealix_ops.ports.slack import MessageGone, SlackMessage
from dealix_ops.ports.work import EffectJob, EffectKind, NotAccepted, OutcomeUnknown, Settle, WorkStatus
from dealix_ops.reports import listed
from dealix_ops.reports.alert_cards import AlertCardView, CardView
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.listed import ListedView
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority

MANY = 20
"""New cards that wait for one channel; with one more nobody scrolls through them."""
NEVER_LISTED = (Priority.P0, Priority.P1)
OF_INCIDENT = 5
"""Issues of one incident with cards of their own: its card calls people, and counts the others."""
TICKET = "ticket"

DrawList = Callable[[ListedView, datetime], SlackMessage]


@dataclass(frozen=True)
class Crowd:
    """A channel is worked in order, one job at a time: nobody else posts there meanwhile."""

    database: Database
    posts: SlackPosts
    pictures: Pictures
    draw: DrawList
    clock: Clock

    def place(self, job: EffectJob, picture: Picture, view: CardView, channel: str) -> Settle:
        """A ticket without a card gets its own, or its place in a list, or keeps the place that it has."""
        told = _incident_of(view)
        with self.database.reading() as session:
            line = session.get(ListedTicket, view.ticket_id)
            waiting = _waiting(session, channel, told) if line is None else {}
            standing = _list_of(session, channel, told) if told is not None else None
        if line is not None:
            alone = told is None and (_is_urgent(view) or _rings(job, line))
            if line.asked or alone:
                return self._take_out(job, picture, line)
            return self._keep(job, picture, view, line)
        if view.ticket_id not in waiting or not listed.waits(view):
            return self.pictures.draw(job, picture, None)
        if standing is not None and self._draw_list(channel, standing, also=waiting):
            return _placed(waiting, channel, standing)
        return self._list(job, waiting, channel)

    def _list(self, job: EffectJob, waiting: Mapping[int, int], channel: str) -> Settle:
        """All that wait, at once: what follows in the queue finds its place taken."""
        message = self._drawn(waiting)
        ts, found = self.posts.post(job, channel, message)
        if found:
            self.posts.change(channel, ts, message)
        return _placed(waiting, channel, ts)

    def _take_out(self, job: EffectJob, picture: Picture, line: ListedTicket) -> Settle:
        """Its own card, at the end of the channel, and the list without it."""
        stands = self.pictures.draw(job, picture, None)
        try:
            self._draw_again(line, without=True)
        except NotAccepted as error:
            # The card has left: whoever tries again must find it, not post it once more.
            raise OutcomeUnknown("the card stands, and its line in the list too") from error

        def settle(session: Session) -> str | None:
            _forget(session, line.ticket_id)
            return stands(session)

        return settle

    def _keep(self, job: EffectJob, picture: Picture, view: CardView, line: ListedTicket) -> Settle:
        """In the list, as it is now; what was decided elsewhere meanwhile leaves it and needs no card."""
        waits = listed.waits(view)
        if waits and line.version >= int(job.payload["version"]):
            return lambda _session: None
        if not self._draw_again(line, without=not waits) and waits:
            return self._take_out(job, picture, line)

        def settle(session: Session) -> str | None:
            if waits:
                session.get_one(ListedTicket, line.ticket_id).version = view.version
            else:
                _forget(session, line.ticket_id)
            return None

        return settle

    def _draw_again(self, line: ListedTicket, *, without: bool) -> bool:
        return self._draw_list(line.channel, line.ts, without=line.ticket_id if without else None)

    def _draw_list(
        self, channel: str, ts: str, *, also: Collection[int] = (), without: int | None = None
    ) -> bool:
        """False where somebody deleted the list: «بانتظاري» and Home tell what waits."""
        with self.database.reading() as session:
            query = select(ListedTicket.ticket_id).where(
                ListedTicket.channel == channel, ListedTicket.ts == ts
            )
            left = {*session.scalars(query), *also} - {without}
        try:
            self.posts.change(channel, ts, self._drawn([one for one in left if one is not None]))
        except MessageGone:
            return False
        return True

    def _drawn(self, ticket_ids: Collection[int]) -> SlackMessage:
        with self.database.reading() as session:
            return self.draw(listed.listed(session, ticket_ids), self.clock())


def _placed(waiting: Mapping[int, int], channel: str, ts: str) -> Settle:
    def settle(session: Session) -> str | None:
        for ticket_id, version in waiting.items():
            session.add(ListedTicket(ticket_id=ticket_id, channel=channel, ts=ts, version=version))
        return ts

    return settle


def _waiting(session: Session, channel: str, incident_id: int | None) -> dict[int, int]:
    """New tickets that may share a list, each with its card's version; none while the channel keeps up.

    Of an incident, all its issues beyond the first ones, whatever else waits.
    """
    query = (
        select(Ticket)
        .join(OutboxRow, OutboxRow.payload["ticket_id"].as_integer() == Ticket.id)
        .where(
            OutboxRow.status.in_((WorkStatus.READY.value, WorkStatus.RUNNING.value)),
            OutboxRow.kind == EffectKind.TICKET_CARD.value,
            OutboxRow.partition == channel,
            ~exists().where(SlackCard.entity == TICKET, SlackCard.entity_id == Ticket.id),
            ~exists().where(ListedTicket.ticket_id == Ticket.id),
        )
    )
    found = {ticket.id: ticket for ticket in session.scalars(query)}
    if incident_id is not None:
        issues = incidents.issues_of(session, incident_id)
        return {one.id: one.card_version for one in found.values() if one.id in issues[OF_INCIDENT:]}
    if len(found) <= MANY:
        return {}
    alone = {one.id for one in found.values() if one.priority in NEVER_LISTED or one.needs_listen}
    return {one.id: one.card_version for one in found.values() if one.id not in alone}


def _incident_of(view: CardView) -> int | None:
    """That an issue is told in; what a person made a P0 calls by itself."""
    if not isinstance(view, AlertCardView) or view.incident is None or view.priority is Priority.P0:
        return None
    return view.incident.id


def _list_of(session: Session, channel: str, incident_id: int) -> str | None:
    """The newest list that an issue of the incident stands in."""
    query = select(ListedTicket.ts).where(
        ListedTicket.channel == channel, ListedTicket.ticket_id.in_(incidents.issues_of(session, incident_id))
    )
    return session.scalar(query.order_by(ListedTicket.ts.desc()).limit(1))


def _rings(job: EffectJob, line: ListedTicket) -> bool:
    """Every first card rings; what was asked for before the list was made is told by the list."""
    return bool(job.payload.get("fresh")) and int(job.payload["version"]) > line.version


def _is_urgent(view: CardView) -> bool:
    """What nobody has heard may be grave, and its clock is a P1's."""
    return view.priority in NEVER_LISTED or (isinstance(view, TicketCardView) and view.needs_listen)


def _forget(session: Session, ticket_id: int) -> None:
    session.execute(delete(ListedTicket).where(ListedTicket.ticket_id == ticket_id))
