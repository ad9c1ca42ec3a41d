"""A customer file as rows of named cells: whatever Excel made of it, or one sentence why not."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dealix_ops.contacts import import_copy_ar as copy
from dealix_ops.contacts.errors import FileUnusable
from dealix_ops.language.normalise import normalise

LARGEST_BYTES = 2_000_000
MOST_ROWS = 5_000
LONGEST_CELL = 2_000
DELIMITERS = ",;\t"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Column(StrEnum):
    CODE = "code"
    CUSTOMER = "customer"
    BUNDLE = "bundle"
    MONTHLY = "monthly_sar"
    CONTRACT = "contract_start"
    RENEWAL = "renewal"
    OWNER = "owner"
    CONTACT = "contact"
    PHONE = "phone"
    EMAIL = "email"
    WA_ID = "wa_id"
    WA_USER_ID = "wa_user_id"
    OPT_IN = "opt_in"
    OPT_IN_DATE = "opt_in_date"

    @property
    def name_ar(self) -> str:
        return HEADERS[self][0]


HEADERS: Mapping[Column, tuple[str, ...]] = {
    Column.CODE: ("الرمز", "رمز العميل", "code", "customer code"),
    Column.CUSTOMER: ("العميل", "اسم العميل", "الشركة", "customer", "company", "customer name"),
    Column.BUNDLE: ("الباقة", "bundle", "bundle_id"),
    Column.MONTHLY: ("القيمة الشهرية", "القيمة", "monthly_sar", "monthly", "value", "monthly value"),
    Column.CONTRACT: ("بداية العقد", "contract_start", "contract start", "start"),
    Column.RENEWAL: ("التجديد", "تاريخ التجديد", "renewal", "renewal date", "renews_on"),
    Column.OWNER: ("المسؤول", "owner"),
    Column.CONTACT: ("جهة الاتصال", "اسم الشخص", "الاسم", "contact", "contact name", "name"),
    Column.PHONE: ("الجوال", "رقم الجوال", "جوال", "phone", "mobile"),
    Column.EMAIL: ("البريد", "البريد الإلكتروني", "email", "e-mail"),
    Column.WA_ID: ("معرّف واتساب", "wa_id"),
    Column.WA_USER_ID: ("معرّف مستخدم واتساب", "wa_user_id"),
    Column.OPT_IN: ("الموافقة", "نص الموافقة", "opt_in", "opt-in", "opt in"),
    Column.OPT_IN_DATE: ("تاريخ الموافقة", "opt_in_date", "opt-in date", "opt in date"),
}
"""The Arabic name first: it is the one that reports and documents print."""


def _key(header: str) -> str:
    return normalise(header).replace("_", " ").replace("-", " ").strip().removeprefix("ال")


_BY_NAME = {_key(name): column for column, names in HEADERS.items() for name in names}


@dataclass(frozen=True)
class RawRow:
    """`line` is where it begins in the file, counted from 1; empty cells are left out."""

    line: int
    cells: Mapping[Column, str]
    too_many: bool


@dataclass(frozen=True)
class Table:
    rows: tuple[RawRow, ...]
    unread: tuple[str, ...]


def read(raw: bytes) -> Table:
    """Raises FileUnusable, whose text is a sentence for the person."""
    if len(raw) > LARGEST_BYTES:
        raise FileUnusable(copy.HUGE_FILE.format(limit=LARGEST_BYTES // 1000))
    text = _decoded(raw)
    if not text.strip():
        raise FileUnusable(copy.EMPTY_FILE)
    first = text.lstrip("\r\n").split("\n", 1)[0]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    rows: list[RawRow] = []
    columns: list[Column | None] | None = None
    unread: tuple[str, ...] = ()
    begins = 1
    try:
        for cells in lines:
            line, begins = begins, lines.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None and cells[0].strip().lower() == "sep=":
                continue  # how some programs tell Excel the delimiter
            if columns is None:
                columns, unread = _columns(cells)
                continue
            if len(rows) == MOST_ROWS:
                raise FileUnusable(copy.MANY_ROWS.format(limit=MOST_ROWS))
            rows.append(_row(line, cells, columns))
    except csv.Error as error:
        raise FileUnusable(copy.BROKEN_CSV.format(line=begins)) from error
    return Table(tuple(rows), unread)


def _decoded(raw: bytes) -> str:
    if raw.startswith(UTF16_MARKS):
        raise FileUnusable(copy.NOT_UTF8)
    if b"\x00" in raw:
        raise FileUnusable(copy.NUL_BYTES)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnusable(copy.NOT_UTF8) from error


def _columns(headers: list[str]) -> tuple[list[Column | None], tuple[str, ...]]:
    columns = [_BY_NAME.get(_key(header)) for header in headers]
    known = [column for column in columns if column is not None]
    for column in known:
        if known.count(column) > 1:
            raise FileUnusable(copy.TWICE.format(column=column.name_ar))
    if Column.CUSTOMER not in known:
        names = "، ".join(column.name_ar for column in Column)
        raise FileUnusable(copy.NO_COLUMN.format(column=Column.CUSTOMER.name_ar, known=names))
    unread = (header.strip()[:40] for header, column in zip(headers, columns, strict=True) if column is None)
    return columns, tuple(header for header in unread if header)


def _row(line: int, cells: list[str], columns: list[Column | None]) -> RawRow:
    named = {
        column: " ".join(cell.split())[:LONGEST_CELL]
        for column, cell in zip(columns, cells, strict=False)
        if column is not None and cell.strip()
    }
    too_many = any(cell.strip() for cell in cells[len(columns) :])
    return RawRow(line, named, too_many)
