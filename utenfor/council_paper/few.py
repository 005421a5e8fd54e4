"""Measures for fewer than five participants: what may not lie by the paper, and what the sums give away.

Such a measure is described nowhere in the paper (decision 0056), but its kroner are in the sums.
"""

from collections.abc import Iterator
from typing import Final

from utenfor.council_paper.measures import described, name_of
from utenfor.council_paper.wording import fill_in, listed, paper_words, words_of
from utenfor.finished_book import FinishedBook
from utenfor_core.measures import MEASURE_BLOCKS
from workbook_templates.languages import BOKMAL
from workbook_templates.said import Said

NOT_BESIDE: Final = (
    "{measures} har færre enn fem deltakere og er ikke omtalt i saken. Arbeidsboka og arket Inndata viser likevel navn "
    "og tall. Legg dem ikke ved saken."
)
GIVEN_AWAY: Final = (
    "{measure} kan likevel regnes ut av saken: {how}. Før saken legges fram: legg tiltaket sammen med et annet på "
    "arket Tiltak, eller ta det ut av boka. Kjør så kommandoen på nytt."
)
"""What the command line says; it is in bokmål, whatever the language of the book."""


def hidden(said: Said) -> list[str]:
    """Return the measures that count but may not be described."""
    return [owner for at, owner in enumerate(MEASURE_BLOCKS) if said.amount("too_few", member=at) == 1]


def attachment(book: FinishedBook) -> str:
    """Return what lies by the paper: the book, unless it names a measure that the paper may not."""
    own = words_of(book)
    if hidden(book.said):
        return fill_in(own, own("fill.attachment"))
    return own("paper.attachment", file=book.read.file)


def notices(book: FinishedBook) -> Iterator[str]:
    """Yield what must be known of measures that are not described: by number, as the names are to be kept."""
    few = [f"Tiltak {owner.removeprefix('m')}" for owner in hidden(book.said)]
    if not few:
        return
    words = paper_words(BOKMAL)
    yield NOT_BESIDE.format(measures=listed(words, few))
    if len(few) == 1:
        others = [name_of(book, owner) for owner in described(book.said)]
        how = f"summene for alle tiltak minus {listed(words, others)}" if others else "alle summene er dette tiltakets"
        yield GIVEN_AWAY.format(measure=few[0], how=how)
