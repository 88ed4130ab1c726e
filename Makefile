# Each target sets itself up: all it needs is make and Python 3.11 or newer.
# One virtual environment; a stamp file per set of packages, so that pip runs only after pyproject.toml has changed.

# The first that runs and is new enough. It has to be run: a `python3.13` on the path may be a shim that only says
# that there is no Python 3.13, and Debian's python3 comes without the module that makes environments.
USABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	if $$p -c '$(USABLE)' >/dev/null 2>&1; then echo $$p; break; fi; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test lint roundtrip differential mutants bench documents generate clean

help:
	@echo 'make demo      three clauses in English and Dutch, and an agreement checked against posts'
	@echo 'make test      the tests'
	@echo 'make lint      style, types, floors, generated files'
	@echo 'make roundtrip prose read back, 100000 random clauses per language; no text twice in a million (half an hour)'
	@echo 'make differential interpreter, table of decisions, DuckDB and Spark on random agreements and posts (an hour)'
	@echo 'make mutants   how many of 1080 small changes of the program the tests notice; ALL=1 for all 16300 (a quarter of an hour)'
	@echo 'make bench     all figures, each beside a rival, and into the README (twenty minutes); FIGURES="start folders" for some'
	@echo 'make documents the examples as DOCX, PDF, HTML and a picture of the first page, in build/documents'
	@echo 'make generate  make the generated files again, after a change in grammar/ or stdlib/'
	@echo 'make clean     remove what these targets made'

# Environments.

$(VENV)/.made:
	@test -n '$(PYTHON)' || { echo 'error: no Python 3.11 or newer with the module venv was found;' \
		'install one, or say which: make PYTHON=/path/to/python' >&2; exit 1; }
	@$(PYTHON) -c '$(USABLE)' || { echo 'error: $(PYTHON) is older than 3.11 or lacks the module venv' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.core: pyproject.toml | $(VENV)/.made
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.made
	@$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/.core

$(VENV)/.mutants: pyproject.toml | $(VENV)/.made
	@$(PIP) -e '.[dev,mutants]'
	@touch $@ $(VENV)/.core $(VENV)/.dev

$(VENV)/.bench: pyproject.toml | $(VENV)/.made
	@$(PIP) -e '.[bench]'
	@touch $@ $(VENV)/.core

# What people come for.

define DEMO
set -eu
PATH="$(CURDIR)/$(BIN):$$PATH"

run() {
    printf '\n$$ %s\n\n' "$$1"
    code=0
    eval "$$1" || code=$$?
    if [ "$$code" -gt "$${2:-0}" ]; then exit "$$code"; fi
}

for clause in \
    'category sonar, 1 month before to 1 month after last post, instagram stories excluded' \
    'full, 24 hours before to 24 hours after each post on instagram, on instagram' \
    'brands Garmin and Lowrance, any mention, during term and 1 month after, fee 15% of base per 30 days at least 200 USD'
do
    for language in en nl; do
        run "clauselang prose --lang $$language -c '$$clause'"
    done
done

cd examples
first=$$(dirname "$$(ls */posts.csv | head -n 1)")
run "clauselang check $$first/terms.excl --posts $$first/posts.csv" 1
printf '\nexit code %s (0: nothing found, 1: a breach was found, 2: the question could not be read)\n' "$$code"
endef
export DEMO

demo: $(VENV)/.core
	@sh -c "$$DEMO"

# What builders run.

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m clauselang.bootstrap --check

# The picture is made from the DOCX as LibreOffice reads it, so that it shows what a reader of the DOCX gets.

documents: $(VENV)/.dev
	@for tool in soffice:libreoffice-writer pdftoppm:poppler-utils; do \
		command -v $${tool%%:*} >/dev/null || { echo "error: $${tool%%:*} was not found; on Debian and Ubuntu:" \
			"apt-get install --no-install-recommends $${tool#*:} fonts-liberation" >&2; exit 1; }; \
	done
	@mkdir -p build/documents
	@set -e; for folder in examples/*/; do \
		name=$$(basename $$folder); made=build/documents/$$name; \
		$(BIN)/clauselang prose $$folder/terms.excl --out $$made.docx; \
		$(BIN)/clauselang prose $$folder/terms.excl --lang en,nl --illustrate --out $$made.en-nl.docx; \
		$(BIN)/clauselang prose $$folder/terms.excl --illustrate --out $$made.pdf; \
		$(BIN)/clauselang prose $$folder/terms.excl --illustrate --out $$made.html; \
		for form in "" .en-nl; do \
			soffice --headless -env:UserInstallation=file://$(CURDIR)/build/documents/.office --convert-to pdf:writer_pdf_Export \
				--outdir build/documents/.office $$made$$form.docx >/dev/null 2>&1; \
			pdftoppm -r 80 -png -f 1 -singlefile build/documents/.office/$$name$$form.pdf $$made$$form; \
		done; \
		echo "$$made.docx .en-nl.docx .pdf .html .png .en-nl.png"; \
	done

roundtrip: $(VENV)/.dev
	@$(BIN)/python -m tests.roundtrip --count 100000 --texts 1000000

differential: $(VENV)/.dev
	@$(BIN)/python -m tests.test_compiled 1000000
	@$(BIN)/python -m tests.test_backends 1000000
	@$(BIN)/python -m tests.test_spark 20000

mutants: $(VENV)/.mutants
	@$(BIN)/python -m tests.mutation $(if $(ALL),,--sample 360) $(if $(RESUME),--resume) $(PARTS)

bench: $(VENV)/.bench
	@$(BIN)/python benchmarks/run.py $(or $(FIGURES),--write README.md)

generate: $(VENV)/.dev
	@$(BIN)/python -m clauselang.bootstrap

clean:
	rm -rf $(VENV) dist build mutants .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
	find clauselang tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
