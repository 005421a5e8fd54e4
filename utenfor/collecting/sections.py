"""The sections on money: the municipalities, year by year, who pays and who gains, chances and what it rests on."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from utenfor.collecting.records import BookFigures, Floats, Network
from utenfor.collecting.telling import (
    BARS,
    KRONER,
    LINES,
    SHARE,
    STACKED,
    WHOLE,
    WHOLE_BARS,
    YEAR,
    Chart,
    Head,
    Section,
    in_millions,
)  # fmt: skip
from utenfor_core.coverage import WEAKER
from utenfor_core.domain import ALL, LEVELS, OUTSIDE, OWN, VIEWS, Value
from workbook_templates.palette import COST, GAIN, LEVEL_COLOURS, OTHER, STATUS_COLOURS
from workbook_templates.words import Words

YEARS_SHOWN: Final = 40
MIDDLE: Final = 1
"""Which of the four lengths a chance is drawn for: the medium horizon."""
EVEN: Final = 1 / 2
WIDE, NAME, SHORT = 30, 24, 12
"""Characters across a column of words, of names and of small numbers."""


def money_sections(network: Network, words: Words) -> Iterator[Section]:
    """Yield the sections on money; none when nothing can be summed."""
    if network.summed:
        yield _municipalities(network.summed, words)
        yield _years(network, words)
        yield _accumulated(network, words)
        yield _payers(network.summed, words)
        yield _chances(network.summed, words)
        yield _coverage(network.summed, words)


def _municipalities(books: tuple[BookFigures, ...], words: Words) -> Section:
    own, everyone = VIEWS.index(OWN), VIEWS.index(ALL)
    ranked = sorted(books, key=lambda one: (-one.net_present[own], one.number))
    ahead = sum(1 for one in books if one.net_present[own] >= 0)
    rows = tuple(
        (
            one.name, one.number, float(len(one.measures)), _persons(one), float(one.pays.sum()),
            float(one.net_present[own]), float(one.net_cashable[own]), float(one.net_present[everyone]),
            _level_from(one, words), one.light,
        )
        for one in ranked
    )  # fmt: skip
    heads = (
        Head(text=words("collect.head_name"), width=NAME),
        Head(text=words("collect.head_number"), width=SHORT),
        Head(text=words("collect.head_measures"), unit=WHOLE, summed=True, width=SHORT),
        Head(text=words("collect.head_persons"), unit=WHOLE, summed=True),
        Head(text=words("collect.head_cost"), unit=KRONER, summed=True),
        Head(text=words("collect.head_net_own"), unit=KRONER, summed=True),
        Head(text=words("collect.head_net_own_cashable"), unit=KRONER, summed=True),
        Head(text=words("collect.head_net_all"), unit=KRONER, summed=True),
        Head(text=words("collect.head_level_from"), unit=YEAR, width=NAME),
        Head(text=words("collect.head_light"), width=NAME),
    )
    title = words("collect.finding_municipalities", ahead=ahead, count=len(books))
    return Section(
        key="municipalities",
        heading=words("collect.heading_municipalities"),
        sentences=(words("collect.about_municipalities"),),
        heads=heads,
        rows=rows,
        chart=Chart(
            kind=BARS, title=title, alt=words("collect.alt_municipalities"), series=(5, 7),
            colours=(LEVEL_COLOURS[OWN], OTHER), axis=words("collect.axis_present"),
        ),
    )  # fmt: skip


def _level_from(book: BookFigures, words: Words) -> Value:
    """Return the year the own budgets are ahead from, without interest; said where they are not with it."""
    if isinstance(book.level_from, str):
        return book.level_from
    year = int(book.level_from or 0)
    return year if book.net_present[VIEWS.index(OWN)] >= 0 else words("collect.level_interest", year=year)


def _persons(book: BookFigures) -> Value:
    known = [one.persons for one in book.measures if one.persons is not None]
    return sum(known) if known else None


def _by_level(network: Network) -> Floats:
    return np.asarray(sum(one.gain - one.cost for one in network.summed))[:, :YEARS_SHOWN]


def _year_rows(network: Network, nets: Floats) -> tuple[tuple[Value, ...], ...]:
    first = network.basis.base_year if network.basis else 0
    return tuple((first + t, *nets[:, t].tolist(), float(nets[:, t].sum())) for t in range(nets.shape[1]))


def _year_heads(words: Words) -> tuple[Head, ...]:
    levels = [Head(text=words(f"collect.level_{level}"), unit=KRONER) for level in LEVELS]
    return (
        Head(text=words("collect.head_year"), unit=YEAR, width=SHORT),
        *levels,
        Head(text=words("collect.head_all"), unit=KRONER),
    )


def _years(network: Network, words: Words) -> Section:
    nets = _by_level(network)
    heaviest = int(nets.sum(axis=0).argmin())
    first = network.basis.base_year if network.basis else 0
    finding = "finding_years" if nets.sum(axis=0).min() < 0 else "finding_years_good"
    series = tuple(range(1, len(LEVELS) + 1))
    return Section(
        key="years",
        heading=words("collect.heading_years"),
        sentences=(words("collect.about_years"), words("collect.about_levels")),
        heads=_year_heads(words),
        rows=_year_rows(network, nets),
        by_year=True,
        chart=Chart(
            kind=STACKED, title=words(f"collect.{finding}", year=first + heaviest), alt=words("collect.alt_years"),
            series=series, colours=tuple(LEVEL_COLOURS[level] for level in LEVELS), axis=words("collect.axis_yearly"),
        ),
    )  # fmt: skip


def _accumulated(network: Network, words: Words) -> Section:
    nets = np.cumsum(_by_level(network), axis=1)
    own = np.asarray(sum(one.accumulated[VIEWS.index(OWN)] for one in network.summed))[:YEARS_SHOWN]
    behind = np.flatnonzero(nets.sum(axis=0) < 0)
    first = network.basis.base_year if network.basis else 0
    never = len(behind) > 0 and int(behind[-1]) == YEARS_SHOWN - 1
    year = first + (int(behind[-1]) + 1 if len(behind) else 0)
    net = sum(float(one.net_present[VIEWS.index(ALL)]) for one in network.summed)
    key = "finding_never" if never else "finding_level_interest" if net < 0 else "finding_level"
    rows = tuple((*row, float(mine)) for row, mine in zip(_year_rows(network, nets), own, strict=True))
    heads = (*_year_heads(words), Head(text=words("collect.head_own"), unit=KRONER))
    return Section(
        key="accumulated",
        heading=words("collect.heading_accumulated"),
        sentences=(words("collect.about_accumulated"),),
        heads=heads,
        rows=rows,
        by_year=True,
        accumulated=True,
        chart=Chart(
            kind=LINES, title=words(f"collect.{key}", year=year, years=YEARS_SHOWN, net=in_millions(net)),
            alt=words("collect.alt_accumulated"), series=(len(heads) - 1, len(heads) - 2),
            colours=(LEVEL_COLOURS[OWN], LEVEL_COLOURS[ALL]), axis=words("collect.axis_accumulated"),
        ),
    )  # fmt: skip


def _payers(books: tuple[BookFigures, ...], words: Words) -> Section:
    pays = np.asarray(sum(one.pays for one in books))
    gains = np.append(np.asarray(sum(one.gains for one in books)), 0.0)
    names = [words(f"collect.level_{level}") for level in (*LEVELS, OUTSIDE)]
    rows = tuple(
        (name, float(gain), float(paid), float(gain - paid))
        for name, gain, paid in zip(names, gains, pays, strict=True)
    )
    heads = [Head(text=words("collect.head_level"), width=WIDE)]
    heads += [Head(text=words(f"collect.head_{name}"), unit=KRONER, summed=True) for name in ("gains", "pays", "net")]
    title = words("collect.finding_payers", pays=names[int(pays.argmax())], gains=names[int(gains.argmax())])
    return Section(
        key="payers",
        heading=words("collect.heading_payers"),
        sentences=(words("collect.about_payers"),),
        heads=tuple(heads),
        rows=rows,
        chart=Chart(
            kind=BARS, title=title, alt=words("collect.alt_payers"), series=(1, 2), colours=(GAIN, COST),
            axis=words("collect.axis_present"),
        ),
    )  # fmt: skip


def joint_chance(books: tuple[BookFigures, ...], view: str) -> Floats:
    """Return the chance, by length, that the sum of the municipalities' nets is nought or more.

    The value of a success moves together in all of them; success and cost are each municipality's own.
    """
    nets = np.asarray(sum(one.nets[VIEWS.index(view)] for one in books))
    return np.asarray((nets >= 0).mean(axis=0), dtype=float)


def _chances(books: tuple[BookFigures, ...], words: Words) -> Section:
    lengths = books[0].lengths
    ranked = sorted(books, key=lambda one: (-one.chance[VIEWS.index(OWN), MIDDLE], one.number))
    rows: list[tuple[Value, ...]] = [
        (one.name, *(float(chance) for view in (OWN, ALL) for chance in one.chance[VIEWS.index(view)]))
        for one in ranked
    ]
    together = (float(chance) for view in (OWN, ALL) for chance in joint_chance(books, view))
    rows.append((words("collect.network_together"), *together))
    heads = [Head(text=words("collect.head_name"), width=NAME)]
    heads += [
        Head(text=words(f"collect.head_chance_{view}", years=years), unit=SHARE)
        for view in (OWN, ALL)
        for years in lengths
    ]
    likely = sum(1 for one in books if one.chance[VIEWS.index(OWN), MIDDLE] > EVEN)
    title = words("collect.finding_chances", likely=likely, count=len(books), years=lengths[MIDDLE])
    own, everyone = 1 + MIDDLE, 1 + len(lengths) + MIDDLE
    return Section(
        key="chances",
        heading=words("collect.heading_chances"),
        sentences=(words("collect.about_chances"), words("collect.about_together")),
        heads=tuple(heads),
        rows=tuple(rows),
        chart=Chart(
            kind=BARS, title=title, alt=words("collect.alt_chances", years=lengths[MIDDLE]), series=(own, everyone),
            colours=(LEVEL_COLOURS[OWN], OTHER), axis=words("collect.axis_chance"),
        ),
    )  # fmt: skip


def _coverage(books: tuple[BookFigures, ...], words: Words) -> Section:
    total = np.asarray(sum(np.array(one.coverage) for one in books))
    rows: tuple[tuple[Value, ...], ...] = tuple((one.name, *one.coverage) for one in books)
    heads = [Head(text=words("collect.head_name"), width=NAME)]
    heads += [Head(text=words(f"collect.evidence_{status}"), unit=KRONER, summed=True) for status in WEAKER]
    title = words("collect.finding_coverage", status=words(f"collect.evidence_{WEAKER[int(total.argmax())]}").lower())
    return Section(
        key="coverage",
        heading=words("collect.heading_coverage"),
        sentences=(words("collect.about_coverage"),),
        heads=tuple(heads),
        rows=rows,
        chart=Chart(
            kind=WHOLE_BARS, title=title, alt=words("collect.alt_coverage"),
            series=tuple(range(1, len(WEAKER) + 1)), colours=tuple(STATUS_COLOURS.values()),
            axis=words("collect.axis_share"),
        ),
    )  # fmt: skip
