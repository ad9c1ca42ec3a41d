"""Checklists and connectors as a phone reads them, whatever a customer is called and a note says."""

import pytest

from bot.blocks import connectors, onboarding
from bot.blocks.connectors import ConnectorRef
from bot.blocks.onboarding import ChecklistState, What
from bot.sandbox.block_rules import view_problems
from dealix_ops.connectors.rules import ConnectorState, Proof
from dealix_ops.reports.checklists import ChecklistView
from tests.bot.blocks.customer_views import CHECKLISTS, checklist, connections, gmail, whatsapp
from tests.bot.blocks.test_limits import problems, texts_of
from tests.bot.blocks.views import NOW, first_strong, lines

HOSTILE = ("Acme & <Sons>", "<!channel> *x*", "`" * 60, "&" * 120, "\u202e\u2067abc", "WhatsApp\nP0")
RTL = ("R", "AL")


@pytest.mark.parametrize(("name", "view"), CHECKLISTS, ids=[name for name, _ in CHECKLISTS])
class TestChecklist:
    def test_fits_a_phone_and_turns_right_to_left(self, name: str, view: ChecklistView) -> None:
        message = onboarding.render(view, NOW)
        assert problems(message) == []
        assert [line for line in lines(message) if first_strong(line) not in RTL] == []
        assert len(lines(message)) <= 15
        assert first_strong(message.text) == "AL"

    @pytest.mark.parametrize("what", What)
    def test_its_modals_are_ones_that_slack_takes(self, name: str, view: ChecklistView, what: What) -> None:
        if what is What.REOPEN and view.stands.done == 0:
            return  # the listener says so instead
        made = onboarding.modal(ChecklistState(what, 1, "C1"), view)
        assert view_problems(made) == []
        assert [line for line in texts_of(made) if first_strong(line) not in RTL] == []


@pytest.mark.parametrize("text", HOSTILE)
class TestHostile:
    def test_checklist(self, text: str) -> None:
        message = onboarding.render(checklist(done=1, name=text, note=text), NOW)
        assert problems(message) == []
        assert [line for line in lines(message) if first_strong(line) not in RTL] == []
        assert "<!" not in str(message.blocks)

    def test_connectors(self, text: str) -> None:
        message = connectors.render(connections(name=text, note=text), NOW)
        assert problems(message) == []
        assert [line for line in lines(message) if first_strong(line) not in RTL] == []

    @pytest.mark.parametrize("itself", [True, False])
    def test_modal_of_one(self, text: str, *, itself: bool) -> None:
        for view in (whatsapp(text, text), gmail(text, text)):
            ref = ConnectorRef(1, view.connection.kind.key, view.connection.state, "C1")
            made = connectors.modal(ref, view, NOW, tests_itself=itself)
            assert view_problems(made) == []
            assert [line for line in texts_of(made) if line and first_strong(line) not in RTL] == []
            assert "<!" not in str(made)

    def test_what_a_test_saw(self, text: str) -> None:
        told = connectors.tested(text, "Gmail", Proof(has_gateway=True), False, NOW)
        assert [line for line in told.split("\n") if first_strong(line) not in RTL] == []
        assert "<!" not in told


class TestState:
    def test_travels_and_nothing_else_does(self) -> None:
        ref = ConnectorRef(7, "gmail", ConnectorState.ERROR, "C1")
        assert ConnectorRef.load(ref.dump()) == ref
        state = ChecklistState(What.NOTE, 7, "C1")
        assert ChecklistState.load(state.dump()) == state
        for text in ("", "[]", "{}", ref.dump().replace("gmail", "fax"), ref.dump().replace("7", "0")):
            with pytest.raises(ValueError, match="of ours"):
                ConnectorRef.load(text)
        for text in ("", "null", state.dump().replace("7", "-7")):
            with pytest.raises(ValueError, match="of ours"):
                ChecklistState.load(text)
