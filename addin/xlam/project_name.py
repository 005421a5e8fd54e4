"""The VBA project's own name, as the VBA editor shows it: pyOpenVBA renames modules, but not the project.

It stands in the stream `PROJECT` and in the record PROJECTNAME of the compressed stream `VBA/dir` ([MS-OVBA] 2.3.1.9,
2.3.4.2.1.6); the two must agree.
"""

import re
import struct
from typing import Final

from utenfor_core.errors import WorkbookError

PROJECT_NAME: Final = "Utenfor"
TEMPLATES_NAME: Final = "MyAddin"
STORAGE, DIRECTORY, PROJECT = "VBA", "dir", "PROJECT"
RECORD: Final = 0x0004
"""The id of the record PROJECTNAME; its size comes next, then the name."""
EMPTY_LINES: Final = re.compile(rb"(?:\r\n){2,}(?=[^\[\r])")
"""Empty lines that no section follows: pyOpenVBA leaves one within [Workspace] for each module it adds."""


def named(project: bytes) -> bytes:
    """Return `vbaProject.bin` with our name for the project; raises WorkbookError when the template's is not there."""
    from pyopenvba.cfb import CFB  # noqa: PLC0415  # only who builds the add-in has it
    from pyopenvba.vba import compress, decompress  # noqa: PLC0415  # likewise

    book = CFB.from_bytes(project)
    about = _once(book.get_stream(PROJECT), _line(TEMPLATES_NAME), _line(PROJECT_NAME))
    book.write_stream(PROJECT, EMPTY_LINES.sub(b"\r\n", about))
    directory = decompress(book.get_stream_in_storage(STORAGE, DIRECTORY))
    directory = _once(directory, _record(TEMPLATES_NAME), _record(PROJECT_NAME))
    book.write_stream_in_storage(STORAGE, DIRECTORY, compress(directory))
    whole: bytes = book.to_bytes()
    return whole


def _line(name: str) -> bytes:
    return f'\r\nName="{name}"\r\n'.encode()


def _record(name: str) -> bytes:
    r"""Return the record PROJECTNAME.

    >>> _record("Utenfor")
    b'\x04\x00\x07\x00\x00\x00Utenfor'
    """
    return struct.pack("<HI", RECORD, len(name)) + name.encode()


def _once(content: bytes, old: bytes, new: bytes) -> bytes:
    if content.count(old) != 1:
        text = f"xlwings' VBA-prosjekt har ikke navnet {TEMPLATES_NAME} der det er ventet."
        raise WorkbookError(text)
    return content.replace(old, new)
