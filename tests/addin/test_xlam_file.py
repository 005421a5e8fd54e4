"""The built file: every module reads back, nothing runs by itself but what is documented, and the package is clean."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring
from pyopenvba import ExcelFile

from addin.build_xlam import build, our_modules
from addin.registry import registry
from addin.ribbon.buttons import ribbon
from addin.xlam.package import PROJECT_PART, RIBBON_PART, RIBBON_RELATION
from addin.xlam.project_name import PROJECT_NAME, TEMPLATES_NAME, named
from addin.xlam.ribbon_parts import NAMESPACE, custom_ui
from addin.xlam.vba_source import stored_module
from addin.xlam.xlwings_parts import patched, patches, template_path, xlwings_version
from tests.workbooks.package import package_findings
from utenfor_core.errors import WorkbookError

SCHEMA = "data/openxml/schemas/schemas_microsoft_com_office_2009_07_customui.json"
BUTTON = f"{{{NAMESPACE}}}button"
ROOT = "mso14:CT_CustomUI/mso14:customUI"
VBA_LONGEST_LINE = 1023
NAMES_IN_PROJECT = """
import sys
from olefile import OleFileIO
from oletools.olevba import decompress_stream
from zipfile import ZipFile
with ZipFile(sys.argv[1]) as package, OleFileIO(package.read("xl/vbaProject.bin")) as project:
    sys.stdout.buffer.write(project.openstream("PROJECT").read())
    directory = decompress_stream(bytearray(project.openstream(["VBA", "dir"]).read()))
at = directory.index(b"\\x04\\x00", directory.index(b"\\x03\\x00\\x02\\x00\\x00\\x00"))
length = int.from_bytes(directory[at + 2 : at + 6], "little")
sys.stdout.buffer.write(b"directory: " + directory[at + 6 : at + 6 + length])
"""
"""Prints the stream PROJECT, and the name in the directory behind the code page's record."""
FROM_XLWINGS = {"xlwings", "Dictionary", "Sheet2"}
REACHES_THE_MACHINE = ("Declare", "CreateObject", "Shell", "Environ", "Kill", "FileCopy", "VBProject", "Exec")
"""What only xlwings' module needs (it starts Python and loads its DLL); ours ask it."""


def olevba(xlam: Path, *options: str) -> dict[str, Any]:
    """Let olevba read the file: it shares no code with what wrote it. Its imports warn, so it runs by itself."""
    command = [sys.executable, "-W", "ignore", "-m", "oletools.olevba", "--json", *options, str(xlam)]
    answer = subprocess.run(command, capture_output=True, check=True, text=True)
    return next(one for one in json.loads(answer.stdout) if one.get("type") == "OpenXML")


@pytest.fixture(scope="module")
def read_back(xlam: Path) -> Mapping[str, str]:
    """The source of every module as olevba reads it."""
    return {Path(one["vba_filename"]).stem: one["code"] or "" for one in olevba(xlam)["macros"]}


def body(source: str) -> str:
    """Return a module without its hidden attributes."""
    lines = source.replace("\r\n", "\n").splitlines()
    return "\n".join(line for line in lines if not line.startswith("Attribute VB_")).strip()


def test_two_builds_are_the_same_bytes(xlam: Path, tmp_path: Path) -> None:
    build(tmp_path / "igjen.xlam")
    assert (tmp_path / "igjen.xlam").read_bytes() == xlam.read_bytes()


def test_another_reader_finds_every_module_as_it_was_written(read_back: Mapping[str, str]) -> None:
    assert set(read_back) == {*our_modules(), "ThisWorkbook", *FROM_XLWINGS}
    for name, source in our_modules().items():
        assert body(read_back[name]) == body(source)
    assert body(read_back["ThisWorkbook"]) == body(stored_module("ThisWorkbook"))
    with ExcelFile(template_path()) as template:
        assert body(read_back["xlwings"]) == body(patched(template.get_module("xlwings")))


