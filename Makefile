# The commands of this repository. `make site` and `make test` need git, make and Python 3.11 or newer, no more.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Material announces its end in every build; what follows from it is decided in docs/adr/0001.
export NO_MKDOCS_2_WARNING := 1
# The tests start hundreds of processes: what one of them has compiled is kept for the next, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt

.DEFAULT_GOAL := help
.PHONY: help site serve test quick bench bench-compare check format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/site.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Afterword needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@echo "Preparing the environment in .venv/ (once, about a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --upgrade pip
	@$(PIP) install --editable '.[site,search]'
	@touch $@

.venv/dev.stamp: .venv/site.stamp
	@echo "Adding what the tests need"
	@$(PIP) install --editable '.[site,search,analysis,lsp]'
	@$(PIP) install --group dev
	@touch $@

site: .venv/site.stamp ## Check the reviews and build the site into site/
	@$(BIN)/afterword check
	@$(BIN)/mkdocs build --quiet --strict
	@echo "The site is in site/: open it with make serve, or put it on any static host."

serve: .venv/site.stamp ## Preview the site, and rebuild it whenever a file changes
	@$(BIN)/mkdocs serve

test: .venv/dev.stamp ## Run every test
	@scripts/ensure-browser
	@scripts/ensure-web-tools axe-core html-validate vnu-jar
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal --durations 10

quick: .venv/dev.stamp ## Run the tests that need no browser and build no site: the loop while writing code
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal --quiet tests/unit tests/rules tests/examples tests/golden tests/test_architecture.py

bench: .venv/dev.stamp ## Run the quick benchmarks, and write their figures into bench/results.json
	@$(BIN)/python -m bench

bench-compare: .venv/dev.stamp ## Fail where a benchmark has become slower by a half than its figure in bench/results.json
	@$(BIN)/python -m bench --compare

check: .venv/dev.stamp ## What a contributor runs before a pull request
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory site

format: .venv/dev.stamp ## Format the code and fix what can be fixed
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

clean: ## Delete everything that was made
	rm -rf .venv .cache build site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
