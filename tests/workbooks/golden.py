"""The stored portraits of one workbook for each language: `python -m tests.workbooks.golden` writes them anew.

A change of the workbook changes the portrait: write it anew, and read in `git diff tests/workbooks/golden` whether what
changed is what was meant to.
"""

import difflib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from unittest.mock import patch

from tests.workbooks.portrait import portrait
from utenfor_core.municipalities import find
from workbook_templates.build_day import VARIABLE
from workbook_templates.workbook import build_workbook

FOLDER = Path(__file__).parent / "golden"
NUMBER = "1804"
DAY = "1795000000"
"""The day the portrayed workbooks say they are made, as SOURCE_DATE_EPOCH has it: 18 November 2026."""

MOST = 40
"""Lines of difference that are told of each part."""


def languages() -> list[str]:
    """Return the languages that the workbook has texts in."""
    return sorted(one.name for one in (files("workbook_templates") / "texts").iterdir() if one.is_dir())


def stored(language: str) -> dict[str, str]:
    """Return the stored portrait of a language, by part; empty where there is none."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((FOLDER / language).glob("*.txt"))}


def drawn(language: str) -> dict[str, str]:
    """Return the portrait of a workbook built now."""
    one_day = patch.dict(os.environ, {VARIABLE: DAY})
    with tempfile.TemporaryDirectory() as folder, one_day:
        return portrait(build_workbook(find(NUMBER).municipality, Path(folder) / "bok.xlsx", language=language).path)


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Tell which parts came, went or changed, and the first lines that differ in each."""
    for part in sorted({*before, *after}):
        if part not in before or part not in after:
            yield f"{part}: {'new' if part not in before else 'gone'}"
            continue
        lines = difflib.unified_diff(before[part].splitlines(), after[part].splitlines(), "stored", "now", "", "", 0)
        told = [line for line in lines if not line.startswith(("---", "+++"))]
        if told:
            yield f"{part}: {sum(not line.startswith('@@') for line in told)} lines differ"
            yield from (f"  {line}" for line in told[:MOST])


def main() -> int:
    """Write the portrait of every language anew and tell what changed."""
    for language in languages():
        after = drawn(language)
        sys.stdout.writelines(f"{line}\n" for line in changes(stored(language), after))
        shutil.rmtree(FOLDER / language, ignore_errors=True)
        (FOLDER / language).mkdir(parents=True)
        for part, text in after.items():
            (FOLDER / language / f"{part}.txt").write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
