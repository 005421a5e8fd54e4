"""One municipality's workbook: the layout laid once, the core's values, and every sheet written in its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from utenfor_core import __version__
from utenfor_core.challenge_picture import challenge_picture, neet_for_exclusion
from utenfor_core.counties import County
from utenfor_core.domain import Case, Place, Value
from utenfor_core.enrolment import TakingPart
from utenfor_core.frame import Frame
from utenfor_core.model import Result, compute
from utenfor_core.municipalities import Municipality
from utenfor_core.network import DEFAULT_EDITION, edition
from utenfor_core.places import place_of
from utenfor_core.trace import cell_value as traced
from utenfor_core.uncertainty.sheet import with_uncertainty
from workbook_templates import positions as at
from workbook_templates.example import example_measure, example_uncertainty
from workbook_templates.grids import write_grid_words
from workbook_templates.languages import FRAMES, frame_in, language_of
from workbook_templates.layers import Layout
from workbook_templates.layout import build_layout
from workbook_templates.lines import Line, lines_of, write_line
from workbook_templates.names import define
from workbook_templates.page import Context, FreeText, Page
from workbook_templates.rows import Cell
from workbook_templates.sheets import PAGES
from workbook_templates.sheets.taking_part_own import first_texts
from workbook_templates.styles import Styles
from workbook_templates.surroundings import dress
from workbook_templates.twins import twins
from workbook_templates.words import words
from workbook_templates.writing import ALL_DIGITS, PlainWorkbook, Unfinished, open_workbook


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """A workbook that was written: its file, the calculation in it, and the unit of each formula cell by address."""

    path: Path
    result: Result
    units: dict[tuple[str, int, int], str]


def delivered_case(municipality: Municipality, language: str = "nb") -> Case:
    """Return the case a new workbook is handed over with: the worked example and nothing else typed."""
    measure = example_measure(language)
    return Case(place=place_of(municipality), measures=(measure,), uncertainty=example_uncertainty())


def calculate(municipality: Municipality, frame: Frame | None = None, *, language: str = "nb") -> Result:
    """Return the calculation that a new workbook of a language shows."""
    frame = frame_in(language, frame)
    values = frame.delivered(delivered_case(municipality, language))
    counts = neet_for_exclusion(municipality.number).counts
    known = tuple(None if count is None else float(count) for count in counts)
    return compute(values, values, place_of(municipality), (known[0], known[1]), frame)


@lru_cache(maxsize=FRAMES)
def _laid(language: str, frame: Frame) -> tuple[Layout, tuple[Cell, ...]]:
    """Lay the book and render its formulas, once for a process, language and frame: the same for all municipalities."""
    del language
    blank = with_uncertainty(compute({}, {}, Place(), (None, None), frame))
    layout = build_layout(frame, {key: cells.shape[1] for key, cells in blank.trace.items()})
    return layout, tuple(layout.book.cells())


def laid(language: str = "nb", frame: Frame | None = None) -> tuple[Layout, tuple[Cell, ...]]:
    """Return the layout and its cells, the one door to every formula of the calculation."""
    return _laid(language, frame_in(language, frame))


@lru_cache(maxsize=FRAMES)
def _units(language: str, frame: Frame) -> dict[tuple[str, int, int], str]:
    named = twins(language).sheet
    return {
        (named(cell.place.sheet), cell.line + 1, cell.column + 1): cell.place.row.unit_of(cell.member)
        for cell in _laid(language, frame)[1]
        if cell.formula
    }


@lru_cache(maxsize=FRAMES)
def _lines(language: str, frame: Frame) -> tuple[Line, ...]:
    free = frozenset(field.key for field in frame.fields if field.kind == "text")
    return lines_of(_laid(language, frame)[1], twins(language), free)


def line_values(line: Line, result: Result, layout: Layout) -> Sequence[Value]:
    """Return the core's values of a line of cells, or what is typed in them."""
    if line.keys:
        return [result.values.get(key) for key in line.keys]
    place = line.place
    choices = layout.choices.get(place.row.name)
    if choices:
        return [choices[line.member]]
    values: Sequence[Value] = result.trace[place.block, place.row.name][line.member].tolist()
    return values


def cell_value(cell: Cell, result: Result, layout: Layout) -> Value:
    """Return the core's value of a cell, or what is typed in it."""
    if cell.key:
        return result.values.get(cell.key)
    place = cell.place
    choices = layout.choices.get(place.row.name)
    if choices:
        return choices[cell.member]
    return traced(result.trace[place.block, place.row.name], cell.member, cell.index)


