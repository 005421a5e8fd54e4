"""Service areas: what a post, or an own line by its KOSTRA function, belongs to in a municipality's budget."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from utenfor_core.domain import Value
from utenfor_core.kostra import functions
from utenfor_core.posts import Post
from utenfor_core.trace import as_text

TAX: Final = "skatt"
GRANT: Final = "rammetilskudd"
SOCIAL: Final = "sosial"
CHILD_WELFARE: Final = "barnevern"
SCHOOL: Final = "oppvekst"
HEALTH: Final = "helse"
UPPER_SECONDARY: Final = "videregaaende"
BENEFITS: Final = "trygd"
REST: Final = "annet"
AREAS: Final = (TAX, GRANT, SOCIAL, CHILD_WELFARE, SCHOOL, HEALTH, UPPER_SECONDARY, BENEFITS, REST)
"""The areas by name; the last takes what has no KOSTRA function, or one of another area."""

OF_KOSTRA: Final[Mapping[str, str]] = {
    "FGK12": SOCIAL,
    "FGK13": CHILD_WELFARE,
    "FGK7": SCHOOL,
    "FGK8b": SCHOOL,
    "FGK9": HEALTH,
    "FGF7": UPPER_SECONDARY,
}
"""KOSTRA's own service areas (SSB) that we tell apart."""

OF_LINE: Final[Mapping[str, str]] = {
    "sosialhjelp": SOCIAL,
    "ufore": BENEFITS,
    "aap": BENEFITS,
    "sykepenger": BENEFITS,
    "vgo_ekstra": UPPER_SECONDARY,
    "utgiftsutjevning": GRANT,
}


@cache
def area_of_function() -> Mapping[str, int]:
    """Return the number of the area, from 1, of each KOSTRA function by code; one that is not here is of the rest.

    >>> AREAS[area_of_function()["252"] - 1]
    'barnevern'
    """
    found = {}
    for one in functions():
        known = [OF_KOSTRA[code] for code in one.service_area_codes if code in OF_KOSTRA]
        if known:
            found[one.code] = AREAS.index(known[0]) + 1
    return found


def area_of_code(code: Value) -> int:
    """Return the number of the area of a typed function; the rest's where it is none.

    >>> AREAS[area_of_code(252) - 1], AREAS[area_of_code(None) - 1]
    ('barnevern', 'annet')
    """
    return area_of_function().get(as_text(code), len(AREAS))


def area_of_post(post: Post) -> int:
    """Return the number of the area of a post of the model's own.

    >>> from utenfor_core.posts import POSTS
    >>> AREAS[area_of_post(POSTS[0]) - 1]
    'sosial'
    """
    return AREAS.index(TAX if post.tax else OF_LINE[post.line]) + 1
