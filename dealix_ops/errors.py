"""Errors a person or a caller can act on; each is named by the fact."""


class OpsError(Exception):
    """Expected: the edge turns it into a short text instead of a reference number."""


class SettingsInvalid(OpsError):
    """A process may not start with these settings."""
