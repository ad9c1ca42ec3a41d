"""The week from Thursday afternoon to the Thursday after it, played on an empty database."""

import shutil
import tempfile
from pathlib import Path

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from tests.bot.edge import Edge
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.sandbox.support import Served
from tests.bot.week import monday, sunday, thursday, tuesday, wednesday
from tests.bot.week.screen import PUBLIC
from tests.bot.week.stage import Stage
from tests.bot.week.transcript import Transcript
from tests.support.clock import MovingClock
from tests.support.databases import migrated_sqlite

DAYS = (sunday, monday, tuesday, wednesday, thursday)


async def play(url: str) -> Stage:
    """Every step asserts what it leaves behind; the transcript is in `said`."""
    database, door = Database(url), SlackDoor()
    engine = Engine(database.url)
    with Served(door.app) as slack:
        edge = Edge(database, engine, MovingClock(), slack_url=f"{slack.url}/api/", public_url=PUBLIC)
        stage = Stage(edge, door, Transcript())
        for day in DAYS:
            await day.play(stage)
    engine.close()
    database.close()
    return stage


async def written() -> str:
    folder = Path(tempfile.mkdtemp(prefix="dealix-week-"))
    try:
        stage = await play(f"sqlite:///{migrated_sqlite(folder)}")
    finally:
        shutil.rmtree(folder)
    return stage.said.text
