# One way to do each thing. `make demo` and `make test` set up what they need on a machine that has Python >= 3.11 and make.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready

.PHONY: demo test check fuzz storm train bench lock clean help

help:  ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(RUN_READY)  ## The main job on this machine, without any account (ONCE=1: play the story, then stop)
	@$(BIN)/dealix demo $(if $(ONCE),--once)

test: $(DEV_READY)  ## Every test, on SQLite and on PostgreSQL, the pages in a browser (installed where it may be)
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/pytest

check: $(DEV_READY)  ## Lint, types, import contracts, migrations, forbidden strings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.tools.check_migrations
	$(BIN)/python -m tests.tools.scan_repository

fuzz: $(DEV_READY)  ## Every reader of foreign bytes with 10,000 made-up inputs each (minutes)
	$(BIN)/pytest --hypothesis-profile=fuzz -m hypothesis tests/dealix_ops/intake tests/dealix_ops/language/test_masking.py
	$(BIN)/pytest --hypothesis-profile=fuzz -n 0 tests/bot/web/api/test_contract.py

storm: $(DEV_READY)  ## A thousand Sentry alerts of one issue through the running product (a minute)
	STORM_ALERTS=1000 $(BIN)/pytest -n 0 -q -s tests/scenario/test_alert_storm.py

train: $(DEV_READY)  ## Train the triage model anew from the data in the repository (minutes)
	$(BIN)/python -m dealix_ops.triage.training

bench: $(RUN_READY)  ## How fast triage, the API and the morning's message are, as JSON (minutes)
	@$(BIN)/python bench/triage.py
	@$(BIN)/python bench/api.py
	@$(BIN)/python bench/digest.py

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
