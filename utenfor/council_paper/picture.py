"""The challenge picture in the paper: what the sheet `Utfordringsbilde` says, and shares with their uncertainty."""

from typing import Any, Final

from utenfor.council_paper.wording import NOTHING, decimal, words_of
from utenfor.finished_book import FinishedBook
from utenfor_core.challenge_picture import Share
from utenfor_core.data.sources import source_of
from workbook_templates.sheets.picture_sentences import others, sentences

PERCENT: Final = 100
BACK: Final = 1
"""Places from the end to the last year known."""


def challenge(book: FinishedBook) -> dict[str, Any]:
    """Return sentences, table and caveat; a municipality with too few young people outside is not described."""
    picture, _words, own = book.said.context.picture, book.said.page.words, words_of(book)
    told = list(sentences(book.said.page))
    if not picture.reading.described and picture.headline.persons is not None:
        told = [own("paper.few_here", name=book.municipality.name_no)]
    rows = []
    if picture.reading.described:
        rows.append(_row(book, book.municipality.name_no, picture.headline))
    for name, series in others(picture).items():
        known = [share for _, share in sorted(series.items()) if share.share is not None]
        if known and picture.reading.against.get(name) != "alone":
            rows.append(_row(book, own(f"paper.who_{name}"), known[-BACK]))
    return {
        "setninger": [sentence for sentence in told if sentence],
        "tabell": rows,
        "forbehold": own("paper.picture", date=picture.exclusion.register_date),
        "kilde": credit(book),
    }


def credit(book: FinishedBook) -> str:
    """Return the line to print beside the shares, as on the sheet."""
    words, source = book.said.page.words, source_of("indicators/neet.csv", "persons_15_29")
    vintage = words("picture.vintage_of", vintage=source.vintage.removeprefix("uttrekk "))
    return words("picture.source", credit=source.credit, vintage=vintage)


def _row(book: FinishedBook, name: str, share: Share) -> dict[str, str]:
    own = words_of(book)
    of = decimal((share.share or 0.0) * PERCENT)
    interval = NOTHING
    if share.low is not None and share.high is not None:
        interval = own("paper.from_to", low=decimal(share.low * PERCENT), high=decimal(share.high * PERCENT))
    return {"navn": name, "aar": share.label, "andel": own("paper.percent", share=of), "spenn": interval}
