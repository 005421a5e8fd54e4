"""What is read from the books and put together: right sums, one book a municipality, nothing mixed silently."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.utenfor.network_books import BODO, BROKEN, COUNTY, DRAMMEN, FILLED, FOREIGN, MACRO, SMALL, SOGNDAL
from utenfor.collecting.gathering import Read, gathered
from utenfor.collecting.picture import collect_words, picture_of
from utenfor.collecting.records import (
    BEGUN,
    CASHABLE,
    COST,
    KEPT,
    OTHER_BASIS,
    REFUSED,
    REPLACED,
    SUMMED,
    UNDECIDED,
    UNFILLED,
    UNTOUCHED,
    BookFigures,
    Network,
)  # fmt: skip
from utenfor.collecting.records import (
    FILLED as FILLED_IN,
)
from utenfor.collecting.sections import joint_chance
from utenfor.collecting.table import COLUMNS, table_rows
from utenfor_core.domain import ALL, LEVELS, OWN, VIEWS
from utenfor_core.uncertainty.sheet import uncertainty_rows
from workbook_templates.readback import read_book

WORDS = collect_words("nb")
HEADS = [column.head for column in COLUMNS]


@pytest.fixture(scope="module")
def bodo(network_read: Read) -> BookFigures:
    return figures(network_read, BODO)


def figures(read: Read, file: str, **changed: Any) -> BookFigures:  # noqa: ANN401 - any field of the record
    """What was read from a file, with something else in some fields."""
    found = read[file]
    assert isinstance(found, BookFigures)
    return replace(found, **changed)


def became(network: Network) -> dict[str, str]:
    """What became of each file."""
    return {one.file: one.what for one in network.files}


def test_each_file_is_summed_unfilled_or_listed_with_its_reason(network_read: Read) -> None:
    network = gathered(network_read, WORDS)
    assert became(network) == {
        BODO: SUMMED, SOGNDAL: SUMMED, DRAMMEN: UNFILLED, BROKEN: REFUSED, MACRO: REFUSED, FOREIGN: REFUSED,
        COUNTY: SUMMED,
    }  # fmt: skip
    assert [one.number for one in network.summed] == ["1804", "40", "4640"]
    assert figures(network_read, DRAMMEN).filled == BEGUN
    for file in (BROKEN, MACRO, FOREIGN):
        assert any(notice.startswith(f"{file} er ikke med") for notice in network.notices)


def test_what_is_read_is_what_the_book_itself_shows(network_folder: Path, bodo: BookFigures) -> None:
    book = read_book(network_folder / BODO)
    stored = book.stored["net_present"]
    assert bodo.net_present == pytest.approx(stored)
    chances = uncertainty_rows(book.result())["chance"]
    assert bodo.chance.tolist() == chances[:, [length - 1 for length in bodo.lengths]].tolist()


def test_the_worked_example_is_never_counted(network_read: Read) -> None:
    untouched = figures(network_read, DRAMMEN)
    assert not untouched.gain.any()
    assert not untouched.cost.any()
    assert untouched.measures == ()
    assert ("measure", "") in untouched.missing


@pytest.mark.parametrize("file", [BODO, SOGNDAL, COUNTY])
def test_measures_and_budgets_add_up_to_the_levels(network_read: Read, file: str) -> None:
    book = figures(network_read, file)
    for view, whole in ((KEPT, book.gain), (CASHABLE, book.cashable), (COST, book.cost)):
        for level, amounts in zip(LEVELS, whole, strict=True):
            parts = [flow.kroner for flow in book.flows if flow.level == level and flow.view == view]
            assert np.sum(parts, axis=0) == pytest.approx(amounts, abs=1e-6) or not parts


def test_the_table_adds_up_to_the_sums_of_the_network(network_read: Read) -> None:
    network = gathered(network_read, WORDS)
    amounts: dict[str, float] = {}
    for row in table_rows(network, WORDS):
        named = dict(zip(HEADS, row, strict=True))
        amounts[str(named["størrelse"])] = amounts.get(str(named["størrelse"]), 0.0) + float(named["kr"] or 0.0)
    assert amounts["gevinst"] == pytest.approx(sum(float(one.gain.sum()) for one in network.summed))
    assert amounts["kostnad"] == pytest.approx(sum(float(one.cost.sum()) for one in network.summed))


def test_who_pays_and_who_gains_tie_with_the_net_present_value(network_read: Read) -> None:
    for book in gathered(network_read, WORDS).summed:
        net = book.gains.sum() - book.pays[: len(LEVELS)].sum()
        assert net == pytest.approx(book.net_present[VIEWS.index(ALL)])


def test_a_measure_for_fewer_than_five_is_counted_and_never_described(network_read: Read, bodo: BookFigures) -> None:
    hidden = [one for one in bodo.measures if not one.described]
    assert [(one.name, one.group, one.persons, one.age) for one in hidden] == [("", "", None, None)]
    picture = picture_of(gathered(network_read, WORDS), "nb")
    told = [str(cell) for section in picture.sections for row in section.rows for cell in row]
    told += [str(cell) for row in table_rows(picture.network, WORDS) for cell in row]
    assert [text for text in told if str(SMALL["m2.name"]) in text] == []
    assert "Tiltak med færre enn fem deltakere" in told


def test_words_of_a_book_in_nynorsk_are_those_of_the_others(network_read: Read) -> None:
    sogndal, bodo = figures(network_read, SOGNDAL), figures(network_read, BODO)
    assert sogndal.language == "nn"
    assert {one.group for one in sogndal.measures} == {"vgs_frafall"}
    assert {flow.holder for flow in sogndal.flows if flow.level == "stat"} <= {flow.holder for flow in bodo.flows}
    assert [phase.status for phase in sogndal.phases] == ["ferdig", "i gang", "", ""]


def test_of_two_books_of_a_municipality_the_newest_is_counted_and_the_other_told(bodo: BookFigures) -> None:
    older = replace(bodo, file="gammel.xlsx", sha256="a", data_version="2025.2", saved="2027-05-01T00:00:00+00:00")
    network = gathered({BODO: bodo, "gammel.xlsx": older}, WORDS)
    assert became(network) == {BODO: SUMMED, "gammel.xlsx": REPLACED}
    assert [notice for notice in network.notices if "gammel.xlsx" in notice]
    later = replace(bodo, file="ny.xlsx", sha256="b", saved="2027-05-01T00:00:00+00:00")
    assert became(gathered({BODO: bodo, "ny.xlsx": later}, WORDS)) == {BODO: REPLACED, "ny.xlsx": SUMMED}


def test_a_newer_book_that_cannot_be_used_never_stands_before_one_that_can(bodo: BookFigures) -> None:
    broken = replace(
        bodo, file="ny.xlsx", sha256="b", saved="2027-05-01T00:00:00+00:00", remarks=("A (Tiltak D9): feil",) * 10
    )
    read: Read = {BODO: bodo, "ny.xlsx": broken}
    network = gathered(read, WORDS)
    assert became(network) == {BODO: SUMMED, "ny.xlsx": REPLACED}
    assert network.notices[0].startswith(
        f"ny.xlsx er ikke med: nyeste bok for Bodø kan ikke brukes (10 felt). {BODO} er brukt."
    )
    assert became(gathered(read, WORDS, ["ny.xlsx"])) == {BODO: REPLACED, "ny.xlsx": SUMMED}
    assert became(gathered({"ny.xlsx": broken}, WORDS)) == {"ny.xlsx": SUMMED}


def test_the_reason_a_book_is_not_counted_is_the_one_that_holds(bodo: BookFigures) -> None:
    other = replace(bodo, file="ny.xlsx", sha256="b", saved="2027-05-01T00:00:00+00:00")
    read: Read = {BODO: bodo, "ny.xlsx": other}
    assert gathered(read, WORDS).notices[0] == f"{BODO} er ikke med: ny.xlsx er brukt for Bodø: den er nyere."
    chosen = gathered(read, WORDS, [BODO]).notices[0]
    assert chosen == f"ny.xlsx er ikke med: {BODO} er brukt for Bodø: du har valgt den med --use."
    fresh = replace(other, filled=UNTOUCHED)
    assert "her er det ikke fylt ut noe" in gathered({BODO: bodo, "ny.xlsx": fresh}, WORDS).notices[0]


def test_the_year_without_interest_is_never_told_alone_where_it_does_not_pay_with_interest(bodo: BookFigures) -> None:
    year = bodo.basis.base_year + int(np.flatnonzero((bodo.gain - bodo.cost).sum(axis=0).cumsum() < 0)[-1]) + 1
    losing = np.full(len(VIEWS), -5_600_000.0)
    for net, told in ((bodo.net_present, "Budsjettene samlet er i pluss fra"), (losing, "Uten rente er budsjettene")):
        book = replace(bodo, net_present=net, level_from=2065)
        sections = {one.key: one for one in picture_of(gathered({BODO: book}, WORDS), "nb").sections}
        chart = sections["accumulated"].chart
        assert chart is not None
        assert chart.title.startswith(told)
        assert str(year) in chart.title
        assert ("(netto nåverdi −5,6 mill. kr)" in chart.title) == (net is losing)
        assert ("2065 uten rente, ikke med" in sections["municipalities"].rows[0]) == (net[VIEWS.index(OWN)] < 0)


def test_counties_are_not_called_municipalities_where_they_are_among_the_books(
    network_read: Read, bodo: BookFigures
) -> None:
    with_county = picture_of(gathered(network_read, WORDS), "nb")
    assert "3 av 4 kommuner og fylkeskommuner har fylt ut boka" in with_county.lead()
    without = picture_of(gathered({BODO: bodo}, WORDS), "nb")
    assert "1 av 1 kommuner har fylt ut boka" in without.lead()
    for language in ("nb", "nn"):
        words = collect_words(language, counties=True)
        said = [words(f"collect.{key}") for key in ("heading_municipalities", "axis_municipalities", "key_summed")]
        assert all("fylkeskommun" in text for text in said)


def test_an_untouched_book_never_stands_before_one_that_is_worked_in(bodo: BookFigures) -> None:
    fresh = replace(bodo, file="ny.xlsx", sha256="b", filled=UNTOUCHED, data_version="2030.1")
    assert became(gathered({BODO: bodo, "ny.xlsx": fresh}, WORDS)) == {BODO: SUMMED, "ny.xlsx": REPLACED}


def test_two_books_that_cannot_be_told_apart_are_asked_for_and_none_is_counted(bodo: BookFigures) -> None:
    other = replace(bodo, file="kopi.xlsx", sha256="b")
    read: Read = {BODO: bodo, "kopi.xlsx": other}
    network = gathered(read, WORDS)
    assert became(network) == {BODO: UNDECIDED, "kopi.xlsx": UNDECIDED}
    assert "--use" in network.notices[0]
    assert became(gathered(read, WORDS, ["kopi.xlsx"])) == {BODO: REPLACED, "kopi.xlsx": SUMMED}
    same = gathered({BODO: bodo, "kopi.xlsx": replace(bodo, file="kopi.xlsx")}, WORDS)
    assert became(same) == {BODO: SUMMED, "kopi.xlsx": REPLACED}


@pytest.mark.parametrize("other", [{"price_year": 2030}, {"base_year": 2029}, {"preset": "midtanslag"}])
def test_books_on_another_basis_stand_outside_the_sums(bodo: BookFigures, other: dict[str, Any]) -> None:
    read: Read = {
        "a": replace(bodo, file="a", number="0301"),
        "b": replace(bodo, file="b", number="1103"),
        "c": replace(bodo, file="c", number="1804", basis=replace(bodo.basis, **other)),
    }
    network = gathered(read, WORDS)
    assert became(network) == {"a": SUMMED, "b": SUMMED, "c": OTHER_BASIS}
    assert any(notice.startswith("c står utenfor summene") for notice in network.notices)
    (status,) = {row[HEADS.index("status")] for row in table_rows(network, WORDS) if row[HEADS.index("fil")] == "c"}
    assert status == "annet grunnlag"


def test_a_county_counts_its_own_budget_and_is_told(network_read: Read) -> None:
    county = figures(network_read, COUNTY)
    assert (county.name, county.own_levels) == ("Telemark fylkeskommune", ("fylkeskommune",))
    assert county.net_present[VIEWS.index(OWN)] == county.net_present[VIEWS.index("fylkeskommune")]
    assert collect_words("nb")("collect.notice_counties") in gathered(network_read, WORDS).notices


def test_versions_that_differ_are_told(bodo: BookFigures) -> None:
    other = replace(bodo, file="b", number="0301", data_version="2025.1", model_version="0.0.9")
    notices = " ".join(gathered({BODO: bodo, "b": other}, WORDS).notices)
    assert "2025.1, 2026.1" in notices
    assert "0.0.9" in notices


def test_the_chance_of_a_network_of_one_is_its_own_but_for_the_order_of_luck(bodo: BookFigures) -> None:
    joint = joint_chance((bodo,), ALL)
    assert joint == pytest.approx(bodo.chance[VIEWS.index(ALL)], abs=0.05)
    twice = joint_chance((bodo, bodo), OWN)
    assert twice.tolist() == joint_chance((bodo,), OWN).tolist()


def test_what_is_not_filled_in_is_listed(bodo: BookFigures) -> None:
    missing = dict(bodo.missing)
    assert missing["answers"] == "5/6"
    assert missing["phases"] == "2/4"
    assert missing["grade"] == "1"
    assert bodo.filled == FILLED_IN
    assert bodo.changed == len(FILLED) + len(SMALL) + 1
