"""Who a Slack user is to us: only the settings say so."""

import pytest

from dealix_ops.sending import identity
from dealix_ops.sending.authority import Role
from dealix_ops.settings import Settings

SETTINGS = Settings.model_validate({"founder_ids": "U1, U2", "operator_ids": "U2,U3"})


class TestActor:
    @pytest.mark.parametrize(
        ("user_id", "role"),
        [
            ("U1", Role.FOUNDER),
            ("U2", Role.FOUNDER),
            ("U3", Role.OPERATOR),
            ("U4", Role.STRANGER),
            ("u1", Role.STRANGER),
            ("", Role.STRANGER),
        ],
    )
    def test_role_is_what_the_lists_say(self, user_id: str, role: Role) -> None:
        assert identity.actor(user_id, SETTINGS).role is role

    def test_empty_lists_mean_nobody(self) -> None:
        nobody = Settings.model_validate({"founder_ids": "", "operator_ids": ""})
        assert identity.actor("", nobody).role is Role.STRANGER
        assert identity.actor("U1", nobody).role is Role.STRANGER
