"""Everything a template can show: the book's figures and sentences, what is written in it, and what is missing.

The names are Norwegian, as whoever restyles a template meets them; docs/how-to/saksframlegg.md lists them.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from utenfor.council_paper import tables
from utenfor.council_paper.few import attachment, hidden
from utenfor.council_paper.measures import described, measures
from utenfor.council_paper.picture import challenge, credit
from utenfor.council_paper.plan_words import plan_of
from utenfor.council_paper.wording import clean, fill_in, listed, typeset, words_of
from utenfor.finished_book import FinishedBook
from utenfor_core.council_inputs import PHASES, PLACES
from utenfor_core.domain import FYLKE, KOMMUNE, STAT
from utenfor_core.empty_lines import count_by_level, register
from utenfor_core.inputs import is_number
from utenfor_core.plan_lines import PLAN_YEARS
from utenfor_core.uncertain_inputs import CHOSEN_MEASURES, OWNER
from workbook_templates import positions as at
from workbook_templates.sheets import result_sentences, uncertainty_sentences
from workbook_templates.sheets.result_caveats import CAVEATS

SHEETS: Final = (at.RESULT, at.UNCERTAINTY, at.PLAN)
CHOSEN: Final = {f"{OWNER}.measure": CHOSEN_MEASURES[0]}
"""The paper tells the chances of all measures together, whatever the sheet `Usikkerhet` shows."""
RESULT_LINES: Final = (
    result_sentences.OWN_LINE, result_sentences.ALL_LINE, result_sentences.CASHABLE_LINE, result_sentences.WHO_LINE,
    result_sentences.HARDEST_LINE,
)  # fmt: skip
UNCERTAIN_LINES: Final = (
    uncertainty_sentences.CHANCE_LINE, uncertainty_sentences.SPREAD_LINE, uncertainty_sentences.SWING_LINE,
    uncertainty_sentences.CERTAIN_LINE,
)  # fmt: skip
ANSWERS: Final = ("hvorfor", "bilde", "ambisjon", "kapasitet", "aktorer", "helhet")
ACTIONS: Final = "handlinger"
SHOWN_OF_ACTION: Final = 5
"""Action, phase, responsible, deadline and status; whether it is done and notes stay in the book."""

Content = dict[str, Any]


def content_of(book: FinishedBook) -> Content:
    """Return what the template is filled with, by name; figures are texts, ready to print."""
    said, own = book.said, words_of(book)
    told = measures(book)
    words = said.page.words
    years = [f"{said.amount('year', index=index):.0f}" for index in range(PLAN_YEARS)]
    nothing_yet = not told and not hidden(said)
    names = fill_in(own, own("fill.measures")) if nothing_yet else own("paper.no_measures")
    return {
        "kommune": {"navn": book.municipality.name_no, "nummer": book.municipality.number},
        "eier": {"navn": own("paper.owner", name=book.municipality.name_no), "styre": own("paper.council")},
        "eksempel": own("paper.example") if book.is_example else "",
        "eksempel_merke": words("result.example") if book.is_example else "",
        "bok": _book(book),
        "aar": {"forste": years[0], "siste": years[-1], "alle": years},
        "svar": dict(zip(ANSWERS, _written(book, "answer"), strict=True)),
        "bilde": challenge(book),
        "tiltak": told,
        "tiltak_navn": listed(own, [one["navn"] for one in told]) or names,
        "for_faa": words("council_plan.intro_2"),
        "resultat": _results(book),
        "usikkerhet": _uncertainty(book),
        "plan": plan_of(book),
        "vedlegg": attachment(book),
        "faser": _phases(book),
        "pa_plass": _boxes(book, "ready"),
        "folger": _boxes(book, "consequence"),
        "handlinger": _actions(book),
        "kilder": _sources(book),
    }


def _texts(book: FinishedBook, sheet: str, lines: Iterable[int]) -> list[str]:
    """Return what stands on some lines of a sheet; in the spread every number from a thousand up is an amount."""
    spread = (at.UNCERTAINTY, uncertainty_sentences.SPREAD_LINE)
    return [typeset(text, amounts=(sheet, line) == spread) for line in lines if (text := book.said.text(sheet, line))]


def _book(book: FinishedBook) -> Content:
    return {
        "fil": book.read.file,
        "modell": book.read.model_version,
        "tall": book.read.data_version,
        "prisaar": str(book.result.frame.price_year),
        "merke": words_of(book)(
            "paper.mark", file=book.read.file, model=book.read.model_version, data=book.read.data_version
        ),
    }


def _written(book: FinishedBook, name: str) -> list[str]:
    """Return the six answers that are written on `Plan`."""
    own = words_of(book)
    typed = [clean(book.result.values.get(f"plan.{name}_{n}")) for n in PLACES]
    return [text or fill_in(own, own(f"fill.{name}_{n}")) for n, text in zip(PLACES, typed, strict=True)]


def _boxes(book: FinishedBook, name: str) -> list[Content]:
    own, words = words_of(book), book.said.page.words
    rows = []
    for n in PLACES:
        label = words(f"council_plan.{name}_{n}")
        typed = clean(book.result.values.get(f"plan.{name}_{n}"))
        rows.append({"navn": label, "verdi": typed or fill_in(own, own(f"fill.{name}", what=label))})
    return rows


def _phases(book: FinishedBook) -> list[Content]:
    own, words = words_of(book), book.said.page.words
    rows = []
    for n in PHASES:
        phase = words(f"council_plan.phase_{n}")
        cells = {}
        for key, ours in (("status", "status"), ("responsible", "ansvarlig"), ("deadline", "frist")):
            typed = clean(book.said.told.term(book.result.values.get(f"plan.phase_{key}_{n}")))
            cells[ours] = typed or fill_in(own, own(f"fill.phase_{key}", name=phase))
        rows.append({"navn": phase, "gir": words(f"council_plan.phase_text_{n}"), **cells})
    return rows


def _actions(book: FinishedBook) -> list[Content]:
    """Return the actions that have been written; dates as people write them."""
    cells = book.read.texts.get(ACTIONS, {})
    lines = sorted({line for line, column in cells if column < SHOWN_OF_ACTION})
    return [{"felt": [_day(cells.get((line, column))) for column in range(SHOWN_OF_ACTION)]} for line in lines]


def _day(value: str | float | date | None) -> str:
    return f"{value.day}.{value.month}.{value.year}" if isinstance(value, date) else clean(value)


def _results(book: FinishedBook) -> Content:
    return {
        "setninger": _texts(book, at.RESULT, RESULT_LINES),
        "nivaa": tables.levels(book.said),
        "aar": tables.year_heads(book.said, book.language),
        "aarvis": tables.by_year(book.said),
        "svar": tables.answers(book.said, describe=bool(described(book.said))),
    }


def _uncertainty(book: FinishedBook) -> Content:
    """Return chances, how they are read, and what the model says of itself with the tax branch it rests on."""
    words, own, year = book.said.page.words, words_of(book), book.result.frame.price_year
    typed = is_number(book.result.values.get("place.tax_level"))
    tax = own("paper.tax_given" if typed else "paper.tax_weak" if book.said.amount("weak") else "paper.tax_strong")
    empty = count_by_level(register(book.result))
    counts = {name: empty.get(level, 0) for name, level in (("kommune", KOMMUNE), ("fylke", FYLKE), ("stat", STAT))}
    return {
        "setninger": _found(book),
        "sjanse": book.said.text(at.UNCERTAINTY, uncertainty_sentences.CHANCE_LINE),
        "hoder": tables.chance_heads(book.said, book.language),
        "tabell": tables.chances(book.said),
        "lesning": [words("uncertainty.read_1"), words("uncertainty.read_2")],
        "forbehold": [*(words(f"result.caveat_{n}", year=year) for n in range(1, CAVEATS + 1)), tax],
        "tomme": own("paper.empty_lines", **counts),
    }


def _found(book: FinishedBook) -> list[str]:
    """Return the findings of `Usikkerhet`; none that names a measure where one may not be described."""
    said = book.said
    lines = [line for line in UNCERTAIN_LINES if not (hidden(said) and line == uncertainty_sentences.SWING_LINE)]
    found = _texts(book, at.UNCERTAINTY, lines)
    certain = said.amount("success_certain")
    if certain:
        found[-1] = words_of(book)("paper.certain", count=f"{certain:.0f}")
    return found


def _sources(book: FinishedBook) -> list[str]:
    own, read = words_of(book), book.read
    preset = clean(book.result.values.get("place.preset"))
    made = own(
        "paper.made_with", file=read.file, model=read.model_version, data=read.data_version, preset=preset,
        year=book.result.frame.price_year,
    )  # fmt: skip
    return [made, own("paper.changed", count=len(read.changed())), own("paper.traced"), credit(book)]
