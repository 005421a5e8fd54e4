"""The slots on `Målgrupper` for groups of the user's own: what each field asks, and what a slot still lacks."""

from collections.abc import Iterator, Mapping
from typing import Final

from utenfor_core.group_inputs import SLOTS
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.standing import Lack, in_colour, in_use, lacking, on
from workbook_templates.sheets.wrapping import LINE_HEIGHT

LABEL: Final = 0
HELP: Final = at.FREE_GROUP_COLUMN + len(SLOTS)
LAST: Final = 8
TALL: Final = {"name": 3, "pair": 2}
"""Lines that what is typed may take in a slot's column."""
STATUS_LINES: Final = 5
MISSING: Final[Mapping[str, str]] = {
    "missing_name": '{free_name}=""',
    "missing_other_name": "{free_taken}=1",
    "missing_ages": "{free_ages_given}=0",
    "missing_order": "AND({free_ages_given}=1,{free_ages_fit}=0)",
    "missing_pair": "{free_pair}=0",
    "missing_valid": "{free_invalid}>0",
}
"""What keeps a slot from being finished; each condition is one of `free_ready` on `Beregning`."""


def write(page: Page, first: int, blocks: Mapping[str, str]) -> None:
    """Write the fields with their help, how each slot stands, and how many are in use; `blocks` are the slots'."""
    page.heading(first - 2, "groups.own", LAST)
    names = [page.words("groups.own_number", number=number) for number in range(1, len(blocks) + 1)]
    page.heads(first - 1, LABEL, [page.words("groups.own_field"), *names], numbers_from=len(names) + 1)
    page.write(first - 1, HELP, page.words("groups.own_help"), "head_bare")
    for column in range(HELP + 1, LAST + 1):
        page.sheet.write_blank(first - 1, column, None, page.styles("head_bare"))
    fields = field_by_key(page)
    for line, name in enumerate(at.FREE_GROUP_FIELDS, first):
        label = page.words(f"group_labels.{name}")
        page.write(line, LABEL, label, "label")
        page.write(line, HELP, page.words(f"groups.own_{name}"), "unit")
        page.sheet.set_row(line, LINE_HEIGHT * TALL.get(name, 1))
        for column, owner in enumerate(blocks, at.FREE_GROUP_COLUMN):
            guard(page, line, column, fields[f"{owner}.{name}"], label=label)
    line = first + len(at.FREE_GROUP_FIELDS)
    page.write(line, LABEL, page.words("groups.own_status"), "label")
    page.sheet.set_row(line, LINE_HEIGHT * STATUS_LINES)
    for column, block in enumerate(blocks.values(), at.FREE_GROUP_COLUMN):
        _status(page, line, column, block)
    begun = [(block, "free_started") for block in blocks.values()]
    page.write(line + 1, LABEL, page.words("groups.own_used"), "label")
    in_use(page, (line + 1, at.FREE_GROUP_COLUMN), begun, page.words("groups.own_used_of", total=len(begun)))


def _status(page: Page, line: int, column: int, block: str) -> None:
    """Write free, finished, or what is missing: words joined by blanks, then by commas."""
    free, missing, done = (page.words(f"groups.own_{name}") for name in ("free", "missing", "done"))
    lacks = lacking(_lacks(page, block))
    template = f'=CHOOSE(1+{{free_started}}+{{free_ready}},"{free}","{missing}"&{lacks.expression},"{done}")'
    now = missing + lacks.text if on(page, block, "free_started") else free
    if on(page, block, "free_ready"):
        now = done
    page.formula(line, column, template.replace("{free_", f"{{{block}!free_"), now, shape="cell_text")
    in_colour(page, (line, column, line, column), {"warn": missing, "good": done})


def _lacks(page: Page, block: str) -> Iterator[Lack]:
    def is_on(name: str) -> bool:
        return on(page, block, f"free_{name}")

    holds = {
        "missing_name": not page.context.value("free_name", block),
        "missing_other_name": is_on("taken"),
        "missing_ages": not is_on("ages_given"),
        "missing_order": is_on("ages_given") and not is_on("ages_fit"),
        "missing_pair": not is_on("pair"),
        "missing_valid": is_on("invalid"),
    }
    for name, test in MISSING.items():
        yield Lack(page.words(f"groups.own_{name}"), test, holds[name])
