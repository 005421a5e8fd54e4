"""The form for participants: drop-downs by range, the same bytes each time, and read back as it was filled in."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.package import package_findings
from utenfor_core.errors import InputError
from utenfor_core.municipalities import all_municipalities
from utenfor_core.network import edition
from workbook_templates.enrolment.participants import read_participants
from workbook_templates.enrolment.template import FORM_WIDTHS, write_participants_template
from workbook_templates.enrolment.values import columns, unit_of
from workbook_templates.languages import LANGUAGES

HEAD_LINE = 5


@pytest.fixture(scope="module", params=LANGUAGES)
def form(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / f"{request.param}.xlsx"
    write_participants_template(path, edition("2019"), language=request.param)
    return path


def test_the_form_filled_in_is_read_back_row_by_row(form: Path, tmp_path: Path) -> None:
    book = load_workbook(form)
    sheet = book.worksheets[1]
    values: tuple[str | int, ...] = (
        "1804 Bodø",
        4,
        "17.04.2019",
        "Et lag på tvers",
        "=HYPERLINK",
        "1a; 7",
        12500,
        "nynorsk",
        "1841 Fauske",
    )
    for column, value in enumerate(values, 1):
        sheet.cell(HEAD_LINE + 1, column, value)
    sheet.cell(HEAD_LINE + 1, 5).data_type = "s"
    filled = tmp_path / "utfylt.xlsx"
    book.save(filled)
    (one,) = read_participants(filled, edition("2019")).participants
    assert (one.number, one.seats, one.travel, one.language, one.shares_with) == ("1804", 4, 12_500, "nn", "1841")
    assert (one.line, one.motivation, one.groups) == (HEAD_LINE + 1, "=HYPERLINK", ("vgs_frafall", "angst_depresjon"))


def test_an_empty_form_has_no_participants_and_says_so(form: Path) -> None:
    with pytest.raises(InputError, match="har ingen deltakere under overskriftene i rad 5"):
        read_participants(form, edition("2019"))


def test_everything_the_drop_downs_offer_can_be_read(form: Path) -> None:
    sheet = load_workbook(form).worksheets[2]
    offered = [row[0] for row in sheet.iter_rows(min_row=HEAD_LINE + 1, max_col=1, values_only=True) if row[0]]
    found = [unit_of(str(one)) for one in offered]
    assert len(offered) == len(all_municipalities()) + 14
    assert [one.municipality.number for one in found if one] == [str(one).split()[0] for one in offered]


def test_drop_downs_are_by_range_and_every_column_has_help(form: Path) -> None:
    rules = load_workbook(form).worksheets[1].data_validations.dataValidation
    assert len(rules) == len(columns()["columns"])
    assert all(rule.prompt for rule in rules)
    lists = [rule.formula1 for rule in rules if rule.type == "list"]
    assert len(lists) == 3
    assert all(source.startswith(("Lister!$", "'Lister'!$")) for source in lists)


def test_a_number_or_a_name_alone_may_stand_in_a_column_with_a_list(form: Path) -> None:
    rules = load_workbook(form).worksheets[1].data_validations.dataValidation
    assert {rule.errorStyle for rule in rules if rule.type == "list"} == {"information"}


def test_what_is_typed_in_a_column_of_words_stays_as_it_is_typed(form: Path) -> None:
    sheet = load_workbook(form).worksheets[1]
    formats = [cell.number_format for cell in sheet[HEAD_LINE + 1]]
    words = [name for name, form_of in zip(FORM_WIDTHS, formats, strict=True) if form_of == "@"]
    assert words == ["unit", "prevention", "motivation", "groups", "language", "shares_with"]


def test_the_form_is_a_sound_package_and_the_same_bytes_each_time(form: Path, tmp_path: Path) -> None:
    again = tmp_path / "igjen.xlsx"
    write_participants_template(again, edition("2019"), language=form.stem)
    assert again.read_bytes() == form.read_bytes()
    assert package_findings(form) == []


def test_a_file_that_is_there_is_never_written_over(form: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ikke overskrevet"):
        write_participants_template(form, edition("2019"), language="nb")
    with pytest.raises(InputError, match=r"må hete noe på \.xlsx"):
        write_participants_template(tmp_path / "a.csv", edition("2019"), language="nb")
