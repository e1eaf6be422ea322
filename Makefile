# `make demo` and `make test` set everything up by themselves; only Python 3.11 or newer has to be there.
PYTHON ?= $(firstword $(foreach p,python3.12 python3.11 python3 python3.13,$(if $(shell $(p) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null | grep True),$(p))))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test check format bench lock clean

help:
	@echo "make demo    read the sample pages that ship with riwaya (all of them made up)"
	@echo "make test    run the tests"
	@echo "make check   ruff, mypy, import contracts, sizes of functions and modules"
	@echo "make format  put the code in its standard form"
	@echo "make bench   measure speed and memory"
	@echo "make lock    pin the newest versions of all dependencies in requirements.lock"
	@echo "make clean   remove .venv and caches"

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "riwaya needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	@$(BIN)/riwaya demo
	@echo
	@echo "The same in a browser, accounts side by side: $(BIN)/riwaya demo --serve --open"

# one thread of BLAS for each worker: they would wait for each other
test: $(READY)
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --dist loadfile --durations 25

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_size.py src

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	@$(BIN)/python bench/speed.py

lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --upgrade --extra dev --extra train --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
