# Everything a newcomer needs: `make run` to see it, `make test` to trust it.
# uv is used when it is on the PATH and pip otherwise; PYTHON names another interpreter.

PYTHON ?= python3
PORT ?= 8000
export PORT

python := .venv/bin/python
constraints := -c constraints.txt
# Where rows are written and read: once more on the other database.
on_postgres := $(addprefix tests/,assistant/services assistant/runtime/test_runtime.py \
	assistant/runtime/test_snapshots.py assistant/runtime/test_threads.py assistant/admin \
	assistant/views/test_conversations.py assistant/views/test_queries.py \
	assistant/test_consumers_commands.py demo_crm/tools demo_crm/test_database.py \
	demo_crm/test_records.py demo_crm/test_seed.py demo_crm/test_services.py \
	demo_crm/test_visibility.py)

.PHONY: install run test check format lint types contracts bench
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(python) manage.py serve

test: .venv/test.stamp
	@$(python) -m pytest $(AGAIN)
	@TESTS_ON=postgres $(python) -m pytest $(AGAIN) $(on_postgres)

install: .venv/test.stamp

check: .venv/test.stamp lint types contracts test

format: .venv/test.stamp
	@$(python) -m ruff check --fix --quiet .
	@$(python) -m ruff format --quiet .

lint: .venv/test.stamp
	@$(python) -m ruff format --check .
	@$(python) -m ruff check .

types: .venv/test.stamp
	@$(python) -m mypy .

contracts: .venv/test.stamp
	@.venv/bin/lint-imports

# Some minutes; docs/performance.md says what it measures.
bench: .venv/test.stamp
	@$(python) -m bench.parse
	@$(python) -m bench.assertions
	@$(python) -m bench.stream
	@$(python) -m bench.logs

$(python):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Weft needs Python 3.11 or newer; name one: make PYTHON=python3.11"; exit 1; }
	@if command -v uv >/dev/null; then uv venv --quiet --python "$(PYTHON)" .venv; \
	else "$(PYTHON)" -m venv .venv || \
		{ echo "On Debian: apt install python3-venv"; rm -rf .venv; exit 1; }; fi

.venv/run.stamp: $(python) requirements.txt constraints.txt
	@echo "Installing what Weft runs on (once)..."
	@$(call install,requirements.txt)
	@touch $@

.venv/test.stamp: $(python) requirements.txt requirements-dev.txt constraints.txt
	@echo "Installing what the tests need (once)..."
	@$(call install,requirements-dev.txt)
	@touch .venv/run.stamp $@

install = if command -v uv >/dev/null; \
	then uv pip install --quiet --python $(python) $(constraints) -r $(1); \
	else $(python) -m pip install --quiet --disable-pip-version-check $(constraints) -r $(1); fi
