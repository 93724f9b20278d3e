# Two commands do everything on a machine that has only git, make and Python 3.11 or newer:
#   make site   set up, then build the public site from records/
#   make test   set up, the browser included, then run every check and every test
# All of it stays in .venv/ and build/, and everything from outside is held by the hashes of the lock files.
# Only the browser and a Chinese font come from the system, when they are not there yet.

.DEFAULT_GOAL := site
.PHONY: site test browser lock format messages demo bench
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/pip --quiet --no-input --disable-pip-version-check

# $(call system,PACKAGES): install Debian packages as root or through sudo, and fail where neither is possible.
system = if ! command -v apt-get >/dev/null; then false; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1); \
	elif sudo -n true 2>/dev/null; then \
		sudo -n apt-get update -qq && sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $(1); \
	else false; fi

site: .venv/.site-ready
	@$(BIN)/louzhang build
	@echo "The site is in build/site. Look at it with: $(BIN)/louzhang serve"

# Every check runs, so that one run tells everything; any failure fails the target. pytest has the last word.
test: .venv/.test-ready browser
	@failed=""; \
	$(BIN)/ruff check . || failed="$$failed ruff-check"; \
	$(BIN)/ruff format --check . || failed="$$failed ruff-format"; \
	$(BIN)/mypy || failed="$$failed mypy"; \
	$(BIN)/lint-imports || failed="$$failed lint-imports"; \
	[ -z "$$failed" ] || echo "Failed before the tests:$$failed"; \
	$(BIN)/pytest -n $(WORKERS) || failed="$$failed pytest"; \
	[ -z "$$failed" ]

# A Chromium that is there already, else Debian's, else the one that Playwright downloads.
browser: .venv/.test-ready
	@command -v chromium || command -v chromium-browser || command -v google-chrome \
		|| { $(call system,chromium); } || $(BIN)/playwright install chromium
	@fc-list :lang=zh 2>/dev/null | grep -q . || { $(call system,fonts-noto-cjk); } \
		|| echo "No Chinese font here: install fonts-noto-cjk to see the pages as residents do."

# Resolve again what pyproject.toml asks for; `make lock UPGRADE=--upgrade` takes newer releases.
UPGRADE ?=
COMPILE = build/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-config $(UPGRADE)
lock: build/lock/bin/uv
	$(COMPILE) --extra build --output-file requirements.lock
	$(COMPILE) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock

format: .venv/.test-ready
	$(BIN)/ruff check --fix-only --exit-zero .
	$(BIN)/ruff format .

# Put new sentences of the code into the message catalogue, then sort and compile it.
messages: .venv/.test-ready
	$(BIN)/python tests/tools/messages.py extract
	$(BIN)/python tests/tools/messages.py compile

# Write the committed demonstration records and the small town of the tests anew.
demo: .venv/.test-ready
	$(BIN)/python -m tests.tools.demo_records

# Measure against other generators, as docs/engineering/performance.md says; `make bench BENCH="--rounds 1 --city"`.
BENCH ?=
bench: .venv/.site-ready
	$(BIN)/python -m tests.benchmarks.bench $(BENCH)

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with make PYTHON=..."; false; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { $(call system,python$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv); } \
		|| { echo "This Python lacks its venv module; install the package python3-venv."; false; }
	$(PYTHON) -m venv .venv

.venv/.site-ready: requirements.lock pyproject.toml | .venv/bin/pip
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.test-ready: requirements-dev.lock pyproject.toml | .venv/bin/pip
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ .venv/.site-ready

build/lock/bin/uv: | .venv/bin/pip
	$(BIN)/python -m venv build/lock
	build/lock/bin/pip --quiet install 'uv>=0.5'
