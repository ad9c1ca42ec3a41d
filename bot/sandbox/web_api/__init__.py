"""Slack's Web API as the contract describes it: one table of methods, one endpoint."""
