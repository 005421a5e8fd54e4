"""The template for own figures as sheets: which assumption stands where, and in which column what is typed."""

from collections.abc import Iterator, Mapping
from typing import Final

from utenfor_core.assumptions import CASHABLE, SCALARS, VECTORS
from utenfor_core.domain import PRESETS
from utenfor_core.own_figures import Target

GUIDE: Final = "Veiledning"
UNIT_COSTS: Final = "Enhetskostnader"
PROFILES: Final = "Profiler"
SHARES: Final = "Andeler og valg"
GROWTH: Final = "Prisvekst"
GROUPS: Final = "Målgrupper"
SHEETS: Final = (GUIDE, UNIT_COSTS, PROFILES, SHARES, GROWTH, GROUPS)
VALUE_SHEETS: Final = (UNIT_COSTS, PROFILES, SHARES)
UNIT_COST_SECTION: Final = "Enhetskostnader og lønn"

MARK: Final = "Utenfor-regnskapet, mal for egne tall, utgave 1"
"""Stands in A2 of the guide: the reader takes no other file, and an older edition can be told."""
MARK_LINE: Final = 1
NAME_LINE, BASE_LINE, HEAD_COLUMN = 4, 5, 1
"""Where the name of the figures and the file they build on are typed on the guide."""

HEAD_LINE: Final = 4
ID, LABEL, UNIT, MODEL = range(4)
MODEL_YEAR: Final = MODEL + len(PRESETS)
OWN: Final = MODEL_YEAR + 1
PRICE_YEAR: Final = OWN + 1 + len(PRESETS)
MONTHS, SOURCE, NOTE, LOW, HIGH = range(PRICE_YEAR + 1, PRICE_YEAR + 6)
FIELDS: Final = {"id": ID, "enhet": UNIT, "prisar": PRICE_YEAR, "maneder": MONTHS, "kilde": SOURCE, "merknad": NOTE}
OWN_COLUMNS: Final[Mapping[int, str]] = {OWN: "", **{OWN + at: preset for at, preset in enumerate(PRESETS, 1)}}
"""Where a value is typed: for all presets, or for one."""

GROWTH_FIELDS: Final = {"indeks": 0, "ar": 2, "verdi": 4, "kilde": 5}
GROWTH_LABEL, GROWTH_MODEL = 1, 3

GROUP_FIELDS: Final = (
    "navn", "definisjon", "alder_fra", "alder_til", "alder_vanlig", "par", "utfall_alder", "utfall_etter_ar",
    "nar_malet", "nar_malet_lav", "nar_malet_hoy", "lykkes_betyr", "egne_linjer", "telling", "kilde", "merknad",
)  # fmt: skip
GROUP_KEY, GROUP_LABEL, GROUP_HELP, GROUP_FIRST = range(4)
GROUP_IDS: Final = ("egen_1", "egen_2", "egen_3")
"""The short names of the groups of an Excel file; one of the same name takes the place of one it builds on."""
LAST_LINE: Final = 400
"""Further down nothing of ours stands; what a user has there is not read."""


def sheet_of(section: str) -> str:
    """Return the sheet a section of the assumptions stands on.

    >>> sheet_of("Skatt"), sheet_of(UNIT_COST_SECTION)
    ('Andeler og valg', 'Enhetskostnader')
    """
    if section == UNIT_COST_SECTION:
        return UNIT_COSTS
    return PROFILES if section in VECTORS else SHARES


def sections(known: Mapping[str, Target], sheet: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each section of a sheet with the short names in it, in the order of the sheet `Forutsetninger`."""
    for section in (*SCALARS, CASHABLE, *VECTORS):
        if sheet_of(section) == sheet:
            yield section, [name for name, target in known.items() if target.line.section == section]


def takes_presets(target: Target) -> bool:
    """Tell whether a value may be given for one preset alone."""
    return not target.part and target.year is None and None not in target.line.values
