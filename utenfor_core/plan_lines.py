"""The lines of the økonomiplan by name: cost, funding and savings, and which of them a service area is typed for."""

from typing import Final

from utenfor_core.domain import FUNDERS, MEASURES, OWN_LINES

PLAN_YEARS: Final = 4
PLAN_POSTS: Final = ("sosialhjelp", "vgo_ekstra", "egen_1", "egen_2", "egen_3", "egen_4")
"""Posts that can stand in a plan: services and transfers of the unit's own levels; never tax or grants."""

COST_LINES: Final = tuple(f"kostnad_m{m}" for m in range(1, MEASURES + 1))
FUNDING_LINES: Final = tuple(f"finansiering_m{m}_{n}" for m in range(1, MEASURES + 1) for n in range(1, FUNDERS + 1))
SAVING_LINES: Final = tuple(f"sparing_{post}" for post in PLAN_POSTS)
OWN_SAVING_LINES: Final = tuple(f"sparing_m{m}_{n}" for m in range(1, MEASURES + 1) for n in range(1, OWN_LINES + 1))
PLAN_LINES: Final = (*COST_LINES, *FUNDING_LINES, *SAVING_LINES, *OWN_SAVING_LINES)
BLOCKS: Final = {
    "kostnad": COST_LINES,
    "finansiering": FUNDING_LINES,
    "sparing": (*SAVING_LINES, *OWN_SAVING_LINES),
}

AREAS: Final = tuple(str(n) for n in range(1, 9))
"""The service areas (rammeområder) a unit can name."""

NO_AREA: Final = "uten"
"""The sum of the lines that have no area, or one that is not among the names."""

CODED_LINES: Final = (*COST_LINES, *SAVING_LINES)
"""Lines with unit (ansvar) and project of their own; a measure's other lines follow its cost."""

AREA_LINES: Final = (*CODED_LINES, *OWN_SAVING_LINES)
"""Lines an area is typed for; funding follows the measure's cost, and so does an own line without an area."""


def followed_line(line: str) -> str:
    """Return the line whose area, unit and project hold for this one where it has none of its own.

    >>> followed_line("finansiering_m2_3"), followed_line("sparing_m1_2"), followed_line("sparing_sosialhjelp")
    ('kostnad_m2', 'kostnad_m1', 'sparing_sosialhjelp')
    """
    return line if line in CODED_LINES else f"kostnad_{line.split('_')[1]}"
