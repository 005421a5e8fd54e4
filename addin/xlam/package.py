"""The package of the add-in: the ribbon put in, the template's traces taken out, and the same bytes in every build."""

import re
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from addin.xlam.project_name import named
from addin.xlam.ribbon_parts import custom_ui
from addin.xlam.xlwings_parts import xlwings_version
from utenfor_core import __version__

FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first date a zip file can hold: no clock in the bytes."""
COMPRESSION: Final = 9
PROJECT_PART: Final = "xl/vbaProject.bin"
RIBBON_PART: Final = "customUI/customUI14.xml"
RIBBON_RELATION: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
TITLE: Final = "Utenfor-regnskapet"
OLD_RELATION: Final = re.compile(r'<Relationship [^>]*Target="customUI/customUI\.xml"[^>]*/>')
LOCAL_PATH: Final = re.compile(r"<mc:AlternateContent.*?</mc:AlternateContent>", re.DOTALL)
SHEET_NAME: Final = re.compile(r'(<sheet name=")[^"]*(")')
ROWS: Final = re.compile(r"<sheetData>.*</sheetData>", re.DOTALL)
DIMENSION: Final = re.compile(r'(<dimension ref=")[^"]*(")')
WRITTEN: Final = "2000-01-01T00:00:00Z"
"""The time in the properties of the file: fixed, so that two builds are the same bytes."""
CORE: Final = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{TITLE}</dc:title><dc:creator>{TITLE}</dc:creator>\
<dcterms:created xsi:type="dcterms:W3CDTF">{WRITTEN}</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{WRITTEN}</dcterms:modified></cp:coreProperties>"""


def about_lines() -> tuple[str, ...]:
    """Return what the add-in's own (hidden) sheet says of it."""
    return (
        TITLE,
        f"Versjon {__version__}",
        f"xlwings {xlwings_version()} (BSD 3-clause, Copyright (C) Zoomer Analytics LLC), endret som patches.toml sier",
    )


def finished(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts with our ribbon, sheet, properties and project name instead of the template's."""
    kept = {name: content for name, content in parts.items() if not name.startswith("customUI/")}
    root = OLD_RELATION.sub("", kept["_rels/.rels"].decode())
    relation = f'<Relationship Id="utenforRibbon" Type="{RIBBON_RELATION}" Target="{RIBBON_PART}" />'
    kept["_rels/.rels"] = root.replace("</Relationships>", f"{relation}</Relationships>").encode()
    kept[RIBBON_PART] = custom_ui().encode()
    book = LOCAL_PATH.sub("", kept["xl/workbook.xml"].decode())
    kept["xl/workbook.xml"] = SHEET_NAME.sub(rf"\g<1>{TITLE}\g<2>", book).encode()
    sheet = kept["xl/worksheets/sheet1.xml"].decode()
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{line}</t></is></c></row>'
        for row, line in enumerate(about_lines(), 1)
    )
    sheet = ROWS.sub(f"<sheetData>{rows}</sheetData>", sheet)
    kept["xl/worksheets/sheet1.xml"] = DIMENSION.sub(rf"\g<1>A1:A{len(about_lines())}\g<2>", sheet).encode()
    kept["docProps/core.xml"] = CORE.encode()
    kept[PROJECT_PART] = named(kept[PROJECT_PART])
    return kept


def read_parts(package: ZipFile) -> dict[str, bytes]:
    """Return every part of a package by name."""
    return {info.filename: package.read(info) for info in package.infolist() if not info.is_dir()}


def write_parts(package: ZipFile, parts: Mapping[str, bytes]) -> None:
    """Write the parts in the order of their names (the content types first), without a clock."""
    first = "[Content_Types].xml"
    for name in sorted(parts, key=lambda name: (name != first, name)):
        info = ZipInfo(name, FIRST_DATE)
        info.compress_type = ZIP_DEFLATED
        info.create_system = 0
        package.writestr(info, parts[name], compresslevel=COMPRESSION)
