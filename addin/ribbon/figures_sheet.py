"""«Hent/oppdater tall»: a municipality's public figures on a sheet of the user's own book, or a newer kommunebok."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from addin.ribbon.cells import KRONER, area, existing, head, in_use, is_ours, own_sheet, write
from addin.ribbon.municipality_figures import MunicipalityFigure, municipality_figures
from addin.ribbon.occasion import Occasion
from addin.ribbon.open_book import Sheet
from addin.ribbon.whereabouts import is_municipal_book, municipality
from addin.ribbon.words import Words
from utenfor_core.errors import InputError
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import Municipality

NUMBER, TITLE_ROW, HEADS_ROW = "number", 1, 4
VALUE, YEAR, PREVIOUS, ID = 2, 4, 7, 8
"""Columns of the table, from 1: value, year, the value it had last time, and the figure's id."""
FORMATS: Final[Mapping[str, str]] = {"andel": "0.0 %", "kr": KRONER, "personer": KRONER, "antall": KRONER}
UPGRADED: Final = "_oppgradert"


def refresh_figures(occasion: Occasion) -> str:
    """Write or renew the sheet; of a kommunebok a renewed one is made beside it, when the user says yes."""
    if is_municipal_book(occasion):
        return _renewed_book(occasion)
    with occasion.services.figures() as refreshed:
        version = refreshed or built_in_frame().parameters.version
        before = _before(occasion)
        found = municipality(occasion, before.get(NUMBER, ("",))[0])
        here = found.municipality
        words = Words("nn" if here.language_form == "nynorsk" else "nb")
        name = words("figures_sheet")
        occasion.desk.progress(f"Skriver tallene for {here.name_no} …")
        sheet = own_sheet(occasion, name, words("figures_title", place=here.name_no))
        same = before if before.get(NUMBER, ("",))[0] == here.number else {}
        moved = _write(occasion, sheet, words, here, version, same)
    told = f"{moved} tall er endret siden sist." if same else ""
    return " ".join(filter(None, [found.message, f"Tallene for {here.name_no} står på arket «{name}».", told]))


def _before(occasion: Occasion) -> dict[str, tuple[Any, str]]:
    """Return each figure's value and year as they stand on the sheet from last time, by id; nothing where none is."""
    for language in ("nb", "nn"):
        words = Words(language)
        sheet = existing(occasion, words("figures_sheet"))
        if sheet is not None and is_ours(sheet, words("figures_title", place="")):
            lines, row, column = in_use(sheet)
            if (row, column) == (1, 1) and len(lines) > HEADS_ROW and len(lines[0]) >= ID:
                return {str(line[ID - 1]): (line[VALUE - 1], str(line[YEAR - 1] or "")) for line in lines[HEADS_ROW:]}
    return {}


def _write(  # noqa: PLR0913, PLR0917 - what is written, where, in which words, about whom
    occasion: Occasion,
    sheet: Sheet,
    words: Words,
    here: Municipality,
    version: str,
    before: Mapping[str, tuple[Any, str]],
) -> int:
    """Write the table and return how many figures are not what they were."""
    told = occasion.services.told
    language = "nn" if here.language_form == "nynorsk" else "nb"
    figures = list(municipality_figures(here))
    previous = [_previous(one, before) for one in figures]
    write(sheet, TITLE_ROW + 1, 1, [[words("figures_about", version=version, when=f"{occasion.now:%d.%m.%Y %H.%M}")]])
    heads = words.list("what", "value", "unit", "year", "source", "note", "previous", "id")
    head(write(sheet, HEADS_ROW, 1, [heads]))
    rows: list[Sequence[object]] = [
        [
            told(language, one.label),
            one.value,
            told(language, one.unit),
            told(language, one.year),
            told(language, one.source),
            told(language, one.note) if one.value is not None or one.note else words("missing"),
            earlier,
            one.id,
        ]
        for one, earlier in zip(figures, previous, strict=True)
    ]
    write(sheet, HEADS_ROW + 1, 1, rows)
    for row, one in enumerate(figures, HEADS_ROW + 1):
        if one.unit in FORMATS:
            for column in (VALUE, PREVIOUS):
                sheet.range((row, column)).number_format = FORMATS[one.unit]
    area(sheet, HEADS_ROW, 1, len(rows) + 1, len(heads)).autofit()
    return sum(one is not None for one in previous)


def _previous(one: MunicipalityFigure, before: Mapping[str, tuple[Any, str]]) -> object:
    """Return what stood there last time, when it is not what stands there now."""
    earlier = before.get(one.id, (None, ""))[0]
    return earlier if earlier is not None and earlier != one.value else None


def _renewed_book(occasion: Occasion) -> str:
    """Make the open kommunebok anew with today's model and figures, beside the old one, when the user says yes."""
    desk, services, book = occasion.desk, occasion.services, occasion.book
    folder = desk.folder_of(book)
    with services.copies() as copies, services.figures() as refreshed:
        path = desk.copy_of(book, copies)
        read = services.read(path)
        model, figures = services.versions()
        figures = refreshed or figures
        was = f"modell {read.model_version} og tall {read.data_version}"
        if (read.model_version, read.data_version) == (model, figures):
            return f"Boka har de nyeste tallene: {was}."
        question = (
            f"Boka er laget med {was}. Nå gjelder modell {model} og tall {figures}. Vil du lage en oppdatert bok ved "
            "siden av den gamle? Alt du har fylt ut, blir med."
        )
        if not desk.confirm(question):
            return f"Boka er laget med {was}. Nå gjelder modell {model} og tall {figures}. Ingenting er endret."
        folder = folder or desk.choose_folder(None)
        if folder is None:
            return ""
        target = folder / f"{book.name.rpartition('.')[0] or book.name}{UPGRADED}.xlsx"
        if target.exists():
            text = f"{target} finnes fra før, og er ikke overskrevet. Flytt den, og prøv igjen."
            raise InputError(text)
        desk.progress("Lager den oppdaterte boka …")
        remarks = services.upgrade(path, target)
    desk.open_file(target)
    return "\n".join([f"Den oppdaterte boka er laget: {target}. Se arket Endringer.", *remarks])
