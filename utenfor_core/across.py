"""The budget across: service areas × levels × years, and who pays × who gains; all measures together.

Kroner of the price year, positive is better for that budget. Sums of years are real kroner, not discounted; the last
column is present value.
"""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utenfor_core.budgets import level_numbers, paid_outside
from utenfor_core.domain import FYLKE, KOMMUNE, LEVELS, OTHER_FYLKER, OTHER_KOMMUNER, OUTSIDE, OWN_LINES, STAT, Value
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.plan_lines import PLAN_YEARS
from utenfor_core.posts import POST_NAMES, POSTS
from utenfor_core.service_areas import (
    AREAS,
    BENEFITS,
    CHILD_WELFARE,
    GRANT,
    HEALTH,
    REST,
    SCHOOL,
    SOCIAL,
    TAX,
    UPPER_SECONDARY,
    area_of_code,
    area_of_function,
    area_of_post,
)
from utenfor_core.trace import Rows

Floats = NDArray[np.float64]
SUM_HORIZONS = (3.0, 4.0, 5.0)
TILL_67 = 7.0
"""Which of the horizons the sums are for: 10, 20 and 40 years, and till 67; counted from 1, as their members are."""

COLUMNS: Final = PLAN_YEARS + len(SUM_HORIZONS) + 2
"""The plan's years one by one, the sums, till 67, and present value till 67."""

OWN_ITEMS: Final = tuple(f"{owner}_{n}" for owner in MEASURE_BLOCKS for n in range(1, OWN_LINES + 1))
ITEMS: Final = (*POST_NAMES, *OWN_ITEMS)
"""What gains are made of: posts, and the own lines of the measures."""

PAYERS_OF_ALL: Final = (*LEVELS, OUTSIDE)
PAYING: Final = (KOMMUNE, FYLKE, STAT)
MATRIX_PAYERS: Final = (*PAYING, OUTSIDE)
"""Who can pay for a measure: three levels, and payers that are no public budget; the levels of others never do."""

SHOWN_AREAS: Final[Mapping[str, tuple[str, ...]]] = {
    KOMMUNE: (TAX, GRANT, SOCIAL, CHILD_WELFARE, SCHOOL, HEALTH, REST),
    FYLKE: (TAX, UPPER_SECONDARY, REST),
    STAT: (TAX, BENEFITS, REST),
    OTHER_KOMMUNER: (TAX, GRANT, SOCIAL, REST),
    OTHER_FYLKER: (TAX, REST),
}
"""The areas that have a line of their own at each level; the rest is what remains of the level's gain."""

LINES: Final = tuple(f"{level}_{area}" for level, areas in SHOWN_AREAS.items() for area in areas)


def across_rows(blocks: Mapping[str, Rows], shared: Rows, values: Mapping[str, Value]) -> Rows:
    """Return gains by item and by level and area, costs and net by level, each in COLUMNS, and the matrices.

    `blocks` has the measures and `all`; `shared` the posts, the years and `success_effective`.
    """
    together, year = blocks["all"], shared["year"][0]
    first = shared.single("base_year_used")
    lengths = np.append([shared["horizon_list"][int(at) - 1, 0] for at in SUM_HORIZONS], float(len(year)))
    start = np.append(first + np.arange(PLAN_YEARS), [first] * (COLUMNS - PLAN_YEARS))
    end = np.concatenate([start[:PLAN_YEARS], first + lengths - 1, [first + lengths[-1] - 1]])
    present = np.append(np.zeros(COLUMNS - 1), 1.0)
    within = (year[:, None] >= start) & (year[:, None] <= end)
    factor = within * shared["discount"][0][:, None] ** present
    items, areas, levels = _items(blocks, shared, values)
    kroner = items @ factor
    numbers = {name: float(at) for at, name in enumerate(AREAS, 1)}
    gains = []
    for at, shown in enumerate(SHOWN_AREAS.values(), 1):
        listed = [numbers[area] for area in shown[:-1]]
        gains += [kroner[(levels == at) & (areas == area)].sum(axis=0) for area in listed]
        gains.append(kroner[(levels == at) & ~np.isin(areas, listed)].sum(axis=0))
    cost = together["level_cost"] @ factor
    gain = together["level_gross"] @ factor
    rows = Rows(
        across_first=np.append(np.arange(float(PLAN_YEARS)), np.zeros(COLUMNS - PLAN_YEARS))[None],
        across_horizon=np.array([[*np.zeros(PLAN_YEARS), *SUM_HORIZONS, TILL_67, TILL_67]]),
        across_from=start[None], across_to=end[None], across_present=present[None],
        function_code=list(area_of_function()), function_area=[float(area) for area in area_of_function().values()],
        area_name=list(AREAS), area_number=list(numbers.values()),
        item_area=areas, item_level=levels, item_kr=kroner,
        across_gain=np.stack(gains), across_cost=cost, across_net=gain - cost,
        across_total=(gain - cost).sum(axis=0)[None],
    )  # fmt: skip
    rows.update(_matrix(blocks, shared))
    return rows


def _items(blocks: Mapping[str, Rows], shared: Rows, values: Mapping[str, Value]) -> tuple[Floats, Floats, Floats]:
    """Return kroner by item and year, and the area and level number of each item."""
    effective = shared["success_effective"][:, 0]
    measures = [blocks[owner] for owner in MEASURE_BLOCKS]
    posts = np.sum([rate * rows["unit_gross"] for rate, rows in zip(effective, measures, strict=True)], axis=0)
    own = np.concatenate([rows["own_gross"] for rows in measures])
    areas = [
        area_of_code(values.get(f"free{post.free}.kostra_function")) if post.free else area_of_post(post)
        for post in POSTS
    ]
    areas += [
        area_of_code(values.get(f"{owner}.own{n}_kostra_function"))
        for owner in MEASURE_BLOCKS
        for n in range(1, OWN_LINES + 1)
    ]
    own_levels = [level_numbers(rows["own_level"][:, 0]) for rows in measures]
    levels = np.concatenate([shared["post_level_number"][:, 0], *own_levels])
    return np.concatenate([posts, own]), np.array(areas, dtype=float), levels


def _matrix(blocks: Mapping[str, Rows], shared: Rows) -> Rows:
    """Return who pays × who gains: gains are shared among the payers as the whole cost is, present value till 67.

    M[p, g] = pays_p / Σ pays · gains_g, for the present value and for the gains of the year chosen.
    """
    together, discount = blocks["all"], shared["discount"][0]
    outside = np.sum([paid_outside(blocks[owner]) for owner in MEASURE_BLOCKS], axis=0)
    paid = np.vstack([together["level_cost"], outside])
    this_year = (shared["year"][0] == shared.single("shown_year")).astype(float)
    pays, gains = paid @ discount, together["level_gross"] @ discount
    total = float(pays.sum())
    share = pays / total if total > 0 else 0.0 * pays
    paying = [PAYERS_OF_ALL.index(payer) for payer in MATRIX_PAYERS]
    gains_of_year = together["level_gross"] @ this_year
    return Rows(
        payer_present=pays, payer_year=paid @ this_year, payer_share=share,
        gainer_number=np.arange(1.0, len(LEVELS) + 1)[None],
        gainer_present=gains[None], gainer_year=gains_of_year[None],
        pays_gains=np.outer(share[paying], gains), pays_gains_year=np.outer(share[paying], gains_of_year),
        level_present=np.append(gains, 0.0), level_net_present=np.append(gains, 0.0) - pays,
    )  # fmt: skip
