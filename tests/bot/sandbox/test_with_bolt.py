"""The payloads as Bolt reads them: a small real app answers buttons, modals, commands and events."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from bot.sandbox.server import SandboxServer
from tests.bot.sandbox.support import (
    BOT_TOKEN,
    SIGNING_SECRET,
    Served,
    actions,
    button,
    modal,
    sandbox_settings,
    section,
)

Json = dict[str, Any]


async def post_card(event: Json, client: AsyncWebClient) -> None:
    blocks = [section(event["text"]), actions(button("draft.edit", "17.3"))]
    await client.chat_postMessage(channel=fixtures.APPROVALS, text="بطاقة", blocks=blocks)


async def open_editor(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
    value = body["actions"][0]["value"]
    ts = body["container"]["message_ts"]
    await client.views_open(trigger_id=body["trigger_id"], view=modal(private_metadata=f"{value}|{ts}"))
    await ack()


async def save(ack: AsyncAck, view: Json, client: AsyncWebClient) -> None:
    text = view["state"]["values"]["body_block"]["body"]["value"]
    if text == "قصير":
        await ack(response_action="errors", errors={"body_block": "زده"})
        return
    ts = view["private_metadata"].partition("|")[2]
    await client.chat_update(channel=fixtures.APPROVALS, ts=ts, text=text, blocks=[section(text)])
    await ack()


async def answer_command(ack: AsyncAck, command: Json) -> None:
    await ack(f"قلت {command['text']}")


async def publish(event: Json, client: AsyncWebClient) -> None:
    await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("الرئيسية")]})


def bolt_product(sandbox_url: str) -> Starlette:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=fixtures.TEAM_ID,
            bot_token=BOT_TOKEN,
            bot_id=fixtures.BOT_ID,
            bot_user_id=fixtures.BOT_USER_ID,
        )

    client = AsyncWebClient(base_url=f"{sandbox_url}/api/", retry_handlers=[])
    app = AsyncApp(
        signing_secret=SIGNING_SECRET, client=client, authorize=authorize, process_before_response=True
    )
    app.event("message")(post_card)
    app.event("app_home_opened")(publish)
    app.action("draft.edit")(open_editor)
    app.view("draft.edit_submit")(save)
    app.command("/dealix")(answer_command)
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])


@pytest.fixture
def bolt() -> Iterator[SandboxDriver]:
    with (
        SandboxServer(sandbox_settings("http://127.0.0.1:1")) as server,
        Served(bolt_product(server.base_url)) as served,
        SandboxDriver(server.base_url) as driver,
    ):
        driver.point_at(served.url)
        yield driver


class TestBolt:
    def test_card_is_edited_through_a_modal(self, bolt: SandboxDriver) -> None:
        said = bolt.say(fixtures.OPERATOR, "support", "متى الموعد؟")
        assert said["event"]["delivered"] is True
        card = bolt.wait_for_message("approvals", "متى الموعد؟")
        assert bolt.click(fixtures.FOUNDER, card, "draft.edit")["status"] == 200
        view = bolt.open_view(fixtures.FOUNDER)
        refused = bolt.submit(fixtures.FOUNDER, view, {"body": "قصير"})
        assert refused["errors"] == {"body_block": "زده"}
        accepted = bolt.submit(fixtures.FOUNDER, view, {"body": "الأحد الساعة 10"})
        assert (accepted["status"], accepted["response_action"]) == (200, None)
        assert bolt.messages("approvals")[0]["text"] == "الأحد الساعة 10"
        assert bolt.views(fixtures.FOUNDER) == []

    def test_command_and_home_and_verification(self, bolt: SandboxDriver) -> None:
        assert bolt.command(fixtures.FOUNDER, "مساعدة")["message"]["text"] == "قلت مساعدة"
        assert bolt.open_home(fixtures.FOUNDER)["delivered"] is True
        home = bolt.home(fixtures.FOUNDER)
        assert home is not None
        assert home["blocks"][0]["text"]["text"] == "الرئيسية"
        assert bolt.verify_url()["matches"] is True

    def test_action_without_listener_is_reported_as_404(self, bolt: SandboxDriver) -> None:
        bolt.say(fixtures.OPERATOR, "support", "x")
        card = bolt.wait_for_message("approvals", "x")
        assert bolt.click(fixtures.FOUNDER, card, "draft.nothing", forge_value="1")["status"] == 404
