"""Why a file was not asked for once more."""

from dealix_ops.errors import OpsError


class NothingToAskAgain(OpsError):
    """It is here, on its way, gone from Meta, or of a kind that we never take."""
