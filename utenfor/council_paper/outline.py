"""The template as it ships, made from an outline: a Word document with styles that a municipality can restyle."""

import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from utenfor.council_paper.house_style import CELL, CELL_BOLD, CELL_HEAD, NOTE, dress, tagged
from utenfor.council_paper.packing import repacked

STYLES: Final = {
    "! ": "Title", "# ": "Heading 1", "## ": "Heading 2", "~ ": "Caption", "> ": NOTE, "- ": "List Bullet",
    "1. ": "List Number",
}  # fmt: skip
"""Word's own names: a Norwegian Word shows them as Tittel, Overskrift 1, Bildetekst, Punktliste."""
COMMENT, CONTROL, FIGURE, HEADER, FOOTER, PROPERTY, TABLE = "//", "% ", "@ ", "^ ", "_ ", "& ", "|"
OLD_STYLES: Final = "/stylesWithEffects"
AMOUNT: Final = "r.celler["
"""How a column of amounts is known: they are set right, with their heads."""
TABLE_STYLE: Final = "Table Grid"


@dataclass(kw_only=True)
class Outlined:
    """An outline's table under reading: widths in mm, alternative text, and its rows by kind."""

    widths: list[float]
    description: str
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


def template_bytes(language: str) -> bytes:
    """Return the template of a language, nb or nn, as a .docx; the same bytes every time.

    >>> template_bytes("nb") == template_bytes("nb")
    True
    """
    text = (files("utenfor.council_paper") / "outlines" / f"{language}.txt").read_text(encoding="utf-8")
    document = Document()
    _without_old_styles(document)
    dress(document, language)
    for block in _blocks(text.splitlines()):
        _write(document, block)
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue())


def _without_old_styles(document: WordDocument) -> None:
    """Take out the library's copy of the styles for Word 2007: it would say otherwise than the styles."""
    relations = document.part.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith(OLD_STYLES)]:
        del relations[name]


def _blocks(lines: Sequence[str]) -> Iterator[str | Outlined]:
    """Yield the outline's lines, with the lines of each table together."""
    table: Outlined | None = None
    for line in lines:
        if line.startswith(TABLE):
            kind, _, rest = line[1:].partition(" ")
            if kind == "w":
                if table is not None:
                    yield table
                widths, _, description = rest.partition(" ; ")
                table = Outlined(widths=[float(width) for width in widths.split()], description=description)
            elif table is not None:
                table.rows.append((kind, [rest] if kind == "%" else [cell.strip() for cell in rest.split(" | ")]))
            continue
        if table is not None:
            yield table
            table = None
        if line.strip() and not line.startswith(COMMENT):
            yield line
    if table is not None:
        yield table


def _write(document: WordDocument, block: str | Outlined) -> None:
    if isinstance(block, Outlined):
        _write_table(document, block)
    elif block.startswith(PROPERTY):
        document.core_properties.title = block.removeprefix(PROPERTY)
    elif block.startswith(HEADER):
        document.sections[0].header.paragraphs[0].text = block.removeprefix(HEADER)
    elif block.startswith(FOOTER):
        _footer(document.sections[0].footer.paragraphs[0], block.removeprefix(FOOTER))
    elif block.startswith(CONTROL):
        document.add_paragraph("{%p " + block.removeprefix(CONTROL) + " %}")
    elif block.startswith(FIGURE):
        paragraph = document.add_paragraph("{{ " + block.removeprefix(FIGURE) + " }}")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        start = next((start for start in STYLES if block.startswith(start)), "")
        document.add_paragraph(block.removeprefix(start), style=STYLES.get(start, "Normal"))


def _footer(paragraph: Paragraph, text: str) -> None:
    """Write the footer with the page's number."""
    paragraph.add_run(f"{text}\t")
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            run._r.append(tagged("w:fldChar", fldCharType=kind))  # noqa: SLF001 - the library has no door for fields
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = code
            run._r.append(instruction)  # noqa: SLF001 - as above


def _write_table(document: WordDocument, outlined: Outlined) -> None:
    columns = len(outlined.widths)
    table = document.add_table(rows=0, cols=columns, style=TABLE_STYLE)
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - the library has no door for a table's alternative text
    properties.append(tagged("w:tblDescription", val=outlined.description))
    amounts = {at for kind, texts in outlined.rows if kind != "%" for at, text in enumerate(texts) if AMOUNT in text}
    for kind, texts in outlined.rows:
        row = table.add_row()
        if kind == "%":
            row.cells[0].text = "{%tr " + texts[0] + " %}"
        else:
            _write_row(row, kind, texts, amounts)
        for cell, width in zip(row.cells, outlined.widths, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, outlined.widths, strict=True):
        column.width = Mm(width)
    document.add_paragraph(style=CELL)


def _write_row(row: _Row, kind: str, texts: Sequence[str], amounts: Collection[int]) -> None:
    """Write a row; a head is repeated on each page and never stands last on one, and no row is broken by one."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no door for a row's properties
    properties.append(OxmlElement("w:cantSplit"))
    if kind == "h":
        properties.append(OxmlElement("w:tblHeader"))
    style = {"h": CELL_HEAD, "s": CELL_BOLD}.get(kind, CELL)
    for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _write_cell(cell, text, style, numbers=at in amounts)
        if kind == "h":
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            cell._tc.get_or_add_tcPr().append(tagged("w:shd", val="clear", color="auto", fill="E8EEF4"))  # noqa: SLF001 - nor for shading


def _write_cell(cell: _Cell, text: str, style: str, *, numbers: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.text, paragraph.style = text, style
    if numbers:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
