"""Every control endpoint, in one list."""

from collections.abc import Mapping

from starlette.routing import Route

from bot.sandbox.control import clock, eyes, guide, hands, letters, phone, screen, sentry, upkeep
from bot.sandbox.control.fields import Control, control

POST = {
    "/click": hands.click,
    "/submit": hands.submit,
    "/close": hands.close,
    "/command": hands.command,
    "/shortcut": hands.shortcut,
    "/event": hands.event,
    "/say": hands.say,
    "/direct": hands.direct,
    "/edit": hands.edit,
    "/delete": hands.delete,
    "/react": hands.react,
    "/verify-url": hands.verify_url,
    "/whatsapp/text": phone.text,
    "/whatsapp/media": phone.media,
    "/whatsapp/reaction": phone.reaction,
    "/whatsapp/raw": phone.raw,
    "/whatsapp/status": phone.status,
    "/sentry/alert": sentry.alert,
    "/sentry/storm": sentry.storm,
    "/sentry/raw": sentry.raw,
    "/form": letters.form,
    "/mail": letters.mail,
    "/faults": upkeep.plan_fault,
    "/clock": clock.move,
    "/guide/play": guide.play,
    "/guide/restart": guide.restart,
    "/guide/stage": guide.stage,
    "/app-url": upkeep.point_at,
    "/reset": upkeep.reset,
}
GET = {
    "/channels": eyes.channels,
    "/messages": eyes.messages,
    "/ephemerals": eyes.ephemerals,
    "/views": eyes.views,
    "/calls": eyes.calls,
    "/warnings": eyes.warnings,
    "/deliveries": eyes.deliveries,
    "/changes": eyes.changes,
    "/wait": eyes.wait,
    "/screen": screen.screen,
    "/screen/messages": screen.window,
    "/screen/thread": screen.thread,
    "/phone": phone.show,
    "/clock": clock.show,
    "/guide": guide.show,
    "/whatsapp/messages": phone.messages,
    "/whatsapp/verify": phone.verify,
    "/faults": upkeep.show_faults,
}
DELETE = {"/faults": upkeep.drop_faults}


def control_routes() -> list[Route]:
    """Return the routes, relative to /sandbox."""
    return [*_routes("POST", POST), *_routes("GET", GET), *_routes("DELETE", DELETE)]


def _routes(method: str, table: Mapping[str, Control]) -> list[Route]:
    return [Route(path, control(handler), methods=[method]) for path, handler in table.items()]
