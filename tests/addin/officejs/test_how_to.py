"""The page about the add-in says what is so: its settings load, its commands are understood, its pictures are small."""

import re
import tomllib
from pathlib import Path

import pytest

from addin.officejs.licence import NOTICE
from addin.officejs.settings import read_settings
from utenfor.command_line import main

PAGE = Path("docs") / "how-to" / "office-js.md"
LARGEST_PICTURE = 150_000


@pytest.fixture
def page(repository: Path) -> str:
    """The page."""
    return (repository / PAGE).read_text("utf-8")


def test_the_settings_on_the_page_are_taken(page: str, tmp_path: Path) -> None:
    text = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert text
    path = tmp_path / "utenfor.toml"
    path.write_text(text[1], encoding="utf-8")
    settings = read_settings(path)
    assert settings.address == tomllib.loads(text[1])["server"]["address"]
    assert settings.authentication
    out = tmp_path / "manifest.xml"
    assert main(["manifest", "--settings", str(path), "--out", str(out)]) == 0
    assert "<Id>KLIENT-ID</Id>" in out.read_text("utf-8")


def test_every_option_on_the_page_is_one_of_the_command(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    used = re.findall(r"utenfor (serve|manifest)((?: --[a-z]+ \S+)*)", page)
    assert {name for name, _ in used} == {"serve", "manifest"}
    for name, options in used:
        with pytest.raises(SystemExit):
            main([name, "--help"])
        known = capsys.readouterr().out
        assert [option for option in re.findall(r"--[a-z]+", options) if option not in known] == []


def test_the_licence_stands_on_the_page_as_when_the_server_starts(page: str) -> None:
    words = " ".join(page.split())
    for address in re.findall(r"https://\S+", NOTICE):
        assert address in page
    assert "Required Notice: Copyright (C) Zoomer Analytics GmbH." in words
    assert " ".join(NOTICE.partition("Kommuner,")[2].split()) in words


def test_the_pictures_are_there_and_small(page: str, repository: Path) -> None:
    pictures = re.findall(r"\]\(\.\./(pictures/\S+\.png)\)", page)
    assert pictures
    for name in pictures:
        assert 0 < (repository / "docs" / name).stat().st_size <= LARGEST_PICTURE
