"""Everything a process is told from outside, typed; `docs/settings.md` has a row for each."""

from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dealix_ops import door_keys
from dealix_ops.errors import SettingsInvalid
from dealix_ops.vocabulary import Priority
from dealix_ops.working_hours import Shift, shifts


class Environment(StrEnum):
    DEVELOPMENT = "development"
    PRODUCTION = "production"


class ReaderKind(StrEnum):
    """Whose shape of request the second reader's address takes."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"


class Sev2Place(StrEnum):
    """Where an incident of SEV2 stands: a channel of its own, or the thread of its card."""

    CHANNEL = "channel"
    THREAD = "thread"


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return frozenset(part.strip() for part in value.split(",") if part.strip())
    return value


def _database_url(value: Any) -> Any:
    """Hosts hand out `postgres://`; SQLAlchemy wants the dialect and we want psycopg 3."""
    if not isinstance(value, str):
        return value
    for prefix in ("postgres://", "postgresql://"):
        if value.startswith(prefix):
            return "postgresql+psycopg://" + value.removeprefix(prefix)
    return value


def _blank_is_none(value: Any) -> Any:
    return None if value == "" else value


def _private(value: str | None) -> str | None:
    """Customers' words travel encrypted; on this machine itself there is nobody to hide them from."""
    if value is None:
        return None
    try:
        place = urlsplit(value)
        host, port = place.hostname, place.port
    except ValueError:
        raise ValueError("must be an address") from None
    here = place.scheme == "http" and host == "127.0.0.1"
    if not host or port == 0 or place.username or not (place.scheme == "https" or here):
        raise ValueError("must be https:// without a name or password; http:// only to 127.0.0.1")
    return value


def _hours(value: Any) -> Any:
    return shifts(value) if isinstance(value, str) else value


