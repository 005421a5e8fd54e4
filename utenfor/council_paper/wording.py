"""Numbers and texts as the paper shows them, and what is to be filled in by the writer."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from utenfor.finished_book import FinishedBook
from utenfor_core.counties import County
from utenfor_core.discounting import rounded_half_up
from utenfor_core.domain import Value
from utenfor_core.inputs import is_number
from workbook_templates.twins import twins
from workbook_templates.words import Words, texts_of

THOUSAND: Final = 1000.0
SPACE, MINUS = "\u00a0", "\u2212"
"""A space that does not break between thousands, and a real minus sign."""
UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, or Word would take for a break of its own; a line break stays."""
BRACKETS: Final = str.maketrans("[]", "()")
NOTHING: Final = "–"
HYPHEN_MINUS: Final = re.compile(r"(?<![\w.,)-])-(?=\d)")
"""A hyphen that stands for a minus: before a digit, and with nothing before it that it could join or range from."""
FOUR_OR_MORE: Final = re.compile(r"\d{4,}")


@cache
def paper_words(language: str, *, county: bool = False) -> Words:
    """Return the paper's own words in a language, read once; a county's take the place of those of the same key.

    >>> paper_words("nb")("paper.council"), paper_words("nb", county=True)("paper.council")
    ('Kommunestyret', 'Fylkestinget')
    """
    return Words(texts_of("utenfor.council_paper", language, "county" if county else ""), twins(language))


def words_of(book: FinishedBook) -> Words:
    """Return the words of the paper of a book: in its language, and a county's own where it is a county's."""
    return paper_words(book.language, county=isinstance(book.municipality, County))


def whole(number: float) -> str:
    """Return a whole number with thousands apart.

    >>> whole(-1234567.4).replace(SPACE, " ")
    '−1 234 567'
    """
    rounded = int(rounded_half_up(number))
    return f"{rounded:,}".replace(",", SPACE).replace("-", MINUS)


def decimal(number: float) -> str:
    """Return a number with one decimal.

    >>> decimal(8.54)
    '8,5'
    """
    return f"{rounded_half_up(number * 10) / 10:.1f}".replace(".", ",").replace("-", MINUS)


def thousands(amount: Value, *, unit: float = THOUSAND) -> str:
    """Return kroner in whole 1 000 kr, rounded as the økonomiplan is; `unit` 1 for what is in 1 000 kr already.

    >>> thousands(499.6), thousands(12.0, unit=1.0), thousands("ikke definert")
    ('1', '12', 'ikke definert')
    """
    if not is_number(amount):
        return str(amount or NOTHING)
    return whole(rounded_half_up(float(amount), unit))


def clean(text: Value) -> str:
    r"""Return a user's text without what a document cannot hold; a number as it is typed.

    >>> clean(" a\x07b\n"), clean(2100.0), clean(None)
    ('ab', '2100', '')
    """
    if is_number(text):
        return f"{float(text):.15g}".replace(".", ",").replace("-", MINUS)
    return UNPRINTABLE.sub("", "" if text is None else str(text)).strip()


def typeset(text: str, *, amounts: bool = False) -> str:
    """Return a sentence of a sheet with real minus signs; thousands apart where its large numbers are `amounts`.

    >>> typeset("mellom -3079 og 1314", amounts=True).replace(SPACE, " "), typeset("fra 2030: -5,6, alder 15-29")
    ('mellom −3 079 og 1 314', 'fra 2030: −5,6, alder 15-29')
    """
    text = HYPHEN_MINUS.sub(MINUS, text)
    return FOUR_OR_MORE.sub(lambda found: whole(float(found[0])), text) if amounts else text


def fill_in(words: Words, what: str) -> str:
    """Return the mark of what the writer must fill in.

    >>> fill_in(paper_words("nb"), "inndekning for [A]")
    '[fyll inn: inndekning for (A)]'
    """
    return words("paper.fill", what=" ".join(clean(what).split()).translate(BRACKETS))


def listed(words: Words, parts: Sequence[str]) -> str:
    """Return the parts as a list in a sentence.

    >>> listed(paper_words("nb"), ["A", "B", "C"])
    'A, B og C'
    """
    return ", ".join(parts[:-1]) + f" {words('paper.and')} {parts[-1]}" if len(parts) > 1 else "".join(parts)
