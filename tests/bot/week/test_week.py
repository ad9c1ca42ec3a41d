"""The founder's week, from Sunday to Thursday; `docs/week.md` is its transcript, word by word.

Whatever the week does not press has a test of its own, named here: no button, modal or state without one.
"""

from pathlib import Path

import pytest

from bot.ids import Action, View
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.tickets.states import Closing, TicketStatus
from tests.bot.week.play import play
from tests.docs import week

BOT = Path(__file__).parents[1]
ELSEWHERE: dict[str, str] = {
    Action.DIGEST_FIGURES: "listeners/test_daily.py::TestKpi",
    Action.DIGEST_LATE: "listeners/test_daily.py::TestWho",
    Action.DIGEST_SILENT: "listeners/test_daily.py::TestWho",
    Action.DIGEST_WAITING: "listeners/test_daily.py::TestWho",
    Action.DRAFT_KIND: "listeners/test_new_replies.py::TestNew",
    Action.DRAFT_LANGUAGE: "listeners/test_new_replies.py::TestLanguage",
    Action.DRAFT_REJECT: "listeners/test_modals.py::TestReject",
    View.DRAFT_REJECT_SUBMIT: "listeners/test_modals.py::TestReject",
    Action.DRAFT_SAVE_REPLY: "listeners/test_saved_replies.py::TestButton",
    View.SAVE_REPLY_SUBMIT: "listeners/test_saved_replies.py::TestSave",
    Action.DRAFT_SAVED: "listeners/test_saved_replies.py::TestUse",
    Action.MEDIA_AGAIN: "listeners/test_media.py::TestAgain",
    Action.OPEN_SENTRY: "test_slack_app.py::TestBuild",
    Action.OPEN_WHATSAPP: "listeners/test_decide.py::",
    Action.TICKET_ANSWERED_ELSEWHERE: "listeners/test_outside.py::TestRecord",
    Action.TICKET_LOWER: "listeners/test_priorities.py::TestLower",
    View.TICKET_LOWER_SUBMIT: "listeners/test_priorities.py::TestLower",
    Action.TICKET_ON_BEHALF: "listeners/test_direct.py::TestOffer",
    Action.TICKET_OPEN_CARD: "listeners/test_listed.py::TestOpen",
    View.ON_BEHALF_SUBMIT: "listeners/test_customers.py::TestGlobalShortcut",
    Action.TICKET_RAISE: "listeners/test_priorities.py::TestRaise",
    Action.TICKET_REOPEN: "listeners/test_endings.py::TestReopen",
    Action.TICKET_SHOW_TEXT: "listeners/test_more.py::TestShowText",
    Action.CONNECTORS_SHOW: "listeners/test_connectors.py::TestCommand",
    Action.CONNECTOR_OPEN: "listeners/test_connectors.py::TestModal",
    Action.CONNECTOR_TEST: "listeners/test_connectors.py::TestProof",
    View.CONNECTOR_SUBMIT: "listeners/test_connectors.py::TestModal",
    Action.CHECK_IN_DRAFT: "listeners/test_initiated.py::TestLists",
    Action.CUSTOMER_EDIT: "listeners/test_customer_cards.py::TestEdit",
    View.CUSTOMER_EDIT_SUBMIT: "listeners/test_customer_cards.py::TestEdit",
    Action.CUSTOMER_OPT_IN: "listeners/test_customer_cards.py::TestOptIn",
    View.OPT_IN_SUBMIT: "listeners/test_customer_cards.py::TestOptIn",
    Action.CUSTOMER_SHOW: "listeners/test_customer_cards.py::TestCard",
    Action.PERSONS_NOT_SAME: "listeners/test_customer_cards.py::TestPersons",
    Action.PERSONS_SAME: "listeners/test_customer_cards.py::TestPersons",
    Action.DELIVERY_INTAKE: "listeners/test_delivery.py::TestIntake",
    View.DELIVERY_INTAKE_SUBMIT: "listeners/test_delivery.py::TestIntake",
    Action.DELIVERY_SHOW: "listeners/test_delivery.py::TestCommand",
    Action.DELIVERY_START: "listeners/test_delivery.py::TestCommand",
    Action.DELIVERY_STEP: "listeners/test_delivery.py::TestCommand",
    Action.ONBOARDING_BEGIN: "listeners/test_onboarding.py::TestCommand",
    Action.ONBOARDING_BUNDLE: "listeners/test_onboarding.py::TestMore",
    Action.ONBOARDING_DONE: "listeners/test_onboarding.py::TestDone",
    Action.ONBOARDING_MORE: "listeners/test_onboarding.py::TestMore",
    View.ONBOARDING_SUBMIT: "listeners/test_onboarding.py::TestMore",
    Action.OPEN_CARD: "listeners/test_home.py::TestPressed",
    Action.PROOF_FREEZE: "listeners/test_proof.py::TestFreeze",
    View.PROOF_FREEZE_SUBMIT: "listeners/test_proof.py::TestFreeze",
    Action.PROOF_OPEN: "listeners/test_proof.py::TestFreeze",
    Action.PROOF_RECORD: "listeners/test_proof.py::TestRecord",
    View.PROOF_RECORD_SUBMIT: "listeners/test_proof.py::TestRecord",
    Action.PROOF_SHOW: "listeners/test_proof.py::TestCommand",
    Action.PROOF_VOID: "listeners/test_proof.py::TestVoid",
    View.PROOF_VOID_SUBMIT: "listeners/test_proof.py::TestVoid",
    Action.TARGET_ADD: "listeners/test_brief.py::TestDay",
    View.TARGET_ADD_SUBMIT: "listeners/test_brief.py::TestDay",
    Action.TARGET_MOVE: "listeners/test_brief.py::TestList",
    View.TARGET_MOVE_SUBMIT: "listeners/test_brief.py::TestList",
    Action.TICKET_APPROVE_ALL: "listeners/test_matters.py::TestApproveAll",
    View.APPROVE_ALL_SUBMIT: "listeners/test_matters.py::TestApproveAll",
    Action.TICKET_MERGE: "listeners/test_matters.py::TestMerge",
    View.MERGE_SUBMIT: "listeners/test_matters.py::TestMerge",
    Action.TICKET_SPLIT: "listeners/test_matters.py::TestSplit",
    View.SPLIT_SUBMIT: "listeners/test_matters.py::TestSplit",
    Action.DRAFT_GIVE_NOW: "listeners/test_until_morning.py::TestByHand",
    Action.PAGE_TAKE: "test_paging.py::TestLadder",
    Action.OPEN_PROOF: "test_slack_app.py::TestBuild",
    Action.INCIDENT_DECLARE: "listeners/test_incidents.py::TestForm",
    View.INCIDENT_DECLARE_SUBMIT: "listeners/test_incidents.py::TestForm",
    View.INCIDENT_MESSAGE_SUBMIT: "listeners/test_incident_message.py::TestSubmit",
    Action.INCIDENT_STEP: "listeners/test_incidents.py::TestPlan",
    Action.INCIDENT_STEP_NEXT: "listeners/test_incidents.py::TestPlan",
    Action.INCIDENT_PLAN: "listeners/test_incidents.py::TestPlan",
    Action.INCIDENT_AGAIN: "listeners/test_incidents.py::TestAgain",
    Action.INCIDENT_FALSE_ALARM: "listeners/test_incidents.py::TestFalseAlarm",
    Action.INCIDENT_UPDATE: "listeners/test_incident_run.py::TestWho",
    Action.INCIDENT_TEMPLATE: "listeners/test_incident_run.py::TestUpdate",
    Action.INCIDENT_SNOOZE: "listeners/test_incident_run.py::TestWho",
    Action.INCIDENT_MORE: "listeners/test_incident_run.py::TestWho",
    Action.INCIDENT_HARM_YES: "listeners/test_incident_run.py::TestWho",
    Action.INCIDENT_HARM_NO: "listeners/test_incident_run.py::TestWho",
    Action.INCIDENT_NOTICE: "listeners/test_incident_run.py::TestWho",
    Action.INCIDENT_FILED: "listeners/test_incident_run.py::TestWho",
    View.INCIDENT_UPDATE_SUBMIT: "listeners/test_incident_run.py::TestUpdate",
    View.INCIDENT_SNOOZE_SUBMIT: "listeners/test_incident_run.py::TestSnooze",
    View.INCIDENT_SEVERITY_SUBMIT: "listeners/test_incident_run.py::TestSeverity",
    View.INCIDENT_ROLES_SUBMIT: "listeners/test_incident_run.py::TestRoles",
    View.INCIDENT_HARM_SUBMIT: "listeners/test_incident_run.py::TestNotice",
    View.INCIDENT_NOTICE_SUBMIT: "listeners/test_incident_run.py::TestNotice",
    View.INCIDENT_FILED_SUBMIT: "listeners/test_incident_run.py::TestNotice",
    Action.INCIDENT_NOTHING_LEFT: "listeners/test_incident_overdue.py::TestNothingLeft",
    View.INCIDENT_NOTHING_LEFT_SUBMIT: "listeners/test_incident_overdue.py::TestNothingLeft",
    Action.INCIDENT_RESOLVE: "listeners/test_incident_close.py::TestResolve",
    View.INCIDENT_RESOLVE_SUBMIT: "listeners/test_incident_close.py::TestResolve",
    Action.INCIDENT_REOPEN: "listeners/test_incident_close.py::TestReopen",
    View.INCIDENT_REOPEN_SUBMIT: "listeners/test_incident_close.py::TestReopen",
    Action.INCIDENT_UNFREEZE: "listeners/test_incident_close.py::TestUnfreeze",
    Action.FREEZE_LIFT: "listeners/test_incident_close.py::TestUnfreeze",
    Action.INCIDENT_FOLLOW_UP: "listeners/test_incident_close.py::TestFollowUps",
    View.INCIDENT_FOLLOW_UP_SUBMIT: "listeners/test_incident_close.py::TestFollowUps",
    Action.INCIDENT_APPROVE_ALL: "listeners/test_incident_close.py::TestFollowUps",
    Action.INCIDENT_REVIEW: "listeners/test_incident_review.py::TestReview",
    View.INCIDENT_REVIEW_SUBMIT: "listeners/test_incident_review.py::TestReview",
    Action.INCIDENT_REVIEW_FILE: "listeners/test_incident_review.py::TestReview",
    Action.INCIDENT_ACTION_ADD: "listeners/test_incident_review.py::TestActions",
    View.INCIDENT_ACTION_SUBMIT: "listeners/test_incident_review.py::TestActions",
    Action.INCIDENT_ACTION_DONE: "listeners/test_incident_review.py::TestActions",
    Action.INCIDENT_ACTION_LATER: "listeners/test_incident_actions.py::TestLater",
    View.INCIDENT_LATER_SUBMIT: "listeners/test_incident_actions.py::TestLater",
    Action.INCIDENT_ACTION_DROP: "listeners/test_incident_review.py::TestActions",
    View.INCIDENT_DROP_SUBMIT: "listeners/test_incident_review.py::TestActions",
    Action.INCIDENT_CONFIRM: "listeners/test_incident_review.py::TestPublish",
    View.INCIDENT_CONFIRM_SUBMIT: "listeners/test_incident_review.py::TestPublish",
}
STATES_ELSEWHERE: dict[str, str] = {
    DraftStatus.EXPIRED: "../dealix_ops/sending/test_standing_drafts.py::TestExpire",
    DraftStatus.REJECTED: "listeners/test_modals.py::TestReject",
    Closing.MERGED: "../dealix_ops/matters/test_merging.py::",
    Closing.SOURCE: "../dealix_ops/tickets/test_service.py::",
}


