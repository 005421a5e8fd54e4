"""The common picture as one long table for other programs: a row for each measure, budget holder, level and year."""

from collections.abc import Iterator
from typing import Final

from utenfor.collecting.records import OTHER_BASIS, SUMMED, TOO_FEW, BookFigures, Network
from utenfor.tables import Column
from utenfor_core.domain import Value
from workbook_templates.words import Words

NAMES: Final = (
    "kommunenummer", "kommune", "tiltak", "tiltaksnavn", "budsjett", "nivå", "størrelse", "år", "kr", "prisår",
    "basisår", "forutsetningssett", "status", "fil", "modell", "tall",
)  # fmt: skip
KINDS: Final = {"år": "whole", "kr": "number", "prisår": "whole", "basisår": "whole"}
COLUMNS: Final = tuple(Column(head=name, kind=KINDS.get(name, "text")) for name in NAMES)  # type: ignore[arg-type]  # the kinds above
Row = tuple[Value, ...]


def table_rows(network: Network, words: Words) -> Iterator[Row]:
    """Yield the rows of all filled-in books in COLUMNS, by municipality; years in which nothing flows are left out.

    The gain a budget keeps, what of it can be cashed, and the cost are three sizes of their own: kept less cost is the
    net. Over measures and budgets they add up to the levels. Only rows with the status of those that are summed may be
    added across municipalities.
    """
    for status, books in ((SUMMED, network.summed), (OTHER_BASIS, network.others)):
        told = words(f"collect.status_{status}")
        for book in books:
            yield from _rows(book, told, words)


def _rows(book: BookFigures, status: str, words: Words) -> Iterator[Row]:
    names = {one.owner: one.name for one in book.measures}
    basis = book.basis
    for flow in book.flows:
        few = flow.measure == TOO_FEW
        measure = words("collect.too_few") if few else words("collect.measure_number", number=flow.measure[1:])
        for year, kroner in enumerate(flow.kroner.tolist(), basis.base_year):
            if kroner:
                yield (
                    book.number, book.name, measure, "" if few else names[flow.measure], flow.holder, flow.level,
                    words(f"collect.size_{flow.view}"), year, kroner, basis.price_year, basis.base_year, basis.preset,
                    status, book.file, book.model_version, book.data_version,
                )  # fmt: skip
