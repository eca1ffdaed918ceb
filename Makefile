# make demo · make test · make check · make pipeline · make wheel
# Everything runs in a virtual environment of its own, .venv, made on first use.

PYTHON ?= python3
BIN := .venv/bin
TREEBANK ?= treebank
WORK ?= build/pipeline
VERSION ?= 1.0.0

.PHONY: demo test check lint pipeline wheel clean

demo: .venv/installed
	@$(BIN)/helderetaal demo --output demo

test: .venv/developer
	$(BIN)/python -m pytest

lint: .venv/developer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check: lint test

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "helderetaal needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/installed: pyproject.toml | .venv/bin/python
	@echo "Installing helderetaal in .venv (this takes a minute) ..."
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/developer: pyproject.toml | .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

wheel: .venv/developer
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

# Train the Dutch pipeline anew: convert, train (half an hour on one core), evaluate, and put it in the package.
pipeline: .venv/installed
	mkdir -p $(WORK)
	$(BIN)/python corpora/pipeline/convert.py $(TREEBANK)/train.conllu.gz $(WORK)/train.spacy --sentences 1-8
	$(BIN)/python corpora/pipeline/convert.py $(TREEBANK)/dev.conllu.gz $(WORK)/dev.spacy --sentences 6
	OPENBLAS_NUM_THREADS=1 $(BIN)/python corpora/pipeline/train.py corpora/pipeline/config.cfg $(WORK)/trained \
		--paths.train $(WORK)/train.spacy --paths.dev $(WORK)/dev.spacy
	$(BIN)/python corpora/pipeline/evaluate.py $(WORK)/trained/model-best $(WORK)/dev.spacy $(WORK)/scores.json
	$(BIN)/python corpora/pipeline/ship.py $(WORK)/trained/model-best $(WORK)/scores.json $(VERSION)

clean:
	rm -rf .venv build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
