"""The whole application on SQLite: the database is not the point here."""

from tests.bot.conftest import desk_edge

__all__ = ["desk_edge"]
