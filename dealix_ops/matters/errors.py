"""Why tickets were not merged, joined, split or taken apart."""

from dealix_ops.errors import OpsError


class OtherCustomer(OpsError):
    """Two customers are never one, whatever they report."""


class NothingInCommon(OpsError):
    """Neither one conversation nor one linked customer."""


class AlreadyTogether(OpsError):
    """They share a card."""


class NotShared(OpsError):
    """It stands on a card of its own already."""


class LinesAnswered(OpsError):
    """What is answered, or is being answered, stays where its answer is."""


class OneLineOnly(OpsError):
    """Nothing would stay behind."""


class NothingChosen(OpsError):
    """No line was ticked."""