def build_workbook(
    municipality: Municipality,
    target: Path,
    *,
    language: str | None = None,
    frame: Frame | None = None,
    network: TakingPart | None = None,
) -> Built:
    """Write one municipality's workbook, as it is handed over, to `target`; the file is whole or not there.

    Without a `language`, nb or nn, it is the municipality's own. `frame` is of other parameters than the built-in, such
    as those with a user's own figures over them; `network` is the edition, and the municipality's place in it. Raises
    WorkbookError when it cannot be written.
    """
    language = language or language_of(municipality)
    result = calculate(municipality, frame, language=language)
    return write_workbook(municipality, result, target, language=language, network=network)


def context_of(
    book: PlainWorkbook, municipality: Municipality, result: Result, layout: Layout, language: str
) -> Context:
    """Return what the sheets of an open workbook are made from; the result has its uncertainty in its trace."""
    return Context(
        workbook=book, styles=Styles(book), words=words(language, county=isinstance(municipality, County)),
        layout=layout, result=result, municipality=municipality,
        picture=twins(language).over(challenge_picture(municipality.number)),
        version=__version__, network=TakingPart(edition=edition(DEFAULT_EDITION)), language=language,
    )  # fmt: skip


def write_workbook(  # noqa: PLR0913 - for whom, what and where; what is beside the calculation has defaults, by name
    municipality: Municipality,
    result: Result,
    target: Path,
    *,
    language: str = "nb",
    texts: Mapping[str, Mapping[tuple[int, int], FreeText]] | None = None,
    second: tuple[str, Callable[[Page], None]] | None = None,
    network: TakingPart | None = None,
) -> Built:
    """Write a workbook of any calculation for the municipality: its input cells hold the values it was made from.

    The result's frame is of the language: see `languages.frame_in`. `texts` is what stands in the fields for free text;
    `second` is a sheet of its own behind the front page, by name. A `network` that is not given is the edition that
    ships; a travel estimate in it is what first stands in its field.
    """
    layout, lines = _laid(language, result.frame)[0], _lines(language, result.frame)
    result, told = with_uncertainty(result), twins(language)
    with (
        Unfinished(target) as path,
        open_workbook(path, title=f"{words(language)('titles.Forside')}, {municipality.name_no}", told=told) as book,
    ):
        pages = dict(PAGES if second is None else (*PAGES.items(), second))
        first, *rest = at.SHEETS
        made = {name: book.add_worksheet(name) for name in (first, *([second[0]] if second else []), *rest)}
        made[at.INPUTS].digits = ALL_DIGITS
        context = context_of(book, municipality, result, layout, language)
        context.network = network or context.network
        context.texts = first_texts(context.network) if texts is None else texts
        for line in lines:
            write_line(made[line.place.sheet], line, line_values(line, result, layout), context.styles)
        write_grid_words(made, context, lines)
        for name, sheet in made.items():
            page = Page(sheet, name, context)
            dress(page)
            if name in pages:
                pages[name](page)
        define(Page(made[at.SOURCES], at.SOURCES, context))
    units = {(told.sheet(sheet), line, column): unit for (sheet, line, column), unit in context.units.items()}
    return Built(path=target, result=result, units=_units(language, result.frame) | units)


def file_name(municipality: Municipality, language: str | None = None) -> str:
    """Return the workbook's file name, ASCII and lower case; without a language it is the municipality's own.

    >>> from utenfor_core.municipalities import find
    >>> file_name(find("1804").municipality)
    'utenfor-regnskapet_1804_bodo_nb.xlsx'
    """
    name = plain_name(municipality)
    return f"utenfor-regnskapet_{municipality.number}_{name}_{language or language_of(municipality)}.xlsx"


def plain_name(municipality: Municipality) -> str:
    """Return a unit's name for file names: letters a–z, digits and hyphens.

    >>> from utenfor_core.counties import unit
    >>> plain_name(unit("15"))
    'more-og-romsdal-fylke'
    """
    letters = {"æ": "ae", "ø": "o", "å": "a", "á": "a", "č": "c", "š": "s", "ŋ": "n", "ŧ": "t", "đ": "d", "ö": "o"}
    name = "".join(letters.get(letter, letter) for letter in municipality.name_no.lower())
    clean = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    return f"{clean}-fylke" if isinstance(municipality, County) else clean
