"""One row of a customer file as checked values: pure; what cannot be read is refused with a reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dealix_ops.contacts import addresses
from dealix_ops.contacts import import_copy_ar as copy
from dealix_ops.contacts.import_file import Column, RawRow
from dealix_ops.language.normalise import normalise
from dealix_ops.vocabulary import Means

NAME_LIMIT = 120
CODE_LIMIT = 64
WORDS_LIMIT = 300
WA_ID_LIMIT = 15
WA_USER_LIMIT = 160
DEAREST = 10_000_000
FORMULA = "=@+-\t"
_SIGN_IS_FINE = frozenset({Column.PHONE})
_SPOILT = re.compile(r"\d[.,]?\d*[eE]\+?\d+")
_OWNER = re.compile(r"<?@?([UW][A-Z0-9]{2,31})(?:\|[^>]*)?>?")
_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.00?)?")
"""Where a semicolon divides the cells, «1.000» is a thousand: three zeros after a point are refused."""
_CURRENCY = re.compile(r"(?:sar|sr|ر\.?س\.?|ريال)", re.IGNORECASE)
_DATE = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?: 0?0:00(?::00)?)?")
_SEVERAL = re.compile(r"[;/|،,\n]| و ")


class RowRefused(Exception):
    """Its text is the reason, for the person."""


class BundleUnknown(RowRefused):
    """Its text is what was said."""


@dataclass(frozen=True)
class Row:
    """What a row says; None and empty say nothing, and change nothing."""

    line: int
    customer: str
    code: str | None
    bundle_id: str | None
    monthly_sar: int | None
    contract_on: date | None
    renews_on: date | None
    owner: str | None
    person: str | None
    wa_ids: tuple[str, ...]
    mails: tuple[str, ...]
    wa_user_id: str | None
    opt_in: str | None
    opt_in_on: date | None

    @property
    def has_address(self) -> bool:
        return bool(self.wa_ids or self.mails or self.wa_user_id)

    @property
    def opt_in_at(self) -> tuple[Means, str] | None:
        """For the first address of the row: agreeing to one is not agreeing to all."""
        if self.wa_ids:
            return Means.WHATSAPP, f"+{self.wa_ids[0]}"
        return (Means.MAIL, self.mails[0]) if self.mails else None


def parse(raw: RawRow, *, bundles: Mapping[str, str], today: date) -> Row:
    """`bundles` are keys by every folded name. Raises RowRefused."""
    if raw.too_many:
        raise RowRefused(copy.CELLS)
    for column, value in raw.cells.items():
        _refuse_formula(column, value)
    cells = raw.cells
    row = Row(
        line=raw.line,
        customer=_limited(cells, Column.CUSTOMER, NAME_LIMIT) or "",
        code=_limited(cells, Column.CODE, CODE_LIMIT),
        bundle_id=_bundle(cells.get(Column.BUNDLE), bundles),
        monthly_sar=amount(cells.get(Column.MONTHLY)),
        contract_on=_date(cells.get(Column.CONTRACT)),
        renews_on=_date(cells.get(Column.RENEWAL)),
        owner=_owner(cells.get(Column.OWNER)),
        person=_limited(cells, Column.CONTACT, NAME_LIMIT),
        wa_ids=tuple(dict.fromkeys([*_phones(cells.get(Column.PHONE)), *_wa_id(cells.get(Column.WA_ID))])),
        mails=tuple(dict.fromkeys(_mails(cells.get(Column.EMAIL)))),
        wa_user_id=_limited(cells, Column.WA_USER_ID, WA_USER_LIMIT),
        opt_in=_limited(cells, Column.OPT_IN, WORDS_LIMIT),
        opt_in_on=_date(cells.get(Column.OPT_IN_DATE)),
    )
    _refuse_nonsense(row, today)
    return row


def _refuse_nonsense(row: Row, today: date) -> None:
    if not row.customer:
        raise RowRefused(copy.NO_CUSTOMER)
    if row.contract_on and row.renews_on and row.renews_on < row.contract_on:
        raise RowRefused(copy.ENDS_BEFORE.format(renews=row.renews_on, begins=row.contract_on))
    if (row.person or row.opt_in or row.opt_in_on) and not row.has_address:
        raise RowRefused(copy.NO_ADDRESS)
    if bool(row.opt_in) != bool(row.opt_in_on) or (row.opt_in and row.opt_in_at is None):
        raise RowRefused(copy.OPT_IN_DATE)
    if row.opt_in_on and row.opt_in_on > today:
        raise RowRefused(copy.OPT_IN_FUTURE.format(value=row.opt_in_on))


def _refuse_formula(column: Column, value: str) -> None:
    """Whoever opens an export of ours in Excel must not run what somebody typed into a name."""
    if value[0] in FORMULA and column not in _SIGN_IS_FINE:
        raise RowRefused(copy.FORMULA.format(column=column.name_ar, sign=value[0]))
    if value[0] in "=@":
        raise RowRefused(copy.FORMULA.format(column=column.name_ar, sign=value[0]))


def _limited(cells: Mapping[Column, str], column: Column, limit: int) -> str | None:
    value = cells.get(column)
    if value is not None and len(value) > limit:
        raise RowRefused(copy.TOO_LONG.format(column=column.name_ar, limit=limit))
    return value


def _phones(value: str | None) -> list[str]:
    """One cell may hold several, divided as people do."""
    found: list[str] = []
    for typed in filter(None, map(str.strip, _SEVERAL.split(value or ""))):
        if _SPOILT.fullmatch(normalise(typed)):
            raise RowRefused(copy.PHONE_SPOILT.format(value=typed[:40]))
        number = addresses.whatsapp_id(typed)
        if number is None:
            raise RowRefused(copy.PHONE.format(value=typed[:40]))
        found.append(number)
    return found


def _mails(value: str | None) -> list[str]:
    found: list[str] = []
    for typed in filter(None, map(str.strip, _SEVERAL.split(value or ""))):
        address = addresses.email(typed.lower())
        if address is None:
            raise RowRefused(copy.EMAIL.format(value=typed[:60]))
        found.append(address)
    return found


def _wa_id(value: str | None) -> list[str]:
    digits = normalise(value or "")
    if digits and not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= WA_ID_LIMIT):
        raise RowRefused(copy.WA_ID.format(value=(value or "")[:40]))
    return [digits] if digits else []


def amount(value: str | None) -> int | None:
    """Whole riyals, with or without their name; None where nothing is said. Raises RowRefused."""
    if value is None:
        return None
    # An Arabic thousands separator is gone already, and a decimal one is a point.
    bare = _CURRENCY.sub("", normalise(value)).replace(" ", "")
    found = _AMOUNT.fullmatch(bare)
    amount = int(found[1].replace(",", "")) if found else DEAREST + 1
    if amount > DEAREST:
        raise RowRefused(copy.MONEY.format(value=value[:40]))
    return amount


def _date(value: str | None) -> date | None:
    """Year first, or day first as it is written here; a month never stands first."""
    if value is None:
        return None
    found = _DATE.fullmatch(normalise(value))
    if found is None:
        raise RowRefused(copy.DATE.format(value=value[:40]))
    one, month, three = (int(part) for part in found.groups())
    year, day = (one, three) if len(found[1]) == 4 else (three, one)
    if 1300 <= year < 1600:
        raise RowRefused(copy.HIJRI.format(value=value[:40]))
    try:
        made = date(year, month, day)
    except ValueError as error:
        raise RowRefused(copy.DATE.format(value=value[:40])) from error
    if not 2000 <= year < 2100:
        raise RowRefused(copy.DATE.format(value=value[:40]))
    return made


def _bundle(value: str | None, bundles: Mapping[str, str]) -> str | None:
    if value is None:
        return None
    key = bundles.get(folded_bundle(value))
    if key is None:
        raise BundleUnknown(value[:40])
    return key


def folded_bundle(name: str) -> str:
    return normalise(name).replace("_", " ").replace("-", " ")


def _owner(value: str | None) -> str | None:
    if value is None:
        return None
    found = _OWNER.fullmatch(value)
    if found is None:
        raise RowRefused(copy.OWNER.format(value=value[:40]))
    return found[1]
