"""The sheet `Målgrupper`: the groups side by side with what one success saves each budget, then group by group."""

from textwrap import wrap
from typing import Final

from utenfor_core.domain import LEVELS
from utenfor_core.parameters import TargetGroup
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.wrapping import LINE_HEIGHT, fit_row, write_lines

FACTS: Final = ("age_min", "age_max", "age_default", "outcome_min", "outcome_after", "pair", "base")
HEADS: Final = ("group", "spread", *FACTS)
LABEL, SPREAD = 0, 1
PAIR: Final = at.GROUP_COLUMN + FACTS.index("pair")
SAVING: Final = 10
TOTAL: Final = SAVING + len(LEVELS)
WIDTHS: Final = {LABEL: 42, SPREAD: 13, PAIR: 18, at.GROUP_COLUMN + len(FACTS) - 1: 13.5, SAVING - 1: 12}
FACT_WIDTH, SAVING_WIDTH = 9, 16.5
WRAPPED: Final = {LABEL: 46, PAIR: 18}
"""Characters that a line of the group's name and of its pair takes."""
ABOUT_LINE, HEAD_LINE = 4, at.GROUP_FIRST_LINE - 2
ACROSS: Final = 220
"""Characters of a line that runs over the whole width."""
DETAIL: Final = 165
"""Characters of a line beside a label."""


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    sheet = page.sheet
    sheet.set_column(at.GROUP_COLUMN, SAVING - 1, FACT_WIDTH)
    sheet.set_column(SAVING, TOTAL, SAVING_WIDTH)
    for column, width in WIDTHS.items():
        sheet.set_column(column, column, width)
    for line, key in enumerate(("about_1", "about_2"), ABOUT_LINE):
        page.write(line, LABEL, page.words(f"groups.{key}"), "plain")
    _heads(page)
    groups = tuple(page.context.result.frame.parameters.groups.values())
    for line, group in enumerate(groups, at.GROUP_FIRST_LINE):
        label = page.context.result.frame.group_labels[group.id]
        pair = str(page.context.value("group_pair_default", member=line - at.GROUP_FIRST_LINE))
        page.write(line, LABEL, label, "cell_text")
        page.write(line, PAIR, pair, "cell_text")
        fit_row(page, line, {LABEL: label, PAIR: pair}, WRAPPED)
        page.write(line, SPREAD, _spread(page, group), "cell_text")
        savings = page.context.result.trace["", "group_saving"][line - at.GROUP_FIRST_LINE]
        first, last = (
            page.address("group_saving", member=_member(line)),
            page.address("group_saving", member=_member(line), index=len(LEVELS) - 1),
        )
        own = f"{first}:{last.split('!')[1]}"
        page.formula(line, TOTAL, f"=SUM({own})", float(savings.sum()), "kr", "total")
    line = at.GROUP_FIRST_LINE + len(groups) + 1
    line = write_lines(page, line, page.words("groups.must_be_given"), ACROSS)
    line = write_lines(page, line, page.words("groups.saving_note"), ACROSS)
    page.heading(line + 1, "groups.details", TOTAL)
    line += 3
    for group in groups:
        line = _details(page, line, group)
    sheet.freeze_panes(at.GROUP_FIRST_LINE, LABEL + 1)


def _member(line: int) -> str:
    return f"g{line - at.GROUP_FIRST_LINE + 1}"


def _heads(page: Page) -> None:
    texts = [page.words(f"groups.head_{name}") for name in HEADS]
    page.heads(HEAD_LINE, LABEL, texts, numbers_from=at.GROUP_COLUMN)
    levels = [page.words("groups.head_saving", level=page.words(f"members.{level}")) for level in LEVELS]
    page.heads(HEAD_LINE, SAVING, [*levels, page.words("groups.head_total")], numbers_from=0)
    page.sheet.set_row(HEAD_LINE, LINE_HEIGHT * 5)
    page.write(at.GROUP_FIRST_LINE - 1, SAVING - 1, page.words("groups.number_row"), "note")


def _spread(page: Page, group: TargetGroup) -> str:
    low, high = group.baseline_low, group.baseline_high
    if low is None or high is None:
        return page.words("groups.no_spread")
    return f"{low:.0%}–{high:.0%}".replace("%", "", 1).replace("%", " %")


def _details(page: Page, line: int, group: TargetGroup) -> int:
    page.write(line, LABEL, page.context.result.frame.group_labels[group.id], "heading")
    texts = {
        "definition": group.definition,
        "success": group.success_text,
        "size_national": group.size_national or page.words("groups.no_size"),
        "size_local": group.size_rule or page.words("groups.no_rule"),
        "baseline": group.baseline_note,
        "pair": group.pair_note,
        "own_lines": group.own_lines,
        "sources": "; ".join(source.title for source in group.sources),
    }
    line += 1
    for name, text in texts.items():
        if text:
            page.write(line, LABEL, page.words(f"groups.{name}"), "label")
            for part in wrap(text, DETAIL):
                page.write(line, SPREAD, part, "plain")
                line += 1
    return line + 1
