"""What no tracked file may hold: a package registry's address, or a path of one person's machine."""

import re
from pathlib import Path

import pytest

# Put together from pieces, so that this file does not hold what it looks for.
REGISTRY = re.compile(r"(?:py{}|npm{}|python{})\.(?:org|com)\b".format("pi", "js", "hosted"), re.IGNORECASE)
MACHINE_PATH = re.compile(
    r"(?<![\w.*~-])/(?:{})/\w|\b[A-Z]:\\{}".format("work|tmp|root|home|Users|opt", "Users"),
)


def offences(repository: Path, tracked: tuple[Path, ...], pattern: re.Pattern[str]) -> list[str]:
    """Every line of a tracked text file that the pattern finds, as `file:line: text`."""
    found = []
    for name in tracked:
        content = (repository / name).read_bytes()
        if b"\0" in content:
            continue
        lines = content.decode("utf-8").splitlines()
        found += [f"{name}:{number}: {line[:120]}" for number, line in enumerate(lines, 1) if pattern.search(line)]
    return found


def test_no_tracked_file_holds_a_registry_address(repository: Path, tracked: tuple[Path, ...]) -> None:
    assert offences(repository, tracked, REGISTRY) == []


def test_no_tracked_file_holds_a_path_of_a_machine(repository: Path, tracked: tuple[Path, ...]) -> None:
    assert offences(repository, tracked, MACHINE_PATH) == []


@pytest.mark.parametrize("line", ["cd /{}/project", "open('/{}/book.xlsx')", "see /{}/a.csv"])
def test_a_path_of_a_machine_is_found_when_it_is_there(line: str) -> None:
    assert MACHINE_PATH.search(line.format("tmp"))
    assert MACHINE_PATH.search(line.format("home"))


@pytest.mark.parametrize("line", ["kommune/fylkeskommune", "people/{}/page", "../{}/design", "https://example.no/{}/1"])
def test_an_address_or_a_relative_path_is_not_taken_for_one_of_a_machine(line: str) -> None:
    assert not MACHINE_PATH.search(line.format("work"))


def test_a_registry_address_is_found_when_it_is_there() -> None:
    assert REGISTRY.search("https://files.python" + "hosted.org/packages")
    assert not REGISTRY.search("https://www.python.org/downloads")
