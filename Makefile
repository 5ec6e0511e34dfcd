# Twofold's commands. Each does its own set-up; `make help` lists them.

.DEFAULT_GOAL := help
.PHONY: help venv typesetting demo demo-reset stop test lint audit bench mutants

ifeq ($(OS),Windows_NT)
$(error Twofold runs on Linux and macOS; on Windows, use it inside WSL)
endif

# The first Python that is new enough, or python3, which config/prepare.py then explains.
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; \
	done; echo python3)
endif
PORT ?= 8000
JOURNEYS ?= 1
PROCESSES ?= 2
ARGS ?=
BIN := .venv/bin
AT_ONCE = -n $(PROCESSES) --dist worksteal

help:
	@echo "make demo        set up, serve the demo on http://localhost:$(PORT)/ (PORT=)"
	@echo "make demo-reset  the same with fresh data"
	@echo "make stop        stop the demo and the embedded PostgreSQL"
	@echo "make test        set up, run every test (ARGS= for pytest, JOURNEYS=0 without a browser)"
	@echo "                 in PROCESSES=$(PROCESSES) at once (PROCESSES=0: in one, plainly, for a debugger)"
	@echo "make lint        set up, run every check of style, types, layers and files"
	@echo "make audit       look for known holes in the dependencies (asks the public index)"
	@echo "make bench       measure speed against Django's floor"
	@echo "make mutants     plant leaks, one at a time, and count those that the tests notice"

venv:
	@command -v $(PYTHON) >/dev/null || { echo "Twofold needs Python 3.11 or newer, and there is no $(PYTHON) here." >&2; exit 1; }
	@$(PYTHON) config/prepare.py

# PDF files need libraries and a font that no wheel brings; whoever has none is told, and goes on.
typesetting: venv
	@$(BIN)/python -m config.typesetting

demo: typesetting
	@PORT=$(PORT) $(BIN)/python -m config.demo start

demo-reset: typesetting
	@$(BIN)/python -m config.demo reset
	@PORT=$(PORT) $(BIN)/python -m config.demo start

stop: venv
	@$(BIN)/python -m config.demo stop

test: typesetting
ifeq ($(JOURNEYS),0)
	$(BIN)/python -m pytest $(AT_ONCE) -m "not journey" $(ARGS)
else
	@CHROMIUM="$$($(BIN)/python -m tests.chromium)" || exit 1; export CHROMIUM; \
	echo "CHROMIUM=$$CHROMIUM $(BIN)/python -m pytest $(AT_ONCE) $(ARGS)"; \
	$(BIN)/python -m pytest $(AT_ONCE) $(ARGS)
endif

lint: venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports --no-logo
	TWOFOLD_MODE=test $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(BIN)/python -m config.lint
	$(BIN)/uv lock --check

audit: venv
	$(BIN)/pip-audit --local --skip-editable

bench: venv
	$(BIN)/python -m tests.benchmarks $(ARGS)

mutants: typesetting
	$(BIN)/python -m tests.mutants $(ARGS)
