"""Pages from templates: Jinja2 with autoescape always on, and a hole in a template is an error."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parent / "templates"
BARE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Of whatever opens by a key: kept, found and told on by nobody."""


def still(nonce: str, *more: str) -> dict[str, str]:
    """Headers of a page on which nothing runs; `more`: what it may show beside its own style."""
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        *more,
        f"style-src 'nonce-{nonce}'",
    )
    return BARE | {
        "Content-Security-Policy": "; ".join(policy),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, **given: object) -> str:
    return environment().get_template(template).render(given)
