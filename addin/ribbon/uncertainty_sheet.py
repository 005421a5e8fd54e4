"""«Beregn usikkerhet»: chances, percentiles and a tornado from the core's draws, on a sheet of the book."""

import hashlib
import json
from dataclasses import dataclass
from typing import Final

from addin.ribbon.book_spreads import BookSpreads, book_spreads
from addin.ribbon.cells import KRONER, SHARE, YEAR, area, head, own_sheet, values, write
from addin.ribbon.occasion import FilledBook, Occasion
from addin.ribbon.open_book import Sheet
from addin.ribbon.whereabouts import refuse_other_books
from addin.ribbon.words import Words
from utenfor_core.calculation import Result
from utenfor_core.domain import ALL, LEVELS, OWN
from utenfor_core.errors import InputError
from utenfor_core.input_labels import plain_label
from utenfor_core.stamp import stamp_of
from utenfor_core.uncertainty import Asked, Simulation
from utenfor_core.uncertainty.simulation import DRAWS, PERCENTS, SEED, simulate
from utenfor_core.uncertainty.tornado import Tornado, tornado

YEARS_SHOWN: Final = (*range(1, 11), 15, 20, 30, 40)
"""Budget years that are shown: each of the first ten, then some."""
OUTPUTS: Final = (*(f"level: {level}" for level in LEVELS), f"view: {OWN}", f"view: {ALL}")
SNAPSHOT_COLUMN: Final = 30
"""Far to the right of everything that is read."""
FINGERPRINT_LENGTH: Final = 16
STATE_ROW: Final = 2
FIRST_ROW: Final = 6
NUMBER: Final = "#,##0.###"


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """What was drawn, and what came out."""

    book: FilledBook
    result: Result
    spreads: BookSpreads
    simulation: Simulation
    bars: Tornado | None


def uncertainty(occasion: Occasion) -> str:
    """Fill the sheet; the same book gives the same figures, as the seed is fixed. A number answered is the seed."""
    refuse_other_books(occasion)
    seed = _seed(occasion.answer)
    desk, services = occasion.desk, occasion.services
    with services.copies() as copies:
        book = services.read(desk.copy_of(occasion.book, copies))
    if wrong := services.input_problems(book):
        raise InputError(*(one.text() for one in wrong))
    desk.progress(f"Trekker {DRAWS} ganger …")
    drawn = drawn_for(book, seed)
    words = Words(book.language)
    name = words("uncertainty_sheet")
    sheet = own_sheet(occasion, name, words("uncertainty_title", place=book.place.name))
    _write(occasion, sheet, words, drawn)
    sheet.activate()
    return f"Usikkerheten er beregnet med {DRAWS} trekk og frø {seed}. Se arket «{name}»."


def _seed(answer: str) -> int:
    if not answer:
        return SEED
    if not answer.isdecimal():
        text = f"«{answer}» kan ikke være et frø. Skriv et helt tall, for eksempel {SEED}."
        raise InputError(text)
    return int(answer)


def drawn_for(book: FilledBook, seed: int) -> Drawn:
    """Return the draws of a book: every level, own budgets and all, year by year and as present value."""
    result = book.result()
    spreads = book_spreads(book, result)
    asked = [Asked(output=name, years=years, discounted=False) for name in OUTPUTS for years in YEARS_SHOWN]
    asked += [Asked(output=name) for name in OUTPUTS]
    simulation = simulate(book.case(), spreads.spreads, seed=seed, asked=asked, frame=book.frame())
    bars = tornado(simulation.response, view=OWN) if spreads.spreads else None
    return Drawn(book=book, result=result, spreads=spreads, simulation=simulation, bars=bars)


def fingerprint(book: FilledBook) -> str:
    """Return the mark of what stands in the book's inputs and of the figures it rests on: 16 hexadecimal digits."""
    content = [book.model_version, book.data_version, sorted((key, value) for key, value in book.values.items())]
    text = json.dumps(content, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_LENGTH]


def _write(occasion: Occasion, sheet: Sheet, words: Words, drawn: Drawn) -> None:
    simulation, stamp = drawn.simulation, stamp_of(drawn.result)
    made = words(
        "uncertainty_made", when=f"{occasion.now:%d.%m.%Y %H.%M}", draws=simulation.draws, seed=simulation.seed
    )
    about = [made, words("uncertainty_versions", model=stamp.model_version, data=stamp.data_version,
                         fingerprint=fingerprint(drawn.book))]  # fmt: skip
    if drawn.spreads.held:
        labels = "; ".join(_label(occasion, drawn, key) for key in drawn.spreads.held)
        about.append(words("uncertainty_held", labels=labels))
    write(sheet, STATE_ROW + 1, 1, [[line] for line in about])
    first = drawn.result.block().single("base_year_used")
    row = _chances(sheet, words, FIRST_ROW + 1, simulation, first)
    row = _percentiles(sheet, words, row + 2, simulation, first)
    row = _present(sheet, words, row + 2, simulation)
    _tornado(occasion, sheet, words, row + 2, drawn)
    _stale_mark(occasion, sheet, words)


def _names(words: Words) -> list[str]:
    return [words(f"level_{name.partition(': ')[2]}") for name in OUTPUTS]


