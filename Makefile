# Everything from a bare Debian 12 with Python 3.11, make and git. `make` alone lists the targets.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install
FONTS := src/entrelacs/web/static/vendor/fonts/bricolage-grotesque-latin.woff2
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/entrelacs/locale/*/LC_MESSAGES/*.po))
KERNELS := $(wildcard src/entrelacs/engines/*/*kernel.py)
PORT ?= 8000
PARTS ?=

.PHONY: help setup demo test bench screenshots messages vendor requirements format clean

help:
	@echo "make demo          set up, then serve the demonstration on http://127.0.0.1:$(PORT)"
	@echo "make setup         set up everything, developers' tools included; leaves $(BIN)/entrelacs"
	@echo "make test          run every check (PARTS=\"lint sqlite\" for some of them)"
	@echo "make bench         run the benchmarks"
	@echo "make screenshots   take the pictures of the guide again"
	@echo "make format        lay out the code as the checks want it"
	@echo "make messages      bring the translation files up to date with the sources"
	@echo "make vendor        fetch the third-party modules and lay the fonts again"
	@echo "make requirements  pin the newest dependencies, with their hashes"
	@echo "make clean         remove what make built (never the data in var/)"

setup: $(VENV)/.dev $(VENV)/.self $(VENV)/.warm $(FONTS) $(CATALOGUES)

demo: $(VENV)/.self $(FONTS) $(CATALOGUES)
	@exec $(BIN)/entrelacs demo --port $(PORT)

test: setup
	@exec $(BIN)/python tools/check.py $(PARTS)

bench: setup $(VENV)/.bench
	@for file in benchmarks/*.py; do \
		echo "=== $$file"; $(BIN)/python $$file || exit 1; done

screenshots: setup
	@$(BIN)/python tools/screenshots.py

format: $(VENV)/.dev
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

messages: $(VENV)/.dev
	@$(BIN)/python tools/translations.py extract

vendor: node_modules/.package-lock.json
	@$(BIN)/python tools/vendor.py

clean:
	rm -rf $(VENV) .tools node_modules src/entrelacs/web/static/vendor build dist
	rm -f src/entrelacs/locale/*/LC_MESSAGES/*.mo

# Each stamp says that its step is done for the file it depends on; a second run does nothing.
$(VENV)/.created: tools/venv.sh
	@echo "Creating the virtual environment."
	@sh tools/venv.sh && touch $@

$(VENV)/.base: requirements/base.txt requirements/build.txt | $(VENV)/.created
	@echo "Installing the dependencies."
	@$(PIP) --require-hashes -r requirements/base.txt -r requirements/build.txt && touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@echo "Installing the developers' tools."
	@$(PIP) --require-hashes -r requirements/dev.txt && touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.dev
	@echo "Installing the peers that benchmarks are measured against."
	@$(PIP) --require-hashes -r requirements/bench.txt && touch $@

$(VENV)/.warm: $(KERNELS) $(VENV)/.dev $(VENV)/.self
	@echo "Compiling the searches."
	@$(BIN)/python tools/warm.py && touch $@

$(VENV)/.self: pyproject.toml $(VENV)/.base
	@$(PIP) --no-deps --no-build-isolation --editable . && touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc | $(VENV)/.created
	@echo "Fetching the third-party modules."
	@$(BIN)/python tools/node.py npm ci --silent && touch $@

$(FONTS): node_modules/.package-lock.json tools/vendor.py | $(VENV)/.base
	@$(BIN)/python tools/vendor.py

%.mo: %.po | $(VENV)/.base
	@$(BIN)/python tools/translations.py compile

# uv lives apart, so as not to become a dependency.
UV := .tools/uv/bin/uv
COMPILE := $(UV) pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate \
	--python-version 3.11

$(UV):
	@python3 -m venv .tools/uv && .tools/uv/bin/python -m pip --quiet install uv

requirements: $(UV)
	@$(COMPILE) pyproject.toml --extra fast --group dev -o requirements/dev.txt
	@$(COMPILE) pyproject.toml -c requirements/dev.txt -o requirements/base.txt
	@$(COMPILE) requirements/build.in -c requirements/dev.txt -o requirements/build.txt
	@$(COMPILE) requirements/node.in -c requirements/dev.txt -o requirements/node.txt
	@$(COMPILE) --group bench -c requirements/dev.txt -o requirements/bench.txt
