"""Where every row lies: the sheets, their lines and their order. One layout for all municipalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from utenfor_core.assumptions import CASHABLE, PROFILE_LINES, vector_names
from utenfor_core.domain import INTAKES, LEVELS, PAIRS, PRESETS
from utenfor_core.frame import Frame
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
    measure_fields,
)
from utenfor_core.model import MEASURE_BLOCKS, TOGETHER
from utenfor_core.posts import COMBINATIONS
from utenfor_core.resolving import indexed
from workbook_templates.blocks import assumptions, control, inputs, measure, plan, posts, rates, results, tax, time
from workbook_templates.rows import Book, Row, exact_unit

FRONT: Final = "Forside"
TAKING_PART: Final = "Deltakelse"
PICTURE: Final = "Utfordringsbilde"
GROUPS: Final = "Målgrupper"
MEASURES: Final = "Tiltak"
RESULT: Final = "Resultat"
PLAN: Final = "Økonomiplan"
ASSUMPTIONS: Final = "Forutsetninger"
SOURCES: Final = "Kilder"
CHECKS: Final = "Kontroll"
CALCULATION: Final = "Beregning"
RATES: Final = "Satser"
POSTS: Final = "Poster"
TAX: Final = "Skatt"
INPUTS: Final = "Inndata"
SHEETS: Final = (
    FRONT, TAKING_PART, PICTURE, GROUPS, MEASURES, RESULT, PLAN, ASSUMPTIONS, SOURCES, CHECKS,
    CALCULATION, RATES, POSTS, TAX, INPUTS,
)  # fmt: skip
ZERO: Final = {CALCULATION: 14, RATES: 4, POSTS: 4, TAX: 4, INPUTS: 3}
HEAD = 4
"""Lines above the first row of a calculation sheet: title, place, version, column heads."""

LISTS: Final = {
    PRESETS: "list_preset", (YES, NO): "list_yes", ZONES: "list_zone", PAIRS: "list_pair", (STARTED, COMPLETED): "list_per",
    BUDGETS: "list_budget", PAYERS: "list_payer", (EXPENDITURE, INCOME): "list_direction",
    (COSTS_POSITIVE, COSTS_NEGATIVE): "list_sign", (LEVEL, CHANGE): "list_mode", (FIXED, CURRENT): "list_prices",
}  # fmt: skip
GROUP_LIST = "group_label"
FIRST_LIST_COLUMN = 12


@dataclass
class Heading:
    """A heading between rows: sheet, line and the key of its words."""

    sheet: str
    line: int
    key: str
    words: str = ""


@dataclass
class Layout:
    """The laid book, the headings between its rows, and which range holds which choices."""

    book: Book
    headings: list[Heading] = field(default_factory=list)
    lists: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def lay(self, sheet: str, rows: Sequence[Row], heading: str, *, block: str = "", words: str = "") -> None:
        """Lay rows under a heading, below what the sheet already has."""
        line = self.last.get(sheet, HEAD)
        self.headings.append(Heading(sheet, line, heading, words))
        self.last[sheet] = self.book.lay(sheet, rows, line=line + 1, block=block) + 1


def build_layout(frame: Frame, widths: Mapping[tuple[str, str], int]) -> Layout:
    """Lay every row of the book; `widths` are the number of cells of each trace row."""
    choices = {**LISTS, frame.groups.labels: GROUP_LIST}
    layout = Layout(book=Book(widths=widths, zero=ZERO), lists=choices)
    _front(layout, frame)
    _groups(layout, frame)
    _measures(layout, frame)
    _plan_switches(layout, frame)
    _assumptions(layout, frame)
    _tax(layout)
    _posts(layout)
    _rates(layout, frame)
    _calculation(layout)
    _checks(layout)
    _exclusion(layout)
    _inputs(layout, frame)
    return layout


FRONT_CELLS = {"place.tax_level": 19, "place.employer_zone": 20, "place.base_year": 21, "place.horizon": 22, "place.flat_rate": 23}
FRONT_COLUMN = 2
PRESET_LINE, EXAMPLE_LINE = 6, 7
PLAN_CELLS = {"plan.sign": 6, "plan.mode": 7, "plan.prices": 8, "plan.first_growth": 9, "plan.yearly_growth": 10}
PLAN_COLUMN = 1
MEASURE_COLUMN = 3
GROUP_FIRST_LINE, GROUP_COLUMN = 9, 2


def _single_inputs(layout: Layout, frame: Frame, sheet: str, column: int, cells: Mapping[str, int]) -> None:
    units = {field.key: exact_unit(field.unit, field.kind) for field in frame.fields}
    for key, line in cells.items():
        row = Row(name="cell_" + key.replace(".", "_"), unit=units[key], column=column, keys=(key,))
        layout.book.lay(sheet, [row], line=line)


def _front(layout: Layout, frame: Frame) -> None:
    _single_inputs(layout, frame, FRONT, FRONT_COLUMN, FRONT_CELLS)
    _single_inputs(layout, frame, MEASURES, MEASURE_COLUMN, {"place.preset": PRESET_LINE, "place.example": EXAMPLE_LINE})


def _plan_switches(layout: Layout, frame: Frame) -> None:
    _single_inputs(layout, frame, PLAN, PLAN_COLUMN, PLAN_CELLS)


def _groups(layout: Layout, frame: Frame) -> None:
    members = tuple(f"g{n + 1}" for n in range(len(frame.groups.labels)))
    names = ("group_label", "group_age_min", "group_age_max", "group_age_default", "group_outcome_min", "group_outcome_after", "group_pair_default", "group_base")
    units = ("tekst", "alder", "alder", "alder", "alder", "år", "nummer", "andel")
    at = (0, 2, 3, 4, 5, 6, 7, 8)
    rows = [
        Row(name=name, unit=unit, per=members, column=column, beside="" if name == names[0] else names[0])
        for name, unit, column in zip(names, units, at, strict=True)
    ]
    layout.book.lay(GROUPS, rows, line=GROUP_FIRST_LINE)
    layout.book.lay(GROUPS, [Row(name="saving_level", unit="nummer", column=10)], line=GROUP_FIRST_LINE - 1)
    saving = Row(
        name="group_saving", unit="kr", per=members, column=10, beside=names[0],
        formulas={member: f"=INDEX({{{member}!group_level_saving.all}},{{saving_level}})" for member in members},
    )  # fmt: skip
    layout.book.lay(GROUPS, [saving], line=GROUP_FIRST_LINE)


MEASURE_SECTIONS: Final = {
    "who": ("name", "group", "age", "pair", "outcome_age", "lag"),
    "effect": ("base_outcome", "outcome", "typed_rate", "per", "completion", "evidence_grade", "measured_age", "lasting", "overlap"),
    "intake": ("start_month", *(f"intake_{k}" for k in range(INTAKES))),
    "cost": ("cost_per_year", "duration", "fixed_cost", "kostra_function", "art", "positions"),
    **{f"funder{n}": tuple(f"funder{n}_{name}" for name in ("level", "kind", "share", "amount", "first_year", "last_year")) for n in (1, 2, 3)},
    **{
        f"own{n}": tuple(
            f"own{n}_{name}"
            for name in ("name", "level", "success_rate", "start", "duration", "unit_cost", "cashable_share", "delay", "kostra_function", "art")
        )
        for n in (1, 2, 3)
    },
}  # fmt: skip
MEASURE_FIRST_LINE = 16


def measure_lines() -> tuple[dict[str, int], dict[str, int]]:
    """Return the line of each section's heading and of each field on `Tiltak`."""
    headings, fields, line = {}, {}, MEASURE_FIRST_LINE
    for section, names in MEASURE_SECTIONS.items():
        headings[section] = line
        for at, name in enumerate(names, line + 1):
            fields[name] = at
        line += len(names) + 2
    return headings, fields


