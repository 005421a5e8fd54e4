"""From the files to the network: one book for each municipality, what can be summed, and what must be told."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from utenfor.collecting.records import (
    FILLED,
    OTHER_BASIS,
    REFUSED,
    REPLACED,
    SUMMED,
    UNDECIDED,
    UNFILLED,
    UNTOUCHED,
    Basis,
    BookFigures,
    Listed,
    Network,
)
from workbook_templates.words import Words

Read = dict[str, BookFigures | str]
"""Each file's figures, or why it could not be read."""


def gathered(read: Read, words: Words, chosen: Sequence[str] = ()) -> Network:
    """Return the network of the files that were read; `chosen` are files preferred where a municipality has several.

    Summed are the filled-in books on the basis that most of them have (price year, first year and preset; the newest
    where two are as common): kroner of different years are never added.
    """
    refused = [Listed(file=file, what=REFUSED, why=why) for file, why in read.items() if isinstance(why, str)]
    by_place: dict[str, list[BookFigures]] = defaultdict(list)
    for figures in read.values():
        if not isinstance(figures, str):
            by_place[figures.number].append(figures)
    kept, listed = [], list(refused)
    for books in by_place.values():
        book, left = _one_of(books, words, chosen)
        kept += [book] if book else []
        listed += left
    filled = [one for one in kept if one.filled == FILLED]
    basis = _common_basis(one.basis for one in filled)
    summed = [one for one in filled if one.basis == basis]
    others = [one for one in filled if one.basis != basis]
    unfilled = [one for one in kept if one.filled != FILLED]
    listed += [Listed(file=one.file, what=SUMMED, figures=one) for one in summed]
    why = words("collect.why_basis", basis=basis_text(basis, words)) if basis else ""
    listed += [Listed(file=one.file, what=OTHER_BASIS, why=why, figures=one) for one in others]
    listed += [
        Listed(file=one.file, what=UNFILLED, why=words(f"collect.why_{one.filled}"), figures=one) for one in unfilled
    ]
    files = tuple(sorted(listed, key=lambda one: one.file))
    return Network(
        basis=basis,
        files=files,
        summed=_by_number(summed),
        unfilled=_by_number(unfilled),
        others=_by_number(others),
        notices=tuple(_notices(files, summed, words)),
    )


def basis_text(basis: Basis, words: Words) -> str:
    """Return a basis in words."""
    return words("collect.basis", price_year=basis.price_year, base_year=basis.base_year, preset=basis.preset)


def _by_number(books: Iterable[BookFigures]) -> tuple[BookFigures, ...]:
    return tuple(sorted(books, key=lambda one: one.number))


def _common_basis(bases: Iterable[Basis]) -> Basis | None:
    counts = Counter(bases)
    return max(counts, key=lambda basis: (counts[basis], basis)) if counts else None


def _one_of(
    books: Sequence[BookFigures], words: Words, chosen: Sequence[str]
) -> tuple[BookFigures | None, list[Listed]]:
    """Return the book that stands for a municipality, and what became of its others.

    An untouched book never stands before one that somebody has worked in, nor one with fields that cannot be used
    before one without. The newest is of the newest version, then last saved; two that cannot be told apart are asked
    for, and none of them is counted.
    """
    if len(books) == 1:
        return books[0], []
    asked = [one for one in books if one.file in chosen]
    worked_in = [one for one in books if one.filled != UNTOUCHED] or list(books)
    candidates = asked or [one for one in worked_in if not one.remarks] or worked_in
    newest = max(map(_age, candidates))
    best = sorted((one for one in candidates if _age(one) == newest), key=lambda one: one.file)
    if len(best) > 1 and len({one.sha256 for one in best}) > 1:
        why = words("collect.why_undecided", files=", ".join(one.file for one in best))
        left = [one for one in books if one not in best]
        undecided = [Listed(file=one.file, what=UNDECIDED, why=why, figures=one) for one in best]
        return None, [*undecided, *_replaced(left, best[0], words, asked)]
    return best[0], _replaced([one for one in books if one.file != best[0].file], best[0], words, asked)


def _replaced(
    books: Iterable[BookFigures], by: BookFigures, words: Words, asked: Sequence[BookFigures]
) -> list[Listed]:
    return [
        Listed(
            file=one.file,
            what=REPLACED,
            why=words(f"collect.{_why(one, by, asked)}", file=by.file, name=one.name, count=len(one.remarks)),
            figures=one,
        )
        for one in books
    ]


def _why(book: BookFigures, by: BookFigures, asked: Sequence[BookFigures]) -> str:
    """Return the key of the reason why another book stands for the municipality."""
    if book.sha256 == by.sha256:
        return "why_same"
    if by in asked:
        return "why_chosen"
    if _age(book) <= _age(by):
        return "why_newer"
    return "why_not_begun" if book.filled == UNTOUCHED else "why_unusable"


def _age(book: BookFigures) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    return _version(book.model_version), _version(book.data_version), book.saved


def _version(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, of what stands before the name of a user's own figures.

    >>> _version("2026.1 med «Egne 7»")
    (2026, 1)
    """
    return tuple(int(number) for number in re.findall(r"\d+", text.partition(" ")[0]))


def _notices(files: Sequence[Listed], summed: Sequence[BookFigures], words: Words) -> Iterator[str]:
    """Yield all that must be known to read the sums right, and each file that is not in them though it could be."""
    for one in files:
        if one.what in {REFUSED, UNDECIDED, REPLACED, OTHER_BASIS}:
            yield words(f"collect.notice_{one.what}", file=one.file, why=one.why)
    for key, found in (
        ("data_version", {one.data_version for one in summed}),
        ("model_version", {one.model_version for one in summed}),
    ):
        if len(found) > 1:
            yield words(f"collect.notice_{key}", versions=", ".join(sorted(found)))
    other = [one.name for one in summed if one.own_preset != one.basis.preset]
    if other:
        yield words("collect.notice_preset", names=", ".join(other), preset=summed[0].basis.preset)
    if len({one.is_county for one in summed}) > 1:
        yield words("collect.notice_counties")
    for figures in (one.figures for one in files if one.figures and one.what != REPLACED):
        for remark in figures.remarks:
            yield words("collect.notice_remark", file=figures.file, remark=remark)
