# make demo · make test · make check · make evaluate · make evaluate-pipeline · make pipeline · make wheel
# Everything runs in a virtual environment of its own, .venv, made on first use.

PYTHON ?= python3
BIN := .venv/bin
TREEBANK ?= treebank
RAW ?= nl-raw.txt.gz
WORK ?= build/pipeline
PIPELINE ?= helderetaal/nl_helderetaal
VERSION ?= 1.1.0
RECIPE := corpora/pipeline
MUNICIPAL := corpora/treebank/municipal
EPOCHS_1 := 14
EPOCHS_2 := 12

.DELETE_ON_ERROR:
.PHONY: demo test check lint pipeline evaluate evaluate-pipeline wheel clean

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

.venv/trainer: pyproject.toml | .venv/installed
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	@touch $@

# Train the Dutch pipeline anew: convert, train, evaluate, place. Some three hours with `make -j2` on two cores. Each step
# is kept in WORK, so that a run that was broken off goes on with the step it was in; other data want another WORK.
pipeline: $(WORK)/scores.json
	$(BIN)/python $(RECIPE)/ship.py $(WORK)/final/model-last $(WORK)/scores.json $(VERSION)

$(WORK)/gold.conllu: $(RECIPE)/treebank.py | .venv/installed
	$(BIN)/python $(RECIPE)/treebank.py $(TREEBANK) $(WORK)

$(WORK)/raw.jsonl: | $(WORK)/gold.conllu .venv/trainer
	$(BIN)/python $(RECIPE)/silver.py tokens $(RAW) $@

$(WORK)/vectors: $(WORK)/gold.conllu $(WORK)/raw.jsonl
	$(BIN)/python $(RECIPE)/teacher.py vectors $(WORK)/raw.jsonl $(WORK)/gold.conllu $@

$(WORK)/%.pt: $(WORK)/vectors $(MUNICIPAL).conllu
	$(BIN)/python $(RECIPE)/teacher.py train $(WORK)/gold.conllu $(WORK)/vectors $@ --seed $* --epochs $(EPOCHS_$*) \
		--own $(MUNICIPAL).conllu

$(WORK)/silver.conllu: $(WORK)/1.pt $(WORK)/2.pt
	$(BIN)/python $(RECIPE)/silver.py label $(WORK)/raw.jsonl $(WORK)/gold.conllu $(WORK)/vectors $@ $^

$(WORK)/train.spacy: $(WORK)/silver.conllu $(MUNICIPAL).conllu
	$(BIN)/python $(RECIPE)/convert.py $@ $(WORK)/gold.conllu $(WORK)/silver.conllu --sentences 1-8 \
		--varied $(WORK)/gold.conllu $(WORK)/gold.conllu --often $(MUNICIPAL).conllu

$(WORK)/dev.spacy: $(WORK)/gold.conllu
	$(BIN)/python $(RECIPE)/convert.py $@ $(WORK)/held-out.conllu

# spaCy writes model-last from its first step on: only a training that came to its end makes `done`.
$(WORK)/trained/done: $(WORK)/train.spacy $(WORK)/dev.spacy $(RECIPE)/config.cfg
	OPENBLAS_NUM_THREADS=1 $(BIN)/python $(RECIPE)/train.py $(RECIPE)/config.cfg $(WORK)/trained \
		--paths.train $(WORK)/train.spacy --paths.dev $(WORK)/dev.spacy
	@touch $@

# The last 300 steps without the labels of the teachers.
$(WORK)/gold.spacy: $(WORK)/gold.conllu $(MUNICIPAL).conllu
	$(BIN)/python $(RECIPE)/convert.py $@ $(WORK)/gold.conllu --sentences 1-8 \
		--varied $(WORK)/gold.conllu --often $(MUNICIPAL).conllu

$(WORK)/final/done: $(WORK)/trained/done $(WORK)/gold.spacy
	OPENBLAS_NUM_THREADS=1 $(BIN)/python $(RECIPE)/train.py $(RECIPE)/config.cfg $(WORK)/final \
		--start $(WORK)/trained/model-last --paths.train $(WORK)/gold.spacy --paths.dev $(WORK)/dev.spacy \
		--training.max_steps 300 --training.batcher.size.start 1000 \
		--training.optimizer.learn_rate.initial_rate 0.0003 --training.optimizer.learn_rate.warmup_steps 50
	@touch $@

$(WORK)/scores.json: $(WORK)/final/done $(MUNICIPAL)-held-out.conllu
	$(BIN)/python $(RECIPE)/evaluate.py $(WORK)/final/model-last $(WORK)/held-out.conllu $(MUNICIPAL)-held-out.conllu \
		--floors corpora/floors.toml --json $@

# How often each rule is right on the gold corpus, against its floors.
evaluate: .venv/developer
	$(BIN)/python corpora/gold/evaluate_rules.py

# The scores of the shipped pipeline by genre, against their floors; PIPELINE=name takes another.
evaluate-pipeline: $(WORK)/gold.conllu
	$(BIN)/python $(RECIPE)/evaluate.py $(PIPELINE) $(WORK)/held-out.conllu $(MUNICIPAL)-held-out.conllu --floors corpora/floors.toml

clean:
	rm -rf .venv build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
