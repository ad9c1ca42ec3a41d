"""auth.test and users.info."""

from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.arguments import Arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.rendering import show_user

Json = dict[str, Any]


def auth_test(_box: Sandbox, _args: Arguments) -> Json:
    """Say whose token it is."""
    return {
        "url": f"https://{fixtures.TEAM_DOMAIN}.example/",
        "team": fixtures.TEAM_DOMAIN,
        "team_id": fixtures.TEAM_ID,
        "user": fixtures.BOT_NAME,
        "user_id": fixtures.BOT_USER_ID,
        "bot_id": fixtures.BOT_ID,
        "is_enterprise_install": False,
    }


def users_info(box: Sandbox, args: Arguments) -> Json:
    """Return one member."""
    return {"user": show_user(box.workspace.user(args.text("user")))}
