"""Where every row lies: the sheets, their lines and their order. One layout for all municipalities."""

from collections.abc import Mapping

from utenfor_core.domain import LEVELS, VIEWS
from utenfor_core.frame import Frame
from utenfor_core.group_inputs import SLOTS
from utenfor_core.model import MEASURE_BLOCKS, TOGETHER
from utenfor_core.other_preset import CHOSEN, OTHER
from utenfor_core.posts import COMBINATIONS
from workbook_templates.blocks import (
    across,
    chosen_measure,
    control,
    council_plan,
    coverage,
    inputs,
    measure,
    other_preset,
    plan,
    plan_parts,
    posts,
    rates,
    results,
    slots,
    tax,
    time,
    uncertainty,
    waterfall,
)
from workbook_templates.book_stamp import STAMP
from workbook_templates.layers import Layout
from workbook_templates.positions import (
    CALCULATION,
    CHANGE_LOG,
    CHANGED_LINE,
    CHECK_LINE,
    CHECKS,
    DRAWS,
    FIRST_LIST_COLUMN,
    GROUP_LIST,
    HEAD,
    INPUTS,
    LISTS,
    POSTS,
    RATES,
    STAMP_LINE,
    TAX,
    UNUSABLE_LINE,
    ZERO,
)
from workbook_templates.rows import Book, Row
from workbook_templates.typed_sheets import (
    lay_assumptions,
    lay_council_plan,
    lay_front,
    lay_groups,
    lay_measures,
    lay_plan,
    lay_shown,
    lay_uncertainty,
    slot_blocks,
)


def build_layout(frame: Frame, widths: Mapping[tuple[str, str], int]) -> Layout:
    """Lay every row of the book; `widths` are the number of cells of each trace row."""
    choices = {**LISTS, frame.groups.labels: GROUP_LIST, VIEWS: "view_name"}
    layout = Layout(book=Book(widths=widths, zero=ZERO), lists=choices)
    lay_front(layout, frame)
    lay_groups(layout, frame)
    lay_measures(layout, frame)
    lay_plan(layout, frame)
    lay_shown(layout, frame)
    lay_uncertainty(layout, frame)
    lay_council_plan(layout, frame)
    lay_assumptions(layout, frame)
    _tax(layout)
    _posts(layout)
    _rates(layout, frame)
    _calculation(layout)
    _slots(layout, frame)
    _uncertainty(layout, frame)
    _checks(layout, frame)
    _exclusion(layout)
    _inputs(layout, frame)
    return layout


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
        here = f"({{{number}.all}}={{level_number.*}})"
        value = f"=SUMPRODUCT({here}*{{exclusion_per_person.all[:]}}*{{exclusion_persons_used[:]}})"
        shown = f'=IF({{exclusion_known}}=1,{{exclusion_{name}_value.*}},"vises ikke")'
        rows += [
            Row(name=f"exclusion_{name}_value", unit="kr", per=LEVELS, column=at, formula=value),
            Row(name=f"exclusion_{name}", unit="kr", per=LEVELS, column=at, formula=shown),
        ]
    layout.lay(POSTS, rows, "exclusion")


def _tax(layout: Layout) -> None:
    layout.lay(TAX, tax.PLACE_ROWS, "tax_place")
    layout.lay(TAX, tax.INCOME_ROWS, "tax_income")
    layout.lay(TAX, tax.BAND_ROWS, "tax_bands")
    for combination in COMBINATIONS:
        layout.lay(TAX, tax.MIX_ROWS[combination], f"tax_{combination}")
    layout.lay(TAX, other_preset.tax_rows(), "tax_other", block=OTHER)


def _posts(layout: Layout) -> None:
    layout.lay(POSTS, posts.LEVEL_ROWS, "levels")
    layout.lay(POSTS, posts.HEAD_ROWS, "post_head")
    layout.lay(POSTS, posts.POST_ROWS, "posts")
    layout.lay(POSTS, other_preset.POST_ROWS, "posts_other", block=OTHER)
    layout.lay(POSTS, across.CODE_ROWS, "functions")
    layout.lay(POSTS, control.CODE_ROWS, "codes")


def _rates(layout: Layout, frame: Frame) -> None:
    layout.lay(RATES, rates.AGE_ROWS, "ages")
    layout.lay(RATES, rates.RATE_ROWS, "rates")
    layout.lay(RATES, other_preset.WORTH_ROWS, "rates_other", block=OTHER)
    layout.lay(RATES, rates.LEVEL_ROWS, "saving_levels")
    for number, label in enumerate(frame.groups.labels, 1):
        member = f"g{number}"
        layout.lay(RATES, rates.group_rows(member), "group", block=member, words=label)


