"""What the settings switch on, and what is still missing for it."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from dealix_ops.errors import SettingsInvalid
from dealix_ops.settings import Settings
from dealix_ops.vocabulary import Source

WEAK_SECRET_BELOW = 16
"""Characters; a shorter secret stops the start in production."""
META_API = "graph.facebook.com"


@dataclass(frozen=True)
class Feature:
    """Enabled by its first field; then the others are required."""

    name: str
    enabled_by: str
    requires: tuple[str, ...]


FEATURES = (
    Feature(
        "slack", "slack_bot_token", ("slack_signing_secret", "slack_channel_approvals", "slack_channel_ops")
    ),
    Feature("reader", "reader_url", ("reader_kind", "reader_model", "reader_key")),
    Feature("whatsapp", "whatsapp_phone_number_id", ("whatsapp_app_secret", "whatsapp_verify_token")),
    Feature("media", "whatsapp_access_token", ("media_key", "whatsapp_phone_number_id")),
    Feature("sentry_alerts", "sentry_client_secret", ()),
    Feature("forms", "form_keys", ()),
    Feature("mail", "mail_webhook_secrets", ("mail_address",)),
    Feature("api", "api_keys", ()),
    Feature("paging_mail", "paging_mail_to", ("smtp_host", "smtp_from")),
    Feature("paging_webhook", "paging_webhook_url", ("paging_webhook_secret",)),
)

FEATURE_OF = {
    Source.WHATSAPP: "whatsapp",
    Source.SLACK: "slack",
    Source.FORM: "forms",
    Source.MAIL: "mail",
    Source.SENTRY: "sentry_alerts",
    Source.ON_BEHALF: "slack",
}
"""The feature whose settings open the way in of each source."""


@dataclass(frozen=True)
class FeatureState:
    name: str
    enabled: bool
    why: str
    missing: tuple[str, ...] = ()


def variable(field: str) -> str:
    """The environment variable of a settings field."""
    return str(Settings.model_fields[field].validation_alias)


def feature_states(settings: Settings) -> tuple[FeatureState, ...]:
    """Each feature with the reason it is off; half-configured counts as off."""
    return tuple(_state(feature, settings) for feature in FEATURES)


def listened_to(settings: Settings) -> tuple[Source, ...]:
    """Ways in that are on and whose silence may mean a fault: no news of Sentry's is good news."""
    on = {state.name for state in feature_states(settings) if state.enabled}
    off = {Source.ON_BEHALF, Source.SENTRY}
    if settings.slack_channel_support is None:
        off.add(Source.SLACK)
    return tuple(source for source, feature in FEATURE_OF.items() if feature in on and source not in off)


def _state(feature: Feature, settings: Settings) -> FeatureState:
    if not settings.present(feature.enabled_by):
        first = variable(feature.enabled_by)
        return FeatureState(feature.name, False, f"{first} is not set", (first,))
    missing = [variable(name) for name in feature.requires if not settings.present(name)]
    if missing:
        return FeatureState(feature.name, False, f"missing: {', '.join(missing)}", tuple(missing))
    return FeatureState(feature.name, True, "configured")


def _is_meta(url: str | None) -> bool:
    return url is None or urlsplit(url).netloc == META_API


def require_startable(settings: Settings) -> None:
    """Refuse to start half-configured, and in production with a weak secret or without Slack.

    Without Slack cards go to standard output, which on a server is a log with customers' words in it.

    Raises:
        SettingsInvalid: one line that names every variable to fix.
    """
    wrong = [
        f"{state.name}: {state.why}"
        for state in feature_states(settings)
        if not state.enabled and state.why.startswith("missing")
    ]
    if settings.production:
        wrong += [
            f"{variable(name)} is shorter than {WEAK_SECRET_BELOW} characters"
            for name, value in settings
            if isinstance(value, SecretStr) and len(value.get_secret_value()) < WEAK_SECRET_BELOW
        ]
        if any(len(key.get_secret_value()) < WEAK_SECRET_BELOW for key in settings.api_keys or ()):
            wrong.append(f"{variable('api_keys')}: each needs {WEAK_SECRET_BELOW} characters or more")
        if settings.slack_bot_token is None:
            wrong.append("SLACK_BOT_TOKEN is not set: in production nobody would see a card")
        if not _is_meta(settings.whatsapp_api_base_url):
            wrong.append("WHATSAPP_API_BASE_URL must be Meta's in production: the access token goes there")
    if settings.demo_clock is not None:
        wrong += _misplaced_clock(settings, settings.demo_clock)
    if wrong:
        raise SettingsInvalid("; ".join(wrong))


def _misplaced_clock(settings: Settings, file: str) -> list[str]:
    """A clock that may be moved makes every time a fiction: real customers and a real Slack never see it."""
    if settings.production or urlsplit(settings.slack_api_base_url).hostname != "127.0.0.1":
        return ["DEALIX_DEMO_CLOCK moves the clock: only outside production, with a Slack on 127.0.0.1"]
    return [] if Path(file).is_file() else ["DEALIX_DEMO_CLOCK names no file"]