def _priorities(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    named = _split(value.upper())
    if Priority.P0.value in named:
        raise ValueError("the clocks of a P0 count every minute: leave P0 out")
    if not named <= set(Priority):
        raise ValueError("priorities whose clocks count working time, of P1, P2 and P3: P2,P3")
    return frozenset(Priority(name) for name in named)


Ids = Annotated[frozenset[str], NoDecode, BeforeValidator(_split)]
Secret = Annotated[SecretStr | None, BeforeValidator(_blank_is_none)]
Text = Annotated[str | None, BeforeValidator(_blank_is_none)]
WorkingHours = Annotated[tuple[Shift, ...], NoDecode, BeforeValidator(_hours)]
PrivateUrl = Annotated[str | None, BeforeValidator(_blank_is_none), AfterValidator(_private)]


class Settings(BaseSettings):
    """Read once at the start of a process, from the environment and a `.env` file in the working folder."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", populate_by_name=True
    )

    env: Environment = Field(Environment.DEVELOPMENT, validation_alias="DEALIX_ENV")
    database_url: Annotated[str, BeforeValidator(_database_url)] = Field(
        "sqlite:///.dealix/dealix.db", validation_alias="DEALIX_DATABASE_URL"
    )
    hosted_database_url: Annotated[str | None, BeforeValidator(_database_url)] = Field(
        None, validation_alias="DATABASE_URL"
    )
    founder_ids: Ids = Field(frozenset(), validation_alias="DEALIX_FOUNDER_IDS")
    operator_ids: Ids = Field(frozenset(), validation_alias="DEALIX_OPERATOR_IDS")
    oncall_ids: Ids = Field(frozenset(), validation_alias="DEALIX_ONCALL_IDS")
    speaker_name: Text = Field(None, validation_alias="DEALIX_SPEAKER_NAME")
    on_call_phone: Text = Field(None, validation_alias="DEALIX_ONCALL_PHONE")
    working_hours: WorkingHours = Field(shifts("09:00-17:00"), validation_alias="DEALIX_WORKING_HOURS")
    ramadan_hours: WorkingHours = Field(
        shifts("10:00-16:00,21:00-24:00"), validation_alias="DEALIX_RAMADAN_HOURS"
    )
    working_time: Annotated[frozenset[Priority], NoDecode, BeforeValidator(_priorities)] = Field(
        frozenset(), validation_alias="DEALIX_WORKING_TIME"
    )
    worker_silent_s: float = Field(20.0, gt=0, validation_alias="DEALIX_WORKER_SILENT_S")
    sev2_channel: Sev2Place = Field(Sev2Place.CHANNEL, validation_alias="DEALIX_SEV2_CHANNEL")
    public_url: Text = Field(None, validation_alias="DEALIX_PUBLIC_URL")
    demo_clock: Text = Field(None, validation_alias="DEALIX_DEMO_CLOCK")
    host: str = Field("127.0.0.1", validation_alias="HOST")
    port: int = Field(8000, ge=0, le=65535, validation_alias="PORT")

    triage_model: Text = Field(None, validation_alias="DEALIX_TRIAGE_MODEL")

    reader_url: PrivateUrl = Field(None, validation_alias="DEALIX_READER_URL")
    reader_kind: Annotated[ReaderKind | None, BeforeValidator(_blank_is_none)] = Field(
        None, validation_alias="DEALIX_READER_KIND"
    )
    reader_model: Text = Field(None, validation_alias="DEALIX_READER_MODEL")
    reader_key: Secret = Field(None, validation_alias="DEALIX_READER_KEY")
    reader_daily_budget: int = Field(500, ge=0, validation_alias="DEALIX_READER_DAILY_BUDGET")

    api_keys: Annotated[tuple[SecretStr, ...] | None, NoDecode, BeforeValidator(door_keys.api_keys)] = Field(
        None, validation_alias="DEALIX_API_KEYS"
    )
    api_rate: int = Field(100, ge=1, le=10_000, validation_alias="DEALIX_API_RATE")

    sentry_dsn: Secret = Field(None, validation_alias="SENTRY_DSN")
    sentry_client_secret: Secret = Field(None, validation_alias="SENTRY_CLIENT_SECRET")
    sentry_web_host: Text = Field(None, validation_alias="SENTRY_WEB_HOST")

    slack_bot_token: Secret = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_signing_secret: Secret = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_base_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_BASE_URL")
    slack_channel_approvals: Text = Field(None, validation_alias="SLACK_CHANNEL_APPROVALS")
    slack_channel_ops: Text = Field(None, validation_alias="SLACK_CHANNEL_OPS")
    slack_channel_alerts: Text = Field(None, validation_alias="SLACK_CHANNEL_ALERTS")
    slack_channel_support: Text = Field(None, validation_alias="SLACK_CHANNEL_SUPPORT")
    slack_channel_revenue: Text = Field(None, validation_alias="SLACK_CHANNEL_REVENUE")
    slack_channel_success: Text = Field(None, validation_alias="SLACK_CHANNEL_SUCCESS")

    whatsapp_phone_number_id: Text = Field(None, validation_alias="WHATSAPP_PHONE_NUMBER_ID")
    whatsapp_app_secret: Secret = Field(None, validation_alias="WHATSAPP_APP_SECRET")
    whatsapp_verify_token: Secret = Field(None, validation_alias="WHATSAPP_VERIFY_TOKEN")
    whatsapp_access_token: Secret = Field(None, validation_alias="WHATSAPP_ACCESS_TOKEN")
    whatsapp_api_base_url: PrivateUrl = Field(None, validation_alias="WHATSAPP_API_BASE_URL")

    whatsapp_allow_live_send: bool = Field(False, validation_alias="WHATSAPP_ALLOW_LIVE_SEND")
    gmail_allow_live_send: bool = Field(False, validation_alias="GMAIL_ALLOW_LIVE_SEND")
    calendar_allow_live_insert: bool = Field(False, validation_alias="CALENDAR_ALLOW_LIVE_INSERT")
    gbp_allow_live_reply: bool = Field(False, validation_alias="GBP_ALLOW_LIVE_REPLY")

    media_key: Annotated[tuple[SecretStr, ...] | None, NoDecode, BeforeValidator(door_keys.media_keys)] = (
        Field(None, validation_alias="DEALIX_MEDIA_KEY")
    )
    media_days: int = Field(30, ge=1, le=3650, validation_alias="DEALIX_MEDIA_DAYS")

    form_keys: Annotated[dict[str, SecretStr] | None, NoDecode, BeforeValidator(door_keys.form_keys)] = Field(
        None, validation_alias="DEALIX_FORM_KEYS"
    )

    mail_webhook_secrets: Annotated[
        tuple[SecretStr, ...] | None, NoDecode, BeforeValidator(door_keys.webhook_secrets)
    ] = Field(None, validation_alias="MAIL_WEBHOOK_SECRETS")
    mail_address: Annotated[str | None, BeforeValidator(door_keys.mail_address)] = Field(
        None, validation_alias="MAIL_ADDRESS"
    )
    mail_authserv_id: Text = Field(None, validation_alias="MAIL_AUTHSERV_ID")

    paging_mail_to: Annotated[tuple[str, ...] | None, NoDecode, BeforeValidator(door_keys.mail_addresses)] = (
        Field(None, validation_alias="DEALIX_PAGING_MAIL_TO")
    )
    smtp_host: Text = Field(None, validation_alias="DEALIX_SMTP_HOST")
    smtp_port: int = Field(587, ge=1, le=65535, validation_alias="DEALIX_SMTP_PORT")
    smtp_from: Annotated[str | None, BeforeValidator(door_keys.mail_address)] = Field(
        None, validation_alias="DEALIX_SMTP_FROM"
    )
    smtp_user: Text = Field(None, validation_alias="DEALIX_SMTP_USER")
    smtp_password: Secret = Field(None, validation_alias="DEALIX_SMTP_PASSWORD")
    paging_webhook_url: PrivateUrl = Field(None, validation_alias="DEALIX_PAGING_WEBHOOK_URL")
    paging_webhook_secret: Secret = Field(None, validation_alias="DEALIX_PAGING_WEBHOOK_SECRET")

    def __init__(self, **values: Any) -> None:
        """Raises SettingsInvalid: one line that names each variable and never quotes its value."""
        try:
            super().__init__(**values)
        except ValidationError as error:
            wrong = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
            raise SettingsInvalid("; ".join(wrong)) from None

    @property
    def on_call(self) -> frozenset[str]:
        """Whom a P0 by its meaning calls beside the founders."""
        return self.oncall_ids or self.operator_ids

    @property
    def live_flags(self) -> frozenset[str]:
        """Variables that let a connector act live, of those that are on; nothing acts by them alone."""
        flags = (name for name in type(self).model_fields if "_allow_live_" in name)
        return frozenset(name.upper() for name in flags if getattr(self, name))

    @property
    def database(self) -> str:
        """`DEALIX_DATABASE_URL` where set, else the host's `DATABASE_URL`, else the embedded default."""
        if "database_url" in self.model_fields_set or self.hosted_database_url is None:
            return self.database_url
        return self.hosted_database_url

    @property
    def production(self) -> bool:
        return self.env is Environment.PRODUCTION

    def present(self, field: str) -> bool:
        return getattr(self, field) is not None