def _exclusion(layout: Layout) -> None:
    at = ZERO[POSTS]
    rows = [
        Row(name="fewest_persons", unit="personer", column=at),
        Row(name="exclusion_persons", unit="personer", column=at),
        Row(name="exclusion_persons_used", unit="personer", column=at, formula="=N({exclusion_persons})"),
        Row(
            name="exclusion_known", unit="bryter", column=at,
            formula="=1*AND(COUNT({exclusion_persons[:]})=COLUMNS({exclusion_persons[:]}),SUM({exclusion_persons[:]})>={fewest_persons})",
        ),
    ]  # fmt: skip
    for name, number in (("gross", "gross_level_number"), ("kept", "post_level_number")):
        value = f"=SUMPRODUCT(({{{number}.all}}={{level_number.*}})*{{exclusion_per_person.all[:]}}*{{exclusion_persons_used[:]}})"
        shown = f'=IF({{exclusion_known}}=1,{{exclusion_{name}_value.*}},"vises ikke")'
        rows += [
            Row(name=f"exclusion_{name}_value", unit="kr", per=LEVELS, column=at, formula=value),
            Row(name=f"exclusion_{name}", unit="kr", per=LEVELS, column=at, formula=shown),
        ]
    layout.lay(POSTS, rows, "exclusion")


def _measures(layout: Layout, frame: Frame) -> None:
    headings, lines = measure_lines()
    layout.headings += [Heading(MEASURES, line, f"measure_{section}") for section, line in headings.items()]
    for number, owner in enumerate(MEASURE_BLOCKS):
        column = MEASURE_COLUMN + number
        years = tuple(f"intake_{k}" for k in range(INTAKES))
        for typed in measure_fields(owner, frame.groups.labels):
            if typed.name in years:
                continue
            row = Row(name=f"cell_{typed.name}", unit=exact_unit(typed.unit, typed.kind), column=column, keys=(typed.key,))
            layout.book.lay(MEASURES, [row], line=lines[typed.name], block=owner)
        intake = Row(name="cell_intake", unit="antall", per=years, column=column, keys=tuple(f"{owner}.{name}" for name in years))
        layout.book.lay(MEASURES, [intake], line=lines[years[0]], block=owner)


