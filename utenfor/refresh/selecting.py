"""What to ask of a table: our choice held against the codes that the table has, before anything is asked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from utenfor.refresh.metadata import Dimension
from utenfor.refresh.records import EVERY, RefreshError, Regions, Table
from utenfor_core.data import municipality_numbers, table

YEAR: Final = re.compile(r"(?:19|20)\d{2}")
NUMBER: Final = re.compile(r"\d{4}")
UNKNOWN_PLACE: Final = re.compile(r".*99|2[123]\d\d")
"""Codes of no municipality: not stated, Svalbard, Jan Mayen and the shelf."""
SHOWN: Final = 12
"""How many of a dimension's codes are told when ours is not among them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked: the publisher's codes by dimension, and what each of them is called here.

    `areas` names our area of each code of the dimension of places, `names` our name of each other code.
    """

    regions: str
    time: str
    codes: Mapping[str, tuple[str, ...]] = field(hash=False)
    areas: Mapping[str, str] = field(hash=False)
    names: Mapping[str, Mapping[str, str]] = field(hash=False)
    years: Mapping[str, int] = field(hash=False)
    missing: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def question(wanted: Table, found: Mapping[str, Dimension]) -> Question:
    """Return what to ask of a table with these dimensions.

    Raises RefreshError with every dimension and code that is not as it was described, and what there is instead.
    """
    regions = wanted.regions
    if regions is None:
        message = f"{wanted.id}: beskrivelsen sier ikke hvor kommunene står."
        raise RefreshError(message)
    problems: list[str] = []
    names = _names(wanted, regions, found, problems)
    if problems:
        message = f"{wanted.id}: tabellen er ikke slik den er beskrevet: {'; '.join(problems)}."
        raise RefreshError(message)
    areas, missing = _areas(regions, found[regions.dimension])
    years = _years(found[wanted.time], wanted.years)
    if not years or len(missing) * 2 > len(municipality_numbers()):
        message = (
            f"{wanted.id}: fant ikke kommunene eller årene i tabellen. {wanted.time}: {_shown(found[wanted.time])}."
        )
        raise RefreshError(message)
    codes = {regions.dimension: tuple(areas), wanted.time: tuple(years)}
    return Question(
        regions=regions.dimension,
        time=wanted.time,
        codes=codes | {name: tuple(chosen) for name, chosen in names.items()},
        areas=areas,
        names=names,
        years=years,
        missing=tuple(missing),
        new=_new(regions, found[regions.dimension], areas),
    )


def _names(
    wanted: Table, regions: Regions, found: Mapping[str, Dimension], problems: list[str]
) -> dict[str, dict[str, str]]:
    """Return our name by code of every dimension but those of places and time; a new one with one code is taken."""
    own = (regions.dimension, wanted.time)
    needed = [*own, *(name for name in wanted.select if name not in wanted.options.get("where_there", ()))]
    problems += [f"dimensjonen {name} finnes ikke, bare {', '.join(found)}" for name in needed if name not in found]
    names = {
        name: _chosen(name, choices, found[name], problems) for name, choices in wanted.select.items() if name in found
    }
    for name, dimension in found.items():
        if name in names or name in own or dimension.left_out:
            continue
        if len(dimension.codes) == 1:
            names[name] = dict.fromkeys(dimension.codes, "")
        else:
            problems.append(f"dimensjonen {name} er ny, og det er ikke valgt blant {_shown(dimension)}")
    return names


def _chosen(
    name: str, choices: Mapping[str, Sequence[str]], dimension: Dimension, problems: list[str]
) -> dict[str, str]:
    """Return our name by the publisher's code; of each choice the first code or label that the dimension has."""
    if EVERY in choices:
        return {code: code for code in dimension.codes}
    by_label = {label.casefold(): code for code, label in dimension.codes.items()}
    chosen = {}
    for ours, candidates in choices.items():
        there = (one if one in dimension.codes else by_label.get(one.casefold()) for one in candidates)
        code = next((one for one in there if one is not None), None)
        if code is None:
            problems.append(f"{name} har ikke {' eller '.join(candidates)}, bare {_shown(dimension)}")
        else:
            chosen[code] = ours
    return chosen


def _areas(regions: Regions, dimension: Dimension) -> tuple[dict[str, str], list[str]]:
    """Return our area by the publisher's code, of those that the table has, and the municipalities it has not."""
    rows = table("municipalities.csv")
    groups = sorted({row["kostra_group"] for row in rows}) if regions.group else []
    counties = sorted({row["county_number"] for row in rows}) if regions.county else []
    numbers = sorted(municipality_numbers())
    wanted = {regions.municipality.format(number): number for number in numbers if regions.municipality}
    missing = [number for code, number in wanted.items() if code not in dimension.codes]
    wanted |= {regions.county.format(county): county for county in counties}
    wanted |= {regions.group.format(group): group for group in groups}
    wanted |= {regions.country: "0"} if regions.country else {}
    return {code: area for code, area in wanted.items() if code in dimension.codes}, missing


def _new(regions: Regions, dimension: Dimension, areas: Mapping[str, str]) -> tuple[str, ...]:
    """Return municipalities that a code list of those in use has, and we do not."""
    if not regions.codelist:
        return ()
    before, after = regions.municipality.split("{}")
    numbers = [code.removeprefix(before).removesuffix(after) for code in dimension.codes if code not in areas]
    return tuple(one for one in numbers if NUMBER.fullmatch(one) and not UNKNOWN_PLACE.fullmatch(one))


def _years(dimension: Dimension, count: int) -> dict[str, int]:
    """Return the latest periods with their last year, oldest first."""
    dated = {code: int(YEAR.findall(code)[-1]) for code in dimension.codes if YEAR.search(code)}
    latest = sorted(dated, key=lambda code: (dated[code], code))[-count:]
    return {code: dated[code] for code in latest}


def _shown(dimension: Dimension) -> str:
    codes = [code if label in {code, ""} else f"{code} ({label})" for code, label in dimension.codes.items()]
    more = f" og {len(codes) - SHOWN} til" if len(codes) > SHOWN else ""
    return ", ".join(codes[:SHOWN]) + more
