"""Slack's Web API in our words. Retries are the outbox's: the SDK's own would double a message."""

import http.client
import re
import socket
import ssl
import urllib.error
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from dealix_ops.gateways import slack_files
from dealix_ops.ports.slack import HomeMoved, MessageGone, SlackMessage
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused

TIMEOUT_S = 10
MODAL_TIMEOUT_S = 1.5
"""`views.open` is the one call before an acknowledgement, which Slack wants within 3 seconds."""
EVENT_TYPE = "dealix_outbox"
PAGE = 200
BUSY = frozenset({"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org"})
UNPREPARED = frozenset(
    {
        # the account
        "access_denied",
        "account_inactive",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
        # the channel
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "not_in_channel",
        "posting_to_general_channel_denied",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
    }
)
"""Nothing is wrong with the message: it goes out once somebody invites the bot or mends its token."""
UNKNOWN = frozenset({"fatal_error", "internal_error", "request_timeout"})
CODE = re.compile(r"[a-z0-9_]{1,64}")
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


class SlackGateway:
    """Implements `ports.SlackPort`; safe from several threads."""

    def __init__(self, *, token: str, base_url: str) -> None:
        self._client = WebClient(token=token, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[])

    def post(
        self, channel: str, *, message: SlackMessage, outbox_id: int, thread_ts: str | None = None
    ) -> str:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"outbox_id": outbox_id}}
        answer = call(
            lambda: self._client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=_blocks(message),
                mrkdwn=message.mrkdwn,
                thread_ts=thread_ts,
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(answer["ts"])

    def update(self, channel: str, *, ts: str, message: SlackMessage) -> None:
        call(
            lambda: self._client.chat_update(
                channel=channel, ts=ts, text=message.text, blocks=_blocks(message) or []
            )
        )

    def post_ephemeral(self, channel: str, *, user: str, message: SlackMessage) -> None:
        call(
            lambda: self._client.chat_postEphemeral(
                channel=channel, user=user, text=message.text, blocks=_blocks(message)
            )
        )

    def publish_home(self, user: str, *, blocks: Sequence[Mapping[str, Any]], hash_: str | None) -> str:
        view = {"type": "home", "blocks": [dict(block) for block in blocks]}
        answer = call(lambda: self._client.views_publish(user_id=user, view=view, hash=hash_))
        return str(answer["view"]["hash"])

    def upload(self, content: bytes, *, filename: str, alt_text: str) -> str:
        return slack_files.upload(self._client, call, content, filename=filename, alt_text=alt_text)

    def deposit(self, content: bytes, *, filename: str) -> str:
        return slack_files.deposit(self._client, call, content, filename=filename)

    def share(
        self, file_id: str, *, title: str, channel: str, comment: str, thread_ts: str | None = None
    ) -> None:
        slack_files.share(
            self._client, call, file_id, title=title, channel=channel, comment=comment, thread_ts=thread_ts
        )

    def permalink(self, channel: str, *, ts: str) -> str:
        answer = call(lambda: self._client.chat_getPermalink(channel=channel, message_ts=ts))
        return str(answer["permalink"])

    def find(
        self, channel: str, *, outbox_id: int, since: datetime, thread_ts: str | None = None
    ) -> str | None:
        for message in self._messages(channel, oldest=f"{since.timestamp():.6f}", thread_ts=thread_ts):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if str(payload.get("outbox_id")) == str(outbox_id):
                return str(message["ts"])
        return None

    def shows_file(
        self, channel: str, *, file_id: str, since: datetime, thread_ts: str | None = None
    ) -> bool:
        messages = self._messages(channel, oldest=f"{since.timestamp():.6f}", thread_ts=thread_ts)
        return any(file.get("id") == file_id for one in messages for file in one.get("files") or [])

    def answers(self) -> bool:
        try:
            call(self._client.auth_test)
        except NotAccepted as refused:
            return refused.code is not None  # a token that was revoked is an answer
        except OutcomeUnknown:
            return False
        except Refused:
            return True
        return True

    def _messages(self, channel: str, *, oldest: str, thread_ts: str | None) -> Iterator[dict[str, Any]]:
        cursor: str | None = None
        while True:
            answer = call(self._page(channel, oldest=oldest, thread_ts=thread_ts, cursor=cursor))
            yield from answer.get("messages") or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return

    def _page(
        self, channel: str, *, oldest: str, thread_ts: str | None, cursor: str | None
    ) -> Callable[[], Any]:
        if thread_ts is None:
            return lambda: self._client.conversations_history(
                channel=channel, oldest=oldest, include_all_metadata=True, limit=PAGE, cursor=cursor
            )
        return lambda: self._client.conversations_replies(
            channel=channel,
            ts=thread_ts,
            oldest=oldest,
            include_all_metadata=True,
            limit=PAGE,
            cursor=cursor,
        )


def _blocks(message: SlackMessage) -> list[dict[str, Any]] | None:
    return None if message.blocks is None else [dict(block) for block in message.blocks]


def call(call: Callable[[], Any]) -> dict[str, Any]:
    with _translated():
        data = call().data
    if not isinstance(data, dict):
        raise OutcomeUnknown("Slack answered without JSON")
    return data


@contextmanager
def _translated() -> Iterator[None]:
    """Every failure as one of three facts: not accepted, perhaps accepted, never to be accepted."""
    try:
        yield
    except SlackApiError as error:
        raise _of_answer(error) from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, ConnectionRefusedError | socket.gaierror | ssl.SSLCertVerificationError):
            raise NotAccepted("Slack cannot be reached") from error
        raise OutcomeUnknown("the connection to Slack broke") from error
    except (OSError, http.client.HTTPException) as error:
        raise OutcomeUnknown("the connection to Slack broke") from error


def _of_answer(error: SlackApiError) -> Exception:
    response: Any = error.response
    status = getattr(response, "status_code", 200)
    data = getattr(response, "data", None)
    code = _code(data)
    if status == http.HTTPStatus.TOO_MANY_REQUESTS or code in BUSY:
        return NotAccepted("Slack asked to slow down", retry_after_s=_retry_after(response))
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR or code in UNKNOWN or code is None:
        return OutcomeUnknown(f"Slack answered {status} {code or ''}".strip(), answered=code is not None)
    if code in UNPREPARED:
        return NotAccepted(f"Slack: {code}", code=code)
    if code == "hash_conflict":
        return HomeMoved(f"Slack: {code}")
    if code in GONE:
        return MessageGone(f"Slack: {code}")
    return Refused(f"Slack: {code}", code=code)


def _code(data: Any) -> str | None:
    """Slack's word; None for a proxy's page, which the SDK quotes in the same place."""
    code = data.get("error") if isinstance(data, dict) else None
    return code if isinstance(code, str) and CODE.fullmatch(code) else None


def _retry_after(response: Any) -> float:
    headers = {name.lower(): value for name, value in (getattr(response, "headers", None) or {}).items()}
    try:
        return max(float(headers.get("retry-after", 1)), 1.0)
    except ValueError:
        return 1.0
