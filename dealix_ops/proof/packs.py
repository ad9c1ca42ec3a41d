"""A version of a Proof Pack: figures and their sources as they stood, frozen, and the key of its page."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from dealix_ops import page_keys
from dealix_ops.clock import RIYADH, riyadh
from dealix_ops.contacts import customers
from dealix_ops.contacts.models import Contact
from dealix_ops.drafts.saved import without_names
from dealix_ops.language.masking import mask_identifiers, mask_secrets
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.proof import rules, service
from dealix_ops.proof.copy_ar import A_CONTACT
from dealix_ops.proof.models import ProofEvent, ProofLink, ProofPack
from dealix_ops.proof.rules import Figure, Kind, Own, Source, SourceKind, Window
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.errors import ButtonUnknown


@dataclass(frozen=True)
class Pack:
    """What a page shows. `voided_since`: records in it that somebody took back after it was frozen."""

    id: int
    customer_id: int
    customer: str
    version: int
    window: Window
    figures: tuple[Figure, ...]
    made_at: datetime
    made_by: str
    digest: str
    voided_since: int = 0


@dataclass(frozen=True)
class Opened:
    pack: Pack
    slack_user: str
    until: datetime


def freeze(session: Session, customer_id: int, window: Window, *, actor: Actor, now: datetime) -> Pack:
    """The next version; what says the same as the newest one, of the same days, is the newest one.

    Raises MayNotArrange, WindowUnusable, NothingRecorded, TooMuchRecorded.
    """
    service.require_may(actor)
    rules.require_window(window, now=now)
    customer = customers.locked(session, customer_id)
    counted = figures(session, customer_id, window)
    rules.require_printable(counted)
    names = _names(session, customer_id)
    content = {
        "customer": customer.name,
        "figures": [_frozen(figure, names) for figure in counted],
    }
    newest = _newest(session, customer_id)
    if newest is not None and newest.content == content and _days(newest) == _days(window):
        return _pack(session, newest)
    digest = _digest(customer_id, window, content)
    row = ProofPack(
        customer_id=customer_id,
        version=1 + (newest.version if newest else 0),
        since=window.since,
        until=window.until,
        content=content,
        digest=digest,
        made_by=actor.user_id,
        made_at=now,
    )
    session.add(row)
    session.flush()
    facts = {"customer": customer_id, "pack": row.id, "version": row.version, "digest": digest}
    ledger.record(session, Event.PROOF_PACK_FROZEN, at=now, actor=actor.user_id, facts=facts)
    return _pack(session, row)


def figures(session: Session, customer_id: int, window: Window) -> tuple[Figure, ...]:
    """As they stand now. A version ends in the middle of its last day, and the next begins with that day:
    what the first of them showed of it does not count twice.
    """
    first_day, _ = days = _days(window)
    rows = session.scalars(select(ProofPack).where(ProofPack.customer_id == customer_id))
    before = [row for row in rows if _days(row)[1] == first_day and _days(row) != days]
    shown = {(one.kind, one.id) for row in before for figure in _thawed_all(row) for one in figure.sources}
    return rules.without(service.figures(session, customer_id, window), shown)


def since_newest(newest: Pack, *, now: datetime) -> Window:
    """From the day with which the newest version ended until now."""
    last_day = riyadh(newest.window.until).date()
    return Window(datetime.combine(last_day, time(), RIYADH), now)


def newest_of(session: Session, customer_id: int) -> Pack | None:
    row = _newest(session, customer_id)
    return _pack(session, row) if row else None


def get(session: Session, pack_id: int) -> Pack:
    """Raises ButtonUnknown."""
    row = session.get(ProofPack, pack_id)
    if row is None:
        raise ButtonUnknown("no such pack")
    return _pack(session, row)


def key(session: Session, pack_id: int, *, actor: Actor, now: datetime) -> str:
    """For two hours and this person; the key itself is never stored. Raises MayNotArrange."""
    service.require_may(actor)
    token = page_keys.new()
    link = ProofLink(
        token_hash=page_keys.proof(token),
        pack_id=pack_id,
        slack_user=actor.user_id,
        made_at=now,
        expires_at=now + page_keys.LIFE,
    )
    session.add(link)
    session.flush()
    return token


def find(session: Session, token: str, *, now: datetime) -> Opened | None:
    """None for an unknown key and an old one: to a stranger they are the same."""
    proof = page_keys.proof(token)
    link = session.get(ProofLink, proof) if proof else None
    if link is None or now >= link.expires_at:
        return None
    return Opened(_pack(session, session.get_one(ProofPack, link.pack_id)), link.slack_user, link.expires_at)


def remove_expired(session: Session, *, now: datetime) -> None:
    """Keys of pages that open nothing any more; idempotent."""
    session.execute(delete(ProofLink).where(ProofLink.expires_at <= now))


def _newest(session: Session, customer_id: int) -> ProofPack | None:
    query = select(ProofPack).where(ProofPack.customer_id == customer_id)
    return session.scalars(query.order_by(ProofPack.version.desc()).limit(1)).first()


def _days(span: ProofPack | Window) -> tuple[date, date]:
    """Riyadh's: «until today» moves with the clock, and a form that comes twice is one version."""
    return riyadh(span.since).date(), riyadh(span.until - timedelta(microseconds=1)).date()


def _names(session: Session, customer_id: int) -> list[str | None]:
    query = select(Contact.profile_name, Contact.known_name).where(Contact.customer_id == customer_id)
    return [name for names in session.execute(query) for name in names]


def _frozen(figure: Figure, names: list[str | None]) -> dict[str, Any]:
    """A person's words without the customer's persons: only the company itself is named in a pack."""
    sources = []
    for source in figure.sources:
        masked = mask_identifiers(mask_secrets(source.words)[0])
        words = without_names(masked, names, gap=A_CONTACT)
        sources.append(asdict(source) | {"at": source.at.isoformat(), "words": words})
    return {"key": figure.key.value, "sources": sources}


def _digest(customer_id: int, window: Window, content: dict[str, Any]) -> str:
    whole = [customer_id, window.since.isoformat(), window.until.isoformat(), content]
    body = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def _pack(session: Session, row: ProofPack) -> Pack:
    figures = _thawed_all(row)
    return Pack(
        id=row.id,
        customer_id=row.customer_id,
        customer=row.content["customer"],
        version=row.version,
        window=Window(row.since, row.until),
        figures=figures,
        made_at=row.made_at,
        made_by=row.made_by,
        digest=row.digest,
        voided_since=_voided(session, figures),
    )


def _thawed_all(row: ProofPack) -> tuple[Figure, ...]:
    return tuple(_thawed(figure) for figure in row.content["figures"])


def _thawed(figure: dict[str, Any]) -> Figure:
    key: Kind | Own = Kind(figure["key"]) if figure["key"] in list(Kind) else Own(figure["key"])
    sources = (
        Source(**{**one, "kind": SourceKind(one["kind"]), "at": datetime.fromisoformat(one["at"])})
        for one in figure["sources"]
    )
    return Figure(key, tuple(sources))


def _voided(session: Session, figures: tuple[Figure, ...]) -> int:
    ids = [one.id for figure in figures for one in figure.sources if one.kind is SourceKind.RECORD]
    query = select(func.count()).select_from(ProofEvent)
    return session.scalar(query.where(ProofEvent.id.in_(ids), ProofEvent.voided_at.is_not(None))) or 0
