"""The template for own figures filled in as a user does it in Excel, by openpyxl."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from workbook_templates import own_figures_sheets as at
from workbook_templates.own_figures_files import write_own_figures_template

Typed = Mapping[tuple[str, str], str | float | date | None]
"""Sheet and address, or sheet and `id/field`, to what is typed there."""
COLUMNS = {**at.FIELDS, "verdi": at.OWN, **{f"verdi {preset}": at.OWN + n for n, preset in enumerate(
    ("forsiktig", "midtanslag", "full-forskjell"), 1)}}  # fmt: skip

EXAMPLE: Typed = {
    (at.GUIDE, "B5"): "Bodø 2025",
    (at.UNIT_COSTS, "unit_sosialhjelp/verdi"): 61000,
    (at.UNIT_COSTS, "unit_sosialhjelp/prisar"): 2024,
    (at.UNIT_COSTS, "unit_sosialhjelp/maneder"): 5,
    (at.UNIT_COSTS, "unit_sosialhjelp/kilde"): "Kommunens regnskap 2024",
    (at.PROFILES, "ufore_out_1/verdi"): 0.08,
    (at.PROFILES, "ufore_out_1/verdi midtanslag"): 0.09,
    (at.SHARES, "k_sosialhjelp/verdi"): 0.8,
    (at.SHARES, "kappa/verdi midtanslag"): 0.55,
    (at.SHARES, "kappa/merknad"): "Lavere enn modellen, av forsiktighet",
    (at.GROWTH, "E15"): 0.02,
    **{(at.GROUPS, f"D{line}"): value for line, value in enumerate(
        ("Høyt fravær", "Mer enn ti prosent fravær på ungdomstrinnet", 13, 16, 15, "fullfører videregående", None,
         None, 0.6, 0.5, 0.7, None, "Oppfølgingstjenesten", None, "Egen telling", None), at.HEAD_LINE + 2)},
}  # fmt: skip


def filled_template(target: Path, typed: Typed) -> Path:
    """Write the template and type in its cells."""
    if not target.exists():
        write_own_figures_template(target)
    book = load_workbook(target)
    for (name, where), value in typed.items():
        sheet = book[name]
        short, _, column = where.partition("/")
        if not column:
            sheet[where] = value
            continue
        line = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, at.ID + 1).value == short)
        sheet.cell(line, COLUMNS[column] + 1).value = value
    book.save(target)
    return target
