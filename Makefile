# make run   sets everything up, reads seeds/ once and prints the digest of what is new
# make test  sets everything up and runs the tests (make lint, make soak: the other checks)

PYTHON ?= python3
VENV ?= .venv

export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint soak clean

run: $(VENV)/installed
	@$(VENV)/bin/matson run --source seeds

test: $(VENV)/installed-dev
	@$(VENV)/bin/pytest -m "not soak"

soak: $(VENV)/installed-dev
	@$(VENV)/bin/pytest -m soak

lint: $(VENV)/installed-dev
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find flows tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are older than the files that name the versions only when those have changed.
$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) (once; this takes a minute or two) ..." >&2
	@$(VENV)/bin/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV) with what the tests need (once) ..." >&2
	@$(VENV)/bin/python -m pip install --quiet --editable '.[dev]'
	@touch $(VENV)/installed $@

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Matson needs Python 3.11 or newer, and there is no $(PYTHON)." >&2; \
	  echo "  → install one, or name it: make PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Matson needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "  → install a newer one, then name it: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "  → on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
