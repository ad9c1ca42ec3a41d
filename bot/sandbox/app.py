"""The ASGI application: Slack's API, response urls, Meta's API and the control API on one port."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Mount, Route

from bot.sandbox import fixtures, media_api
from bot.sandbox.box import Sandbox
from bot.sandbox.clock import Clock, SystemClock
from bot.sandbox.cloud_api import send_message
from bot.sandbox.control.table import control_routes
from bot.sandbox.deliveries import new_client
from bot.sandbox.page_files import page_routes
from bot.sandbox.response_url import response_url
from bot.sandbox.settings import SandboxSettings, refuse_production
from bot.sandbox.web_api import files
from bot.sandbox.web_api.endpoint import web_api


def create_app(settings: SandboxSettings, *, clock: Clock | None = None) -> Starlette:
    """Build one sandbox; raises SandboxRefused in production."""
    refuse_production()
    box = Sandbox(settings, clock=clock or SystemClock())

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with new_client() as client:
            box.deliveries.client = client
            yield

    routes = [
        *page_routes(),
        Route("/api/{method}", web_api, methods=["GET", "POST"]),
        Route("/response/{token}", response_url, methods=["POST"]),
        Route("/upload/{key}", files.take_bytes, methods=["POST"]),
        Route("/files/{file_id}", files.show_bytes, methods=["GET"]),
        Mount("/sandbox", routes=control_routes()),
        Route("/{version}/{phone_number_id}/messages", send_message, methods=["POST"]),
        Route("/whatsapp-media/{key}", media_api.content, methods=["GET"]),
        Route(f"/{{version}}/{fixtures.PHONE_NUMBER_ID}", media_api.number, methods=["GET"]),
        Route("/{version}/{media_id}", media_api.describe, methods=["GET"]),
    ]
    app = Starlette(routes=routes, lifespan=lifespan)
    app.state.box = box
    return app
