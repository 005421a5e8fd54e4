"""The sheets by name and order, and the line and column of what is typed on the sheets people read."""

from typing import Final

from utenfor_core.control import CHECKS as CHECKED
from utenfor_core.council_inputs import BOXES, MEASURE_TERMS, PHASES, PLACES, STATUSES
from utenfor_core.domain import FREE_GROUPS, FUNDERS, INTAKES, OWN_LINES, PAIR_WORDS, PRESETS
from utenfor_core.domain import MEASURES as MEASURES_IN_BOOK
from utenfor_core.inputs import (
    BUDGETS,
    CHANGE,
    COMPLETED,
    COSTS_NEGATIVE,
    COSTS_POSITIVE,
    CURRENT,
    EXPENDITURE,
    FIXED,
    INCOME,
    LEVEL,
    NO,
    PAYERS,
    STARTED,
    YES,
    ZONES,
)
from utenfor_core.plan_lines import AREA_LINES, AREAS, BLOCKS, CODED_LINES, COST_TYPES, PARTS, SAVING_TYPES
from utenfor_core.shown import MEASURE_WORDS
from utenfor_core.uncertain_inputs import CHOSEN_GAINS, CHOSEN_MEASURES, CHOSEN_VIEWS

FRONT: Final = "Forside"
TAKING_PART: Final = "Deltakelse"
PICTURE: Final = "Utfordringsbilde"
GROUPS: Final = "Målgrupper"
MEASURES: Final = "Tiltak"
RESULT: Final = "Resultat"
ACROSS: Final = "Budsjett på tvers"
UNCERTAINTY: Final = "Usikkerhet"
PLAN: Final = "Økonomiplan"
COUNCIL_PLAN: Final = "Plan"
ASSUMPTIONS: Final = "Forutsetninger"
SOURCES: Final = "Kilder"
CHECKS: Final = "Kontroll"
CHANGE_LOG: Final = "Endringslogg"
ABOUT: Final = "Om modellen"
CALCULATION: Final = "Beregning"
DRAWS: Final = "Trekk"
RATES: Final = "Satser"
POSTS: Final = "Poster"
TAX: Final = "Skatt"
INPUTS: Final = "Inndata"
CHANGES: Final = "Endringer"
"""A sheet that only an upgraded book has, behind the front page."""
SHEETS: Final = (
    FRONT, TAKING_PART, PICTURE, GROUPS, MEASURES, RESULT, ACROSS, UNCERTAINTY, PLAN, COUNCIL_PLAN, ASSUMPTIONS,
    SOURCES, CHECKS, CHANGE_LOG, ABOUT,
    CALCULATION, DRAWS, RATES, POSTS, TAX, INPUTS,
)  # fmt: skip
ZERO: Final = {CALCULATION: 14, DRAWS: 4, RATES: 4, POSTS: 4, TAX: 4, INPUTS: 3}
HEAD = 4
"""Lines above the first row of a calculation sheet: title, place, version, column heads."""

LISTS: Final = {
    PRESETS: "list_preset",
    (YES, NO): "list_yes",
    ZONES: "list_zone",
    PAIR_WORDS: "list_pair",
    (STARTED, COMPLETED): "list_per",
    BUDGETS: "list_budget",
    PAYERS: "list_payer",
    (EXPENDITURE, INCOME): "list_direction",
    (COSTS_POSITIVE, COSTS_NEGATIVE): "list_sign",
    (LEVEL, CHANGE): "list_mode",
    (FIXED, CURRENT): "list_prices",
    MEASURE_WORDS: "list_measure",
    CHOSEN_MEASURES: "list_uncertain_measure",
    tuple(CHOSEN_VIEWS): "list_uncertain_view",
    CHOSEN_GAINS: "list_uncertain_gain",
    STATUSES: "list_status",
    COST_TYPES: "list_cost_type",
    SAVING_TYPES: "list_saving_type",
}
GROUP_LIST = "group_label"
FIRST_LIST_COLUMN = 13

