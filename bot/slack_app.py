"""The Bolt app: listeners from one table of contents, nothing acknowledged before it is committed."""

import logging
import uuid
from enum import StrEnum
from typing import Any

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from bot import error_messages
from bot.blocks.brief import Field as TargetField
from bot.blocks.customer_edit import Field as CustomerField
from bot.blocks.incident_close import Field as EndField
from bot.blocks.incident_modal import Field as IncidentField
from bot.blocks.incident_run_modals import Field as RunField
from bot.blocks.proof import Field as ProofField
from bot.ids import Field, View
from bot.listeners import (
    brief,
    commands,
    connectors,
    customer_cards,
    customers,
    daily,
    delivery,
    drafts,
    endings,
    freezing,
    hand_offs,
    incident_actions,
    incident_close,
    incident_message,
    incident_review,
    incident_run,
    incidents,
    initiated,
    listed,
    matters,
    media,
    more,
    new_replies,
    onboarding,
    outside,
    paging,
    priorities,
    proof,
    saved_replies,
    texts,
    tickets,
)
from bot.listeners.commands import Commands
from bot.listeners.desk import Desk
from bot.listeners.more import HearingApp
from bot.presses import Press, PressBroken, Taken
from dealix_ops.delivery.rules import IntakeField
from dealix_ops.incidents.pdpl_rules import Part
from dealix_ops.incidents.roles import Seat

log = structlog.get_logger(__name__)

FIELD_OF: dict[str, StrEnum] = {
    View.DRAFT_REJECT_SUBMIT: Field.REASON,
    View.LINK_CUSTOMER_SUBMIT: Field.NEW_CUSTOMER,
    View.TICKET_LOWER_SUBMIT: Field.NOTE,
    View.OUTSIDE_SUBMIT: Field.NOTE,
    View.NOT_CUSTOMER_SUBMIT: Field.REASON,
    View.CLOSE_SUBMIT: Field.NOTE,
    View.CUSTOMER_EDIT_SUBMIT: CustomerField.OWNER,
    View.OPT_IN_SUBMIT: CustomerField.WITHDRAW,
    View.MERGE_SUBMIT: Field.TICKET,
    View.SPLIT_SUBMIT: Field.LINES,
    View.ONBOARDING_SUBMIT: Field.REASON,
    View.CONNECTOR_SUBMIT: Field.REASON,
    View.DELIVERY_INTAKE_SUBMIT: IntakeField.COMPANY_NAME,
    View.TARGET_ADD_SUBMIT: TargetField.COMPANY,
    View.TARGET_MOVE_SUBMIT: TargetField.TARGET,
    View.INCIDENT_DECLARE_SUBMIT: IncidentField.TITLE,
    View.INCIDENT_MESSAGE_SUBMIT: IncidentField.TITLE,
    View.INCIDENT_UPDATE_SUBMIT: RunField.TEXT,
    View.INCIDENT_SNOOZE_SUBMIT: RunField.WHY,
    View.INCIDENT_SEVERITY_SUBMIT: RunField.WHY,
    View.INCIDENT_ROLES_SUBMIT: Seat.COMMANDER,
    View.INCIDENT_HARM_SUBMIT: RunField.WHY,
    View.INCIDENT_NOTICE_SUBMIT: Part.HOW,
    View.INCIDENT_FILED_SUBMIT: RunField.REFERENCE,
    View.INCIDENT_NOTHING_LEFT_SUBMIT: RunField.WHY,
    View.INCIDENT_RESOLVE_SUBMIT: EndField.SUMMARY,
    View.INCIDENT_REOPEN_SUBMIT: EndField.WHY,
    View.INCIDENT_FOLLOW_UP_SUBMIT: EndField.LINE,
    View.INCIDENT_REVIEW_SUBMIT: EndField.SUMMARY,
    View.INCIDENT_ACTION_SUBMIT: EndField.WHAT,
    View.INCIDENT_LATER_SUBMIT: EndField.WHY,
    View.INCIDENT_DROP_SUBMIT: EndField.WHY,
    View.INCIDENT_CONFIRM_SUBMIT: EndField.PERSON,
    View.PROOF_RECORD_SUBMIT: ProofField.WORDS,
    View.PROOF_VOID_SUBMIT: ProofField.REASON,
    View.PROOF_FREEZE_SUBMIT: ProofField.SINCE,
}
"""Where a failure is said in modals that have no text to write."""


