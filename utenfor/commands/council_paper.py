"""`utenfor saksframlegg`: the case for the municipal council as a Word document, drawn from a filled-in workbook."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, Final

from utenfor.council_paper import pdf
from utenfor.finished_book import FinishedBook, open_finished
from utenfor.outcome import Outcome
from utenfor.targets import new_target
from utenfor_core.errors import InputError, WorkbookError
from workbook_templates.languages import BOKMAL, LANGUAGES
from workbook_templates.writing import Unfinished

NAME: Final = "saksframlegg"
HELP: Final = "skriv saken til kommunestyret som Word-dokument"
ENDING: Final = "_saksframlegg"
EXAMPLE: Final = "Boka viser fortsatt eksempelet. Dokumentet er merket EKSEMPEL og er ikke en sak."


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("bok", type=Path, nargs="?", help="den utfylte arbeidsboka (.xlsx)")
    parser.add_argument("--out", type=Path, metavar="FIL", help="dokumentet (bokas navn med _saksframlegg.docx)")
    parser.add_argument("--template", type=Path, metavar="FIL", help="egen mal (.docx)")
    parser.add_argument("--pdf", action="store_true", help="lag også PDF ved siden av, med LibreOffice")
    parser.add_argument("--new-template", type=Path, metavar="FIL", help="skriv en mal du kan endre, og ikke annet")
    parser.add_argument(
        "--language", default=BOKMAL, metavar="SPRÅK", help="malen som skrives: nb eller nn (vanlig: nb)"
    )


def run(asked: Namespace) -> Outcome:
    """Write the document, or a template; nothing is written over."""
    if asked.new_template:
        return _new_template(asked.new_template, asked.language)
    if asked.bok is None:
        text = "Oppgi arbeidsboka. Se utenfor saksframlegg --help."
        raise InputError(text)
    target = new_target(asked.out or asked.bok.with_name(f"{asked.bok.stem}{ENDING}.docx"), (".docx",), "dokumentet")
    as_pdf = new_target(target.with_suffix(".pdf"), (".pdf",), "PDF-en") if asked.pdf else None
    return _written(asked, target, as_pdf)


def _new_template(path: Path, language: str) -> Outcome:
    from utenfor.council_paper.outline import template_bytes  # noqa: PLC0415 - python-docx is heavy, and not needed for other commands

    if language not in LANGUAGES:
        text = f"Språket «{language}» finnes ikke. Velg {' eller '.join(LANGUAGES)}."
        raise InputError(text)
    target = new_target(path, (".docx",), "malen")
    _write(target, template_bytes(language))
    line = f"Skrevet: {target}. Endre den i Word, og bruk den med --template {target.name}."
    return Outcome(lines=(line,), data={"mal": str(target)})


def _written(asked: Namespace, target: Path, as_pdf: Path | None) -> Outcome:
    from utenfor.council_paper.content import CHOSEN, SHEETS, content_of  # noqa: PLC0415 - as above
    from utenfor.council_paper.few import notices  # noqa: PLC0415 - as above
    from utenfor.council_paper.figure import figures_of  # noqa: PLC0415 - as above
    from utenfor.council_paper.outline import template_bytes  # noqa: PLC0415 - as above
    from utenfor.council_paper.template import filled, opened  # noqa: PLC0415 - as above

    own = opened(asked.template) if asked.template else None
    book = open_finished(asked.bok, SHEETS, CHOSEN)
    name = asked.template.name if asked.template else "Malen"
    document, missing = filled(own or template_bytes(book.language), name, content_of(book), figures_of(book))
    _write(target, document)
    remarks = [*([EXAMPLE] if book.is_example else []), *notices(book), *book.remarks]
    made = _pdf(target, as_pdf, remarks) if as_pdf else None
    return Outcome(
        lines=_lines(book, target, made, missing), data=_data(book, target, made, missing), notices=(*remarks, *missing)
    )


def _write(target: Path, content: bytes) -> None:
    with Unfinished(target) as path:
        path.write_bytes(content)


def _pdf(document: Path, target: Path, remarks: list[str]) -> Path | None:
    """Return the PDF that was made; where it could not be, the remarks say why: the document is there."""
    program = pdf.office()
    if program is None:
        remarks.append(pdf.MISSING)
        return None
    try:
        pdf.write_pdf(document, target, program)
    except WorkbookError as error:
        remarks.append(str(error))
        return None
    return target


def _lines(book: FinishedBook, target: Path, made: Path | None, missing: list[str]) -> tuple[str, ...]:
    written = f"Skrevet: {target}" + (f" og {made}." if made else ".")
    left = f"{len(missing)} steder må fylles ut for hånd; de er gule i dokumentet." if missing else "Alt er fylt ut."
    reminder = "Les gjennom det dere selv har skrevet: grupper under fem personer skal ikke omtales."
    return (f"{written} {book.municipality.number} {book.municipality.name_no}.", left, reminder)


def _data(book: FinishedBook, target: Path, made: Path | None, missing: list[str]) -> dict[str, Any]:
    return {
        "dokument": str(target),
        "pdf": str(made) if made else None,
        "kommune": {"nummer": book.municipality.number, "navn": book.municipality.name_no},
        "malform": book.language,
        "eksempel": book.is_example,
        "fyll_inn": missing,
    }
