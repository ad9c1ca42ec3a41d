"""Why a piece of proof, or a pack of it, was not kept."""

from dealix_ops.errors import OpsError


class WordsNeeded(OpsError):
    """A number without a word about where it comes from proves nothing."""


class AmountUnusable(OpsError):
    """An amount belongs to the pipeline, in whole riyals, and nowhere else."""


class TimeUnusable(OpsError):
    """What has not happened, or happened longer than a year ago, is no proof now."""


class NotTheirTicket(OpsError):
    """The ticket named as source is another customer's, or none."""


class AlreadyVoided(OpsError):
    def __init__(self, *, by: str, at: object) -> None:
        super().__init__("voided before")
        self.by = by
        self.at = at


class ReasonNeeded(OpsError):
    """What was counted once is taken back with a reason only."""


class WindowUnusable(OpsError):
    """A pack covers up to a year that has passed."""


class NothingRecorded(OpsError):
    """A pack in which nothing stands is not made."""


class TooMuchRecorded(OpsError):
    """More rows than anybody reads on one page: a shorter time is asked for."""
