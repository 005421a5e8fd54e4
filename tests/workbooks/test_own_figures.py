"""Own figures in Excel: the template filled in and read again, every wrong cell told, hostile files refused."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.own_figures_filled import EXAMPLE, Typed, filled_template
from tests.workbooks.package import package_findings
from utenfor_core.domain import PRESETS, Case, Measure
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.own_figures import own_figures, read_toml, targets
from utenfor_core.parameters import load
from workbook_templates import own_figures_sheets as at
from workbook_templates.own_figures_files import open_own_figures, own_frame, write_own_figures_template

AS_TOML = """
navn = "Bodø 2025"
[[verdi]]
id = "unit_sosialhjelp"
verdi = 61000
prisar = 2024
maneder = 5
kilde = "Kommunens regnskap 2024"
[[verdi]]
id = "ufore_out_1"
verdi = 0.08
[[verdi]]
id = "ufore_out_1"
sett = "midtanslag"
verdi = 0.09
[[verdi]]
id = "kappa"
sett = "midtanslag"
verdi = 0.55
merknad = "Lavere enn modellen, av forsiktighet"
[[verdi]]
id = "k_sosialhjelp"
verdi = 0.8
[[prisvekst]]
indeks = "K"
ar = 2020
verdi = 0.02
[[malgruppe]]
id = "egen_1"
navn = "Høyt fravær"
definisjon = "Mer enn ti prosent fravær på ungdomstrinnet"
alder_fra = 13
alder_til = 16
alder_vanlig = 15
par = "fullfort"
nar_malet = 0.6
nar_malet_lav = 0.5
nar_malet_hoy = 0.7
egne_linjer = "Oppfølgingstjenesten"
kilde = "Egen telling"
"""


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("own") / "mal.xlsx"
    write_own_figures_template(path)
    return path.read_bytes()


@pytest.fixture
def problems(tmp_path: Path, blank: bytes) -> Callable[[Typed], tuple[str, ...]]:
    """Give a function that says what is wrong with a template in which cells are filled in."""

    def found(typed: Typed) -> tuple[str, ...]:
        path = tmp_path / "egne.xlsx"
        path.write_bytes(blank)
        filled_template(path, {(at.GUIDE, "B5"): "Prøve", **typed})
        with pytest.raises(InputError) as error:
            open_own_figures(path)
        return error.value.problems

    return found


def test_what_is_typed_as_source_or_note_stays_as_it_is_typed(blank: bytes) -> None:
    book = load_workbook(io.BytesIO(blank))
    formats = {
        (name, column): {
            row[0].number_format for row in book[name].iter_rows(min_col=column + 1, max_col=column + 1)
            if not row[0].protection.locked
        }
        for name in at.VALUE_SHEETS for column in (at.SOURCE, at.NOTE)
    }  # fmt: skip
    assert set(map(frozenset, formats.values())) == {frozenset({"@"})}


def test_a_filled_template_says_the_same_as_the_same_figures_in_toml(tmp_path: Path) -> None:
    figures = open_own_figures(filled_template(tmp_path / "egne.xlsx", EXAMPLE)).figures
    same = own_figures("egne.xlsx", lambda _, problems: read_toml(AS_TOML.encode(), "egne.xlsx", problems), load())
    assert figures == same


def test_a_filled_template_goes_all_the_way_to_a_result(tmp_path: Path) -> None:
    frame = own_frame(open_own_figures(filled_template(tmp_path / "egne.xlsx", EXAMPLE)).figures)
    measure = Measure(group="egen_1", outcome=0.7, intake=[10], cost_per_year=90_000, duration=1)
    for preset in PRESETS:
        result = run(Case(measures=[measure], preset=preset), frame=frame)
        assert result.block("m1").single("effect") == pytest.approx(0.1)
        assert result.in_use()["ufore_out_1"] == (0.09 if preset == "midtanslag" else 0.08)
        assert result.in_use()["unit_sosialhjelp"] == pytest.approx(61000 * 1.031 * 1.03)


def test_an_untouched_template_with_a_name_changes_nothing(tmp_path: Path) -> None:
    figures = open_own_figures(filled_template(tmp_path / "egne.xlsx", {(at.GUIDE, "B5"): "Ingen"})).figures
    assert (figures.values, figures.growth, figures.groups) == ((), (), ())


def test_two_templates_are_the_same_bytes_and_of_the_form_excel_expects(tmp_path: Path, blank: bytes) -> None:
    write_own_figures_template(tmp_path / "igjen.xlsx")
    assert (tmp_path / "igjen.xlsx").read_bytes() == blank
    assert package_findings(tmp_path / "igjen.xlsx") == []


def test_only_the_yellow_cells_are_open_and_every_assumption_has_one(blank: bytes) -> None:
    book = load_workbook(io.BytesIO(blank))
    assert tuple(book.sheetnames) == at.SHEETS
    ids = set()
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.protection.locked == (cell.fill.fgColor.rgb != "FFFFF4CC"), cell.coordinate
                if not cell.protection.locked and sheet.title in at.VALUE_SHEETS:
                    ids.add(sheet[f"A{cell.row}"].value)
    assert ids == set(targets(load()))


@pytest.mark.parametrize(
    ("typed", "place", "message"),
    [
        ({(at.UNIT_COSTS, "unit_ufore/verdi"): "355 700 kr"}, "arket Enhetskostnader, celle H", "Skriv 355700"),
        ({(at.UNIT_COSTS, "unit_ufore/verdi"): 355700}, "arket Enhetskostnader, celle L", "Prisår for beløpet mangler"),
        ({(at.SHARES, "kappa/verdi"): 55}, "arket Andeler og valg, celle H", "Er det prosent, skriv 0.55"),
        ({(at.SHARES, "kappa/verdi forsiktig"): date(2026, 1, 2)}, "Andeler og valg, celle I", "ikke et tall"),
        ({(at.SHARES, "kappa/verdi"): "#DIV/0!"}, "Andeler og valg, celle H", "«#DIV/0!» er ikke et tall"),
        ({(at.SHARES, "kappa/verdi"): "=1/2"}, "Andeler og valg, celle H", "formelen har ingen verdi i fila"),
        ({(at.SHARES, "kappa/prisar"): 2024}, "Andeler og valg, celle L", "er fylt ut, men egen verdi mangler"),
        ({(at.SHARES, "kappa/verdi"): 0.5, (at.SHARES, "kappa/id"): "kapa"}, "celle A", "Mente du «kappa»"),
        ({(at.SHARES, "kappa/verdi"): 0.5, (at.SHARES, "kappa/enhet"): "kr"}, "celle C", "regnes i andel, ikke kr"),
        ({(at.SHARES, "k_ufore/verdi midtanslag"): 0.5}, "Andeler og valg, celle J", "alle sett under ett"),
        ({(at.PROFILES, "sosialhjelp_in_2/verdi"): 0.5}, "arket Profiler, celle M", "Måneder per mottaker"),
        ({(at.GROWTH, "E6"): 0.9}, "arket Prisvekst, celle E6", "utenfor"),
        ({(at.GROUPS, "E6"): "Gruppe"}, "arket Målgrupper, celle E7", "definisjon"),
        ({(at.GROUPS, "D11"): "jobb"}, "arket Målgrupper, celle D11", "ikke et par"),
        ({(at.GUIDE, "B5"): None}, "arket Veiledning, celle B5", "Navn på tallene mangler"),
        ({(at.GUIDE, "B6"): "annen.xlsx"}, "annen.xlsx", "finnes ikke"),
        ({(at.GUIDE, "A2"): "noe annet"}, "egne.xlsx", "er ikke malen for egne tall"),
    ],
)
def test_a_mistake_is_told_with_sheet_and_cell(
    problems: Callable[[Typed], tuple[str, ...]], typed: Typed, place: str, message: str
) -> None:
    found = problems(typed)
    assert len([one for one in found if place in one and message in one]) == 1, found


def test_every_mistake_is_told_at_once(problems: Callable[[Typed], tuple[str, ...]]) -> None:
    assert (
        len(problems({(at.SHARES, "kappa/verdi"): 55, (at.PROFILES, "aap_in_1/verdi"): "x", (at.GROWTH, "E6"): 2})) == 3
    )


def test_a_template_may_build_on_a_toml_file_but_not_in_a_ring(tmp_path: Path) -> None:
    path = filled_template(tmp_path / "egne.xlsx", {(at.GUIDE, "B5"): "Bodø", (at.GUIDE, "B6"): "salten.toml"})
    (tmp_path / "salten.toml").write_text('navn = "Salten"\n[[verdi]]\nid = "kappa"\nverdi = 0.4', encoding="utf-8")
    own = open_own_figures(path)
    assert own.figures.base is not None
    assert own.figures.base.values[0].value == 0.4
    assert len(own.sha256.split("+")) == 2
    (tmp_path / "salten.toml").write_text('navn = "Salten"\nbygger_pa = "egne.xlsx"', encoding="utf-8")
    with pytest.raises(InputError, match=r"i ring: egne\.xlsx → salten\.toml → egne\.xlsx"):
        open_own_figures(path)


@pytest.mark.parametrize("name", ["egne.xlsm", "egne.xls", "egne.csv"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(InputError, match=r"leses fra \.toml eller \.xlsx"):
        open_own_figures(tmp_path / name)
    with pytest.raises(InputError, match=r"skrives som \.toml eller \.xlsx"):
        write_own_figures_template(tmp_path / f"ny-{name}")


def test_a_template_is_never_written_over(tmp_path: Path) -> None:
    write_own_figures_template(tmp_path / "egne.toml")
    with pytest.raises(InputError, match="er ikke overskrevet"):
        write_own_figures_template(tmp_path / "egne.toml")