def _slots(layout: Layout, frame: Frame) -> None:
    layout.lay(CALCULATION, [*slots.DEFAULT_ROWS, *slots.STAY_ROWS], "free_groups")
    made = slot_blocks(frame)
    for number, (owner, member) in enumerate(made.items(), 1):
        rows = [*slots.standing_rows(owner, tuple(made.values())[: number - 1]), *slots.saving_rows(member)]
        layout.lay(CALCULATION, rows, "free_group", block=member, words=str(number))


def _calculation(layout: Layout) -> None:
    layout.lay(CALCULATION, [*time.TIME_ROWS, *time.horizon_rows()], "time")
    layout.lay(CALCULATION, [*time.OVERLAP_ROWS, *control.PAIR_ROWS], "overlap")
    layout.lay(CALCULATION, [*measure.together_rows(), *results.RESULT_ROWS], "together", block=TOGETHER)
    for number, owner in enumerate(MEASURE_BLOCKS, 1):
        rows = [
            *measure.constant_rows(owner), *measure.STREAM_ROWS, *measure.OWN_ROWS, *measure.COST_ROWS,
            *measure.LEVEL_ROWS, *measure.PLAN_ROWS, *control.MEASURE_ROWS, *results.RESULT_ROWS,
        ]  # fmt: skip
        layout.lay(CALCULATION, rows, "measure", block=owner, words=str(number))
    layout.lay(CALCULATION, chosen_measure.CHOICE_ROWS, "choices")
    layout.lay(CALCULATION, [*across.across_rows(), *across.matrix_rows()], "across")
    closer = [*chosen_measure.CHOSEN_ROWS, *waterfall.WATERFALL_ROWS, *coverage.COVERAGE_ROWS]
    layout.lay(CALCULATION, closer, "chosen", block=CHOSEN)
    other = [
        *other_preset.NUMBER_ROWS,
        *other_preset.TIME_ROWS,
        *other_preset.measure_rows(),
        *chosen_measure.result_rows(),
    ]
    layout.lay(CALCULATION, other, "other", block=OTHER)
    layout.lay(CALCULATION, [*plan.plan_rows(), *plan_parts.use_rows(), *plan.area_rows()], "plan")
    layout.lay(CALCULATION, plan_parts.part_rows(), "plan_parts")
    layout.lay(CALCULATION, council_plan.council_plan_rows(), "council_plan")


def _uncertainty(layout: Layout, frame: Frame) -> None:
    rows = uncertainty
    layout.lay(CALCULATION, rows.YEAR_ROWS, "uncertain_years")
    for part, heading in (
        (rows.CHOSEN_ROWS, "uncertain_chosen"), (rows.SHAPE_ROWS, "uncertain_shape"),
        (rows.VALUE_ROWS, "uncertain_value"), (rows.THING_ROWS, "uncertain_things"),
        (rows.BAR_ROWS, "uncertain_bars"), (rows.DRAW_ROWS, "uncertain_draws"),
    ):  # fmt: skip
        layout.lay(DRAWS, part, heading)
    points = int(frame.parameters.number("uncertainty/lattice_points") or 0)
    layout.lay(DRAWS, rows.point_rows(points), "uncertain_points")


def _checks(layout: Layout, frame: Frame) -> None:
    layout.book.lay(CHECKS, control.LIGHT_ROWS, line=HEAD)
    groups = len(frame.groups.labels) + len(slot_blocks(frame))
    layout.book.lay(CHECKS, control.check_rows(groups), line=CHECK_LINE)


def _inputs(layout: Layout, frame: Frame) -> None:
    for at, (choices, name) in enumerate(LISTS.items()):
        row = Row(name=name, unit="tekst", per=choices, column=FIRST_LIST_COLUMN + at, cells=1)
        layout.book.lay(INPUTS, [row], line=HEAD + 1)
    layout.last[INPUTS] = STAMP_LINE + len(STAMP) + 1
    lists = {choices: f"{name}.all" for choices, name in layout.lists.items()}
    layout.lay(INPUTS, inputs.TOTAL_ROWS, "input_totals")
    layout.lay(INPUTS, inputs.input_rows(frame.fields, lists), "inputs")
    keys = [field.key for field in frame.fields]
    for owner in SLOTS:
        own = [at for at, key in enumerate(keys) if key.startswith(f"{owner}.")]
        layout.book.aliases[f"invalid_{owner}"] = ("input_invalid", own[0], own[-1])
    layout.book.lay(CHANGE_LOG, inputs.changed_rows(), line=CHANGED_LINE)
    layout.book.lay(CHECKS, inputs.unusable_rows(), line=UNUSABLE_LINE)
