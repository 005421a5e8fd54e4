"""The shares outside on `Utfordringsbilde`: the headline, each year here and elsewhere, and the place among others."""

from collections.abc import Mapping, Sequence
from typing import Final

from utenfor_core.challenge_picture import Rank, Share, is_described
from utenfor_core.challenge_picture.shares import PERSONS
from utenfor_core.indicators import indicator
from workbook_templates.page import Page
from workbook_templates.sheets.picture_grid import FIRST, NOTE, Shown, write_heads, write_row
from workbook_templates.sheets.picture_sentences import OTHERS, others

SHARE: Final = "andel"
WHOLE: Final = "kr"
"""The unit whose number format is a whole number with space between thousands."""
MOST_OFTEN: Final = 4
"""Lines for reasons below the table, in every municipality so that what follows lies alike; more where needed."""
COUNT: Final = "år"
"""The unit whose number format is a plain whole number."""


def write_shares(page: Page, line: int) -> int:
    """Write the headline and the years; what is not known or not described is a text, with the reason beside."""
    picture, words = page.context.picture, page.words
    write_heads(page, line, ("year", "here", "low", "high", *OTHERS, "persons", "residents"))
    line += 1
    latest = max(picture.here)
    elsewhere: list[Shown] = [series[latest].share for series in others(picture).values()]
    if picture.small:
        elsewhere = [words("picture.not_counted")] * len(elsewhere)
    notes = {year: _reasons(page, year) for year in picture.here}
    often = _often(notes)
    label = words("picture.headline", label=picture.headline.label)
    _shares(page, line, label, picture.headline, elsewhere, "total", picture.headline.reason or "")
    for year, here in picture.here.items():
        line += 1
        shares: list[Shown] = [series[year].share for series in others(picture).values()]
        note = " ".join(reason for reason in notes[year] if reason not in often)
        _shares(page, line, str(year), here, shares, "cell", note)
    for at, (reason, years) in enumerate(often.items(), line + 2):
        shown = ", ".join(map(str, years))
        page.write(at, FIRST, words("picture.in_years", reason=reason, years=shown), "subtitle")
    source = indicator(PERSONS)
    vintage = words("picture.vintage_of", vintage=source.vintage.removeprefix("uttrekk "))
    page.write(line + 1, FIRST, words("picture.source", credit=source.credit, vintage=vintage), "subtitle")
    return line + 2 + max(MOST_OFTEN, len(often))


def _often(notes: Mapping[int, Sequence[str]]) -> dict[str, list[int]]:
    """Return the reasons of more than one year with their years: told once, below the table."""
    found: dict[str, list[int]] = {}
    for year, reasons in notes.items():
        for reason in reasons:
            found.setdefault(reason, []).append(year)
    return {reason: years for reason, years in found.items() if len(years) > 1}


def _reasons(page: Page, year: int) -> list[str]:
    """Return why a year's figures are missing or partial, here and elsewhere."""
    picture = page.context.picture
    here = picture.here[year].reason
    reasons = {other: series[year].reason for other, series in others(picture).items()}
    told = [page.words(f"picture.{other}_note", reason=reason) for other, reason in reasons.items() if reason]
    return [here, *told] if here else told


def _shares(page: Page, line: int, label: str, here: Share, elsewhere: list[Shown], shape: str, note: str) -> None:  # noqa: PLR0913, PLR0917 - the parts of one row
    own: list[Shown] = [here.share, here.low, here.high]
    persons: Shown = here.persons
    if here.persons is not None and not is_described(here.persons):
        own = [page.words("picture.hidden")] * len(own)
        persons = page.words("picture.few", fewest=page.context.picture.reading.fewest)
    cells = [(value, SHARE) for value in (*own, *elsewhere)]
    write_row(page, line, label, [*cells, (persons, WHOLE), (here.residents, WHOLE)], note, shape=shape)


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
