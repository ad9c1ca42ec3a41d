"""Why a person cannot be found or erased."""

from dealix_ops.errors import OpsError


class ContactUnknown(OpsError):
    """Nobody has this id, number or address."""


class StillOpen(OpsError):
    """Something of theirs is not over: what is erased could not be answered."""
