# What a person types. Everything longer than a line lives in tools/.
#
#   make run      the demo city on http://127.0.0.1:8080
#   make test     every test, on both databases and in a browser
#   make check    format, lints, the rules of the house, licences
#   make bench    the load figures of the README
#   make help     all of it

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

LISTEN ?= 127.0.0.1:8080
DATA ?= onedoor-data
PEOPLE ?= 20000
SECONDS_EACH ?= 60
FUZZ_SECONDS ?= 60

ASSETS := surfaces/web/assets
ASSET_SOURCES := $(shell find $(ASSETS) -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print)
BUILT_ASSETS := $(ASSETS)/dist/manifest.json
PAPER_FONTS := domains/papers/fonts
BROUGHT_FONTS := $(PAPER_FONTS)/node_modules/.package-lock.json

.PHONY: help
help: ## Lists what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

.PHONY: run
run: ## Makes the demo city if there is none and serves it
	@LISTEN=$(LISTEN) DATA=$(DATA) PEOPLE=$(PEOPLE) tools/run.sh

.PHONY: test
test: ## Runs every test: both databases, then the browser
	@tools/test.sh

.PHONY: test-browser
test-browser: assets ## Runs the browser journeys only, with the program as built last (ONLY="-g words")
	@tools/test-browser.sh $(ONLY)

.PHONY: check
check: ## Checks format, lints, floors, messages, types of the browser tests, licences
	@tools/check.sh

.PHONY: bench
bench: ## Measures what the README claims, into bench/results (SECONDS_EACH=60)
	@SECONDS_EACH=$(SECONDS_EACH) bench/measure.sh

.PHONY: fuzz
fuzz: ## Feeds the parsers with rubbish for FUZZ_SECONDS each
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tools/fuzz.sh

.PHONY: release
release: assets ## Builds the program for an office's server: target/release/onedoor
	@tools/fetch.sh
	cargo build --release --locked -p onedoor
	@ls -l target/release/onedoor

.PHONY: docs-pictures
docs-pictures: assets ## Takes the README's pictures anew, into docs/pictures
	@tools/setup.sh pictures
	@ONEDOOR_PICTURES=1 tools/test-browser.sh --project=pictures

.PHONY: assets
assets: $(BUILT_ASSETS) $(BROUGHT_FONTS) ## Builds the style sheet, fonts and scripts of the pages, brings the typeface of the papers

$(BUILT_ASSETS): $(ASSET_SOURCES)
	@tools/setup.sh node
	cd $(ASSETS) && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

$(BROUGHT_FONTS): $(PAPER_FONTS)/package-lock.json
	@tools/setup.sh node
	cd $(PAPER_FONTS) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: format
format: ## Formats the Rust code
	cargo fmt --all

.PHONY: clean
clean: ## Removes what was built, not the demo city
	cargo clean
	rm -rf $(ASSETS)/dist $(ASSETS)/node_modules $(PAPER_FONTS)/node_modules e2e/node_modules e2e/test-results e2e/playwright-report
