"""«احفظه رداً جاهزاً»: its modal, and the list of what is kept."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.blocks import copy_ar
from bot.blocks import drafts_copy_ar as copy
from bot.blocks.text import Block, context, foreign, plain
from bot.ids import Field, View
from dealix_ops.drafts.saved import TITLE_LIMIT

TEXT_MAX = 3000


@dataclass(frozen=True)
class SaveState:
    """Travels through Slack: the approval whose text is kept."""

    token: str
    channel: str

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "SaveState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            return cls(str(body["token"]), str(body["channel"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error


def modal(state: SaveState, *, text: str, changed: bool) -> Block:
    """`changed`: what is the customer's was taken out, and the person is told."""
    return {
        "type": "modal",
        "callback_id": View.SAVE_REPLY_SUBMIT.value,
        "private_metadata": state.dump(),
        "title": plain(copy.SAVE_REPLY_TITLE),
        "submit": plain(copy.SAVE),
        "close": plain(copy_ar.BACK),
        "blocks": [
            _input(Field.NAME, copy.TITLE_LABEL, longest=TITLE_LIMIT),
            _input(Field.TEXT, copy.TEXT_LABEL, longest=TEXT_MAX, text=text),
            *([context(copy.REMOVED)] if changed else []),
        ],
    }


def listed(titles: Sequence[str]) -> str:
    """The numbers are what «ردود حذف» takes."""
    if not titles:
        return copy.NO_SAVED
    lines = [
        copy.SAVED_LINE.format(number=number, title=foreign(title, TITLE_LIMIT))
        for number, title in enumerate(titles, start=1)
    ]
    return "\n".join([copy.SAVED_HEAD.format(count=len(titles)), *lines, copy.HOW_TO_REMOVE])


def _input(field: Field, label: str, *, longest: int, text: str = "") -> Block:
    element: Block = {
        "type": "plain_text_input",
        "action_id": field.value,
        "max_length": longest,
        "multiline": field is Field.TEXT,
    }
    if text:
        element["initial_value"] = text
    return {"type": "input", "block_id": field.value, "label": plain(label), "element": element}
