"""The words of the sheets that the buttons write, in the language of the book: texts.toml by language and key."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

BOKMAL: Final = "nb"


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    read: Mapping[str, Mapping[str, str]] = tomllib.loads(
        files(__package__).joinpath("texts.toml").read_text(encoding="utf-8")
    )
    return read


class Words:
    """The texts of one language; one we do not have is bokmål."""

    def __init__(self, language: str = BOKMAL) -> None:
        """Choose the language."""
        self._texts = _texts().get(language) or _texts()[BOKMAL]

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its values put in.

        >>> Words("nn")("unit")
        'Eining'
        """
        return self._texts[key].format(**values)

    def list(self, *keys: str) -> list[str]:
        """Return several texts."""
        return [self(key) for key in keys]
