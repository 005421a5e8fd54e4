"""The reference case of the changelog: the example measure in Bodø under each preset, as lines of a table.

`python -m tests.cases.reference_case` prints net present value in kroner till each participant turns 67, for the
municipality's own budgets and for all five, and the first year the accumulated net is and stays at or above nought.
"""

from collections.abc import Iterator
from dataclasses import replace

from utenfor_core.domain import ALL, OWN, PRESETS, VIEWS
from utenfor_core.model import TOGETHER, run
from utenfor_core.municipalities import find
from utenfor_core.trace import cell_value
from workbook_templates.workbook import delivered_case

MUNICIPALITY = "1804"
TILL_67 = -1
"""The last of the horizons side by side."""

HEAD = (
    "| preset | net, own budgets | net, all budgets | in plus from, own | in plus from, all |",
    "|---|--:|--:|--:|--:|",
)


def lines() -> Iterator[str]:
    """Yield the table, a line for each preset."""
    yield from HEAD
    delivered = delivered_case(find(MUNICIPALITY).municipality)
    for preset in PRESETS:
        result = run(replace(delivered, preset=preset))
        cells = []
        for name, horizon in (("net_present", TILL_67), ("payback_year_accumulated", 0)):
            for view in (OWN, ALL):
                value = cell_value(result.row(name, TOGETHER), VIEWS.index(view), horizon)
                year = name != "net_present"
                cells.append(str(value) if isinstance(value, str) else f"{value:.0f}" if year else _spaced(value))
        yield f"| `{preset}` | {' | '.join(cells)} |"


def _spaced(value: object) -> str:
    return f"{value:,.0f}".replace(",", " ").replace("-", "−")


if __name__ == "__main__":
    print(*lines(), sep="\n")  # noqa: T201 - the table is to be read
