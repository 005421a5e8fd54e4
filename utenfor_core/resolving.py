"""From assumptions to the numbers in use: price years, presets and the user's own values."""

from collections.abc import Mapping

import numpy as np

from utenfor_core.assumptions import INDEXES, Assumption
from utenfor_core.domain import PRESETS, Value
from utenfor_core.frame import Frame
from utenfor_core.inputs import FIRST_PRICE_YEAR, is_number
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import Rows, number

MISSING = "mangler"


def indexed(lines: tuple[Assumption, ...], price_year: int) -> tuple[Assumption, ...]:
    """Return the assumptions whose amounts stand in an older price year and are carried to the model's."""
    return tuple(line for line in lines if line.price_year and line.index and line.price_year < price_year)


def price_rows(frame: Frame, values: Mapping[str, Value]) -> Rows:
    """Return the price indexes (4, years) and each older amount carried to the price year: amount · factor.

    Level(y) = level(y + 1) / (1 + growth into y + 1), 1 in the price year; a missing year is text, and so is all
    that rests on it.
    """
    years = range(FIRST_PRICE_YEAR, frame.price_year + 1)
    growth = [[values.get(f"growth.{index}_{year}") for year in years[1:]] for index in INDEXES]
    levels: list[list[Value]] = []
    for row in growth:
        level: list[Value] = [1.0]
        for rate in reversed(row):
            after = level[0]
            level.insert(0, after / (1 + rate) if is_number(after) and is_number(rate) else MISSING)
        levels.append(level)
    lines = indexed(frame.lines, frame.price_year)
    then: list[Value] = []
    factors: list[Value] = []
    for line in lines:
        level_then = levels[INDEXES.index(line.index or "")][(line.price_year or 0) - FIRST_PRICE_YEAR]
        then.append(level_then)
        factors.append(1 / level_then if is_number(level_then) else MISSING)
    amounts = np.array([line.values for line in lines], dtype=float)
    carried = [
        [amount * factor if is_number(factor) else MISSING for amount in row]
        for row, factor in zip(amounts, factors, strict=True)
    ]
    rows = Rows(
        price_from=[float(line.price_year or 0) for line in lines],
        price_index=[float(INDEXES.index(line.index or "") + 1) for line in lines],
        price_level=then,
        price_factor=factors,
        index_base=[1.0] * len(INDEXES),
    )
    rows["index_year"] = np.array([list(years[:-1])], dtype=float)
    rows["index_growth"] = np.array(growth, dtype=object)
    rows["index_level"] = np.array([level[:-1] for level in levels], dtype=object)
    rows["price_amount"] = amounts
    rows["price_value"] = np.array(carried, dtype=object)
    return rows


def assumption_rows(frame: Frame, prices: Rows, values: Mapping[str, Value]) -> tuple[Rows, dict[str, Value]]:
    """Return the assumptions by preset, the own values and what is in use, and the last as a mapping by short name."""
    lines = indexed(frame.lines, frame.price_year)
    carried = {line.name: list(row) for line, row in zip(lines, prices["price_value"], strict=True)}
    preset = values.get("place.preset")
    names = [name.casefold() for name in PRESETS]
    chosen = names.index(preset.casefold()) if isinstance(preset, str) and preset.casefold() in names else 0
    table: list[list[Value]] = []
    own: list[Value] = []
    use: dict[str, Value] = {}
    for line in frame.lines:
        by_preset = carried.get(line.name) or [NOT_SET if value is None else value for value in line.values]
        typed = values.get(f"own.{line.name}")
        table.append(by_preset)
        own.append(typed)
        use[line.name] = float(number(typed)) if _usable(line, typed) else by_preset[chosen]
    rows = Rows(
        preset_number=float(chosen + 1),
        preset_name=np.array([PRESETS], dtype=object),
        in_use=np.array(list(use.values()), dtype=object),
    )
    rows["preset_value"] = np.array(table, dtype=object)
    rows["own_value"] = np.array(own, dtype=object)
    rows["own_minimum"] = np.array([line.minimum for line in frame.lines], dtype=object)
    rows["own_maximum"] = np.array([line.maximum for line in frame.lines], dtype=object)
    return rows, use


def _usable(line: Assumption, typed: Value) -> bool:
    if not is_number(typed):
        return False
    value = number(typed)
    return (line.minimum is None or value >= line.minimum) and (line.maximum is None or value <= line.maximum)
