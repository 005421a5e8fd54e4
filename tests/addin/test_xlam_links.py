"""What runs by itself when workbooks open: links to another user's add-in are repaired, function help is registered."""

from addin.registry import registry
from tests.addin.vba_machine import VbaMachine

ANOTHER = "C:\\Brukere\\annen\\AppData\\XLSTART\\Utenfor.xlam"
OTHERS_BOOK = "C:\\felles\\budsjett.xlsx"


def opened(machine: VbaMachine, event: str) -> None:
    """Let Excel tell the add-in of an event with the open workbook."""
    document = machine.addin.vba_document
    procedure = document.module.procedure(f"watched_{event}")
    machine.excel.interpreter.call(procedure, document.module, [machine.book], {}, me=document)


def with_links(machine: VbaMachine, *links: str) -> list[str]:
    """Give the open workbook links, and return the list that Excel would keep."""
    machine.links[id(machine.book)] = list(links)
    return machine.links[id(machine.book)]


def test_a_link_to_another_user_s_add_in_is_pointed_to_this_one_on_opening(machine: VbaMachine) -> None:
    links = with_links(machine, OTHERS_BOOK, ANOTHER)
    opened(machine, "WorkbookOpen")
    here = machine.addin.vba_get("FullName")
    assert links == [OTHERS_BOOK, here]
    assert "er rettet" in str(machine.excel.application.status_bar)
    assert str(machine.later[0]).endswith("!ClearStatus")
    opened(machine, "WorkbookOpen")
    assert links == [OTHERS_BOOK, here]
    assert len(machine.later) == 1


def test_the_setting_turns_it_off(machine: VbaMachine) -> None:
    links = with_links(machine, ANOTHER)
    machine.setting = "False"
    opened(machine, "WorkbookOpen")
    assert links == [ANOTHER]


def test_the_button_repairs_and_says_how_many(machine: VbaMachine) -> None:
    with_links(machine, ANOTHER, ANOTHER.replace("annen", "tredje").replace("\\", "/"))
    machine.setting = "False"
    machine.run("RepairLinks")
    assert machine.told[0].startswith("2 kobling(er)")


def test_a_link_that_excel_refuses_to_change_is_named_with_its_reason(machine: VbaMachine) -> None:
    machine.locked.add(ANOTHER)
    links = with_links(machine, ANOTHER)
    machine.run("RepairLinks")
    assert links == [ANOTHER]
    assert f"{ANOTHER} (Arket er beskyttet.)" in machine.told[0]


def test_a_book_without_such_links_is_told_so(machine: VbaMachine) -> None:
    machine.run("RepairLinks")
    with_links(machine, OTHERS_BOOK)
    machine.run("RepairLinks")
    assert [text.startswith("Boka har ingen koblinger") for text in machine.told] == [True, True]


def test_help_is_registered_once_for_every_function_with_its_norwegian_texts(machine: VbaMachine) -> None:
    opened(machine, "WorkbookActivate")
    opened(machine, "WorkbookActivate")
    assert [one["macro"] for one in machine.help] == [f"'utenfor.xlam'!{name}" for name in registry()]
    for one, function in zip(machine.help, registry().values(), strict=True):
        assert one["about"] == function.description
        assert one["category"] == function.category
        assert one["arguments"] == [argument.help for argument in function.arguments]


def test_help_that_excel_refuses_is_tried_again_at_the_next_activation(machine: VbaMachine) -> None:
    machine.hidden = True
    opened(machine, "WorkbookActivate")
    assert machine.help == []
    machine.hidden = False
    opened(machine, "WorkbookActivate")
    assert len(machine.help) == len(registry())


def test_opening_the_add_in_does_nothing_but_start_to_listen(machine: VbaMachine) -> None:
    document = machine.addin.vba_document
    procedure = document.module.procedure("Workbook_Open")
    machine.excel.interpreter.call(procedure, document.module, [], {}, me=document)
    assert machine.told == []
    assert machine.python.udf_calls == []
    assert machine.python.ribbon_calls == []
