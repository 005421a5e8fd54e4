"""The tornado: the net with each uncertain input at its low and its high, the others at their most likely."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utenfor_core.calculation import TOGETHER
from utenfor_core.input_labels import plain_label
from utenfor_core.uncertainty.response import Response
from utenfor_core.uncertainty.spreads import Spread

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tornado:
    """One bar for each input, the widest first: its low and high, and the net in kroner at each.

    `base` is the net with every input at its most likely; a bar reaches from the lowest to the highest of `at_low`,
    `base` and `at_high`, so that an input that bends the net is not hidden. All arrays are (inputs,).
    """

    view: str
    keys: tuple[str, ...]
    labels: tuple[str, ...]
    low: Floats
    most: Floats
    high: Floats
    at_low: Floats
    at_high: Floats
    base: float

    @property
    def width(self) -> Floats:
        """Return the length of each bar, kroner (inputs,)."""
        return _width(self.at_low, self.at_high, self.base)

    def to_frame(self) -> "DataFrame":
        """Return a line for each input: its values, the net at each end and the width of the bar."""
        import pandas as pd  # noqa: PLC0415 - the core is light: pandas only where a table is asked for

        columns = {
            "lav": self.low,
            "mest sannsynlig": self.most,
            "høy": self.high,
            "netto ved lav": self.at_low,
            "netto ved høy": self.at_high,
            "utslag": self.width,
        }
        return pd.DataFrame(columns, index=pd.Index(self.labels, name="felt"))


def _width(at_low: Floats, at_high: Floats, base: float) -> Floats:
    ends = np.stack([at_low, at_high, np.full_like(at_low, base)])
    return np.asarray(ends.max(axis=0) - ends.min(axis=0))


def tornado(  # noqa: PLR0913 - what the net is of stands in the call, as in Response.net
    response: Response,
    *,
    view: str,
    years: float | None = None,
    discounted: bool = True,
    cashable: bool = False,
    block: str = TOGETHER,
) -> Tornado:
    """Return the tornado of one view's net over `years` budget years, till 67 where none are given.

    Exact: each bar is two calculations of the model. An input is moved alone also where the draws move it together
    with others (docs/decisions/0024). A certain input has a bar of width 0.

    Raises InputError as `Response.net` does.
    """
    spreads = response.spreads
    count = len(spreads)
    low, most, high = (np.array([getattr(each, name) for each in spreads], dtype=float) for name in Spread.POINTS)
    values = np.tile(most, (2 * count + 1, 1))
    at = np.arange(count)
    values[at, at], values[count + at, at] = low, high
    net = response.net(values, view=view, years=years, discounted=discounted, cashable=cashable, block=block)
    at_low, at_high, base = net[:count], net[count:-1], float(net[-1])
    order = np.argsort(-_width(at_low, at_high, base), kind="stable")
    return Tornado(
        view=view,
        keys=tuple(response.keys[number] for number in order),
        labels=tuple(plain_label(response.result.frame, response.keys[number]) for number in order),
        low=low[order],
        most=most[order],
        high=high[order],
        at_low=at_low[order],
        at_high=at_high[order],
        base=base,
    )
