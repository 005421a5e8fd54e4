"""The sheet `Målgrupper`: how many are here, known before estimated, and what comes back of what was typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.workbooks.inputs import with_inputs
from tests.workbooks.recalculation import recalculate_typed
from utenfor_core.domain import Case
from utenfor_core.frame import built_in_frame
from utenfor_core.groups_here import estimate
from utenfor_core.municipalities import find
from workbook_templates import positions as at
from workbook_templates.readback import read_book
from workbook_templates.workbook import Built, build_workbook

Book = Callable[[str], Built]
GROUPS = built_in_frame().parameters.groups
FIRST = at.group_lines(len(GROUPS))["here"] + 1


@pytest.fixture(scope="module")
def bodo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workbook(find("1804").municipality, tmp_path_factory.mktemp("groups") / "1804.xlsx").path


def test_a_typed_number_is_known_and_stands_before_the_estimate(bodo: Path) -> None:
    typed = {(at.GROUPS, f"B{FIRST}"): 90.0, (at.GROUPS, f"B{FIRST + 2}"): 31.0, (at.GROUPS, f"B{FIRST + 4}"): -1.0}
    found = recalculate_typed(bodo, typed)
    stands = [(found[at.GROUPS, f"D{line}"], found[at.GROUPS, f"E{line}"]) for line in range(FIRST, FIRST + 5)]
    assert stands == [
        (90.0, "kjent"),
        (estimate("1804", "vgs_etter_normert").persons, "anslått"),
        (31.0, "kjent"),
        ("", "mangler"),
        (estimate("1804", "foreldre_psykisk_rus").persons, "anslått"),
    ]


def test_every_group_without_an_estimate_says_why(bodo: Path) -> None:
    sheet = load_workbook(bodo)[at.GROUPS]
    for line, group in enumerate(GROUPS, FIRST):
        told = str(sheet[f"F{line}"].value)
        assert told.startswith("Finnes ikke") == (estimate("1804", group).persons is None)


def test_a_number_here_comes_back_by_the_groups_id(bodo: Path, tmp_path: Path) -> None:
    filled = with_inputs(bodo, {(at.GROUPS, f"B{FIRST}"): 90.0}, tmp_path / "filled.xlsx")
    case = read_book(filled).case()
    assert case.groups_here == {"vgs_frafall": 90.0}
    assert built_in_frame().delivered(Case(groups_here=case.groups_here))["groups_here.1a"] == 90.0
