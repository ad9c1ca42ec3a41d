"""The review of an incident as one Markdown document in Arabic, and as messages where Slack takes no file."""

from collections.abc import Iterator
from datetime import datetime

from bot.blocks import incident_close_copy_ar as close_copy
from bot.blocks import incident_run_copy_ar as story_copy
from bot.blocks import incidents_copy_ar as copy
from bot.blocks import post_mortem_copy_ar as words
from bot.blocks.text import SECTION_LIMIT, Block, context, escape, section
from dealix_ops.incidents.closing_copy_ar import GAP
from dealix_ops.incidents.closing_models import IncidentFile
from dealix_ops.incidents.copy_ar import POST_MORTEM
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.models import IncidentEntry
from dealix_ops.incidents.post_mortem import Review, Section
from dealix_ops.incidents.rules import Kind, Step
from dealix_ops.language.display import isolate
from dealix_ops.language.masking import mask_identifiers
from dealix_ops.language.times_ar import clock_ar, date_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.slack import SlackMessage

MOST_BLOCKS = 40
PART_LIMIT = SECTION_LIMIT - 200


def document(review: Review) -> str:
    """Identifiers are masked: a file leaves Slack more easily than a card."""
    bodies = (
        [_text(review, Section.SUMMARY)],
        list(_story(review)),
        [_text(review, Section.ROOT_CAUSE)],
        [_text(review, Section.WENT_WELL)],
        [_text(review, Section.WENT_WRONG)],
        _numbered(words.ACTION.format(what=one.what) for one in review.actions),
        _numbered(words.OWNER.format(owner=_who(one.owner)) for one in review.actions),
        _numbered(words.DUE.format(day=f"{one.due_on:%d/%m/%Y}") for one in review.actions),
    )
    parts = ["\n".join(_head(review))]
    for heading, body in zip(POST_MORTEM, bodies, strict=True):
        parts.append("\n".join([f"## {heading}", "", *(body or [words.GAP])]))
    return mask_identifiers("\n\n".join(parts)) + "\n"


def comment(row: IncidentFile) -> str:
    gaps = close_copy.REVIEW_GAPS.format(gaps=gaps_ar(row.gaps)) if row.gaps else close_copy.FILE_FULL
    return close_copy.FILE_COMMENT.format(id=row.incident_id, version=row.version, gaps=gaps)


def as_text(incident_id: int, version: int, text: str, code: str) -> SlackMessage:
    """Every part of the document in a section of its own; what does not fit is named, not dropped."""
    why = escape(code)
    why = f"{copy.CODE[code]} {isolate(f'({why})')}" if code in copy.CODE else isolate(why)
    head = close_copy.AS_TEXT.format(why=why)
    parts = [part for chunk in text.split("\n\n") for part in cut(escape(chunk))]
    blocks: list[Block] = [section([head]), *(section(part.split("\n")) for part in parts[:MOST_BLOCKS])]
    if len(parts) > MOST_BLOCKS:
        command = isolate(f"dealix incidents post-mortem {incident_id}")
        blocks.append(context(close_copy.AS_TEXT_REST.format(command=command)))
    said = close_copy.FILE_COMMENT.format(id=incident_id, version=version, gaps="").strip()
    return SlackMessage(text=said, blocks=blocks)


def gaps_ar(gaps: tuple[str, ...] | list[str]) -> str:
    return "، ".join(GAP[gap] for gap in gaps)


def _head(review: Review) -> Iterator[str]:
    one = review.incident
    yield words.TITLE.format(id=one.id)
    yield ""
    yield words.WHAT.format(what=one.title or copy.KIND[Kind(one.kind)], severity=one.severity)
    yield words.DECLARED.format(at=_at(one.declared_at))
    yield words.ENDED.format(at=_at(one.resolved_at)) if one.resolved_at else words.NOT_ENDED
    names = "، ".join(review.customers) or words.NOBODY
    yield words.AFFECTED.format(names=names)
    if review.unknown:
        yield words.UNKNOWN.format(count=review.unknown)
    yield words.VERSION.format(version=review.version)
    if review.gaps:
        yield words.MISSING.format(gaps=gaps_ar(review.gaps))


def _text(review: Review, key: Section) -> str:
    """As a quote, so that a person's words make no heading of ours."""
    said = review.texts.get(key)
    return "\n".join(f"> {line}" for line in said.splitlines() if line.strip()) if said else words.GAP


def _story(review: Review) -> Iterator[str]:
    """Of updates to the review itself nothing: they are no part of what happened."""
    for entry in review.story:
        if entry.kind not in words.LEFT_OUT:
            yield f"- {_at(entry.at)}: {_told(entry)}"


def _told(entry: IncidentEntry) -> str:
    facts, step = entry.facts, entry.facts.get("step")
    told = story_copy.ENTRY.get(EntryKind(entry.kind), story_copy.OTHER_ENTRY).format(
        who=_who(entry.actor),
        ticket=facts.get("ticket"),
        step=copy.STEP[Step(step)] if step else "",
        was=facts.get("was"),
        to=facts.get("to"),
        author=_who(str(facts.get("author"))),
    )
    said = " ".join((entry.text or "").split())
    return story_copy.STORY_TEXT.format(what=told, text=said) if said else told


def _who(user_id: str) -> str:
    return words.BY_SYSTEM if user_id == ledger.SYSTEM else words.BY_PERSON.format(user=user_id)


def _at(instant: datetime) -> str:
    return f"{date_ar(instant)} {clock_ar(instant)}"


def _numbered(lines: Iterator[str]) -> list[str]:
    return [f"{place}. {line}" for place, line in enumerate(lines, start=1)]


def cut(text: str) -> Iterator[str]:
    """At line ends, where a part is too long for one section."""
    part = ""
    for line in text.split("\n"):
        for piece in (line[at : at + PART_LIMIT] for at in range(0, max(len(line), 1), PART_LIMIT)):
            if len(part) + len(piece) + 1 > PART_LIMIT:
                yield part
                part = ""
            part = f"{part}\n{piece}" if part else piece
    if part.strip():
        yield part
