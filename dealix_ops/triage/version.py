"""Which rules and which weights said something; stored with verdicts, so that old ones stay explained."""

from dealix_ops.triage.model.weights import shipped

RULES_VERSION = "rules-5"
"""Raised with every change of a rule or form."""


def triage_version() -> str:
    return f"{RULES_VERSION}+{shipped().version}"
