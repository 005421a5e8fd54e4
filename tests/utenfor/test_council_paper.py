"""The paper for the council: every figure is a cell of the book, what is missing is marked, few are not described."""

import json
import re
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.utenfor.finished_books import ACTIONS, SMALL, WRITTEN, amounts_beside, sheets_of
from tests.utenfor.papers import lines, number, opened, parts, table
from tests.workbooks.hostile import with_cell
from tests.workbooks.package import package_findings
from utenfor.command_line import main
from utenfor.council_paper.wording import typeset
from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import OWN, VIEWS
from workbook_templates import positions as at
from workbook_templates.book_stamp import STORED_NAMES
from workbook_templates.readback_cells import area_of
from workbook_templates.workbook import laid

NET = "Sum netto, egne budsjetter, til bevilgningsoversikt drift (budsjett- og regnskapsforskriften § 5-4 andre ledd)"
LEVELS = (
    "Kommunen",
    "Fylkeskommunen",
    "Staten",
    "Andre kommuner og fylkeskommuner",
    "Alle offentlige budsjetter (sum)",
)


def paper_of(book: Path, folder: Path) -> Path:
    """Write the paper of a book."""
    target = folder / "sak.docx"
    assert main(["saksframlegg", str(book), "--out", str(target)]) == 1
    return target


