"""The page on comparing shows what Python answers."""

import doctest
from pathlib import Path

PAGE = Path("docs") / "how-to" / "sammenligne.md"


def test_every_example_on_the_page_gives_what_the_page_says(repository: Path) -> None:
    result = doctest.testfile(str(repository / PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted
    assert result.failed == 0
