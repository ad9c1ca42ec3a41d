"""Secrets leave before anything is stored; identifiers leave before anything is shown on a card."""

import re

from dealix_ops.language.secret_shapes import labelled_values, vendor_spans

SECRET_MASK = "[سر محجوب]"  # noqa: S105  what stands in place of a secret
_DOT = "•"

_INVISIBLE = "\u00ad\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE_RUN = re.compile(f"[{_INVISIBLE}]+")

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])([A-Za-z0-9])[A-Za-z0-9._%+\-]{0,63}@([A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5})"
)
_GAP = rf"[ \-().\u00a0\u2010-\u2015\u202f/{_INVISIBLE}]{{0,4}}"
_IBAN = re.compile(rf"(?<![A-Za-z0-9])[Ss][Aa](?:{_GAP}\d){{22}}(?!\d)")
_NUMBER_RUN = re.compile(rf"\+?\d(?:{_GAP}\d)*")
_GROUP = re.compile(r"\d+")
_LONGEST_GROUPING = 10

_SAUDI_PHONE = re.compile(r"(?:00966|966)?0?(5\d{8}|1[1-7]\d{7})")
_FOREIGN_PHONE = re.compile(r"(?:00)?([1-9]\d{9,13})")


def mask_secrets(text: str) -> tuple[str, bool]:
    """The text with every secret replaced, and whether there was one; the rest stays letter for letter."""
    visible, origin = _without_invisible(text)
    spans = _merged([*vendor_spans(visible), *labelled_values(visible)])
    if not spans:
        return text, False
    kept: list[str] = []
    at = 0
    for start, end in spans:
        kept.append(text[at : origin[start]])
        kept.append(SECRET_MASK)
        at = origin[end - 1] + 1
    kept.append(text[at:])
    return "".join(kept), True


def _without_invisible(text: str) -> tuple[str, list[int] | range]:
    """The text without zero-width and direction characters, and where each remaining character stood."""
    if text.isascii() or not _INVISIBLE_RUN.search(text):
        return text, range(len(text))
    hidden = {at for run in _INVISIBLE_RUN.finditer(text) for at in range(*run.span())}
    origin = [at for at in range(len(text)) if at not in hidden]
    return "".join(text[at] for at in origin), origin


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mask_identifiers(text: str) -> str:
    """For cards: phones keep three digits, IBANs, identity and card numbers four, addresses their domain."""
    masked = _EMAIL.sub(lambda found: f"{found[1]}•••@{found[2]}", text)
    masked = _IBAN.sub(lambda found: f"SA{_DOT * 6}{_ascii_digits(found.group())[-4:]}", masked)
    return _NUMBER_RUN.sub(_mask_numbers, masked)


def _ascii_digits(text: str) -> str:
    return "".join(str(int(character)) for character in text if character.isdecimal())


def _mask_numbers(run: re.Match[str]) -> str:
    """Neighbouring numbers stand in one run, so every grouping of its parts is tried, longest first."""
    text = run.group()
    groups = [found.span() for found in _GROUP.finditer(text)]
    kept: list[str] = []
    at = first = 0
    while first < len(groups):
        for last in range(min(first + _LONGEST_GROUPING, len(groups)) - 1, first - 1, -1):
            start, end = groups[first][0], groups[last][1]
            plus = text[start - 1 : start] == "+"
            shown = _mask_of(text[start:end], plus=plus)
            if shown:
                kept += [text[at : start - plus], shown]
                at, first = end, last
                break
        first += 1
    kept.append(text[at:])
    return "".join(kept)


def _mask_of(number: str, *, plus: bool) -> str | None:
    if len(number) > 64:  # no identifier is that long, however it is spaced
        return None
    digits = _ascii_digits(number)
    saudi = _SAUDI_PHONE.fullmatch(digits)
    if saudi and (len(digits) > 9 or digits[0] == "5") and not _is_identity(number, digits):
        return f"+966{saudi[1][0]}{_DOT * 5}{digits[-3:]}"
    foreign = _FOREIGN_PHONE.fullmatch(digits)
    if foreign and (plus or digits.startswith("00")):
        return f"+{foreign[1][:3]}{_DOT * 5}{digits[-3:]}"
    if _is_identity(number, digits):
        return f"{_DOT * 6}{digits[-4:]}"
    if 13 <= len(digits) <= 19 and _passes_luhn(digits):
        return f"{_DOT * 4} {digits[-4:]}"
    return None


def _is_identity(number: str, digits: str) -> bool:
    """National and residence numbers; mixed separators are a date with an hour, not an identity."""
    separators = set(_GROUP.sub("", number)) if len(number) != len(digits) else set()
    return len(digits) == 10 and digits[0] in "12" and len(separators) <= 1


def _passes_luhn(digits: str) -> bool:
    total = sum(int(digit) for digit in digits[-1::-2])
    total += sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return total % 10 == 0 and len(set(digits)) > 1
