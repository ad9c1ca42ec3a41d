"""Who a mail is really from, and whether a person wrote it."""

import re

from dealix_ops.intake.mail_parts import Letter

MACHINES = frozenset({"mailer-daemon", "postmaster", "no-reply-bounce"})
_COMMENT = re.compile(r"\([^()]*\)")
_RESULT = re.compile(r"^\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:header\.d|header\.i|smtp\.mailfrom)\s*=\s*\"?[^\s;\"]*?@?([a-z0-9.-]+)\"?(?:\s|$)", re.I
)


def automatic(letter: Letter, *, sender: str | None, our_address: str) -> str | None:
    """Why no person wrote this, None where one may have. What we answer to a machine comes back for ever.

    A group address of ours adds list headers to every customer's mail: its own list is none.
    """
    local = (sender or "").partition("@")[0]
    lists = letter.headers("List-Id")
    ours = any(our_address.replace("@", ".") in one.lower() for one in lists)
    submitted = letter.header("Auto-Submitted").lower()
    told = {
        "auto_submitted": submitted not in ("", "no"),
        "bounce": letter.raw_header("Return-Path") == "<>" or local in MACHINES,
        "report": letter.message.get_content_type() == "multipart/report",
        "our_own": sender == our_address,
        "precedence": not ours and letter.header("Precedence").lower() in ("bulk", "list", "junk"),
        "list": not ours and bool(lists or letter.headers("List-Unsubscribe")),
    }
    return next((why for why, so in told.items() if so), None)


def unproved(letter: Letter, *, sender: str | None, authserv_id: str | None) -> bool:
    """Whether our own mail server could not show the sender to be who the mail says (RFC 8601).

    Only the topmost result of that server counts: the others may have come with the mail. Without a server
    to trust nothing is said.
    """
    if authserv_id is None:
        return False
    for header in letter.headers("Authentication-Results"):
        server, _, results = _COMMENT.sub(" ", header).partition(";")
        if (server.split() or [""])[0].lower() == authserv_id.lower():
            return not _passed(results, (sender or "").rpartition("@")[2])
    return True


def _passed(results: str, domain: str) -> bool:
    """DMARC decides where it says anything; else a pass of DKIM or SPF for the sender's own domain."""
    own = []
    for result in results.split(";"):
        found = _RESULT.match(result)
        if found is None:
            continue
        method, said = found[1].lower(), found[2].lower()
        if method == "dmarc" and said != "none":
            return said == "pass"
        named = _DOMAIN.search(result)
        if said == "pass" and named and _same_house(named[1].lower(), domain):
            own.append(method)
    return bool(own)


def _same_house(one: str, other: str) -> bool:
    return bool(other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))
