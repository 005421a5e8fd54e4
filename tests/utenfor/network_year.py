"""A network's year as its people do it: the edition filled in, the list faulty and corrected, books typed in."""

from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook

from tests.utenfor.finished_books import WRITTEN
from tests.workbooks.filled import GROUPS, RICH
from utenfor_core.domain import Value
from workbook_templates.languages import frame_in
from workbook_templates.twins import twins
from workbook_templates.workbook import laid

HEADS = (
    "Påmelding til læringsnettverket;;;;;;;;;\n"
    "Kommune eller fylke;Antall plasser;Påmeldt dato;Status for det forebyggende arbeidet;Motivasjon;"
    "Målgrupper av interesse;Reise, anslag for hele løpet (kr);Målform;Formøte sammen med;Telefon\n"
)
TOTAL = "Sum;24;;;;;;;;\n;;;;;;;;;\n"
FAULTY = (
    HEADS
    + """1804;4;17.03.2027;Tverrfaglig team;Mange faller fra;1a;12 500;;Fauske;+47 75555555
Herøy;2;20.03.2027;;;;;;;
Sogndal;to;21.03.2027;;;;;;;
Drammen kommune;2;31.04.2027;;;;;;;
1804;2;23.03.2027;;;;;;;
Osloo;2;24.03.2027;;;;;;;
Kristiansand;2;25.03.2027;;;9z;;;;
Alta;2;;;;;;;;
Voss;2;26.03.2027;;;;-500;svensk;;
"""
    + TOTAL
)
FAULTS = (
    "rad 4, Kommune eller fylke: «Herøy» kan være flere", "rad 5, Antall plasser: «to»", "rad 6, Påmeldt dato: «31.04",
    "Rad 3, 7: 1804 Bodø står 2 ganger", "rad 8, Kommune eller fylke: Fant ingen", "rad 9, Målgrupper",
    "rad 10: «Påmeldt dato» er tom", "rad 11, Reise", "rad 11, Målform: «svensk»",
)  # fmt: skip
LIST = (
    HEADS
    + """1804;4;17.03.2027;Tverrfaglig team;-Mange faller fra;1a;12 500;;Fauske;=1+1
Fauske – Fuossko;2;18.03.2027;;;;8000;;1804;
301;3;19.03.2027;;;1a, 2;"kr 4 000,-";;;
Sogndal;2;46467;;;;;;;
Telemark fylkeskommune;2;22.03.2027;;;;;;;
Drammen kommune;2;30.03.2027;;;;;;;
5401;2;31.03.2027;;;;;;;
1818;2;01.04.2027;;;;;;;
Kristiansand;2;02.04.2027;;;7;;;;
Alta;;03.04.2027;;;;;;;
Lom;2;04.04.2027;;;;;;;
Voss;2;26.04.2027;;;;;nynorsk;;
"""
    + TOTAL
)
PLACES = ["1804", "1841", "0301", "4640", "40", "3301"]
"""Who has a place, in order of enrolment."""
DATES = ("2027-05-06", "2027-09-14", "2027-12-01", "2028-03-15", "2028-09-20")
MEASURE: Mapping[str, Value] = {
    "place.tax_level": 0.9, "m1.outcome": 0.6, "m1.intake_0": 40.0, "m1.intake_1": 40.0, "m1.cost_per_year": 30000.0,
    "plan.answer_1": "Mange.", "plan.phase_status_1": "i gang",
}  # fmt: skip


def dated(text: str) -> str:
    """Fill in a new edition as its leader does, with six places."""
    for shown, filled in (
        ("# kilde =", "kilde ="),
        ("# pameldingsfrist", "pameldingsfrist"),
        ("# antall_plasser =  ", "antall_plasser = 6  "),
        ("# minste_antall =  ", "minste_antall = 4  "),
    ):
        text = text.replace(shown, filled)
    first, *gatherings = text.split("# dato = 2027-05-06\n")
    return first + "".join(f"dato = {day}\n{rest}" for day, rest in zip(DATES, gatherings, strict=True))


def rich_here() -> dict[str, Value]:
    """The rich case, in the preset that the others have."""
    labels = frame_in("nb").groups.labels
    groups: dict[str, Value] = {key: labels[at] for key, at in GROUPS.items()}
    return {**{key: value for key, value in RICH.items() if key != "place.preset"}, **groups, **WRITTEN}


def type_in(book: Path, changed: Mapping[str, Value], language: str = "nb") -> None:
    """Type values in a book's input cells and save it, with openpyxl."""
    opened, inputs, told = load_workbook(book), laid(language)[0].book.inputs, twins(language)
    for key, value in changed.items():
        sheet, line, column = inputs[key]
        opened[told.sheet(sheet)].cell(line + 1, column + 1).value = told.term(value)
    opened.save(book)
