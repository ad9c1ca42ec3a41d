"""Behind the guided story: who plays a step at the moment, and whether the product can be started anew."""

import asyncio

RESTART = "restart_wanted"
"""The change that asks whoever runs the product to start it anew on an empty database."""


class Stage:
    """`restarts`: somebody who can do that has said so."""

    def __init__(self) -> None:
        self.restarts = False
        self.restarting = False
        self.playing: str | None = None
        self.failed = ""
        self.task: asyncio.Task[None] | None = None

    def stop(self) -> None:
        """Whoever played stops where they are."""
        if self.task is not None:
            self.task.cancel()
        self.task, self.playing, self.failed = None, None, ""
