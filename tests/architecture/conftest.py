"""What the rules are checked on: the files that git tracks."""

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def tracked(repository: Path) -> tuple[Path, ...]:
    """Every file that git tracks and that is there, relative to the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, capture_output=True, check=True, text=True)
    names = [Path(name) for name in listed.stdout.split("\0") if name]
    return tuple(name for name in names if (repository / name).is_file())