FRONT_CELLS = {
    "place.tax_level": 19,
    "place.employer_zone": 20,
    "place.base_year": 21,
    "place.horizon": 22,
    "place.flat_rate": 23,
}
FRONT_COLUMN = 2
PRESET_LINE, EXAMPLE_LINE = 6, 7
PLAN_CELLS = {"plan.sign": 6, "plan.mode": 7, "plan.prices": 8, "plan.first_growth": 9, "plan.yearly_growth": 10}
PLAN_COLUMN = 1
PLAN_AREAS_LINE: Final = 12
PLAN_AREA_CELLS: Final = {f"plan.area_name_{n}": PLAN_AREAS_LINE + int(n) for n in AREAS}
PLAN_PARTS_LINE: Final = 22
PLAN_PART_CELLS: Final = {n: PLAN_PARTS_LINE + 1 + int(n) for n in PARTS}
PLAN_TABLE_LINE: Final = 43
PLAN_AREA, PLAN_TYPE, PLAN_RESPONSIBLE, PLAN_ART, PLAN_PROJECT = 0, 2, 3, 5, 6
PLAN_PART_COLUMNS: Final = {"part_measure": PLAN_AREA, "part_art": PLAN_ART, "part_share": PLAN_PROJECT}
PLAN_CODES: Final = {
    "area": (PLAN_AREA, AREA_LINES),
    "type": (PLAN_TYPE, CODED_LINES),
    "responsible": (PLAN_RESPONSIBLE, CODED_LINES),
    "project": (PLAN_PROJECT, CODED_LINES),
}
"""What is typed beside the plan's lines: the column, and the lines that have a cell of their own."""
CLOSER_LINE: Final = 86
"""The heading on `Resultat` of the measure that is looked at closely."""

RESULT_COLUMN = 1
RESULT_CELLS: Final = {"shown.measure": CLOSER_LINE + 1, "shown.budget": CLOSER_LINE + 2}
ACROSS_YEAR_LINE: Final = 32
ACROSS_COLUMN = 1
ACROSS_CELLS: Final = {"shown.year": ACROSS_YEAR_LINE}
MEASURE_COLUMN = 3
GROUP_FIRST_LINE, GROUP_COLUMN = 9, 2
HERE_COLUMN: Final = 1
"""The column of what is known of how many there are here."""
GROUP_SAVING_COLUMN: Final = 3
FREE_GROUP_FIELDS: Final = (
    "name", "age_min", "age_max", "age_default", "pair", "outcome_min", "outcome_after", "base_outcome",
)  # fmt: skip
FREE_GROUP_COLUMN: Final = 1
SLOT_ANSWERS: Final = 2
"""Lines below the fields of the user's own groups: how each stands, and how many are in use."""
BETWEEN_TABLES: Final = 5
"""Lines from the last of a table of groups to the first of the next: two of notes, a blank, heading and heads."""
CHECK_LINE = 9
UNUSABLE_LINE: Final = CHECK_LINE + len(CHECKED) + 3
"""The first line of the live list of inputs that cannot be used, below the checks."""
FREE_TEXTS: Final = {"deltakelse": (12, 8), "reise": (1, 1), "handlinger": (100, 7), "endringslogg": (200, 4)}
"""The fields for free text that are no inputs, by name: lines and columns."""
STAMP_LINE: Final = HEAD
"""The first line of the stamp on `Inndata`."""

UNCERTAIN_CHOICES: Final = {"uncertainty.measure": 11, "uncertainty.view": 12, "uncertainty.gain": 13}
UNCERTAIN_CHOICE_COLUMN = 1
UNCERTAIN_VALUE_LINE: Final = 55
"""The line of the value of a success on `Usikkerhet`; the six measures follow below it."""
UNCERTAIN_COLUMNS: Final = {"success_low": 2, "success_high": 3, "cost_low": 6, "cost_high": 7}


def uncertain_cells() -> dict[int, dict[str, int]]:
    """Return what is typed on `Usikkerhet`: by column, the line of each input."""
    cells: dict[int, dict[str, int]] = {UNCERTAIN_CHOICE_COLUMN: dict(UNCERTAIN_CHOICES)}
    for name, column in UNCERTAIN_COLUMNS.items():
        typed = {f"uncertainty.m{n}_{name}": UNCERTAIN_VALUE_LINE + n for n in range(1, MEASURES_IN_BOOK + 1)}
        kind, end = name.split("_")
        value = {f"uncertainty.value_{end}": UNCERTAIN_VALUE_LINE} if kind == "success" else {}
        cells[column] = value | typed
    return cells


