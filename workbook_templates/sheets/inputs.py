"""The sheet `Inndata`: every input cell of the book with its words, what was delivered, what stands there and where."""

from collections.abc import Callable, Mapping
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core import shown
from utenfor_core.domain import PROFILE_BANDS
from utenfor_core.group_inputs import HERE, SLOTS
from utenfor_core.input_labels import COUNCIL, PART
from utenfor_core.inputs import Field
from utenfor_core.model import MEASURE_BLOCKS
from workbook_templates import positions as at
from workbook_templates.blocks.assumptions import FREE_OWNERS
from workbook_templates.blocks.inputs import CHANGED, CURRENT, DELIVERED, INVALID, MAXIMUM, MINIMUM, ORDER, OWNER
from workbook_templates.book_stamp import STAMP_OWNER, stamp_values
from workbook_templates.page import Page
from workbook_templates.sheets.entry_rules import field_by_key
from workbook_templates.sheets.measures import word_of
from workbook_templates.sheets.wrapping import fit_row
from workbook_templates.surroundings import HEAD_LINES

KEY, LABEL, UNIT = range(3)
ADDRESS: Final = OWNER + 1
WIDTHS: Final = {KEY: 36, LABEL: 62, UNIT: 20, DELIVERED: 24, CURRENT: 24, MINIMUM: 16, MAXIMUM: 16, ADDRESS: 24}
HEADS: Final = {
    "key": KEY, "label": LABEL, "unit": UNIT, "delivered": DELIVERED, "current": CURRENT, "changed": CHANGED,
    "minimum": MINIMUM, "maximum": MAXIMUM, "invalid": INVALID, "owner": OWNER, "address": ADDRESS, "order": ORDER,
}  # fmt: skip
WRAPPED: Final = {LABEL: 68}
"""Characters that fit on a line of that column."""
HEAD_HEIGHT: Final = 32
TOTALS: Final = {
    "inputs_changed": "changed",
    "example_untouched": "untouched",
    "example_shown": "shown",
    "example_removed": "removed",
}


def write(page: Page) -> None:
    """Write the words beside the laid table."""
    sheet, book = page.sheet, page.context.layout.book
    for column, width in WIDTHS.items():
        sheet.set_column(column, column, width)
    page.write(at.HEAD - 1, KEY, page.words("inputs.about"), "plain")
    _stamp(page)
    for name, word in TOTALS.items():
        page.write(book.find("", name).lines[0], LABEL, page.words(f"inputs.{word}"), "plain")
    place = book.find("", "input_delivered")
    head = place.lines[0] - 1
    page.context.head_lines[page.name] = head
    for name, column in HEADS.items():
        page.write(head, column, page.words(f"inputs.head_{name}"), "head")
    sheet.set_row(head, HEAD_HEIGHT)
    fields = field_by_key(page)
    for line, key in zip(place.lines, place.row.per, strict=True):
        field = fields[key]
        page.write(line, KEY, key, "plain")
        label = label_of(page, field)
        page.write(line, LABEL, label, "label")
        fit_row(page, line, {LABEL: label}, WRAPPED)
        page.write(line, UNIT, page.words(f"inputs.{field.kind}") if field.kind != "number" else field.unit, "plain")
        page.write(line, ADDRESS, place_of(page, key), "plain")
    sheet.autofilter(head, KEY, place.lines[-1], ORDER)
    _lists(page)
    # The head of the table lies too far down to stand while one scrolls: it would fill more than half of a screen.
    sheet.freeze_panes(HEAD_LINES, KEY + 1)
    sheet.print_area(0, KEY, place.lines[-1], ORDER)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)


def place_of(page: Page, key: str) -> str:
    """Return where an input is typed, with the sheet as it is called in the book."""
    where, line, column = page.context.layout.book.inputs[key]
    return page.sheet.twins.text(f"{where}!{xl_rowcol_to_cell(line, column)}")


