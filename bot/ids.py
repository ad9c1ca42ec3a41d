"""Every id that Slack sends back to us; other people's tools and old cards know them, so they stay."""

from enum import StrEnum

from dealix_ops.vocabulary import Priority


class Action(StrEnum):
    DRAFT_APPROVE = "draft.approve"
    DRAFT_EDIT = "draft.edit"
    DRAFT_REJECT = "draft.reject"
    DRAFT_NEW = "draft.new"
    DRAFT_MARK_SENT = "draft.mark_sent"
    DRAFT_SENT_EARLIER = "draft.mark_sent.earlier"
    OPEN_WHATSAPP = "link.whatsapp"
    OPEN_SENTRY = "link.sentry"
    OPEN_HAND_OFF = "link.hand_off"
    OPEN_MEDIA = "link.media"
    HAND_OFF_MORE = "draft.more"
    TICKET_CLAIM = "ticket.claim"
    TICKET_LINK_CUSTOMER = "ticket.link_customer"
    TICKET_ON_BEHALF = "ticket.on_behalf"
    TICKET_RAISE = "ticket.raise"
    TICKET_LOWER = "ticket.lower"
    DRAFT_UNDO = "draft.undo"
    DRAFT_NOT_SENT = "draft.not_sent"
    DRAFT_OPEN_PAGE = "draft.open_page"
    DRAFT_SAVE_REPLY = "draft.save_reply"
    DRAFT_LANGUAGE = "draft.language"
    DRAFT_KIND = "draft.kind"
    DRAFT_SAVED = "draft.saved_reply"
    TICKET_MORE = "ticket.more"
    TICKET_CALLED = "ticket.called"
    TICKET_ANSWERED_ELSEWHERE = "ticket.answered_elsewhere"
    TICKET_NO_REPLY = "ticket.no_reply"
    TICKET_NOT_CUSTOMER = "ticket.not_customer"
    TICKET_FALSE_ALARM = "ticket.false_alarm"
    TICKET_RESOLVE = "ticket.resolve"
    TICKET_CLOSE = "ticket.close"
    TICKET_CLOSE_OTHER = "ticket.close_other"
    TICKET_REOPEN = "ticket.reopen"
    TICKETS_CLOSE_SILENT = "ticket.close_silent"
    TICKET_SHOW_TEXT = "ticket.show_text"
    TICKET_LISTEN = "ticket.listen"
    TICKET_LISTENED = "ticket.listened"


LISTENED = {priority: f"{Action.TICKET_LISTENED}.{priority}" for priority in Priority}
"""One id for each button, because a block takes none twice; all four are heard as `ticket.listened`."""


class View(StrEnum):
    """Modal callback ids."""

    DRAFT_EDIT_SUBMIT = "draft.edit_submit"
    DRAFT_REJECT_SUBMIT = "draft.reject_submit"
    LINK_CUSTOMER_SUBMIT = "ticket.link_customer_submit"
    ON_BEHALF_SUBMIT = "ticket.on_behalf_submit"
    TICKET_LOWER_SUBMIT = "ticket.lower_submit"
    OUTSIDE_SUBMIT = "ticket.answered_outside_submit"
    SAVE_REPLY_SUBMIT = "draft.save_reply_submit"
    NOT_CUSTOMER_SUBMIT = "ticket.not_customer_submit"
    CLOSE_SUBMIT = "ticket.close_submit"


class Shortcut(StrEnum):
    """Callback ids of the manifest's shortcuts."""

    FROM_MESSAGE = "ticket.from_message"
    ON_BEHALF = "ticket.on_behalf"


class Field(StrEnum):
    """Block and action ids of modal inputs: one name for both, an input has only one element."""

    TEXT = "text"
    REASON = "reason"
    NOTE = "note"
    CUSTOMER = "customer"
    NEW_CUSTOMER = "new_customer"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    PRIORITY = "priority"
    MEANS = "means"
    WHEN = "when"
    TIME = "time"
