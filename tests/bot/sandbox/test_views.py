"""Trigger ids, modals and App Home."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from tests.bot.sandbox.support import ManualClock, Product, modal, refusal_of, section, text_input

HOME = {"type": "home", "blocks": [section("الرئيسية")]}


def trigger(driver: SandboxDriver, product: Product) -> str:
    driver.shortcut(fixtures.FOUNDER, "incident.new")
    trigger_id: str = product.last.payload["trigger_id"]
    return trigger_id


class TestTrigger:
    def test_three_seconds_pass(
        self, slack: WebClient, driver: SandboxDriver, product: Product, clock: ManualClock
    ) -> None:
        trigger_id = trigger(driver, product)
        clock.advance(3.0)
        slack.views_open(trigger_id=trigger_id, view=modal())
        assert driver.open_view(fixtures.FOUNDER)["callback_id"] == "draft.edit_submit"

    def test_a_moment_more_is_expired(
        self, slack: WebClient, driver: SandboxDriver, product: Product, clock: ManualClock
    ) -> None:
        trigger_id = trigger(driver, product)
        clock.advance(3.001)
        with pytest.raises(SlackApiError) as error:
            slack.views_open(trigger_id=trigger_id, view=modal())
        assert refusal_of(error) == "expired_trigger_id"
        assert driver.views(fixtures.FOUNDER) == []

    def test_second_use_is_exchanged(self, slack: WebClient, driver: SandboxDriver, product: Product) -> None:
        trigger_id = trigger(driver, product)
        slack.views_open(trigger_id=trigger_id, view=modal())
        with pytest.raises(SlackApiError) as error:
            slack.views_open(trigger_id=trigger_id, view=modal())
        assert refusal_of(error) == "exchanged_trigger_id"

    def test_refused_view_does_not_use_it_up(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        trigger_id = trigger(driver, product)
        with pytest.raises(SlackApiError) as error:
            slack.views_open(trigger_id=trigger_id, view={**modal(), "blocks": []})
        assert refusal_of(error) == "invalid_arguments"
        assert slack.views_open(trigger_id=trigger_id, view=modal())["ok"]

    def test_invented_id_is_refused(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.views_open(trigger_id="1.invented", view=modal())
        assert refusal_of(error) == "invalid_arguments"


class TestUpdate:
    def test_current_hash_passes_and_the_old_one_conflicts(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        opened = slack.views_open(trigger_id=trigger(driver, product), view=modal())["view"]
        slack.views_update(view_id=opened["id"], hash=opened["hash"], view=modal(section("جديد")))
        with pytest.raises(SlackApiError) as error:
            slack.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
        assert refusal_of(error) == "hash_conflict"
        assert driver.open_view(fixtures.FOUNDER)["blocks"][0]["text"]["text"] == "جديد"

    def test_unknown_view_is_not_found(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.views_update(view_id="V0NONE", view=modal())
        assert refusal_of(error) == "not_found"

    def test_external_id_finds_the_view(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        slack.views_open(trigger_id=trigger(driver, product), view=modal(external_id="draft-1"))
        assert slack.views_update(external_id="draft-1", view=modal(section("وصل")))["ok"]

    def test_stack_is_three_deep(self, slack: WebClient, driver: SandboxDriver, product: Product) -> None:
        slack.views_open(trigger_id=trigger(driver, product), view=modal())
        for _ in range(2):
            slack.views_push(trigger_id=trigger(driver, product), view=modal(text_input()))
        with pytest.raises(SlackApiError) as error:
            slack.views_push(trigger_id=trigger(driver, product), view=modal())
        assert refusal_of(error) == "push_limit_reached"
        assert len(driver.views(fixtures.FOUNDER)) == 3


class TestPublish:
    def test_home_is_kept_for_its_person(self, slack: WebClient, driver: SandboxDriver) -> None:
        slack.views_publish(user_id=fixtures.FOUNDER, view=HOME)
        home = driver.home(fixtures.FOUNDER)
        assert home is not None
        assert home["blocks"][0]["text"]["text"] == "الرئيسية"
        assert driver.home(fixtures.OPERATOR) is None

    def test_old_hash_conflicts(self, slack: WebClient) -> None:
        first = slack.views_publish(user_id=fixtures.FOUNDER, view=HOME)["view"]["hash"]
        slack.views_publish(user_id=fixtures.FOUNDER, view=HOME, hash=first)
        with pytest.raises(SlackApiError) as error:
            slack.views_publish(user_id=fixtures.FOUNDER, view=HOME, hash=first)
        assert refusal_of(error) == "hash_conflict"

    def test_modal_is_no_home(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.views_publish(user_id=fixtures.FOUNDER, view=modal())
        assert refusal_of(error) == "invalid_arguments"

    def test_unknown_person_is_refused(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            slack.views_publish(user_id="U0NOBODY", view=HOME)
        assert refusal_of(error) == "user_not_found"


class TestTypedText:
    def kept(
        self, slack: WebClient, driver: SandboxDriver, product: Product, **block: str
    ) -> tuple[str, str | None]:
        view = modal({**text_input(), **block}) if block else modal(_nameless())
        slack.views_open(trigger_id=trigger(driver, product), view=view)
        product.answer({"response_action": "errors", "errors": {"x": "y"}})
        driver.submit(fixtures.FOUNDER, driver.open_view(fixtures.FOUNDER), {"body": "مكتوب"})
        slack.views_update(view_id=driver.open_view(fixtures.FOUNDER)["id"], view=view)
        [(block_id, values)] = driver.open_view(fixtures.FOUNDER)["state"]["values"].items()
        return block_id, values["body"]["value"]

    def test_same_block_and_action_id_keep_it_over_an_update(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        assert self.kept(slack, driver, product, block_id="text") == ("text", "مكتوب")

    def test_block_without_id_loses_it(
        self, slack: WebClient, driver: SandboxDriver, product: Product
    ) -> None:
        assert self.kept(slack, driver, product)[1] is None


def _nameless() -> dict[str, object]:
    return {key: value for key, value in text_input().items() if key != "block_id"}
