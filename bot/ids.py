"""Every id that Slack sends back to us; other people's tools and old cards know them, so they stay."""

from enum import StrEnum


class Action(StrEnum):
    DRAFT_APPROVE = "draft.approve"
    DRAFT_EDIT = "draft.edit"
    DRAFT_REJECT = "draft.reject"
    DRAFT_NEW = "draft.new"
    DRAFT_MARK_SENT = "draft.mark_sent"
    DRAFT_SENT_EARLIER = "draft.mark_sent.earlier"
    OPEN_WHATSAPP = "link.whatsapp"


class View(StrEnum):
    """Modal callback ids."""

    DRAFT_EDIT_SUBMIT = "draft.edit_submit"
    DRAFT_REJECT_SUBMIT = "draft.reject_submit"


class Field(StrEnum):
    """Block and action ids of modal inputs: one name for both, an input has only one element."""

    TEXT = "text"
    REASON = "reason"
    NOTE = "note"