def _assumptions(layout: Layout, frame: Frame) -> None:
    carried = tuple(line.name for line in indexed(frame.lines, frame.price_year))
    book, sheet = layout.book, ASSUMPTIONS
    header = HEAD + 1
    book.lay(sheet, assumptions.preset_rows(), line=HEAD)
    line, section, lines = header + 1, "", []
    for assumption in frame.lines:
        if assumption.section != section:
            section = assumption.section
            layout.headings.append(Heading(sheet, line + 1, "section", section))
            line += 2
        lines.append(line)
        line += 1
    rows = assumptions.assumption_rows(frame.lines, carried)
    book.lay(sheet, rows, line=0, lines={row.name: lines for row in rows})
    names = [assumption.name for assumption in frame.lines]
    book.aliases |= {name: ("in_use", at, at) for at, name in enumerate(names)}
    vectors = [f"{line}_{side}{pair}" for line in PROFILE_LINES for side in ("out", "in") for pair in ("", "_neet")] + ["stay_share"]
    for vector in vectors:
        first = names.index(vector_names(vector)[0])
        book.aliases[vector] = ("in_use", first, first + len(vector_names(vector)) - 1)
    book.aliases["haircut"] = ("in_use", names.index("haircut_1"), names.index("haircut_6"))
    layout.last[sheet] = line + 1
    layout.lay(sheet, assumptions.index_rows(frame.price_year), "price_index")
    layout.lay(sheet, assumptions.price_rows(carried), "price_amount")
    for number, owner in enumerate(assumptions.FREE_OWNERS, 1):
        *single, outside, inside = assumptions.free_line_rows(number)
        layout.lay(sheet, single, "free_line", block=owner, words=str(number))
        layout.lay(sheet, [outside, inside], "free_bands", block=owner, words=str(number))


def _tax(layout: Layout) -> None:
    layout.lay(TAX, tax.PLACE_ROWS, "tax_place")
    layout.lay(TAX, tax.INCOME_ROWS, "tax_income")
    layout.lay(TAX, tax.BAND_ROWS, "tax_bands")
    for combination in COMBINATIONS:
        layout.lay(TAX, tax.MIX_ROWS[combination], f"tax_{combination}")


def _posts(layout: Layout) -> None:
    layout.lay(POSTS, posts.LEVEL_ROWS, "levels")
    layout.lay(POSTS, posts.HEAD_ROWS, "post_head")
    layout.lay(POSTS, posts.POST_ROWS, "posts")


def _rates(layout: Layout, frame: Frame) -> None:
    layout.lay(RATES, rates.AGE_ROWS, "ages")
    layout.lay(RATES, rates.RATE_ROWS, "rates")
    for number, label in enumerate(frame.groups.labels, 1):
        member = f"g{number}"
        layout.lay(RATES, rates.group_rows(member), "group", block=member, words=label)


def _calculation(layout: Layout) -> None:
    layout.lay(CALCULATION, [*time.TIME_ROWS, *time.horizon_rows()], "time")
    layout.lay(CALCULATION, [*time.OVERLAP_ROWS, *control.PAIR_ROWS], "overlap")
    layout.lay(CALCULATION, [*measure.together_rows(), *results.RESULT_ROWS], "together", block=TOGETHER)
    layout.lay(CALCULATION, plan.plan_rows(), "plan")
    for number, owner in enumerate(MEASURE_BLOCKS, 1):
        rows = [
            *measure.constant_rows(owner), *measure.STREAM_ROWS, *measure.OWN_ROWS, *measure.COST_ROWS,
            *measure.LEVEL_ROWS, *measure.PLAN_ROWS, *control.MEASURE_ROWS, *results.RESULT_ROWS,
        ]  # fmt: skip
        layout.lay(CALCULATION, rows, "measure", block=owner, words=str(number))


CHECK_LINE = 9


def _checks(layout: Layout) -> None:
    layout.book.lay(CHECKS, control.LIGHT_ROWS, line=HEAD)
    layout.book.lay(CHECKS, control.CHECK_ROWS, line=CHECK_LINE)


def _inputs(layout: Layout, frame: Frame) -> None:
    for at, (choices, name) in enumerate(LISTS.items()):
        row = Row(name=name, unit="tekst", per=choices, column=FIRST_LIST_COLUMN + at, cells=1)
        layout.book.lay(INPUTS, [row], line=HEAD + 1)
    layout.last[INPUTS] = HEAD
    lists = {choices: f"{name}.all" for choices, name in layout.lists.items()}
    layout.lay(INPUTS, inputs.TOTAL_ROWS, "input_totals")
    layout.lay(INPUTS, inputs.input_rows(frame.fields, lists), "inputs")


__all__ = ["CASHABLE", "Heading", "Layout", "build_layout", "measure_lines"]
