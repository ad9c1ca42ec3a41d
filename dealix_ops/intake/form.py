"""A submission of a form on the website: what common field names say, in English and in Arabic."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from dealix_ops.contacts import addresses
from dealix_ops.contacts.details import Details
from dealix_ops.contacts.service import Sender
from dealix_ops.intake import payload
from dealix_ops.intake.fields import digest, fitting, get, not_future, text
from dealix_ops.intake.item import Item, ItemKind, MessageFacts
from dealix_ops.intake.payload import PayloadBroken
from dealix_ops.language.masking import mask_secrets
from dealix_ops.vocabulary import Source

SOURCE = Source.FORM
RIYADH = ZoneInfo("Asia/Riyadh")
FIELDS_AT_MOST = 200
NAME_LIMIT = 200
REACH_LIMIT = 80
LINE_LIMIT = 20_000

NAMES: Mapping[str, frozenset[str]] = {
    "name": frozenset(
        {"name", "fullname", "yourname", "contactname", "الاسم", "الاسم الكامل", "اسمك", "اسم"}
    ),
    "email": frozenset(
        {"email", "mail", "emailaddress", "youremail", "البريد", "البريد الإلكتروني", "الايميل", "الإيميل"}
    ),
    "phone": frozenset(
        {"phone", "mobile", "tel", "telephone", "phonenumber", "mobilenumber", "whatsapp", "جوالك"}
        | {"الجوال", "رقم الجوال", "الهاتف", "رقم الهاتف", "الواتساب", "رقم الواتساب"}
    ),
    "message": frozenset(
        {"message", "text", "body", "comment", "comments", "question", "inquiry", "yourmessage", "details"}
        | {"الرسالة", "رسالتك", "الاستفسار", "النص", "التفاصيل", "السؤال", "ملاحظات"}
    ),
    "subject": frozenset({"subject", "topic", "yoursubject", "الموضوع", "عنوان الرسالة"}),
    "company": frozenset({"company", "organization", "organisation", "companyname", "business"})
    | {"الشركة", "اسم الشركة", "المنشأة", "اسم المنشأة", "الجهة", "جهة العمل"},
    "submission": frozenset({"submissionid"}),
    "number": frozenset({"id"}),
    "at": frozenset({"submittedat", "createdat"}),
    "trap": frozenset({"website", "gotcha"}),
}
WRAPPERS = ("data", "fields", "form")
"""Some services put the visitor's fields one level down."""
_JOINTS = re.compile(r"[\s_\-.\[\]:*]+")


def fields_of(raw: bytes, *, as_json: bool) -> Any:
    """The delivered structure; a form's field with several values keeps them as a list.

    Raises:
        PayloadBroken: no JSON, no UTF-8, or more fields than any form has.
    """
    if as_json:
        return payload.decode(raw)
    try:
        found = parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=FIELDS_AT_MOST, errors="strict")
    except ValueError as error:
        raise PayloadBroken("the body is no form") from error
    return payload.clean({name: values[0] if len(values) == 1 else values for name, values in found.items()})


def item(delivered: Any, *, form: str, idempotency_key: str | None, received_at: datetime) -> Item:
    """Exactly one item for each submission, whatever it holds; never an exception."""
    said, others = _said(delivered), _others(delivered)
    words = said.get("message") or _unnamed(others)
    kind = ItemKind.MESSAGE if words and not said.get("trap") else ItemKind.OTHER
    body = {"form": form, "said": said, "others": others, "sha256": digest(delivered)}
    return Item(
        kind=kind,
        external_id=_external_id(form, delivered, said, idempotency_key, received_at),
        conversation_key=_key(body) if kind is ItemKind.MESSAGE else none_of(form),
        body=body,
        occurred_at=_time(said.get("at"), received_at),
    )


