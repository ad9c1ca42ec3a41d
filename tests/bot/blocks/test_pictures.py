"""Every picture that the documents print is one that Slack takes and the SDK knows, to the last option."""

from collections.abc import Iterator
from copy import deepcopy

import pytest

from bot.blocks import connectors, daily, day_lists, home, listed, onboarding, ticket_card, week
from bot.sandbox.block_rules import view_problems
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.listed import ListedView
from tests.bot.blocks.customer_views import CHECKLISTS, connections
from tests.bot.blocks.days import DAYS, FULL, SUNDAY
from tests.bot.blocks.home_views import MORNING, address
from tests.bot.blocks.states import ordinary, states
from tests.bot.blocks.views import NOW
from tests.bot.blocks.weeks import WEEKS
from tests.bot.edge import message_problems
from tests.docs.cards import MENTIONED


def pictures() -> Iterator[tuple[str, SlackMessage]]:
    for state in states():
        yield state.name, ticket_card.render(state.view, state.now, mentioned=MENTIONED)
    for name, day in DAYS:
        yield name, daily.render(day, name="سالم")
    for name, full in WEEKS:
        yield (
            name,
            week.review(full, lambda _: "https://dealix.slack.com/archives/C1/p1", picture="F012345678"),
        )
    for name, checklist in CHECKLISTS:
        yield name, onboarding.render(checklist, NOW)
    link = day_lists.linked({}, "")
    yield "connectors", connectors.render(connections(), NOW)
    yield "listed", listed.render(ListedView(23, (ordinary(),)), NOW)
    yield "afternoon", daily.afternoon(FULL.late[:2], SUNDAY)
    yield "waiting", day_lists.waiting(FULL.waiting, link, SUNDAY)
    yield "dues", day_lists.dues(FULL.late, FULL.waiting[:2], link, SUNDAY)
    yield "risks", day_lists.risks(FULL.risks)


PICTURES = list(pictures())


@pytest.mark.parametrize(("name", "message"), PICTURES, ids=[name for name, _ in PICTURES])
def test_it_is_one_that_slack_takes(name: str, message: SlackMessage) -> None:
    assert message_problems(message) == []


def test_home_is_one_that_slack_takes() -> None:
    assert view_problems({"type": "home", "blocks": home.render(MORNING, SUNDAY, address)}) == []


def test_one_broken_option_in_a_picture_is_seen() -> None:
    message = ticket_card.render(states()[0].view, states()[0].now, mentioned=MENTIONED)
    blocks = [deepcopy(dict(block)) for block in message.blocks or ()]
    [menu] = [one for block in blocks for one in block.get("elements", ()) if "option_groups" in one]
    menu["option_groups"][-1]["options"][-1]["text"]["text"] = "ن" * 76
    assert message_problems(SlackMessage(text="نص", blocks=blocks)) != []
