"""The words of the workbook: texts/<language>.toml by key, with Jinja2 where there are sentences."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from utenfor_core.errors import WorkbookError
from workbook_templates.twins import NONE, Twins, twins

_ENVIRONMENT = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701 - plain text for cells, no markup


@cache
def _template(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)


class Words:
    """The texts of one language; a key is `section.name`."""

    def __init__(self, texts: Mapping[str, Any], told: Twins = NONE) -> None:
        """Take the parsed file, tables of texts, and what the core's texts are in that language."""
        self._texts, self.twins = texts, told

    def has(self, key: str) -> bool:
        """Tell whether there is a text with that key."""
        section, _, name = key.partition(".")
        return name in self._texts.get(section, {})

    def __call__(self, key: str, **values: object) -> str:
        """Return the text, filled in, also with texts of the core's; an unknown key is an error of ours."""
        section, _, name = key.partition(".")
        try:
            text = self._texts[section][name]
        except KeyError as error:
            message = f"Teksten {key} mangler i workbook_templates/texts"
            raise WorkbookError(message) from error
        if "{" not in text:
            return str(text)
        told = {key: self.twins.text(value) if isinstance(value, str) else value for key, value in values.items()}
        return _template(text).render(**told)

    def __getitem__(self, section: str) -> Mapping[str, str]:
        """Return a whole section."""
        found: Mapping[str, str] = self._texts[section]
        return found


@cache
def words(language: str = "nb", *, county: bool = False) -> Words:
    """Return the texts of a language, read once; every file of the language's folder is one or more sections.

    A county's book says some things otherwise: the texts in its folder take the place of those of the same key.

    >>> words()("front.fact_municipality"), words(county=True)("front.fact_municipality")
    ('Kommune', 'Fylkeskommune')
    """
    folder = files("workbook_templates") / "texts" / language
    texts = _sections(folder)
    return Words(_laid_over(texts, _sections(folder / "county")) if county else texts, twins(language))


def texts_of(package: str, language: str, variant: str = "") -> dict[str, Any]:
    """Return the texts that a package has of its own, `texts/<language>.toml`; a variant's take the place of some.

    >>> texts_of("utenfor.collecting", "nb")["collect"]["key_summed"]
    'Kommuner med i summene'
    """
    folder = files(package) / "texts"
    texts = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    if not variant:
        return texts
    return _laid_over(texts, tomllib.loads((folder / f"{language}_{variant}.toml").read_text(encoding="utf-8")))


def _laid_over(texts: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    return texts | {section: texts[section] | lines for section, lines in own.items()}


def _sections(folder: Traversable) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            texts |= tomllib.loads(entry.read_text(encoding="utf-8"))
    return texts


def spaced(amount: float) -> str:
    """Return a whole number as it stands in a sentence, with a space between the thousands.

    >>> spaced(69125.0)
    '69 125'
    """
    return f"{amount:,.0f}".replace(",", " ")