def message_facts(body: dict[str, Any]) -> MessageFacts:
    said = get(body, "said") or {}
    email, phone = _email(said), _phone(said)
    subject = text(get(said, "subject")) or ""
    words = text(get(said, "message")) or _unnamed(get(body, "others"))
    typed = " · ".join(one for one in (said.get("phone"), said.get("email")) if one)
    return MessageFacts(
        kind="text",
        text="\n".join(part for part in (subject, words) if part)[:LINE_LIMIT],
        needs_listen=False,
        sender=Sender(
            key=_key(body),
            name=(text(get(said, "name")) or "")[:NAME_LIMIT] or None,
            email=email,
            phone=phone,
        ),
        our_address=text(get(body, "form")),
        details=Details(
            subject=subject[:NAME_LIMIT] or None,
            company=(text(get(said, "company")) or "")[:NAME_LIMIT] or None,
            reach=typed[:REACH_LIMIT] if typed and not (email or phone) else None,
        ),
    )


def _key(body: dict[str, Any]) -> str:
    """Address and number together: whoever types somebody's address with a number of his own is another."""
    said = get(body, "said") or {}
    known = "+".join(one for one in (_email(said), _phone(said)) if one)
    return fitting(f"{prefix_of(str(get(body, 'form')))}{known or get(body, 'sha256')}")


def prefix_of(form: str) -> str:
    """How every conversation key of this form begins."""
    return f"{SOURCE}:{form}:"


def none_of(form: str) -> str:
    """The conversation key of what is no message."""
    return f"{prefix_of(form)}none"


def _said(delivered: Any) -> dict[str, str]:
    """The fields we know by name; the first that says anything wins."""
    found: dict[str, str] = {}
    for name, value in _pairs(delivered):
        field = _KNOWN.get(_plain(name))
        words = _words(value)
        if field and words:
            found.setdefault(field, words)
    return found


def _others(delivered: Any) -> list[str]:
    """What we know no name for, as «name: value»: so a password in a field of that name is seen as one."""
    if not isinstance(delivered, dict):
        return [json.dumps(delivered, ensure_ascii=False)]
    unknown = [(name, value) for name, value in _pairs(delivered) if _plain(name) not in _KNOWN]
    return [
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in unknown
    ]


def _unnamed(others: Any) -> str:
    """Where no field is called a message: every field in which somebody wrote more than a word."""
    told = [one for one in others if isinstance(one, str)] if isinstance(others, list) else []
    return "\n".join(one for one in told if len(one.partition(": ")[2].split()) > 1)


def _pairs(delivered: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(delivered, dict):
        yield from delivered.items()
        for wrapper in WRAPPERS:
            inner = delivered.get(wrapper)
            yield from inner.items() if isinstance(inner, dict) else ()


def _words(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, map(_words, value[:FIELDS_AT_MOST])))
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _plain(name: str) -> str:
    folded = _JOINTS.sub("", name).lower()
    return folded.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ة", "ه")


_KNOWN = {_plain(name): field for field, names in NAMES.items() for name in names}


def _email(said: Mapping[str, Any]) -> str | None:
    """Where an answer may go; kept unmasked in a key, so nothing that looks like a secret."""
    typed = text(said.get("email"))
    address = addresses.email(typed.lower()) if typed else None
    return None if address is None or mask_secrets(address)[1] else address


def _phone(said: Mapping[str, Any]) -> str | None:
    typed = text(said.get("phone"))
    return addresses.mobile(typed) if typed else None


def _external_id(
    form: str, delivered: Any, said: dict[str, str], idempotency_key: str | None, received_at: datetime
) -> str:
    """The service's own id; else the same words of one day are one submission, sent twice.

    A field called `id` is often the form's own, the same in each submission, so the words count with it.
    """
    own = said.get("submission") or idempotency_key
    if own:
        return f"submission:{form}:{digest(own)}"
    day = "" if said.get("number") else received_at.astimezone(RIYADH).date().isoformat()
    return f"body:{form}:{digest(delivered)}:{day}"


def _time(said: str | None, received_at: datetime) -> datetime:
    """ISO 8601 with its zone, or seconds since 1970; ours where it is missing or nonsense."""
    if said is None:
        return received_at
    try:
        at = datetime.fromtimestamp(int(said), UTC) if said.isdecimal() else datetime.fromisoformat(said)
        at = (at if at.tzinfo else at.replace(tzinfo=RIYADH)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return received_at
    return not_future(at, received_at)
