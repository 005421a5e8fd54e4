"""What the challenge picture says in words on `Utfordringsbilde`: three sentences, and the finding over each chart."""

from collections.abc import Mapping, Sequence
from typing import Final

from utenfor_core.challenge_picture import ChallengePicture, Reading, Share, Verdict
from workbook_templates.page import Page

OTHERS: Final = ("county", "country", "group")
"""Whom the municipality is held against, one chart each."""
TOLD: Final[tuple[Verdict, ...]] = ("higher", "lower", "unsure")


def others(picture: ChallengePicture) -> Mapping[str, Mapping[int, Share]]:
    """Return the shares of those that the municipality is held against, by year."""
    return {"county": picture.county, "country": picture.country, "group": picture.group}


def sentences(page: Page) -> tuple[str, str, str]:
    """Return the level, how it stands to others, and where it is going; a small group is not described."""
    picture, words = page.context.picture, page.words
    said, name = picture.reading, picture.municipality.name_no
    if not said.described:
        key = "said_few" if picture.headline.persons is not None else "said_unknown"
        level = words(f"picture.{key}", name=name, fewest=said.fewest, reason=picture.headline.reason)
        return level, words("picture.said_others"), words("picture.said_no_trend")
    level = words(
        "picture.said_level_small" if picture.small else "picture.said_level",
        name=name,
        year=picture.headline.label,
        said=said,
        thousands=thousands,
    )
    return level, _against(page, said), _trend(page, said)


def thousands(number: int) -> str:
    """Return a whole number with a space that does not break between thousands.

    >>> thousands(16109).split()
    ['16', '109']
    """
    return f"{number:,}".replace(",", "\u00a0")


def _against(page: Page, said: Reading) -> str:
    words = page.words
    parts = []
    for verdict in TOLD:
        names = [words(f"picture.against_{other}") for other in OTHERS if said.against[other] == verdict]
        if names:
            parts.append(words(f"picture.against_{verdict}", names=_joined(page, names)))
    return words("picture.said_against", parts=_joined(page, parts)) if parts else words("picture.said_alone")


def _joined(page: Page, parts: Sequence[str]) -> str:
    last = page.words("picture.and")
    return ", ".join(parts[:-1]) + f" {last} {parts[-1]}" if len(parts) > 1 else parts[0]


def _trend(page: Page, said: Reading) -> str:
    words = page.words
    if said.trend not in TOLD:
        return words("picture.said_trend_small", points=said.points) if said.points else words("picture.said_no_trend")
    here = words(f"picture.said_trend_{said.trend}", first=said.first, last=said.last)
    return f"{here} {words(f'picture.country_trend_{said.country_trend}')}"


def finding(page: Page, other: str) -> str:
    """Return the title of the chart against another: how the municipality stands to it, never with a figure."""
    picture, words = page.context.picture, page.words
    return words(
        f"picture.finding_{picture.reading.against[other]}",
        name=words(f"picture.against_{other}"),
        when=picture.headline.label,
        here=picture.municipality.name_no,
    )
