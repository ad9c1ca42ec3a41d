"""The HTTP API of customer operations: an application of its own behind its guard."""

import re
import secrets
from time import monotonic

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.security import HTTPBearer
from starlette.routing import Mount

from bot.web import pages
from bot.web.api import connectors, document, incidents, onboarding, problems, sla, success, support
from bot.web.api.guard import Guard, request_id_of
from bot.web.api.keys import Buckets, Keys
from bot.web.api.office import Office
from dealix_ops.bootstrap import Product
from dealix_ops.drafts.proposing import Voice

AREAS = (onboarding, connectors, support, sla, incidents, success)


def mount(app: FastAPI, product: Product) -> None:
    """Nothing at all without a key: the feature is off then."""
    settings = product.settings
    if not settings.api_keys:
        return
    keys = Keys(tuple(key.get_secret_value() for key in settings.api_keys))
    voice = Voice(settings.speaker_name, settings.on_call_phone)
    inner = _inner(Office(product.database, product.clock, voice))
    app.include_router(_documents(inner, keys, closed=settings.production))
    guard = Guard(inner, keys=keys, buckets=Buckets(settings.api_rate, monotonic=monotonic))
    route = Mount(document.PREFIX, app=guard)
    # A line break in an address must not slip past the guard.
    route.path_regex = re.compile(route.path_regex.pattern, re.DOTALL)
    app.router.routes.append(route)


def _inner(office: Office) -> FastAPI:
    app = FastAPI(
        title=document.TITLE,
        description=document.DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        # The guard has checked it already; here it is only told to OpenAPI.
        dependencies=[Depends(HTTPBearer(auto_error=False))],
    )
    problems.install(app)
    for area in AREAS:
        app.include_router(area.routes(office))
    return app


def _documents(inner: FastAPI, keys: Keys, *, closed: bool) -> APIRouter:
    router = APIRouter()

    @router.get("/openapi.json")
    async def openapi() -> JSONResponse:
        return JSONResponse(document.whole(inner))

    @router.get("/docs")
    async def docs(request: Request) -> Response:
        """In production for who has a key."""
        headers = request.headers
        if closed and keys.owner(headers.get("authorization")) is None:
            challenge = {"WWW-Authenticate": "Bearer"}
            return problems.problem(401, request_id=request_id_of(headers), headers=challenge)
        nonce = secrets.token_urlsafe(16)
        return HTMLResponse(document.page(document.whole(inner), nonce=nonce), headers=pages.still(nonce))

    return router
