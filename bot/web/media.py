"""The page on which one person listens to, or looks at, what a customer sent; it opens nothing but that."""

import secrets

import structlog
from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from bot.web import media_page, pages, ranges
from dealix_ops.bootstrap import Product
from dealix_ops.media import content as contents
from dealix_ops.media import links
from dealix_ops.media.content import FileType
from dealix_ops.media.links import Opened
from dealix_ops.media.rules import MediaKind
from dealix_ops.media.sealing import NotOpened, Sealing
from dealix_ops.sending.authority import Act, allows
from dealix_ops.sending.identity import actor

log = structlog.get_logger(__name__)

PAGE, CONTENT = "/m/{token}", "/m/{token}/content"
NOTHING_RUNS = "default-src 'none'; sandbox; base-uri 'none'; frame-ancestors 'none'"
"""For the content alone: should a browser ever show it as a page, nothing in it may act."""


def router(product: Product, sealing: Sealing) -> APIRouter:
    routes, page = APIRouter(), MediaPage(product, sealing)

    @routes.head(PAGE, include_in_schema=False)
    @routes.get(PAGE)
    async def show(token: str) -> Response:
        return await page.show(token)

    @routes.head(CONTENT, include_in_schema=False)
    @routes.get(CONTENT)
    async def content(token: str, request: Request, save: str = "") -> Response:
        return await page.content(token, request.headers.get("range"), save=bool(save))

    return routes


class MediaPage:
    def __init__(self, product: Product, sealing: Sealing) -> None:
        self._product = product
        self._sealing = sealing

    async def show(self, token: str) -> Response:
        now = self._product.clock()
        opened = await self._product.database.read(lambda session: self._find(session, token))
        kind = contents.of_mime(opened.media.mime) if opened is not None else None
        if opened is None or kind is None:
            return _page(media_page.unknown(), 404)
        return _page(media_page.render(opened, kind, token=token, now=now), 200)

    async def content(self, token: str, wanted: str | None, *, save: bool) -> Response:
        """Opened in the thread that read it: sixteen megabytes are no work for the event loop."""

        def look(session: Session) -> tuple[Opened, FileType, bytes] | None:
            opened = self._find(session, token, with_content=True)
            kind = contents.of_mime(opened.media.mime) if opened is not None else None
            if opened is None or kind is None or opened.media.sealed is None:
                return None
            return opened, kind, self._sealing.open(opened.media.sealed, media_id=opened.media.id)

        try:
            found = await self._product.database.read(look)
        except NotOpened as error:
            log.warning("media_not_opened", why=str(error))
            found = None
        if found is None:
            return _page(media_page.unknown(), 404)
        return _piece(*found, wanted, save=save)

    def _find(self, session: Session, token: str, *, with_content: bool = False) -> Opened | None:
        """Also None where the person who asked for the link decides nothing here any more."""
        opened = links.find(session, token, now=self._product.clock(), with_content=with_content)
        if opened is None or not allows(actor(opened.slack_user, self._product.settings).role, Act.LISTEN):
            return None
        return opened


def _piece(opened: Opened, kind: FileType, content: bytes, wanted: str | None, *, save: bool) -> Response:
    saved = save or kind.family is MediaKind.DOCUMENT
    name = f"dealix-{opened.ticket_id}-{opened.media.id}.{kind.extension}"
    headers = pages.BARE | {
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'{"attachment" if saved else "inline"}; filename="{name}"',
        "Content-Security-Policy": NOTHING_RUNS,
    }
    try:
        piece = ranges.asked(wanted, len(content))
    except ranges.NotThere:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{len(content)}"})
    if piece is None:
        return Response(content, headers=headers, media_type=kind.mime)
    headers["Content-Range"] = f"bytes {piece.first}-{piece.last}/{len(content)}"
    part = content[piece.first : piece.last + 1]
    return Response(part, status_code=206, headers=headers, media_type=kind.mime)


def _page(html: str, status: int) -> Response:
    nonce = secrets.token_urlsafe(16)
    return Response(
        html.replace(media_page.NONCE, nonce),
        status_code=status,
        headers=pages.still(nonce, "media-src 'self'", "img-src 'self' data:"),
        media_type="text/html; charset=utf-8",
    )
