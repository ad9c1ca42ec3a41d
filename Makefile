# One way to do each thing. `make demo` and `make test` set up what they need on a machine that has Python >= 3.11 and make.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready

.PHONY: demo test check audit strangers contract fuzz faults takeover outage stops storm incidents quarter slots train bench lock clean help

help:  ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(RUN_READY)  ## The main job on this machine, without any account (ONCE=1: play the story, then stop)
	@$(BIN)/dealix demo $(if $(ONCE),--once)

test: $(DEV_READY)  ## Every test, on SQLite and on PostgreSQL, the pages in a browser (installed where it may be)
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.axe
	@$(BIN)/python -m tests.contract.emulate
	$(BIN)/pytest

check: $(DEV_READY)  ## Lint, types, import contracts, migrations, forbidden strings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.tools.check_migrations
	$(BIN)/python -m tests.tools.scan_repository

contract: $(DEV_READY)  ## The sandbox's Web API against another imitation of Slack's, from npm (seconds)
	@$(BIN)/python -m tests.contract.emulate
	$(BIN)/pytest -n 0 tests/contract

audit: $(UV)  ## Known holes in what the lock files name (asks PyPI; red where it cannot be asked). Code: ruff's S rules, in check
	@for lock in requirements requirements-dev; do $(UV) tool run pip-audit==2.10.1 --strict --require-hashes --disable-pip -r $$lock.lock || exit; done

strangers: $(DEV_READY)  ## Every button and modal, where a person really presses it, tried by those who may not (minutes)
	@$(BIN)/python -m tests.bot.intruding

fuzz: $(DEV_READY)  ## Every reader of foreign bytes with 10,000 made-up inputs each (minutes)
	$(BIN)/pytest --hypothesis-profile=fuzz -m hypothesis tests/dealix_ops/intake tests/dealix_ops/language/test_masking.py
	$(BIN)/pytest --hypothesis-profile=fuzz -n 0 tests/bot/web/api/test_contract.py

faults: $(DEV_READY)  ## The product in trouble, RUNS=200 times on DB=sqlite or postgresql, each checked (an hour; SEED=, JOBS=, RUN= one again)
	@$(BIN)/python -m tests.faults

takeover: $(DEV_READY)  ## How long a channel waits after kill -9 of its worker (minutes)
	@$(BIN)/python -m tests.faults.takeover

outage: $(DEV_READY)  ## Slack down for MINUTES=10 under 2 messages a second, DB=postgresql or sqlite: what is answered, what arrives and how
	@$(BIN)/python -m tests.faults.outage

stops: $(DEV_READY)  ## SIGTERM to every process at once under work, ROUNDS=5 on both databases (minutes; DB= only one)
	@$(BIN)/python -m tests.faults.stops

storm: $(DEV_READY)  ## Storms of Sentry alerts through the running product: of one issue, in an incident, of 500 issues, at once and over a minute (10 minutes)
	STORM_ALERTS=1000 $(BIN)/pytest -n 0 -q -s tests/scenario/test_alert_storm.py
	STORM_ALERTS=500 $(BIN)/pytest -n 0 -q -s tests/scenario/test_incident_storm.py
	STORM_ALERTS=500 STORM_OVER_S=60 $(BIN)/pytest -n 0 -q -s tests/scenario/test_incident_storm.py

incidents: $(DEV_READY)  ## An incident to its end, who works on it killed at each call to Slack and each commit, both databases (half an hour; STRIKES=)
	INCIDENTS=all $(BIN)/pytest -n 0 -q -s tests/scenario/test_incident_kills.py

quarter: $(DEV_READY)  ## 90 days of the clock against a second, naive implementation (minutes; MINUTES=1 every minute, QUARTER_SEED=)
	QUARTER=all $(BIN)/pytest -n 0 -q -s tests/quarter

slots: $(DEV_READY)  ## 500 slots on two clocks and two workers that are killed at random, PostgreSQL (minutes; SLOTS_SEED=)
	SLOTS=500 $(BIN)/pytest -n 0 -q -s tests/scenario/test_slots_with_kills.py

train: $(DEV_READY)  ## Train the triage model anew from the data in the repository (minutes)
	$(BIN)/python -m dealix_ops.triage.training

bench: $(DEV_READY)  ## Webhooks, presses, cards, a storm, idling, start-up, triage, API, morning's message: as JSON (an hour)
	@for part in startup idle ingest press cards storm; do $(BIN)/python -m bench.$$part || exit; done
	@$(BIN)/python bench/triage.py
	@$(BIN)/python bench/api.py
	@$(BIN)/python -m bench.digest

lock: $(UV)  ## Resolve both lock files anew
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml --group build -o requirements.lock
	$(UV) pip compile -q --universal --generate-hashes --no-header --no-annotate pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock

clean:  ## Remove the environment and everything the demo and the tests left
	rm -rf $(VENV) .dealix .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (PYTHON=python3.12 make …)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check uv==$(UV_VERSION)

$(RUN_READY): requirements.lock pyproject.toml | $(UV)
	VIRTUAL_ENV=$(VENV) $(UV) pip install -q --require-hashes -r requirements.lock
	VIRTUAL_ENV=$(VENV) $(UV) pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	VIRTUAL_ENV=$(VENV) $(UV) pip install -q --require-hashes -r requirements-dev.lock
	@touch $@
