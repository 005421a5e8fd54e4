"""Where a formula is written as seen from its own cell (R1C1): one formula copied across reads the same in each cell.

Row 4, column 3 (`C4`): `=B4*$E$1+SUM(C1:C3)` reads `R[0]C[-1]*R1C5+SUM(R[-3]C[0]:R[-1]C[0])`.
"""

import re
from functools import lru_cache

from openpyxl.utils import column_index_from_string

# A text, a quoted sheet name, then a cell, a span of columns or a span of rows; what stands in a longer name is none.
REFERENCE = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*'!?)"""
    r"""|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!])"""
    r"""|(?<![\w.$])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\w.(!$])"""
    r"""|(?<![\w.$:\[])(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![\w.(!])"""
)

column_number = lru_cache(maxsize=None)(column_index_from_string)


def relative_form(formula: str, row: int, column: int) -> str:
    """The formula of the cell at that row and column (from 1) in R1C1, texts and sheet names untouched."""

    def row_part(dollar: str, digits: str) -> str:
        return f"R{digits}" if dollar else f"R[{int(digits) - row}]"

    def column_part(dollar: str, letters: str) -> str:
        number = column_number(letters)
        return f"C{number}" if dollar else f"C[{number - column}]"

    def seen(found: re.Match[str]) -> str:
        (text, column_dollar, letters, row_dollar, digits, *spans) = found.groups()
        if text is not None:
            return str(text)
        if letters is not None:
            return row_part(row_dollar, digits) + column_part(column_dollar, letters)
        if spans[1] is not None:
            return f"{column_part(spans[0], spans[1])}:{column_part(spans[2], spans[3])}"
        return f"{row_part(spans[4], spans[5])}:{row_part(spans[6], spans[7])}"

    return REFERENCE.sub(seen, formula)
