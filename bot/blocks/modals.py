"""The two modals of a draft: edit it (or look at new lines and approve), and «لا ترسل هذا»."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.blocks import arrivals, copy_ar, modal_parts
from bot.blocks import drafts_copy_ar as copy
from bot.blocks.modal_parts import SavedChoice, mark
from bot.blocks.text import Block, context, escape, plain
from bot.ids import Field, View
from dealix_ops.claims.rules import Finding, Gate, check_outgoing, may_approve
from dealix_ops.ports.inbox import NewLine
from dealix_ops.vocabulary import Priority

NOTE_MAX = 500
FINDINGS_MAX = 8
TEXT_MAX = 3000
"""Slack's own; our shorter limit is a gate, so that a long text is kept and explained instead of cut."""


@dataclass(frozen=True)
class ModalState:
    """Travels through Slack in `private_metadata`: the version, the newest line shown, the way in.

    `warned` holds the families of the warnings that this modal shows, so that saving asks about each once.
    `kind` is set in the modal of «رد جديد»; `offered` marks the text that we put into the field, so that what
    a person typed is told from it; `turn` makes the field's id new where its text is to change; `leaves` says
    that an operator's edit waits for the founder, `waits` that a draft did when it opened. Lines after
    `since` stand on top, up to `seen`. `promised` is what the field of the promise begins with,
    as Slack counts time, 0 where it is empty.
    """

    token: str
    seen: int
    channel: str
    rewrite: bool
    warned: tuple[str, ...] = ()
    ticket: int = 0
    kind: str = ""
    language: str = "ar"
    offered: str = ""
    turn: int = 0
    leaves: bool = False
    since: int = 0
    waits: bool = False
    promised: int = 0

    @property
    def field_id(self) -> str:
        """Of the text's block: Slack keeps what stands in a field as long as its id stays."""
        return Field.TEXT.value if self.turn == 0 else f"{Field.TEXT.value}.{self.turn}"

    @property
    def promise_id(self) -> str:
        """Of the promised time's block, which changes with the text."""
        return f"{Field.PROMISED.value}.{self.turn}"

    def untouched(self, typed: str) -> bool:
        """Whether nothing would be lost if another text stood in the field."""
        return not typed.strip() or mark(typed) == self.offered

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "ModalState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            warned = tuple(map(str, body.get("warned", ())))
            return cls(
                str(body["token"]),
                int(body["seen"]),
                str(body["channel"]),
                bool(body["rewrite"]),
                warned,
                ticket=int(body.get("ticket", 0)),
                kind=str(body.get("kind", "")),
                language=str(body.get("language", "ar")),
                offered=str(body.get("offered", "")),
                turn=int(body.get("turn", 0)),
                leaves=bool(body.get("leaves", False)),
                since=int(body.get("since", 0)),
                waits=bool(body.get("waits", False)),
                promised=int(body.get("promised", 0)),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error


def offer(
    state: ModalState,
    *,
    text: str,
    new_lines: Sequence[NewLine] = (),
    saved: Sequence[SavedChoice] = (),
) -> Block:
    """With a text of ours in the field: it gives way to another one, what a person typed does not."""
    return edit(replace(state, offered=mark(text)), text=text, new_lines=new_lines, saved=saved)


def edit(
    state: ModalState,
    *,
    text: str,
    new_lines: Sequence[NewLine] = (),
    draft_changed: bool = False,
    beside: str = "",
    saved: Sequence[SavedChoice] = (),
) -> Block:
    """`new_lines` came after the draft: they stand on top and the button says that they were seen.

    Where they do not all fit, the state is bound to the last one shown, and the next press shows the rest.
    `beside` is a proposal that may not take the place of what somebody typed.
    """
    came = arrivals.shown(new_lines, since="آخر رد" if state.kind else "المسودة")
    top, submit = list(came.blocks), copy_ar.APPROVE_WITH_NEW if new_lines else copy_ar.SAVE_AND_APPROVE
    if state.leaves:
        submit = copy.SEND_FOR_APPROVAL
    if came.left:
        state, submit = replace(state, seen=came.through), copy_ar.SHOW_THE_REST
    warnings = _warnings(text)
    state = replace(state, warned=tuple(finding.family for finding in warnings))
    if draft_changed and not new_lines:
        top.append(context(copy.DRAFT_CHANGED))
    if state.kind:
        top.append(modal_parts.menus(state.kind, saved))
    return _modal(
        View.DRAFT_EDIT_SUBMIT,
        state,
        title="رد جديد" if state.rewrite else "الرد على العميل",
        submit=submit,
        blocks=[
            *top,
            _text_input(text, state.field_id),
            modal_parts.promise(state.promised, state.promise_id),
            *([modal_parts.languages(state.language)] if state.ticket else []),
            *([modal_parts.beside(beside)] if beside else []),
            *([context(escape(finding_text(warnings)))] if warnings else []),
            context(copy.FOUNDER_DECIDES if state.leaves else copy.NOT_OUT_YET),
        ],
    )


def reject(state: ModalState) -> Block:
    options = [{"text": plain(words), "value": reason.value} for reason, words in copy_ar.REASON.items()]
    return _modal(
        View.DRAFT_REJECT_SUBMIT,
        state,
        title=copy_ar.DO_NOT_SEND,
        submit="استبعدها",
        blocks=[
            {
                "type": "input",
                "block_id": Field.REASON.value,
                "label": plain("السبب"),
                "element": {
                    "type": "radio_buttons",
                    "action_id": Field.REASON.value,
                    "options": options,
                },
            },
            {
                "type": "input",
                "block_id": Field.NOTE.value,
                "optional": True,
                "label": plain("ملاحظة"),
                "element": {
                    "type": "plain_text_input",
                    "action_id": Field.NOTE.value,
                    "max_length": NOTE_MAX,
                },
            },
        ],
    )


def second_look(state: ModalState, *, text: str) -> Block | None:
    """The modal with what the gates would rather have otherwise, when somebody saves it unseen; else None.

    A text that is refused anyway hears of its warnings with the refusal.
    """
    # The priority decides only about what blocks, and the service knows it.
    findings = check_outgoing(text, priority=Priority.P3)
    if not may_approve(findings) or all(finding.family in state.warned for finding in findings):
        return None
    view = edit(state, text=text)
    if not state.leaves:
        view["submit"] = plain(copy_ar.APPROVE_AS_IT_IS)
    return view


def finding_text(findings: Sequence[Finding]) -> str:
    """What the person reads in the modal: word, substitute, family; the first ones where there are many."""
    said = " ".join(_said(finding) for finding in findings[:FINDINGS_MAX])
    left = len(findings) - FINDINGS_MAX
    return f"{said} {copy_ar.MORE_FINDINGS.format(count=left)}" if left > 0 else said


def _said(finding: Finding) -> str:
    if finding.gate not in (Gate.CLAIMS, Gate.GRAVE, Gate.TONE):
        return finding.message_ar()
    return f"{finding.message_ar()} {copy_ar.FAMILY.format(family=finding.family_ar)}"


def _warnings(text: str) -> list[Finding]:
    """What blocks is said when somebody saves: an empty field is no mistake yet."""
    return [f for f in check_outgoing(text, priority=Priority.P3) if not f.blocking]


def _text_input(text: str, block_id: str) -> Block:
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": Field.TEXT.value,
        "multiline": True,
        "max_length": TEXT_MAX,
    }
    if text:
        element["initial_value"] = text[:TEXT_MAX]
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain("النص الذي يصل إلى العميل"),
        "element": element,
    }


def _modal(view: View, state: ModalState, *, title: str, submit: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "callback_id": view.value,
        "private_metadata": state.dump(),
        "title": plain(title),
        "submit": plain(submit),
        "close": plain(copy_ar.BACK),
        "blocks": blocks,
    }