@pytest.fixture(scope="module")
def paper(bodo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return paper_of(bodo, tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def small_paper(utsira: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return paper_of(utsira, tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def nynorsk_paper(sogndal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return paper_of(sogndal, tmp_path_factory.mktemp("paper"))


def thousands(amounts: list[float]) -> list[float]:
    return [rounded_half_up(amount, 1000.0) for amount in amounts]


def shown(row: list[str]) -> list[float]:
    return [number(text) for text in row]


def sheet(book: Path, name: str) -> Worksheet:
    found = sheets_of(book)[name]
    assert isinstance(found, Worksheet)
    return found


def test_the_plan_is_the_sheets_to_the_thousand(bodo: Path, paper: Path) -> None:
    _, *rows = table(paper, "Til økonomiplanen")
    source = sheet(bodo, "Økonomiplan")
    labels = ("Sum kostnad", "Sum finansiering", "Sum innsparing og merutgift")
    assert [shown(row[1:5]) for row in rows[:3]] == [amounts_beside(source, label, 8, 4) for label in labels]
    assert shown(rows[3][1:5]) == amounts_beside(source, NET, 8, 4)
    areas = table(paper, "Netto per rammeområde")[1:]
    assert [sum(number(row[column]) for row in areas) for column in range(1, 5)] == shown(rows[3][1:5])


def test_the_payers_are_those_of_the_plan_for_the_council(bodo: Path, paper: Path) -> None:
    _, *rows = table(paper, "Hvem som betaler tiltakene")
    source = sheet(bodo, "Plan")
    assert [shown(row[1:]) for row in rows[1:]] == [amounts_beside(source, row[0], 2, 4) for row in rows[1:]]
    assert shown(rows[0][1:]) == amounts_beside(source, "Kommunen", 2, 4)


def test_present_values_by_level_are_the_results_to_the_thousand(bodo: Path, paper: Path) -> None:
    _, *rows = table(paper, "Nåverdi til deltakerne")
    assert [row[0] for row in rows] == list(LEVELS)
    source = sheet(bodo, "Resultat")
    assert [shown(row[1:]) for row in rows] == [thousands(amounts_beside(source, row[0], 2, 4)) for row in rows]


def test_the_net_by_year_is_the_calculations(bodo: Path, paper: Path) -> None:
    heads, *rows = table(paper, "Netto år for år")
    assert heads[1:5] == ["2027", "2028", "2029", "2030"]
    layout, source = laid("nb")[0], sheet(bodo, "Beregning")
    for row, view in zip((rows[0], rows[2], rows[4]), ("kommune", "stat", "alle"), strict=True):
        for name, indexes, columns in (("net", (0, 1, 2, 3), slice(1, 5)), ("accumulated", (9, 19, 39), slice(5, 8))):
            place = layout.book.find("all", name)
            line = place.lines[list(place.row.per).index(view)] + 1
            cells = [float(str(source.cell(line, place.column + index + 1).value)) for index in indexes]
            assert shown(row[columns]) == thousands(cells)


def test_chances_are_the_sheets(bodo: Path, paper: Path) -> None:
    _, *rows = table(paper, "Sjansen av 100")
    source = sheet(bodo, "Usikkerhet")
    for row in rows:
        chances = amounts_beside(source, row[0], 2, 4)
        assert all(abs(number(text) - 100 * chance) <= 1 for text, chance in zip(row[1:], chances, strict=True))


def test_a_measures_facts_are_those_of_the_plan_for_the_council(bodo: Path, paper: Path) -> None:
    source = sheet(bodo, "Plan")
    facts = dict(row[:2] for row in table(paper, "Jobb"))
    for label in ("Deltakere i alt", "Kostnad per deltaker og år, kr", "Årsverk", "Netto nåverdi, egne budsjetter, kr"):
        assert number(facts[label]) == pytest.approx(amounts_beside(source, label, 3, 1)[0], abs=0.5)
    assert facts["Evidensgrad (1 er sterkest, 6 er skjønn)"] == (
        "2: utenlandsk forsøk, metaanalyse eller norsk kvasieksperiment"
    )


def test_a_year_without_interest_is_called_so_where_a_measure_does_not_pay_with_it(bodo: Path, paper: Path) -> None:
    layout, source = laid("nb")[0], sheet(bodo, "Beregning")
    told = set()
    for owner, name in (("m1", "Oppfølging"), ("m2", "Jobb"), ("m3", "Tidlig innsats")):
        place = layout.book.find(owner, "net_present")
        for view, label in (("egne", "Egne budsjetter i pluss fra"), ("alle", "Alle budsjetter i pluss fra")):
            line = place.lines[list(place.row.per).index(view)] + 1
            net = float(str(source.cell(line, place.column + 7).value))
            ahead = dict(row[:2] for row in table(paper, name))[label]
            assert ahead.endswith("uten rente, ikke med rente") == (net < 0 and ahead[:1].isdigit())
            told.add(ahead.endswith("ikke med rente"))
    assert told == {True, False}


def test_the_findings_are_sentences_of_the_sheets(bodo: Path, paper: Path) -> None:
    told = lines(paper)
    found = [
        str(sheet(bodo, name).cell(line + 1, 1).value) for name in ("Resultat", "Usikkerhet") for line in (5, 6, 7)
    ]
    assert [sentence for sentence in found if typeset(sentence, amounts="tusen kroner" in sentence) not in told] == []


def test_the_paper_says_what_the_model_is_not(paper: Path) -> None:
    told = " ".join(lines(paper))
    for part in (
        "ikke velferd, og sier ingenting om hvilke tiltak som virker",
        "ikke modellen til KS eller Rambøll",
        "for høye som anslag på virkninger",
        "ikke det samme som en gevinst i denne kommunen",
    ):
        assert part in told


def test_what_is_written_stands_as_text_and_the_rest_is_marked_and_listed(
    bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "sak.docx"
    assert main(["saksframlegg", str(bodo), "--out", str(target), "--json"]) == 1
    listed = json.loads(capsys.readouterr().out)["fyll_inn"]
    told = " ".join(lines(target))
    assert str(WRITTEN["plan.stop_m2"]) in told
    assert str(ACTIONS[0, 0]) in told
    assert "[fyll inn: stoppkriterium for Jobb]" not in listed
    assert "[fyll inn: stoppkriterium for Oppfølging]" in listed
    header = opened(target).sections[0].header.paragraphs[0].text
    assert [mark for mark in listed if mark not in told + header] == []
    marked = [run.text for one in opened(target).paragraphs for run in one.runs if run.style.name == "Fyll inn"]
    assert "[fyll inn: stoppkriterium for Oppfølging]" in marked


def test_a_measure_for_few_is_nowhere_in_the_file_and_neither_is_a_small_municipality(small_paper: Path) -> None:
    found = parts(small_paper)
    assert [name for name, content in found.items() if SMALL.encode() in content] == []
    assert [row[0] for row in table(small_paper, "Unge 15–29 år")] == [
        "Hvem",
        "Fylket",
        "Landet",
        "Midten av KOSTRA-gruppen",
    ]
    told = " ".join(lines(small_paper))
    assert "Tall for Utsira alene vises ikke" in told
    assert "tiltak 1" not in told


def test_a_book_in_nynorsk_gives_a_paper_in_nynorsk(nynorsk_paper: Path) -> None:
    told = lines(nynorsk_paper)
    assert "Plan for å førebyggje utanforskap i Sogndal" in told
    ours = [line for line in told if line not in set(map(str, WRITTEN.values()))]
    bokmal = {"ikke", "hva", "hvem", "tiltakene", "tallene", "utenfor", "kommunens", "blir ikke", "deltakere"}
    words = {word.strip(".,:;()«»").casefold() for line in ours for word in line.split()}
    assert words & bokmal == set()
    assert 'w:val="nn-NO"' in parts(nynorsk_paper)["word/styles.xml"].decode()


def test_tables_have_heads_and_descriptions_and_charts_an_alternative_text(paper: Path) -> None:
    document = opened(paper)
    for one in document.tables:
        assert one._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")  # noqa: SLF001 - the library has no door to it
        assert one._tbl.xpath("./w:tblPr/w:tblDescription/@w:val")[0]  # noqa: SLF001 - as above
    styles = [one.style.name for one in document.paragraphs if one.style is not None]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 10
    alternatives = document.element.body.xpath(".//wp:docPr/@descr")
    assert len(alternatives) == 2
    assert all("diagram" in text for text in alternatives)
    assert 'w:val="nb-NO"' in parts(paper)["word/styles.xml"].decode()


def test_the_package_is_what_word_expects_and_its_charts_hold_the_books_figures(bodo: Path, paper: Path) -> None:
    assert package_findings(paper) == []
    chart = parts(paper)["word/charts/utenfor1.xml"].decode()
    assert '<c:delete val="0"/>' in chart
    assert '<c:smooth val="0"/>' in chart
    place = laid("nb")[0].book.find("all", "accumulated")
    line = place.lines[list(place.row.per).index(OWN)] + 1
    cells = [sheet(bodo, "Beregning").cell(line, place.column + index + 1).value for index in range(40)]
    drawn = re.findall(r"<c:v>([^<]*)</c:v>", chart.split("<c:val>")[1].split("</c:val>")[0])
    assert [float(one) for one in drawn] == pytest.approx([float(str(cell)) for cell in cells])


def test_the_same_book_gives_the_same_file(bodo: Path, paper: Path, tmp_path: Path) -> None:
    assert paper_of(bodo, tmp_path).read_bytes() == paper.read_bytes()


def test_the_example_is_marked_on_every_page(
    untouched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = paper_of(untouched, tmp_path)
    assert "er ikke en sak" in capsys.readouterr().out
    assert opened(paper).sections[0].header.paragraphs[0].text.startswith("EKSEMPEL: ")
    assert lines(paper)[0].startswith("EKSEMPEL: Dette er ikke en sak.")
    assert opened(paper).core_properties.title.startswith("EKSEMPEL: ")


def test_a_book_that_shows_other_results_than_its_inputs_give_is_refused(
    bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    area = area_of(sheets_of(bodo).defined_names[STORED_NAMES["net_present"]].attr_text or "")
    assert area is not None
    source = sheet(bodo, area.sheet)
    own = source.cell(area.line + VIEWS.index(OWN) + 1, area.column + area.columns)
    book = tmp_path / "bok.xlsx"
    book.write_bytes(with_cell(bodo.read_bytes(), area.sheet, own.coordinate, "", "<v>1</v>"))
    assert main(["saksframlegg", str(book)]) == 2
    assert "utenfor upgrade bok.xlsx" in capsys.readouterr().err
    assert not (tmp_path / "bok_saksframlegg.docx").exists()
    assert at.RESULT in sheets_of(bodo).sheetnames
