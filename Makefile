# Every step can be run again: it does only what is not done. Stamps in .venv say what is done.
# On Windows without make: see README.md, the same Python commands do the work.

.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?=
OUT    ?= dist
WORKERS ?= 2
# A small, a middle and the largest municipality (Utsira, Bodø, Oslo), one in nynorsk (Sogndal), and a county (Nordland).
LOOKED_AT := 1151 1804 0301 4640
COUNTY_LOOKED_AT := 18

.PHONY: help demo xlam install test check format lint types imports test-tools bench verify golden look pins serve clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

demo: install ## one municipality's workbook (Bodø) into dist/
	$(BIN)/python build_workbooks.py 1804 --out $(OUT)

xlam: install ## the add-in for Excel on Windows, with its installer, into dist/utenfor-tillegg
	$(BIN)/python -m addin.build_xlam $(OUT)/utenfor-tillegg
	rm -f $(OUT)/utenfor-tillegg/*.whl
	$(BIN)/python -m hatchling build --target wheel --directory $(OUT)/utenfor-tillegg

install: $(VENV)/.installed ## .venv with the pinned packages and this project

$(VENV)/.created:
	@.ci/create_venv $(VENV) $(PYTHON)
	@touch $@

$(VENV)/.pins: constraints.txt $(VENV)/.created
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@echo "Med fulgte xlwings-server, som bare make serve bruker: PolyForm Noncommercial eller betalt lisens."
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.pins
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

check: lint types imports test ## all of it: format, lint, types, import contracts, tests

test: install test-tools ## the tests, with what they need
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-tools: install
	@$(BIN)/python --version
	@.ci/test_tools

format: install ## write the format instead of checking it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

bench: install ## how long things take (printed, not judged)
	$(BIN)/python -m pytest -m bench -s -n 0

verify: install test-tools ## all 357 municipalities, recalculated
	$(BIN)/python -m pytest -m verify -n $(WORKERS) --dist worksteal

golden: install ## write the stored portraits of a workbook anew; git diff tells what changed in it
	$(BIN)/python -m tests.workbooks.golden

look: install test-tools ## pictures of every sheet of five workbooks, for a person to look at
	$(BIN)/python build_workbooks.py $(LOOKED_AT) --fylkesbok $(COUNTY_LOOKED_AT) --out $(OUT)
	$(BIN)/python -m tests.workbooks.look $(foreach number,$(LOOKED_AT) $(COUNTY_LOOKED_AT),$(OUT)/utenfor-regnskapet_$(number)_*.xlsx) --out $(OUT)/look

pins: install ## constraints.txt anew from pyproject.toml: no address, all platforms, the same versions for every Python
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	    --no-header --no-emit-index-url --no-emit-find-links --all-extras --quiet --upgrade --output-file constraints.txt

# LICENSE is your own choice: noncommercial, or the key you have bought. Without it you are asked.
serve: install ## the server behind the Office.js add-in, on this machine (docs/how-to/office-js.md)
	$(BIN)/utenfor serve $(if $(LICENSE),--license $(LICENSE)) $(if $(SETTINGS),--settings $(SETTINGS))

clean: ## remove .venv and everything built
	rm -rf $(VENV) $(OUT) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
