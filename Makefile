# `make run` starts a workout on a virtual treadmill; `make test` runs every test but those against
# real BlueZ, which `make test-bluez` runs in a virtual machine, and those against a real MQTT broker,
# which `make test-mqtt` runs. CI runs all.
# Needs Python 3.11 or newer with venv; another interpreter: `make run PYTHON=python3.13`.

PYTHON ?= python3
# Where an environment keeps its programs.
PROGRAMS := $(if $(filter Windows_NT,$(OS)),Scripts,bin)
BIN := .venv/$(PROGRAMS)
NEWEST := .venv-newest/$(PROGRAMS)
PIP := -m pip install --quiet --disable-pip-version-check
PIP_INSTALL := $(BIN)/python $(PIP) --constraint constraints.txt

define LINT
$(BIN)/ruff check --quiet && $(BIN)/ruff format --check --quiet && $(BIN)/mypy && \
	$(BIN)/lint-imports --no-logo
endef

.PHONY: run test test-bluez test-mqtt test-newest coverage fuzz language model mutants lint bench \
	bench-against snapshots clean

run: .venv/run.stamp
	@$(BIN)/runwalk run 1-2 --virtual

# A part: make test TESTS=tests/workout (test-newest and coverage likewise). Where nothing is compiled
# yet one process does it beside the linters: six at once would each compile everything.
test: .venv/dev.stamp
	@[ -d tests/__pycache__ ] || $(BIN)/pytest --collect-only -q $(TESTS) >/dev/null 2>&1 & \
		$(LINT); lint=$$?; wait; exit $$lint
	$(BIN)/pytest -n 5 --dist loadgroup $(TESTS)
	@$(BIN)/python -m tests.coverage_by_package --kept

test-bluez: .venv/run.stamp
	@PYTHON=$(CURDIR)/$(BIN)/python tests/bluez/run.sh

test-mqtt: .venv/dev.stamp
	@PYTHON=$(CURDIR)/$(BIN)/python tests/mqtt/run.sh

# With the newest release of everything, also above the bounds of pyproject.toml, in an environment of
# its own. pip warns where a release is above a bound: that is what is tried here.
test-newest:
	@$(PYTHON) -m venv --clear .venv-newest
	@$(NEWEST)/python $(PIP) hatchling 'setuptools>=70.1'
	@$(NEWEST)/python $(PIP) --no-build-isolation --editable '.[dev,bench]'
	@$(NEWEST)/python $(PIP) --upgrade bleak pycycling textual
	@$(NEWEST)/python -m pip list --disable-pip-version-check | grep -i -E '^(bleak|pycycling|textual)'
	$(NEWEST)/pytest -n 2 --dist loadgroup $(TESTS)

# The lines and branches that the tests reach, by package, against the floors of tests/coverage.toml.
# Apart from `test`, which it would slow to three times its length before Python 3.14
# (docs/decisions/0008-coverage-apart.md).
coverage: .venv/dev.stamp
	$(BIN)/pytest -n 2 --dist loadgroup --cov --cov-report= $(TESTS)
	@$(BIN)/python -m tests.coverage_by_package

# Ten times as many sequences of packets as a test run draws; FUZZ_SEQUENCES=N for as many as you like.
fuzz: .venv/dev.stamp
	FUZZ_SEQUENCES=$${FUZZ_SEQUENCES:-100000} $(BIN)/pytest -n 2 tests/live/test_fuzz.py

# Every event in every state of the core that three of them lead to: DEPTH=4 for one more.
model: .venv/dev.stamp
	@$(BIN)/python -m tests.model $(DEPTH)

# Faults planted in the safety files, one at a time; what is known stays known until a file or its tests
# change. A part: make mutants FILES=contesting; what is known, without a trial: MUTANTS=--report.
mutants: .venv/dev.stamp
	@$(BIN)/python -m tests.mutants $(MUTANTS) $(FILES)

lint: .venv/dev.stamp
	$(LINT)

# All of them, or those named: make bench hold coach.
bench: .venv/dev.stamp
	@$(BIN)/python -m benchmarks $(BENCHMARKS)

ifeq ($(firstword $(MAKECMDGOALS)),bench)
BENCHMARKS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
.PHONY: $(BENCHMARKS)
$(BENCHMARKS): bench
	@:
endif

# Beside another build, which is checked out and installed into an environment of its own: make
# bench-against REV=v0.1.0. Some: FIGURES="fit decodes"; WORSE=20 fails where this is 20 % worse.
REV ?= 282851e
bench-against: .venv/dev.stamp
	@$(BIN)/python -m benchmarks.against $(if $(WORSE),--worse $(WORSE)) $(REV) $(FIGURES)

# The catalogues of translations, with every text of the sources (docs/how-to/translate.md).
language: .venv/dev.stamp
	@$(BIN)/python -m tests.language

# Accepts the screens as they look now: see what changed with `git diff --stat` before committing.
snapshots: .venv/dev.stamp
	$(BIN)/pytest --snapshot-update

clean:
	rm -rf .venv .venv-newest build dist .coverage .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The build back end comes first and pinned, so that nothing is fetched in isolation.
.venv/run.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "runwalk-tui needs Python 3.11 or newer: $(PYTHON) is $$($(PYTHON) -V 2>&1 || true)." \
			"Name another with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making the environment in .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(PIP_INSTALL) hatchling
	@$(PIP_INSTALL) --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	@echo "Adding the tools for tests and benchmarks"
	@$(PIP_INSTALL) 'setuptools>=70.1' # fitparse comes as its source
	@$(PIP_INSTALL) --no-build-isolation --editable '.[dev,bench]'
	@touch $@
