"""What a card offers about its priority, and the modal of «خفّض»."""

from typing import Any

import pytest

from bot.blocks import priority, ticket_card
from bot.blocks.priority import LowerState, RaiseChoice, raise_of
from bot.sandbox.block_rules import view_problems
from dealix_ops.judging.case import Judged
from dealix_ops.judging.rules import LowerReason
from dealix_ops.ports import NewLine
from dealix_ops.vocabulary import Priority
from tests.bot.blocks.views import NOW, buttons, card, clocks, decided, draft, first_strong, lines

RAISE, LOWER = "ارفع الأولوية", "خفّض"


def shown(**changed: Any) -> list[str]:
    return buttons(ticket_card.render(card(**changed), NOW))


def controls(of: Priority) -> list[dict[str, Any]]:
    (block,) = priority.controls(card(priority=of, clocks=clocks(of), through_inbound_id=7))
    return list(block["elements"])


class TestControls:
    @pytest.mark.parametrize(
        ("of", "expected"),
        [
            (Priority.P0, [LOWER]),
            (Priority.P1, [RAISE, LOWER]),
            (Priority.P2, [RAISE, LOWER]),
            (Priority.P3, [RAISE]),
        ],
    )
    def test_only_what_can_still_change(self, of: Priority, expected: list[str]) -> None:
        assert [name for name in shown(priority=of, clocks=clocks(of)) if name in (RAISE, LOWER)] == expected

    def test_menu_names_the_graver_ones_gravest_first(self) -> None:
        menu = controls(Priority.P2)[0]
        assert [option["text"]["text"] for option in menu["options"]] == ["طارئ (P0)", "عاجل (P1)"]
        assert raise_of(menu["options"][1]["value"]) == RaiseChoice(128, Priority.P2, Priority.P1)

    def test_button_carries_what_the_founder_sees(self) -> None:
        (button,) = controls(Priority.P0)
        assert LowerState.of_button(button["value"], "C1") == LowerState(128, Priority.P0, 7, "C1")

    def test_decided_card_offers_neither_and_a_rejected_one_both(self) -> None:
        p2 = {"priority": Priority.P2, "clocks": clocks(Priority.P2)}
        assert shown(draft=decided("approved"), **p2) == []
        assert shown(draft=decided("rejected", reject_reason="tone"), **p2)[-2:] == [RAISE, LOWER]
        assert shown(draft=draft(), **p2)[-2:] == [RAISE, LOWER]


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
