"""`format=flowed` (RFC 3676): lines that a mail program broke, joined again."""

from email.message import Message


def unflowed(part: "Message[str, str]", text: str) -> str:
    """The text itself where the part does not say that it flows."""
    if str(part.get_param("format") or "").lower() != "flowed":
        return text
    joined = str(part.get_param("delsp") or "").lower() == "yes"
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        kept = words[:-1] if flows and joined else words
        if open_depth == depth and words != "-- ":
            lines[-1] += kept
        else:
            lines.append(f"{'>' * depth} {kept}" if depth else kept)
        open_depth = depth if flows else None
    return "\n".join(line.rstrip() for line in lines)
