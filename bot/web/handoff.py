"""The page from which a person hands an approved text over: GET shows it, and only POST acts."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import hand_off_copy_ar as handoff_copy
from bot.web import bodies, handoff_page, pages
from dealix_ops.bootstrap import Product
from dealix_ops.drafts.models import Draft
from dealix_ops.errors import OpsError
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.reports import hand_offs
from dealix_ops.sending import errors, links
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.hand_offs import Sent
from dealix_ops.sending.identity import actor
from dealix_ops.sending.models import Approval, HandOffLink

PATH = "/h/{token}"
BODY_LIMIT = 2_000
OTHER_METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS"]
TEN_MINUTES = timedelta(minutes=10)


class LinkUnknown(OpsError):
    """Never made, or older than two hours, or its person may not hand over any more: all look the same."""


class OfAStranger(LinkUnknown):
    """Its person is no approver any more; they are told what everybody is told."""

    def __init__(self, user_id: str, ticket_id: int) -> None:
        super().__init__("its person hands nothing over any more")
        self.user_id = user_id
        self.ticket_id = ticket_id


class NotFromOurPage(OpsError):
    """Another site sent it, or the form is not ours."""


def router(product: Product) -> APIRouter:
    routes, page = APIRouter(), HandOffPage(product)

    @routes.head(PATH, include_in_schema=False)
    @routes.get(PATH)
    async def show(token: str) -> Response:
        return await page.show(token)

    @routes.post(PATH)
    async def act(token: str, request: Request) -> Response:
        return await page.act(token, request)

    @routes.api_route(PATH, methods=OTHER_METHODS, include_in_schema=False)
    async def refuse(token: str) -> Response:
        return _page(handoff_page.notice(handoff_page.WRONG_METHOD), 405, allow="GET, HEAD, POST")

    return routes


class HandOffPage:
    def __init__(self, product: Product) -> None:
        self._product = product

    async def show(self, token: str, *, note: str = "", status: int = 200) -> Response:
        now = self._product.clock()

        def look(session: Session) -> handoff_page.Shown:
            link, _ = self._who(session, token, now)
            links.refuse_stopped(session, session.get_one(Approval, link.approval_id), now=now)
            view = hand_offs.hand_off(session, link.approval_id)
            return handoff_page.Shown(view, link.slack_user, link.opened_at)

        try:
            shown = await self._product.database.read(look)
        except LinkUnknown:
            return _page(handoff_page.notice(handoff_page.UNKNOWN), 404)
        except (errors.OccasionOver, errors.MayNotWrite) as refused:
            said = error_messages.text_of(refused, reader="", mentions=False)
            return _page(handoff_page.notice((handoff_copy.STOPPED_HEAD, said)), 409)
        return _page(handoff_page.render(shown, now=now, note=note), status)

    async def act(self, token: str, request: Request) -> Response:
        try:
            refuse_others(request.headers, self._product.settings.public_url)
            form = _form(await bodies.read(request, limit=BODY_LIMIT))
            await self._product.database.write(lambda session: self._act(session, token, form))
        except OfAStranger as refused:
            await self._note(refused)
            return _page(handoff_page.notice(handoff_page.UNKNOWN), 404)
        except LinkUnknown:
            return _page(handoff_page.notice(handoff_page.UNKNOWN), 404)
        except (NotFromOurPage, UnicodeDecodeError):
            return _page(handoff_page.notice(handoff_page.NOT_OURS), 400)
        except OpsError as error:
            if isinstance(error, bodies.BodyTooLarge | bodies.BodyTooSlow):
                raise
            text = error_messages.text_of(error, reader="", mentions=False)
            return await self.show(token, note=text, status=409)
        if form.get("act") == handoff_page.OPENED:
            return Response(status_code=204, headers=_headers(secrets.token_urlsafe(16)))
        # The page again, so that a reload repeats nothing; relative, whatever stands before `/h/` outside.
        return Response(status_code=303, headers=_headers(secrets.token_urlsafe(16)) | {"Location": token})

    def _act(self, session: Session, token: str, form: Mapping[str, str]) -> None:
        now = self._product.clock()
        link, by = self._who(session, token, now)
        approval = session.get_one(Approval, link.approval_id)
        decisions = self._product.decisions
        match form.get("act"):
            case handoff_page.OPENED:
                decisions.links.opened(session, link, now=now)
            case handoff_page.SENT:
                sent = Sent(_said(form.get("when", ""), link, now), by_link=True)
                decisions.hand_offs.mark_sent(session, approval.token, sent, actor=by, now=now)
            case handoff_page.NOT_SENT:
                decisions.hand_offs.not_sent(session, approval.token, actor=by, now=now, by_link=True)
            case _:
                raise NotFromOurPage("an act that the page does not offer")

    def _who(self, session: Session, token: str, now: datetime) -> tuple[HandOffLink, Actor]:
        """The person who asked for the link, with the role they have now. Raises LinkUnknown."""
        link = links.find(session, token, now=now)
        if link is None:
            raise LinkUnknown("no such link")
        by = actor(link.slack_user, self._product.settings)
        if not allows(by.role, Act.OPEN_PAGE):
            approval = session.get_one(Approval, link.approval_id)
            raise OfAStranger(by.user_id, session.get_one(Draft, approval.draft_id).ticket_id)
        return link, by

    async def _note(self, refused: OfAStranger) -> None:
        """A refusal of authority is an entry, as it is for a press in Slack."""
        by, ticket_id, now = refused.user_id, refused.ticket_id, self._product.clock()
        facts = {"refusal": errors.NotAnApprover.__name__, "by_link": True}

        def work(session: Session) -> None:
            event = Event.DECISION_REFUSED
            ledger.record(session, event, at=now, actor=by, ticket_id=ticket_id, facts=facts)

        await self._product.database.write(work)


def _said(when: str, link: HandOffLink, now: datetime) -> datetime:
    """Raises NotFromOurPage for a time that the page does not offer."""
    if when == handoff_page.WHEN_OPENED and link.opened_at is not None:
        return link.opened_at
    times = {handoff_page.WHEN_NOW: now, handoff_page.WHEN_TEN: now - TEN_MINUTES}
    if when not in times:
        raise NotFromOurPage("a time that the page does not offer")
    return times[when]


def _form(raw: bytes) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(raw.decode()).items()}


def refuse_others(headers: Mapping[str, str], public_url: str | None) -> None:
    """Browsers say where a form comes from. Under `no-referrer` they write «null» as the origin of our own,
    so the newer word counts first; whoever says neither is no browser, and has the key all the same.

    Raises NotFromOurPage.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    ours = {headers.get("host", "").lower(), urlsplit(public_url or "").netloc.lower()} - {""}
    if site is not None:
        is_ours = site == "same-origin"
    else:
        is_ours = origin is None or urlsplit(origin).netloc.lower() in ours
    if not is_ours:
        raise NotFromOurPage("another site sent it")


def _headers(nonce: str) -> dict[str, str]:
    policy = (
        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'; "
        f"form-action 'self'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'"
    )
    return pages.BARE | {"Content-Security-Policy": policy, "Cross-Origin-Opener-Policy": "same-origin"}


def _page(html: str, status: int, *, allow: str | None = None) -> Response:
    nonce = secrets.token_urlsafe(16)
    headers = _headers(nonce) | ({"Allow": allow} if allow else {})
    content = html.replace(handoff_page.NONCE, nonce)
    return Response(content, status_code=status, headers=headers, media_type="text/html; charset=utf-8")
