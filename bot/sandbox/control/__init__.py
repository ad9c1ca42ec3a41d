"""The hands and eyes of whoever drives the sandbox: tests and the demo."""
