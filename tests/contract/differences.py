"""Where we say something else than `emulate` 0.12.2 on purpose: its word, ours, and what tells us so.

"Section" is one of contracts/slack.md; S7 are Slack's own method pages, as that file cites them.
"""

from typing import NamedTuple


class Difference(NamedTuple):
    theirs: str
    ours: str
    source: str


UNSEEN = Difference(
    "not_in_channel",
    "channel_not_found",
    "a private channel without the bot is not there for it: getsentry/sentry 119600, slack-bot-api 97",
)
NO_BLOCK_RULES = Difference("ok", "invalid_blocks", "section 6; emulate only asks for a list of objects")
VIEW = Difference("invalid_view", "invalid_arguments", "S7 views.open and views.publish know no invalid_view")

DIFFERENCES: dict[tuple[str, str], Difference] = {
    ("chat.postMessage", "not a member"): UNSEEN,
    ("chat.postMessage", "an open channel without the bot"): Difference(
        "ok",
        "not_in_channel",
        "section 5: chat:write.public would be needed; slackapi/slack-github-action 186",
    ),
    ("chat.postMessage", "a block without a type"): NO_BLOCK_RULES,
    ("chat.postMessage", "a header that is too long"): NO_BLOCK_RULES,
    ("chat.postEphemeral", "not a member"): UNSEEN,
    ("chat.update", "unknown channel"): Difference(
        "message_not_found", "channel_not_found", "S7 chat.update"
    ),
    ("chat.update", "too long"): Difference("ok", "msg_too_long", "section 6"),
    ("conversations.history", "not a member"): UNSEEN,
    ("conversations.replies", "not a member"): UNSEEN,
    ("conversations.replies", "a thread that is not there"): Difference(
        "ok", "thread_not_found", "S7 conversations.replies"
    ),
    ("conversations.info", "not a member"): UNSEEN,
    ("conversations.create", "no name"): Difference(
        "invalid_name_specials", "invalid_name_required", "section 8; S7: the value was empty"
    ),
    ("conversations.create", "capital letters"): Difference(
        "ok", "invalid_name_specials", "section 8; S7: or upper case characters"
    ),
    ("conversations.create", "Arabic"): Difference(
        "invalid_name_punctuation", "invalid_name_specials", "section 8: treated as not allowed"
    ),
    ("conversations.setTopic", "not a member"): UNSEEN,
    ("conversations.invite", "not a member"): UNSEEN,
    ("conversations.invite", "nobody named"): Difference(
        "user_not_found", "no_user", "S7 conversations.invite: no value was passed for users"
    ),
    ("conversations.invite", "one of them wrong, by force"): Difference(
        "user_not_found", "ok", "section 8: force skips bad ids"
    ),
    ("pins.add", "not a member"): UNSEEN,
    ("views.open", "unknown trigger"): Difference(
        "invalid_trigger_id", "invalid_arguments", "slackapi/java-slack-sdk 302, slack-go/slack 805"
    ),
    ("views.open", "no view"): VIEW,
    ("views.open", "the wrong type"): VIEW,
    ("views.open", "no title"): VIEW,
    ("views.publish", "the wrong type"): VIEW,
    ("files.getUploadURLExternal", "nothing in it"): Difference("ok", "invalid_arguments", "section 8"),
}
"""A wrong token stands apart: emulate takes every token for its admin's, Slack says invalid_auth (S7)."""
