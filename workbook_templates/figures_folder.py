"""A folder of refreshed figures: which set in it is the current one, whether it is whole, and taking it into use.

`utenfor refresh` writes the folder. A set is never changed after it was written; `current.json` points to it and is
replaced last, so that a reader sees the whole old set or the whole new one.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from utenfor_core import indicators
from utenfor_core.challenge_picture import challenge_picture
from utenfor_core.data.figures import Figures, figures_in_use
from utenfor_core.data.sources import data_sources
from utenfor_core.errors import InputError, UtenforError
from utenfor_core.municipalities import OSLO, all_municipalities
from utenfor_core.parameters import load
from utenfor_core.tax_levels import FILE as TAX_LEVELS
from utenfor_core.tax_levels import tax_level

VARIABLE: Final = "UTENFOR_FIGURES"
"""The environment variable that names the folder where --figures does not."""
CURRENT: Final = "current.json"
SETS: Final = "sets"
LISTED: Final = "figures.json"
"""What a set is: version, tables with where and when, and the sum of each file."""
NAME: Final = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)?\.(csv|toml)")
SET_NAME: Final = re.compile(r"[0-9A-Za-z-]+")
MOST_BYTES: Final = 20_000_000
"""The largest file read of a set; the largest we know, residents by single years, is a fiftieth of it."""
TAX_LEVEL_RANGE: Final = (0.3, 3.0)
"""What the input of the front page takes."""
STAYS: Final = "Kjør utenfor refresh på nytt, eller bruk tallene som følger med: uten --figures og UTENFOR_FIGURES."
BROKEN: Final = (KeyError, ValueError, TypeError, AttributeError, IndexError)
"""What reading a file raises where it is not what it should be."""


@contextmanager
def chosen_figures(folder: Path | None) -> Iterator[Figures | None]:
    """Use the figures of a folder, of UTENFOR_FIGURES where none is given, else the built-in, inside a with statement.

    Raises InputError for a folder that is not whole; the built-in figures are never taken in its place unasked.
    """
    named = os.environ.get(VARIABLE, "").strip()
    folder = folder or (Path(named) if named else None)
    figures = None if folder is None else open_figures(folder)
    with figures_in_use(figures):
        yield figures


def open_figures(folder: Path) -> Figures:
    """Return the current set of a folder when every file of it is whole and the model can read it.

    Raises InputError: what is wrong, where, and what to do.
    """
    return open_set(*current_set(folder))


def open_set(folder: Path, total: str) -> Figures:
    """Return the set in a folder whose list has this sum. Raises as `open_figures`."""
    listed = read_listed(folder, total)
    try:
        version, sums, made_for = str(listed["version"]), dict(listed["files"]), str(listed["data"])
    except BROKEN as error:
        raise _refused(folder, f"{LISTED} mangler version, files eller data") from error
    with figures_in_use(None):
        ours = load().version
    if made_for != ours:
        raise _refused(folder, f"tallene er hentet til modelltallene {made_for}, og programmet har nå {ours}")
    problems: list[str] = []
    files = {name: _whole(folder, name, str(one), problems) for name, one in sums.items()}
    if problems:
        raise _refused(folder, *problems)
    figures = Figures(version=version, files=files)
    with figures_in_use(figures):
        try:
            problems = list(_unreadable())
        except UtenforError as error:
            problems = [str(error)]
        except BROKEN as error:
            problems = [f"en fil har ikke den formen den skal ({type(error).__name__}: {error})"]
    if problems:
        raise _refused(folder, *problems)
    return figures


def current_set(folder: Path) -> tuple[Path, str]:
    """Return the folder of the current set and the sum of its list. Raises InputError where there is none."""
    try:
        pointer = json.loads((folder / CURRENT).read_text(encoding="utf-8"))
        name, total = pointer["set"], str(pointer["sha256"])
    except FileNotFoundError as error:
        raise _refused(folder, f"{CURRENT} mangler: det er ingen hentede tall her") from error
    except (OSError, *BROKEN) as error:
        raise _refused(folder, f"{CURRENT} kan ikke leses ({type(error).__name__})") from error
    if not isinstance(name, str) or not SET_NAME.fullmatch(name):
        raise _refused(folder, f"{CURRENT} peker på noe som ikke er et sett: «{name}»")
    return folder / SETS / name, total


def read_listed(folder: Path, total: str) -> Mapping[str, Any]:
    """Return what a set says of itself. Raises InputError where it cannot be read or is not what was made."""
    try:
        content = (folder / LISTED).read_bytes()
        listed: Mapping[str, Any] = json.loads(content)
    except (OSError, *BROKEN) as error:
        raise _refused(folder, f"{LISTED} i settet mangler eller kan ikke leses ({type(error).__name__})") from error
    if hashlib.sha256(content).hexdigest() != total:
        raise _refused(folder, f"{LISTED} er endret etter at settet ble laget")
    return listed


def _whole(folder: Path, name: str, total: str, problems: list[str]) -> str:
    """Return the text of a file whose sum is the listed one, else tell what is wrong."""
    if not NAME.fullmatch(name):
        problems.append(f"«{name}» er ikke et navn på en tallfil")
        return ""
    path = folder / name
    try:
        if path.stat().st_size > MOST_BYTES:
            problems.append(f"{name} er for stor")
            return ""
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == total:
            return content.decode("utf-8")
        problems.append(f"{name} er halvskrevet eller endret etter at den ble hentet")
    except FileNotFoundError:
        problems.append(f"{name} mangler")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{name} kan ikke leses ({type(error).__name__})")
    return ""


def _unreadable() -> Iterator[str]:
    """Yield what is wrong with the figures in use, as the model reads them."""
    low, high = TAX_LEVEL_RANGE
    for one in all_municipalities():
        level = tax_level(one.number)
        if level is not None and not low <= level.level <= high:
            yield f"{TAX_LEVELS}: skattenivået {level.level:g} for {one.number} er utenfor {low:g}–{high:g}"
    for name, about in indicators.indicators().items():
        if not about.years:
            yield f"indikatoren {name} har ingen tall"
    data_sources()
    challenge_picture(OSLO)


def _refused(folder: Path, *problems: str) -> InputError:
    return InputError(*(f"Ferske tall i {folder}: {problem}." for problem in problems), STAYS)
