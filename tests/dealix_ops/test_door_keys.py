"""Keys of the public doors: what is taken, and that a refusal never quotes it."""

import base64

import pytest
from pydantic import SecretStr

from dealix_ops.door_keys import key_bytes
from dealix_ops.errors import SettingsInvalid
from dealix_ops.features import feature_states
from dealix_ops.settings import Settings

KEY = "a-key-of-sixteen"
LONG = base64.b64encode(b"twenty-four bytes at least").decode()


def settings(**values: str) -> Settings:
    return Settings(_env_file=None, **values)


class TestFormKeys:
    def test_several_by_name(self) -> None:
        keys = settings(DEALIX_FORM_KEYS=f"contact:{KEY}, demo:{KEY}2").form_keys
        assert keys == {"contact": SecretStr(KEY), "demo": SecretStr(f"{KEY}2")}

    @pytest.mark.parametrize("value", ["", " , "])
    def test_nothing_is_off(self, value: str) -> None:
        states = {state.name: state.enabled for state in feature_states(settings(DEALIX_FORM_KEYS=value))}
        assert states["forms"] is False

    @pytest.mark.parametrize(
        "value",
        ["contact", f":{KEY}", f"Contact:{KEY}", f"con tact:{KEY}", "contact:short", f"contact:{KEY}/x"],
    )
    def test_refusal_names_the_variable_and_quotes_nothing(self, value: str) -> None:
        with pytest.raises(SettingsInvalid, match="DEALIX_FORM_KEYS") as refused:
            settings(DEALIX_FORM_KEYS=value)
        assert KEY not in str(refused.value)


class TestApiKeys:
    def test_several_while_one_is_changed(self) -> None:
        assert settings(DEALIX_API_KEYS=f" {KEY},{KEY}2 ,").api_keys == (SecretStr(KEY), SecretStr(f"{KEY}2"))

    @pytest.mark.parametrize("value", ["two words", "مفتاح", "x" * 201, 'quo"te'])
    def test_refusal_names_the_variable_and_quotes_nothing(self, value: str) -> None:
        with pytest.raises(SettingsInvalid, match="DEALIX_API_KEYS") as refused:
            settings(DEALIX_API_KEYS=value)
        assert value not in str(refused.value)


class TestMail:
    def test_secrets_and_address(self) -> None:
        read = settings(MAIL_WEBHOOK_SECRETS=f"whsec_{LONG},whsec_{LONG}", MAIL_ADDRESS="Care@Dealix.example")
        assert [key_bytes(one) for one in read.mail_webhook_secrets or ()] == [
            b"twenty-four bytes at least"
        ] * 2
        assert read.mail_address == "care@dealix.example"
        assert {state.name: state.why for state in feature_states(read)}["mail"] == "configured"

    def test_address_is_required(self) -> None:
        read = settings(MAIL_WEBHOOK_SECRETS=f"whsec_{LONG}")
        assert {state.name: state.why for state in feature_states(read)}["mail"] == "missing: MAIL_ADDRESS"

    @pytest.mark.parametrize(
        "value", [LONG, "whsec_", "whsec_c2hvcnQ=", f"whsec_{LONG}!", f"whsec_{LONG * 4}"]
    )
    def test_other_secret_is_refused_unquoted(self, value: str) -> None:
        with pytest.raises(SettingsInvalid, match="MAIL_WEBHOOK_SECRETS") as refused:
            settings(MAIL_WEBHOOK_SECRETS=value)
        assert LONG not in str(refused.value)

    @pytest.mark.parametrize("value", ["care", "a@b@c", "Care <a@b.example>"])
    def test_other_address_is_refused(self, value: str) -> None:
        with pytest.raises(SettingsInvalid, match="MAIL_ADDRESS"):
            settings(MAIL_ADDRESS=value)