async def test_week_passes_and_is_the_one_that_the_page_tells(sqlite_url: str) -> None:
    stage = await play(sqlite_url)
    written = week.PAGE.read_text(encoding="utf-8")
    assert written == week.page(stage.said.text), "run `python -m tests.docs.week`"
    assert {*Action, *View} - stage.pressed == set(ELSEWHERE)
    assert {*DraftStatus, *TicketStatus, *Closing} - stage.states == set(STATES_ELSEWHERE)


@pytest.mark.parametrize(("pressed", "where"), ELSEWHERE.items())
def test_what_the_week_does_not_press_is_pressed_elsewhere(pressed: str, where: str) -> None:
    """As a person does: through the web application, with Slack's signature."""
    text, group = _found(where)
    assert group in text
    # A modal is sent back as it was opened, and one test presses every id there is.
    sends = ("submit(", "submission(") if pressed in {*View} else (f'"{pressed}', "press(action.value")
    assert any(way in text for way in sends)


@pytest.mark.parametrize(("state", "where"), STATES_ELSEWHERE.items())
def test_what_the_week_does_not_reach_is_reached_elsewhere(state: str, where: str) -> None:
    text, group = _found(where)
    assert group in text
    assert f'"{state}"' in text


def _found(where: str) -> tuple[str, str]:
    file, _, group = where.partition("::")
    return (BOT / file).read_text(encoding="utf-8"), f"class {group}" if group else "def test_"
