"""The page to play on: its files, and the headers that keep it to itself."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

FOLDER = Path(__file__).parent / "page"
FONTS = Path(__file__).parents[1] / "web" / "fonts"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}


def page_routes() -> list[Route]:
    """Return `/`, `/page/<file>` and `/page/fonts/<file>`."""
    return [
        Route("/", _index, methods=["GET"]),
        Route("/page/fonts/{name}", _font, methods=["GET"]),
        Route("/page/{name}", _file, methods=["GET"]),
    ]


async def _index(_request: Request) -> Response:
    return _found(FOLDER, "index.html")


async def _file(request: Request) -> Response:
    return _found(FOLDER, request.path_params["name"])


async def _font(request: Request) -> Response:
    return _found(FONTS, request.path_params["name"])


def _found(folder: Path, name: str) -> Response:
    """Only what lies in the folder itself: the name is compared, never joined."""
    path = next((one for one in folder.iterdir() if one.name == name and one.suffix in KINDS), None)
    if path is None:
        return PlainTextResponse("not found", status_code=404, headers=HEADERS)
    return FileResponse(path, media_type=KINDS[path.suffix], headers=HEADERS)
