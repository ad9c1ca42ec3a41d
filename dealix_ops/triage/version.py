"""Which rules and which weights said something; stored with verdicts, so that old ones stay explained."""

RULES_VERSION = "rules-5"
"""Raised with every change of a rule or form."""


def triage_version() -> str:
    from dealix_ops.triage.model.weights import shipped  # and numpy: only who reads a text needs them

    return f"{RULES_VERSION}+{shipped().version}"
