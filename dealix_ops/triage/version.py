"""Raised with every change of a rule or form; stored with verdicts, so that old ones stay explained."""

RULES_VERSION = "rules-1"
