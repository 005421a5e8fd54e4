"""How a slot to fill in stands, in words: what it still lacks, and how many of the slots are in use."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from workbook_templates.page import Page

GAP: Final = "_"
"""Stands for a blank inside what is lacking: blanks part one from the next until the commas are set."""


class Lack(NamedTuple):
    """One thing that may be lacking: the words for it, the formula that tells, and whether it is lacking now."""

    words: str
    test: str
    holds: bool


class Told(NamedTuple):
    """A list of what is lacking: the expression of a formula, and what it comes to now."""

    expression: str
    text: str


def lacking(lacks: Iterable[Lack]) -> Told:
    """Return what is lacking, with commas between.

    >>> told = lacking([Lack("navn", "A1=0", True), Lack("vanlig_alder", "A2=0", True), Lack("par", "A3=0", False)])
    >>> told.text
    'navn, vanlig alder'
    """
    found = tuple(lacks)
    listed = '&" "&'.join(f'IF({one.test},"{one.words}","")' for one in found)
    now = ", ".join(one.words.replace(GAP, " ") for one in found if one.holds)
    return Told(f'SUBSTITUTE(SUBSTITUTE(TRIM({listed})," ",", "),"{GAP}"," ")', now)


def in_colour(page: Page, cells: tuple[int, int, int, int], words: Mapping[str, str]) -> None:
    """Colour the cells by how what stands in them begins; `words` are by shape."""
    for shape, text in words.items():
        rule = {"type": "text", "criteria": "begins with", "value": text.strip(), "format": page.styles(shape)}
        page.sheet.conditional_format(*cells, rule)


def in_use(page: Page, cell: tuple[int, int], rows: Sequence[tuple[str, str]], words: str) -> None:
    """Write how many slots are in use; `rows` are the block and the name of each switch that says one is."""
    template = "=" + "+".join(f"{{{block}!{name}}}" for block, name in rows) + f'&"{words}"'
    used = sum(on(page, block, name) for block, name in rows)
    page.formula(*cell, template, f"{used}{words}", shape="cell_text")


def on(page: Page, block: str, name: str) -> bool:
    """Tell whether a switch or a count on `Beregning` is above zero."""
    value = page.context.value(name, block)
    return isinstance(value, (int, float)) and value > 0
