"""A Word template opened and filled: own templates are judged first, and may show what there is, nothing else.

A template is a program. Only plain parts of Jinja are let through (showing a name, loops over what is given, choices),
so that nothing in a template can call, calculate at length or reach beyond the content: see decision 0056.
"""

import io
import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.run import Run
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from utenfor.council_paper.figure import Figure, PlacedFigure
from utenfor.council_paper.house_style import FILL
from utenfor.council_paper.packing import repacked
from utenfor_core.errors import WorkbookError, system_reason
from workbook_templates.package_gate import DAMAGED, FileKind, Limits, refusal

MEGABYTE: Final = 1_000_000
WORD_TEMPLATE: Final = Limits(most_bytes=5 * MEGABYTE, most_unpacked=30 * MEGABYTE)
"""A template with a coat of arms and a letterhead is a fifth of this."""
NO_MACROS: Final = "har makroer, og åpnes ikke. Lagre den som Word-dokument uten makroer (.docx)."
WORD: Final = FileKind(
    needed="word/document.xml",
    foreign={
        "vbaproject.bin": NO_MACROS,
        "word/activex/": "har innebygde programmer, og åpnes ikke. Ta dem bort, og lagre på nytt.",
        "word/embeddings/": "har innebygde filer, og åpnes ikke. Ta dem bort, og lagre på nytt.",
    },
    no_macros=NO_MACROS,
    fetches="henter innhold fra andre filer, eller er koblet til en annen mal, og åpnes ikke. Bryt koblingene i Word "
    "(Fil > Info > Rediger koblinger til filer, og Utvikler > Dokumentmal), og lagre på nytt.",
    unlike="er ikke skrevet slik Word gjør det, og åpnes ikke. Lagre den på nytt i Word eller LibreOffice.",
    assembled="er satt sammen på en måte Word ikke gjør. Lagre den på nytt i Word eller LibreOffice.",
    none="er ikke et Word-dokument (.docx), eller det er skadet. Lagre malen på nytt som Word-dokument.",
    compound="er kryptert eller i gammelt format (.doc). Ta bort passordet, og lagre som Word-dokument (.docx).",
)
FILL_IN: Final = re.compile(r"\[fyll inn: [^\]]*\]")
QUOTED: Final = re.compile("'([^']+)'")
NEAR: Final = 80
"""Characters of the template that are shown around a fault."""
ALLOWED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.For,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test,
)  # fmt: skip
PLAIN_FILTERS: Final = frozenset({"upper", "lower", "capitalize", "first", "last", "length", "default"})
PLAIN_TESTS: Final = frozenset({"defined", "undefined", "none", "odd", "even"})
DEEPEST: Final = 3
"""Loops inside one another; the content has lists of tables of cells."""
UNREADABLE: Final = (*DAMAGED, KeyError, TypeError, AttributeError, IndexError, RecursionError, SyntaxError)
"""What the libraries raise on a package that is not what it says; broken XML is a SyntaxError."""


