"""What is taken from the installed xlwings: its add-in with a ribbon, its version, and its VBA module, patched."""

import tomllib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from utenfor_core.errors import WorkbookError

TEMPLATE: Final = "quickstart_addin_ribbon.xlam"
DISTRIBUTION: Final = "xlwings"


def xlwings_version() -> str:
    """Return the version of the installed xlwings; the add-in works with that version only."""
    return version(DISTRIBUTION)


def template_path() -> Path:
    """Return where the installed xlwings keeps its add-in, without importing xlwings; raises WorkbookError."""
    found = find_spec(DISTRIBUTION)
    folders = list(found.submodule_search_locations or ()) if found else []
    for folder in folders:
        if (path := Path(folder) / TEMPLATE).is_file():
            return path
    text = f"{TEMPLATE} finnes ikke i den installerte xlwings. Installer på nytt med constraints.txt."
    raise WorkbookError(text)


@cache
def patches() -> tuple[dict[str, Any], ...]:
    """Return the changes to xlwings' module: why, old, new, and how many times the old text is there."""
    content = tomllib.loads(files(__package__).joinpath("patches.toml").read_text(encoding="utf-8"))
    return tuple(content["patches"])


def patched(source: str) -> str:
    r"""Return xlwings' VBA module with our changes; raises WorkbookError with every one that no longer fits.

    >>> patched("nothing of xlwings")
    Traceback (most recent call last):
    ...
    utenfor_core.errors.WorkbookError: xlwings' VBA er ikke som ventet. Les den på nytt og rett patches.toml:...
    """
    wrong = [
        f"«{one['old']}» finnes {source.count(one['old'])} ganger, ventet {one['times']}"
        for one in patches()
        if source.count(one["old"]) != one["times"]
    ]
    if wrong:
        text = "xlwings' VBA er ikke som ventet. Les den på nytt og rett patches.toml:\n" + "\n".join(wrong)
        raise WorkbookError(text)
    for one in patches():
        source = source.replace(one["old"], one["new"])
    return source
