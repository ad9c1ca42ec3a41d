"""HTML of a mail as the words a reader sees: no script, no style, quotations marked as in plain text.

Not Python's own parser: 75,000 opened comments keep it busy for 100 seconds. This reads each character once.
"""

import re
from collections.abc import Iterator
from html import unescape

LONGEST = 500_000
"""Characters that are read."""
HIDDEN = frozenset({"script", "style", "head", "title", "template"})
BREAKS = frozenset({"br", "hr", "p", "div", "li", "tr", "table", "ul", "ol", "pre", "blockquote"}) | {
    f"h{level}" for level in range(1, 7)
}
DEEPEST_QUOTE = 5
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})?[^<>]{0,5000}>")


def plain(html: str) -> str:
    """Never raises. What was to be hidden is shown where nothing else would be left."""
    return _read(html[:LONGEST], HIDDEN) or _read(html[:LONGEST], frozenset())


def _read(html: str, hidden_tags: frozenset[str]) -> str:
    lines: list[list[str]] = [[]]
    depths = [0]
    quotes = hidden = 0
    for part in _parts(html):
        tag = _TAG.fullmatch(part)
        if tag is None:
            if not hidden:
                lines[-1].append(part)
            continue
        change, name = (-1 if tag.group(1) else 1), (tag.group(2) or "").lower()
        hidden = 0 if name == "body" else max(0, hidden + change * (name in hidden_tags))
        quotes = max(0, quotes + change * (name == "blockquote"))
        if name in BREAKS:
            lines.append([])
            depths.append(min(quotes, DEEPEST_QUOTE))
    return _text(lines, depths)


def _parts(html: str) -> Iterator[str]:
    """Tags and what stands between them; comments are left out, a lonely `<` is a character."""
    at = 0
    while at < len(html):
        if html.startswith("<!--", at):
            end = html.find("-->", at)
            if end < 0:
                html, at = html[at:].replace("<!--", ""), 0  # none is ever closed: no more looking
                continue
            at = end + len("-->")
            continue
        tag = _TAG.match(html, at)
        following = html.find("<", at + 1)
        end = tag.end() if tag else (following if following > 0 else len(html))
        yield html[at:end]
        at = end


def _text(lines: list[list[str]], depths: list[int]) -> str:
    """One line a block, spaces as a browser shows them, at most one blank line in a row."""
    found: list[str] = []
    for parts, depth in zip(lines, depths, strict=True):
        line = " ".join(unescape("".join(parts)).split())
        if line or (found and found[-1]):
            found.append(f"{'>' * depth} {line}" if depth and line else line)
    return "\n".join(found).strip()
