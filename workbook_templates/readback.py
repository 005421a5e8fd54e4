"""A filled-in workbook read back: its inputs as values and as a case, what it was made with, and what it gave."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from utenfor_core.bridge import frame_as_stored
from utenfor_core.calculation import Result
from utenfor_core.challenge_picture import neet_for_exclusion
from utenfor_core.counties import unit
from utenfor_core.domain import Case, Place, Value
from utenfor_core.errors import MunicipalityError, WorkbookError, system_reason
from utenfor_core.frame import Frame, built_in_frame, fields_of
from utenfor_core.input_labels import input_label
from utenfor_core.input_rows import EXAMPLE_OWNER
from utenfor_core.inputs import NO
from utenfor_core.measure_terms import GroupTable
from utenfor_core.model import compute
from workbook_templates.languages import frame_in
from workbook_templates.package_gate import MUNICIPAL_BOOK, UNREADABLE, refusal
from workbook_templates.page import FreeText
from workbook_templates.readback_case import case_of
from workbook_templates.readback_cells import Cells, Spot
from workbook_templates.readback_figures import (
    read_assumptions,
    read_groups,
    read_stored,
    read_texts,
    stamp_of,
)
from workbook_templates.readback_inputs import CALCULATED, Unread, read_inputs
from workbook_templates.twins import twins

ENDINGS: Final[Mapping[str, str]] = {
    ".xlsm": "har makroer, og åpnes ikke. Lagre den som Excel-arbeidsbok uten makroer (.xlsx).",
    ".xls": "er i gammelt format (.xls), og åpnes ikke. Lagre den som Excel-arbeidsbok (.xlsx).",
    ".xlsb": "er i binærformat (.xlsb), og åpnes ikke. Lagre den som Excel-arbeidsbok (.xlsx).",
}
GROWTH_OWNER: Final = "growth"


@dataclass(frozen=True, kw_only=True, slots=True)
class BookRead:
    """What stands in a workbook.

    `values` and `delivered` are by input key, what is empty is not there; a day typed in a cell is the number Excel
    counts it as. `cells` are where they stand. `assumptions` are by short name in the three presets, kroner of
    `price_year`. `stored` are the results of all measures together till 67, kroner by view and by name; empty when the
    formulas were not calculated after the last input (`state`). `texts` are the fields for free text; `formulas` the
    inputs that hold one, by key. `unread` lists what could not be read.
    """

    file: str
    model_version: str
    data_version: str
    language: str
    price_year: int
    base_year: int
    place: Place
    values: Mapping[str, Value]
    delivered: Mapping[str, Value]
    labels: Mapping[str, str]
    cells: Mapping[str, Spot]
    formulas: Mapping[str, str]
    assumptions: Mapping[str, tuple[float | None, ...]]
    groups: GroupTable | None
    state: str
    stored: Mapping[str, tuple[float, ...]]
    texts: Mapping[str, Mapping[tuple[int, int], FreeText]]
    unread: tuple[Unread, ...]

    def changed(self) -> dict[str, Value]:
        """Return the inputs that are not as the book was delivered, by key; None where one was emptied."""
        keys = [key for key in self.labels if self.values.get(key) != self.delivered.get(key)]
        return {key: self.values.get(key) for key in keys}

    def frame(self) -> Frame:
        """Return this version's frame with the book's own assumptions, target groups, price growth and years in it."""
        built_in = frame_in(self.language)
        stored = frame_as_stored(built_in, self.assumptions, price_year=self.price_year, base_year=self.base_year)
        groups = self.groups or stored.groups
        growth = {
            (index, year): self.values.get(f"{GROWTH_OWNER}.{index}_{year}")
            for index, year in (_index_year(field.name) for field in stored.fields if field.owner == GROWTH_OWNER)
        }
        return replace(
            stored,
            groups=groups,
            group_labels=_labels_by_id(groups, built_in.group_labels),
            fields=fields_of(stored.lines, groups.labels, self.price_year),
            growth=growth,  # type: ignore[arg-type]  # as typed: the calculation says what it cannot use
        )

    def known(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return those of some values whose inputs this version of the model has."""
        keys = {field.key for field in self.frame().fields}
        return {key: value for key, value in values.items() if key in keys}

    def result(self) -> Result:
        """Calculate the book's figures and inputs with this version of the model."""
        counts = neet_for_exclusion(unit(self.place.number).number).counts
        known = tuple(None if count is None else float(count) for count in counts)
        return compute(
            self.known(self.values), self.known(self.delivered), self.place, (known[0], known[1]), self.frame()
        )

    def case(self) -> Case:
        """Return the inputs as a case; `run(case, frame=book.frame())` calculates it."""
        untouched = not any(key.startswith(f"{EXAMPLE_OWNER}.") for key in self.changed())
        switched_off = str(self.values.get("place.example", "")).casefold() == NO
        labels = self.frame().group_labels
        return case_of(self.values, labels, self.place, without_example=untouched and switched_off)


