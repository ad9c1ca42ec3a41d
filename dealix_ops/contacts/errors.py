"""Why something about customers and persons did not stand."""

from datetime import datetime

from dealix_ops.errors import OpsError


class PersonsJudgedBefore(OpsError):
    """Somebody said the same of these two already."""

    def __init__(self, *, is_same: bool, by: str, at: datetime) -> None:
        super().__init__(f"judged by {by}")
        self.is_same = is_same
        self.by = by
        self.at = at


class PersonsOfTwoCustomers(OpsError):
    """Two contacts of different customers are never one person here."""


class PersonsTied(OpsError):
    """Other answers stand against it: through a third contact they are one, or are not."""


class LinkMoved(OpsError):
    """The matter belongs to another customer than the card showed: somebody was first."""

    def __init__(self, *, customer: str | None, by: str, at: datetime) -> None:
        super().__init__(f"linked by {by}")
        self.customer = customer
        self.by = by
        self.at = at


class OptInGone(OpsError):
    """Withdrawn before, or none of this person's."""


class FileUnusable(OpsError):
    """The whole file: nothing of it was read, and its text says why in Arabic."""


class ImportDisturbed(OpsError):
    """Somebody wrote about the same person at the same moment: nothing was written."""


class CustomerChanged(OpsError):
    """Somebody changed the customer since the modal was opened."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(f"changed by {by}")
        self.by = by
        self.at = at
