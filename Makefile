# The one entry: developers, CI and newcomers call these and nothing else. `make help` lists them.
# Needs Python 3.11+ (with venv), Node 20+, git, make and, for root, util-linux; everything else is fetched by its lock.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PORT ?= 8000
# Processes that test side by side: one more than two cores, since each waits for its own database and servers.
WORKERS ?= 3
UV_VERSION := 0.13.9
UV := .boot/bin/uv
BUILT := tambon/pages/static/built/manifest.json
WEB_SOURCES := $(shell find web -name node_modules -prune -o -type f -print)
TAMBON := .venv/bin/tambon

export UV_FROZEN := 1
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
unexport PYTHONDONTWRITEBYTECODE # many images set it: each command would compile every module it imports again
ifdef PIP_CERT # where a network has an authority of its own, what pip is told uv is told too
SSL_CERT_FILE ?= $(PIP_CERT)
export SSL_CERT_FILE
endif

.PHONY: run setup env web test quick check fix bench docs chromium help
.NOTPARALLEL:
.DELETE_ON_ERROR:

run: setup ## a demonstration at http://127.0.0.1:8000, in ./var or TAMBON_HOME (PORT=… for another port)
	exec $(TAMBON) run --port $(PORT)

setup: env web ## everything but serving; the command is .venv/bin/tambon
	$(TAMBON) demo --quiet --port $(PORT)

env: $(TAMBON)
web: $(BUILT)

test: env web chromium ## everything: lint, types, contracts, all tests
	@failed=; \
	$(MAKE) --no-print-directory check || failed="$$failed check"; \
	.venv/bin/pytest -n $(WORKERS) || failed="$$failed tests"; \
	if [ -n "$$failed" ]; then echo "make test: failed:$$failed" >&2; exit 1; fi

quick: env web ## the fast tests, in under a minute
	.venv/bin/pytest -q -n $(WORKERS) -m "not slow and not browser"

check: env ## lint, types and the list of rooms
	@failed=; for command in "ruff check" "ruff format --check" "mypy -p tambon" "lint-imports"; do \
		echo "— $$command"; TAMBON_HOME=.boot/check .venv/bin/$$command || failed="$$failed [$$command]"; \
	done; if [ -n "$$failed" ]; then echo "make check: failed:$$failed" >&2; exit 1; fi

fix: env ## mends what can be mended by itself
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

bench: env web ## the performance table
	.venv/bin/python bench/bench.py

docs: env ## writes the generated documents again
	TAMBON_HOME=.boot/check $(TAMBON) docs problems --write docs/problems.md
	TAMBON_HOME=.boot/check $(TAMBON) docs checks --write docs/checks.md
	TAMBON_HOME=.boot/check $(TAMBON) docs way --write docs/architecture.md

chromium:
	@for p in chromium chromium-browser google-chrome; do command -v $$p >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	else echo "The browser tests need Chromium: sudo apt-get install -y chromium" >&2; exit 1; fi

help:
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

$(UV): Makefile
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: sudo apt-get install -y python3 python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .boot || { echo "python3-venv is needed: sudo apt-get install -y python3-venv" >&2; exit 1; }
	.boot/bin/python -m pip install --quiet "uv==$(UV_VERSION)"
	@touch $@

$(TAMBON): $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --python "$$(command -v $(PYTHON))"
	@touch $@

$(BUILT): $(WEB_SOURCES)
	@node -e 'process.exit(+(parseInt(process.versions.node) < 20))' 2>/dev/null || \
		{ echo "Node 20 or newer is needed to build the browser code: https://nodejs.org" >&2; exit 1; }
	cd web && npm ci --silent && npm run --silent build
	@touch $@
