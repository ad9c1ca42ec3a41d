"""Every Web API method the sandbox speaks; anything else is unknown_method."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from bot.sandbox.arguments import Arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.web_api import chat, conversations, files, people, views

Method = Callable[[Sandbox, Arguments], dict[str, Any]]

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "auth.test": people.auth_test,
        "chat.postMessage": chat.post_message,
        "chat.postEphemeral": chat.post_ephemeral,
        "chat.update": chat.update,
        "chat.delete": chat.delete,
        "chat.getPermalink": chat.get_permalink,
        "conversations.history": conversations.history,
        "conversations.replies": conversations.replies,
        "conversations.open": conversations.open_direct,
        "conversations.info": conversations.info,
        "conversations.list": conversations.list_all,
        "conversations.create": conversations.create,
        "conversations.invite": conversations.invite,
        "conversations.setTopic": conversations.set_topic,
        "conversations.archive": conversations.archive,
        "pins.add": conversations.pin,
        "files.completeUploadExternal": files.complete_upload,
        "files.getUploadURLExternal": files.get_upload_url,
        "users.info": people.users_info,
        "views.open": views.open_view,
        "views.push": views.push,
        "views.update": views.update,
        "views.publish": views.publish,
    }
)