def _stamp(page: Page) -> None:
    """Write what the book was made with, as `readback` finds it again."""
    for line, (key, value) in enumerate(stamp_values(page.context).items(), at.STAMP_LINE):
        page.write(line, KEY, f"{STAMP_OWNER}.{key}", "plain")
        page.write(line, LABEL, page.words(f"stamp_labels.{key}"), "plain")
        page.write(line, CURRENT, value, "constant")


def _lists(page: Page) -> None:
    book = page.context.layout.book
    for name in at.LISTS.values():
        place = book.find("", name)
        page.write(place.lines[0] - 1, place.column, page.words(f"list_heads.{name}"), "head")
        page.sheet.set_column(place.column, place.column, 16)


def label_of(page: Page, field: Field) -> str:
    """Return what a field is called: the same words as beside its cell."""
    words, name = page.words, field.name
    if field.owner in BY_OWNER:
        return BY_OWNER[field.owner](page, name)
    if field.owner in {"place", shown.OWNER, "uncertainty"}:
        return words(f"{field.owner}_labels.{name}")
    if field.owner in SLOTS:
        return _slot_label(page, field.owner, name)
    if field.owner in FREE_OWNERS:
        return words("inputs.free", number=FREE_OWNERS.index(field.owner) + 1, label=_free_label(page, name))
    return words("inputs.measure", number=MEASURE_BLOCKS.index(field.owner) + 1, label=_measure_label(page, name))


def _own_label(page: Page, name: str) -> str:
    """Return the words of an assumption, for a value of the user's own."""
    labels = {line.name: line.label for line in page.context.result.frame.lines}
    suffix = f"assumption_suffix.{name}"
    return page.words("inputs.own", label=labels[name] + (page.words(suffix) if page.words.has(suffix) else ""))


def _growth_label(page: Page, name: str) -> str:
    index, _, year = name.partition("_")
    return page.words("inputs.growth", index=page.words(f"index_names.{index}"), year=year)


def _here_label(page: Page, name: str) -> str:
    if name in SLOTS:
        return _slot_label(page, name, "here")
    return page.words("inputs.here", number=name)


def _slot_label(page: Page, owner: str, name: str) -> str:
    return page.words("inputs.group", number=SLOTS.index(owner) + 1, label=page.words(f"group_labels.{name}"))


def _plan_label(page: Page, name: str) -> str:
    """Return the words of a switch, of an area's name, or of a code with the line it stands beside."""
    kind, _, line = name.partition("_")
    if part := PART.fullmatch(name):
        return page.words(f"plan_labels.{part['name']}", number=part["number"])
    found = COUNCIL.fullmatch(name)
    if found and page.words.has(f"council_labels.{found['part']}"):
        return page.words(f"council_labels.{found['part']}", number=found["number"])
    if line.startswith("name_"):
        return page.words("plan_labels.area_name", number=line.removeprefix("name_"))
    if kind in at.PLAN_CODES:
        return page.words(f"plan_labels.{kind}", line=page.words(f"members.{line}"))
    return page.words(f"plan_labels.{name}")


def _free_label(page: Page, name: str) -> str:
    side, _, band = name.partition("_")
    if not band.isdigit():
        return page.words(f"free_labels.{name}")
    return page.words("inputs.free_band", label=page.words(f"free_labels.{side}"), band=PROFILE_BANDS[int(band) - 1])


def _measure_label(page: Page, name: str) -> str:
    word = word_of(name)
    if word == "intake":
        return page.words("measure_labels.intake", number=int(name.rpartition("_")[2]) + 1)
    label = page.words(f"measure_labels.{word}")
    for kind, sentence in (("funder", "funder"), ("own", "own_line")):
        if name.startswith(kind) and name != word:
            return page.words(f"inputs.{sentence}", number=name.removeprefix(kind)[0], label=label)
    return label


BY_OWNER: Final[Mapping[str, Callable[[Page, str], str]]] = {
    "plan": _plan_label,
    "own": _own_label,
    "growth": _growth_label,
    HERE: _here_label,
}
"""The parts of a case whose inputs are called by more than a word."""
