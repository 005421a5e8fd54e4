"""The built add-in in pyOpenVBA's VBA interpreter: the modules of the file itself, with stand-ins for what is not here.

Stood in for: xlwings' VBA module (it calls a Windows DLL) by an object that answers `XLPy.CallUDF` and `XLPy.Call`, and
the members of Excel that the interpreter lacks (Application.Caller, MacroOptions, OnTime, LinkSources, ChangeLink).
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application, Workbook
from pyopenvba.interpreter._objects import MemberSpec, VBAObject, method
from pyopenvba.interpreter._values import EMPTY, MISSING, NOTHING, VBAArray, VBAErrorValue, error

NOT_RUN_HERE = {"xlwings", "Dictionary", "Sheet2"}
CONFIG = """
Public Function GetConfig(ByVal key As String, Optional ByVal default As String = "") As Variant
    GetConfig = default
    If key = "REPAIR LINKS" And Setting() <> "" Then GetConfig = Setting()
End Function
"""
REFUSED = 1004
"""The number of Excel's own run-time error."""
PYTHON_FAILED = 1000
"""The number xlwings' own VBA raises."""
Answer = Callable[[str, list[object]], object]


class Several(Protocol):
    """An array or a tuple as VBA passes it."""

    def elements(self) -> list[object]:
        """Return what is in it."""


class Python(VBAObject):  # type: ignore[misc]  # pyopenvba ships no types
    """What `XLPy` is in VBA: the door to Python that xlwings' DLL opens."""

    vba_type_name = "XLPython"

    def __init__(self) -> None:
        """Answer nothing until a test says what."""
        self.answer: Answer = lambda _name, _cells: 0.0
        self.udf_calls: list[tuple[str, str, list[object], object]] = []
        self.ribbon_calls: list[tuple[object, ...]] = []
        self.message = ""
        self.fails_with = ""
        self.books: list[object] = []

    @method  # type: ignore[untyped-decorator]  # as above
    def CallUDF(  # noqa: N802  # xlwings' name and arguments
        self, script: str, name: str, cells: Several, book: object, caller: object
    ) -> object:
        """Call a worksheet function."""
        arguments = cells.elements()
        self.udf_calls.append((script, name, arguments, book))
        self.caller = caller
        try:
            return self.answer(name, arguments)
        except RuntimeError as failure:
            raise error(PYTHON_FAILED, str(failure)) from None

    @method  # type: ignore[untyped-decorator]  # as above
    def Module(self, name: str) -> object:  # noqa: N802  # xlwings' name
        """Return a Python module: here its name."""
        return name

    @method  # type: ignore[untyped-decorator]  # as above
    def Tuple(self, *elements: object) -> object:  # noqa: N802  # xlwings' name
        """Return a tuple: here an array."""
        return Elements(elements)

    @method  # type: ignore[untyped-decorator]  # as above
    def SetAttr(self, _thing: object, _name: object, value: object) -> object:  # noqa: N802  # xlwings' name
        """Remember the workbook the button was pressed in."""
        self.books.append(value)
        return EMPTY

    @method  # type: ignore[untyped-decorator]  # as above
    def Call(self, module: str, name: str, elements: Several) -> object:  # noqa: N802  # xlwings' name
        """Call a Python function."""
        if self.fails_with:
            raise error(PYTHON_FAILED, self.fails_with)
        self.ribbon_calls.append((module, name, *elements.elements()))
        return self.message

    @method  # type: ignore[untyped-decorator]  # as above
    def Str(self, thing: object) -> object:  # noqa: N802  # xlwings' name
        """Return what was answered as a text."""
        return str(thing)


class Elements(VBAObject):  # type: ignore[misc]  # as above
    """A tuple on its way to Python."""

    def __init__(self, elements: Sequence[object]) -> None:
        """Keep them."""
        self._elements = list(elements)

    def elements(self) -> list[object]:
        """Return them."""
        return self._elements


