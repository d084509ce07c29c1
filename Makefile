# make run | test | lint | bench | lock. A venv in .venv, filled from hash-checked locks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CONFIG ?= config.toml
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-annotate --no-header -q
PIP := $(BIN)/pip install -q --disable-pip-version-check

.PHONY: run test lint format bench lock clean schema

run: $(VENV)/.core
	@$(BIN)/syndicator --config $(CONFIG) serve

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 3 $(TESTS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python bench/run.py $(BENCH)

# feeds/schema.json follows the configuration code
schema: $(VENV)/.dev
	$(BIN)/python -m syndicator.config.schema > feeds/schema.json

# The full set first, so that production runs the versions that were tested. No index address is written.
lock: $(VENV)/.dev
	$(COMPILE) pyproject.toml --all-extras --group dev --group build -o all.lock
	$(COMPILE) pyproject.toml --extra zh -c all.lock -o core.lock
	$(COMPILE) --group build -c all.lock -o build.lock

clean:
	rm -rf $(VENV) build *.egg-info

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Syndicator needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "python3-venv is missing; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up in $(VENV): a minute the first time …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.core: build.lock core.lock pyproject.toml | $(VENV)/bin/python
	@$(PIP) --require-hashes -r build.lock
	@$(PIP) --require-hashes --no-build-isolation -r core.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: build.lock all.lock pyproject.toml | $(VENV)/bin/python
	@$(PIP) --require-hashes -r build.lock
	@$(PIP) --require-hashes --no-build-isolation -r all.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@
