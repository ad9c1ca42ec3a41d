"""Slack channels that the product makes itself. Retries are the outbox's, as in `slack.py`."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from dealix_ops.gateways.slack import PAGE, TIMEOUT_S, call
from dealix_ops.ports.slack import Line, NameTaken, Room
from dealix_ops.ports.work import Refused

KINDS = "public_channel,private_channel"
INSIDE = frozenset({"already_in_channel", "cant_invite_self"})
MOST_INVITED = 100


class SlackRooms:
    """Implements `ports.RoomsPort`; safe from several threads."""

    def __init__(self, *, token: str, base_url: str) -> None:
        self._client = WebClient(token=token, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[])

    def create(self, name: str, *, private: bool) -> str:
        try:
            answer = call(lambda: self._client.conversations_create(name=name, is_private=private))
        except Refused as error:
            if error.code == "name_taken":
                raise NameTaken(str(error), code=error.code) from error
            raise
        return str(answer["channel"]["id"])

    def find(self, names: Collection[str], *, since: datetime) -> Room | None:
        for channel in self._channels():
            fresh = not (channel.get("topic") or {}).get("value") and channel.get("is_member")
            ours = channel.get("name") in names and not channel.get("is_archived")
            if ours and fresh and float(channel.get("created") or 0) >= since.timestamp():
                return Room(str(channel["id"]), str(channel["name"]))
        return None

    def set_topic(self, channel: str, *, topic: str) -> None:
        call(lambda: self._client.conversations_setTopic(channel=channel, topic=topic))

    def invite(self, channel: str, *, users: Sequence[str]) -> Mapping[str, str]:
        try:
            answer = call(
                lambda: self._client.conversations_invite(
                    channel=channel, users=list(users)[:MOST_INVITED], force=True
                )
            )
            told = answer.get("errors") or []
        except Refused as error:
            told = _each_no(error)
            if told is None and error.code in INSIDE:
                return {}
            if told is None:
                raise
        return {one["user"]: one["error"] for one in told if one.get("error") not in INSIDE}

    def pin(self, channel: str, *, ts: str) -> None:
        try:
            call(lambda: self._client.pins_add(channel=channel, timestamp=ts))
        except Refused as error:
            if error.code != "already_pinned":
                raise

    def line(self, channel: str, *, ts: str) -> Line | None:
        try:
            answer = call(
                lambda: self._client.conversations_replies(
                    channel=channel, ts=ts, oldest=ts, latest=ts, inclusive=True, limit=1
                )
            )
        except Refused as error:
            if error.code in ("thread_not_found", "message_not_found"):
                return None
            raise
        found = next((one for one in answer.get("messages") or [] if one.get("ts") == ts), None)
        if found is None:
            return None
        thread, text = found.get("thread_ts"), str(found.get("text") or "")
        return Line(ts, str(found.get("user") or found.get("bot_id") or ""), text, thread)

    def _channels(self) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            answer = call(self._page(cursor))
            yield from answer.get("channels") or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return

    def _page(self, cursor: str | None) -> Callable[[], Any]:
        return lambda: self._client.conversations_list(
            types=KINDS, exclude_archived=True, limit=PAGE, cursor=cursor
        )


def _each_no(error: Refused) -> list[dict[str, str]] | None:
    """Where nobody could be let in, the reasons one by one, if Slack gives them."""
    cause = error.__cause__
    data = cause.response.data if isinstance(cause, SlackApiError) else None
    told = data.get("errors") if isinstance(data, dict) else None
    return [one for one in told if "user" in one] if isinstance(told, list) and told else None
