"""The public figures of a municipality as rows: what, value, unit, year, source; a missing one with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from addin.lookup_functions import utenfor_indicator
from addin.municipality_fields import newest_edition
from addin.worksheet_errors import WorksheetError
from utenfor_core import indicators
from utenfor_core.data.sources import source_of
from utenfor_core.municipalities import Municipality
from utenfor_core.network import edition

FILE: Final = "municipalities.csv"
PERSONS: Final = "personer"
KRONER: Final = "kr"


@dataclass(frozen=True, kw_only=True, slots=True)
class MunicipalityFigure:
    """One figure; `id` is what it is found again by, `value` None where it is missing and `note` says why."""

    id: str
    label: str
    value: float | str | None
    unit: str
    year: str
    source: str
    note: str


def municipality_figures(here: Municipality) -> Iterator[MunicipalityFigure]:
    """Yield the figures in use for a municipality: what it is, residents, the network's fee, each indicator's latest.

    >>> from utenfor_core.municipalities import find
    >>> first = next(municipality_figures(find("1804").municipality))
    >>> first.label, first.value
    ('Kommunenummer', '1804')
    """
    for name, column, label, value in (
        ("number", "number", "Kommunenummer", here.number),
        ("name", "name_no", "Kommune", here.name_no),
        ("county", "county", "Fylke", here.county),
        ("kostra_group", "kostra_group", "KOSTRA-gruppe", here.kostra_group),
        ("centrality", "centrality", "Sentralitet (1 er mest sentral)", float(here.centrality)),
        ("employer_zone", "employer_zone", "Sone for arbeidsgiveravgift", here.employer_zone),
    ):
        source, note = source_of(FILE, column), here.employer_zone_note if value is None else None
        yield MunicipalityFigure(
            id=name, label=label, value=value, unit="", year=source.vintage, source=source.credit, note=note or ""
        )
    yield from _residents(here)
    yield from _of_the_network(here)
    for name in indicators.indicators():
        yield _indicator(here, name)


def _residents(here: Municipality) -> Iterator[MunicipalityFigure]:
    for year, count in sorted(here.population.items()):
        yield MunicipalityFigure(
            id=f"population_{year}",
            label="Folketall 1. januar",
            value=float(count),
            unit=PERSONS,
            year=str(year),
            source=source_of(FILE, f"population_{year}").credit,
            note="",
        )


def _of_the_network(here: Municipality) -> Iterator[MunicipalityFigure]:
    found = edition(newest_edition())
    residents = here.population_now
    for key, label, value, unit in (
        ("band", "Læringsnettverket, folketallsgruppe", found.band(residents).label, ""),
        ("fee", "Læringsnettverket, avgift én gang", float(found.fee(residents)), KRONER),
    ):
        yield MunicipalityFigure(
            id=key, label=label, value=value, unit=unit, year=found.id, source=found.source, note=""
        )


def _indicator(here: Municipality, name: str) -> MunicipalityFigure:
    """Return the latest figure that may be shown, by the rules of UTENFOR_INDICATOR: fewer than five are not."""
    about = indicators.indicator(name)
    known = indicators.series(here.number, name)
    year = max(known) if known else max(about.years)
    # A range of one: answers to single cells are remembered, and the figures in use may be others by now.
    try:
        value, note = float(utenfor_indicator([here.number], [name], [year])), about.caveat
    except WorksheetError as error:
        value, note = None, error.explanation
    if value is not None and year < max(about.years):
        note = f"Nyere tall mangler. {about.missing}"
    return MunicipalityFigure(
        id=name,
        label=about.label,
        value=value,
        unit=about.unit,
        year=about.year_label(year),
        source=about.credit,
        note=note,
    )
