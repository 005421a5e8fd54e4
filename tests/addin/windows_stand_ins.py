"""What xlwings needs of Windows, stood in for so that its own conversion code runs here: a process of its own, always.

`install()` puts the stand-ins in `sys.modules`, makes xlwings' Windows engine the active one, and gives its COM server.
Nothing of xlwings is replaced: `CallUDF`, `call_udf`, the conversion and the cleaning of cells are the installed ones.
"""

import ctypes
import datetime as dt
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

MISSING = -2147352572
"""DISP_E_PARAMNOTFOUND as COM passes it: an optional argument left out."""
RANGE_INTERFACE = "{00020846-0000-0000-C000-000000000046}"


class Anything:
    """A library of Windows: has every function, and each does nothing."""

    def __getattr__(self, _: str) -> "Anything":
        """Return more of the same."""
        return Anything()

    def __call__(self, *_: object) -> "Anything":
        """Return more of the same."""
        return Anything()


class ExcelRange:
    """A range as COM gives it: `Value` is one cell, or rows of them as tuples."""

    def __init__(self, value: object) -> None:
        """Keep the value."""
        rows = value if isinstance(value, tuple) else ((value,),)
        self.Value = value
        self.Row = self.Column = 1
        self.Rows, self.Columns = SimpleNamespace(Count=len(rows)), SimpleNamespace(Count=len(rows[0]))
        self.Worksheet = SimpleNamespace(Parent=SimpleNamespace(Application=SimpleNamespace(Hwnd=1)))
        about = SimpleNamespace(iid=RANGE_INTERFACE)
        type_info = SimpleNamespace(GetTypeAttr=lambda: about)
        self._oleobj_ = SimpleNamespace(GetTypeInfo=lambda: type_info)


def _module(name: str, **members: object) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(members)
    sys.modules[name] = made
    return made


def _not_wrapped(_: object) -> object:
    text = "not one of the server's own objects"
    raise TypeError(text)


def install() -> Any:  # noqa: ANN401  # xlwings' own class, which has no types
    """Return xlwings' COM server object, ready to be asked `CallUDF`."""
    failure = type("com_error", (Exception,), {})
    _module("pythoncom", __file__="", CoInitialize=lambda: None, IID_IDispatch=0, TypeIIDs={0: Anything},
            com_error=failure, ole_error=failure)  # fmt: skip
    _module("pywintypes", com_error=failure, error=failure, IID=str, TypeIID=str, TypeTime=None,
            TimeType=dt.datetime)  # fmt: skip
    for name in ("win32api", "win32con", "win32gui", "win32timezone", "win32event"):
        _module(name)
    _module("win32process", GetWindowThreadProcessId=lambda _: (1, 1))
    client = _module(
        "win32com.client", CDispatch=type("CDispatch", (), {}), CoClassBaseClass=type("CoClassBaseClass", (), {}),
        DispatchBaseClass=type("DispatchBaseClass", (), {}), DispatchEx=None, Dispatch=lambda thing, *_, **__: thing,
    )  # fmt: skip
    util = _module("win32com.server.util", unwrap=_not_wrapped, wrap=lambda thing: thing)
    parts = {name: _module(f"win32com.server.{name}") for name in ("dispatcher", "policy")}
    server = _module("win32com.server", util=util, **parts)
    _module("win32com", client=client, server=server)
    library = ctypes.PyDLL
    ctypes.oledll = ctypes.windll = Anything()  # type: ignore[attr-defined]  # Windows only
    ctypes.PyDLL = lambda *_: Anything()  # type: ignore[misc, assignment]  # only while the engine is imported
    import xlwings  # noqa: PLC0415  # after the stand-ins
    from xlwings import _xlwindows, udfs  # noqa: PLC0415  # as above

    ctypes.PyDLL = library  # type: ignore[misc]  # back again
    xlwings.engines.add(xlwings.Engine(impl=_xlwindows.engine))
    xlwings.engines["excel"].activate()
    xlwings.func, xlwings.arg = udfs.xlfunc, udfs.xlarg  # type: ignore[assignment]  # as on Windows
    from xlwings.com_server import XLPython  # noqa: PLC0415  # as above

    return XLPython()
