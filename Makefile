# One command per wish; the same here and in CI.
VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8000

.PHONY: demo test fast check format bench lock messages clean

demo: $(VENV)/run
	@$(VENV)/bin/samverka demo --port $(PORT) $(if $(FRESH),--fresh)

test: $(VENV)/dev
	@$(PYTHON) tests/run.py

fast: $(VENV)/dev
	@$(PYTHON) -m pytest -n 2 -m "not slow and not browser"

check: $(VENV)/dev
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy samverka tests bench
	@$(VENV)/bin/samverka manage makemigrations --check --dry-run
	@$(PYTHON) scripts/messages.py --check
	@$(PYTHON) -m pytest tests/test_architecture.py tests/test_docs.py

format: $(VENV)/dev
	@$(VENV)/bin/ruff format .
	@$(VENV)/bin/ruff check --fix .

bench: $(VENV)/dev
	@$(PYTHON) -m bench $(BENCH)

messages: $(VENV)/dev
	@$(PYTHON) scripts/messages.py

# For maintainers: renew every pin (needs uv).
lock:
	uv pip compile pyproject.toml --upgrade --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock
	uv pip compile pyproject.toml --upgrade --extra dev --generate-hashes --universal --no-emit-index-url --no-header --python-version 3.11 -o requirements-dev.lock

clean:
	rm -rf $(VENV) var .mypy_cache .pytest_cache .ruff_cache

# What the demo needs, and on top of it what tests and checks need. A changed lock file installs again.
$(VENV)/run: requirements.lock pyproject.toml
	@echo "Installing Samverka into $(VENV) (about a minute the first time)"
	@test -x $(PYTHON) || python3 -m venv $(VENV)
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	@echo "Installing what tests and checks need"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
