"""The sheet `Forside`: what the book is, whose it is, and the way to everything else in it."""

from typing import Final

from utenfor_core.counties import County
from utenfor_core.data.sources import source_of
from utenfor_core.parameters import own_parameters
from workbook_templates import positions as at
from workbook_templates.page import Page
from workbook_templates.sheets.front_inputs import write_effects, write_inputs
from workbook_templates.sheets.wrapping import write_lines

LABEL, UNIT, VALUE, GAP, NOTE = range(5)
WIDTHS: Final = {LABEL: 46, UNIT: 15, VALUE: 24, GAP: 2, NOTE: 78}
ABOUT_LINE, FACTS_LINE = 4, 8
SCALE: Final = 80
"""Per cent of full size at which each part fits on a page: page breaks hold, unlike with «fit to»."""
ACROSS: Final = 145
"""Characters of a line that runs over the whole width."""
WHOLE_NUMBER: Final = "kr"
"""The unit whose number format is a whole number with space between thousands."""
CONTENTS: Final = {
    at.TAKING_PART: "sheet_taking_part",
    at.PICTURE: "sheet_picture",
    at.GROUPS: "sheet_groups",
    at.MEASURES: "sheet_measures",
    at.RESULT: "sheet_result",
    at.ACROSS: "sheet_across",
    at.UNCERTAINTY: "sheet_uncertainty",
    at.PLAN: "sheet_plan",
    at.COUNCIL_PLAN: "sheet_council_plan",
    at.ASSUMPTIONS: "sheet_assumptions",
    at.SOURCES: "sheet_sources",
    at.CHECKS: "sheet_checks",
    at.CHANGE_LOG: "sheet_change_log",
    at.ABOUT: "sheet_about",
    at.CALCULATION: "sheet_calculation",
    at.DRAWS: "sheet_draws",
    at.RATES: "sheet_rates",
    at.POSTS: "sheet_posts",
    at.TAX: "sheet_tax",
    at.INPUTS: "sheet_inputs",
}
COLOURS: Final = {
    "input_key": "colour_input",
    "cell": "colour_cell",
    "total": "colour_total",
    "good": "colour_good",
    "warn": "colour_warn",
    "bad": "colour_bad",
}
ABOUT: Final = ("about_1", "about_2", "about_3")
STEPS: Final = ("step_1", "step_2", "step_3", "step_4", "step_5", "step_6", "step_7")
LIMITS: Final = ("limit_1", "limit_2", "limit_3", "limit_4", "limit_5")


def write(page: Page) -> None:
    """Write the sheet from top to bottom."""
    for column, width in WIDTHS.items():
        page.sheet.set_column(column, column, width)
    for line, key in enumerate(ABOUT, ABOUT_LINE):
        page.write(line, LABEL, page.words(f"front.{key}"), "plain")
    own = own_parameters(page.context.result.frame.parameters)
    if own:
        page.write(ABOUT_LINE + len(ABOUT), LABEL, page.words("own_figures.front", count=len(own)), "example")
    line = _facts(page, FACTS_LINE)
    write_inputs(page, line + 1, WIDTHS)
    line = write_effects(page, max(at.FRONT_CELLS.values()) + 2, WIDTHS)
    contents = line + 1
    line = _contents(page, contents)
    steps = _colours(page, line + 1) + 1
    line = _sentences(page, steps, "front.steps", STEPS)
    page.sheet.set_print_scale(SCALE)
    page.sheet.set_h_pagebreaks([contents, steps])
    _sentences(page, line + 1, "front.limits", LIMITS)


def _facts(page: Page, line: int) -> int:
    page.heading(line, "front.facts", NOTE)
    for name, (value, note, filled) in _fact_lines(page).items():
        line += 1
        page.write(line, LABEL, page.words(f"front.fact_{name}", **filled), "label")
        page.write(line, UNIT, page.words(f"front.unit_{name}"), "unit")
        if isinstance(value, str):
            page.write(line, VALUE, value, "cell")
        else:
            page.number(line, VALUE, value, WHOLE_NUMBER)
        page.write(line, NOTE, note, "text")
    return line + 1


def _fact_lines(page: Page) -> dict[str, tuple[str | float, str, dict[str, object]]]:
    words, place, network = page.words, page.context.municipality, page.context.network.edition
    people, year, county = place.population_now, place.population_date.year, isinstance(place, County)
    none = words("front.not_of_counties") if county else ""
    return {
        "municipality": (f"{place.number} {place.name_no}", words("front.official_name", name=place.name), {}),
        "county": (f"{place.county_number} {place.county}", "", {}),
        "population": (people, source_of("municipalities.csv", f"population_{year}").credit, {"year": year}),
        "group": (none or place.kostra_group, words("front.fact_group_note"), {}),
        "centrality": (none or place.centrality, words("front.fact_centrality_note"), {}),
        "band": (network.band(people).label, words("front.fact_band_note"), {}),
        "fee": (
            _fee(page),
            words("front.fact_fee_note", year=network.price_year),
            {"title": network.title},
        ),
    }


def _fee(page: Page) -> str | float:
    """Return the fee of the unit, or that a county does not take part in the edition."""
    place, network = page.context.municipality, page.context.network.edition
    county = isinstance(place, County)
    if county and network.counties is None:
        return page.words("front.no_counties")
    return network.fee_of(place.population_now, county=county)


def _contents(page: Page, line: int) -> int:
    page.heading(line, "front.contents", NOTE)
    for name, key in CONTENTS.items():
        line += 1
        page.sheet.write_url(line, LABEL, f"internal:'{name}'!A1", page.styles("link"), name)
        page.write(line, UNIT, page.words(f"front.{key}"), "plain")
    return line + 1


def _colours(page: Page, line: int) -> int:
    page.heading(line, "front.colours", NOTE)
    for shape, key in COLOURS.items():
        line += 1
        page.write(line, LABEL, page.words(f"front.{key}"), shape)
        page.write(line, UNIT, page.words(f"front.{key}_note"), "plain")
    return line + 1


def _sentences(page: Page, line: int, heading: str, keys: tuple[str, ...]) -> int:
    page.heading(line, heading, NOTE)
    line += 1
    for key in keys:
        line = write_lines(page, line, page.words(f"front.{key}"), ACROSS)
    return line
