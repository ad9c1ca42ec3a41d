"""The whole application on SQLite: what a tick costs is asked of all of them."""

from tests.bot.conftest import desk_edge

__all__ = ["desk_edge"]
