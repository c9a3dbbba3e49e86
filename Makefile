# One command per wish; the same here and in CI.
VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8000

# Compiled modules are kept: each of the suite's many processes would compile the house anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test fast check types rules format bench lock messages editor clean

demo: $(VENV)/run
	@$(VENV)/bin/samverka demo --port $(PORT) $(if $(FRESH),--fresh)

test: $(VENV)/dev
	@$(PYTHON) tests/run.py

fast: $(VENV)/dev
	@$(PYTHON) -m pytest -n 2 -m "not slow and not browser" --hypothesis-profile=fast

# Types take as long as all the rest: they are checked beside it.
check: $(VENV)/dev
	@$(MAKE) --no-print-directory -j2 types rules

types: $(VENV)/dev
	@$(VENV)/bin/mypy samverka tests bench

rules: $(VENV)/dev
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/samverka manage makemigrations --check --dry-run
	@$(PYTHON) scripts/messages.py --check
	@$(PYTHON) -m pytest tests/test_architecture.py tests/test_docs.py

format: $(VENV)/dev
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

bench: $(VENV)/bench
	@$(PYTHON) -m bench $(BENCH) $(if $(DATA),--data $(DATA)) $(if $(WRITE),--write)

messages: $(VENV)/dev
	@$(PYTHON) scripts/messages.py

# For those who change frontend/ (needs Node; nobody else does): the editor as browsers load it.
editor: frontend/node_modules
	@cd frontend && npm run --silent build

frontend/node_modules: frontend/package-lock.json
	@cd frontend && npm ci --silent
	@touch $@

# For maintainers: renew every pin (needs uv and Node). The model comes without what it asks for.
COMPILE := uv pip compile --upgrade --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11
lock:
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --extra dev -o requirements-dev.lock
	$(COMPILE) pyproject.toml --extra bench -c requirements-dev.lock -o requirements-bench.lock
	$(COMPILE) --group model --no-deps -o requirements-model.lock
	cd frontend && npm update --package-lock-only --silent
	$(PYTHON) scripts/bare_locks.py

clean:
	rm -rf $(VENV) var .mypy_cache .pytest_cache .ruff_cache

# What the demo needs; on top of it what tests and checks need, and what the benchmarks need. A
# changed lock file installs again.
INSTALL := $(PYTHON) -m pip install --quiet --disable-pip-version-check
LOCKED := $(INSTALL) --require-hashes -r

$(VENV)/run: requirements.lock pyproject.toml
	@echo "Installing Samverka into $(VENV) (about a minute the first time)"
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(LOCKED) requirements.lock
	@$(INSTALL) --no-deps --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock requirements-model.lock
	@echo "Installing what tests and checks need"
	@$(LOCKED) requirements-dev.lock
	@$(LOCKED) requirements-model.lock --no-deps
	@touch $@

$(VENV)/bench: $(VENV)/run requirements-bench.lock requirements-model.lock
	@echo "Installing what the benchmarks need"
	@$(LOCKED) requirements-bench.lock
	@$(LOCKED) requirements-model.lock --no-deps
	@touch $@
