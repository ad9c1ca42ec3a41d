"""What is served: only what is configured, nothing that describes itself to strangers."""

import logging
from io import StringIO

import httpx
import pytest
import structlog

from bot.main import web_app
from dealix_ops import logs
from dealix_ops.bootstrap import Product
from tests.bot.edge import Edge


def client(product: Product) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=web_app(product)), base_url="http://edge.test")


class TestWebApp:
    @pytest.mark.parametrize(
        ("unset", "path"),
        [
            ("slack_bot_token", "/slack/events"),
            ("slack_signing_secret", "/slack/events"),
            ("whatsapp_app_secret", "/api/webhooks/whatsapp"),
            ("whatsapp_verify_token", "/api/webhooks/whatsapp"),
            ("sentry_client_secret", "/api/webhooks/sentry"),
        ],
    )
    async def test_endpoint_without_its_secret_does_not_exist(
        self, desk_edge: Edge, unset: str, path: str
    ) -> None:
        setattr(desk_edge.product.settings, unset, None)
        answer = await client(desk_edge.product).post(path, content=b"{}")
        assert answer.status_code == 404

    @pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/", "/.env"])
    async def test_nothing_else_is_served(self, desk_edge: Edge, path: str) -> None:
        assert (await client(desk_edge.product).get(path)).status_code == 404

    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    async def test_monitors_may_ask_either_way(self, desk_edge: Edge, method: str) -> None:
        asked = client(desk_edge.product)
        alive = await asked.request(method, "/healthz")
        assert (alive.status_code, alive.headers["cache-control"]) == (200, "no-store")
        ready = await asked.request(method, "/readyz")
        assert ready.status_code == 503  # no worker and no clock run in this test

    def test_start_warns_of_nothing_that_is_meant(
        self, desk_edge: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-" + "of-the-environment")
        said, before = StringIO(), logging.getLogger().handlers[:]
        logs.configure(said)
        web_app(desk_edge.product)
        structlog.reset_defaults()
        logging.getLogger().handlers[:] = before
        assert said.getvalue() == ""

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    async def test_slacks_door_takes_posts_only(self, desk_edge: Edge, method: str) -> None:
        answer = await client(desk_edge.product).request(method, "/slack/events")
        assert answer.status_code == 405
