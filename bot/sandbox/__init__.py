"""A strict local counterpart over real HTTP: a Slack workspace and a customer's WhatsApp phone."""
