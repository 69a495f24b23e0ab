# The two commands are `make serve` and `make test`; each does all its own set-up.

# Material prints a notice about its own future at each start; it is said in the docs instead.
export NO_MKDOCS_2_WARNING := 1

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
ADDRESS ?= 127.0.0.1:8000
PROCESSES ?= 2
UV     := 0.13.9

.DEFAULT_GOAL := serve
.PHONY: help serve site check test lint spelling browser kills links links-internal lock clean

serve: $(VENV)/site.ready ## Serve the review, and rebuild it whenever a file is saved
	$(BIN)/mkdocs serve --no-strict --dev-addr $(ADDRESS)

site: $(VENV)/site.ready ## Write the complete static site into site/
	$(BIN)/mkdocs build --strict
	@echo "The site is in site/."

check: $(VENV)/site.ready ## Print every problem of the evidence
	$(BIN)/evidence check

test: $(VENV)/test.ready browser lint ## Pass every test
	$(BIN)/python -m pytest --numprocesses $(PROCESSES)

lint: $(VENV)/test.ready ## Look over the code without running it
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

spelling: $(VENV)/test.ready ## Name each word of the records that may be misspelt
	$(BIN)/python -m tests.spelling

browser: $(VENV)/test.ready ## Find a Chromium, or install one
	$(BIN)/python tests/browser/chromium.py

kills: $(VENV)/test.ready ## Kill thirty builds and see that the site that stands is whole
	KILLS=30 $(BIN)/python -m pytest -n0 tests/test_successor.py

links: $(VENV)/test.ready site ## Follow every link of the site, external ones too (needs a network)
	$(BIN)/python tests/external_links.py site

links-internal: $(VENV)/test.ready site ## Follow every link that stays on the site (takes minutes)
	$(BIN)/python tests/external_links.py --internal site

lock: | $(VENV)/bin/python ## Pin every dependency anew, with hashes
	$(PIP) install uv==$(UV)
	$(BIN)/uv pip compile $(LOCK) --extra build -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile $(LOCK) --extra build --extra test -o requirements-test.txt pyproject.toml
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

clean: ## Remove what these commands made
	rm -rf $(VENV) site .site.* .cache

help: ## Print this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name what; \
	  do printf '  make %-16s %s\n' "$$name" "$$what"; done

# A folder that is made half-way, as where Debian's python3-venv is missing, has no pip.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip --version >/dev/null \
	  || { rm -rf $(VENV); echo "No environment could be made with $(PYTHON), for the reason above." \
	  "Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/site.ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.ready: requirements-test.txt $(VENV)/site.ready
	$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@
