"""Laying what is typed: the front page, the measures, the target groups, the assumptions and the plan's switches."""

import re
from collections.abc import Mapping

from utenfor_core.assumptions import PROFILE_LINES, vector_names
from utenfor_core.domain import INTAKES
from utenfor_core.frame import Frame
from utenfor_core.group_inputs import SLOTS, here_fields, slot_fields
from utenfor_core.inputs import measure_fields
from utenfor_core.measure_terms import MUST_BE_GIVEN
from utenfor_core.model import MEASURE_BLOCKS
from utenfor_core.other_preset import OTHER
from utenfor_core.resolving import indexed
from workbook_templates.blocks import assumptions, other_preset
from workbook_templates.blocks.coverage import TYPED
from workbook_templates.layers import Heading, Layout
from workbook_templates.positions import (
    ACROSS,
    ACROSS_CELLS,
    ACROSS_COLUMN,
    ASSUMPTIONS,
    COUNCIL_PLAN,
    EXAMPLE_LINE,
    FREE_GROUP_COLUMN,
    FREE_GROUP_FIELDS,
    FRONT,
    FRONT_CELLS,
    FRONT_COLUMN,
    GROUP_SAVING_COLUMN,
    GROUPS,
    HEAD,
    HERE_COLUMN,
    MEASURE_COLUMN,
    MEASURES,
    PLAN,
    PLAN_AREA_CELLS,
    PLAN_CELLS,
    PLAN_CODES,
    PLAN_COLUMN,
    PLAN_PART_CELLS,
    PLAN_PART_COLUMNS,
    PRESET_LINE,
    RESULT,
    RESULT_CELLS,
    RESULT_COLUMN,
    UNCERTAINTY,
    council_plan_cells,
    group_lines,
    measure_lines,
    plan_lines,
    uncertain_cells,
)
from workbook_templates.rows import Row, exact_unit


def _single_inputs(layout: Layout, frame: Frame, sheet: str, column: int, cells: Mapping[str, int]) -> None:
    units = {field.key: exact_unit(field.unit, field.kind) for field in frame.fields}
    for key, line in cells.items():
        row = Row(name="cell_" + key.replace(".", "_"), unit=units[key], column=column, keys=(key,))
        layout.book.lay(sheet, [row], line=line)


def lay_front(layout: Layout, frame: Frame) -> None:
    """Lay the inputs of the whole book: on the front page, and the two switches above the measures."""
    _single_inputs(layout, frame, FRONT, FRONT_COLUMN, FRONT_CELLS)
    _single_inputs(
        layout, frame, MEASURES, MEASURE_COLUMN, {"place.preset": PRESET_LINE, "place.example": EXAMPLE_LINE}
    )


def lay_plan(layout: Layout, frame: Frame) -> None:
    """Lay the switches of the financial plan, its areas' names, the parts of costs, and the codes of its lines."""
    _single_inputs(layout, frame, PLAN, PLAN_COLUMN, PLAN_CELLS | PLAN_AREA_CELLS)
    for name, column in PLAN_PART_COLUMNS.items():
        cells = {f"plan.{name}_{n}": line for n, line in PLAN_PART_CELLS.items()}
        _single_inputs(layout, frame, PLAN, column, cells)
    _, lines = plan_lines()
    for name, (column, typed) in PLAN_CODES.items():
        _single_inputs(layout, frame, PLAN, column, {f"plan.{name}_{line}": lines[line] for line in typed})


def lay_shown(layout: Layout, frame: Frame) -> None:
    """Lay what the reading sheets show: the measure and the budget on `Resultat`, the year on `Budsjett på tvers`."""
    _single_inputs(layout, frame, RESULT, RESULT_COLUMN, RESULT_CELLS)
    _single_inputs(layout, frame, ACROSS, ACROSS_COLUMN, ACROSS_CELLS)


def lay_uncertainty(layout: Layout, frame: Frame) -> None:
    """Lay the drop-downs of the sheet of chances, and low and high of each uncertain thing."""
    for column, cells in uncertain_cells().items():
        _single_inputs(layout, frame, UNCERTAINTY, column, cells)


def lay_council_plan(layout: Layout, frame: Frame) -> None:
    """Lay the words of the plan for the council."""
    for key, (line, column) in council_plan_cells().items():
        _single_inputs(layout, frame, COUNCIL_PLAN, column, {key: line})


def slot_blocks(frame: Frame) -> dict[str, str]:
    """Return the block of each slot for a target group of the user's own: they come after the frame's groups."""
    return {owner: f"g{number}" for number, owner in enumerate(SLOTS, len(frame.groups.labels) + 1)}


GROUP_COLUMNS = {
    "group_label": ("tekst", 0), "group_age_min": ("alder", 2), "group_age_max": ("alder", 3),
    "group_age_default": ("alder", 4), "group_outcome_min": ("alder", 5), "group_outcome_after": ("år", 6),
    "group_pair_default": ("tekst", 7), "group_base": ("andel", 8),
}  # fmt: skip
"""The columns of the table of groups, with their units."""
FROM_SLOT = {
    "group_label": "{free_name}",
    "group_age_min": "{cell_age_min}",
    "group_age_max": "{cell_age_max}",
    "group_age_default": "{cell_age_default}",
    "group_outcome_min": "IF(ISNUMBER({cell_outcome_min}),{cell_outcome_min},"
    "INDEX({outcome_min_default.all},{free_pair}))",
    "group_outcome_after": "N({cell_outcome_after})",
    "group_pair_default": "INDEX({pair_name.all},{free_pair})",
    "group_base": f'IF(ISNUMBER({{cell_base_outcome}}),{{cell_base_outcome}},"{MUST_BE_GIVEN}")',
}
"""What the table shows of a slot that is finished."""
OF_SLOT = re.compile(r"{((?:cell|free)_\w+)}")


