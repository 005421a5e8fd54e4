"""`utenfor doctor`: each thing that can be wrong is found, told in Norwegian with what to do, and nothing else is."""

import json
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from addin.build_xlam import build
from addin.pins import needed, pinned
from addin.xlam.xlwings_parts import xlwings_version
from tests.utenfor.windows_machine import PINS, Windows
from utenfor.command_line import main
from utenfor.commands.doctor import examined
from utenfor.excel_checks import EXCEL_PATH, OFFICE, SECURITY
from utenfor.machine import _read_registry, this_machine
from utenfor.settings_checks import addin_versions

POLICY = r"HKCU\Software\Policies"
DISABLED = r"HKCU\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built add-in."""
    path = tmp_path_factory.mktemp("bygd") / "utenfor.xlam"
    build(path)
    return path


@pytest.fixture
def windows(tmp_path: Path, addin: Path) -> Windows:
    """Return a machine where all is well, in a folder with Norwegian letters and a space."""
    folder = tmp_path / "Åse Bjørnø"
    folder.mkdir()
    return Windows(folder, addin)


def test_nothing_is_wrong_where_nothing_is_wrong(windows: Windows) -> None:
    outcome = examined(windows.machine, PINS)
    assert outcome.notices == ()
    assert outcome.code == 0
    assert [line.split(":")[1].strip() for line in outcome.lines] == [
        "Python", "Pakker", "Innstillinger", "DLL", "Tillegget", "Excel", "Makroer",
    ]  # fmt: skip
    assert all(one["i_orden"] for one in outcome.data["funn"])


def test_a_python_the_model_is_not_tried_with_is_told(windows: Windows) -> None:
    (notice,) = windows.notices(python=(3, 10))
    assert notice.startswith("Python: Python 3.10")
    assert "3.11–3.13" in notice
    assert windows.notices(python=(3, 14)) != []


def test_packages_that_differ_or_are_missing_are_named(windows: Windows) -> None:
    windows.packages["pywin32"] = "300"
    assert "pywin32 300 (skal være 312)" in windows.notices()[0]
    del windows.packages["xlwings"]
    packages, dll, addin = windows.notices()
    assert "Mangler: xlwings" in packages
    assert dll.startswith("DLL: xlwings er ikke lagt inn")
    assert addin.startswith("Tillegget:")


def test_pins_that_are_not_there_are_told(windows: Windows) -> None:
    assert "Fant ikke constraints.txt" in examined(windows.machine, {}).notices[0]


def test_settings_that_are_missing_or_point_nowhere_are_told(windows: Windows) -> None:
    windows.write_settings(windows.python.with_name("borte.exe"))
    (notice,) = windows.notices()
    assert "der er ingen Python" in notice
    windows.settings.unlink()
    assert windows.notices()[0].endswith("utenfor.conf finnes ikke. Kjør install.ps1 på nytt.")


def test_another_python_than_excel_uses_is_told_with_the_right_command(windows: Windows) -> None:
    other = windows.python.with_name("annen.exe")
    other.touch()
    windows.write_settings(other)
    (notice,) = windows.notices()
    assert f'"{other}" -m utenfor doctor' in notice


def test_a_missing_dll_is_named(windows: Windows) -> None:
    (windows.python.parent.parent / f"xlwings64-{xlwings_version()}.dll").unlink()
    (notice,) = windows.notices()
    assert notice.startswith(f"DLL: xlwings64-{xlwings_version()}.dll mangler")
    assert "be IT" in notice


def test_an_add_in_that_is_missing_broken_or_of_another_version_is_told(windows: Windows) -> None:
    windows.packages["xlwings"] = "0.1"
    assert any(f"er for xlwings {xlwings_version()}, men her er xlwings 0.1" in one for one in windows.notices())
    windows.packages["xlwings"] = xlwings_version()
    windows.xlam.write_bytes(b"ikke en zip")
    assert "kan ikke leses" in windows.notices()[0]
    windows.xlam.unlink()
    assert "utenfor.xlam finnes ikke" in windows.notices()[0]


def test_the_versions_are_read_from_the_built_add_in(addin: Path) -> None:
    from utenfor_core import __version__  # noqa: PLC0415  # the one name this test compares with

    assert addin_versions(addin) == (__version__, xlwings_version())


