"""The ribbon as Office reads it (customUI14) and as VBA answers it, both from buttons.toml."""

from typing import Final
from xml.etree import ElementTree as ET

from addin.ribbon.buttons import Button, Ribbon, ribbon
from addin.xlam.vba_source import assigned, module

NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"
HANDLER: Final = "UtenforRibbon.Pressed"
ANSWER: Final = "|"
"""Stands between a button's name and the chosen answer in its tag."""


def custom_ui() -> str:
    """Return customUI14.xml."""
    about = ribbon()
    top = ET.Element("customUI", {"xmlns": NAMESPACE})
    tab = ET.SubElement(
        ET.SubElement(ET.SubElement(top, "ribbon"), "tabs"), "tab", {"id": about.tab, "label": about.label}
    )
    for group in about.groups:
        inside = ET.SubElement(tab, "group", {"id": f"{about.tab}_{group.id}", "label": group.label})
        for button in group.buttons:
            _add_button(inside, button)
    ET.indent(top)
    return ET.tostring(top, encoding="unicode", xml_declaration=False) + "\n"


def _add_button(inside: ET.Element, button: Button) -> None:
    face = {"id": button.id, "label": button.label, "imageMso": button.image}
    tips = {"screentip": button.screentip, "supertip": button.supertip}
    if not button.choices:
        ET.SubElement(inside, "button", {**face, **tips, "size": button.size, **_calls(button.id)})
        return
    split = ET.SubElement(inside, "splitButton", {"id": f"{button.id}_split", "size": button.size})
    ET.SubElement(split, "button", {**face, **tips, **_calls(button.id, button.choices[0].value)})
    menu = ET.SubElement(split, "menu", {"id": f"{button.id}_menu"})
    for choice in button.choices:
        line = {"id": f"{button.id}_{choice.value}", "label": choice.label}
        ET.SubElement(menu, "button", {**line, **_calls(button.id, choice.value)})


def _calls(name: str, answer: str = "") -> dict[str, str]:
    return {"tag": f"{name}{ANSWER}{answer}" if answer else name, "onAction": HANDLER}


def ribbon_module() -> str:
    """Return the VBA that the buttons call: `Pressed`, and the one way into Python."""
    about = ribbon()
    lines = ["Public Sub Pressed(ByVal control As IRibbonControl)", "    Act control.Tag", "End Sub", ""]
    lines += ["Public Sub Act(ByVal tag As String)", "    Dim name As String, answer As String", "    name = tag"]
    lines += [f'    If InStr(tag, "{ANSWER}") > 0 Then', f'        name = Left$(tag, InStr(tag, "{ANSWER}") - 1)']
    lines += [f'        answer = Mid$(tag, InStr(tag, "{ANSWER}") + 1)', "    End If", "    Select Case name"]
    for button in about.buttons:
        lines += [f'        Case "{button.id}"', *(f"            {line}" for line in _action(button))]
    lines += ["    End Select", "End Sub", ""]
    return module([*lines, *_question_and_call(about)])


def _action(button: Button) -> list[str]:
    if button.vba and button.python:
        return [f'If Not {button.vba}() Then CallPython "{button.python}", ""']
    if button.vba:
        return [button.vba]
    if button.ask:
        asked = [*assigned("answer", button.ask), 'answer = Trim$(InputBox(answer, Message("title")))']
        return [*asked, f'If answer <> "" Then CallPython "{button.python}", answer']
    return [f'CallPython "{button.python}", answer']


def _question_and_call(about: Ribbon) -> list[str]:
    """No Python code is put together from what the user wrote: name and answer go over as values."""
    return [
        "Public Sub CallPython(ByVal name As String, ByVal answer As String)",
        "    Dim text As String",
        "    On Error GoTo failed",
        '    XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook',
        f'    text = XLPy.Str(XLPy.Call(XLPy.Module("{about.entry}"), "run", XLPy.Tuple(name, answer)))',
        '    If text <> "" Then Tell text',
        "    Exit Sub",
        "failed:",
        # Taken out first: the functions called below clear it.
        "    text = Err.Description",
        '    Tell Replace(Message("no_answer"), "{0}", text)',
        "End Sub",
        "",
        # Here because Excel's timer must find it: the other modules are hidden.
        "Public Sub ClearStatus()",
        "    Application.StatusBar = False",
        "End Sub",
    ]
