"""The doors that senders without Slack knock at; each is served only where its secret is set.

Deliveries come by plain routes: what FastAPI does for arguments is not needed, and takes its time.
"""

from collections.abc import Iterator, Set

from fastapi import APIRouter

from bot.web.webhooks import forms, mail, sentry, whatsapp
from dealix_ops.bootstrap import Product
from dealix_ops.door_keys import key_bytes
from dealix_ops.intake.letterbox import Letterbox
from dealix_ops.intake.mail import Ours


def routers(product: Product, enabled: Set[str]) -> Iterator[APIRouter]:
    """Of the features that are on."""
    settings, clock = product.settings, product.clock
    letterbox = Letterbox(product.database)
    if "whatsapp" in enabled and settings.whatsapp_app_secret and settings.whatsapp_verify_token:
        yield whatsapp.router(
            letterbox=letterbox,
            clock=clock,
            app_secret=settings.whatsapp_app_secret.get_secret_value(),
            verify_token=settings.whatsapp_verify_token.get_secret_value(),
        )
    if "sentry_alerts" in enabled and settings.sentry_client_secret:
        secret = settings.sentry_client_secret.get_secret_value()
        yield sentry.router(letterbox=letterbox, clock=clock, client_secret=secret)
    if "forms" in enabled and settings.form_keys:
        keys = {name: key.get_secret_value() for name, key in settings.form_keys.items()}
        yield forms.router(database=product.database, clock=clock, keys=keys)
    if "mail" in enabled and settings.mail_webhook_secrets and settings.mail_address:
        yield mail.router(
            letterbox=letterbox,
            clock=clock,
            keys=tuple(key_bytes(secret) for secret in settings.mail_webhook_secrets),
            ours=Ours(settings.mail_address, settings.mail_authserv_id),
        )
