"""Days of the Hijri year by Umm al-Qura, as people write them."""

from datetime import date

from hijridate import Gregorian, Hijri

EARLIEST, LATEST = date(1925, 1, 1), date(2077, 11, 16)
"""The range of the Umm al-Qura tables."""


def hijri_ar(day: date) -> str:
    """«12 جمادى الآخرة 1448»; empty beyond the tables."""
    found = _hijri(day)
    return f"{found.day} {found.month_name('ar')} {found.year}" if found else ""


def hijri_span_ar(first: date, last: date) -> str:
    """Both ends, what they share said once: «5–11 جمادى الآخرة 1448»."""
    begin, end = _hijri(first), _hijri(last)
    if begin is None or end is None:
        return ""
    if (begin.year, begin.month) == (end.year, end.month):
        return f"{begin.day}–{hijri_ar(last)}"
    if begin.year == end.year:
        return f"{begin.day} {begin.month_name('ar')} – {hijri_ar(last)}"
    return f"{hijri_ar(first)} – {hijri_ar(last)}"


def _hijri(day: date) -> Hijri | None:
    return Gregorian.fromdate(day).to_hijri() if EARLIEST <= day <= LATEST else None
