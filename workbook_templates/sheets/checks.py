"""The sheet `Kontroll`: the light, every check with what to do, unusable inputs, what was changed, and the stamp."""

from collections.abc import Mapping
from typing import Final

from utenfor_core.control import CHECKS, ERROR, FAULT, NOTICE, OK
from workbook_templates import positions as at
from workbook_templates.blocks.inputs import CURRENT, MAXIMUM, MINIMUM, UNUSABLE_COLUMN, UNUSABLE_LISTED
from workbook_templates.page import Page
from workbook_templates.sheets import changed_inputs, inputs
from workbook_templates.sheets.wrapping import LINE_HEIGHT, fit_columns

LIGHT_COLUMN, SEVERITY, VALUE, MEANS, ACTION, GO = 1, 2, 3, 5, 6, 7
HEADS: Final = ("check", "answer", "severity", "value", "weight", "means", "action", "go")
WIDTHS: Final = (36, 13, 14, 20, 12, 41, 41, 17)
LIGHT_HEIGHT, HEAD_HEIGHT = 30, 34
UNUSABLE: Final = {0: inputs.LABEL, LIGHT_COLUMN: MINIMUM, SEVERITY: MAXIMUM, VALUE: inputs.ADDRESS, MEANS: CURRENT}
"""Where the list of inputs that cannot be used shows which column of `Inndata`."""
UNUSABLE_HEADS: Final = ("field", "least", "most", "address", "number", "now")
UNUSABLE_LINES: Final = 2
"""How many lines an input's words may take."""
WHERE: Final[Mapping[str, str]] = {
    "levels_sum": at.CALCULATION, "sum_undiscounted": at.CALCULATION, "sum_discounted": at.CALCULATION,
    "present_difference": at.CALCULATION, "plan_ties": at.PLAN, "plan_areas_tie": at.PLAN, "across_ties": at.ACROSS,
    "inputs_valid": at.INPUTS, "preset_known": at.MEASURES,
    "prices_known": at.ASSUMPTIONS, "shares_whole": at.POSTS, "keep_possible": at.ASSUMPTIONS,
    "discount_starts": at.CALCULATION, "measures_complete": at.MEASURES, "one_pair": at.MEASURES,
    "group_savings": at.GROUPS, "cost_has_duration": at.MEASURES, "funding_fits": at.MEASURES, "areas_known": at.PLAN,
    "parts_filled": at.PLAN, "part_shares_fit": at.PLAN, "vat_nets": at.PLAN,
    "cost_paid_once": at.CALCULATION, "nobody_twice": at.CALCULATION, "funding_used": at.MEASURES,
    "own_lines_placed": at.MEASURES, "own_share_given": at.MEASURES, "own_rate_fits": at.MEASURES,
    "codes_known": at.MEASURES, "figures_current": at.FRONT,
    "grade_chosen": at.MEASURES, "tax_level_given": at.FRONT, "zone_chosen": at.FRONT, "example_replaced": at.MEASURES,
    "no_own_values": at.ASSUMPTIONS,
}  # fmt: skip


def write(page: Page) -> None:
    """Write the words around the checks, which are laid in columns D and E."""
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    _light(page)
    page.heads(at.CHECK_LINE - 1, 0, [page.words(f"checks.{key}") for key in HEADS], numbers_from=len(HEADS))
    page.sheet.set_row(at.CHECK_LINE - 1, HEAD_HEIGHT)
    for index, name in enumerate(CHECKS):
        _check(page, at.CHECK_LINE + index, name, index)
    page.sheet.autofilter(at.CHECK_LINE - 1, 0, at.CHECK_LINE + len(CHECKS) - 1, GO)
    _colours(page, at.CHECK_LINE, at.CHECK_LINE + len(CHECKS) - 1)
    line = _unusable(page, at.UNUSABLE_LINE)
    line = _state(page, line + 1)
    line = _stamp(page, line + 1)
    page.heading(line + 1, "checks.heading_open", GO)
    page.write(line + 2, 0, page.words("checks.not_excel"), "plain")
    page.sheet.freeze_panes(at.HEAD, 0)


def _light(page: Page) -> None:
    page.sheet.set_row(at.HEAD, LIGHT_HEIGHT)
    page.link(at.HEAD, 0, "check_light", unit="tekst", shape="big")
    for text, shape in ((FAULT, "bad"), (NOTICE, "warn"), (OK, "good")):
        told = page.words.twins.term(text)
        rule = {"type": "text", "criteria": "begins with", "value": told, "format": page.styles(shape)}
        page.sheet.conditional_format(at.HEAD, 0, at.HEAD, 0, rule)
    for index, key in enumerate(("errors", "notes", "light")):
        page.write(at.HEAD + index, SEVERITY, page.words(f"checks.{key}"), "label")
        page.write(at.HEAD + index, MEANS, page.words(f"checks.explain_{index + 1}"), "unit")


