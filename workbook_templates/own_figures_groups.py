"""The sheet `Målgrupper` of the template for own figures: a column for each group, and one of the model's beside."""

from typing import Any

from utenfor_core.domain import PAIR_WORDS, PAIRS
from utenfor_core.own_figures.groups import AGE_LIMITS
from utenfor_core.parameters import TargetGroup
from workbook_templates import own_figures_sheets as at
from workbook_templates.own_figures_page import Sheet
from workbook_templates.sheets.wrapping import LINE_HEIGHT, line_count

GROUP_WIDTHS = (16, 34, 46, 34, 34, 34, 46)
GROUP_UNITS = {"nar_malet": "andel", **dict.fromkeys(AGE_LIMITS, "alder")}


def write_groups(sheet: Sheet, example: TargetGroup) -> None:
    """Write the sheet."""
    for column, width in enumerate(GROUP_WIDTHS):
        sheet.sheet.set_column(column, column, width)
    own = sheet.words["own_figures"]
    last = at.GROUP_FIRST + len(at.GROUP_IDS)
    heads = {at.GROUP_KEY: own["head_field"], at.GROUP_LABEL: own["head_ask"], at.GROUP_HELP: own["head_help"]}
    for number in range(1, len(at.GROUP_IDS) + 1):
        heads[at.GROUP_FIRST + number - 1] = sheet.words("own_figures.head_group", number=number)
    heads[last] = sheet.words("own_figures.head_example", label=example.label)
    sheet.heads(at.HEAD_LINE, heads)
    for line, field in enumerate(at.GROUP_FIELDS, at.HEAD_LINE + 1):
        sheet.text(line, at.GROUP_KEY, field, "unit")
        sheet.text(line, at.GROUP_LABEL, sheet.words(f"own_group_labels.{field}"))
        sheet.text(line, at.GROUP_HELP, sheet.words(f"own_group_help.{field}"), "note")
        rule = _rule(sheet, field)
        for column in range(at.GROUP_FIRST, last):
            sheet.open(line, column, GROUP_UNITS.get(field.removesuffix("_lav").removesuffix("_hoy"), ""), rule)
        shown = _example(example).get(field, "")
        sheet.text(line, last, shown, "note")
        sheet.sheet.set_row(line, LINE_HEIGHT * max(2, line_count(shown, GROUP_WIDTHS[-1])))
    sheet.finish(at.GROUPS, own["about_groups"])


def _rule(sheet: Sheet, field: str) -> dict[str, Any] | None:
    """Return what may be typed in a field of a group; None for a text."""
    if field in AGE_LIMITS:
        return sheet.between(*AGE_LIMITS[field], whole=True)
    if field.startswith("nar_malet"):
        return sheet.between(0, 1)
    return sheet.one_of(list(PAIR_WORDS)) if field == "par" else None


def _example(group: TargetGroup) -> dict[str, str]:
    """Return how one of the model's groups would be filled in."""
    return {
        "navn": group.label,
        "definisjon": group.definition,
        "alder_fra": str(group.age_min),
        "alder_til": str(group.age_max),
        "alder_vanlig": str(group.age_default),
        "par": PAIR_WORDS[PAIRS.index(group.pair)],
        "utfall_alder": str(group.outcome_min_age),
        "utfall_etter_ar": str(group.outcome_after_years),
        "nar_malet": "" if group.baseline is None else f"{1 - group.baseline:.0%}".replace("%", " %"),
        "lykkes_betyr": group.success_text,
        "egne_linjer": group.own_lines,
        "merknad": group.baseline_note,
    }
