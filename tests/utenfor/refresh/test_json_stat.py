"""JSON-stat 2.0: a recorded answer of SSB's, every form the standard allows, and what it does not allow."""

import json
from collections.abc import Callable
from copy import deepcopy
from math import prod
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utenfor.refresh.json_stat import cells, codes_of, read_dataset
from utenfor.refresh.records import RefreshError

RECORDED = Path(__file__).with_name("ssb_12134.json")
MOST = 1000
SMALL: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "id": ["Region", "Tid"],
    "size": [2, 2],
    "dimension": {
        "Region": {"category": {"index": {"1804": 1, "0301": 0}, "label": {"1804": "Bodø", "0301": "Oslo"}}},
        "Tid": {"category": {"index": ["2024", "2025"], "label": {}}},
    },
    "value": [1, 2.5, None, 4],
    "status": {"2": ":"},
}
EXPECTED = [
    ("0301", "2024", 1, None),
    ("0301", "2025", 2.5, None),
    ("1804", "2024", None, ":"),
    ("1804", "2025", 4, None),
]


def read(dataset: object) -> list[tuple[str, str, float | None, str | None]]:
    found = read_dataset(json.dumps(dataset).encode(), "her", MOST)
    return [(one.codes["Region"], one.codes["Tid"], one.value, one.sign) for one in cells(found)]


def test_a_recorded_answer_of_ssbs_is_read() -> None:
    dataset = read_dataset(RECORDED.read_bytes(), "12134", MOST)
    found = {one.codes["KOKkommuneregion0000"]: one.value for one in cells(dataset)}
    assert found == {"0301": 81240, "4601": 66605, "5001": 62853}
    assert codes_of(dataset, "KOKkommuneregion0000")["5001"] == "Trondheim - Tråante"


def test_codes_in_any_order_and_a_hidden_figure_are_read() -> None:
    assert read(SMALL) == EXPECTED


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", {"0": 1, "1": 2.5, "3": 4}),
        ("value", {"0": 1, "1": 2.5, "2": None, "3": 4}),
        ("status", [None, None, ":", None]),
        ("status", ["", "", ":", ""]),
    ],
)
def test_sparse_values_and_signs_as_a_list_say_the_same(key: str, value: object) -> None:
    assert read({**SMALL, key: value}) == EXPECTED


def test_one_sign_for_all_holds_for_all_and_no_sign_for_none() -> None:
    assert {one[-1] for one in read({**SMALL, "status": ".."})} == {".."}
    assert {one[-1] for one in read({key: value for key, value in SMALL.items() if key != "status"})} == {None}


def test_a_dimension_of_one_code_may_be_without_positions() -> None:
    one = {**SMALL, "size": [1, 2], "value": [1, 2], "status": {}}
    one["dimension"] = {**SMALL["dimension"], "Region": {"category": {"label": {"1804": "Bodø"}}}}
    assert read(one) == [("1804", "2024", 1, None), ("1804", "2025", 2, None)]


DAMAGE: dict[str, Callable[[dict[str, Any]], object]] = {
    "another version": lambda one: one.update(version="1.3"),
    "a collection": lambda one: one.update({"class": "collection"}),
    "no id": lambda one: one.pop("id"),
    "an id twice": lambda one: one.update(id=["Tid", "Tid"]),
    "a size too few": lambda one: one.update(size=[4]),
    "a size of text": lambda one: one.update(size=["2", "2"]),
    "an empty dimension": lambda one: one.update(size=[0, 2], value=[]),
    "too many cells": lambda one: one.update(size=[2000, 2]),
    "no dimension": lambda one: one.pop("dimension"),
    "a dimension away": lambda one: one["dimension"].pop("Tid"),
    "a gap in the positions": lambda one: one["dimension"]["Region"]["category"]["index"].update({"1804": 2}),
    "a code too many": lambda one: one["dimension"]["Tid"]["category"]["index"].append("2026"),
    "a code twice": lambda one: one["dimension"]["Tid"]["category"].update(index=["2024", "2024"]),
    "no category": lambda one: one["dimension"]["Tid"].pop("category"),
    "a value too few": lambda one: one["value"].pop(),
    "a value too many": lambda one: one["value"].append(1),
    "a value of text": lambda one: one["value"].__setitem__(0, "1"),
    "a value that is true": lambda one: one["value"].insert(0, one["value"].pop(0) == 1),
    "a value outside": lambda one: one.update(value={"4": 1}),
    "a value nowhere": lambda one: one.update(value={"første": 1}),
    "no values": lambda one: one.pop("value"),
    "a sign outside": lambda one: one.update(status={"9": ":"}),
    "signs too few": lambda one: one.update(status=[":", ":"]),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_the_standard_does_not_allow_is_refused_in_words(damage: Callable[[dict[str, Any]], object]) -> None:
    dataset = deepcopy(SMALL)
    damage(dataset)
    with pytest.raises(RefreshError, match=r"^her: svaret følger ikke JSON-stat 2\.0: "):
        read(dataset)


BROKEN = [b"", b"{", b"[]", b'{"value": NaN}', b"\xff", b"[" * 100_000, RECORDED.read_bytes()[:900]]


@pytest.mark.parametrize("content", BROKEN)
def test_what_is_not_whole_json_is_refused(content: bytes) -> None:
    with pytest.raises(RefreshError, match=r"^her: "):
        read_dataset(content, "her", MOST)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_every_cell_of_any_dataset_is_found_at_its_codes(sizes: list[int], data: st.DataObject) -> None:
    values = data.draw(st.lists(st.none() | st.integers(-9, 9), min_size=prod(sizes), max_size=prod(sizes)))
    names = [f"d{number}" for number in range(len(sizes))]
    orders = [data.draw(st.permutations([f"k{code}" for code in range(size)])) for size in sizes]
    dimension = {
        name: {"category": {"index": {code: place for place, code in enumerate(order)}}}
        for name, order in zip(names, orders, strict=True)
    }
    whole = {"version": "2.0", "class": "dataset", "id": names, "size": sizes, "dimension": dimension}
    sparse = {str(place): one for place, one in enumerate(values) if one is not None}
    for form in (values, sparse):
        dataset = read_dataset(json.dumps({**whole, "value": form}).encode(), "her", MOST)
        for cell in cells(dataset):
            place = 0
            for name, size, order in zip(names, sizes, orders, strict=True):
                place = place * size + order.index(cell.codes[name])
            assert cell.value == values[place]
