"""The end of the plan on `Økonomiplan`: block 4, the net by service area, and block 5, what is not worked in."""

from utenfor_core.domain import FYLKE, KOMMUNE
from utenfor_core.plan import EXCLUDED
from utenfor_core.plan_lines import AREAS, NO_AREA, PLAN_YEARS
from utenfor_core.profiles import NOT_SET
from workbook_templates.page import Page
from workbook_templates.sheets.plan_lines import (
    AREA,
    FIRST_YEAR,
    FULL_YEAR,
    LAST_COLUMN,
    MEASURE,
    THOUSANDS,
    PlanTable,
    grey_unused,
    write_sum,
)

LOCAL = (KOMMUNE, FYLKE)
"""The levels one of which is the unit's own: the other shares one line, which Oslo, being both, leaves unused."""


def write(page: Page, table: PlanTable, line: int) -> int:
    """Write both blocks from `line` down; the next free line comes back."""
    line = _areas(page, table, line)
    return _excluded(page, line + 1)


def _areas(page: Page, table: PlanTable, line: int) -> int:
    page.heading(line, "plan.block_netto", LAST_COLUMN)
    line += 1
    for at, member in enumerate((*AREAS, NO_AREA), line):
        _area(page, at, member)
    grey_unused(page, line, line + len(AREAS))
    line += len(AREAS) + 1
    table.sums["netto"] = line
    write_sum(page, line, "plan.net", "plan_net")
    page.link(line, FULL_YEAR, "plan_net_full", unit=THOUSANDS, shape="total")
    page.write(line + 1, 0, page.words("plan.rounding"), "plain")
    for index in range(PLAN_YEARS):
        page.link(line + 1, FIRST_YEAR + index, "plan_rounding", index=index, unit=THOUSANDS)
    page.write(line + 1, FULL_YEAR, page.words("plan.rounding_note"), "unit")
    _tie(page, line + 2, "tie", "plan_ties")
    _tie(page, line + 3, "areas_tie", "plan_areas_tie")
    return line + 4


def _area(page: Page, line: int, member: str) -> None:
    words, unused, lines = page.words, page.words("plan.unused"), page.words("plan.area_lines")
    for column in range(LAST_COLUMN + 1):
        page.sheet.write_blank(line, column, None, page.styles("cell"))
    if member == NO_AREA:
        page.write(line, AREA, words("plan.no_area"), "cell_text")
        page.write(line, MEASURE, lines, "cell_text")
    else:
        name = page.context.value("plan_area_name", member=AREAS.index(member))
        cell = page.address("plan_area_name", member=member)
        named = name != NOT_SET
        page.formula(line, AREA, f'=IF({cell}="{NOT_SET}","",{cell})', name if named else "", shape="cell_text")
        mark = f'=IF({cell}="{NOT_SET}","{unused}","{lines}")'
        page.formula(line, MEASURE, mark, lines if named else unused, shape="cell_text")
    for index in range(PLAN_YEARS):
        page.link(line, FIRST_YEAR + index, "plan_area_net", member=member, index=index, unit=THOUSANDS)
    page.link(line, FULL_YEAR, "plan_area_full", member=member, unit=THOUSANDS)


def _tie(page: Page, line: int, key: str, check: str) -> None:
    words = page.words
    page.write(line, 0, words(f"plan.{key}"), "plain")
    yes, no = words("plan.tie_yes"), words("plan.tie_no")
    members = list(page.context.layout.book.find("", "check_value").row.per)
    holds = page.context.value("check_value", member=members.index(check)) == 0
    formula = f'=IF({{check_value@{check}}}=0,"{yes}","{no}")'
    page.formula(line, FIRST_YEAR, formula, yes if holds else no, shape="cell_answer")


def _excluded(page: Page, line: int) -> int:
    page.heading(line, "plan.block_excluded", LAST_COLUMN)
    for column, key in ((AREA, "excluded_line"), (FULL_YEAR, "excluded_why")):
        page.write(line + 1, column, page.words(f"plan.{key}"), "head_bare")
    for column in (*range(1, FIRST_YEAR), *range(FULL_YEAR + 1, LAST_COLUMN + 1)):
        page.sheet.write_blank(line + 1, column, None, page.styles("head_bare"))
    for index in range(PLAN_YEARS):
        page.link(line + 1, FIRST_YEAR + index, "year", index=index, unit="år", shape="head_number")
    line += 2
    for name in EXCLUDED:
        if name == KOMMUNE:
            continue
        if name == FYLKE:
            _other_local(page, line)
        else:
            page.write(line, 0, page.words(f"plan.excluded_{name}"), "plain")
            for index in range(PLAN_YEARS):
                page.link(line, FIRST_YEAR + index, "plan_excluded_rounded", member=name, index=index, unit=THOUSANDS)
            page.write(line, FULL_YEAR, page.words(f"plan.why_{name}"), "unit")
        line += 1
    return line + 1


def _other_local(page: Page, line: int) -> None:
    """Write the line of the kommune in a county's book, of the county in a kommune's."""
    words, unused = page.words, page.words("plan.unused")
    why = words("plan.why_local")
    labels = {level: words(f"plan.excluded_{level}") for level in LOCAL}
    is_own = {level: page.context.value("level_is_own", member=at) == 1 for at, level in enumerate(LOCAL)}
    other = next((level for level in LOCAL if not is_own[level]), "")
    both = f"{{level_is_own@{KOMMUNE}}}+{{level_is_own@{FYLKE}}}>1"
    chosen = f'IF({{level_is_own@{KOMMUNE}}}=0,"{labels[KOMMUNE]}","{labels[FYLKE]}")'
    page.formula(line, 0, f'=IF({both},"{unused}",{chosen})', labels.get(other, unused), shape="plain")
    for index in range(PLAN_YEARS):
        cells = [page.address("plan_excluded_rounded", member=level, index=index) for level in LOCAL]
        amounts = [
            page.context.result.row("plan_excluded_rounded")[EXCLUDED.index(level), index].item() for level in LOCAL
        ]
        page.formula(line, FIRST_YEAR + index, "=" + "+".join(cells), sum(amounts), THOUSANDS)
    page.formula(line, FULL_YEAR, f'=IF({both},"","{why}")', why if other else "", shape="unit")
