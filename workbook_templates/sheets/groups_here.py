"""The table on `Målgrupper` of how many of each group are here: known, else estimated with its rule, else empty."""

from typing import Final

from utenfor_core.group_inputs import SLOTS
from utenfor_core.groups_here import ESTIMATED, FEW, UNKNOWN, Estimate, estimate
from utenfor_core.inputs import is_number
from utenfor_core.parameters import TargetGroup
from utenfor_core.small_numbers import fewest_counted
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.wrapping import LINE_HEIGHT, fit_row, write_lines
from workbook_templates.words import spaced

LABEL, KNOWN, ESTIMATE, NUMBER, STATUS, RULE = range(6)
LAST: Final = 8
HEADS: Final = ("group", "known", "estimate", "number", "status", "rule")
LABEL_LINE: Final = 46
ACROSS: Final = 165
HEAD_LINES: Final = 2


def write(page: Page, first: int, groups: tuple[TargetGroup, ...]) -> None:
    """Write the estimates, what stands when a known number is typed, and the rule or why there is none."""
    page.heading(first - 2, "groups.here", LAST)
    page.heads(first - 1, LABEL, [page.words(f"groups.head_{name}") for name in HEADS])
    page.write(first - 1, STATUS, page.words("groups.head_status"), "head")
    page.write(first - 1, RULE, page.words("groups.head_rule"), "head_bare")
    for column in range(RULE + 1, LAST + 1):
        page.sheet.write_blank(first - 1, column, None, page.styles("head_bare"))
    page.sheet.set_row(first - 1, LINE_HEIGHT * HEAD_LINES)
    fields, place = field_by_key(page), page.context.layout.book.find("", "cell_here")
    ids = (*(group.id for group in groups), *SLOTS)
    for line, group in enumerate(ids, first):
        key = place.row.keys[line - first]
        told = {name: page.words(f"groups.known_{name}") for name in ("label", "prompt")}
        guard(page, line, KNOWN, fields[key], **told)
        if group in SLOTS:
            member = page.context.layout.book.find("", "group_label").row.per[line - first]
            page.link(line, LABEL, "group_label", member=member, shape="cell_text")
        else:
            label = page.context.result.frame.group_labels[group]
            page.write(line, LABEL, label, "cell_text")
            fit_row(page, line, {LABEL: label}, {LABEL: LABEL_LINE})
        found = estimate(page.context.municipality.number, group)
        page.number(line, ESTIMATE, found.persons, "personer", missing=page.words("groups.no_estimate"))
        _number_here(page, line, page.context.result.values.get(key), found)
        page.write(line, RULE, _rule(page, found), "unit")
    write_lines(page, first + len(ids), page.words("groups.here_note"), ACROSS)


def _number_here(page: Page, line: int, typed: object, found: Estimate) -> None:
    """Write the number that stands, and whether it is known, estimated or missing."""
    known, row = is_number(typed) and typed >= 0, line + 1
    is_known, is_estimated = f"AND(ISNUMBER($B{row}),N($B{row})>=0)", f"ISNUMBER($C{row})"
    number = typed if known else found.persons
    words = [page.words(f"groups.status_{name}") for name in ("known", "estimated", "missing")]
    status = words[0] if known else words[1] if found.persons is not None else words[2]
    page.formula(line, NUMBER, f'=IF({is_known},$B{row},IF({is_estimated},$C{row},""))', number, "personer", "total")  # type: ignore[arg-type]  # a number, or nothing
    template = f'=IF({is_known},"{words[0]}",IF({is_estimated},"{words[1]}","{words[2]}"))'
    page.formula(line, STATUS, template, status, shape="cell_text")


def _rule(page: Page, found: Estimate) -> str:
    """Return how the estimate is made, or why there is none."""
    if found.state == FEW:
        return page.words("groups.here_few", fewest=fewest_counted())
    if found.state == UNKNOWN:
        return page.words("groups.here_unknown", year=found.year)
    key = f"groups.here_{found.group}"
    if found.state != ESTIMATED:
        return page.words(key if page.words.has(key) else "groups.here_own")
    residents = spaced(float(found.residents or 0))
    text = page.words(key, residents=residents, year=found.year)
    if found.known == found.members:
        return text
    return text + page.words("groups.here_partly", known=found.known, members=found.members)
