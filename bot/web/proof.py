"""The page of one frozen Proof Pack for one person, and the same page as PDF; neither changes anything."""

import asyncio
import importlib.util
import secrets

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from bot.web import pages, proof_page
from dealix_ops.bootstrap import Product
from dealix_ops.proof import packs
from dealix_ops.proof.packs import Opened
from dealix_ops.sending.authority import Act, allows
from dealix_ops.sending.identity import actor

PAGE, PDF = "/p/{token}", "/p/{token}/pdf"
PRINTER = "plutoprint"
"""Has no wheels for ARM Linux and Intel Macs: there the page is printed by whoever reads it."""


def router(product: Product) -> APIRouter:
    routes, page = APIRouter(), ProofPage(product)

    @routes.head(PAGE, include_in_schema=False)
    @routes.get(PAGE)
    async def show(token: str) -> Response:
        return await page.show(token)

    @routes.head(PDF, include_in_schema=False)
    @routes.get(PDF)
    async def pdf(token: str) -> Response:
        return await page.pdf(token)

    return routes


class ProofPage:
    def __init__(self, product: Product) -> None:
        self._product = product

    async def show(self, token: str) -> Response:
        opened = await self._product.database.read(lambda session: self._find(session, token))
        if opened is None:
            return _unknown()
        nonce = secrets.token_urlsafe(16)
        html = await asyncio.to_thread(proof_page.render, opened, token=token, nonce=nonce, prints=_prints())
        return _page(html, nonce, 200)

    async def pdf(self, token: str) -> Response:
        """The printer is loaded by the first who asks: a web process that prints nothing does without."""
        opened = await self._product.database.read(lambda session: self._find(session, token))
        if opened is None:
            return _unknown()
        if not _prints():
            nonce = secrets.token_urlsafe(16)
            return _page(proof_page.no_printer(nonce=nonce), nonce, 501)
        from bot.web import proof_pdf

        pack = opened.pack
        html = await asyncio.to_thread(proof_page.render, opened, token=token)
        content = await proof_pdf.of(html, title=f"Proof Pack: {pack.customer}")
        name = f"dealix-proof-pack-{pack.customer_id}-v{pack.version}.pdf"
        headers = pages.BARE | {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, headers=headers, media_type="application/pdf")

    def _find(self, session: Session, token: str) -> Opened | None:
        """Also None where the person who asked for the link decides nothing here any more."""
        opened = packs.find(session, token, now=self._product.clock())
        if opened is None:
            return None
        role = actor(opened.slack_user, self._product.settings).role
        return opened if allows(role, Act.PROOF_RECORD) else None


def _prints() -> bool:
    return importlib.util.find_spec(PRINTER) is not None


def _unknown() -> Response:
    nonce = secrets.token_urlsafe(16)
    return _page(proof_page.unknown(nonce=nonce), nonce, 404)


def _page(html: str, nonce: str, status: int) -> Response:
    return Response(
        html, status_code=status, headers=pages.still(nonce), media_type="text/html; charset=utf-8"
    )
