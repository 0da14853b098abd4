# The commands of the house. `make run` and `make test` do all the set-up on a machine with Python 3.11 and make.
PORT ?= 8000
# Where the environment forbids it, every process would compile the whole house again.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run run-card setup test lint bench endurance clean

run: export BASE_URL := $(or $(BASE_URL),http://localhost:$(PORT))
run: setup
	@$(BIN)/python manage.py start --port $(PORT)

run-card: setup
	@$(BIN)/python -m tests.stripe_fake --port $(PORT)

setup: .venv/.installed

.venv/.installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Comptoir needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

test: setup
	@$(BIN)/python -m tests.everything $(ARGS)

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy
	@$(BIN)/djlint --quiet --lint network companies premium connections listings search_index

bench: setup
	@$(BIN)/python -m benchmarks.run $(if $(BENCH),--only $(BENCH)) $(if $(SIZE),--size $(SIZE))

endurance: setup
	@$(BIN)/python -m tests.everything --endurance

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache
