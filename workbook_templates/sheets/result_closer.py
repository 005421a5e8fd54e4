"""The measure looked at closely on `Resultat`: which one, the finding, and both presets side by side."""

from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.coverage import METHOD_CHOICES
from utenfor_core.domain import ALL, OWN, PRESETS, Value
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.other_preset import CHOSEN, COMPARED, OTHER
from utenfor_core.results import RATE_VIEWS, UNDEFINED
from utenfor_core.trace import as_text, cell_value, number
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets import result_waterfall
from workbook_templates.sheets.entry_rules import field_by_key, guard
from workbook_templates.sheets.example_mark import mark_of_chosen

NAME_COLUMN: Final = 2
FINDING: Final = at.CLOSER_LINE + 4
PRESETS_LINE: Final = at.CLOSER_LINE + 6
METHOD_COLUMN, METHOD_VALUES, METHOD_LAST = 6, 10, 11
HEAD_HEIGHT, FINDING_HEIGHT, ROW_HEIGHT = 34, 22, 18
TEXT_HEIGHT: Final = 31
MAY_BE_TEXT: Final = ("payback_year_accumulated", "break_even_persons")
"""Results that are a text where there is none, on two lines."""

SEEN: Final = {OWN: "own", ALL: "all"}
COLUMNS: Final = tuple((view, block) for view in RATE_VIEWS for block in (CHOSEN, OTHER))
"""The columns of the comparison: the own budgets and all, each with the preset in use and the other."""


def write(page: Page, last_column: int) -> int:
    """Write the part from its fixed line down, to the waterfall; the next free line comes back."""
    page.heading(at.CLOSER_LINE, "closer.heading", last_column)
    _choices(page)
    _finding(page)
    after = _presets(page, last_column)
    _method(page)
    line = result_waterfall.write(page, max(after, PRESETS_LINE + 3 + len(METHOD_CHOICES)) + 1, last_column)
    return line + 1


def _preset_name(page: Page, block: str) -> tuple[str, str]:
    """Return a preset's name as a formula's part and as it is now: the one in use, or the other."""
    owner, row = ("", "preset_number") if block == CHOSEN else (OTHER, "other_number")
    cell = f"{owner}!{row}" if owner else row
    return f"INDEX({{preset_name[:]}},{{{cell}}})", PRESETS[int(number(page.context.value(row, owner))) - 1]


def _choices(page: Page) -> None:
    words, fields = page.words, field_by_key(page)
    for key, line in at.RESULT_CELLS.items():
        name = key.rpartition(".")[2]
        page.write(line, 0, words(f"closer.{name}"), "label")
        guard(
            page,
            line,
            at.RESULT_COLUMN,
            fields[key],
            label=words(f"closer.{name}"),
            prompt=words(f"closer.{name}_prompt"),
        )
    line = at.RESULT_CELLS["shown.measure"]
    named, name = _name(page)
    page.formula(line, NAME_COLUMN, f"={named}", name, shape="plain")
    page.write(at.RESULT_CELLS["shown.budget"], NAME_COLUMN, words("closer.budget_note"), "unit")


def _name(page: Page) -> tuple[str, str]:
    """Return the chosen measure's name as a formula's part and as it is now."""
    unnamed = page.words("plan.unnamed")
    cell = "CHOOSE({shown_measure}," + ",".join(f"{{#{owner}.name}}" for owner in MEASURE_BLOCKS) + ")"
    owner = MEASURE_BLOCKS[int(number(page.context.value("shown_measure"))) - 1]
    name = page.context.result.values.get(f"{owner}.name")
    return f'IF({cell}="","{unnamed}",{cell}&"")', as_text(name) or unnamed


def _finding(page: Page) -> None:
    """Write from which year the own budgets are ahead under each preset."""
    words, context = page.words, page.context
    plus, never, nothing = (words(f"closer.{key}") for key in ("in_plus", "never", "nothing"))
    parts, texts = [], []
    for block in (CHOSEN, OTHER):
        cell = f"{{{block}!payback_year_accumulated@{OWN}}}"
        named, name = _preset_name(page, block)
        parts.append(f'{named}&IF(ISNUMBER({cell}),"{plus}"&{cell},IF({cell}="{UNDEFINED}","{nothing}","{never}"))')
        year = cell_value(context.result.row("payback_year_accumulated", block))
        texts.append(
            name
            + (f"{plus}{number(year):.0f}" if not isinstance(year, str) else nothing if year == UNDEFINED else never)
        )
    between, start = words("closer.between"), words("closer.finding")
    mark, shown = mark_of_chosen(page)
    unfinished = words("closer.unfinished")
    joined = f'&"{between}"&'.join(parts)
    formula = f'={mark}&CHOOSE(1+{{{CHOSEN}!complete}},"{unfinished}","{start}"&{joined})'
    complete = context.value("complete", CHOSEN) == 1
    text = f"{start}{between.join(texts)}" if complete else unfinished
    page.formula(FINDING, 0, formula, shown + text, shape="big")
    page.sheet.set_row(FINDING, FINDING_HEIGHT)


def _presets(page: Page, last_column: int) -> int:
    words = page.words
    page.heading(PRESETS_LINE, "closer.heading_presets", last_column)
    head = PRESETS_LINE + 1
    page.write(head, 0, words("closer.head_result"), "head")
    for column, (view, block) in enumerate(COLUMNS, 1):
        named, name = _preset_name(page, block)
        label = words(f"closer.{SEEN[view]}")
        page.formula(head, column, f'="{label}"&{named}', label + name, shape="head_number")
    page.sheet.set_row(head, HEAD_HEIGHT)
    for line, row in enumerate(COMPARED, head + 1):
        page.sheet.set_row(line, TEXT_HEIGHT if row in MAY_BE_TEXT else ROW_HEIGHT)
        page.write(line, 0, words(f"closer.{row}"), "cell")
        for column, (view, block) in enumerate(COLUMNS, 1):
            page.link(line, column, row, block=block, member=view, shape="cell_answer")
    after = head + 1 + len(COMPARED)
    page.write(after, 0, words("closer.presets_note"), "remark")
    link = f"internal:'{at.MEASURES}'!{xl_rowcol_to_cell(at.PRESET_LINE, at.MEASURE_COLUMN)}"
    page.sheet.write_url(after + 1, 0, link, page.styles("link"), words("closer.change_preset"))
    return after + 2


def _method(page: Page) -> None:
    """Write the choices of method with their value in both presets: every krone depends on them."""
    words, book, context = page.words, page.context.layout.book, page.context
    head = PRESETS_LINE + 1
    page.write(head, METHOD_COLUMN, words("closer.head_method"), "head_bare")
    for column in range(METHOD_COLUMN + 1, METHOD_VALUES):
        page.sheet.write_blank(head, column, None, page.styles("head_bare"))
    for column, block in ((METHOD_VALUES, CHOSEN), (METHOD_LAST, OTHER)):
        named, name = _preset_name(page, block)
        page.formula(head, column, f"={named}", name, shape="head_number")
    for line, choice in enumerate(METHOD_CHOICES, head + 1):
        page.write(line, METHOD_COLUMN, words(f"closer.method_{choice}"), "plain")
        for column, block in ((METHOD_VALUES, ""), (METHOD_LAST, OTHER)):
            at_line = book.aliases[choice][1]
            place = book.find(block, "in_use")
            value: Value = cell_value(context.result.row("in_use", block), at_line)
            cell = xl_rowcol_to_cell(place.lines[at_line], place.column, row_abs=True, col_abs=True)
            unit = place.row.unit_of(at_line)
            page.formula(line, column, f"='{place.sheet}'!{cell}", value, unit, "cell_answer")
