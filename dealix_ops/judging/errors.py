"""Why a judgement did not stand."""

from dealix_ops.errors import OpsError


class NoteMissing(OpsError):
    """A lowering without a written reason."""


class LinesSince(OpsError):
    """The customer wrote after the modal was opened: `newest` is the line to look at."""

    def __init__(self, *, newest: int) -> None:
        super().__init__(f"inbound {newest} came since")
        self.newest = newest
