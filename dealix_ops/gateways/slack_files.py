"""Slack's way to a file (contracts/slack.md section 8): ask for an address, send the bytes there, say so."""

from collections.abc import Callable
from typing import Any

import httpx
from slack_sdk import WebClient

from dealix_ops.ports.work import NotAccepted, OutcomeUnknown

TIMEOUT_S = 20

Call = Callable[[Callable[[], Any]], dict[str, Any]]
"""The gateway's own translation of every failure."""


def upload(client: WebClient, call: Call, content: bytes, *, filename: str, alt_text: str) -> str:
    """The file's id. No channel is named: the message that carries it shows it, and nothing else does."""
    file_id = deposit(client, call, content, filename=filename, alt_text=alt_text)
    call(lambda: client.files_completeUploadExternal(files=[{"id": file_id, "title": filename}]))
    return file_id


def deposit(
    client: WebClient, call: Call, content: bytes, *, filename: str, alt_text: str | None = None
) -> str:
    """The bytes alone: a file that nobody finishes is seen by nobody."""
    asked = call(
        lambda: client.files_getUploadURLExternal(filename=filename, length=len(content), alt_txt=alt_text)
    )
    address, file_id = asked.get("upload_url"), asked.get("file_id")
    if not address or not file_id:
        raise OutcomeUnknown("Slack named no address for the file")
    _send(str(address), content)
    return str(file_id)


def share(
    client: WebClient,
    call: Call,
    file_id: str,
    *,
    title: str,
    channel: str,
    comment: str,
    thread_ts: str | None,
) -> None:
    call(
        lambda: client.files_completeUploadExternal(
            files=[{"id": file_id, "title": title}],
            channel_id=channel,
            initial_comment=comment,
            thread_ts=thread_ts,
        )
    )


def _send(address: str, content: bytes) -> None:
    """Without our token, and to nowhere else: the address is Slack's word and ends there."""
    try:
        answer = httpx.post(address, content=content, timeout=TIMEOUT_S, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotAccepted("the file did not reach Slack") from error
    if answer.status_code != httpx.codes.OK:
        raise NotAccepted(f"Slack answered the file with {answer.status_code}")