def _check(page: Page, line: int, name: str, index: int) -> None:
    words = page.words
    holds = page.context.value("check_value", member=index) == 0
    serious = page.context.value("check_weight", member=index) == ERROR
    fault, remark, good = words("checks.fault"), words("checks.remark"), words("checks.ok")
    label, means, action = (words(f"check_{part}.{name}") for part in ("label", "means", "do"))
    fit_columns(page, line, {0: label, MEANS: means, ACTION: action}, dict(enumerate(WIDTHS)))
    page.write(line, 0, label, "cell_text")
    value, weight = page.address("check_value", member=name), page.address("check_weight", member=name)
    bad = fault if serious else remark
    severity = f'IF({weight}>1,"{fault}","{remark}")'
    page.formula(line, LIGHT_COLUMN, f'=IF({value}=0,"{good}",{severity})', good if holds else bad, shape="cell_text")
    page.formula(line, SEVERITY, f"={severity}", bad, shape="cell_text")
    page.write(line, MEANS, means, "cell_text")
    page.write(line, ACTION, action, "cell_text")
    page.sheet.write_url(line, GO, f"internal:'{WHERE[name]}'!A1", page.styles("cell_link"), WHERE[name])


def _colours(page: Page, first: int, last: int) -> None:
    for key, shape in (("fault", "bad"), ("remark", "warn"), ("ok", "good")):
        text = page.words(f"checks.{key}")
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": page.styles(shape)}
        page.sheet.conditional_format(first, LIGHT_COLUMN, last, LIGHT_COLUMN, rule)


def _unusable(page: Page, line: int) -> int:
    """Write the first inputs that cannot be used: words, range, cell, place on `Inndata` and what stands there."""
    page.heading(line - 2, "checks.heading_unusable", GO)
    page.sheet.write_url(line - 2, GO, f"internal:'{at.INPUTS}'!A1", page.styles("link"), at.INPUTS)
    texts = [page.words(f"checks.unusable_{key}") for key in UNUSABLE_HEADS]
    page.heads(line - 1, 0, texts, numbers_from=len(texts))
    page.sheet.set_row(line - 1, HEAD_HEIGHT)
    last = line + len(UNUSABLE_LISTED) - 1
    for number, below in enumerate(range(line, last + 1), 1):
        for column, source in UNUSABLE.items():
            changed_inputs.write_cell(page, (below, column), "invalid_number", number, source)
        page.sheet.set_row(below, LINE_HEIGHT * UNUSABLE_LINES)
    hide = {"type": "formula", "criteria": f'=$A{line + 1}=""', "format": page.styles("unlisted")}
    page.sheet.conditional_format(line, UNUSABLE_COLUMN, last, UNUSABLE_COLUMN, hide)
    return last + 1


def _state(page: Page, line: int) -> int:
    page.heading(line, "checks.heading_state", GO)
    own = page.context.result.row("own_value")[:, 0]
    count = float(sum(value is not None for value in own.tolist()))
    page.formula(line + 1, VALUE, "=COUNTA({own_value.all})", count, "antall")
    page.link(line + 2, VALUE, "inputs_changed")
    page.link(line + 3, VALUE, "inputs_invalid")
    rows = (("own_values", at.ASSUMPTIONS), ("changed", at.INPUTS), ("invalid", at.INPUTS))
    for index, (key, sheet) in enumerate(rows, 1):
        page.write(line + index, 0, page.words(f"checks.{key}"), "plain")
        page.write(line + index, MEANS, page.words(f"checks.{key}_note"), "unit")
        page.sheet.write_url(line + index, GO, f"internal:'{sheet}'!A1", page.styles("link"), sheet)
    return line + 4


def _stamp(page: Page, line: int) -> int:
    words, context = page.words, page.context
    page.heading(line, "checks.heading_stamp", GO)
    for index, key in enumerate(("model", "data", "preset", "build"), 1):
        page.write(line + index, 0, words(f"checks.stamp_{key}"), "plain")
    page.write(line + 1, LIGHT_COLUMN, context.version, "plain")
    page.write(line + 2, LIGHT_COLUMN, str(context.result.frame.parameters.version), "plain")
    page.formula(line + 3, LIGHT_COLUMN, "={#place.preset}", context.result.values["place.preset"], shape="plain")
    page.write(line + 4, LIGHT_COLUMN, words("checks.stamp_build_text"), "plain")
    return line + 5
