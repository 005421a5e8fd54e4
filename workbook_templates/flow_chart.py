"""Lines between the parts of stacked columns: a native part of a chart that the writing library does not offer."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LINE_COLOUR = "A6A6A6"


def connect_series(chart: Any) -> None:  # noqa: ANN401 - the library's chart
    """Draw a line from each series' part of one stacked column to its part of the next.

    The element `c:serLines` stands after the overlap of the columns, which the library writes last of their parts.
    """
    write_overlap: Callable[[int | None], None] = chart._write_overlap  # noqa: SLF001 - the library has no door for it

    def write_overlap_and_lines(value: int | None) -> None:
        write_overlap(value)
        chart._xml_start_tag("c:serLines")  # noqa: SLF001 - as above
        chart._xml_start_tag("c:spPr")  # noqa: SLF001 - as above
        chart._xml_start_tag("a:ln", [("w", "9525")])  # noqa: SLF001 - as above
        chart._xml_start_tag("a:solidFill")  # noqa: SLF001 - as above
        chart._xml_empty_tag("a:srgbClr", [("val", LINE_COLOUR)])  # noqa: SLF001 - as above
        for tag in ("a:solidFill", "a:ln", "c:spPr", "c:serLines"):
            chart._xml_end_tag(tag)  # noqa: SLF001 - as above

    chart._write_overlap = write_overlap_and_lines  # noqa: SLF001 - as above
