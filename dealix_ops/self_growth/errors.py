"""Why a target was not written down or moved."""

from dealix_ops.errors import OpsError


class CompanyUnusable(OpsError):
    """A company has a name of 1 to 120 characters."""


class CityUnusable(OpsError):
    """One line of up to 60 characters."""


class SourceNeeded(OpsError):
    """Whoever writes a company down says how they know of it."""


class AlreadyListed(OpsError):
    """The company stands on the list, perhaps spelt otherwise."""


class NoSuchTarget(OpsError):
    """None of this number, or it stands so already."""
