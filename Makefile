# The few verbs that a person types. Each installs what it needs (scripts/setup.sh) and builds
# only what changed, so the second time is quick. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
# Where setup puts a current Node.js when the machine's own is too old.
export PATH := $(CURDIR)/.tools/bin:$(PATH)
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
BUILD = cmake --build --preset

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | \
	  awk -F'\t' '{ printf "  make %-11s %s\n", $$1, $$2 }'

.PHONY: demo
demo: setup-build demo-parts web ## build all, start the backend and the demo shop (PORT=8080 DATA=.data)
	@exec scripts/demo.sh

.PHONY: test
test: setup-test ## every test, in a few minutes; ONLY="words of a suite's name" builds and runs those alone
	@$(MAKE) --no-print-directory built $$(node tools/test-all.mjs --needs $(ONLY))
	@node tools/test-all.mjs $(ONLY)

.PHONY: test-long
test-long: setup-long ## the same kinds of test with heavy counts, and the backend under the sanitizers
	@$(MAKE) --no-print-directory built $$(node tools/test-all.mjs --needs --long $(ONLY))
	@node tools/test-all.mjs --long $(ONLY)

.PHONY: bench
bench: setup-test native dist ## sizes and speeds, measured here
	@node tests/bench/run.mjs $(ONLY)

.PHONY: dist
dist: setup-build engine web ## everything a shop serves, into dist/
	@$(BUILD) wasm -j $(JOBS) --target engine_wasm2js

.PHONY: backend
backend: setup-build ## the backend and the command line alone: build/native/regulars
	@scripts/build.sh native regulars

.PHONY: coverage
coverage: setup-coverage ## line coverage of C++ and TypeScript, into coverage/
	@scripts/coverage.sh

.PHONY: clean
clean: ## remove what was built (keeps node_modules and the demo's data)
	rm -rf build dist coverage test-results

# --- the steps of the verbs above --------------------------------------------------------------

.PHONY: setup-build setup-test setup-coverage setup-long
setup-build:
	@scripts/setup.sh build
setup-test:
	@scripts/setup.sh build test browsers
setup-long:
	@scripts/setup.sh build test browsers long
setup-coverage:
	@scripts/setup.sh build test coverage

# What the demo runs, without the tests.
.PHONY: demo-parts
demo-parts:
	@scripts/build.sh native regulars
	@scripts/build.sh wasm engine_dist

# Configuring again costs half a second and takes in a room that was just added.
.PHONY: native engine asan built
native:
	@scripts/build.sh native
engine: # for the browser: dist/engine/, and the engine's tests for Node
	@scripts/build.sh wasm

asan: # the backend under AddressSanitizer and UndefinedBehaviorSanitizer, for test-long
	@scripts/build.sh asan regulars backend_tests
built: # nothing by itself: `make built` with the steps that a suite needs

# Bundling is skipped while no source is newer than the last bundle.
WEB_SOURCES = $(shell find web schema -type f 2>/dev/null) package-lock.json package.json
.PHONY: web
web: dist/regulars.js
dist/regulars.js: $(WEB_SOURCES)
	@scripts/build.sh web
	@touch $@
