"""Raised with every change of a rule or a form: stored with each verdict, so that old ones can be explained."""

RULES_VERSION = "rules-1"