def from_slot(formula: str, block: str) -> str:
    """Return what the tables of groups show of a slot's block, and nothing while it is not finished."""
    return OF_SLOT.sub(rf"{{{block}!\1}}", f'=IF({{free_ready}}=1,{formula},"")')


def lay_groups(layout: Layout, frame: Frame) -> None:
    """Lay the table of target groups, the slots for the user's own, the numbers here and what one success saves."""
    book, slots, fixed = layout.book, slot_blocks(frame), len(frame.groups.labels)
    members = (*(f"g{n + 1}" for n in range(fixed)), *slots.values())
    lines = group_lines(fixed)
    rows = [
        Row(
            name=name, unit=unit, per=members, column=column, beside="" if name == "group_label" else "group_label",
            formulas={block: from_slot(FROM_SLOT[name], block) for block in slots.values()},
        )
        for name, (unit, column) in GROUP_COLUMNS.items()
    ]  # fmt: skip
    book.lay(GROUPS, rows, line=lines["who"])
    book.aliases["fixed_label"] = ("group_label", 0, fixed - 1)
    for column, (owner, block) in enumerate(slots.items(), FREE_GROUP_COLUMN):
        below = {name: line for line, name in enumerate(FREE_GROUP_FIELDS, lines["free"])}
        for typed in slot_fields(owner):
            unit = exact_unit(typed.unit, typed.kind)
            row = Row(name=f"cell_{typed.name}", unit=unit, column=column, keys=(typed.key,))
            book.lay(GROUPS, [row], line=below[typed.name], block=block)
    keys = tuple(field.key for field in here_fields(frame.groups.labels))
    here = Row(name="cell_here", unit=exact_unit("personer"), per=members, column=HERE_COLUMN, keys=keys)
    book.lay(GROUPS, [here], line=lines["here"])
    saved = {member: f"INDEX({{{member}!group_level_saving.all}},{{saving_level}})" for member in members}
    for member in slots.values():
        saved[member] = from_slot(saved[member], member).removeprefix("=")
    formulas = {member: f"={formula}" for member, formula in saved.items()}
    saving = Row(name="group_saving", unit="kr", per=members, column=GROUP_SAVING_COLUMN, formulas=formulas)
    book.lay(GROUPS, [saving], line=lines["saving"])


def lay_measures(layout: Layout, frame: Frame) -> None:
    """Lay the six measures side by side, a column each."""
    headings, lines = measure_lines()
    layout.headings += [Heading(MEASURES, line, f"measure_{section}") for section, line in headings.items()]
    for number, owner in enumerate(MEASURE_BLOCKS):
        column = MEASURE_COLUMN + number
        years = tuple(f"intake_{k}" for k in range(INTAKES))
        for typed in measure_fields(owner, frame.groups.labels):
            if typed.name in years:
                continue
            row = Row(
                name=f"cell_{typed.name}", unit=exact_unit(typed.unit, typed.kind), column=column, keys=(typed.key,)
            )
            layout.book.lay(MEASURES, [row], line=lines[typed.name], block=owner)
        intake = Row(
            name="cell_intake", unit="antall", per=years, column=column, keys=tuple(f"{owner}.{name}" for name in years)
        )
        layout.book.lay(MEASURES, [intake], line=lines[years[0]], block=owner)


def lay_assumptions(layout: Layout, frame: Frame) -> None:
    """Lay the assumptions with their presets and own values, the price indexes and the user's own cost lines."""
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
    other = other_preset.assumption_row(rows[-1])
    book.lay(sheet, [other], line=0, lines={other.name: lines}, block=OTHER)
    names = [assumption.name for assumption in frame.lines]
    for row, prefix in (("in_use", ""), ("own_value", TYPED)):
        book.aliases |= {f"{prefix}{name}": (row, at, at) for at, name in enumerate(names)}
    vectors = [f"{line}_{side}{pair}" for line in PROFILE_LINES for side in ("out", "in") for pair in ("", "_neet")] + [
        "stay_share"
    ]
    for vector in vectors:
        first = names.index(vector_names(vector)[0])
        last = first + len(vector_names(vector)) - 1
        book.aliases |= {vector: ("in_use", first, last), f"{TYPED}{vector}": ("own_value", first, last)}
    book.aliases["haircut"] = ("in_use", names.index("haircut_1"), names.index("haircut_6"))
    layout.last[sheet] = line + 1
    layout.lay(sheet, assumptions.index_rows(frame.price_year), "price_index")
    layout.lay(sheet, assumptions.price_rows(carried), "price_amount")
    for number, owner in enumerate(assumptions.FREE_OWNERS, 1):
        *single, outside, inside = assumptions.free_line_rows(number)
        layout.lay(sheet, single, "free_line", block=owner, words=str(number))
        layout.lay(sheet, [outside, inside], "free_bands", block=owner, words=str(number))
