"""How the template that ships looks: page, language, fonts and the styles of paragraphs and cells."""

from typing import Final

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor

from workbook_templates.build_day import build_day

NOTE, CELL, CELL_BOLD, CELL_HEAD, FILL = "Merknad", "Tabelltekst", "Tabellsum", "Tabellhode", "Fyll inn"
LANGUAGES: Final = {"nb": "nb-NO", "nn": "nn-NO"}
FONT: Final = "Calibri"
INK, GREY = RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x40, 0x40, 0x40)
PAGE, MARGIN, TEXT_WIDTH = (Mm(210), Mm(297)), Mm(25), Mm(160)
"""A4, and what is left between the margins."""
BODY, SMALL, TITLE = Pt(11), Pt(9.5), Pt(22)
HEADINGS: Final = {"Heading 1": Pt(16), "Heading 2": Pt(13)}
AFTER: Final = Pt(6)
HIGHLIGHT: Final = "FFF2CC"


def tagged(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return an element of Word's XML with attributes of its own namespace."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def dress(document: WordDocument, language: str) -> None:
    """Give an empty document its page, language and styles."""
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    properties = document.core_properties
    properties.created = properties.modified = build_day()
    properties.author, properties.comments = "Utenfor-regnskapet", ""
    properties.last_modified_by, properties.language = "Utenfor-regnskapet", LANGUAGES[language]
    _language(document, LANGUAGES[language])
    _paragraphs(document)
    _cells(document)
    fill = document.styles.add_style(FILL, WD_STYLE_TYPE.CHARACTER)
    fill.element.get_or_add_rPr().append(tagged("w:shd", val="clear", color="auto", fill=HIGHLIGHT))
    for name in ("Header", "Footer"):
        stops = document.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _language(document: WordDocument, code: str) -> None:
    """Set the language of all text, where Word looks for it."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), code)
    document.styles["Normal"].element.get_or_add_rPr().append(tagged("w:lang", val=code, eastAsia=code))


def _paragraphs(document: WordDocument) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, BODY
    normal.paragraph_format.space_after = AFTER
    for name, size in {"Title": TITLE, **HEADINGS}.items():
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb, style.font.bold = FONT, size, INK, True
        fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
        for theme in [one for one in fonts.attrib if "heme" in one]:
            del fonts.attrib[theme]
    for border in styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    caption = styles["Caption"]
    caption.font.name, caption.font.size, caption.font.color.rgb, caption.font.bold = FONT, SMALL, INK, True
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = AFTER
    note = styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
    note.base_style, note.font.size, note.font.color.rgb, note.font.italic = normal, SMALL, GREY, True


def _cells(document: WordDocument) -> None:
    for name, bold in ((CELL, False), (CELL_BOLD, True), (CELL_HEAD, True)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size, style.font.bold = document.styles["Normal"], SMALL, bold
        style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(1)
