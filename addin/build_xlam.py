"""Build utenfor.xlam and what installs it, on any machine without Excel: `python -m addin.build_xlam dist/tillegg`.

The installed xlwings' own add-in is the frame; its VBA module is patched (patches.toml), ours are added by pyOpenVBA
(the extra `build`), and the package is written without a clock: two builds are the same bytes.
"""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZipFile

from addin.pins import dependencies, needed, pinned, requirements
from addin.xlam.package import finished, read_parts, write_parts
from addin.xlam.ribbon_parts import ribbon_module
from addin.xlam.vba_source import stored_module
from addin.xlam.wrappers import functions_module, help_module, tables_module
from addin.xlam.xlwings_parts import patched, template_path

FILE_NAME: Final = "utenfor.xlam"
INSTALLER: Final = "install.ps1"
PINS_NAME: Final = "requirements-windows.txt"
TEMPLATES_RIBBON: Final = "RibbonMyAddin"
XLWINGS_MODULE: Final = "xlwings"
STORED: Final = ("UtenforErrors", "UtenforLinks", "UtenforNames", "UtenforSpeech")
LISTENER: Final = "ThisWorkbook"


def our_modules() -> Mapping[str, str]:
    """Return the source of every module that is ours alone, by name.

    >>> list(our_modules())[:3]
    ['UtenforRibbon', 'UtenforFunctions', 'UtenforHelp']
    """
    return {
        "UtenforRibbon": ribbon_module(),
        "UtenforFunctions": functions_module(),
        "UtenforHelp": help_module(),
        "UtenforTables": tables_module(),
        **{name: stored_module(name) for name in STORED},
    }


def build(target: Path) -> None:
    """Write the add-in; raises WorkbookError when the installed xlwings is not the one the patches fit."""
    from pyopenvba import ExcelFile  # noqa: PLC0415  # only who builds the add-in has it

    with TemporaryDirectory() as folder:
        draft = Path(folder) / FILE_NAME
        shutil.copyfile(template_path(), draft)
        with ExcelFile(draft) as book:
            project = book.vba_project()
            book.set_module(XLWINGS_MODULE, patched(book.get_module(XLWINGS_MODULE)))
            book.set_module(LISTENER, book.get_module(LISTENER).rstrip() + "\r\n" + stored_module(LISTENER))
            project.rename_module(TEMPLATES_RIBBON, "UtenforRibbon")
            for name, source in our_modules().items():
                if name in project.module_names():
                    book.set_module(name, source)
                else:
                    project.add_module(name, source)
            book.save()
        with ZipFile(draft) as package:
            parts = finished(read_parts(package))
        target.parent.mkdir(parents=True, exist_ok=True)
        whole = draft.with_suffix(".ferdig")
        with ZipFile(whole, "w") as package:
            write_parts(package, parts)
        shutil.move(whole, target)


def build_folder(folder: Path, repository: Path) -> None:
    """Write the add-in, its installer and the pins the installer uses; the wheel is built beside them (`make xlam`)."""
    folder.mkdir(parents=True, exist_ok=True)
    build(folder / FILE_NAME)
    project = (repository / "pyproject.toml").read_text(encoding="utf-8")
    pins = needed(pinned((repository / "constraints.txt").read_text(encoding="utf-8")), dependencies(project))
    (folder / PINS_NAME).write_text(requirements(pins), encoding="utf-8", newline="\n")
    shutil.copyfile(repository / "addin" / INSTALLER, folder / INSTALLER)


if __name__ == "__main__":
    build_folder(Path(sys.argv[1]), Path(__file__).parent.parent)
    sys.stdout.write(f"Skrevet: {sys.argv[1]}\n")
