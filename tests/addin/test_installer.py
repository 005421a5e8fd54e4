"""The installer, the folder it comes in, and the pages about them; PowerShell itself does not run here."""

import re
import tomllib
from pathlib import Path

import pytest
from pyopenvba import ExcelFile

from addin import functions
from addin.build_xlam import FILE_NAME, INSTALLER, PINS_NAME, build_folder, our_modules
from addin.pins import pins_here
from addin.ribbon.buttons import ribbon
from addin.ribbon.picture import picture
from addin.worksheet_errors import NORWEGIAN, WorksheetError
from addin.xlam.xlwings_parts import template_path
from utenfor.python_checks import NEWEST, OLDEST

GUIDE = Path("docs") / "how-to" / "installere-tillegget.md"
MANUAL = Path("docs") / "how-to" / "manuell-test-i-excel.md"
FORMULA = re.compile(r"^\| `=(?P<name>\w+)\((?P<cells>.*)\)` \| (?P<shown>.*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def script(repository: Path) -> str:
    """The installer's text; Windows PowerShell reads it as UTF-8 because of the mark at its start."""
    content = (repository / "addin" / INSTALLER).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def test_the_folder_has_what_the_installer_looks_for(repository: Path, tmp_path: Path, script: str) -> None:
    build_folder(tmp_path, repository)
    assert {path.name for path in tmp_path.iterdir()} == {FILE_NAME, INSTALLER, PINS_NAME}
    assert f"$AddInName = '{FILE_NAME}'" in script
    assert f"$PinsName = '{PINS_NAME}'" in script
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["name"]
    assert f"$WheelPattern = '{project.replace('-', '_')}-*.whl'" in script


def test_only_what_running_needs_is_pinned_and_every_pin_has_hashes(repository: Path, tmp_path: Path) -> None:
    build_folder(tmp_path, repository)
    text = (tmp_path / PINS_NAME).read_text("utf-8")
    names = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    assert {"numpy", "openpyxl", "pywin32", "xlwings"} <= set(names)
    assert not {"fastapi", "mypy", "pytest", "pyopenvba", "xlwings-server"} & set(names)
    assert list(pins_here()) == names
    assert all("--hash=sha256:" in part for part in re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE) if part)


def test_the_exit_codes_are_those_the_script_and_the_guide_explain(repository: Path, script: str) -> None:
    used = {int(code) for code in re.findall(r"(?:Stop-Here|exit) (\d)", script)}
    explained = {
        int(code)
        for code in re.findall(r"(\d) [a-zA-Zø]+", script.split("Avslutningskoder:")[1].split(".PARAM", maxsplit=1)[0])
    }
    in_guide = {int(code) for code in re.findall(r"^\| (\d) \|", (repository / GUIDE).read_text("utf-8"), re.MULTILINE)}
    assert used == in_guide == set(range(7))
    assert used <= explained


def test_the_installer_takes_the_pythons_that_doctor_and_the_project_take(repository: Path, script: str) -> None:
    versions = [tuple(map(int, one.split("."))) for one in re.findall(r"'(3\.\d+)'", script)]
    assert (min(versions), max(versions)) == (OLDEST, NEWEST)
    wanted = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert wanted == f">={OLDEST[0]}.{OLDEST[1]},<{NEWEST[0]}.{NEWEST[1] + 1}"


def test_the_settings_written_are_settings_that_the_add_in_reads(script: str) -> None:
    with ExcelFile(template_path()) as template:
        vba = template.get_module("xlwings") + "".join(our_modules().values())
    written = set(re.findall(r"\$Settings\['([A-Z_ ]+)'\]", script))
    assert written == {"INTERPRETER_WIN", "REPAIR LINKS"}
    assert all(f'GetConfig("{name}"' in vba for name in written)


def test_the_picture_of_the_ribbon_is_up_to_date(repository: Path) -> None:
    message = "draw it again: python -m addin.ribbon.picture docs/pictures/baand.svg"
    assert (repository / "docs" / "pictures" / "baand.svg").read_text("utf-8") == picture(), message
    guide = (repository / GUIDE).read_text("utf-8")
    assert all(button.label in guide for button in ribbon().buttons)


def cell(text: str) -> str | float:
    """Return a cell as it is typed in a Norwegian formula."""
    return text.strip('"') if text.startswith('"') else float(text.replace(",", "."))


def answered(name: str, cells: list[str | float]) -> str | float:
    """Return what the cell shows: a number, a text, or an error value as a Norwegian Excel writes it."""
    norwegian = {english: word for word, english in NORWEGIAN.items()}
    try:
        answer = getattr(functions, name.lower())(*cells)
    except WorksheetError as error:
        return norwegian.get(error.code, error.code)
    return answer if isinstance(answer, str) else float(answer)


def test_the_values_of_the_manual_test_are_the_model_s(repository: Path) -> None:
    rows = list(FORMULA.finditer((repository / MANUAL).read_text("utf-8")))
    assert len(rows) == 10
    for row in rows:
        answer = answered(row["name"], [cell(one) for one in row["cells"].split(";")])
        if isinstance(answer, str):
            assert answer == row["shown"]
        else:
            shown = row["shown"].replace(" ", "")
            decimals = len(shown.partition(",")[2])
            assert float(shown.replace(",", ".")) == pytest.approx(answer, abs=0.5 * 10**-decimals)
