"""Addresses that open the customer's chat or a letter to them, with the text typed in where it fits."""

from urllib.parse import quote as url_quote

from dealix_ops.language.display import printable

URL_LIMIT = 3000
"""Slack refuses the whole card above it; an Arabic letter is six characters of it."""
MAIL_LINK_LIMIT = 2000
"""The link stands in a section of 3,000 characters, and mail programs cut longer ones."""
SUBJECT_LIMIT = 100


def whatsapp_link(number: str, text: str, *, limit: int = URL_LIMIT) -> str:
    """Opens the chat with the text typed in; where it would be too long for Slack, the chat alone."""
    link = f"https://wa.me/{number}?text={url_quote(text, safe='')}"
    return link if len(link) <= limit else f"https://wa.me/{number}"


def mail_link(address: str, text: str, subject: str | None = None) -> str:
    """Slack takes a `mailto:` in text, not in a button; without the text where that is too long.

    The subject makes it an answer in the customer's mail program.
    """
    to = f"mailto:{url_quote(address, safe='@')}"
    about = [f"subject={url_quote(f'Re: {printable(subject, SUBJECT_LIMIT)}', safe='')}"] if subject else []
    links = [
        f"{to}?{'&'.join(fields)}"
        for fields in ([*about, f"body={url_quote(text, safe='')}"], about)
        if fields
    ]
    return next((link for link in links if len(link) <= MAIL_LINK_LIMIT), to)


def carries_text(link: str) -> bool:
    return "?text=" in link
