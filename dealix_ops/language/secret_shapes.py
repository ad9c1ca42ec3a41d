"""What a secret looks like; every pattern starts fixed and nests no repetition, so cost is linear."""

import re
from collections.abc import Iterator

_EDGE = r"(?<![A-Za-z0-9])"
_BODY = r"[A-Za-z0-9_\-]"
_VENDOR = re.compile(
    _EDGE
    + r"(?:"
    + "|".join((
        rf"(?:sk|pk|rk)_(?:live|test)_{_BODY}{{8,}}",
        rf"sk-{_BODY}{{16,}}",
        rf"xox[abeoprs]-{_BODY}{{10,}}",
        rf"xapp-{_BODY}{{10,}}",
        r"(?:AKIA|ASIA)[A-Z0-9]{16}",
        r"gh[opsur]_[A-Za-z0-9]{20,}",
        rf"github_pat_{_BODY}{{20,}}",
        rf"glpat-{_BODY}{{16,}}",
        rf"AIza{_BODY}{{30,}}",
        rf"ya29\.{_BODY}{{20,}}",
        r"EAA[A-Za-z0-9]{20,}",
        rf"(?:whsec|npm|phx|shpat|pypi|hf|rnd)_{_BODY}{{16,}}",
        rf"SG\.{_BODY}{{16,}}(?:\.{_BODY}{{16,}})?",
        rf"eyJ{_BODY}{{8,}}\.{_BODY}{{8,}}(?:\.{_BODY}*)?",
    ))
    + r")"
)  # fmt: skip
_BEARER = re.compile(r"(?i)(?<![a-z0-9])(?:bearer|basic)\s{1,3}([A-Za-z0-9._~+/=\-]{16,})")
_SLACK_HOOK = re.compile(r"hooks\.slack\.com/services/([A-Za-z0-9/]{20,})")
_URL_PASSWORD = re.compile(r"://[^\s:/@]{1,64}:([^\s:/@]{3,128})@")
_URL_PARAMETER = re.compile(
    r"(?i)[?&](?:access_token|auth_token|token|api_?key|key|secret|client_secret|password|sig|signature)=([^\s&#]{8,})"
)
_PEM_BEGIN = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_END = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")

