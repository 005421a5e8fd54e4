"""The slots on `Målgrupper` for groups of the user's own: what each field asks, and what a slot still lacks."""

from collections.abc import Mapping
from typing import Final

from utenfor_core.group_inputs import SLOTS
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key, guard
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
"""What keeps a slot from being finished; each condition is one of `free_ready` on `Satser`."""


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
    _in_use(page, line + 1, tuple(blocks.values()))


def _status(page: Page, line: int, column: int, block: str) -> None:
    """Write free, finished, or what is missing: words joined by blanks, then by commas."""
    words = {name: page.words(f"groups.own_{name}") for name in ("free", "missing", "done", *MISSING)}
    parts = '&" "&'.join(f'IF({condition},"{words[name]}","")' for name, condition in MISSING.items())
    listed = f'SUBSTITUTE(SUBSTITUTE(TRIM({parts})," ",", "),"_"," ")'
    template = (
        f'=CHOOSE(1+{{free_started}}+{{free_ready}},"{words["free"]}","{words["missing"]}"&{listed},"{words["done"]}")'
    )
    page.formula(line, column, template.replace("{free_", f"{{{block}!free_"), _text(page, block), shape="cell_text")
    for text, shape in (("missing", "warn"), ("done", "good")):
        rule = {"type": "text", "criteria": "begins with", "value": words[text].strip(), "format": page.styles(shape)}
        page.sheet.conditional_format(line, column, line, column, rule)


def _text(page: Page, block: str) -> str:
    def stands(name: str) -> float:
        return float(page.context.value(f"free_{name}", block) or 0)

    if not stands("started"):
        return page.words("groups.own_free")
    if stands("ready"):
        return page.words("groups.own_done")
    lacks = {
        "missing_name": not page.context.value("free_name", block),
        "missing_other_name": stands("taken") == 1,
        "missing_ages": stands("ages_given") == 0,
        "missing_order": stands("ages_given") == 1 and stands("ages_fit") == 0,
        "missing_pair": stands("pair") == 0,
        "missing_valid": stands("invalid") > 0,
    }
    told = [page.words(f"groups.own_{name}").replace("_", " ") for name, lacking in lacks.items() if lacking]
    return page.words("groups.own_missing") + ", ".join(told)


def _in_use(page: Page, line: int, blocks: tuple[str, ...]) -> None:
    page.write(line, LABEL, page.words("groups.own_used"), "label")
    words = page.words("groups.own_used_of", total=len(blocks))
    used = sum(float(page.context.value("free_started", block) or 0) for block in blocks)
    template = "=" + "+".join(f"{{{block}!free_started}}" for block in blocks) + f'&"{words}"'
    page.formula(line, at.FREE_GROUP_COLUMN, template, f"{used:.0f}{words}", shape="cell_text")