FUNDER_FIELDS: Final = ("level", "kind", "share", "amount", "first_year", "last_year")
OWN_LINE_FIELDS: Final = (
    "name", "level", "success_rate", "start", "duration", "unit_cost", "cashable_share", "delay", "kostra_function",
    "art",
)  # fmt: skip
EFFECT_FIELDS: Final = (
    "base_outcome", "outcome", "typed_rate", "per", "completion", "evidence_grade", "measured_age", "lasting",
    "overlap",
)  # fmt: skip
MEASURE_SECTIONS: Final = {
    "who": ("name", "group", "age", "pair", "outcome_age", "lag"),
    "effect": EFFECT_FIELDS,
    "intake": ("start_month", *(f"intake_{k}" for k in range(INTAKES))),
    "cost": ("cost_per_year", "duration", "fixed_cost", "kostra_function", "art", "positions"),
    **{f"funder{n}": tuple(f"funder{n}_{name}" for name in FUNDER_FIELDS) for n in range(1, FUNDERS + 1)},
    **{f"own{n}": tuple(f"own{n}_{name}" for name in OWN_LINE_FIELDS) for n in range(1, OWN_LINES + 1)},
}
MEASURE_FIRST_LINE = 16


def group_lines(groups: int) -> dict[str, int]:
    """Return the first line of each table on `Målgrupper`, with so many groups before the user's own.

    They are who the groups are, the user's own, how many are here, and what one success saves.
    """
    lines, line = {}, GROUP_FIRST_LINE
    every = groups + FREE_GROUPS
    for name, length in (
        ("who", every),
        ("free", len(FREE_GROUP_FIELDS) + SLOT_ANSWERS),
        ("here", every),
        ("saving", every),
    ):
        lines[name] = line
        line += length + BETWEEN_TABLES
    return lines


def measure_lines() -> tuple[dict[str, int], dict[str, int]]:
    """Return the line of each section's heading and of each field on `Tiltak`."""
    headings: dict[str, int] = {}
    fields: dict[str, int] = {}
    line = MEASURE_FIRST_LINE
    for section, names in MEASURE_SECTIONS.items():
        headings[section] = line
        fields |= {name: at for at, name in enumerate(names, line + 1)}
        line += len(names) + 2
    return headings, fields


def plan_lines() -> tuple[dict[str, int], dict[str, int]]:
    """Return the line of each block's heading and of each line of the plan on `Økonomiplan`; a sum follows a block."""
    headings: dict[str, int] = {}
    lines: dict[str, int] = {}
    line = PLAN_TABLE_LINE + 2
    for block, members in BLOCKS.items():
        headings[block] = line
        lines |= {name: at for at, name in enumerate(members, line + 1)}
        line += len(members) + 3
    return headings, lines


COUNCIL_COLUMN: Final = 1
"""The first of the six columns of `Plan`, side by side: questions, phases, measures, boxes."""
ANSWER_LINE, PHASE_LINE, TERMS_LINE, READY_LINE, CONSEQUENCE_LINE = 10, 15, 35, 75, 91
CHANGED_LINE: Final = 7
"""The first line of the live list of changed inputs on `Endringslogg`."""


def council_plan_cells() -> dict[str, tuple[int, int]]:
    """Return the line and column of each input on `Plan`, by key."""
    lines = dict(zip(BOXES, (ANSWER_LINE, READY_LINE, CONSEQUENCE_LINE), strict=True))
    cells = {f"plan.{box}_{n}": (line, int(n)) for box, line in lines.items() for n in PLACES}
    for below, name in enumerate(("phase_status", "phase_responsible", "phase_deadline"), PHASE_LINE):
        cells |= {f"plan.{name}_{n}": (below, int(n)) for n in PHASES}
    for below, name in enumerate((*MEASURE_TERMS, "progress"), TERMS_LINE):
        cells |= {f"plan.{name}_m{n}": (below, int(n)) for n in PLACES}
    return {key: (line, at - 1 + COUNCIL_COLUMN) for key, (line, at) in cells.items()}
