"""The buttons, run in a VBA interpreter: which Python or VBA each reaches, with what, and what the user is told."""

from addin import com
from addin.ribbon.buttons import ribbon
from addin.worksheet_errors import WorksheetError
from tests.addin.vba_machine import VbaMachine

PLAIN = [one for one in ribbon().buttons if one.python and not (one.vba or one.ask or one.choices)]


def test_a_button_calls_the_one_python_entry_with_its_name_and_the_open_book(machine: VbaMachine) -> None:
    for button in PLAIN:
        machine.run("Act", button.id)
    assert machine.python.ribbon_calls == [(ribbon().entry, "run", button.python, "") for button in PLAIN]
    assert machine.python.books == [machine.book] * len(PLAIN)
    assert machine.told == []


def test_the_message_from_python_is_shown_with_norwegian_letters(machine: VbaMachine) -> None:
    machine.python.message = "Ferdig: æøå ÆØÅ «1 000 kr» – ≥ 0."
    machine.run("Act", "check_workbook")
    assert machine.told == [machine.python.message]


def test_a_message_too_long_for_a_box_is_cut_and_says_so(machine: VbaMachine) -> None:
    machine.python.message = "å" * 1500
    machine.run("Act", "check_workbook")
    assert machine.told == ["å" * 1000 + " … (teksten er kortet ned)"]


def test_a_question_is_asked_first_and_the_answer_goes_over_as_a_value(machine: VbaMachine) -> None:
    answer = "  Bodø'); import os; os.remove('x  "
    machine.excel.answer_dialogs(answer)
    machine.run("Act", "new_workbook")
    assert machine.told == [ribbon().buttons[0].ask]
    assert machine.python.ribbon_calls == [(ribbon().entry, "run", "new_workbook", answer.strip())]


def test_an_empty_answer_or_cancel_does_nothing(machine: VbaMachine) -> None:
    machine.excel.answer_dialogs("")
    machine.run("Act", "new_workbook")
    assert machine.python.ribbon_calls == []


def test_a_choice_is_sent_as_the_answer(machine: VbaMachine) -> None:
    for choice in ("years_across", "years_down"):
        machine.run("Act", f"budget_plan|{choice}")
    assert [call[-1] for call in machine.python.ribbon_calls] == ["years_across", "years_down"]


def test_python_that_fails_is_told_with_what_to_do(machine: VbaMachine) -> None:
    machine.python.fails_with = "No module named 'utenfor'"
    machine.run("Act", "sources")
    assert machine.told[0].startswith("Fikk ikke svar fra Python. Kjør «utenfor doctor»")
    assert machine.told[0].endswith("No module named 'utenfor'")


def test_the_explanation_kept_for_the_active_cell_is_shown_without_asking_python(machine: VbaMachine) -> None:
    machine.cell("B2").vba_get("Select")
    machine.caller = machine.cell("B2")
    machine.python.answer = lambda _name, _cells: com.marked(WorksheetError("#NUM!", "For høy alder."))
    machine.cell("B2").vba_set("Value", machine.excel.interpreter.run("UTENFOR_FEE", [-1.0]))
    machine.run("Act", "explain_error")
    assert machine.told == ["Feilen i B2:\r\n\r\nFor høy alder."]
    assert machine.python.ribbon_calls == []


def test_python_is_asked_about_an_error_that_is_not_kept(machine: VbaMachine) -> None:
    machine.cell("B2").vba_get("Select")
    machine.run("Act", "explain_error")
    assert machine.python.ribbon_calls == [(ribbon().entry, "run", "explain_error", "")]
