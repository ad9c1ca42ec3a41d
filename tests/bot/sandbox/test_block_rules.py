"""Every limit of contracts/slack.md section 6: the exact boundary passes, one more fails."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.block_rules import block_problems, view_problems
from bot.sandbox.sdk_rules import block_faults, view_faults
from tests.bot.sandbox.support import actions, button, modal, option, section, text_input

Json = dict[str, Any]


def plain(length: int) -> Json:
    return {"type": "plain_text", "text": "ن" * length}


def mrkdwn(length: int) -> Json:
    return {"type": "mrkdwn", "text": "ن" * length}


def labelled(**more: Any) -> Json:
    return {**text_input(), **more}


def select(**more: Any) -> Json:
    return actions({"type": "static_select", "action_id": "s", "options": [option("1")], **more})


def overflow(count: int) -> Json:
    return actions({"type": "overflow", "action_id": "o", "options": options(count)})


def choices(kind: str, count: int) -> Json:
    return actions({"type": kind, "action_id": "c", "options": options(count)})


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def confirmed(**more: Any) -> Json:
    dialog = {"title": plain(1), "text": plain(1), "confirm": plain(1), "deny": plain(1), **more}
    return actions(button(confirm=dialog))


def icon(number: int) -> Json:
    return {"type": "icon_button", "icon": "trash", "text": plain(1), "action_id": f"i{number}"}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a", **more}


LIMITS: dict[str, tuple[int, Callable[[int], Json]]] = {
    "section text": (3000, lambda n: {"type": "section", "text": mrkdwn(n)}),
    "section fields": (10, lambda n: {"type": "section", "fields": [mrkdwn(1)] * n}),
    "section field text": (2000, lambda n: {"type": "section", "fields": [mrkdwn(n)]}),
    "header text": (150, lambda n: {"type": "header", "text": plain(n)}),
    "context elements": (10, lambda n: {"type": "context", "elements": [mrkdwn(1)] * n}),
    "context actions": (5, lambda n: {"type": "context_actions", "elements": [icon(i) for i in range(n)]}),
    "actions elements": (25, lambda n: actions(*(button(action_id=f"a{i}") for i in range(n)))),
    "button text": (75, lambda n: actions(button(text=plain(n)))),
    "button value": (2000, lambda n: actions(button(value="v" * n))),
    "button url": (3000, lambda n: actions(button(url="u" * n))),
    "action id": (255, lambda n: actions(button(action_id="a" * n))),
    "block id": (255, lambda n: {**section(), "block_id": "b" * n}),
    "option text": (75, lambda n: select(options=[option("1", "ن" * n)])),
    "option value": (150, lambda n: select(options=[option("v" * n)])),
    "select options": (100, lambda n: select(options=options(n))),
    "overflow options": (5, overflow),
    "radio options": (10, lambda n: choices("radio_buttons", n)),
    "checkbox options": (10, lambda n: choices("checkboxes", n)),
    "placeholder": (150, lambda n: select(placeholder=plain(n))),
    "confirm title": (100, lambda n: confirmed(title=plain(n))),
    "confirm text": (300, lambda n: confirmed(text=plain(n))),
    "confirm yes": (30, lambda n: confirmed(confirm=plain(n))),
    "confirm no": (30, lambda n: confirmed(deny=plain(n))),
    "input label": (2000, lambda n: labelled(label=plain(n))),
    "input hint": (2000, lambda n: labelled(hint=plain(n))),
    "text input initial value": (3000, lambda n: text_input(initial_value="ن" * n)),
    "text input max length": (3000, lambda n: text_input(max_length=n)),
    "image url": (3000, lambda n: image(image_url="u" * n)),
    "image alt text": (2000, lambda n: image(alt_text="ن" * n)),
    "image title": (2000, lambda n: image(title=plain(n))),
    "markdown": (12_000, lambda n: {"type": "markdown", "text": "ن" * n}),
}
MODAL_LIMITS: dict[str, tuple[int, Callable[[int], Json]]] = {
    "title": (24, lambda n: modal(title=plain(n))),
    "submit": (24, lambda n: modal(submit=plain(n))),
    "close": (24, lambda n: modal(close=plain(n))),
    "private metadata": (3000, lambda n: modal(private_metadata="m" * n)),
    "callback id": (255, lambda n: modal(callback_id="c" * n)),
    "blocks": (100, lambda n: modal(*[section()] * n)),
}
REFUSED: dict[str, Json] = {
    "section with neither text nor fields": {"type": "section"},
    "section with empty text": section(""),
    "header in mrkdwn": {"type": "header", "text": mrkdwn(1)},
    "button in mrkdwn": actions(button(text=mrkdwn(1))),
    "button without text": actions({"type": "button", "action_id": "a"}),
    "button style": actions(button(style="green")),
    "two equal action ids in one actions block": actions(button(), button()),
    "actions without elements": actions(),
    "overflow without options": overflow(0),
    "select without options": actions({"type": "static_select", "action_id": "s"}),
    "select with both kinds of options": select(option_groups=[{"label": plain(1), "options": options(1)}]),
    "input without label": {"type": "input", "element": text_input()["element"]},
    "input without element": {"type": "input", "label": plain(1)},
    "input around a button": labelled(element=button()),
    "image without a picture": {"type": "image", "alt_text": "a"},
    "image with two pictures": image(slack_file={"id": "F0123456789"}),
    "image of a file's address": {"type": "image", "slack_file": {"id": "https://x"}, "alt_text": "a"},
    "image without alt text": {"type": "image", "image_url": "https://example.com/a.png"},
    "unknown type": {"type": "marquee"},
    "no type": {"text": plain(1)},
}


NESTED = {
    "a button of an actions block": (actions(button(text=plain(76))), "/elements/0"),
    "a button beside a section": ({**section(), "accessory": button(value="x" * 2_001)}, "/accessory"),
    "the question before a press": (
        actions(
            button(confirm={"title": plain(1), "text": plain(1), "confirm": plain(31), "deny": plain(1)})
        ),
        "/elements/0/confirm",
    ),
    "an option of a menu": (
        actions({"type": "overflow", "action_id": "m", "options": [option("a", "x" * 76)]}),
        "/elements/0/options/0",
    ),
    "an option of a select": (
        labelled(element={"type": "static_select", "action_id": "s", "options": [option("x" * 151)]}),
        "/element/options/0",
    ),
    "the label of a group": (
        labelled(
            element={
                "type": "static_select",
                "action_id": "s",
                "option_groups": [{"label": plain(76), "options": [option("a")]}],
            }
        ),
        "/element/option_groups/0",
    ),
    "a date in a form": (
        labelled(element={"type": "datepicker", "action_id": "d", "initial_date": "غداً"}),
        "/element",
    ),
    "an element that nobody knows": (actions({"type": "marquee", "action_id": "m"}), "/elements/0"),
}


@pytest.mark.parametrize("name", NESTED)
class TestNested:
    def test_sdk_names_the_place_however_deep_it_is(self, name: str) -> None:
        block, where = NESTED[name]
        [fault] = block_faults(block, "/blocks/0")
        assert fault.endswith(f"[json-pointer:/blocks/0{where}]")

    def test_it_is_refused(self, name: str) -> None:
        assert block_problems([NESTED[name][0]]) != []


@pytest.mark.parametrize("name", LIMITS)
class TestBlockLimits:
    def test_boundary_passes(self, name: str) -> None:
        limit, build = LIMITS[name]
        assert block_problems([build(limit)]) == []

    def test_one_more_fails(self, name: str) -> None:
        limit, build = LIMITS[name]
        assert block_problems([build(limit + 1)]) != []


@pytest.mark.parametrize("name", MODAL_LIMITS)
class TestModalLimits:
    def test_boundary_passes(self, name: str) -> None:
        limit, build = MODAL_LIMITS[name]
        assert view_problems(build(limit)) == []

    def test_one_more_fails(self, name: str) -> None:
        limit, build = MODAL_LIMITS[name]
        assert view_problems(build(limit + 1)) != []


class TestBlockShapes:
    @pytest.mark.parametrize("name", REFUSED)
    def test_bad_shape_is_refused(self, name: str) -> None:
        assert block_problems([REFUSED[name]]) != []

    def test_equal_action_ids_in_two_blocks_are_accepted(self) -> None:
        blocks = [actions(button(), block_id="one"), actions(button(), block_id="two")]
        assert block_problems(blocks) == []

    def test_markdown_counts_over_the_whole_message(self) -> None:
        block = {"type": "markdown", "text": "x" * 6_000}
        assert block_problems([block, block]) == []
        assert block_problems([block, {"type": "markdown", "text": "x" * 6_001}]) != []

    @pytest.mark.parametrize("kind", ["data_table", "data_visualization", "rich_text"])
    def test_blocks_without_known_limits_pass(self, kind: str) -> None:
        assert block_problems([{"type": kind}]) == []


class TestModalShapes:
    def test_input_needs_a_submit_button(self) -> None:
        without = {key: value for key, value in modal().items() if key != "submit"}
        assert view_problems(without) != []
        assert view_problems({**without, "blocks": [section()]}) == []

    def test_title_is_mandatory_and_plain(self) -> None:
        assert view_problems({**modal(), "title": mrkdwn(3)}) != []
        assert view_problems({key: value for key, value in modal().items() if key != "title"}) != []

    def test_view_without_blocks_is_refused(self) -> None:
        assert view_problems({**modal(), "blocks": []}) != []

    def test_sdk_looks_at_the_view_too(self) -> None:
        assert list(view_faults(modal())) == []
        assert list(view_faults({**modal(), "title": plain(25)})) != []

    def test_home_has_no_buttons_of_its_own(self) -> None:
        assert view_problems({"type": "home", "blocks": [section()]}) == []
        assert view_problems({"type": "home", "blocks": [section()], "submit": plain(1)}) != []

    def test_view_over_250_kilobytes_is_refused(self) -> None:
        big = [{"type": "section", "fields": [mrkdwn(1900)] * 10} for _ in range(10)]
        problems = view_problems({"type": "home", "blocks": big})
        assert any("bytes" in problem for problem in problems)
