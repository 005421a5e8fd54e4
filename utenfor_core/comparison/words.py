"""The words of a comparison: heads of columns, names of horizons, what each preset stands for and why."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.assumptions import Assumption
from utenfor_core.data import settings

WORDS = "comparison.toml"


def heads() -> Mapping[str, str]:
    """Return the heads of a table's own columns by name."""
    found: Mapping[str, str] = settings(WORDS)["heads"]
    return found


def columns() -> Mapping[str, str]:
    """Return what each column of figures is called, by its name in the trace."""
    found: Mapping[str, str] = settings(WORDS)["columns"]
    return found


def statuses() -> Mapping[str, str]:
    """Return the word for each status of a figure."""
    found: Mapping[str, str] = settings(WORDS)["statuses"]
    return found


def horizon_names(lengths: NDArray[np.float64]) -> tuple[str, ...]:
    """Return what the model's horizons are called; `lengths` are their budget years, in the model's order.

    >>> horizon_names(np.array([1.0, 4.0, 10.0, 20.0, 40.0, 77.0, 77.0]))[2:4]
    ('10 år', '20 år')
    """
    names: list[str] = settings(WORDS)["horizons"]["names"]
    return tuple(name.format(years=f"{years:g}") for name, years in zip(names, lengths, strict=True))


def preset_text(preset: str) -> str:
    """Return what a preset stands for, in Norwegian; raises KeyError for a name that is no preset's.

    >>> preset_text("forsiktig").partition(".")[0]
    'Det lave anslaget'
    """
    text: str = settings(WORDS)["presets"][preset]
    return text


def reason(line: Assumption) -> str:
    """Return why the presets set an assumption differently; empty where they do not."""
    found: Mapping[str, str] = settings(WORDS)["reasons"]
    return found.get(line.id, line.note) if len(set(line.values)) > 1 else ""