def _index_year(name: str) -> tuple[str, int]:
    index, _, year = name.partition("_")
    return index, int(year)


def _labels_by_id(groups: GroupTable, built_in: Mapping[str, str]) -> dict[str, str]:
    """Return the book's words for each group by this version's id; a group it does not know is called by its words."""
    by_label = {label: key for key, label in built_in.items()}
    by_number = {label.partition(" ")[0]: key for key, label in built_in.items()}
    return {by_label.get(label) or by_number.get(label.partition(" ")[0], label): label for label in groups.labels}


def read_book(path: Path) -> BookRead:
    """Return what stands in a filled-in workbook, read from its input cells, recalculated or not.

    Nothing is parsed before the package is judged. What a user has deleted or broken is listed in `unread`, the rest
    is read. Raises WorkbookError for a file that is not one of our workbooks, or that is not opened for safety: what
    is wrong and what to do.
    """
    content = _content(path)
    if reason := refusal(content, MUNICIPAL_BOOK):
        raise _refused(path, reason)
    try:
        return _read(path, Cells(content))
    except UNREADABLE as error:
        raise _refused(
            path, f"er skadet og kan ikke leses ({type(error).__name__}). Lagre den på nytt i Excel."
        ) from error


def _refused(path: Path, why: str) -> WorkbookError:
    return WorkbookError(f"{path.name} {why}")


def _content(path: Path) -> bytes:
    if path.suffix.casefold() != ".xlsx":
        other = "er ikke en Excel-arbeidsbok (.xlsx). Oppgi boka du fylte ut."
        raise _refused(path, ENDINGS.get(path.suffix.casefold(), other))
    try:
        if not path.is_file():
            raise _refused(
                path, f"finnes ikke i mappen {path.parent.resolve()}, eller er en mappe. Skriv hele stien til boka."
            )
        size = path.stat().st_size
        if size > MUNICIPAL_BOOK.most_bytes:
            raise _refused(path, f"er for stor: {size} byte, og høyst {MUNICIPAL_BOOK.most_bytes} leses.")
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, f"kan ikke leses: {system_reason(error)}. Er den åpen i Excel?") from error


def _read(path: Path, cells: Cells) -> BookRead:
    frame = built_in_frame()
    try:
        labels = {field.key: input_label(frame, field.key) for field in frame.fields}
        found = read_inputs(cells, labels, {field.key for field in frame.fields if field.kind == "text"})
        stamp = stamp_of(found.stamp)
    except (MunicipalityError, WorkbookError) as error:
        raise _refused(path, str(error)) from error
    told = twins(stamp.language)
    chosen = {field.key for field in frame.fields if field.kind == "choice"}
    for typed in (found.values, found.delivered):
        typed |= {key: told.internal(value) for key, value in typed.items() if key in chosen and isinstance(value, str)}
    unread = found.unread
    assumptions = read_assumptions(cells, found)
    groups = read_groups(cells, told, unread)
    stored = read_stored(cells) if found.state == CALCULATED else {}
    return BookRead(
        file=path.name,
        model_version=stamp.model_version,
        data_version=stamp.data_version,
        language=stamp.language,
        price_year=stamp.price_year,
        base_year=stamp.base_year,
        place=stamp.place,
        values=found.values,
        delivered=found.delivered,
        labels=found.labels,
        cells=found.spots,
        formulas=found.formulas,
        assumptions=assumptions,
        groups=groups,
        state=found.state,
        stored=stored,
        texts=read_texts(cells, unread),
        unread=tuple(unread),
    )
