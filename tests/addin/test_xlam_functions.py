"""The wrappers of the built add-in, run in a VBA interpreter: values, arrays, error values and kept explanations."""

from pathlib import Path

import pytest
from pyopenvba.interpreter._values import MISSING, NOTHING

from addin import com
from addin.registry import registry
from addin.worksheet_errors import CVERR, WorksheetError
from tests.addin.vba_machine import VbaMachine, array, error_number, gives

NUMBERS = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
    "#GETTING_DATA": 2043, "#SPILL!": 2045, "#CONNECT!": 2046, "#BLOCKED!": 2047, "#UNKNOWN!": 2048, "#FIELD!": 2049,
    "#CALC!": 2050,
}  # fmt: skip
"""Excel's xlCVError numbers."""
NORWEGIAN = "Målgruppen «øst» finnes ikke. Skriv æ, ø og å."


def marked(code: str, explanation: str = NORWEGIAN) -> str:
    """Return an error as it comes from Python."""
    return com.marked(WorksheetError(code, explanation))


def test_a_wrapper_sends_every_argument_to_its_python_function_and_gives_the_answer(machine: VbaMachine) -> None:
    machine.python.answer = lambda asked, cells: f"{asked}, {len(cells)}"
    for name, function in registry().items():
        assert machine.run(name, *function.example) == f"{name}, {len(function.arguments)}"
        module, asked, cells, book = machine.python.udf_calls[-1]
        assert (module, asked) == ("addin.com", name)
        assert book is NOTHING
        left_out = len(function.arguments) - len(function.example)
        assert cells == [*function.example, *[MISSING] * left_out]


def test_an_error_is_excel_s_own_error_value_and_its_explanation_is_kept(machine: VbaMachine) -> None:
    for row, (code, number) in enumerate(NUMBERS.items(), 1):
        machine.caller = machine.cell(f"C{row}")
        machine.python.answer = gives(marked(code, f"{code} {NORWEGIAN}"))
        assert error_number(machine.run("UTENFOR_FEE", -1.0)) == number
    kept = [machine.run("KeptExplanation", machine.cell(f"C{row}")) for row in range(1, len(NUMBERS) + 2)]
    assert kept == [*(f"{code} {NORWEGIAN}" for code in NUMBERS), ""]


def test_every_error_value_the_functions_know_has_its_number() -> None:
    assert dict(CVERR) == NUMBERS


def test_errors_inside_a_column_are_error_values_each_with_its_own_explanation(machine: VbaMachine) -> None:
    machine.caller = machine.cell("B2")
    rows = [[1.5], [marked("#N/A", "Aldri.")], [marked("#NUM!", "For høy.")], ["tekst"]]
    machine.python.answer = gives(array(rows))
    answer = machine.run("UTENFOR_PAYBACK", "vgs_frafall", 80.0, 0.1, 1.0)
    assert [row[0] for row in answer[::3]] == [1.5, "tekst"]
    assert [error_number(row[0]) for row in answer[1:3]] == [2042, 2036]
    kept = [machine.run("KeptExplanation", machine.cell(f"B{row}")) for row in range(2, 6)]
    assert kept == ["", "Aldri.", "For høy.", ""]


def test_errors_inside_a_single_row_are_error_values(machine: VbaMachine) -> None:
    machine.caller = machine.cell("B2")
    machine.python.answer = gives(array([1.0, marked("#N/A")]))
    answer = machine.run("UTENFOR_FEE", 5000.0)
    assert answer[0] == 1.0
    assert error_number(answer[1]) == 2042
    assert machine.run("KeptExplanation", machine.cell("C2")) == NORWEGIAN


def test_an_explanation_goes_when_the_cell_has_a_value_again(machine: VbaMachine) -> None:
    machine.caller = machine.cell("C5")
    machine.python.answer = gives(marked("#NUM!"))
    machine.run("UTENFOR_FEE", -1.0)
    machine.python.answer = gives(14750.0)
    assert machine.run("UTENFOR_FEE", 4000.0) == 14750.0
    assert machine.run("KeptExplanation", machine.cell("C5")) == ""


def test_a_later_explanation_of_the_same_cell_takes_the_place_of_the_earlier(machine: VbaMachine) -> None:
    machine.caller = machine.cell("C5")
    for text in ("først", "så"):
        machine.python.answer = gives(marked("#NUM!", text))
        machine.run("UTENFOR_FEE", -1.0)
    assert machine.run("KeptExplanation", machine.cell("C5")) == "så"
    assert machine.run("HowManyKept") == 1


def test_no_more_explanations_are_kept_than_the_bound_and_the_oldest_go_first(
    xlam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = VbaMachine(xlam, monkeypatch, ("MOST_KEPT As Long = 10000", "MOST_KEPT As Long = 20"))
    machine.caller = machine.cell("A1")
    machine.python.answer = gives(array([[marked("#N/A", str(row))] for row in range(25)]))
    machine.run("UTENFOR_FEE", 1.0)
    assert machine.run("HowManyKept") == 20
    assert machine.run("KeptExplanation", machine.cell("A5")) == ""
    assert machine.run("KeptExplanation", machine.cell("A6")) == "5"


def test_python_that_does_not_answer_is_an_error_value_with_what_to_do(machine: VbaMachine) -> None:
    def fails(_name: str, _cells: object) -> object:
        text = "Could not activate Python COM server"
        raise RuntimeError(text)

    machine.caller = machine.cell("A1")
    machine.python.answer = fails
    assert error_number(machine.run("UTENFOR_FEE", 4000.0)) == 2015
    kept = machine.run("KeptExplanation", machine.cell("A1"))
    assert "Kjør «utenfor doctor»" in kept
    assert kept.endswith("Could not activate Python COM server")


def test_a_call_from_no_cell_still_gives_an_error_value(machine: VbaMachine) -> None:
    machine.python.answer = gives(marked("#NUM!"))
    assert error_number(machine.run("UTENFOR_FEE", -1.0)) == 2036
    assert machine.run("HowManyKept") == 0
