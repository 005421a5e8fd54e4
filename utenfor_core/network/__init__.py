"""The learning network: its editions as data files, and what taking part in one costs."""

from functools import cache
from typing import Final

from utenfor_core.data import settings
from utenfor_core.errors import InputError
from utenfor_core.network.hours import Hours, hours_of
from utenfor_core.network.reading import read_edition, read_edition_text
from utenfor_core.network.records import (
    FULL,
    NONE,
    PARTIAL,
    Band,
    CountyTerms,
    Cover,
    Edition,
    Gathering,
    PreMeeting,
    band_problems,
)
from utenfor_core.network.writing import edition_text

__all__ = [
    "DEFAULT_EDITION",
    "FULL",
    "NONE",
    "PARTIAL",
    "Band",
    "CountyTerms",
    "Cover",
    "Edition",
    "Gathering",
    "Hours",
    "PreMeeting",
    "band_problems",
    "built_in_editions",
    "edition",
    "edition_text",
    "hours_of",
    "read_edition",
    "read_edition_text",
]

DEFAULT_EDITION: Final = "2019"
"""The edition of a book that is not asked to be of another."""


def built_in_editions() -> tuple[str, ...]:
    """Return the ids of the editions that ship with the program, oldest first.

    >>> built_in_editions()
    ('2019',)
    """
    return tuple(settings("editions/index.toml")["editions"])


@cache
def edition(edition_id: str) -> Edition:
    """Return an edition of the network that ships with the program, by its id.

    Raises: InputError when there is no such edition, or with everything that is wrong in its file.
    Source: `data/editions/<id>.toml`.

    >>> edition("2019").gatherings[0].date
    datetime.date(2019, 5, 6)
    """
    known = built_in_editions()
    if edition_id not in known:
        message = f"Ukjent utgave «{edition_id}». Utgavene som finnes: {', '.join(known)}."
        raise InputError(message)
    return read_edition(settings(f"editions/{edition_id}.toml"))
