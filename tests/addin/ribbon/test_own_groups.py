"""The buttons in a kommunebok where measures have chosen target groups of the user's own."""

from pathlib import Path
from typing import Any

import pytest

from tests.addin.ribbon.desk import TestDesk, pressed, type_in
from tests.addin.ribbon.engine import opened
from tests.workbooks.filled import calculated, filled
from tests.workbooks.test_own_groups import FILLED, START
from utenfor_core.municipalities import find
from workbook_templates.workbook import write_workbook

NUMBER = "1804"
Book = Any
"""An xlwings Book."""


@pytest.fixture
def chosen(tmp_path: Path) -> Book:
    """Bodø's book with three measures, two of them for groups that are typed on `Målgrupper`."""
    values = filled(NUMBER, {**START, **FILLED["two are chosen"]}).values
    write_workbook(find(NUMBER).municipality, calculated(NUMBER, values), tmp_path / "bodo.xlsx")
    return opened(tmp_path / "bodo.xlsx")


def test_a_group_of_the_users_own_is_one_that_can_be_chosen(chosen: Book, desk: TestDesk) -> None:
    assert pressed("uncertainty", chosen, desk).startswith("Usikkerheten er beregnet")
    pressed("check_workbook", chosen, desk)
    lines = chosen.sheets["Kontrollrapport"].used_range.options(ndim=2).value
    assert [line for line in lines if line[0] == "Feil"] == []


def test_a_group_that_is_nowhere_is_told_of_by_the_cells_name(chosen: Book, desk: TestDesk) -> None:
    type_in(chosen, "Tiltak1_maalgruppe", "m1.group", "Finnes ikke")
    told = pressed("uncertainty", chosen, desk)
    assert "«Finnes ikke» kan ikke brukes. Velg en av: " in told
    assert ">Unge mødre?" in told
