"""The generator as a person runs it: `build_workbooks.py` in a process of its own."""

import subprocess
import sys
from pathlib import Path

FACE = Path(__file__).parents[2] / "build_workbooks.py"


def run(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run the generator with some words on its command line, and return what it said and how it ended."""
    command = [sys.executable, str(FACE), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]  # options are subprocess' own
