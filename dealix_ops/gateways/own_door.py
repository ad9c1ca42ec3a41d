"""Knocking at our own address from outside, as the senders do."""

from collections.abc import Mapping

import httpx

TIMEOUT_S = 5
ANSWER_SHOWN = 200


def knock(method: str, url: str, *, headers: Mapping[str, str], content: bytes) -> tuple[int | None, str]:
    """Status and the beginning of the body; no status where nobody answered, with the kind of failure."""
    try:
        answer = httpx.request(
            method, url, headers=dict(headers), content=content, timeout=TIMEOUT_S, follow_redirects=False
        )
    except httpx.HTTPError as error:
        return None, type(error).__name__
    return answer.status_code, answer.text[:ANSWER_SHOWN]
