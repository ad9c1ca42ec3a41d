"""Why a step of the onboarding did not move."""

from dealix_ops.errors import OpsError


class UnknownStep(OpsError):
    """There are eight steps; this is none of them."""


class NotReadyForFirstService(OpsError):
    """A connector that the first service needs is missing, or nothing is connected at all."""
