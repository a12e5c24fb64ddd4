# make site      check the example declarations and build the site into site/
# make serve     show the site and follow every change
# make check     lint, types, import rules, declarations
# make test      all of that, all tests, and a strict build by plain MkDocs
# make foreign   what other programs say of the site: web servers, editors, other generators (npm and Debian's apt)
# make bench     measure speed beside MkDocs and Hugo, and write docs/benchmarks.md (half an hour, 30 GB of disk)
# make fuzz      look for input that breaks loader or pages, by atheris, a minute each (Linux)
# make mutants   how many mistakes in loader, decoder, numbers and ledger would the tests notice? (mutmut, half an hour)
# make measures  what the house holds itself to: counts and their ceilings; it draws docs/drawings/rooms.svg anew, too
# make wheel     the package, in dist/
# make lock      resolve the dependencies anew (needs the network)
# make clean     remove what these commands made
#
# Each command makes .venv by itself. Needs Python >= 3.11 and make; the browser tests also need Debian's apt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
# without root, apt-get is run by sudo where it asks for no password
ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
# A lock is the last word: nothing that it does not name is asked for (--no-deps) or built from source, whatever an index
# offers by now; `pip check` then says whether anything is missing. pip 23.0 and later read it alike.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes --requirement
PIP_CHECK := $(BIN)/python -m pip check --disable-pip-version-check
FONTS := /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc /usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf

.PHONY: site serve check lint test browser foreign bench fuzz mutants measures wheel lock clean

site: $(VENV)/site
	$(BIN)/carbonpress build

serve: $(VENV)/site
	$(BIN)/carbonpress serve

check: lint
	$(BIN)/carbonpress check

lint: $(VENV)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check browser
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal
	$(BIN)/mkdocs build --strict

# Chromium, the typefaces that pages are measured with, strace, which makes system calls fail, and LibreOffice, which opens
# the reports; where any of them is missing
browser:
	@command -v chromium >/dev/null && command -v strace >/dev/null && command -v soffice >/dev/null && ls $(FONTS) >/dev/null 2>&1 || \
	  { $(ROOT) apt-get update --quiet && \
	    $(ROOT) apt-get install --quiet --yes --no-install-recommends \
	      chromium fonts-dejavu-core fonts-noto-cjk strace libreoffice-writer-nogui; }

foreign: $(VENV)/dev $(VENV)/foreign
	@command -v nginx >/dev/null && command -v apache2 >/dev/null || \
	  { $(ROOT) apt-get update --quiet && $(ROOT) apt-get install --quiet --yes --no-install-recommends nginx-light apache2-bin; }
	CARBONPRESS_FOREIGN=$(VENV)/foreign $(BIN)/python -m pytest tests/foreign

bench: $(VENV)/dev browser
	@command -v hugo >/dev/null || { $(ROOT) apt-get update --quiet && $(ROOT) apt-get install --quiet --yes hugo; }
	$(BIN)/python benchmarks/run.py

fuzz: $(VENV)/fuzz
	$(BIN)/python tests/fuzz/run.py

mutants: $(VENV)/mutants
	$(BIN)/python tests/mutation/run.py

measures: $(VENV)/dev
	$(BIN)/python -m tests.structure.rooms
	$(BIN)/python -m tests.structure.measures

wheel: $(VENV)/dev
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

# Debian keeps venv in a package of its own
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("carbonpress needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV) || \
	  { $(ROOT) apt-get update --quiet && $(ROOT) apt-get install --quiet --yes python3-venv && $(PYTHON) -m venv --clear $(VENV); }

$(VENV)/site: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(PIP_CHECK)
	touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/site
	$(PIP) requirements-dev.lock
	$(PIP_CHECK)
	touch $@

# other programs have folders of their own, so that they see nothing of ours
$(VENV)/foreign: tests/foreign/requirements.lock tests/foreign/package-lock.json | $(BIN)/python
	@command -v npm >/dev/null || { $(ROOT) apt-get update --quiet && $(ROOT) apt-get install --quiet --yes nodejs npm; }
	rm -rf $@ && $(PYTHON) -m venv $@/python && cp tests/foreign/package.json tests/foreign/package-lock.json $@
	$@/python/bin/$(subst $(BIN)/,,$(PIP)) tests/foreign/requirements.lock
	npm ci --prefix $@ --no-audit --no-fund --loglevel error

$(VENV)/fuzz: tests/fuzz/requirements.lock $(VENV)/dev
	$(PIP) tests/fuzz/requirements.lock
	$(PIP_CHECK)
	touch $@

$(VENV)/mutants: tests/mutation/requirements.lock $(VENV)/dev
	$(PIP) tests/mutation/requirements.lock
	$(PIP_CHECK)
	touch $@

# releases that a lock names already stay; `make lock UPGRADE=--upgrade` takes the newest
UPGRADE =
COMPILE = $(VENV)/lock/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-header --no-annotate --no-emit-index-url $(UPGRADE) --output-file
LOCKS = requirements.lock requirements-dev.lock tests/fuzz/requirements.lock tests/foreign/requirements.lock \
  tests/mutation/requirements.lock
HEAD = \# Every release with its hashes, for every platform. Made by `make lock` from pyproject.toml.

lock: | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet uv
	echo 'hatchling>=1.27,<2' > $(VENV)/build.in
	$(COMPILE) requirements.lock pyproject.toml $(VENV)/build.in
	$(COMPILE) requirements-dev.lock pyproject.toml $(VENV)/build.in --all-extras --group pyproject.toml:dev --constraint requirements.lock
	$(COMPILE) tests/fuzz/requirements.lock --group pyproject.toml:fuzz
	$(COMPILE) tests/foreign/requirements.lock --group pyproject.toml:foreign
	$(COMPILE) tests/mutation/requirements.lock --group pyproject.toml:mutants --constraint requirements-dev.lock
	sed -i '1i $(HEAD)' $(LOCKS)
	cd tests/foreign && npm install --package-lock-only --omit-lockfile-registry-resolved

clean:
	rm -rf $(VENV) site dist build .site.* .carbonpress .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