def build(desk: Desk, said: Commands, *, bot_token: str, signing_secret: str) -> HearingApp:
    """`authorize` answers from memory: Bolt's own asks Slack first and loses the press when Slack is ill."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=bot_token)

    app = HearingApp(
        name=__name__,  # Bolt would walk the stack, and read each caller's file, to find one
        signing_secret=signing_secret,
        request_verification_enabled=False,  # `bot/web/slack.py` did, on raw bytes and by the product's clock
        authorize=authorize,
        process_before_response=True,
        client=desk.modals,
        logger=logging.getLogger("slack_bolt"),  # else each of Bolt's takes the root's level, and warns
    )
    drafts.register(app, desk)
    new_replies.register(app, desk)
    saved_replies.register(app, desk)
    hand_offs.register(app, desk)
    outside.register(app, desk)
    tickets.register(app, desk)
    initiated.register(app, desk)
    paging.register(app, desk)
    listed.register(app, desk)
    endings.register(app, desk)
    priorities.register(app, desk)
    matters.register(app, desk)
    media.register(app, desk)
    customers.register(app, desk)
    customer_cards.register(app, desk)
    texts.register(app, desk)
    onboarding.register(app, desk)
    connectors.register(app, desk)
    proof.register(app, desk)
    delivery.register(app, desk)
    brief.register(app, desk)
    daily.register(app, desk)
    incidents.register(app, desk)
    incident_message.register(app, desk)
    incident_run.register(app, desk)
    incident_close.register(app, desk)
    incident_review.register(app, desk)
    incident_actions.register(app, desk)
    freezing.register(app, desk)
    commands.register(app, said)
    more.register(app, desk)

    async def unexpected(error: Exception, body: dict[str, Any]) -> BoltResponse:
        return await _unexpected(desk, error, body)

    app.error(unexpected)
    return app


async def _unexpected(desk: Desk, error: Exception, body: dict[str, Any]) -> BoltResponse:
    """A reference number instead of an explanation: what broke is ours to read, not the customer's data."""
    if isinstance(error, PressBroken):
        log.warning("press_broken", why=str(error))
        return BoltResponse(status=400, body="")
    reference = uuid.uuid4().hex[:8]
    log.error("listener_failed", reference=reference, error=type(error).__name__, exc_info=error)
    text = error_messages.UNKNOWN.format(reference=reference)
    if "command" in body:
        return BoltResponse(status=200, body=text)  # Slack shows the body of no other status
    if body.get("type") == "view_submission":
        field = FIELD_OF.get(body["view"].get("callback_id"), Field.TEXT)
        answer = {"response_action": "errors", "errors": {_block_of(field, body): text}}
        return BoltResponse(status=200, body=answer)
    await _tell(desk, body, text)
    return BoltResponse(status=500, body=text)


def _block_of(field: StrEnum, body: dict[str, Any]) -> str:
    """The block that holds the field: it has a new id where its text was changed."""
    values: dict[str, Any] = body["view"].get("state", {}).get("values", {})
    return next((block for block, elements in values.items() if field.value in elements), field.value)


async def _tell(desk: Desk, body: dict[str, Any], text: str) -> None:
    """Slack shows a failed press as a sign without words; where the database still works, we add them."""
    try:
        if body.get("type") in ("shortcut", "message_action"):
            await desk.write_to(Taken.of(body).user_id, text)
            return
        press = Press.of(body)
        await desk.whisper(text, user_id=press.user_id, channel=press.channel)
    except Exception as error:  # noqa: BLE001  the failure itself is logged already
        log.warning("failure_not_told", error=type(error).__name__)
