# Needs Python 3.11, 3.12 or 3.13 with venv, make, and the package registry.
HOST ?= 127.0.0.1
PORT ?= 7860
PYTHON ?=

VENV := .venv
BIN := $(VENV)/bin
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3.11 python3.12 python3.13 python3 python)
SUITABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PIP := $(BIN)/python -m pip --disable-pip-version-check install -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help install run test clean

help: ## list the targets
	@echo "make help     list the targets"
	@echo "make install  create $(VENV) with the pinned dependencies"
	@echo "make run      install, then serve the page on http://$(HOST):$(PORT)"
	@echo "make test     install the development tools too, then run ./check"
	@echo "make clean    remove $(VENV) and caches (keeps .pincite, your corpus)"
	@echo "Variables: HOST=$(HOST) PORT=$(PORT) PYTHON=$(PYTHON) (first found of: $(CANDIDATES))"

install: $(VENV)/.installed

run: $(VENV)/.installed
	@HOST="$(HOST)" PORT="$(PORT)" $(BIN)/pincite serve

test: $(VENV)/.installed-dev
	@./check

clean:
	rm -rf $(VENV) dist artefacts .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are written last, so that an interrupted install is done again.
$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) -e ".[dev]"
	@touch $@ $(VENV)/.installed

$(BIN)/python:
	@for candidate in $(CANDIDATES); do \
		if "$$candidate" -c '$(SUITABLE)' 2>/dev/null; then \
			echo "Creating $(VENV) with $$("$$candidate" --version)"; \
			exec "$$candidate" -m venv --clear $(VENV); \
		fi; \
	done; \
	echo "make: no suitable Python among: $(CANDIDATES)." >&2; \
	echo "Install Python 3.11, 3.12 or 3.13 with its venv module, or name one: make PYTHON=/path/to/python3.12" >&2; \
	exit 1
