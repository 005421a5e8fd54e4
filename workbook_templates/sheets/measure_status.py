"""How each measure stands, above its fields on `Tiltak`: finished or what is missing, rate, persons, net, payback."""

from collections.abc import Iterator, Mapping
from typing import Final

from utenfor_core.domain import ALL, OWN, Value
from utenfor_core.model import MEASURE_BLOCKS
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.standing import Lack, in_colour, in_use, lacking, on
from workbook_templates.sheets.wrapping import LINE_HEIGHT, fit_columns

LABEL, UNIT, HELP = range(3)
LAST: Final = at.MEASURE_COLUMN + len(MEASURE_BLOCKS) - 1
STATUS_LINES: Final = 4
"""How many lines what is missing may take."""
WHOLE_LIFE: Final = 6
"""The horizon till 67 among the seven."""
MISSING: Final = {
    "missing_group": "{group_number}=0",
    "missing_persons": "{persons_planned}=0",
    "missing_rate": "{rate_known}+{own_effect}=0",
    "missing_completion": "{completion_missing}=1",
    "missing_lasting": "{lasting_missing}=1",
    "missing_age": "AND({group_number}>0,{in_age}=0)",
    "missing_higher": "AND({possible}=0,{rate_is_typed}=0)",
    "missing_possible": "AND({possible}=0,{rate_is_typed}=1)",
    "missing_invalid": "{invalid_inputs}>0",
}
"""What keeps a measure from being finished; each condition is one of `complete` on `Beregning`."""


def write_status(page: Page, used_line: int, line: int, widths: Mapping[int, float]) -> None:
    """Write how many slots are used, and the strip of results from `line` down."""
    _used(page, used_line, widths)
    page.heading(line, "measures.now", LAST)
    _words(page, line + 1, "now_status", "", widths)
    page.sheet.set_row(line + 1, LINE_HEIGHT * STATUS_LINES)
    for owner_at, owner in enumerate(MEASURE_BLOCKS):
        _status(page, line + 1, at.MEASURE_COLUMN + owner_at, owner)
    colours = {"warn": page.words("measures.missing"), "good": page.words("measures.done")}
    in_colour(page, (line + 1, at.MEASURE_COLUMN, line + 1, LAST), colours)
    shown = (
        ("now_rate", "success_rate", "", 0, "andel"),
        ("now_persons", "persons", "", 0, "antall"),
        ("now_own", "net_present", OWN, WHOLE_LIFE, "kr"),
        ("now_all", "net_present", ALL, WHOLE_LIFE, "kr"),
        ("now_payback", "payback_year_accumulated", OWN, 0, "år"),
    )
    for below, (word, name, member, index, unit) in enumerate(shown, line + 2):
        _words(page, below, word, {"andel": "prosent"}.get(unit, unit), widths)
        for owner_at, owner in enumerate(MEASURE_BLOCKS):
            _shown(page, (below, at.MEASURE_COLUMN + owner_at), owner, name, member, index, unit)


def _words(page: Page, line: int, word: str, unit: str, widths: Mapping[int, float]) -> None:
    label, text = page.words(f"measures.{word}"), page.words(f"measures.{word}_help")
    page.write(line, LABEL, label, "label")
    page.write(line, UNIT, unit, "unit")
    page.write(line, HELP, text, "note")
    fit_columns(page, line, {LABEL: label, HELP: text}, widths)


def _used(page: Page, line: int, widths: Mapping[int, float]) -> None:
    page.write(line, LABEL, page.words("measures.used"), "label")
    text = page.words("measures.used_help")
    page.write(line, HELP, text, "note")
    fit_columns(page, line, {HELP: text}, widths)
    begun = [(owner, name) for owner in MEASURE_BLOCKS for name in ("complete", "unfinished")]
    words = page.words("measures.used_of", total=len(MEASURE_BLOCKS))
    in_use(page, (line, at.MEASURE_COLUMN), begun, words)


def _status(page: Page, line: int, column: int, owner: str) -> None:
    """Write finished, free, taken out, or what is missing: words joined by blanks, then by commas."""
    free, missing, done, removed = (page.words(f"measures.{name}") for name in ("free", "missing", "done", "removed"))
    lacks = lacking(_lacks(page, owner))
    which = "1+{unfinished}+{complete}+{complete}+{hidden_example}+{hidden_example}+{hidden_example}"
    template = f'=CHOOSE({which},"{free}","{missing}"&{lacks.expression},"{done}","{removed}")'
    for name in (
        "unfinished",
        "complete",
        "hidden_example",
        "group_number",
        "persons_planned",
        "rate_known",
        "own_effect",
        "completion_missing",
        "lasting_missing",
        "in_age",
        "possible",
        "rate_is_typed",
        "invalid_inputs",
    ):
        template = template.replace(f"{{{name}}}", f"{{{owner}!{name}}}")
    now = removed if on(page, owner, "hidden_example") else done if on(page, owner, "complete") else free
    if on(page, owner, "unfinished"):
        now = missing + lacks.text
    page.formula(line, column, template, now, shape="cell_text")


def _lacks(page: Page, owner: str) -> Iterator[Lack]:
    def is_on(name: str) -> bool:
        return on(page, owner, name)

    holds = {
        "missing_group": not is_on("group_number"),
        "missing_persons": not is_on("persons_planned"),
        "missing_rate": not is_on("rate_known") and not is_on("own_effect"),
        "missing_completion": is_on("completion_missing"),
        "missing_lasting": is_on("lasting_missing"),
        "missing_age": is_on("group_number") and not is_on("in_age"),
        "missing_higher": not is_on("possible") and not is_on("rate_is_typed"),
        "missing_possible": not is_on("possible") and is_on("rate_is_typed"),
        "missing_invalid": is_on("invalid_inputs"),
    }
    for name, test in MISSING.items():
        yield Lack(page.words(f"measures.{name}"), test, holds[name])


def _shown(page: Page, cell: tuple[int, int], owner: str, name: str, member: str, index: int, unit: str) -> None:  # noqa: PLR0913, PLR0917 - where, and which cell of the calculation
    place = page.context.layout.book.find(owner, name)
    at_member = list(place.row.per).index(member) if member else 0
    is_complete = on(page, owner, "complete")
    value: Value = page.context.value(name, owner, at_member, index) if is_complete else ""
    address = page.address(name, block=owner, member=member, index=index)
    page.formula(*cell, f'=IF({{{owner}!complete}}=1,{address},"")', value, unit, "cell_answer")
