"""What may be typed in an input cell: data validation by the field's own range or choices, and its Norwegian words."""

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from utenfor_core.inputs import Field
from workbook_templates.page import Page
from workbook_templates.typed_form import in_form

WHOLE: Final = ("grad 1–6", "måned")
"""Units that are only typed as whole numbers."""
TITLE_LENGTH: Final = 32
"""The longest title a validation message may have."""


def field_by_key(page: Page) -> Mapping[str, Field]:
    """Return the book's fields by key."""
    return {field.key: field for field in page.context.result.frame.fields}


def list_range(page: Page, choices: tuple[str, ...]) -> str:
    """Return the range that holds a field's choices, as a validation list's source."""
    place = page.context.layout.book.find("", page.context.layout.lists[choices])
    first = xl_rowcol_to_cell(place.lines[0], place.column, row_abs=True, col_abs=True)
    last = xl_rowcol_to_cell(place.lines[-1], place.column, row_abs=True, col_abs=True)
    return f"='{place.sheet}'!{first}:{last}"


def rule(page: Page, field: Field, *, label: str, prompt: str = "") -> dict[str, Any] | None:
    """Return the validation of a field's cell; none for free text."""
    shown = _told(label, prompt) if prompt else {}
    if field.kind == "text":
        return {"validate": "any", **shown} if prompt else None
    stop = {"error_type": "stop", "error_title": page.words("entry.error_title"), "ignore_blank": True}
    if field.kind == "choice":
        return {
            "validate": "list",
            "source": list_range(page, field.choices),
            **stop,
            "error_message": page.words("entry.error_choice"),
            **shown,
        }
    low, high = (in_form(end or 0.0, field.unit) for end in (field.minimum, field.maximum))
    whole = field.unit in WHOLE
    message = page.words("entry.error_whole" if whole else "entry.error_number", low=low, high=high)
    kind = {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": field.minimum,
        "maximum": field.maximum,
    }
    return {**kind, **stop, "error_message": message, **shown}


def _told(label: str, prompt: str) -> dict[str, str]:
    """Return what is told where the cell is chosen: a label too long for a title stands whole in the message.

    >>> _told("Alder", "Kan stå tom."), _told("Netto suksessrate, skrevet direkte", "Kan stå tom.")["input_message"]
    ({'input_title': 'Alder', 'input_message': 'Kan stå tom.'}, 'Netto suksessrate, skrevet direkte: Kan stå tom.')
    """
    if len(label) > TITLE_LENGTH:
        return {"input_message": f"{label}: {prompt}"}
    return {"input_title": label, "input_message": prompt}


def guard(page: Page, line: int, column: int, field: Field, *, label: str, prompt: str = "") -> None:  # noqa: PLR0913 - where, what and its words
    """Put a field's validation on its cell."""
    found = rule(page, field, label=label, prompt=prompt)
    if found:
        page.sheet.data_validation(line, column, line, column, found)
