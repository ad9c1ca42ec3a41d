"""The Bolt app: listeners from one table of contents, nothing acknowledged before it is committed."""

import uuid
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot import error_messages
from bot.ids import Field, View
from bot.listeners import drafts
from bot.listeners.desk import Desk

log = structlog.get_logger(__name__)


def build(desk: Desk, *, bot_token: str, signing_secret: str) -> AsyncApp:
    """`authorize` answers from memory: Bolt's own asks Slack first and loses the press when Slack is ill."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=bot_token)

    app = AsyncApp(
        signing_secret=signing_secret,
        authorize=authorize,
        process_before_response=True,
        client=desk.modals,
    )
    drafts.register(app, desk)
    app.error(_unexpected)
    return app


async def _unexpected(error: Exception, body: dict[str, Any]) -> BoltResponse:
    """A reference number instead of an explanation: what broke is ours to read, not the customer's data."""
    reference = uuid.uuid4().hex[:8]
    log.error("listener_failed", reference=reference, error=type(error).__name__, exc_info=error)
    text = error_messages.UNKNOWN.format(reference=reference)
    if body.get("type") == "view_submission":
        callback = body["view"].get("callback_id")
        field = Field.REASON if callback == View.DRAFT_REJECT_SUBMIT else Field.TEXT
        answer = {"response_action": "errors", "errors": {field.value: text}}
        return BoltResponse(status=200, body=answer)
    return BoltResponse(status=500, body="")
