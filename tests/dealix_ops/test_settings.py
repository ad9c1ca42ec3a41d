"""What a process is told: features, refusals, and the spellings hosts use."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

import pytest
from pydantic import SecretStr

from dealix_ops import bootstrap
from dealix_ops.clock import system_clock
from dealix_ops.door_keys import media_key_bytes
from dealix_ops.errors import SettingsInvalid
from dealix_ops.features import FEATURES, feature_states, require_startable, variable
from dealix_ops.gateways.by_settings import second_reader
from dealix_ops.migrations.upgrade import DatabaseNotMigrated
from dealix_ops.settings import Settings
from tests.support.media import KEY, KEY_TEXT, OLD_KEY

STRONG = "s" * 16
SLACK = {
    "SLACK_BOT_TOKEN": STRONG,
    "SLACK_SIGNING_SECRET": STRONG,
    "SLACK_CHANNEL_APPROVALS": "C1",
    "SLACK_CHANNEL_OPS": "C2",
}
WHATSAPP = {
    "WHATSAPP_PHONE_NUMBER_ID": "555",
    "WHATSAPP_APP_SECRET": STRONG,
    "WHATSAPP_VERIFY_TOKEN": STRONG,
}
PRODUCTION = {"DEALIX_ENV": "production", **SLACK, **WHATSAPP}


@pytest.fixture(autouse=True)
def _empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)  # where no `.env` stands


def told(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Settings()


class TestDatabase:
    @pytest.mark.parametrize(
        ("variables", "url"),
        [
            ({}, "sqlite:///.dealix/dealix.db"),
            ({"DEALIX_DATABASE_URL": "postgres://u:p@h/d"}, "postgresql+psycopg://u:p@h/d"),
            ({"DEALIX_DATABASE_URL": "postgresql://u:p@h/d"}, "postgresql+psycopg://u:p@h/d"),
            ({"DEALIX_DATABASE_URL": "postgresql+psycopg://h/d"}, "postgresql+psycopg://h/d"),
            ({"DATABASE_URL": "postgres://h/postgres://x"}, "postgresql+psycopg://h/postgres://x"),
            ({"DATABASE_URL": "postgres://h/d", "DEALIX_DATABASE_URL": "sqlite:///x.db"}, "sqlite:///x.db"),
            ({"DATABASE_URL": "postgres://h/d", "DEALIX_DATABASE_URL": ""}, "postgresql+psycopg://h/d"),
            ({"DATABASE_URL": "", "DEALIX_DATABASE_URL": ""}, "sqlite:///.dealix/dealix.db"),
        ],
    )
    def test_url_and_who_wins(
        self, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], url: str
    ) -> None:
        assert told(monkeypatch, **variables).database == url


class TestValues:
    def test_blank_variable_is_no_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        names = [variable(name) for name in Settings.model_fields]
        assert told(monkeypatch, **dict.fromkeys(names, "")) == Settings()
        assert not any(state.enabled for state in feature_states(Settings()))

    @pytest.mark.parametrize(
        ("text", "ids"),
        [
            ("U1", {"U1"}),
            (" U1 , U2,", {"U1", "U2"}),
            (",", set()),
            ("", set()),
        ],
    )
    def test_ids_are_split(self, monkeypatch: pytest.MonkeyPatch, text: str, ids: set[str]) -> None:
        assert told(monkeypatch, DEALIX_FOUNDER_IDS=text).founder_ids == ids

    def test_file_in_the_folder_is_read_and_the_environment_wins(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / ".env").write_text("PORT=9001\nHOST=0.0.0.0\nUNKNOWN=1\nDEALIX_SPEAKER_NAME=\n")
        settings = told(monkeypatch, HOST="127.0.0.2")
        assert (settings.port, settings.host, settings.speaker_name) == (9001, "127.0.0.2", None)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PORT", "70000"),
            ("PORT", "eighty"),
            ("DEALIX_ENV", "live"),
            ("DEALIX_WORKER_SILENT_S", "-7"),
            ("DEALIX_WORKER_SILENT_S", "soon"),
        ],
    )
    def test_nonsense_is_one_line_with_the_variable_and_without_the_value(
        self, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv("SLACK_BOT_TOKEN", "hidden-token")
        with pytest.raises(SettingsInvalid) as refused:
            told(monkeypatch, **{name: value})
        assert str(refused.value).startswith(f"{name}: ")
        assert "\n" not in str(refused.value)
        assert value not in str(refused.value)
        assert "hidden-token" not in str(refused.value)

    def test_secrets_do_not_print(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = told(monkeypatch, **PRODUCTION)
        assert STRONG not in repr(settings)
        assert settings.slack_bot_token == SecretStr(STRONG)


class TestReader:
    READER: ClassVar = {
        "DEALIX_READER_URL": "https://reader.example/v1/messages",
        "DEALIX_READER_KIND": "anthropic",
        "DEALIX_READER_MODEL": "any-model",
        "DEALIX_READER_KEY": STRONG,
    }

    def test_off_by_default_and_built_when_complete(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert second_reader(told(monkeypatch)) is None
        reader = second_reader(told(monkeypatch, **self.READER))
        assert reader is not None
        assert reader.model == "any-model"

    @pytest.mark.parametrize("name", list(READER)[1:])
    def test_half_of_it_stops_the_start(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        with pytest.raises(SettingsInvalid, match=f"reader: missing: {name}"):
            require_startable(told(monkeypatch, **(self.READER | {name: ""})))

    @pytest.mark.parametrize("url", ["http://127.0.0.1:11434/v1/chat/completions", "https://a.sa"])
    def test_address_that_keeps_words_private(self, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
        assert told(monkeypatch, DEALIX_READER_URL=url).reader_url == url

    @pytest.mark.parametrize(
        "url",
        [
            "http://reader.example/v1",
            "http://127.0.0.1.evil.example/v1",
            "http://localhost/v1",
            "https://user" + ":word@reader.example/v1",
            "ftp://127.0.0.1/v1",
            "https://",
            "https://[::1",
            "https://a:99999/",
            "reader.example",
        ],
    )
    def test_address_that_does_not_is_refused_unquoted(
        self, monkeypatch: pytest.MonkeyPatch, url: str
    ) -> None:
        with pytest.raises(SettingsInvalid) as refused:
            told(monkeypatch, DEALIX_READER_URL=url)
        assert str(refused.value).startswith("DEALIX_READER_URL: ")
        assert "word" not in str(refused.value).replace("password", "")


class TestFeatureStates:
    @pytest.mark.parametrize(
        ("variables", "slack", "whatsapp"),
        [
            ({}, "SLACK_BOT_TOKEN is not set", "WHATSAPP_PHONE_NUMBER_ID is not set"),
            (SLACK, "configured", "WHATSAPP_PHONE_NUMBER_ID is not set"),
            (WHATSAPP, "SLACK_BOT_TOKEN is not set", "configured"),
            (SLACK | {"SLACK_CHANNEL_OPS": ""}, "missing: SLACK_CHANNEL_OPS", None),
            (
                {"SLACK_BOT_TOKEN": STRONG},
                "missing: SLACK_SIGNING_SECRET, SLACK_CHANNEL_APPROVALS, SLACK_CHANNEL_OPS",
                None,
            ),
            (
                {"WHATSAPP_PHONE_NUMBER_ID": "5"},
                None,
                "missing: WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN",
            ),
            ({"WHATSAPP_APP_SECRET": STRONG}, None, "WHATSAPP_PHONE_NUMBER_ID is not set"),
        ],
    )
    def test_each_says_why(
        self,
        monkeypatch: pytest.MonkeyPatch,
        variables: dict[str, str],
        slack: str | None,
        whatsapp: str | None,
    ) -> None:
        states = {state.name: state for state in feature_states(told(monkeypatch, **variables))}
        for name, why in (("slack", slack), ("whatsapp", whatsapp)):
            assert why in (None, states[name].why)
            assert states[name].enabled == (states[name].why == "configured")

    def test_table_names_only_fields_there_are(self) -> None:
        for feature in FEATURES:
            assert {feature.enabled_by, *feature.requires} <= Settings.model_fields.keys()


class TestRequireStartable:
    @pytest.mark.parametrize("variables", [{}, SLACK, WHATSAPP, SLACK | WHATSAPP, PRODUCTION])
    def test_complete_settings_start(
        self, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
    ) -> None:
        require_startable(told(monkeypatch, **variables))

    @pytest.mark.parametrize("name", [*list(SLACK)[1:], *list(WHATSAPP)[1:]])
    @pytest.mark.parametrize("env", ["development", "production"])
    def test_half_a_feature_stops_every_start(
        self, monkeypatch: pytest.MonkeyPatch, env: str, name: str
    ) -> None:
        settings = told(monkeypatch, **(PRODUCTION | {"DEALIX_ENV": env, name: ""}))
        with pytest.raises(SettingsInvalid, match=name):
            require_startable(settings)

    @pytest.mark.parametrize("name", [n for n, v in PRODUCTION.items() if v == STRONG])
    def test_weak_secret_stops_production_only(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        settings = told(monkeypatch, **(PRODUCTION | {name: "s" * 15}))
        with pytest.raises(SettingsInvalid, match=f"{name} is shorter than 16"):
            require_startable(settings)
        require_startable(settings.model_copy(update={"env": "development"}))

    def test_every_api_key_must_be_strong_in_production(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = told(monkeypatch, **PRODUCTION, DEALIX_API_KEYS=f"{STRONG}, {STRONG[1:]}")
        with pytest.raises(SettingsInvalid, match="DEALIX_API_KEYS: each needs 16"):
            require_startable(settings)
        require_startable(settings.model_copy(update={"env": "development"}))

    def test_production_without_slack_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(SettingsInvalid, match="SLACK_BOT_TOKEN is not set"):
            require_startable(told(monkeypatch, **(PRODUCTION | {"SLACK_BOT_TOKEN": ""})))

    def test_production_without_whatsapp_starts_with_it_off(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = told(monkeypatch, **(PRODUCTION | {"WHATSAPP_PHONE_NUMBER_ID": ""}))
        require_startable(settings)
        assert not {state.name: state.enabled for state in feature_states(settings)}["whatsapp"]

    def test_every_fault_is_named_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        wrong = PRODUCTION | {"SLACK_CHANNEL_OPS": "", "WHATSAPP_VERIFY_TOKEN": "short"}
        with pytest.raises(SettingsInvalid) as refused:
            require_startable(told(monkeypatch, **wrong))
        assert "SLACK_CHANNEL_OPS" in str(refused.value)
        assert "WHATSAPP_VERIFY_TOKEN" in str(refused.value)


class TestMedia:
    ON = MappingProxyType({"WHATSAPP_ACCESS_TOKEN": STRONG, "DEALIX_MEDIA_KEY": KEY_TEXT})

    def test_token_and_key_enable_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        settings = told(monkeypatch, **(PRODUCTION | self.ON))
        require_startable(settings)
        assert {state.name: state.enabled for state in feature_states(settings)}["media"]
        assert settings.media_days == 30

    @pytest.mark.parametrize("env", ["development", "production"])
    def test_token_without_a_key_stops_the_start(self, monkeypatch: pytest.MonkeyPatch, env: str) -> None:
        wrong = PRODUCTION | self.ON | {"DEALIX_ENV": env, "DEALIX_MEDIA_KEY": ""}
        with pytest.raises(SettingsInvalid, match="media: missing: DEALIX_MEDIA_KEY"):
            require_startable(told(monkeypatch, **wrong))

    @pytest.mark.parametrize("key", ["short", "A" * 44, KEY_TEXT + ",short", "ÿ" * 44, KEY_TEXT[:-4]])
    def test_key_that_is_none_is_refused_and_not_quoted(
        self, monkeypatch: pytest.MonkeyPatch, key: str
    ) -> None:
        with pytest.raises(SettingsInvalid, match="DEALIX_MEDIA_KEY") as refused:
            told(monkeypatch, **(PRODUCTION | self.ON | {"DEALIX_MEDIA_KEY": key}))
        assert key not in str(refused.value)

    def test_several_keys_are_taken_in_their_order(self, monkeypatch: pytest.MonkeyPatch) -> None:
        other = b64encode(OLD_KEY).decode().replace("+", "-").replace("/", "_")
        settings = told(monkeypatch, **(self.ON | {"DEALIX_MEDIA_KEY": f" {KEY_TEXT}, {other},"}))
        assert settings.media_key is not None
        assert [media_key_bytes(key) for key in settings.media_key] == [KEY, OLD_KEY]

    @pytest.mark.parametrize(
        "url",
        [
            "https://proxy.example/v25.0",
            "https://graph.facebook.com.evil.example/v25.0",
            "http://127.0.0.1:1",
        ],
    )
    def test_in_production_the_token_goes_to_meta_only(
        self, monkeypatch: pytest.MonkeyPatch, url: str
    ) -> None:
        wrong = PRODUCTION | self.ON | {"WHATSAPP_API_BASE_URL": url}
        with pytest.raises(SettingsInvalid, match="WHATSAPP_API_BASE_URL must be Meta's"):
            require_startable(told(monkeypatch, **wrong))
        require_startable(told(monkeypatch, **(wrong | {"DEALIX_ENV": "development"})))

    @pytest.mark.parametrize("days", ["0", "-1", "x", "99999"])
    def test_days_are_a_sensible_number(self, monkeypatch: pytest.MonkeyPatch, days: str) -> None:
        with pytest.raises(SettingsInvalid, match="DEALIX_MEDIA_DAYS"):
            told(monkeypatch, DEALIX_MEDIA_DAYS=days)


class TestDemoClock:
    LOCAL = MappingProxyType({"SLACK_API_BASE_URL": "http://127.0.0.1:8765/api/"})

    def test_product_reads_the_time_of_the_file(
        self, monkeypatch: pytest.MonkeyPatch, sqlite_url: str, tmp_path: Path
    ) -> None:
        (tmp_path / "clock").write_text("7200")
        demo = {"DEALIX_DEMO_CLOCK": str(tmp_path / "clock"), "DEALIX_DATABASE_URL": sqlite_url}
        product = bootstrap.build(told(monkeypatch, **self.LOCAL, **demo), embedded=True)
        assert timedelta(hours=1, minutes=59) < product.clock() - system_clock() < timedelta(hours=2)
        product.close()

    @pytest.mark.parametrize(
        "more",
        [
            PRODUCTION,
            {"SLACK_API_BASE_URL": "https://slack.com/api/"},
            {"SLACK_API_BASE_URL": "http://127.0.0.1.evil.example/api/"},
        ],
        ids=["production", "the real Slack", "somebody else's"],
    )
    def test_where_people_are_served_no_clock_is_moved(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, more: dict[str, str]
    ) -> None:
        (tmp_path / "clock").write_text("0")
        settings = told(monkeypatch, **{**self.LOCAL, **more, "DEALIX_DEMO_CLOCK": str(tmp_path / "clock")})
        with pytest.raises(SettingsInvalid, match="DEALIX_DEMO_CLOCK moves the clock"):
            require_startable(settings)

    def test_file_must_be_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(SettingsInvalid, match="DEALIX_DEMO_CLOCK names no file"):
            require_startable(told(monkeypatch, **self.LOCAL, DEALIX_DEMO_CLOCK="/nowhere"))


class TestBuild:
    def test_sqlite_is_refused_to_separate_processes_in_production(
        self, monkeypatch: pytest.MonkeyPatch, sqlite_url: str
    ) -> None:
        settings = told(monkeypatch, **PRODUCTION, DEALIX_DATABASE_URL=sqlite_url)
        with pytest.raises(bootstrap.EmbeddedDatabase):
            bootstrap.build(settings, embedded=False)
        bootstrap.build(settings, embedded=True).close()

    def test_empty_database_is_refused_with_the_command_that_helps(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with pytest.raises(DatabaseNotMigrated, match="dealix db upgrade"):
            bootstrap.build(told(monkeypatch), embedded=True)
