"""The sheet `Økonomiplan`: switches, the unit's areas, the plan's blocks, what is not in it, a field to copy from."""

from typing import Any, Final

from utenfor_core.inputs import CHANGE, COSTS_NEGATIVE, COSTS_POSITIVE, CURRENT, FIXED, LEVEL, is_number
from utenfor_core.trace import number
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import plan_codes, plan_copy, plan_lines, plan_net, plan_split
from workbook_templates.sheets.plan_lines import LAST_COLUMN, MEASURE

WIDTHS: Final = (22, 32, 19, 9, 9, 8, 9, 8.5, 8.5, 8.5, 8.5, 10, 9, 23, 5)
"""Characters; together they fit on a screen 1 400 points wide."""
HELP_COLUMN = 2
SCALE: Final = 66
"""Per cent: one page wide. The copy field is not printed: it says the same as the plan."""
INTRO_LINE, SWITCH_LINE, SENTENCE_LINE, HIDE_LINE = 3, 5, 37, 41
CHOICES: Final = {
    "plan.sign": (COSTS_POSITIVE, COSTS_NEGATIVE),
    "plan.mode": (LEVEL, CHANGE),
    "plan.prices": (FIXED, CURRENT),
}


def write(page: Page) -> None:
    """Write the switches, the plan and the copy field."""
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    page.write(INTRO_LINE, 0, page.words("plan.intro"), "plain")
    _switches(page)
    _area_names(page)
    plan_split.write(page)
    page.write(HIDE_LINE, 0, page.words("plan.hide"), "remark")
    table = plan_lines.write(page)
    net = table.after
    table.after = plan_net.write(page, table, net)
    plan_codes.guard_codes(page)
    _sentences(page, table)
    plan_copy.write(page, table)
    page.sheet.autofilter(at.PLAN_TABLE_LINE + 1, MEASURE, table.sums["netto"], MEASURE)
    page.sheet.print_area(0, 0, table.after - 1, LAST_COLUMN)
    headings, _ = at.plan_lines()
    page.sheet.set_print_scale(SCALE)
    page.sheet.set_h_pagebreaks([at.PLAN_TABLE_LINE, headings["sparing"], net])
    page.sheet.repeat_rows(at.PLAN_TABLE_LINE + 1)
    page.sheet.freeze_panes(at.HEAD - 1, 0)


def _switches(page: Page) -> None:
    words, year = page.words, page.context.result.frame.price_year
    page.heading(SWITCH_LINE, "plan.heading_switches", LAST_COLUMN)
    for key, line in at.PLAN_CELLS.items():
        name = key.split(".")[1]
        page.write(line, 0, words(f"plan.{name}"), "plain")
        page.write(line, HELP_COLUMN, words(f"plan.{name}_help", year=year), "unit")
        page.sheet.data_validation(line, at.PLAN_COLUMN, line, at.PLAN_COLUMN, _rule(page, key))


def _area_names(page: Page) -> None:
    page.heading(at.PLAN_AREAS_LINE, "plan.heading_areas", LAST_COLUMN)
    for key, line in at.PLAN_AREA_CELLS.items():
        page.write(line, 0, page.words("plan.area_number", number=key.rpartition("_")[2]), "plain")
    for line, key in enumerate(("areas_help", "areas_lines_help", "codes_help"), at.PLAN_AREAS_LINE + 1):
        page.write(line, HELP_COLUMN, page.words(f"plan.{key}"), "unit")


def _rule(page: Page, key: str) -> dict[str, Any]:
    words, title = page.words, page.words("plan.bad_title")
    if key in CHOICES:
        place = page.context.layout.book.find("", page.context.layout.lists[CHOICES[key]])
        first, last = (page.address(place.row.name, member=CHOICES[key][end]) for end in (0, -1))
        source = f"={first}:{last.split('!')[1]}"
        return {"validate": "list", "source": source, "error_title": title, "error_message": words("plan.bad_choice")}
    field = next(field for field in page.context.result.frame.fields if field.key == key)
    low, high = float(field.minimum or 0), float(field.maximum or 1)
    message = words("plan.bad_number", low=f"{low * 100:.0f}", high=f"{high * 100:.0f}")
    rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
    return rule | {"error_title": title, "error_message": message}


def _sentences(page: Page, table: plan_lines.PlanTable) -> None:
    result, words = page.context.result, page.words
    year, line = result.frame.price_year, SENTENCE_LINE
    example, note = page.context.value("example_shown") == 1, words("plan.example_note")
    page.formula(line, 0, f'=IF({{example_shown}}=1,"{note}","")', note if example else "", shape="example")
    fixed, moved, current = (words(f"plan.prices_{key}", year=year) for key in ("fixed", "moved", "current"))
    typed = result.values.get("plan.first_growth")
    text = moved if is_number(typed) and number(typed) else fixed
    text = current if result.values.get("plan.prices") == CURRENT else text
    formula = f'=IF({{#plan.prices}}="{CURRENT}","{current}",IF(N({{#plan.first_growth}})=0,"{fixed}","{moved}"))'
    page.formula(line + 1, 0, formula, text, shape="plain")
    cost, saved, net = (table.sum_range(block) for block in ("kostnad", "sparing", "netto"))
    sign = number(page.context.value("plan_sign"))
    totals = {
        name: sign * float(result.row(name).sum()) for name in ("plan_sum_kostnad", "plan_sum_sparing", "plan_net")
    }
    spends = totals["plan_sum_kostnad"] > 0
    only, more = words("plan.only_cost"), words("plan.net_cost")
    no_saving = spends and totals["plan_sum_sparing"] >= 0
    behind = spends and totals["plan_sum_sparing"] < 0 and totals["plan_net"] > 0
    text = only if no_saving else more if behind else ""
    late = f"AND({{plan_sign}}*SUM({cost})>0,{{plan_sign}}*SUM({saved})>=0)"
    less = f"AND({{plan_sign}}*SUM({cost})>0,{{plan_sign}}*SUM({saved})<0,{{plan_sign}}*SUM({net})>0)"
    page.formula(line + 2, 0, f'=IF({late},"{only}",IF({less},"{more}",""))', text, shape="plain")