def test_the_project_is_called_utenfor_wherever_it_has_a_name(xlam: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", NAMES_IN_PROJECT, str(xlam)]
    told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    about, _, directory = told.partition("directory: ")
    assert directory == PROJECT_NAME
    assert re.findall(r'^Name="(.*)"$', about, re.MULTILINE) == [PROJECT_NAME]
    workspace = about.partition("[Workspace]")[2].strip().splitlines()
    assert len(workspace) == len({*our_modules(), "ThisWorkbook", *FROM_XLWINGS})
    assert "" not in workspace
    with ZipFile(xlam) as package:
        assert TEMPLATES_NAME.encode() not in package.read(PROJECT_PART)


def test_a_project_of_another_name_stops_the_build(xlam: Path) -> None:
    with ZipFile(xlam) as package, pytest.raises(WorkbookError, match="har ikke navnet MyAddin"):
        named(package.read(PROJECT_PART))


def test_only_the_opening_of_the_add_in_runs_by_itself(xlam: Path) -> None:
    found = [(one["type"], one["keyword"]) for one in olevba(xlam, "--analysis")["analysis"]]
    assert [word for kind, word in found if kind == "AutoExec"] == ["Workbook_Open"]
    for source in (*our_modules().values(), stored_module("ThisWorkbook")):
        assert [word for word in REACHES_THE_MACHINE if re.search(rf"\b{word}\b", source)] == []


def test_our_vba_is_ascii_with_windows_line_ends_and_lines_that_vba_takes() -> None:
    for source in (*our_modules().values(), stored_module("ThisWorkbook")):
        assert source.isascii()
        assert source.count("\n") == source.count("\r\n")
        assert max(len(line) for line in source.split("\r\n")) <= VBA_LONGEST_LINE
        assert source.startswith("Option Explicit")


def test_worksheets_see_our_functions_and_nothing_else_of_ours() -> None:
    seen = []
    for name, source in our_modules().items():
        if "Option Private Module" not in source:
            seen += [(name, one) for one in re.findall(r"^(?:Public )?Function (\w+)", source, re.MULTILINE)]
    assert seen == [("UtenforFunctions", name) for name in registry()]


def test_every_text_the_vba_asks_for_is_there() -> None:
    asked = {name for source in our_modules().values() for name in re.findall(r'Message\("(\w+)"\)', source)}
    texts = tomllib.loads(files("addin.xlam").joinpath("texts.toml").read_text("utf-8"))
    assert asked == set(texts)


def test_the_add_in_is_for_the_installed_and_pinned_xlwings(read_back: Mapping[str, str], repository: Path) -> None:
    pinned = re.search(r"^xlwings==([\w.]+)", (repository / "constraints.txt").read_text("utf-8"), re.MULTILINE)
    assert pinned
    assert pinned[1] == xlwings_version()
    source = read_back["xlwings"]
    assert f'Public Const XLWINGS_VERSION As String = "{pinned[1]}"' in source
    assert set(re.findall(r"xlwings(?:64|32)-([\d.]+)\.dll", source)) == {pinned[1]}


def test_no_workbook_and_no_folder_can_choose_what_python_runs(read_back: Mapping[str, str]) -> None:
    source = read_back["xlwings"]
    for one in patches():
        assert one["old"] not in source
        assert source.count(one["new"]) >= one["times"]
        assert one["why"].endswith(".")
    assert source.count(" -P -B -c ") == 2
    assert "ActiveWorkbook.FullName" not in source[source.index("Function XLPyCommand") : source.index("XLPyLoadDLL")]


def test_another_xlwings_than_the_patches_know_stops_the_build() -> None:
    with pytest.raises(WorkbookError) as raised:
        patched('Public Const PROJECT_NAME As String = "noe annet"')
    assert str(raised.value).count("ventet") == len(patches()) + 1


def test_the_package_check_finds_nothing(xlam: Path) -> None:
    assert package_findings(xlam) == []


def test_the_package_holds_our_ribbon_and_nothing_of_the_template_s_maker(xlam: Path) -> None:
    with ZipFile(xlam) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert [name for name in parts if "customUI" in name] == [RIBBON_PART]
    relations = parts["_rels/.rels"].decode()
    assert relations.count("ui/extensibility") == relations.count(f'Type="{RIBBON_RELATION}"') == 1
    whole = b"".join(content for name, content in parts.items() if not name.endswith(".bin")).lower()
    for trace in (b"felix", b"users", b"myaddin"):
        assert trace not in whole


def schema_problems(element: Element, kind: str, types: Mapping[str, Any]) -> Iterator[str]:
    """Go through an element and those in it, and yield each that Office's schema does not know there."""
    about = types[kind]
    known = {one["QName"].removeprefix(":") for one in about.get("Attributes", ())}
    yield from (f"{kind}: {name}" for name in element.attrib if name not in known)
    inside = {one["Name"].rsplit(":", 1)[-1]: one["Name"] for one in about.get("Children", ())}
    for child in element:
        tag = child.tag.rsplit("}", 1)[-1]
        if tag in inside:
            yield from schema_problems(child, inside[tag], types)
        else:
            yield f"{kind}: {tag} inside it"


def test_the_ribbon_is_what_office_s_schema_of_2009_takes_and_its_names_are_unique() -> None:
    top = fromstring(custom_ui())
    schema = json.loads(files("openxml_audit").joinpath(SCHEMA).read_text("utf-8"))
    types = {one["Name"]: one for one in schema["Types"]}
    assert list(schema_problems(top, ROOT, types)) == []
    next(top.iter(BUTTON)).set("finnesIkke", "1")
    assert list(schema_problems(top, ROOT, types)) == ["mso14:CT_Button/mso14:button: finnesIkke"]
    names = [one.get("id") for one in top.iter() if one.get("id")]
    assert len(names) == len(set(names))
    assert {one.get("onAction") for one in top.iter(BUTTON)} == {"UtenforRibbon.Pressed"}
    labels = [one.get("label") for one in top.iter(BUTTON)]
    faces = [[one.label, *(choice.label for choice in one.choices)] for one in ribbon().buttons]
    assert labels == [label for face in faces for label in face]


def test_libreoffice_opens_the_add_in_with_every_module(
    xlam: Path, tmp_path: Path, require: Callable[[str], None]
) -> None:
    require("libreoffice")
    soffice = shutil.which("soffice")
    assert soffice
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless"]
    command += ["--infilter=Calc MS Excel 2007 VBA XML", "--convert-to", "ods", "--outdir", str(tmp_path), str(xlam)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    with ZipFile(tmp_path / "utenfor.ods") as package:
        names = {Path(name).stem for name in package.namelist() if name.startswith("Basic/")}
    assert {*our_modules(), "ThisWorkbook", *FROM_XLWINGS} <= names
