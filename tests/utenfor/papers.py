"""A paper as its reader meets it: paragraphs, tables by their caption, and the parts of the file."""

import zipfile
from functools import cache
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph


@cache
def opened(path: Path) -> WordDocument:
    """The document."""
    return Document(str(path))


def lines(path: Path) -> list[str]:
    """The text of each paragraph of the body, those of tables too."""
    return [Paragraph(one, None).text for one in opened(path).element.body.iter() if one.tag.endswith("}p")]  # type: ignore[arg-type]  # the text needs no parent


def table(path: Path, caption: str) -> list[list[str]]:
    """The cells of the table whose caption begins so, its head first."""
    document = opened(path)
    blocks = list(document.iter_inner_content())
    at = next(n for n, one in enumerate(blocks) if isinstance(one, Paragraph) and one.text.startswith(caption))
    found = next(one for one in blocks[at:] if isinstance(one, Table))
    return [[cell.text for cell in row.cells] for row in found.rows]


def number(text: str) -> float:
    """The number that a cell shows."""
    return float(text.replace("\u00a0", "").replace("\u2212", "-").replace(",", "."))


def parts(path: Path) -> dict[str, bytes]:
    """The parts of the file by name; those of workbooks in it too."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            found[name] = package.read(name)
            if name.endswith(".xlsx"):
                inner = path.with_suffix(".indre.xlsx")
                inner.write_bytes(found[name])
                found |= {f"{name}/{part}": content for part, content in parts(inner).items()}
    return found
