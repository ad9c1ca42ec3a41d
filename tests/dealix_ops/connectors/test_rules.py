"""Which way a connector goes, when the first service may run, and what a test must have seen."""

from datetime import UTC, datetime
from itertools import product

import pytest

from dealix_ops.catalogue.connectors import CONNECTORS, ConnectorKind, Mode
from dealix_ops.connectors import copy_ar, rules
from dealix_ops.connectors.errors import LiveNotAllowed, NoWayThere, UnknownConnector
from dealix_ops.connectors.rules import CONNECTED, WAYS, ConnectorState, Lacks, LiveLacks, Proof
from dealix_ops.settings import Settings

S = ConnectorState
AT = datetime(2026, 11, 22, tzinfo=UTC)
FORBIDDEN = {
    (S.NOT_STARTED, S.ERROR),
    (S.CONNECTED_DRAFT_ONLY, S.NOT_STARTED),
    (S.CONNECTED_APPROVED_EXECUTE, S.NOT_STARTED),
    (S.ERROR, S.NOT_STARTED),
    (S.DISABLED, S.CONNECTED_DRAFT_ONLY),
    (S.DISABLED, S.CONNECTED_APPROVED_EXECUTE),
    (S.DISABLED, S.ERROR),
}


class TestCatalogue:
    def test_eleven_of_which_only_whatsapp_blocks_and_none_is_live(self) -> None:
        assert len(CONNECTORS) == 11
        assert [kind.key for kind in CONNECTORS if kind.blocks_first_service] == ["whatsapp_cloud"]
        assert {kind.mode for kind in CONNECTORS} <= set(Mode)
        assert {kind.key: kind.live_flag for kind in CONNECTORS if kind.live_flag} == {
            "gmail": "GMAIL_ALLOW_LIVE_SEND",
            "google_calendar": "CALENDAR_ALLOW_LIVE_INSERT",
            "whatsapp_cloud": "WHATSAPP_ALLOW_LIVE_SEND",
            "google_business_profile": "GBP_ALLOW_LIVE_REPLY",
        }

    def test_each_has_its_limits_and_what_helps(self) -> None:
        keys = {kind.key for kind in CONNECTORS}
        assert set(copy_ar.LIMITS) == keys
        assert set(copy_ar.FIXES) == keys
        assert set(copy_ar.STATES) == set(S)
        assert set(copy_ar.LACKS) == set(Lacks)

    def test_unknown_key_is_an_error(self) -> None:
        assert rules.kind("moyasar").mode is Mode.MANUAL
        with pytest.raises(UnknownConnector, match="gmail"):
            rules.kind("fax")


class TestWays:
    def test_every_state_has_its_ways(self) -> None:
        assert set(WAYS) == set(S)

    @pytest.mark.parametrize(("was", "to"), list(product(S, S)))
    def test_whole_table(self, was: S, to: S) -> None:
        if (was, to) in FORBIDDEN:
            with pytest.raises(NoWayThere):
                rules.require_way(was, to)
        else:
            rules.require_way(was, to)


class TestLive:
    @pytest.mark.parametrize("kind", CONNECTORS, ids=lambda kind: kind.key)
    def test_nothing_acts_without_its_flag(self, kind: ConnectorKind) -> None:
        if kind.mode is Mode.APPROVED_EXECUTE:
            rules.require_live(kind, flags=set(), opted_in=0)
            return
        with pytest.raises(LiveNotAllowed) as refused:
            rules.require_live(kind, flags=set(), opted_in=9)
        assert refused.value.lacks == ((LiveLacks.FLAG if kind.live_flag else LiveLacks.NO_WAY),)

    @pytest.mark.parametrize(
        ("flags", "opted_in", "lacks"),
        [
            (set(), 0, (LiveLacks.FLAG, LiveLacks.OPT_IN)),
            ({"WHATSAPP_ALLOW_LIVE_SEND"}, 0, (LiveLacks.OPT_IN,)),
            ({"GMAIL_ALLOW_LIVE_SEND"}, 1, (LiveLacks.FLAG,)),
        ],
    )
    def test_whatsapp_names_everything_that_lacks(
        self, flags: set[str], opted_in: int, lacks: tuple[LiveLacks, ...]
    ) -> None:
        with pytest.raises(LiveNotAllowed) as refused:
            rules.require_live(rules.kind("whatsapp_cloud"), flags=flags, opted_in=opted_in)
        assert refused.value.lacks == lacks

    def test_with_both_it_may(self) -> None:
        flags = {"WHATSAPP_ALLOW_LIVE_SEND"}
        rules.require_live(rules.kind("whatsapp_cloud"), flags=flags, opted_in=1)

    def test_every_flag_is_a_setting_and_off_by_default(self) -> None:
        flags = {kind.live_flag for kind in CONNECTORS if kind.live_flag}
        assert Settings.model_validate({}).live_flags == set()
        assert Settings.model_validate(dict.fromkeys(flags, True)).live_flags == flags

    @pytest.mark.parametrize("was", S)
    def test_only_the_step_to_live_is_one(self, was: S) -> None:
        live = S.CONNECTED_APPROVED_EXECUTE
        assert rules.goes_live("gmail", was, live) is (was is not live)
        assert not rules.goes_live("google_sheets", was, live)
        assert not rules.goes_live("gmail", was, S.CONNECTED_DRAFT_ONLY)


class TestReadiness:
    @pytest.mark.parametrize("state", S)
    def test_whatsapp_must_be_connected(self, state: S) -> None:
        ready = rules.readiness({"gmail": S.CONNECTED_DRAFT_ONLY, "whatsapp_cloud": state})
        assert ready.ready_for_first_service == (state in CONNECTED)
        assert ready.blocking_missing == (() if state in CONNECTED else ("whatsapp_cloud",))

    def test_nothing_connected_is_not_ready(self) -> None:
        nothing = rules.readiness({})
        assert not nothing.ready_for_first_service
        assert nothing.connected == ()

    def test_without_anything_blocking_one_connection_is_still_needed(self) -> None:
        assert not rules.Readiness(connected=(), blocking_missing=()).ready_for_first_service


class TestAcceptance:
    @pytest.mark.parametrize("state", S)
    def test_only_connected_is_accepted(self, state: S) -> None:
        lacking = rules.acceptance(state, tested=True, secret_in_logs=False, in_ledger=True)
        assert lacking == (() if state in CONNECTED else (Lacks.NOT_CONNECTED,))

    def test_everything_that_lacks_is_named(self) -> None:
        lacking = rules.acceptance(S.ERROR, tested=False, secret_in_logs=True, in_ledger=False)
        assert lacking == tuple(Lacks)


class TestProof:
    @pytest.mark.parametrize(
        ("proof", "proves"),
        [
            (Proof(has_gateway=False, last_signed_in=AT), False),
            (Proof(has_gateway=True), False),
            (Proof(has_gateway=True, answered=True), False),
            (Proof(has_gateway=True, last_signed_in=AT), True),
            (Proof(has_gateway=True, last_out=AT, answered=True), True),
            (Proof(has_gateway=True, last_draft=AT), True),
            (Proof(has_gateway=True, last_signed_in=AT, answered=False), False),
            (Proof(has_gateway=True, last_signed_in=AT, token_ok=False), False),
        ],
    )
    def test_something_moved_and_no_door_failed(self, proof: Proof, *, proves: bool) -> None:
        assert proof.succeeded is proves
