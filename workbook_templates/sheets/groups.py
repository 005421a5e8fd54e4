"""The sheet `Målgrupper`: who the groups are, how many are here, what one success saves, then group by group."""

from textwrap import wrap
from typing import Final

from utenfor_core.domain import LEVELS
from utenfor_core.parameters import TargetGroup
from utenfor_core.trace import number
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import free_groups, groups_here
from workbook_templates.sheets.paging import break_before
from workbook_templates.sheets.wrapping import LINE_HEIGHT, fit_row, write_lines
from workbook_templates.surroundings import HEAD_LINES
from workbook_templates.typed_sheets import FROM_SLOT, from_slot, slot_blocks

FACTS: Final = ("age_min", "age_max", "age_default", "outcome_min", "outcome_after", "pair", "base")
HEADS: Final = ("group", "spread", *FACTS)
LABEL, SPREAD = 0, 1
PAIR: Final = at.GROUP_COLUMN + FACTS.index("pair")
USUAL_AGE, TOTAL = 1, 2
LAST: Final = at.GROUP_COLUMN + len(FACTS) - 1
LABEL_WIDTH, WIDTH, LAST_WIDTH = 42, 16, 24
WRAPPED: Final = {LABEL: 46, PAIR: 16}
"""Characters that a line of the group's name and of its pair takes."""
ABOUT_LINE: Final = 4
ACROSS: Final = 165
"""Characters of a line that runs over the whole width."""
DETAIL: Final = 130
"""Characters of a line beside a label."""
TABLE_HEAD_LINES: Final = 3
SCALE: Final = 72
"""Per cent of full size at which the sheet is one page wide."""
SLOT_LINES: Final = 2
"""Lines that the name of a group of the user's own may take."""


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    page.sheet.set_column(LABEL, LABEL, LABEL_WIDTH)
    page.sheet.set_column(LABEL + 1, LAST - 1, WIDTH)
    page.sheet.set_column(LAST, LAST, LAST_WIDTH)
    for line, key in enumerate(("about_1", "about_2"), ABOUT_LINE):
        page.write(line, LABEL, page.words(f"groups.{key}"), "plain")
    groups = tuple(page.context.result.frame.parameters.groups.values())
    first = at.group_lines(len(groups))
    slots = slot_blocks(page.context.result.frame)
    _who(page, first["who"], groups, tuple(slots.values()))
    free_groups.write(page, first["free"], slots)
    groups_here.write(page, first["here"], groups)
    _savings(page, first["saving"], groups, tuple(slots.values()))
    line = write_lines(page, first["saving"] + len(groups) + len(slots), page.words("groups.saving_note"), ACROSS)
    page.heading(line + 1, "groups.details", LAST)
    starts = [*(first[table] - 2 for table in ("free", "here", "saving")), line + 1]
    line = _details(page, line + 3, groups[0])
    for group in groups[1:]:
        starts.append(line)
        line = _details(page, line, group)
    break_before(page.sheet, starts, line, scale=SCALE, repeated=range(HEAD_LINES + 1))


def _who(page: Page, first: int, groups: tuple[TargetGroup, ...], slots: tuple[str, ...]) -> None:
    """Write who the groups are: their ages, when the outcome is measured, and how many reach it on their own."""
    page.heading(first - 2, "groups.who", LAST)
    page.heads(first - 1, LABEL, [page.words(f"groups.head_{name}") for name in HEADS], numbers_from=at.GROUP_COLUMN)
    page.sheet.set_row(first - 1, LINE_HEIGHT * TABLE_HEAD_LINES)
    for line, group in enumerate(groups, first):
        label = page.context.result.frame.group_labels[group.id]
        pair = str(page.context.value("group_pair_default", member=line - first))
        page.write(line, LABEL, label, "cell_text")
        page.write(line, PAIR, pair, "cell_text")
        fit_row(page, line, {LABEL: label, PAIR: pair}, WRAPPED)
        page.write(line, SPREAD, _spread(page, group), "cell_text")
    for at_group, block in enumerate(slots, len(groups)):
        line = first + at_group
        page.write(line, SPREAD, page.words("groups.own_number", number=at_group - len(groups) + 1), "cell_text")
        for column, name in ((LABEL, "group_label"), (PAIR, "group_pair_default")):
            value = page.context.value(name, member=at_group)
            page.formula(line, column, from_slot(FROM_SLOT[name], block), value, shape="cell_text")
        page.sheet.set_row(line, LINE_HEIGHT * SLOT_LINES)
    write_lines(page, first + len(groups) + len(slots), page.words("groups.must_be_given"), ACROSS)


def _savings(page: Page, first: int, groups: tuple[TargetGroup, ...], slots: tuple[str, ...]) -> None:
    """Write what one success saves all budgets together, beside the table of what it saves each."""
    page.heading(first - 2, "groups.savings", LAST)
    levels = [page.words("groups.head_saving", level=page.words(f"members.{level}")) for level in LEVELS]
    heads = [
        page.words("groups.head_group"),
        page.words("groups.head_at_age"),
        page.words("groups.head_total"),
        *levels,
    ]
    page.heads(first - 1, LABEL, heads)
    page.sheet.set_row(first - 1, LINE_HEIGHT * TABLE_HEAD_LINES)
    labels = page.context.result.frame.groups.labels
    for line, member in enumerate((*_members(groups), *slots), first):
        saved = [number(cell) for cell in page.context.result.trace["", "group_saving"][line - first]]
        start = page.address("group_saving", member=member)
        end = page.address("group_saving", member=member, index=len(LEVELS) - 1).split("!")[1]
        page.link(line, USUAL_AGE, "group_age_default", member=member)
        if member in slots:
            is_ready = f"{{{member}!free_ready}}=1"
            shown = sum(saved) if page.context.value("free_ready", member) else ""
            page.link(line, LABEL, "group_label", member=member, shape="cell_text")
            page.formula(line, TOTAL, f'=IF({is_ready},SUM({start}:{end}),"")', shown, "kr", "total")
        else:
            page.write(line, LABEL, labels[line - first], "cell_text")
            fit_row(page, line, {LABEL: labels[line - first]}, WRAPPED)
            page.formula(line, TOTAL, f"=SUM({start}:{end})", sum(saved), "kr", "total")


def _members(groups: tuple[TargetGroup, ...]) -> tuple[str, ...]:
    return tuple(f"g{number}" for number in range(1, len(groups) + 1))


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
