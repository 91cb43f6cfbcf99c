# From a clean clone with Python 3.11+ and make: everything else is installed here, below this folder.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STAMPS := .venv/stamps
export PATH := $(CURDIR)/.venv/node:$(CURDIR)/$(BIN):$(PATH)

SDK_SOURCES := $(shell find sdk_js/src sdk_js/build.mjs sdk_js/package.json -type f)

.PHONY: help setup demo serve test check format bench sdk contract lock clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  \033[1m%-10s\033[0m %s\n", $$1, $$2}'

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Shirube needs Python 3.11 or newer: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: $(STAMPS)/venv requirements/runtime.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/runtime requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMPS)/node: $(STAMPS)/venv requirements/node.txt
	@PYTHON=$(BIN)/python bash scripts/get-node
	@touch $@

$(STAMPS)/npm: $(STAMPS)/node sdk_js/package-lock.json
	cd sdk_js && npm ci --no-fund --no-audit --loglevel=error
	@touch $@

$(STAMPS)/sdk: $(STAMPS)/npm $(SDK_SOURCES)
	cd sdk_js && node build.mjs
	@touch $@

$(STAMPS)/clients: $(STAMPS)/node tests/server/collect/clients/package-lock.json
	cd tests/server/collect/clients && npm ci --no-fund --no-audit --ignore-scripts --loglevel=error
	@touch $@

$(STAMPS)/browser: $(STAMPS)/dev
	@PYTHON=$(BIN)/python bash scripts/get-browser
	@touch $@

setup: $(STAMPS)/runtime $(STAMPS)/sdk ## Install what a running Shirube needs and build the snippet

demo: setup ## Serve a demo workspace with 60 days of life and a sample customer app (PORT=8000)
	@$(BIN)/shirube demo --port $(PORT)

serve: setup ## Serve your own installation (SHIRUBE_* variables configure it)
	@$(BIN)/shirube serve

sdk: $(STAMPS)/npm ## Build the snippet into sdk_js/dist
	cd sdk_js && node build.mjs
	@touch $(STAMPS)/sdk

test: $(STAMPS)/dev $(STAMPS)/sdk $(STAMPS)/browser $(STAMPS)/clients ## Run all tests: SQLite, PostgreSQL, DuckDB, ClickHouse's engine, a real browser (AGAIN=1: failed ones once more, in new processes)
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS) || { [ $$? = 1 ] && [ -n "$(AGAIN)" ] && $(BIN)/python -m pytest --last-failed --last-failed-no-failures none $(ARGS); }

check: $(STAMPS)/dev $(STAMPS)/sdk ## Format, lint, types, layers, contract, translations, size budgets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m server.contract --check
	cd sdk_js && npx --no-install tsc --noEmit && node budgets.mjs

format: $(STAMPS)/dev ## Put Python into its one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMPS)/dev $(STAMPS)/sdk $(STAMPS)/browser ## Measure: ratios against named baselines, in one run
	$(BIN)/python -m bench

contract: $(STAMPS)/dev $(STAMPS)/npm ## Write the snippet's types from the Python definitions
	$(BIN)/python -m server.contract

lock: $(STAMPS)/dev ## Lock the dependencies anew (versions and hashes only)
	for name in runtime dev node; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate requirements/$$name.in $$([ $$name = dev ] && echo "-c requirements/runtime.txt") -o requirements/$$name.txt; done

clean: ## Remove what was built and installed (not the data)
	rm -rf .venv sdk_js/node_modules sdk_js/dist server/static/built
