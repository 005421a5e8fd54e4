"""The relative form of a formula, proved against openpyxl's own way of copying one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from tests.workbooks.cells import address_of
from tests.workbooks.relative_form import relative_form

FORMULAS = [
    "$E$8*INDEX(Q$4:Q$5,'Poster'!$E$3)*SUMPRODUCT($F$11:$O$11,H24:Q24)",
    "SUMPRODUCT(($C$55:$C$85=$C91)*'Ark A1'!$H$3:$K$33*N$55:Q$85*(N$55:Q$85>0))",
    'IF(A1="B2 og ""C3""",LOG10(D4),ATAN2(E5,F$6))',
    "SUM(A:C)+SUM($D:$E)+SUM(1:2)+SUM($3:$4)",
    "IFERROR(rente_1*Q9,_xlfn.BETA.INV(Q9,$R9,S$9))",
    "'It''s B2'!C7+Ark2!D8&\"E9\"",
]


@given(formula=st.sampled_from(FORMULAS), row=st.integers(100, 200), column=st.integers(30, 60))
def test_a_formula_copied_by_openpyxl_has_the_same_relative_form(formula: str, row: int, column: int) -> None:
    copied = Translator(f"={formula}", origin="AD100").translate_formula(address_of(row, column))
    assert relative_form(copied[1:], row, column) == relative_form(formula, 100, 30)


@pytest.mark.parametrize("formula", [one for one in FORMULAS if re.search(r"[A-Z][0-9]", one)])
def test_the_same_text_in_the_next_cell_has_another_relative_form(formula: str) -> None:
    assert relative_form(formula, 100, 30) != relative_form(formula, 101, 31)


def test_a_relative_form_reads_as_r1c1() -> None:
    seen = relative_form("B4*$E$1+SUM(C$1:C3)+SUM(A:$B)", 4, 3)
    assert seen == "R[0]C[-1]*R1C5+SUM(R1C[0]:R[-1]C[0])+SUM(C[-2]:C2)"