_SPOKEN_LABEL = (
    r"(?:(?<![a-z])(?:password|passwd|passcode|pwd|passphrase)(?![a-z])"
    r"|كلم[ةه] (?:ال)?(?:مرور|سر)|(?:ال)?رقم (?:ال)?سري|(?:ال)?رمز (?:ال)?سري|(?:ال)?باسو?ورد|(?:ال)?بسورد)"
)
_CODED_LABEL = (
    r"(?:(?<![a-z])(?:api[ _\-]?key|secret[ _\-]?key|client[ _\-]?secret|private[ _\-]?key|access[ _\-]?key"
    r"|[a-z]{0,20}[_\-]?(?:token|secret|key))(?![a-z])"
    r"|(?:ال)?مفتاح|(?:ال)?توكن|(?:ال)?سيكرت|مفاتيح|رمز الوصول)"
)
_LABEL_STEM = re.compile(r"pass|pwd|key|token|secret|كلم|رقم|رمز|باس|بسورد|مفت|مفات|توكن|سيكرت")
"""Every label contains one of these; most texts contain none."""
_LABEL = re.compile(rf"(?i)(?P<password>{_SPOKEN_LABEL})|(?P<key>{_CODED_LABEL})")
_ASSIGNED = re.compile(
    r"""[^\S\n]{0,3}(?:(?:حق\w{1,4}|الجديد\w?|هي|هو|is)[^\S\n]{1,3}){0,3}[:=：][^\S\n]{0,3}["'«`]?([^\s"'»`،؛]{3,200})"""
)
_STATED = re.compile(
    r"""[^\S\n]{1,3}(?:(?:حق\w{1,4}|الجديد\w?|هي|هو|is|was|to)[^\S\n]{1,3}){0,3}["'«`(]?([^\s"'»`،؛)]{4,200})"""
)
_LONG_VALUE = re.compile(r"(?<![A-Za-z0-9+/=_\-])[A-Za-z0-9+/=_\-]{16,}")
_LOOKAHEAD = 60
_UUID = re.compile(r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NOT_A_PASSWORD = frozenset(
    [
        "please",
        "reset",
        "wrong",
        "not",
        "the",
        "and",
        "forgot",
        "forgotten",
        "invalid",
        "incorrect",
        "expired",
        "required",
        "changed",
        "none",
        "null",
        "empty",
        "true",
        "false",
        "yes",
        "yeah",
        "same",
        "https",
        "http",
        "help",
        "email",
        "login",
        "user",
        "username",
        "field",
        "page",
        "here",
    ]
)

_SHORTEST_STRETCH = 13
"""A vendor's key, a bearer's and a parameter with its name are never shorter, and have no space inside."""

Span = tuple[int, int]


def vendor_spans(text: str) -> Iterator[Span]:
    """Secrets that show what they are by their own shape."""
    if "-----BEGIN" in text:
        yield from _pem_spans(text)
    if "://" in text:
        for found in _URL_PASSWORD.finditer(text):
            yield found.span(1)
    if max(map(len, text.split()), default=0) >= _SHORTEST_STRETCH:
        yield from _unbroken_spans(text)


def _unbroken_spans(text: str) -> Iterator[Span]:
    for found in _VENDOR.finditer(text):
        if not _is_placeholder(found.group()):
            yield found.span()
    for pattern in (_BEARER, _SLACK_HOOK, _URL_PARAMETER):
        for found in pattern.finditer(text):
            if pattern is not _BEARER or _is_random(found[1]):
                yield found.span(1)


def _is_placeholder(value: str) -> bool:
    """«sk_live_xxxx…» names a key and is none."""
    tail = re.split(r"[_\-.]", value)[-1].casefold()
    return len(set(tail)) <= 2


def _pem_spans(text: str) -> Iterator[Span]:
    """From BEGIN to END; a key whose end was cut off runs to the end of the text."""
    at = 0
    while begin := _PEM_BEGIN.search(text, at):
        end = _PEM_END.search(text, begin.end())
        at = end.end() if end else len(text)
        yield begin.start(), at


def labelled_values(text: str) -> Iterator[Span]:
    """Secrets that only the word before them gives away."""
    if not _LABEL_STEM.search(text.casefold()):
        return
    for label in _LABEL.finditer(text):
        yield from _password_after(text, label) if label["password"] else _key_after(text, label)


def _password_after(text: str, label: re.Match[str]) -> Iterator[Span]:
    assigned = _ASSIGNED.match(text, label.end())
    if assigned and _may_be_password(assigned[1]):
        yield assigned.span(1)
        return
    stated = _STATED.match(text, label.end())
    if stated and _looks_like_password(stated[1]):
        yield stated.span(1)


def _may_be_password(value: str) -> bool:
    """After a colon any Latin word counts, unless it is one that continues a sentence."""
    word = value.rstrip(".,!?)؟")
    return (
        word.casefold() not in _NOT_A_PASSWORD
        and not value.startswith("[")
        and (word.isascii() or any(character.isdecimal() for character in word))
        and any(character.isalnum() for character in word)
    )


def _looks_like_password(value: str) -> bool:
    word = value.rstrip(".,!?)؟")
    if value.startswith(("[", "http")) or len(word) < 4:
        return False
    digits = sum(character.isdecimal() for character in word)
    if digits:
        return digits < len(word) or 4 <= digits <= 12
    return word.isascii() and any(character in "@#$%^&*!_" for character in word[:-1])


def _key_after(text: str, label: re.Match[str]) -> Iterator[Span]:
    assigned = _ASSIGNED.match(text, label.end())
    value = assigned[1].split("&")[0] if assigned else ""
    if assigned and len(value) >= 8 and _is_random(value.rstrip(".,!?)"), shortest=8):
        yield assigned.start(1), assigned.start(1) + len(value)
        return
    for found in _LONG_VALUE.finditer(text, label.end(), min(len(text), label.end() + _LOOKAHEAD + 200)):
        near = found.start() - label.end() <= _LOOKAHEAD
        if near and not _UUID.fullmatch(found.group()) and _is_random(found.group()):
            yield found.span()


def _is_random(value: str, *, shortest: int = 16) -> bool:
    """Letters with digits mixed in, many of them different: words, order numbers and phones are not."""
    digits = sum(character.isdigit() for character in value)
    letters = sum(character.isascii() and character.isalpha() for character in value)
    if len(value) < shortest or not digits or not letters or value.startswith(("http", "[")):
        return False
    words = re.findall(r"[a-zA-Z]+|\d+", value)
    return len(set(value)) >= min(8, shortest - 2) and len(words) >= 3