def test_the_mark_of_the_internet_is_read_from_the_stream_beside_the_file(windows: Windows) -> None:
    # On Windows the colon names a stream of the file; here it is a file of that name, read by the same code.
    Path(f"{windows.xlam}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", encoding="utf-8")
    (notice,) = windows.notices()
    assert "Opphev blokkering" in notice


def test_no_excel_and_excel_from_the_store_are_told(windows: Windows) -> None:
    windows.registry[(f"HKLM\\{EXCEL_PATH}", "")] = "C:\\Program Files\\WindowsApps\\Office\\EXCEL.EXE"
    assert "Microsoft Store" in windows.notices()[0]
    windows.registry.clear()
    assert "Fant ikke Excel" in windows.notices()[0]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({(f"{POLICY}\\{OFFICE}", "vbaoff"): 1}, ["slår av VBA i hele Office"]),
        ({(f"{POLICY}\\{SECURITY}\\Trusted Locations", "AllLocationsDisabled"): 1}, ["XLSTART er ikke klarert"]),
        (
            {
                (f"{POLICY}\\{SECURITY}\\Trusted Locations", "AllLocationsDisabled"): 1,
                (f"{POLICY}\\{SECURITY}", "VBAWarnings"): 3,
            },
            ["XLSTART er ikke klarert", "bare signerte makroer"],
        ),
        ({(f"{POLICY}\\{SECURITY}", "VBAWarnings"): 4}, []),
        ({(DISABLED, "*"): [b"\x00\x01" + "C:\\x\\utenfor.xlam".encode("utf-16-le")]}, ["slått av tillegget"]),
        ({(DISABLED, "*"): ["annet.xlam".encode("utf-16-le"), 7]}, []),
    ],
)
def test_what_stops_macros_is_told_with_who_can_open(
    windows: Windows, values: dict[tuple[str, str], object], words: list[str]
) -> None:
    windows.registry |= values
    notices = windows.notices()
    assert len(notices) == len(words)
    assert all(word in notice for word, notice in zip(words, notices, strict=True))


def test_elsewhere_than_on_windows_it_says_what_applies(windows: Windows) -> None:
    outcome = examined(replace(windows.machine, system="Linux"), PINS)
    assert outcome.lines[0].startswith("Tillegget for Excel (utenfor.xlam) er bare for Windows.")
    assert [one["om"] for one in outcome.data["funn"]] == ["Python", "Pakker"]


def test_the_command_examines_this_machine_and_answers_as_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["doctor", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert code == (1 if answer["se_pa"] else 0)
    assert answer["system"] == this_machine().system
    assert answer["funn"][0]["funnet"].startswith(f"Python {sys.version_info.major}.{sys.version_info.minor}")


def test_the_pins_of_running_are_those_that_the_project_needs_and_theirs() -> None:
    text = (
        "a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:0\n    # via\n    #   b\n    #   x\n"
        "b==2 \\\n    --hash=sha256:1\n    # via utenfor\nc==3 \\\n    # via d\n"
    )
    pins = pinned(text)
    assert list(pins) == ["a", "b", "c"]
    assert pins["a"].marker == "sys_platform == 'win32'"
    assert list(needed(pins, ["B[extra]>=1"])) == ["a", "b"]


def test_the_registry_is_read_through_windows_own_module(monkeypatch: pytest.MonkeyPatch) -> None:
    winreg = ModuleType("winreg")
    keys = {("hkcu", r"Software\A"): {"én": 1, "to": b"2"}}

    def open_key(hive: str, path: str) -> AbstractContextManager[None]:
        if (hive, path) not in keys:
            raise FileNotFoundError(path)
        return nullcontext()

    values = keys["hkcu", r"Software\A"]
    vars(winreg).update(
        HKEY_CURRENT_USER="hkcu",
        HKEY_LOCAL_MACHINE="hklm",
        OpenKey=open_key,
        QueryValueEx=lambda _, name: (values[name], 4),
        QueryInfoKey=lambda _: (0, len(values), 0),
        EnumValue=lambda _, at: (*list(values.items())[at], 4),
    )
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    assert _read_registry(r"HKCU\Software\A", "én") == 1
    assert _read_registry(r"HKCU\Software\A", "*") == [1, b"2"]
    assert _read_registry(r"HKLM\Software\A", "én") is None


def test_settings_that_cannot_be_opened_do_not_stop_the_examination(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "ingen adgang", str(path))

    monkeypatch.setattr(Path, "open", refused)
    assert any("kan ikke leses" in one and one.startswith("Innstillinger:") for one in windows.notices())
