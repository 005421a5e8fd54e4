"""An own Word template: it is judged before it is opened, it shows what there is, and faults are told in Norwegian."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from tests.utenfor.papers import lines
from tests.workbooks.hostile import COMPOUND, ENTITIES, with_parts, with_replaced
from utenfor.command_line import main
from utenfor.council_paper.outline import template_bytes
from utenfor.council_paper.template import filled, opened
from utenfor_core.errors import WorkbookError

EXTERNAL = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    b' Target="file:///mal.dotm" TargetMode="External"/></Relationships>'
)


def template_with(text: str, path: Path) -> Path:
    """Write a template of one paragraph."""
    document = Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path


CONTENT = {"kommune": {"navn": "Bodø", "nummer": "1804"}, "tiltak": [{"navn": "A"}]}
FOUR_DEEP = "{% for a in tiltak %}" * 4 + "{% endfor %}" * 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ finnes_ikke }}", "bruker navnet «finnes_ikke», som ikke finnes"),
        ("{{ kommune.fylke }}", "bruker navnet «fylke», som ikke finnes"),
        ("{%p for t in tiltak %}", "har Jinja-kode som ikke er gyldig"),
        ("{{ kommune.navn.__class__ }}", "bruker «__class__», som ikke er tillatt"),
        ("{{ kommune['__class__'] }}", "bruker «__class__», som ikke er tillatt"),
        ("{{ kommune.navn.upper() }}", "bruker call, som ikke er tillatt"),
        ("{% for i in range(9) %}{% endfor %}", "løkke over annet enn det malen er gitt"),
        ("{% for i in 'aaaa' %}{% endfor %}", "løkke over annet enn det malen er gitt"),
        ("{{ 'a' * 999999999 }}", "bruker mul, som ikke er tillatt"),
        ("{{ kommune.navn|center(999999999) }}", "filteret «center», som ikke er tillatt"),
        ("{% include 'passord' %}", "bruker include, som ikke er tillatt"),
        ("{% set a = 1 %}", "bruker assign, som ikke er tillatt"),
        (FOUR_DEEP, "mer enn 3 løkker i hverandre"),
    ],
)
def test_what_a_template_may_not_do_is_told(tmp_path: Path, text: str, message: str) -> None:
    template = template_with(text, tmp_path / "mal.docx")
    with pytest.raises(WorkbookError) as raised:
        filled(opened(template), template.name, CONTENT, {})
    assert str(raised.value).startswith("mal.docx ")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda _: b"ikke en zip", "er ikke et Word-dokument"),
        (lambda _: COMPOUND, "gammelt format (.doc)"),
        (lambda content: with_parts(content, {"word/vbaProject.bin": b"x"}), "har makroer"),
        (lambda content: with_parts(content, {"word/styles.xml": ENTITIES}), "ikke skrevet slik Word gjør det"),
        (lambda content: with_parts(content, {"word/media/a.bin": b"\0" * 40_000_000}), "altfor stor"),
        (
            lambda content: with_replaced(content, "word/_rels/document.xml.rels", b"</Relationships>", EXTERNAL),
            "koblet til en annen mal",
        ),
        (lambda content: content[: len(content) // 2], "er ikke et Word-dokument"),
    ],
)
def test_a_hostile_or_broken_file_is_not_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[bytes], bytes], message: str
) -> None:
    template = tmp_path / "mal.docx"
    template.write_bytes(spoil(template_bytes("nb")))
    assert main(["saksframlegg", "bok.xlsx", "--template", str(template)]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("name", ["mal.docm", "mal.doc", "mal.dotx", "mal.txt"])
def test_only_word_documents_without_macros_are_templates(tmp_path: Path, name: str) -> None:
    template = tmp_path / name
    template.write_bytes(template_bytes("nb"))
    with pytest.raises(WorkbookError, match=r"ikke et Word-dokument \(.docx\)"):
        opened(template)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_template_that_ships_can_be_written_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    template = tmp_path / "mal.docx"
    assert main(["saksframlegg", "--new-template", str(template), "--language", language]) == 0
    assert "bruk den med --template mal.docx" in capsys.readouterr().out
    assert opened(template) == template_bytes(language)


def test_an_own_template_shows_what_it_asks_for_and_becomes_a_pdf(
    bodo: Path, tmp_path: Path, require: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    require("libreoffice")
    text = "{{ kommune.navn|upper }} {{ kommune.nummer }}: {{ figurer.samlet }}"
    template, target = template_with(text, tmp_path / "mal.docx"), tmp_path / "sak.docx"
    assert main(["saksframlegg", str(bodo), "--template", str(template), "--out", str(target), "--pdf"]) == 0
    assert "sak.pdf" in capsys.readouterr().out
    assert lines(target)[0] == "BODØ 1804: "
    names = {str(part.partname) for part in Document(str(target)).part.package.iter_parts()}
    assert {"/word/charts/utenfor1.xml", "/word/embeddings/utenfor1.xlsx"} <= names
    assert "/word/charts/utenfor2.xml" not in names
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF")


def test_without_libreoffice_the_document_is_there_and_the_reason_is_told(
    bodo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    target = tmp_path / "sak.docx"
    assert main(["saksframlegg", str(bodo), "--out", str(target), "--pdf"]) == 1
    assert "LibreOffice er ikke installert" in capsys.readouterr().out
    assert target.is_file()
    assert not target.with_suffix(".pdf").exists()
