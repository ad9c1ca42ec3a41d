"""Why a press on an alert's card did not stand, beside those of `tickets/errors.py`."""

from dealix_ops.sending.errors import NotAnApprover


class MayNotClaim(NotAnApprover):
    """Neither founder nor operator: an alert is taken by who can act on it."""
