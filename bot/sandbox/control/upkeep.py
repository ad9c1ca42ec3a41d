"""Faults on order, a new address for the product, and starting afresh."""

from dataclasses import asdict
from typing import Any

from bot.sandbox.control.fields import Fields

Json = dict[str, Any]


async def plan_fault(fields: Fields) -> Json:
    """POST /sandbox/faults."""
    fault = fields.box.faults.plan(fields.values)
    fields.box.changes.note("fault")
    return {"fault": asdict(fault)}


async def show_faults(fields: Fields) -> Json:
    """GET /sandbox/faults."""
    return {"faults": fields.box.faults.shown()}


async def drop_faults(fields: Fields) -> Json:
    """DELETE /sandbox/faults."""
    fields.box.faults.planned.clear()
    fields.box.changes.note("fault")
    return {"faults": []}


async def point_at(fields: Fields) -> Json:
    """POST /sandbox/app-url: the product moved, or was started after the sandbox."""
    fields.box.deliveries.app_url = fields.need("app_url").rstrip("/")
    return {"app_url": fields.box.deliveries.app_url}


async def reset(fields: Fields) -> Json:
    """POST /sandbox/reset."""
    fields.box.reset()
    return {"revision": fields.box.changes.revision}
