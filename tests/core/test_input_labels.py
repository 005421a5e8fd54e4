"""An input is called the same in Python as on the sheet where it is typed."""

import re
import tomllib
from importlib.resources import files

import pytest

from utenfor_core.data import settings
from utenfor_core.frame import built_in_frame
from utenfor_core.input_labels import assumption_label, input_label

FRAME = built_in_frame()
LABELS = settings("input_labels.toml")


def sheet_texts() -> dict[str, dict[str, str]]:
    """Return the workbook's words for inputs by table."""
    folder = files("workbook_templates.texts.nb")
    tables: dict[str, dict[str, str]] = {}
    for name in ("measures", "assumptions", "inputs", "rows"):
        tables |= tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8"))
    return tables


def form(text: str) -> str:
    """Return a text of the workbook with the core's marks for what is filled in."""
    return re.sub(r"{{ (\w+) }}", r"{\1}", text)


TEXTS = sheet_texts()
PLACE_FACTS = {"name", "number", "population", "population_share", "reduced_tax_zone", "own_levels"}


@pytest.mark.parametrize(
    ("table", "prefix", "sheet"),
    [
        ("measure", "", "measure_labels"),
        ("funder", "funder_", "measure_labels"),
        ("own_line", "own_", "measure_labels"),
        ("free", "", "free_labels"),
        ("place", "", "place_labels"),
        ("plan", "", "plan_labels"),
        ("shown", "", "shown_labels"),
        ("uncertainty", "", "uncertainty_labels"),
        ("council", "", "council_labels"),
        ("plan_line", "", "members"),
        ("index", "", "index_names"),
        ("suffix", "", "assumption_suffix"),
        ("forms", "", "inputs"),
    ],
)
def test_the_words_are_those_of_the_workbook(table: str, prefix: str, sheet: str) -> None:
    left_out = PLACE_FACTS if table == "place" else set()
    ours = {name: text for name, text in LABELS[table].items() if name not in left_out}
    theirs = {name: form(TEXTS[sheet][prefix + name]) for name in ours}
    assert ours == theirs


def test_every_input_has_words_and_no_two_inputs_the_same() -> None:
    labels = {field.key: input_label(FRAME, field.key) for field in FRAME.fields}
    assert [key for key, label in labels.items() if key == label] == []
    assert len(set(labels.values())) == len(labels)


def test_an_unknown_key_is_its_own_label() -> None:
    assert input_label(FRAME, "m1.finnes_ikke") == "m1.finnes_ikke"
    assert input_label(FRAME, "noe") == "noe"


def test_a_rate_with_two_years_says_which_it_is() -> None:
    lasting, dated = (assumption_label(FRAME, name) for name in ("municipal_rate", "municipal_rate_dated"))
    assert lasting.endswith("varig sats")
    assert dated.endswith("årets sats")
