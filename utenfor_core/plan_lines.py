"""The lines of the økonomiplan by name: cost, funding and savings, and what is typed for which of them."""

from collections.abc import Mapping
from typing import Final

from utenfor_core.domain import FUNDERS, MEASURES, OWN_LINES

PLAN_YEARS: Final = 4
PLAN_POSTS: Final = ("sosialhjelp", "vgo_ekstra", "egen_1", "egen_2", "egen_3", "egen_4")
"""Posts that can stand in a plan: services and transfers of the unit's own levels; never tax or grants."""

COST_LINES: Final = tuple(f"kostnad_m{m}" for m in range(1, MEASURES + 1))
PARTS: Final = tuple(str(n) for n in range(1, 13))
"""Free slots, by number: each takes a part of a measure's cost to a line with another art."""

PART_LINES: Final = tuple(f"kostnad_del_{n}" for n in PARTS)
FUNDING_LINES: Final = tuple(f"finansiering_m{m}_{n}" for m in range(1, MEASURES + 1) for n in range(1, FUNDERS + 1))
SAVING_LINES: Final = tuple(f"sparing_{post}" for post in PLAN_POSTS)
OWN_SAVING_LINES: Final = tuple(f"sparing_m{m}_{n}" for m in range(1, MEASURES + 1) for n in range(1, OWN_LINES + 1))
PLAN_LINES: Final = (*COST_LINES, *PART_LINES, *FUNDING_LINES, *SAVING_LINES, *OWN_SAVING_LINES)
BLOCKS: Final = {
    "kostnad": (*COST_LINES, *PART_LINES),
    "finansiering": FUNDING_LINES,
    "sparing": (*SAVING_LINES, *OWN_SAVING_LINES),
}

AREAS: Final = tuple(str(n) for n in range(1, 9))
"""The service areas (rammeområder) a unit can name."""

NO_AREA: Final = "uten"
"""The sum of the lines that have no area, or one that is not among the names."""

CODED_LINES: Final = (*COST_LINES, *SAVING_LINES)
"""Lines with unit (ansvar), project and type of their own; a measure's other lines follow its cost."""

AREA_LINES: Final = (*CODED_LINES, *OWN_SAVING_LINES)
"""Lines an area is typed for; funding follows the measure's cost, and so does an own line without an area."""

NEW, SAVING, ADJUSTMENT = "Nytt tiltak", "Innsparing", "Konsekvensjustering"
FUNDED, OWN_MONEY = "Ekstern finansiering", "Egne midler flyttet"
COST_TYPES: Final = (NEW, ADJUSTMENT)
SAVING_TYPES: Final = (SAVING, ADJUSTMENT)
TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(COST_LINES, COST_TYPES),
    **dict.fromkeys(SAVING_LINES, SAVING_TYPES),
}
"""The types to choose from, by line."""

USUAL_TYPES: Final[Mapping[str, str]] = {
    **{line: types[0] for line, types in TYPES.items()},
    "sparing_vgo_ekstra": ADJUSTMENT,
}
"""The type of a line where none is chosen; an extra year in school follows of the law, not of a decision."""


def followed_line(line: str, measure: str = "") -> str:
    """Return the line whose area, unit, project and type hold for this one where it has none of its own.

    A part of a cost follows its `measure`, m1 … m6; one of no measure follows none.

    >>> followed_line("finansiering_m2_3"), followed_line("sparing_m1_2"), followed_line("sparing_sosialhjelp")
    ('kostnad_m2', 'kostnad_m1', 'sparing_sosialhjelp')
    >>> followed_line("kostnad_del_4", "m2"), followed_line("kostnad_del_4")
    ('kostnad_m2', '')
    """
    if line in PART_LINES:
        return f"kostnad_{measure}" if measure else ""
    return line if line in CODED_LINES else f"kostnad_{line.split('_')[1]}"
