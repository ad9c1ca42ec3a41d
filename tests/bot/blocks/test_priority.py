"""What a card offers about its priority, and the modal of «خفّض»."""

from typing import Any

import pytest

from bot.blocks import priority, ticket_card, ticket_menu
from bot.blocks.priority import LowerState, RaiseChoice, raise_of
from bot.sandbox.block_rules import view_problems
from dealix_ops.judging.case import Judged
from dealix_ops.judging.rules import LowerReason
from dealix_ops.ports.inbox import NewLine
from dealix_ops.vocabulary import Priority
from tests.bot.blocks.views import NOW, card, clocks, decided, first_strong, lines, menu_values

RAISE, LOWER = "ارفع", "خفّض"


def offered(of: Priority, **changed: Any) -> dict[str, str]:
    """What «المزيد» offers about the priority, and what each option carries."""
    view = card(priority=of, clocks=clocks(of), through_inbound_id=7, **changed)
    values = menu_values(ticket_card.render(view, NOW))
    return {label: value for label, value in values.items() if label.startswith((RAISE, LOWER))}


class TestChoices:
    @pytest.mark.parametrize(
        ("of", "expected"),
        [
            (Priority.P0, [LOWER]),
            (Priority.P1, ["ارفع إلى طارئ (P0)", LOWER]),
            (Priority.P2, ["ارفع إلى طارئ (P0)", "ارفع إلى عاجل (P1)", LOWER]),
            (Priority.P3, ["ارفع إلى طارئ (P0)", "ارفع إلى عاجل (P1)", "ارفع إلى مهم (P2)"]),
        ],
    )
    def test_only_what_can_still_change_gravest_first(self, of: Priority, expected: list[str]) -> None:
        assert list(offered(of)) == expected

    def test_options_carry_what_their_listeners_read(self) -> None:
        made = offered(Priority.P2)
        action, value = ticket_menu.named(made["ارفع إلى عاجل (P1)"])
        assert (action, raise_of(value)) == ("ticket.raise", RaiseChoice(128, Priority.P2, Priority.P1))
        action, value = ticket_menu.named(made[LOWER])
        assert (action, LowerState.of_button(value, "C1")) == (
            "ticket.lower",
            LowerState(128, Priority.P2, 7, "C1"),
        )

    def test_decided_card_offers_none_and_a_rejected_one_all(self) -> None:
        assert offered(Priority.P2, draft=decided("approved")) == {}
        assert offered(Priority.P2, draft=decided("rejected", reject_reason="tone")) == offered(Priority.P2)


class TestJudgedLine:
    @pytest.mark.parametrize(
        ("judged", "of", "expected"),
        [
            (
                Judged("U1", Priority.P3, None, NOW),
                Priority.P1,
                "الأولوية: رفعها <@U1> من عادي (P3) 10:14 ص",
            ),
            (
                Judged("U1", Priority.P0, LowerReason.PAST, NOW),
                Priority.P3,
                "الأولوية: خفّضها <@U1> من طارئ (P0) 10:14 ص (حالة سابقة)",
            ),
            (
                Judged("reader:any-model", Priority.P2, None, NOW),
                Priority.P0,
                "الأولوية: رفعها القارئ الثاني من مهم (P2) 10:14 ص",
            ),
        ],
    )
    def test_says_who_and_from_what_and_starts_in_arabic(
        self, judged: Judged, of: Priority, expected: str
    ) -> None:
        drawn = lines(ticket_card.render(card(priority=of, clocks=clocks(of), judged=judged), NOW))
        assert expected in drawn
        assert first_strong(expected) == "AL"
        # What triage read is no reason of what a person said.
        assert [one for one in drawn if one.startswith("قراءة النظام: ")]
        assert not [one for one in drawn if one.startswith("السبب: ") or "(أكيد)" in one]


class TestLower:
    def test_modal_is_one_that_slack_takes(self) -> None:
        said = ["س" * 5000, "<!channel> 0551234567", *(f"سطر {n}" for n in range(40))]
        long = [NewLine(n, text) for n, text in enumerate(said, start=1)]
        state = LowerState(1, Priority.P0, 3, "C1")
        for view in (
            priority.lower(state),
            priority.lower(state, chosen="P3", reason="thanks", note="ن" * 4000, new_lines=long),
        ):
            assert view_problems(view) == []

    def test_what_was_typed_stays_over_the_new_lines(self) -> None:
        view = priority.lower(
            LowerState(1, Priority.P0, 3, "C1"),
            chosen="P2",
            reason="other",
            note="لأنه سؤال",
            new_lines=[NewLine(4, "وينكم <!here>")],
        )
        lines_, *inputs, _ = view["blocks"]
        assert "وينكم &lt;!here&gt;" in lines_["text"]["text"]
        chosen = [block["element"].get("initial_option", {}).get("value") for block in inputs[:2]]
        assert (chosen, inputs[2]["element"]["initial_value"]) == (["P2", "other"], "لأنه سؤال")

    def test_reasons_are_the_ready_ones(self) -> None:
        reasons = priority.lower(LowerState(1, Priority.P0, 3, ""))["blocks"][1]["element"]["options"]
        assert [one["text"]["text"] for one in reasons] == ["سؤال", "شكر", "حالة سابقة", "تصنيف خاطئ", "غيره"]


class TestStates:
    @pytest.mark.parametrize(
        "value", ["", "1.P0", "x.P0.1", "1.P9.1", "1.P0.٣", "9999999999.P0.1", "1.P0.-1"]
    )
    def test_foreign_button_is_no_state(self, value: str) -> None:
        assert LowerState.of_button(value, "C1") is None
        assert raise_of(value) is None

    @pytest.mark.parametrize("text", ["", "{}", "[]", '{"ticket_id":1,"shown":"P9","seen":1,"channel":""}'])
    def test_foreign_metadata_is_a_value_error(self, text: str) -> None:
        with pytest.raises(ValueError):
            LowerState.load(text)

    def test_state_comes_back_as_it_went(self) -> None:
        state = LowerState(12, Priority.P1, 40, "C1")
        assert LowerState.load(state.dump()) == state
