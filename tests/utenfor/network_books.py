"""A network's folder as it comes back: books filled in, in both languages, untouched, damaged and foreign."""

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from tests.utenfor.finished_books import finished_book
from utenfor_core.domain import Value
from utenfor_core.frame import built_in_frame

HOSTILE = '=HYPERLINK("http://example.no";"klikk")'
MARKUP = "<script>alert(1)</script> & co"
FILLED: Mapping[str, Value] = {
    "place.tax_level": 0.95,
    "m1.name": HOSTILE,
    "m1.outcome": 0.58,
    "m1.intake_0": 60.0,
    "m1.intake_1": 60.0,
    "m1.cost_per_year": 12000.0,
    "m1.lasting": 0.8,
    "m1.own1_name": "Avverget plassering",
    "m1.own1_level": "kommune",
    "m1.own1_success_rate": 0.01,
    "m1.own1_start": 1.0,
    "m1.own1_duration": 2.0,
    "m1.own1_unit_cost": 600000.0,
    "m1.own1_cashable_share": 0.6,
    "m1.own1_delay": 1.4,
    "plan.phase_status_1": "ferdig",
    "plan.phase_status_2": "i gang",
    "plan.phase_responsible_2": MARKUP,
    "plan.phase_deadline_2": "@1. mars",
    "plan.answer_1": "Mange faller fra.",
}
SMALL: Mapping[str, Value] = {
    "m2.name": "Hemmelig",
    "m2.age": 22.0,
    "m2.typed_rate": 0.2,
    "m2.base_outcome": 0.5,
    "m2.intake_0": 3.0,
    "m2.cost_per_year": 90000.0,
    "m2.duration": 1.0,
}
BODO, SOGNDAL, DRAMMEN, COUNTY = "bodo.xlsx", "nynorsk/sogndal.xlsx", "drammen.xlsx", "telemark.xlsx"
BROKEN, MACRO, FOREIGN = "skadet.xlsx", "makro.xlsm", "regnskap.xlsx"


def write_network(folder: Path) -> Path:
    """Write the whole folder."""
    (folder / SOGNDAL).parent.mkdir(parents=True)
    group = {"m2.group": built_in_frame().groups.labels[-1]}
    book = finished_book(folder / BODO, "1804", {**FILLED, **SMALL, **group})
    dearer: Mapping[str, Value] = {"m1.name": "Tettare oppfølging", "m1.cost_per_year": 45000.0}
    finished_book(folder / SOGNDAL, "4640", {**FILLED, **dearer}, "nn")
    finished_book(folder / DRAMMEN, "3301", {"plan.phase_status_1": "i gang"})
    finished_book(folder / COUNTY, "40", {**FILLED, "m1.name": "Oppfølging i fylket"})
    (folder / BROKEN).write_bytes(book.read_bytes()[:5000])
    (folder / MACRO).write_bytes(b"PK")
    (folder / "~$bodo.xlsx").write_bytes(b"lock")
    (folder / "notat.txt").write_text("ikke en bok", encoding="utf-8")
    with xlsxwriter.Workbook(folder / FOREIGN) as other:
        other.add_worksheet("Ark1").write_string(0, 0, "noe annet")
    return folder
