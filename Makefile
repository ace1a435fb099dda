# The commands of this repository. `make site` and `make test` need only git, make and Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Material prints a warning about MkDocs 2 in every build; see docs/adr/0001.
export NO_MKDOCS_2_WARNING := 1
# The tests start hundreds of processes, so compiled files are always kept for the next one.
unexport PYTHONDONTWRITEBYTECODE
# As an address, since pip splits what it is given at spaces, and a folder may have one in its name.
space := $(subst ,, )
export PIP_CONSTRAINT := file://$(subst $(space),%20,$(CURDIR))/constraints.txt

.DEFAULT_GOAL := help
.PHONY: help site serve test quick evidence evidence-samples bench bench-compare check format clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/site.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Afterword needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Choose another with: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@echo "Creating the environment in .venv/ (once, about a minute)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --upgrade pip
	@$(PIP) install --editable '.[site]'
	@touch $@

.venv/dev.stamp: .venv/site.stamp
	@echo "Installing the test dependencies"
	@$(PIP) install --editable '.[site,analysis,lsp]' --group dev
	@touch $@

site: .venv/site.stamp ## Check the reviews and build the site into site/
	@$(BIN)/afterword check
	@$(BIN)/mkdocs build --quiet --strict
	@echo "The site is in site/. Preview it with make serve, or upload it to any static host."

serve: .venv/site.stamp ## Preview the site, and rebuild it when a file changes
	@$(BIN)/mkdocs serve

# The tests write gigabytes, and pytest is slow to delete them; after a failure they are kept, to be looked at.
test: .venv/dev.stamp ## Run the tests, except those of make evidence
	@PIP_CONSTRAINT= scripts/ensure-other-plugins & \
		scripts/ensure-browser && scripts/ensure-web-tools axe-core html-validate vnu-jar && wait $$!
	@written=$$(mktemp -d) && $(BIN)/python -m pytest --numprocesses auto --dist worksteal --durations 10 \
		--basetemp "$$written" && rm -rf "$$written"

# No single test of these takes long; tests/unit/site and tests/golden make every page of a site.
quick: .venv/dev.stamp ## Run the fast tests: no browser, no site, none of Hypothesis, none marked slow
	@$(BIN)/python -m tests.shares --quiet -m 'not slow and not hypothesis' \
		$(filter-out tests/unit/site,$(wildcard tests/unit/*)) tests/rules tests/examples tests/test_architecture.py

evidence: .venv/dev.stamp ## Run the tests of evidence against real servers, which it installs into .cache/
	@scripts/ensure-evidence-servers
	@$(BIN)/python -m pytest --durations 5 tests/evidence

evidence-samples: .venv/dev.stamp ## Capture the evidence of the illustrative reviews again, from real servers
	@scripts/ensure-evidence-servers
	@$(BIN)/python -m tests.evidence.samples

bench: .venv/dev.stamp ## Run the quick benchmarks, and write the results to bench/results.json
	@$(BIN)/python -m bench

bench-compare: .venv/dev.stamp ## Fail if a benchmark is 50 % slower than its result in bench/results.json
	@$(BIN)/python -m bench --compare

check: .venv/dev.stamp ## Run everything before a pull request: format, lint, types, tests, site
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory evidence
	@$(MAKE) --no-print-directory site

format: .venv/dev.stamp ## Format the code, and fix lint errors that can be fixed
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

clean: ## Delete all generated files
	rm -rf .venv .cache build site dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
