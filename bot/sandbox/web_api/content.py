"""What a caller wants to say, read in one place for posts, updates, ephemerals and response urls."""

import json
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.block_rules import block_problems
from bot.sandbox.box import Sandbox
from bot.sandbox.elements import options_of, walk
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.workspace import Content

ADVISED_TEXT = 4_000  # contract section 6: keep to this in posts, refused above it in updates
TRUNCATED_TEXT = 40_000
MAX_MARKDOWN_TEXT = 12_000
ADVISED_OPTION_VALUE = 75
ADVISED_METADATA_BYTES = 16 * 1024
MAX_ATTACHMENTS = 100


def read_content(box: Sandbox, args: Arguments, *, where: str) -> Content:
    """Read text, blocks, attachments and metadata, or refuse them with Slack's codes."""
    text, markdown = args.text("text"), args.text("markdown_text")
    blocks, attachments = _listed(args, "blocks"), _listed(args, "attachments")
    if markdown and (text or blocks):
        raise SlackRefusal("markdown_text_conflict")
    if len(markdown) > MAX_MARKDOWN_TEXT:
        raise SlackRefusal("msg_too_long")
    problems = block_problems(blocks) or _unready_files(box, blocks)
    if problems:
        raise SlackRefusal("invalid_blocks", tuple(problems))
    if not isinstance(attachments, list) or len(attachments) > MAX_ATTACHMENTS:
        raise SlackRefusal("invalid_attachments")
    if not (text or markdown or blocks or attachments):
        raise SlackRefusal("no_text")
    _warn_about(box, text or markdown, blocks, where)
    return Content(
        text=(text or markdown)[:TRUNCATED_TEXT],
        blocks=blocks,
        attachments=attachments,
        metadata=read_metadata(box, args, where=where),
    )


def _listed(args: Arguments, key: str) -> Any:
    """An empty list for what was left out; anything else stays, to be refused where it is no list."""
    found = args.structure(key)
    return [] if found is None else found


def read_metadata(box: Sandbox, args: Arguments, *, where: str) -> dict[str, Any] | None:
    """Return message metadata; None when omitted or cleared with {}."""
    metadata = args.structure("metadata")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not {"event_type", "event_payload"} <= metadata.keys():
        box.journal.warn("metadata_form", "metadata needs event_type and event_payload", channel=where)
        return None
    if len(json.dumps(metadata).encode()) > ADVISED_METADATA_BYTES:
        # Section 8 marks the cap as unverified, so it is not refused.
        box.journal.warn("metadata_large", "over 16 KB, which Slack may refuse", channel=where)
    return metadata


def _unready_files(box: Sandbox, blocks: list[dict[str, Any]]) -> list[str]:
    """Images whose file was never completed, in Slack's words (python-slack-sdk 1658)."""
    named = ((at, block["slack_file"]["id"]) for at, block in enumerate(blocks) if "slack_file" in block)
    return [
        f"[ERROR] invalid slack file [json-pointer:/blocks/{at}/slack_file]"
        for at, file_id in named
        if not box.files.can_show(str(file_id))
    ]


def _warn_about(box: Sandbox, text: str, blocks: list[dict[str, Any]], where: str) -> None:
    if not text:
        box.journal.warn(
            "no_fallback_text", "blocks without text: no notification, no screen reader", channel=where
        )
    if len(text) > ADVISED_TEXT:
        box.journal.warn("long_text", f"text has {len(text)} characters", channel=where)
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    if len(ids) != len(set(ids)):
        box.journal.warn("repeated_block_id", "a block_id appears twice", channel=where)
    for _, element in walk(blocks):
        if any(len(option.get("value", "")) > ADVISED_OPTION_VALUE for option in options_of(element)):
            box.journal.warn(
                "long_option_value", f"{element['action_id']}: over 75 characters", channel=where
            )
