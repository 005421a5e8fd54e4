"""The shares outside on `Utfordringsbilde`: the headline, each year here and elsewhere, and the place among others."""

from typing import Final

from utenfor_core.challenge_picture import Rank, Share
from utenfor_core.data.sources import source_of
from workbook_templates.page import Page
from workbook_templates.sheets.picture_grid import FIRST, NOTE, Shown, write_heads, write_row

SHARE: Final = "andel"
WHOLE: Final = "kr"
"""The unit whose number format is a whole number with space between thousands."""
COUNT: Final = "år"
"""The unit whose number format is a plain whole number."""


def write_shares(page: Page, line: int) -> int:
    """Write the headline and the years; what is not known is a text, and the reason stands beside."""
    picture, words = page.context.picture, page.words
    keys = ("year", "here", "low", "high", "county", "country", "group", "persons", "residents")
    write_heads(page, line, keys)
    line += 1
    latest = max(picture.here)
    missing: list[Shown] = [picture.county[latest].share, picture.country[latest].share, picture.group[latest].share]
    if picture.small:
        missing = [words("picture.not_counted")] * 3
    _shares(
        page,
        line,
        words("picture.headline", label=picture.headline.label),
        picture.headline,
        missing,
        "total",
        picture.headline.reason or "",
    )
    for year, here in picture.here.items():
        line += 1
        county, country, group = picture.county[year], picture.country[year], picture.group[year]
        notes = [here.reason or ""]
        notes += [words("picture.county_note", reason=county.reason)] if county.reason else []
        notes += [words("picture.group_note", reason=group.reason)] if group.reason else []
        _shares(
            page,
            line,
            str(year),
            here,
            [county.share, country.share, group.share],
            "cell",
            " ".join(filter(None, notes)),
        )
    source = source_of("indicators/neet.csv", "persons_15_29")
    vintage = words("picture.vintage_of", vintage=source.vintage.removeprefix("uttrekk "))
    page.write(line + 1, FIRST, words("picture.source", credit=source.credit, vintage=vintage), "subtitle")
    return line + 2


def _shares(page: Page, line: int, label: str, here: Share, others: list[Shown], shape: str, note: str) -> None:  # noqa: PLR0913, PLR0917 - the parts of one row
    own: list[Shown] = [here.share, here.low, here.high]
    cells = [(value, SHARE) for value in (*own, *others)]
    write_row(page, line, label, [*cells, (here.persons, WHOLE), (here.residents, WHOLE)], note, shape=shape)


def write_rank(page: Page, line: int) -> int:
    """Write the place in the county and in the KOSTRA group, only where the intervals allow one."""
    picture, words = page.context.picture, page.words
    page.heading(line, "picture.rank", NOTE)
    write_heads(page, line + 1, ("rank_head", "rank_place", "rank_best", "rank_worst", "rank_members"))
    place = picture.municipality
    county = words("picture.rank_county", county=place.county)
    group = words("picture.rank_group", group=place.kostra_group)
    _rank(page, line + 2, county, picture.rank_in_county)
    _rank(page, line + 3, group, picture.rank_in_group)
    return line + 4


def _rank(page: Page, line: int, label: str, rank: Rank) -> None:
    hidden = page.words("picture.rank_hidden")
    cells: list[tuple[Shown, str]] = [
        (hidden if one is None else one, COUNT) for one in (rank.place, rank.best, rank.worst)
    ]
    write_row(page, line, label, [*cells, (rank.members, COUNT)], rank.reason or page.words("picture.rank_sure"))
