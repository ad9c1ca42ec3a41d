"""The table of contents: every id that Slack may send back has its listener, and nothing asks Slack first."""

from pathlib import Path

import pytest

from bot import slack_app
from bot.ids import Action, View
from tests.bot.edge import BOT_TOKEN, SIGNING_SECRET, Edge, press, submission
from tests.support.house import FOUNDER

SOURCE = Path(slack_app.__file__).parent
IN_A_MODAL = (
    Action.DRAFT_LANGUAGE,
    Action.DRAFT_KIND,
    Action.DRAFT_SAVED,
    Action.CONNECTOR_TEST,
    Action.INCIDENT_TEMPLATE,
)


class TestBuild:
    @pytest.mark.parametrize("action", [action for action in Action if action not in IN_A_MODAL])
    async def test_every_action_on_a_card_has_a_listener(self, desk_edge: Edge, action: Action) -> None:
        answer = await desk_edge.interact(press(action.value, "nothing of ours"))
        desk_edge.house.run_all()
        assert answer.status == 200
        answered = [user for _, user, _ in desk_edge.house.slack.whispers]
        links = (
            Action.OPEN_WHATSAPP,
            Action.OPEN_SENTRY,
            Action.OPEN_HAND_OFF,
            Action.OPEN_MEDIA,
            Action.OPEN_CARD,
            Action.OPEN_PROOF,
        )
        assert answered == ([] if action in links else [FOUNDER.user_id])

    @pytest.mark.parametrize("action", IN_A_MODAL)
    async def test_every_action_in_a_modal_has_one(self, desk_edge: Edge, action: Action) -> None:
        answer = await desk_edge.interact(press(action.value, "nothing of ours"))
        assert answer.status == 400  # ours, because no modal came with it

    @pytest.mark.parametrize("view", list(View))
    async def test_every_modal_has_a_listener(self, desk_edge: Edge, view: View) -> None:
        answer = await desk_edge.interact(submission({"callback_id": view.value}, {}))
        assert answer.status == 400  # ours, because the state is missing; Bolt alone would say 200

    def test_ids_are_unique_and_spelt_in_one_place_only(self) -> None:
        ids = [str(member) for kind in (Action, View) for member in kind]
        assert len(set(ids)) == len(ids)
        others = [p for p in SOURCE.rglob("*.py") if p.name != "ids.py" and "sandbox" not in p.parts]
        spelt = [(p.name, name) for p in others for name in ids if f'"{name}"' in p.read_text()]
        assert spelt == []

    async def test_press_is_answered_while_slack_is_ill(self, desk_edge: Edge) -> None:
        """Nobody listens at the address of Slack's API, so `auth.test` in a request would fail it."""
        token = desk_edge.house.leak()
        answer = await desk_edge.press("draft.approve", token)
        assert (answer.status, answer.text) == (200, "")

    def test_secrets_are_not_in_the_applications_words(self, desk_edge: Edge) -> None:
        shown = repr(desk_edge.product.settings)
        assert BOT_TOKEN not in shown
        assert SIGNING_SECRET not in shown
