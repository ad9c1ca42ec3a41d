"""The two modals of a draft: edit it (or look at new lines and approve), and «لا ترسل هذا»."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.blocks import arrivals, copy_ar
from bot.blocks.text import Block, context, escape, plain
from bot.ids import Field, View
from dealix_ops.claims.rules import Finding, check_outgoing
from dealix_ops.ports import NewLine
from dealix_ops.reports.cards import DraftView
from dealix_ops.vocabulary import Priority

NOTE_MAX = 500
TEXT_MAX = 3000
"""Slack's own; our shorter limit is a gate, so that a long text is kept and explained instead of cut."""


@dataclass(frozen=True)
class ModalState:
    """Travels through Slack in `private_metadata`: the version, the newest line shown, the way in."""

    token: str
    seen: int
    channel: str
    rewrite: bool

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> "ModalState":
        """Raises ValueError for anything that `dump` did not write."""
        try:
            body = json.loads(text)
            return cls(str(body["token"]), int(body["seen"]), str(body["channel"]), bool(body["rewrite"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("no state of ours") from error


def edit(
    state: ModalState, *, text: str, new_lines: Sequence[NewLine] = (), draft_changed: bool = False
) -> Block:
    """`new_lines` came after the draft: they stand on top and the button says that they were seen.

    Where they do not all fit, the state is bound to the last one shown, and the next press shows the rest.
    """
    came = arrivals.shown(new_lines, since="المسودة")
    top, submit = list(came.blocks), copy_ar.APPROVE_WITH_NEW if new_lines else copy_ar.SAVE_AND_APPROVE
    if came.left:
        state, submit = replace(state, seen=came.through), copy_ar.SHOW_THE_REST
    if draft_changed and not new_lines:
        top.append(context("المسودة تغيّرت بعد فتح النافذة، ونصك محفوظ"))
    return _modal(
        View.DRAFT_EDIT_SUBMIT,
        state,
        title="رد جديد" if state.rewrite else "الرد على العميل",
        submit=submit,
        blocks=[
            *top,
            _text_input(text),
            *_warnings(text),
            context("بعد الاعتماد يجهز النص للإرسال بيدك، ولا يصل إلى العميل شيء قبل ذلك"),
        ],
    )


def draft_text(draft: DraftView, *, rewrite: bool) -> str:
    """A rejected text is no base for the next one."""
    return "" if rewrite else draft.text


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


def finding_text(findings: Sequence[Finding]) -> str:
    return " ".join(finding.message_ar() for finding in findings)


def _warnings(text: str) -> list[Block]:
    """What the gates would rather have otherwise; what blocks is said when somebody saves."""
    # The priority decides only about what blocks.
    findings = [f for f in check_outgoing(text, priority=Priority.P3) if not f.blocking]
    return [context(escape(finding_text(findings)))] if findings else []


def _text_input(text: str) -> Block:
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
        "block_id": Field.TEXT.value,
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
