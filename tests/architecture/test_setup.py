"""What a newcomer meets first: the README's commands exist, and what is installed is pinned with hashes."""

import re
import stat
import tomllib
from pathlib import Path

import pytest


def targets(repository: Path) -> set[str]:
    """Return the names of the Makefile's targets that are commands."""
    phony = re.search(r"^\.PHONY:(.*)$", (repository / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony
    return set(phony[1].split())


def pins(repository: Path) -> dict[str, int]:
    """Return the number of hashes of each pinned package."""
    counts: dict[str, int] = {}
    name = ""
    for line in (repository / "constraints.txt").read_text("utf-8").splitlines():
        if pinned := re.match(r"([a-z0-9][a-z0-9-]*)==", line):
            name = pinned[1]
            counts[name] = 0
        elif line.strip().startswith("--hash=sha256:"):
            counts[name] += 1
    return counts


@pytest.mark.parametrize("name", ["README.md", "docs/README.md"])
def test_every_make_command_in_the_text_is_a_target(repository: Path, name: str) -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", (repository / name).read_text("utf-8")))
    assert named
    assert named <= targets(repository)


def test_every_target_is_declared_and_has_a_recipe_or_prerequisites(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text("utf-8")
    assert targets(repository) == set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))


def test_ci_runs_make_check_and_make_check_ends_with_make_test(repository: Path) -> None:
    run = repository / ".ci" / "run"
    assert run.stat().st_mode & stat.S_IXUSR
    assert "make check" in run.read_text("utf-8")
    check = re.search(r"^check:([^#\n]*)", (repository / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert check
    assert check[1].split()[-1] == "test"


def test_everything_that_is_installed_is_pinned_with_a_hash(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    names = {re.split(r"[=<>\[ ]", requirement)[0] for requirement in wanted}
    pinned = pins(repository)
    assert names - set(pinned) == set()
    assert [name for name, hashes in pinned.items() if not hashes] == []


def test_the_version_stands_in_one_place(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert (repository / project["tool"]["hatch"]["version"]["path"]).is_file()