def _chances(sheet: Sheet, words: Words, row: int, simulation: Simulation, first: float) -> int:
    write(sheet, row, 1, [[words("uncertainty_chance")]]).font.bold = True
    head(write(sheet, row + 1, 1, [[words("year_number"), *_names(words)]]))
    rows = [
        [first + years - 1, *(_defined(simulation.chance_by(name, years), words) for name in OUTPUTS)]
        for years in YEARS_SHOWN
    ]
    written = write(sheet, row + 2, 1, rows)
    area(sheet, row + 2, 1, len(rows), 1).number_format = YEAR
    area(sheet, row + 2, 2, len(rows), len(OUTPUTS)).number_format = SHARE
    return written.row + len(rows)


def _percentiles(sheet: Sheet, words: Words, row: int, simulation: Simulation, first: float) -> int:
    write(sheet, row, 1, [[words("uncertainty_percentiles")]]).font.bold = True
    names = [f"{name}, P{percent:.0f}" for name in _names(words) for percent in PERCENTS]
    head(write(sheet, row + 1, 1, [[words("year_number"), *names]]))
    rows = [
        [first + years - 1, *(
            float(amount)
            for name in OUTPUTS
            for amount in simulation.percentiles[Asked(output=name, years=years, discounted=False)]
        )]
        for years in YEARS_SHOWN
    ]  # fmt: skip
    write(sheet, row + 2, 1, rows)
    area(sheet, row + 2, 1, len(rows), 1).number_format = YEAR
    area(sheet, row + 2, 2, len(rows), len(names)).number_format = KRONER
    area(sheet, row + 1, 2, len(rows) + 1, len(names)).autofit()
    return row + 2 + len(rows)


def _present(sheet: Sheet, words: Words, row: int, simulation: Simulation) -> int:
    write(sheet, row, 1, [[words("uncertainty_present")]]).font.bold = True
    heads = [words("level"), words("chance"), words("mean"), *(f"P{percent:.0f}" for percent in PERCENTS)]
    head(write(sheet, row + 1, 1, [heads]))
    rows = [
        [
            label,
            _defined(float(simulation.chance_present[0, simulation.at(name)]), words),
            float(simulation.mean_present[0, simulation.at(name)]),
            *map(float, simulation.percentiles[Asked(output=name)]),
        ]
        for name, label in zip(OUTPUTS, _names(words), strict=True)
    ]
    write(sheet, row + 2, 1, rows)
    area(sheet, row + 2, 2, len(rows), 1).number_format = SHARE
    area(sheet, row + 2, 3, len(rows), len(heads) - 2).number_format = KRONER
    return row + 2 + len(rows)


def _defined(chance: float, words: Words) -> object:
    """Return a chance, or the words for one where nothing is gained and nothing paid."""
    return words("undefined") if chance != chance else chance  # noqa: PLR0124 - only NaN is not itself


def _tornado(occasion: Occasion, sheet: Sheet, words: Words, row: int, drawn: Drawn) -> None:
    write(sheet, row, 1, [[words("uncertainty_tornado")]]).font.bold = True
    bars = drawn.bars
    if bars is None:
        write(sheet, row + 1, 1, [[words("uncertainty_none")]])
        return
    heads = words.list("input", "low", "most", "high", "at_low", "at_high", "swing")
    head(write(sheet, row + 1, 1, [heads]))
    columns = (bars.low, bars.most, bars.high, bars.at_low, bars.at_high, bars.width)
    rows: list[list[object]] = [
        [_label(occasion, drawn, key), *(float(column[at]) for column in columns)] for at, key in enumerate(bars.keys)
    ]
    rows.append([words("uncertainty_base"), "", "", "", bars.base, bars.base, ""])
    write(sheet, row + 2, 1, rows)
    area(sheet, row + 2, 1, len(rows), 1).autofit()
    area(sheet, row + 2, 2, len(rows), 3).number_format = NUMBER
    area(sheet, row + 2, 5, len(rows), 3).number_format = KRONER


def _label(occasion: Occasion, drawn: Drawn, key: str) -> str:
    return occasion.services.told(drawn.book.language, plain_label(drawn.result.frame, key))


def _stale_mark(occasion: Occasion, sheet: Sheet, words: Words) -> None:
    """Write the line that says whether the book's inputs are what they were; Excel keeps it current by itself.

    The live values of `Inndata` are compared with what they were now, kept far to the right.
    """
    table = occasion.services.input_table
    listed = occasion.book.names[table.name].refers_to_range
    live = area(listed.sheet, listed.row, listed.column + table.column - 1, listed.shape[0], 1)
    now = [[line[0]] for line in values(live)]
    write(sheet, STATE_ROW, SNAPSHOT_COLUMN, [[words("uncertainty_snapshot")]])
    kept = write(sheet, STATE_ROW + 1, SNAPSHOT_COLUMN, now)
    address = f"'{listed.sheet.name}'!{live.get_address(True, True)}"  # noqa: FBT003 - xlwings' own signature
    same = f"SUMPRODUCT(1*({address}<>{kept.get_address(True, True)}))"  # noqa: FBT003 - as above
    state = sheet.range((STATE_ROW, 1))
    fresh, stale = words("uncertainty_fresh"), words("uncertainty_stale")
    state.formula = f'=IF(IFERROR({same},1)=0,"{fresh}","{stale}")'
    state.font.bold = True
