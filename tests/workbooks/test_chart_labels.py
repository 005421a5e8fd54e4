"""Direct labels of charts: what a part is or how much it is stands at the part, clear of the lines."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from tests.workbooks.test_palette import CHART
from utenfor_core.challenge_picture import challenge_picture
from workbook_templates import positions as at
from workbook_templates.sheets.picture_charts import NAME, clearest
from workbook_templates.sheets.picture_sentences import others
from workbook_templates.sheets.rounded_amounts import is_large, large, rounded_amount
from workbook_templates.workbook import Built

Book = Callable[[str], Built]


def charts(path: Path) -> Iterator[tuple[str, Element]]:
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("xl/charts/chart"):
                yield name, fromstring(package.read(name))


def is_labelled(series: Element) -> bool:
    """Whether a series shows its values or its name at one of its points at least."""
    labels = series.find(f"{CHART}dLbls")
    shown = () if labels is None else (labels.find(f"{CHART}{tag}") for tag in ("showVal", "showSerName"))
    return any(one is not None and one.get("val") == "1" for one in shown)


def test_every_chart_of_a_book_is_labelled_at_its_parts(book: Book) -> None:
    found = dict(charts(book("1804").path))
    assert len(found) >= 10
    bare = [chart for chart in found.values() if not any(map(is_labelled, chart.iter(f"{CHART}ser")))]
    assert [_is_yearly_net(chart) for chart in bare] == [True]


def _is_yearly_net(chart: Element) -> bool:
    """Whether a chart has columns for so many years that figures on them could not be read."""
    counts = [int(one.get("val", "0")) for one in chart.iter(f"{CHART}ptCount")]
    return chart.find(f".//{CHART}barChart") is not None and max(counts, default=0) > 12


def test_every_chart_is_titled_by_a_sentence_in_a_cell_marked_while_it_is_of_the_example(book: Book) -> None:
    titles: dict[str, str] = {}
    for name, chart in charts(book("1804").path):
        title = chart.find(f"{CHART}chart/{CHART}title/{CHART}tx/{CHART}strRef")
        assert title is not None, name
        titles[str(title.findtext(f"{CHART}f"))] = str(title.findtext(f".//{CHART}v"))
    of_the_example = [text for cell, text in titles.items() if at.PICTURE not in cell]
    assert len(of_the_example) >= 8
    assert [text for text in of_the_example if not text.startswith("EKSEMPEL: ")] == []
    assert "De største årskullene blant barn og unge: 20–29 år" in titles.values()


@pytest.mark.parametrize("number", ["1804", "0301", "4640", "18"])
def test_a_name_is_put_where_no_other_line_is_close_if_there_is_such_a_place(number: str) -> None:
    picture = challenge_picture(number)
    own, top = list(picture.here.values()), 0.15
    for series in others(picture).values():
        point, position = clearest(own, list(series.values()), top)
        end, there = own[point].share, list(series.values())[point].share
        if position == "right" and end is not None and there is not None:
            assert abs(end - there) > NAME * top
        if end is not None and there is not None and abs(end - there) > NAME * top and position != "right":
            assert (position == "above") == (there > end)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-412_300.0, "−412"), (-273.0, "0"), (9_499_499.0, "9499"), (-12_500_000.0, "−13"), (1_514_000_000.0, "1514"),
        (0.0, "0"),
    ],
)  # fmt: skip
def test_an_amount_in_a_sentence_has_a_true_minus_and_few_digits(value: float, text: str) -> None:
    told = rounded_amount("B2", value, condition=large("B2"), millions=is_large(value))
    assert told.text == text
    assert "−" in told.formula
