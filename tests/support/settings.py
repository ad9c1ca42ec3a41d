"""A product with every feature configured, for tests that look at what is served."""

import base64

from pydantic import SecretStr

from dealix_ops.bootstrap import Product, build
from dealix_ops.settings import Settings
from tests.support.media import KEY_TEXT

SECRET = "a-secret-of-the-tests"
FORM_KEY = "form" + "-key-of-the-tests"
MAIL_SECRET = "whsec" + "_" + base64.b64encode(b"twenty-four bytes or more").decode()
MAIL_ADDRESS = "care@dealix.example"


def settings(database_url: str) -> Settings:
    secret = SecretStr(SECRET)
    return Settings(
        _env_file=None,
        database_url=database_url,
        founder_ids=frozenset({"U_FOUNDER"}),
        operator_ids=frozenset({"U_OPERATOR"}),
        slack_bot_token=secret,
        slack_signing_secret=secret,
        slack_channel_approvals="C_APPROVALS",
        slack_channel_ops="C_OPS",
        whatsapp_phone_number_id="555000111222",
        whatsapp_app_secret=secret,
        whatsapp_verify_token=secret,
        whatsapp_access_token=secret,
        media_key=(SecretStr(KEY_TEXT),),
        sentry_client_secret=secret,
        form_keys={"contact": SecretStr(FORM_KEY)},
        mail_webhook_secrets=(SecretStr(MAIL_SECRET),),
        mail_address=MAIL_ADDRESS,
        api_keys=(secret,),
    )


def configured(database_url: str) -> Product:
    return build(settings(database_url), embedded=True)
