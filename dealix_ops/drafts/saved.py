"""Answers kept for the next time: they name no customer, and each has a title of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dealix_ops.drafts.language import DraftLanguage, language_of
from dealix_ops.drafts.models import SavedReply
from dealix_ops.errors import OpsError
from dealix_ops.language.normalise import normalise
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event

TITLE_LIMIT = 75
"""Of a choice in Slack's menus."""
MOST = 100
SHORTEST_NAME = 3


class TitleUnusable(OpsError):
    """Empty, or longer than a menu shows."""


class TitleTaken(OpsError):
    """Another saved reply has it."""


class TooMany(OpsError):
    """A menu shows a hundred."""


class StillPersonal(OpsError):
    """The customer's name, company, number or address stands in the text; `what` says which."""

    def __init__(self, what: str, gap: str) -> None:
        super().__init__(what)
        self.what = what
        self.gap = gap


@dataclass(frozen=True)
class Personal:
    """What is known of the customer the text was written for."""

    name: str | None
    companies: tuple[str, ...] = ()

    def words(self) -> list[tuple[str, frozenset[str]]]:
        return [("name", _words([self.name])), ("company", _words(self.companies))]


GAPS = {
    DraftLanguage.AR: {
        "name": "⟦الاسم⟧",
        "company": "⟦الشركة⟧",
        "phone": "⟦الرقم⟧",
        "email": "⟦البريد⟧",
        "time": "⟦الوقت⟧",
    },
    DraftLanguage.EN: {
        "name": "⟦name⟧",
        "company": "⟦company⟧",
        "phone": "⟦number⟧",
        "email": "⟦email⟧",
        "time": "⟦time⟧",
    },
}
_EMAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")
_NUMBER = re.compile(r"(?<![\d.,])\+?\d(?:[ \-()]{0,2}\d){6,19}(?!\d)")
_TIME = re.compile(r"\d{1,2}:\d{2}(?: ?(?:ص|م|am|pm)(?!\w))?")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0610-\u061a\u064b-\u065f\u0670\u0640])*")
_PREFIXES = ("و", "ف", "ب", "ل", "ك")
_OF_THE_LANGUAGE = frozenset(
    normalise(word)
    for word in (
        "شركة", "مؤسسة", "مجموعة", "مكتب", "متجر", "مركز", "التقنية", "للتدريب", "الخليج", "company", "group",
        "team", "the", "and", "for", "trading", "office", "center",
    )
)  # fmt: skip
"""Words of many names that an answer needs for itself."""


def get(session: Session, reply_id: int) -> SavedReply | None:
    return session.get(SavedReply, reply_id)


def all_of(session: Session) -> list[SavedReply]:
    """By title, as the menu and the list show them."""
    return list(session.scalars(select(SavedReply).order_by(SavedReply.title)))


def without_customer(text: str, personal: Personal) -> str:
    """With a gap where the customer, a number or a time of that day stood."""
    gaps = GAPS[language_of([text])]
    kept = _EMAIL.sub(gaps["email"], text)
    kept = _NUMBER.sub(gaps["phone"], kept)
    kept = _TIME.sub(gaps["time"], kept)
    for what, known in personal.words():
        kept = _without(kept, known, gaps[what])
    return kept


def without_names(text: str, names: Sequence[str | None], *, gap: str) -> str:
    """With `gap` where one of these persons is named."""
    return _without(text, _words(names), gap)


def save(
    session: Session, *, title: str, text: str, personal: Personal, actor: str, now: datetime
) -> SavedReply:
    """Keep an answer that passed the gates under its title.

    Raises:
        TitleUnusable, TitleTaken, TooMany, StillPersonal.
    """
    named, said = " ".join(title.split()), text.strip()
    if not 0 < len(named) <= TITLE_LIMIT:
        raise TitleUnusable(f"{len(named)} characters")
    language = language_of([said])
    _refuse_personal(said, personal, language)
    titles = [normalise(one) for one in session.scalars(select(SavedReply.title))]
    if normalise(named) in titles:
        raise TitleTaken(named)
    if len(titles) >= MOST:
        raise TooMany(f"{len(titles)} saved replies")
    reply = SavedReply(title=named, text=said, language=language.value, made_by=actor, made_at=now)
    session.add(reply)
    try:
        session.flush()
    except IntegrityError as error:  # somebody saved it under the same title at this moment
        raise TitleTaken(named) from error
    ledger.record(session, Event.REPLY_SAVED, at=now, actor=actor, facts={"reply": reply.id})
    return reply


def remove(session: Session, number: int, *, actor: str, now: datetime) -> str | None:
    """By its number in the list; its title, None where there is no such number."""
    replies = all_of(session)
    if not 1 <= number <= len(replies):
        return None
    reply = replies[number - 1]
    title, reply_id = reply.title, reply.id
    session.delete(reply)
    ledger.record(session, Event.REPLY_REMOVED, at=now, actor=actor, facts={"reply": reply_id})
    return title


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SavedReply)) or 0


def _refuse_personal(text: str, personal: Personal, language: DraftLanguage) -> None:
    gaps = GAPS[language]
    if _EMAIL.search(text):
        raise StillPersonal("email", gaps["email"])
    if _NUMBER.search(text):
        raise StillPersonal("phone", gaps["phone"])
    for what, known in personal.words():
        if _without(text, known, gaps[what]) != text:
            raise StillPersonal(what, gaps[what])


def _words(names: Sequence[str | None]) -> frozenset[str]:
    found = {normalise(word) for name in names for word in _WORD.findall(name or "")}
    return frozenset(word for word in found if len(word) >= SHORTEST_NAME and word not in _OF_THE_LANGUAGE)


def _without(text: str, known: frozenset[str], gap: str) -> str:
    return _WORD.sub(lambda word: gap if known & _forms(word.group()) else word.group(), text)


def _forms(word: str) -> set[str]:
    """The word, and what remains of it without one or two attached prefixes («لنورة», «ولنورة»)."""
    forms = {normalise(word)}
    for _ in range(2):
        forms |= {form.removeprefix(prefix) for form in forms for prefix in _PREFIXES}
    return forms | {f"ا{form}" for form in forms if form.startswith("ل")}
