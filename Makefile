# Every command of the house. `make demo` and `make test` do their own set-up: Python 3.11 or later with venv is enough.

BIN := .venv/bin
ROOMS := models extractors pipeline templates flows app
FITS := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
READY := .venv/ready

# Without compiled bytecode every start pays for it again: about two seconds for Prefect and spaCy.
unexport PYTHONDONTWRITEBYTECODE
unexport PIP_NO_COMPILE

.PHONY: setup demo test lint accuracy bench fuzz serve sbom audit lock
.DEFAULT_GOAL := setup

setup: $(READY)

$(READY): requirements/dev.txt pyproject.toml
	@$(BIN)/python -c '$(FITS)' 2>/dev/null || { \
	  for python in python3.11 python3.12 python3.13 python3; do \
	    if $$python -c '$(FITS)' 2>/dev/null; then found=$$python; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo 'sectionf needs Python 3.11 or later with its venv module (on Debian: apt install python3-venv).' >&2; exit 1; \
	  fi; \
	  echo "Making .venv with $$($$found --version)"; rm -rf .venv; $$found -m venv .venv; }
	@echo 'Installing what requirements/dev.txt lists (a few minutes the first time)'
	@# as constraints as well: older pips overlook a pin where a package is asked for with an extra
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt -c requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	@$(BIN)/python -m compileall -q $(ROOMS)
	@touch $@

demo: setup
	@$(BIN)/sectionf demo

test: setup
	@$(BIN)/python -m pytest -m 'not slow'

lint: setup
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

accuracy: setup
	@$(BIN)/python -m tests.accuracy $(ARGS)

TEN_THOUSAND = tests/properties/test_ten_thousand.py tests/properties/test_due.py
bench: setup
	@$(BIN)/python -m tests.bench $(PLANS) $(if $(BATCH),--batch $(BATCH)) \
	  $(if $(PARTS),--parts $(PARTS)) $(if $(WORKERS),--workers $(WORKERS))
	@[ -n "$(PLANS)$(BATCH)" ] || $(BIN)/python -m pytest -m slow || [ $$? -eq 5 ]      # 5: there is no such test
	@[ -n "$(PLANS)$(BATCH)" ] || CASES=10000 $(BIN)/python -m pytest -o timeout=7200 --durations=0 $(TEN_THOUSAND)

fuzz: setup
	@$(BIN)/python -m tests.fuzz $(ARGS)

serve: setup
	@$(BIN)/sectionf serve

# What the program is made with, for whoever has to know: build/sbom.cdx.json, from the lock files alone.
sbom: setup
	@$(BIN)/python -m tools.sbom build/sbom.cdx.json && echo build/sbom.cdx.json

# Known vulnerabilities of it, where their data can be had.
audit: setup
	@$(BIN)/python -m tools.audit $(ARGS)

# Names, versions and hashes, no addresses: any mirror serves. UPGRADE=--upgrade takes newer versions.
LOCK = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
       --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header $(UPGRADE)
lock: setup
	@$(LOCK) --output-file requirements/run.txt
	@$(LOCK) --group dev --constraints requirements/run.txt --output-file requirements/dev.txt
	@for extra in ocr postgres dask s3 sftp azure gcs; do \
	  $(LOCK) --extra $$extra --constraints requirements/run.txt --output-file requirements/$$extra.txt || exit 1; done
