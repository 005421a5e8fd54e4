"""Area, unit and project of each line of the plan: what is typed beside the line, or follows the measure's cost."""

from utenfor_core.plan_lines import AREA_LINES, CODED_LINES, PART_LINES, PLAN_LINES, TYPES, followed_line
from utenfor_core.profiles import NOT_SET
from utenfor_core.trace import as_text
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard, list_range
from workbook_templates.sheets.plan_texts import Text, of_measure


def of(page: Page, member: str) -> dict[int, Text]:
    """Return the three codes that hold for a line, by column: its own, or those of the cost it follows.

    An own line with an area of its own is another unit's: it has neither the measure's unit nor its project.
    """
    area = page.context.value("plan_area", member=PLAN_LINES.index(member))
    cell = f"{{plan_area@{member}}}"
    shown = Text(value="" if area == NOT_SET else area, formula=f'=IF({cell}="{NOT_SET}","",{cell})')
    codes = {at.PLAN_AREA: shown}
    own_area = f"plan.area_{member}" if member in AREA_LINES and member not in CODED_LINES else ""
    elsewhere = bool(own_area) and as_text(page.context.result.values.get(own_area)) != ""
    for name in ("responsible", "project"):
        column = at.PLAN_CODES[name][0]
        if member in PART_LINES:
            codes[column] = of_measure(page, member.rpartition("_")[2], f"plan.{name}_kostnad_*")
            continue
        key = f"plan.{name}_{followed_line(member)}"
        inner = f'{{#{key}}}&""'
        formula = f'=IF({{#{own_area}}}="",{inner},"")' if own_area else f"={inner}"
        value = "" if elsewhere else as_text(page.context.result.values.get(key))
        codes[column] = Text(value=value, formula=formula)
    return codes


def typed_columns(member: str) -> set[int]:
    """Return the columns in which the line has an input cell of its own."""
    return {column for column, lines in at.PLAN_CODES.values() if member in lines}


def guard_codes(page: Page) -> None:
    """Put the list of the unit's own areas on each area, of types on each type, and a title on each area's name."""
    fields, words = field_by_key(page), page.words
    _, lines = at.plan_lines()
    first, last = (page.address(f"cell_plan_area_name_{n}") for n in (1, len(at.PLAN_AREA_CELLS)))
    rule = {
        "validate": "list",
        "source": f"={first}:{last.split('!')[1]}",
        "error_title": words("plan.bad_title"),
        "error_message": words("plan.bad_area"),
    }
    for member in AREA_LINES:
        page.sheet.data_validation(lines[member], at.PLAN_AREA, lines[member], at.PLAN_AREA, rule)
    for member, types in TYPES.items():
        source = list_range(page, types)
        choice = rule | {"source": source, "error_message": words("plan.bad_choice")}
        page.sheet.data_validation(lines[member], at.PLAN_TYPE, lines[member], at.PLAN_TYPE, choice)
    for key, line in at.PLAN_AREA_CELLS.items():
        label = words("plan.area_number", number=key.rpartition("_")[2])
        guard(page, line, at.PLAN_COLUMN, fields[key], label=label, prompt=words("plan.area_prompt"))
