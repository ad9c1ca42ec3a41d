"""The guided story as the page reads and drives it."""

import asyncio
from dataclasses import asdict
from typing import Any

from bot.sandbox.control.fields import Fields
from bot.sandbox.errors import ControlRefusal
from bot.sandbox.guide import copy_ar as copy
from bot.sandbox.guide.player import Player
from bot.sandbox.guide.stage import RESTART
from bot.sandbox.guide.steps import done

Json = dict[str, Any]


async def show(fields: Fields) -> Json:
    """GET /sandbox/guide: the steps with what has been done of each."""
    box, stage = fields.box, fields.box.stage
    happened = done(box)
    steps = [{**asdict(step), "done": happened[step.id]} for step in copy.STEPS]
    return {
        "steps": steps,
        "playing": stage.playing,
        "failed": stage.failed,
        "restarts": stage.restarts,
        "restarting": stage.restarting,
    }


async def play(fields: Fields) -> Json:
    """POST /sandbox/guide/play {step}: answers at once, and goes on in the background."""
    box, stage, step = fields.box, fields.box.stage, fields.need("step")
    if step not in {one.id for one in copy.STEPS}:
        raise ControlRefusal("bad_field", step, status=400)
    if stage.playing or stage.restarting:
        raise ControlRefusal("busy", copy.PLAYING)
    stage.playing, stage.failed = step, ""
    stage.task = asyncio.create_task(_play(fields, Player(box, fields.base_url), step))
    box.changes.note("guide")
    return await show(fields)


async def _play(fields: Fields, player: Player, step: str) -> None:
    stage = fields.box.stage
    try:
        await player.play(step)
    except ControlRefusal as refusal:
        stage.failed = refusal.detail
    stage.playing = None
    fields.box.changes.note("guide")


async def restart(fields: Fields) -> Json:
    """POST /sandbox/guide/restart: everything from the beginning, the product's database too.

    Refused where nobody runs the product who could: cards would be left without their messages.
    """
    stage = fields.box.stage
    if not stage.restarts:
        raise ControlRefusal("nobody_restarts", "the product was not started by `dealix demo`")
    stage.stop()
    stage.restarting = True
    fields.box.changes.note(RESTART)
    return await show(fields)


async def stage(fields: Fields) -> Json:
    """POST /sandbox/guide/stage {restarts}: whoever runs the product is there, and it runs."""
    stage = fields.box.stage
    before = (stage.restarts, stage.restarting)
    stage.restarts, stage.restarting = bool(fields.values.get("restarts")), False
    if before != (stage.restarts, stage.restarting):
        fields.box.changes.note("guide")
    return {"restarts": stage.restarts}