class TemplateRefusedError(TemplateError):
    """A template that does something else than to show what it is given."""


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox whose templates are read first: other parts of Jinja than the plain ones are refused."""

    def __init__(self) -> None:
        """Make a strict one that escapes what is put in."""
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:  # noqa: ANN401, A002 - the library's own signature
        """Return the template when all of it is plain."""
        _judge(self.parse(source), 0)
        return super().from_string(source, globals, template_class)


def _judge(node: nodes.Node, depth: int) -> None:
    if not isinstance(node, ALLOWED):
        text = f"bruker {type(node).__name__.casefold()}, som ikke er tillatt i en mal"
        raise TemplateRefusedError(text)
    name = node.attr if isinstance(node, nodes.Getattr) else getattr(getattr(node, "arg", None), "value", "")
    if isinstance(name, str) and name.startswith("_"):
        text = f"bruker «{name}», som ikke er tillatt i en mal"
        raise TemplateRefusedError(text)
    if isinstance(node, nodes.Filter) and node.name not in PLAIN_FILTERS:
        text = f"bruker filteret «{node.name}», som ikke er tillatt. Bruk {', '.join(sorted(PLAIN_FILTERS))}"
        raise TemplateRefusedError(text)
    if isinstance(node, nodes.Test) and node.name not in PLAIN_TESTS:
        text = f"bruker testen «{node.name}», som ikke er tillatt"
        raise TemplateRefusedError(text)
    if isinstance(node, nodes.For):
        depth += 1
        path = node.iter
        while isinstance(path, nodes.Getattr | nodes.Getitem):
            path = path.node
        if not isinstance(path, nodes.Name) or node.recursive or depth > DEEPEST:
            text = f"har en løkke over annet enn det malen er gitt, eller mer enn {DEEPEST} løkker i hverandre"
            raise TemplateRefusedError(text)
    for child in node.iter_child_nodes():
        _judge(child, depth)


def opened(path: Path) -> bytes:
    """Return the content of an own template; WorkbookError where it is none, or is not opened for safety."""
    if path.suffix.casefold() != ".docx":
        text = f"{path.name} er ikke et Word-dokument (.docx). Lagre malen som det i Word."
        raise WorkbookError(text)
    try:
        content = path.read_bytes() if path.stat().st_size <= WORD_TEMPLATE.most_bytes else b""
    except OSError as error:
        text = f"{path} kan ikke leses: {system_reason(error)}. Skriv hele stien til malen."
        raise WorkbookError(text) from error
    if reason := refusal(content, WORD_TEMPLATE, WORD) if content else "er for stor for en mal. Ta ut store bilder.":
        text = f"{path.name} {reason}"
        raise WorkbookError(text)
    return content


def filled(
    template: bytes, name: str, content: Mapping[str, Any], figures: Mapping[str, Figure]
) -> tuple[bytes, list[str]]:
    """Return the document, and each mark of what the writer must fill in, in the order they stand.

    Raises WorkbookError where the template cannot be filled: what is wrong with it, and what to do.
    """
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
        placed = {
            key: PlacedFigure(figure, document.docx.part, number)
            for number, (key, figure) in enumerate(figures.items(), 1)
        }
        document.render({**content, "figurer": placed}, PlainEnvironment(), autoescape=True)
        marks = _mark(document.docx)
        written = io.BytesIO()
        document.save(written)
    except TemplateError as error:
        text = f"{name} {_why(error)}. Rett malen i Word, eller lag en ny med --new-template."
        raise WorkbookError(text) from error
    except UNREADABLE as error:
        text = f"{name} er skadet og kan ikke fylles ut ({type(error).__name__}). Lag en ny mal med --new-template."
        raise WorkbookError(text) from error
    return repacked(written.getvalue()), marks


def _why(error: TemplateError) -> str:
    """Return why a template could not be filled, and where in it."""
    if isinstance(error, TemplateRefusedError):
        return str(error.message)
    if isinstance(error, UndefinedError):
        names = QUOTED.findall(error.message or "")
        return f"bruker navnet «{names[-1] if names else ''}», som ikke finnes i saksframlegget"
    lines = [line.strip() for line in getattr(error, "docx_context", ()) if "{" in line]
    near = f" nær «{lines[len(lines) // 2][:NEAR]}»" if lines else ""
    return f"har Jinja-kode som ikke er gyldig{near} ({error.message})"


def _mark(document: WordDocument) -> list[str]:
    """Give each mark of what is to be filled in its style, in the body, headers and footers; return them all."""
    sections = document.sections
    roots = [
        *(one._element for section in sections for one in (section.header, section.footer)),  # noqa: SLF001 - the library has no door to all text of a part
        document.element.body,
    ]
    has_style = FILL in {style.name for style in document.styles}
    found: list[str] = []
    for root in roots:
        for element in list(root.iter(qn("w:r"))):
            run = Run(element, document)
            marks = FILL_IN.findall(run.text)
            found += marks
            if marks and has_style:
                _split(run, document)
    return list(dict.fromkeys(found))


def _split(run: Run, document: WordDocument) -> None:
    """Split a run so that its marks are runs of their own."""
    text = run.text
    ends = [0, *(place for mark in FILL_IN.finditer(text) for place in mark.span()), len(text)]
    element = run._r  # noqa: SLF001 - the library has no door for splitting a run
    pieces = [text[start:end] for start, end in itertools.pairwise(ends)]
    for piece in reversed(pieces):
        if piece:
            copy = Run(element.__deepcopy__({}), document)
            copy.text = piece
            if FILL_IN.fullmatch(piece):
                copy.style = document.styles[FILL]
            element.addnext(copy._r)  # noqa: SLF001 - as above
    element.getparent().remove(element)
