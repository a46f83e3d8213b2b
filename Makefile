# make help lists the targets. Every target installs what it needs: .ci/prepare.

SWIFT ?= swift
PREFIX ?= /usr/local
SOURCES = Package.swift Sources Tests

EXECUTABLE = .build/release/tenon

.PHONY: help demo test record test-catalogue test-lab test-nightly test-package build package install format lint bench clean

help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' Makefile | expand -t 18

demo: build ## create, review and hand off a role in a scratch repository
	@.ci/demo $(EXECUTABLE)

test: ## lint, build, unit tests, scenarios, a sample of the catalogue and of the lab
	@.ci/prepare test
	@$(MAKE) --no-print-directory lint
	@.ci/test

record: ## record the current output in the scenario pages; review the diff before you commit
	@TENON_RECORD=1 $(SWIFT) test --filter ScenarioTests.ScenarioTests
	@/usr/bin/python3 .ci/packaging/picture.py .build/debug/tenon Tests/Scenarios/review.svg

test-catalogue: ## test every pair of options of every skeleton with the tools of its field
	@.ci/prepare catalogue
	@$(SWIFT) build --product tenon
	@.venv/bin/python Tests/Catalogue --tenon .build/debug/tenon

test-lab: ## test generated code on running machines; LAB="--only NAME --again" selects (root, systemd-nspawn)
	@.ci/prepare lab
	@$(SWIFT) build --product tenon
	@.venv/bin/python Tests/Lab --tenon .build/debug/tenon $(LAB)

test-nightly: ## the long form of every test: more seeds, every fault point
	@.ci/prepare catalogue
	@TENON_NIGHTLY=1 TENON_CATALOGUE=1 .ci/test

build: ## the release executable: one file that needs glibc alone
	@.ci/prepare build
	@SWIFT=$(SWIFT) .ci/build
	@ls -sh $(EXECUTABLE)

package: build ## Debian package that needs only glibc, sources, SBOM and checksums, in .build/package
	@.ci/prepare package
	@mkdir -p .build/package && cp $(EXECUTABLE) .build/package/tenon
	@/usr/bin/python3 .ci/packaging/package.py .build/package/tenon .build/package

test-package: package ## install, use, complete and remove the package in a clean root (root, debootstrap)
	@.ci/prepare test
	@.venv/bin/python -m pytest -q -p no:cacheprovider Tests/Packages

install: build ## copy the executable to PREFIX/bin
	install -D -m 755 $(EXECUTABLE) $(DESTDIR)$(PREFIX)/bin/tenon

format: ## format the sources
	@$(SWIFT) format -i -r $(SOURCES)
	@PATH=".venv/bin:$$PATH"; if command -v ruff >/dev/null; then ruff check -q --fix Tests; ruff format -q Tests; fi

lint: ## check the style of Swift, shell and Python
	@$(SWIFT) format lint --strict -r $(SOURCES)
	@PATH=".venv/bin:$$PATH"; if command -v shellcheck >/dev/null; then shellcheck .ci/demo .ci/prepare .ci/run .ci/test .ci/build .ci/packaging/prepare-clean-root; fi
	@PATH=".venv/bin:$$PATH"; if command -v ruff >/dev/null; then ruff check -q Tests .ci/packaging && ruff format -q --check Tests .ci/packaging; fi

bench: build ## compare the speed with git, cp, ansible-galaxy and copier; BENCH="--json FILE", "--curve" and more
	@.ci/prepare bench
	@.venv/bin/python Tests/Benchmarks/bench.py $(EXECUTABLE) $(BENCH)

clean: ## remove what was built, and .venv
	@$(SWIFT) package clean
	@rm -rf .build .venv
