"""Everything one sandbox holds, and how it becomes empty again."""

from bot.sandbox.clock import Clock
from bot.sandbox.deliveries import Deliveries
from bot.sandbox.faults import Faults
from bot.sandbox.file_shelf import FileShelf
from bot.sandbox.guide.stage import Stage
from bot.sandbox.handles import Handles
from bot.sandbox.journal import Changes, Journal
from bot.sandbox.media_shelf import MediaShelf
from bot.sandbox.modals import Modals
from bot.sandbox.pace import Pace
from bot.sandbox.settings import SandboxSettings
from bot.sandbox.whatsapp_phone import WhatsAppPhone
from bot.sandbox.workspace import Workspace


class Sandbox:
    """The parts, wired; only `changes`, `stage` and `deliveries.app_url` outlive a reset."""

    def __init__(self, settings: SandboxSettings, *, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.changes = Changes()
        self.address = ""  # where callers reach us, as the newest call of the Web API named it
        self.stage = Stage()
        self._fill()
        self.deliveries = Deliveries(settings=settings, clock=clock, journal=self.journal)

    def reset(self) -> None:
        """Forget everything that happened and start from the fixtures."""
        self.stage.stop()
        self._fill()
        self.deliveries.journal = self.journal
        self.changes.note("reset")

    def _fill(self) -> None:
        self.journal = Journal(clock=self.clock, changes=self.changes)
        self.workspace = Workspace(clock=self.clock, changes=self.changes)
        self.modals = Modals(changes=self.changes)
        self.handles = Handles(clock=self.clock, settings=self.settings)
        self.pace = Pace(clock=self.clock, gap_s=self.settings.post_gap_s)
        self.faults = Faults()
        self.files = FileShelf()
        self.media = MediaShelf(clock=self.clock)
        self.phone = WhatsAppPhone(clock=self.clock, changes=self.changes)
