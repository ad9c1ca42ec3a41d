"""How the page of a customer's file looks: plain HTML for a phone, right to left, light and dark."""

from datetime import datetime
from html import escape

from bot.blocks import media as media_words
from bot.blocks import media_copy_ar as words
from bot.blocks import moments
from bot.web.handoff_assets import STYLE
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.media.content import OGG, FileType
from dealix_ops.media.links import Opened
from dealix_ops.media.rules import MediaKind
from dealix_ops.media.service import state_of

NONCE = "%%NONCE%%"
NO_ICON = '<link rel="icon" href="data:,">'
"""Browsers ask for one where pictures are allowed, and complain that there is none."""
MORE_STYLE = """
audio,video,img{display:block;width:100%;margin:.75rem 0;border-radius:12px}
img,video{height:auto;max-height:75vh;object-fit:contain;background:var(--sheet)}
audio{min-height:54px}
"""
ELEMENTS = {
    MediaKind.AUDIO: '<audio controls preload="metadata" src="{src}" aria-label="{name}"></audio>',
    MediaKind.VIDEO: (
        '<video controls playsinline preload="metadata" src="{src}" aria-label="{name}"></video>'
    ),
    MediaKind.IMAGE: '<img src="{src}" alt="{name}">',
}


def unknown() -> str:
    title, line = words.UNKNOWN
    return _html(title, [f"<h1>{escape(title)}</h1>", f"<p>{escape(line)}</p>"])


def render(opened: Opened, kind: FileType, *, token: str, now: datetime) -> str:
    """Addresses are relative, whatever stands before `/m/` outside."""
    state = state_of(opened.media)
    name = escape(media_words.name(state))
    src = f"{escape(token)}/content"
    element = ELEMENTS.get(kind.family, "").format(src=src, name=name)
    save = escape(words.PAGE_SAVE.format(the=words.THE[state.kind]))
    at = moments.moment(opened.occurred_at, now)
    return _html(
        media_words.name(state),
        [
            f"<h1>{name}</h1>",
            f"<ul><li>{escape(words.PAGE_SENT_AT.format(at=at, ticket=opened.ticket_id))}</li></ul>",
            element,
            f'<a class="first" href="{src}?save=1" download>{save}</a>',
            f'<p class="small">{escape(words.PAGE_SILENT)}</p>' if kind.mime == OGG.mime else "",
            f"<p>{escape(words.PAGE_THEN)}</p>",
            f'<p class="small">{escape(words.PAGE_ONLY_YOURS.format(until=clock_ar(opened.until)))}</p>',
        ],
    )


def _html(title: str, parts: list[str]) -> str:
    body = "\n".join(part for part in parts if part)
    return (
        '<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="robots" content="noindex,nofollow">\n'
        f"{NO_ICON}<title>{escape(title)}</title>\n"
        f'<style nonce="{NONCE}">{STYLE}{MORE_STYLE}</style>\n</head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
