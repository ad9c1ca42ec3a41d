"""One line on a ticket's or an alert's card: it belongs to an open incident."""

from bot.blocks import incidents_copy_ar as copy
from dealix_ops.reports.incident_line import IncidentLine


def render(incident: IncidentLine | None) -> list[str]:
    if incident is None:
        return []
    room = f" · <#{incident.channel_id}>" if incident.channel_id else ""
    line = copy.LINE.format(id=incident.id, severity=incident.severity, room=room)
    return [f"{line}{copy.LINE_FROZEN}" if incident.frozen else line]
