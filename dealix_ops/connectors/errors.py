"""Why a connector did not change its state."""

from dealix_ops.errors import OpsError


class UnknownConnector(OpsError):
    """There are eleven connectors; this is none of them."""


class NoWayThere(OpsError):
    """A connector does not get from its state to that one in one step."""
