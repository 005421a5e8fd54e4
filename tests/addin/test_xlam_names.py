"""The button that rewrites formulas between the names of the Windows add-in and those of Office.js."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.addin.vba_machine import VbaMachine

TO_DOTS, TO_LINES = True, False
YES, NO, CANCEL = 6, 7, 2
"""What a message box answers in VBA."""
PAIRS = [
    ("=UTENFOR_FEE(4000)", "=UTENFOR.FEE(4000)"),
    ("=utenfor_fee(4000)+1", "=UTENFOR.FEE(4000)+1"),
    ('=UTENFOR_FEE(4000)&" UTENFOR_FEE(1)"', '=UTENFOR.FEE(4000)&" UTENFOR_FEE(1)"'),
    ('="a ""UTENFOR_FEE(1)"" b"&UTENFOR_BAND(2)', '="a ""UTENFOR_FEE(1)"" b"&UTENFOR.BAND(2)'),
    ("=SUM('UTENFOR_FEE(1)'!A1,UTENFOR_FEE(2))", "=SUM('UTENFOR_FEE(1)'!A1,UTENFOR.FEE(2))"),
    ("=SUM('it''s'!A1,UTENFOR_FEE(2))", "=SUM('it''s'!A1,UTENFOR.FEE(2))"),
    ("=Tabell1[UTENFOR_FEE(x)]+UTENFOR_FEE(2)", "=Tabell1[UTENFOR_FEE(x)]+UTENFOR.FEE(2)"),
    ("=IF(A1>0,UTENFOR_NET(A1,B1,UTENFOR_PARAM(C1)),0)", "=IF(A1>0,UTENFOR.NET(A1,B1,UTENFOR.PARAM(C1)),0)"),
]
UNTOUCHED = [
    "=UTENFOR_BESPARELSE(1)", "=MIN_UTENFOR_FEE(1)", "=UTENFOR_FEE", "=åUTENFOR_FEE(1)", "UTENFOR_FEE(1)",
    "=UTENFOR_FEEX(1)", "=[1]Ark!A1", '="UTENFOR_FEE(1)',
]  # fmt: skip


def test_a_formula_is_rewritten_both_ways_outside_texts_and_names(machine: VbaMachine) -> None:
    dotted = [machine.run("Renamed", with_line, TO_DOTS) for with_line, _ in PAIRS]
    assert dotted == [with_dot for _, with_dot in PAIRS]
    lined = [machine.run("Renamed", with_dot, TO_LINES) for with_dot in dotted]
    assert [one.upper() for one in lined] == [with_line.upper() for with_line, _ in PAIRS]


def test_what_is_not_a_call_of_ours_is_left_alone(machine: VbaMachine) -> None:
    for formula in UNTOUCHED:
        assert not machine.run("IsOfOurs", formula, TO_DOTS)
        assert not machine.run("IsOfOurs", formula, TO_LINES)


def test_the_path_to_an_add_in_and_excel_s_mark_for_unknown_functions_go(machine: VbaMachine) -> None:
    pairs = [
        ("='C:\\Brukere\\annen\\XLSTART\\utenfor.xlam'!UTENFOR_FEE(1)", "=UTENFOR.FEE(1)"),
        ("=utenfor.xlam!UTENFOR_FEE(1)*2", "=UTENFOR.FEE(1)*2"),
        ("='C:\\x\\minutenfor.xlam'!UTENFOR_FEE(1)", "='C:\\x\\minutenfor.xlam'!UTENFOR.FEE(1)"),
        ("=_xldudf_UTENFOR_FEE(1)", "=UTENFOR.FEE(1)"),
    ]
    assert [machine.run("Renamed", formula, TO_DOTS) for formula, _ in pairs] == [rewritten for _, rewritten in pairs]


def test_rewriting_there_and_back_gives_the_same_formula(machine: VbaMachine) -> None:
    pieces = st.sampled_from([
        "UTENFOR_FEE(", "UTENFOR_NET(", '"UTENFOR_FEE("', '""', "'UTENFOR_FEE('!A1", "[UTENFOR_FEE(]", "A1", "+", ",",
        ")", " ", '"æøå ""x"""',
    ])  # fmt: skip

    @settings(max_examples=25, deadline=None)
    @given(st.lists(pieces, max_size=7))
    def there_and_back(parts: list[str]) -> None:
        formula = "=" + "+".join(parts)
        dotted = machine.run("Renamed", formula, TO_DOTS)
        assert machine.run("Renamed", dotted, TO_LINES) == formula
        assert dotted.count("UTENFOR.") == sum(part in {"UTENFOR_FEE(", "UTENFOR_NET("} for part in parts)

    there_and_back()


def fill(machine: VbaMachine) -> None:
    """Put formulas of ours and others in two sheets, one of them protected."""
    second = machine.book.vba_get("Worksheets").vba_get("Add")
    second.vba_set("Name", "Låst")
    for sheet in (machine.sheet, second):
        for address, formula in (("A1", "=UTENFOR_FEE(4000)"), ("C4", "=1+1"), ("B2", "=UTENFOR_FEE(1)+A1")):
            sheet.vba_get("Range", [address]).vba_set("Formula", formula)
    second.vba_get("Protect")


def test_all_formulas_of_the_book_are_rewritten_and_protected_sheets_are_named(machine: VbaMachine) -> None:
    fill(machine)
    machine.excel.answer_dialogs(NO)
    machine.run("SwitchNames")
    formulas = [machine.cell(address).vba_get("Formula") for address in ("A1", "B2", "C4")]
    assert formulas == ["=UTENFOR.FEE(4000)", "=UTENFOR.FEE(1)+A1", "=1+1"]
    question, result = machine.told
    assert question.startswith("Ja: skriv om 0 formel/formler til UTENFOR_NAVN")
    assert "Nei: skriv om 4 til UTENFOR.NAVN" in question
    assert result.startswith("2 formel/formler er skrevet om.")
    assert "arket Låst (beskyttet" in result
    assert result.count("Låst") == 1


def test_cancel_changes_nothing(machine: VbaMachine) -> None:
    fill(machine)
    machine.excel.answer_dialogs(CANCEL)
    machine.run("SwitchNames")
    assert machine.cell("A1").vba_get("Formula") == "=UTENFOR_FEE(4000)"
    assert len(machine.told) == 1


def test_a_book_without_our_functions_is_told_so_and_left(machine: VbaMachine) -> None:
    machine.cell("A1").vba_set("Formula", "=1+1")
    machine.run("SwitchNames")
    assert machine.told == ["Boka har ingen formler med UTENFOR-funksjoner som kan skrives om."]


def test_office_js_names_are_rewritten_to_the_windows_names(machine: VbaMachine) -> None:
    machine.cell("A1").vba_set("Formula", "=UTENFOR.FEE(4000)")
    machine.excel.answer_dialogs(YES)
    machine.run("SwitchNames")
    assert machine.cell("A1").vba_get("Formula") == "=UTENFOR_FEE(4000)"


def test_an_array_formula_is_counted_and_rewritten_once(machine: VbaMachine) -> None:
    machine.cell("A1:A3").vba_set("FormulaArray", "=UTENFOR_FEE(B1:B3)")
    machine.excel.answer_dialogs(NO)
    machine.run("SwitchNames")
    assert machine.cell("A2").vba_get("FormulaArray") == "=UTENFOR.FEE(B1:B3)"
    question, result = machine.told
    assert "Nei: skriv om 1 til" in question
    assert result.startswith("1 formel/formler")
