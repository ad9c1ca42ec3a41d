"""The one live message of an entity: posted, changed in place, or posted anew where it must be noticed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dealix_ops.durable.models import SlackCard
from dealix_ops.durable.slack_posts import SlackPosts
from dealix_ops.ports.slack import MessageGone, SlackMessage
from dealix_ops.ports.work import EffectJob, NotAccepted, OutcomeUnknown, Settle

Moved = Callable[[int, str | None], SlackMessage]
"""What stays of a ticket's message whose place is taken by a new one at this address."""


@dataclass(frozen=True)
class Picture:
    """An entity at a version, drawn; `ticket_id` is what it is about, `rings` whether it may be new."""

    entity: str
    entity_id: int
    version: int
    message: SlackMessage
    ticket_id: int
    rings: bool = True


class Pictures:
    def __init__(self, posts: SlackPosts, moved: Moved) -> None:
        self._posts = posts
        self._moved = moved

    def draw(self, job: EffectJob, picture: Picture, card: SlackCard | None) -> Settle:
        """Update the live card, or post it. What must be noticed is posted anew: an edit rings nowhere."""
        asked, fresh = int(job.payload["version"]), bool(job.payload.get("fresh")) and picture.rings
        if card is None:
            return self._stand(job, picture, str(job.payload["channel"]))[0]
        if (card.posted_version if fresh else card.version) >= asked:
            return lambda _session: None
        if fresh:
            settle, ts = self._stand(job, picture, card.channel)
            address = self._posts.address(card.channel, ts)
            try:
                with suppress(MessageGone):
                    self._posts.change(card.channel, card.ts, self._moved(picture.ticket_id, address))
            except NotAccepted as error:
                # The new card has left: whoever tries again must find it, not post it once more.
                raise OutcomeUnknown("the new card stands, and the old one beside it") from error
            return settle
        try:
            self._posts.change(card.channel, card.ts, picture.message)
        except MessageGone:
            # Somebody deleted it; the matter still needs its card.
            return self._stand(job, picture, card.channel)[0]
        return _remember(picture, card.channel, card.ts, posted_version=card.posted_version)

    def _stand(self, job: EffectJob, picture: Picture, channel: str) -> tuple[Settle, str]:
        ts, found = self._posts.post(job, channel, picture.message)
        if found:
            # It was posted before its reply was lost, and may show less than we know by now.
            self._posts.change(channel, ts, picture.message)
        return _remember(picture, channel, ts, posted_version=picture.version), ts


def _remember(picture: Picture, channel: str, ts: str, *, posted_version: int) -> Settle:
    def settle(session: Session) -> str | None:
        session.merge(
            SlackCard(
                entity=picture.entity,
                entity_id=picture.entity_id,
                channel=channel,
                ts=ts,
                version=picture.version,
                posted_version=posted_version,
            )
        )
        return ts

    return settle