class VbaMachine:
    """The add-in with a workbook open; `caller` is the cell whose formula calculates."""

    def __init__(self, xlam: Path, patch: pytest.MonkeyPatch, instead: tuple[str, str] = ("WithEvents ", "")) -> None:
        """Load every module of the file that is ours, with one text in them instead of another.

        The interpreter does not read WithEvents: a test calls the listener as Excel would.
        """
        self.excel = ExcelApplication.open(xlam, with_vba=False)
        self.addin = self.excel.workbook
        self.addin.path = str(Path("C:/Brukere/meg/XLSTART"))
        self.excel.application._this_workbook = self.addin  # noqa: SLF001  # the interpreter has no public way
        with ExcelFile(xlam) as file:
            for name in file.module_names():
                if name not in NOT_RUN_HERE:
                    kind = "document" if name == "ThisWorkbook" else "standard"
                    source = file.get_module(name).replace("WithEvents ", "").replace(*instead)
                    self.excel.add_module(source, name=name, kind=kind)
        self.excel.add_module(CONFIG, name="xlwings_stand_in")
        self.book = self.excel.add_workbook()
        self.sheet = self.book.sheets_[0]
        self.python = Python()
        self.caller: object = NOTHING
        self.setting = ""
        self.help: list[dict[str, object]] = []
        self.later: list[object] = []
        self.hidden = False
        self.links: dict[int, list[str]] = {}
        self.locked: set[str] = set()
        host = self.excel.interpreter.host
        known = host.global_object
        things: dict[str, Callable[[], object]] = {"xlpy": lambda: self.python, "setting": lambda: self.setting}
        patch.setattr(host, "global_object", lambda name: things[name]() if name in things else known(name))
        for owner, name, member in (
            (Application, "Caller", lambda _: self.caller),
            (Application, "MacroOptions", self._macro_options),
            (Application, "OnTime", self._on_time),
            (Workbook, "LinkSources", lambda book, _kind: self._link_sources(book)),
            (Workbook, "ChangeLink", self._change_link),
        ):
            self._add_member(patch, owner, name, member)

    @staticmethod
    def _add_member(patch: pytest.MonkeyPatch, owner: type, name: str, member: Callable[..., object]) -> None:
        parameters = {
            "MacroOptions": ("Macro", "Description", "Category", "ArgumentDescriptions"),
            "OnTime": ("EarliestTime", "Procedure"),
            "LinkSources": ("Type",),
            "ChangeLink": ("Name", "NewName", "Type"),
        }.get(name, ())
        kind = "method" if parameters else "property"
        spec = MemberSpec(name=name, kind=kind, getter=member, parameters=parameters)
        patch.setitem(vars(owner)["_vba_members"], name.lower(), spec)

    def _macro_options(self, _: object, macro: str, about: str, category: str, parts: Several) -> object:
        if self.hidden:
            raise error(REFUSED, "Cannot edit a macro on a hidden workbook.")
        help_of_arguments = [] if parts is MISSING else parts.elements()
        self.help.append({"macro": macro, "about": about, "category": category, "arguments": help_of_arguments})
        return EMPTY

    def _on_time(self, _: object, _when: object, procedure: str) -> object:
        self.later.append(procedure)
        return EMPTY

    def _link_sources(self, book: object) -> object:
        links = self.links.get(id(book))
        return array(list(links)) if links else EMPTY

    def _change_link(self, book: object, old: str, new: str, _kind: object) -> object:
        if old in self.locked:
            raise error(REFUSED, "Arket er beskyttet.")
        links = self.links[id(book)]
        links[links.index(old)] = new
        return EMPTY

    def cell(self, address: str) -> Any:  # noqa: ANN401  # as VBA sees it
        """Return a cell of the open sheet as VBA sees it."""
        return self.sheet.vba_get("Range", [address])

    def run(self, name: str, *arguments: object) -> Any:  # noqa: ANN401  # a macro answers anything
        """Run a procedure of the add-in."""
        return self.excel.run(name, *arguments)

    @property
    def told(self) -> list[str]:
        """What message boxes and questions said."""
        return [prompt for _, prompt, *_ in self.excel.dialogs]


def gives(answer: object) -> Answer:
    """Return a Python that answers the same to everything."""
    return lambda _name, _cells: answer


def array(rows: list[Any]) -> VBAArray:
    """Return a VBA array of one dimension, or of two for rows of cells; it starts at 0 as those from Python do."""
    if rows and isinstance(rows[0], list):
        made = VBAArray([(0, len(rows) - 1), (0, len(rows[0]) - 1)])
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                made.set([down, across], cell)
        return made
    made = VBAArray([(0, len(rows) - 1)])
    for across, cell in enumerate(rows):
        made.set([across], cell)
    return made


def error_number(value: object) -> int:
    """Return the number of an Excel error value; fails when it is none."""
    assert isinstance(value, VBAErrorValue), value
    return int(value.number)
