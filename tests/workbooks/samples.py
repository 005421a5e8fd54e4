"""Small workbooks for the harness to prove itself on: a right one, and ones that each break a rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy_financial
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

INPUTS = "Tiltak"
CALCULATION = "Beregning"
YEARS = 6
INTAKE, SAVING, RATE = 10, 1500.25, 0.04


@dataclass(frozen=True, kw_only=True, slots=True)
class Tampering:
    """What is written otherwise than it should be: address -> formula, address -> cached value."""

    formulas: Mapping[str, str]
    values: Mapping[str, float | str | bool]


UNTOUCHED = Tampering(formulas={}, values={})


def savings(path: Path, tampering: Tampering = UNTOUCHED) -> Path:
    """Write a right workbook, six years of savings from three inputs and a note; `tampering` breaks it.

    Sheet `Beregning`: row 2 the year, 3 the factor, 4 kroner saved, 5 whether it pays, 6 a sentence; years from G on.
    """
    with xlsxwriter.Workbook(path) as book:
        unlocked = book.add_format({"locked": False, "bg_color": "#FFF2CC", "font_color": "#1F3864"})
        tiltak = book.add_worksheet(INPUTS)
        tiltak.write_column(0, 0, ["Tiltak", "Inntak", "Spart per deltaker", "Rente", "Merknad", "Egen rente"])
        tiltak.write_column(0, 1, ["enhet", "personer", "kr", "andel", "tekst", "andel"])
        for row, value in enumerate((INTAKE, SAVING, RATE, "Prøve & feile", None), 1):
            tiltak.write(row, 2, value, unlocked)
        sheet = book.add_worksheet(CALCULATION)
        for row, line in enumerate(calculation(), 1):
            sheet.write_row(row, 0, line.labels)
            for year, value in enumerate(line.values):
                address = f"{xl_col_to_name(6 + year)}{row + 1}"
                here, before = xl_col_to_name(6 + year), xl_col_to_name(5 + year)
                formula = tampering.formulas.get(address, line.formula.format(here=here, before=before))
                sheet.write_formula(address, formula, None, tampering.values.get(address, value))
    return path


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A row of the calculation: label and unit, formula with `{here}` and `{before}`, and its values."""

    labels: Sequence[str]
    formula: str
    values: Sequence[float | str | bool]


def calculation() -> list[Line]:
    """The rows of the calculation sheet with their right values."""
    years = [float(year) for year in range(YEARS)]
    factors = [(1 + RATE) ** -year for year in years]
    kroner = [INTAKE * SAVING * factor for factor in factors]
    flows = [-100_000.0, *([INTAKE * SAVING] * (YEARS - 1))]
    rate = "IF('Tiltak'!$C$6=\"\",'Tiltak'!$C$4,'Tiltak'!$C$6)"
    return [
        Line(labels=("År", "år"), formula="=N({before}2)+IF(ISNUMBER({before}2),1,0)", values=years),
        Line(labels=("Faktor", "andel"), formula=f"=1/(1+{rate})^{{here}}2", values=factors),
        Line(labels=("Spart", "kr"), formula="='Tiltak'!$C$2*'Tiltak'!$C$3*{here}3", values=kroner),
        Line(labels=("Lønner seg", "ja/nei"), formula="={here}4>12*1000", values=[one > 12_000 for one in kroner]),
        Line(
            labels=("Setning", "tekst"),
            formula='="Etter "&{here}2&" år"',
            values=[f"Etter {year:.0f} år" for year in years],
        ),
        Line(
            labels=("Strøm", "kr"),
            formula="=IF({here}2=0,-100*1000,'Tiltak'!$C$2*'Tiltak'!$C$3)",
            values=flows,
        ),
        Line(
            labels=("Internrente", "andel"),
            formula='=IFERROR(IRR($G7:$L7),"ikke definert")',
            values=[float(numpy_financial.irr(flows))] * YEARS,
        ),
    ]
