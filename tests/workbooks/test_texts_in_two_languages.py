"""The words of the books in bokmål and nynorsk: the same keys, a twin of every text of the core's, none left over."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.workbooks.bokmal import is_bokmal
from utenfor.refresh.descriptions import tables
from utenfor_core.challenge_picture import challenge_picture
from utenfor_core.counties import all_counties
from utenfor_core.data import settings
from utenfor_core.data.sources import data_sources
from utenfor_core.empty_lines import CHOOSE_ZONE, NO_ZONE
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import all_municipalities
from utenfor_core.network import edition
from workbook_templates.languages import LANGUAGES
from workbook_templates.twins import PROSE, twins

TEXTS = Path(__file__).parents[2] / "workbook_templates" / "texts"
PLACED = re.compile(r"\{[{%]\s*(.+?)\s*[}%]\}")


def _texts(folder: Path) -> dict[str, str]:
    return {
        f"{section}.{key}": text
        for file in sorted(folder.glob("*.toml"))
        for section, texts in tomllib.loads(file.read_text(encoding="utf-8")).items()
        for key, text in texts.items()
    }


def test_both_languages_have_the_same_texts_with_the_same_parts_put_in() -> None:
    placed = {
        language: {key: sorted(PLACED.findall(text)) for key, text in _texts(TEXTS / language).items()}
        for language in LANGUAGES
    }
    assert placed["nb"] == placed["nn"]


def test_both_languages_keep_their_texts_in_files_and_sections_of_the_same_names() -> None:
    first, second = (
        {file.name: list(tomllib.loads(file.read_text(encoding="utf-8"))) for file in (TEXTS / one).glob("*.toml")}
        for one in LANGUAGES
    )
    assert first == second


def test_what_a_countys_book_says_otherwise_is_said_in_both_languages_with_the_same_parts_put_in() -> None:
    for language in LANGUAGES:
        every, own = _texts(TEXTS / language), _texts(TEXTS / language / "county")
        assert own.keys() == _texts(TEXTS / "nb" / "county").keys()
        for key, text in own.items():
            assert set(PLACED.findall(text)) <= set(PLACED.findall(every[key])), key
            assert text != every[key], key


def _strings(record: object) -> Iterator[str]:
    for name in PROSE:
        value = getattr(record, name, None)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str) and one:
                yield one


def _refreshed_texts() -> Iterator[str]:
    """Yield what refreshed figures bring to a book: words of ours in the descriptions of the tables."""
    for one in tables().values():
        yield from (one.credit, one.note)
        for entry in one.indicators.values():
            yield from (entry[key] for key in ("label", "caveat", "missing") if key in entry)
        for section in one.settings.values():
            for words in section.values():
                yield from (note for note in words.get("notes", ()) if "<" not in note)
    yield "Tallene er hentet fra SSB tabell 13556 1.1.2027."


def _core_texts() -> set[str]:
    """Return every text of the core's that may stand in a book; titles of sources are others' words."""
    frame = built_in_frame()
    parameters = frame.parameters
    records = [*parameters.values(), *parameters.lines.values(), *parameters.groups.values()]
    found = {text for record in records for text in _strings(record)}
    found |= {record.unit for record in parameters.values()} | {line.section for line in frame.lines}
    found |= {f"{line.direction}" for line in parameters.lines.values()} - {""}
    for source in data_sources():
        parts = (source.title, source.publisher, source.licence, source.credit, source.vintage, source.note)
        found |= {part for part in (*parts, source.read_from) if part}
    rules = settings("small_numbers.toml")
    found |= {
        *rules["neet"]["notes"],
        *rules["neet"]["notes_of_counties"],
        rules["neet"]["split"],
        rules["neet"]["register_date"],
    }
    for entry in settings("indicators/indicators.toml").values():
        found |= {entry["missing"], entry["caveat"]} - {""}
    found |= {settings("indicators/indicators.toml")[name]["label"] for name in rules["picture"]["indicators"]}
    found |= {one.employer_zone_note for one in (*all_municipalities(), *all_counties()) if one.employer_zone_note}
    found |= set(_refreshed_texts())
    found |= {NO_ZONE, CHOOSE_ZONE, edition("2019").source, *(band.label for band in edition("2019").bands)}
    for number in ("1151", "1804", "0301", "1508", "4640", "18", "15"):
        picture = challenge_picture(number)
        shares = [picture.headline, *picture.here.values(), *picture.county.values(), *picture.group.values()]
        ranks = [picture.rank_in_county, picture.rank_in_group]
        for record in (picture, picture.exclusion, *shares, *ranks, *picture.by_age, *picture.older):
            found |= set(_strings(record))
    return found


def test_no_text_of_the_cores_is_left_in_bokmaal() -> None:
    told = twins("nn")
    left = {text: told.text(text) for text in _core_texts()}
    assert {text for text, twin in left.items() if twin == text and is_bokmal(text)} == set()


def test_every_twin_is_of_a_text_the_core_still_has() -> None:
    told, parameters = twins("nn"), built_in_frame().parameters
    sources = [source for one in parameters.values() for source in one.sources]
    sources += [source for one in parameters.groups.values() for source in one.sources]
    sources += [source for one in parameters.lines.values() for source in one.own_sources.values()]
    titles = {source.title for source in sources}
    units = {"antall år", "personer", "personer, ventet", "deltakerår", "måned", "fortegn", "kr per deltakerår"}
    ages = {"Alle aldre", "øker", "senker", "uviss", "Ingen av kommunene har kjente tall."}
    alone = {"Kommunen er alene i gruppen: tallet er kommunens eget."}
    assert set(told.texts) - _core_texts() - titles - units - ages - alone == set()


def test_a_twin_has_as_many_parts_put_in_as_the_text() -> None:
    for file in (TEXTS / "nn" / "core").glob("*.toml"):
        for text, twin in tomllib.loads(file.read_text(encoding="utf-8")).get("patterns", {}).items():
            assert text.count("{}") == twin.count("{}"), text


def test_no_two_words_that_formulas_compare_are_one_in_nynorsk() -> None:
    told = twins("nn")
    assert len(set(told.terms.values())) == len(told.terms)
    assert {told.internal(told.term(word)) for word in told.terms} == set(told.terms)
    assert {told.internal_sheet(told.sheet(name)) for name in told.sheets} == set(told.sheets)


def test_no_word_of_bokmaal_stands_in_the_nynorsk_texts() -> None:
    own = {key: text for key, text in _texts(TEXTS / "nn").items() if key != "own_figures.how_7"}
    own |= {f"county {key}": text for key, text in _texts(TEXTS / "nn" / "county").items()}
    told = twins("nn")
    core = [*told.terms.values(), *told.sheets.values(), *told.texts.values(), *(twin for _, twin in told.patterns)]
    shown = [PLACED.sub("", text) for text in (*own.values(), *core)]
    others = ("SSB,", "SSB (andel", "Statsforvalteren Agder", "Utleidd av SSB", "Avleidd: «")
    assert [text for text in shown if not text.startswith(others) and is_bokmal(text)] == []
