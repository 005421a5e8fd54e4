"""The sheet `Kilder`: two real tables, one of the data files and one of what the assumptions were read from."""

from collections.abc import Mapping, Sequence
from typing import Final

from utenfor_core.data.sources import DataSource, data_sources
from utenfor_core.parameters import Parameters, Source
from workbook_templates.page import Page
from workbook_templates.sheets.wrapping import fit_columns

WIDTHS: Final = (44, 21, 25, 40, 20, 45)
START: Final = 4
DATA: Final = ("title", "publisher", "licence", "credit", "vintage", "note")
PARAMETERS: Final = ("title", "id", "confidence", "address", "use", "names")
CALCULATION, GROUP, BACKGROUND = "calculation", "group", "background"
USES: Final = (CALCULATION, GROUP, BACKGROUND)
FACTS: Final = "facts/"
"""Where the parameters lie that are told but not calculated with."""
MOST_NAMES: Final = 12


def write(page: Page) -> None:
    """Write the sheet: it is not protected, so that the tables can be filtered, sorted and added to."""
    for column, width in enumerate(WIDTHS):
        page.sheet.set_column(column, column, width)
    words = page.words
    page.write(START, 0, words("sources.about_1"), "plain")
    page.write(START + 1, 0, words("sources.about_2"), "plain")
    rows = [_data_row(page, source) for source in data_sources()]
    line = _table(page, START + 3, "data", [words(f"sources.data_{name}") for name in DATA], rows)
    heads = [words(f"sources.parameter_{name}") for name in PARAMETERS]
    _table(page, line + 1, "parameters", heads, _parameter_rows(page, page.context.result.frame.parameters))


def _table(page: Page, line: int, heading: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    page.heading(line, f"sources.{heading}", len(WIDTHS) - 1)
    first = line + 1
    page.context.head_lines.setdefault(page.name, first)
    for at, row in enumerate(rows, first + 1):
        for column, text in enumerate(row):
            page.write(at, column, text, "text")
        fit_columns(page, at, dict(enumerate(row)), dict(enumerate(WIDTHS)))
    name = page.words("sources.data_table" if heading == "data" else "sources.parameter_table")
    columns = [{"header": head, "header_format": page.styles("head")} for head in heads]
    last = first + len(rows)
    page.sheet.add_table(
        first, 0, last, len(heads) - 1, {"name": name, "columns": columns, "style": "Table Style Light 1"}
    )
    return last + 1


def _data_row(page: Page, source: DataSource) -> list[str]:
    words = page.words
    licence = words(f"sources.licence_{source.licence_status}", licence=source.licence)
    note = words("sources.read_from", place=source.read_from, note=source.note).strip()
    return [source.title, source.publisher, licence, source.credit, source.vintage, note]


def _parameter_rows(page: Page, parameters: Parameters) -> list[list[str]]:
    words, used = page.words, _used(page, parameters)
    rows = []
    for source, uses in sorted(
        used.items(), key=lambda item: (min(map(USES.index, item[1])), item[0].title, item[0].id)
    ):
        names = list(dict.fromkeys(name for use in USES for name in uses.get(use, ())))
        shown = "; ".join(names) if len(names) <= MOST_NAMES else words("sources.many", count=len(names))
        use = ", ".join(words(f"sources.use_{use}") for use in USES if use in uses)
        rows.append([source.title, source.id, source.confidence, source.url or words("sources.no_address"), use, shown])
    return rows


def _used(page: Page, parameters: Parameters) -> Mapping[Source, Mapping[str, list[str]]]:
    """Return what each source is used for: calculated with, a target group's baseline, or background only."""
    used: dict[Source, dict[str, list[str]]] = {}
    for name, parameter in parameters.items():
        for source in parameter.sources:
            use = BACKGROUND if name.startswith(FACTS) else CALCULATION
            used.setdefault(source, {}).setdefault(use, []).append(parameter.label)
    for line in parameters.lines.values():
        for source in line.own_sources.values():
            used.setdefault(source, {}).setdefault(CALCULATION, []).append(line.label)
    for group in parameters.groups.values():
        for source in group.sources:
            used.setdefault(source, {}).setdefault(GROUP, []).append(page.words("sources.group", label=group.label))
    return used
