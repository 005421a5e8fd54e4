"""Files that are not a filled-in template: hostile, broken or damaged ones are refused in words, never a traceback."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbooks.hostile import COMPOUND, ENTITIES, with_parts
from utenfor_core.errors import InputError
from workbook_templates.own_figures_files import open_own_figures, write_own_figures_template
from workbook_templates.own_figures_reading import read_workbook
from workbook_templates.package_gate import TEMPLATE, refusal


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("own") / "mal.xlsx"
    write_own_figures_template(path)
    return path.read_bytes()


def packed(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with some parts added or in the place of its own; `__` in a name is a slash."""
    return with_parts(content, {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): part for name, part in parts.items()
    })  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda _: COMPOUND, "er kryptert eller i gammelt format"),
        (lambda _: b"navn;verdi", "er ikke en Excel-fil"),
        (lambda _: b"", "er ikke en Excel-fil"),
        (lambda blank: blank[: len(blank) // 2], "er ikke en Excel-fil"),
        (lambda blank: blank + b"\0" * 5_000_000, "er for stor"),
        (lambda blank: packed(blank, xl__vbaProject_bin=b"x"), "har makroer"),
        (lambda blank: packed(blank, xl__externalLinks__externalLink1_xml=b"<a/>"), "henter tall fra andre filer"),
        (lambda blank: packed(blank, xl__bombe_xml=b"<a>" + b" " * 20_000_000), "blir altfor stor"),
        (lambda blank: packed(blank, xl__sharedStrings_xml=ENTITIES), "ikke skrevet slik Excel gjør"),
        (lambda blank: packed(blank, xl__sharedStrings_xml=ENTITIES.decode().encode("utf-16")), "ikke skrevet slik"),
        (lambda blank: packed(blank, xl__workbook_xml=b"<workbook"), "kan ikke leses"),
        (
            lambda blank: packed(blank, xl__worksheets__sheet2_xml=b"<worksheet><sheetData><row></sheetData>"),
            "kan ikke",
        ),
    ],
)
def test_a_file_that_is_hostile_or_broken_is_refused_in_words(
    tmp_path: Path, blank: bytes, change: Callable[[bytes], bytes], message: str
) -> None:
    path = tmp_path / "egne.xlsx"
    path.write_bytes(change(blank))
    with pytest.raises(InputError, match=message):
        open_own_figures(path)


@pytest.mark.parametrize("seed", range(40))
def test_a_file_with_damaged_bytes_is_read_or_refused_in_words(blank: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage each time, nothing secret
    damaged = bytearray(blank)
    for _ in range(20):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    problems: list[str] = []
    assert (read_workbook(bytes(damaged), "egne.xlsx", problems) is None) == bool(problems)


def test_a_good_file_is_not_refused(blank: bytes) -> None:
    assert refusal(blank, TEMPLATE) == ""


@pytest.mark.parametrize("seed", range(20))
def test_a_file_whose_xml_is_not_what_it_says_is_read_or_refused_in_words(blank: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage each time, nothing secret
    with zipfile.ZipFile(io.BytesIO(blank)) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.startswith("xl/")}
    for name in chance.sample(sorted(parts), 2):
        words = sorted(set(re.findall(rb'"[^"]*"|>[^<]+<', parts[name])))
        for word in chance.sample(words, min(3, len(words))):
            other = word[:1] + chance.choice([b"", b"-1", b"99999999999", b"XFD1048577", b"x", b"1e999"]) + word[-1:]
            parts[name] = parts[name].replace(word, other, chance.randrange(1, 4))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, parts.get(name) or before.read(name))
    problems: list[str] = []
    assert (read_workbook(out.getvalue(), "egne.xlsx", problems) is None) == bool(problems)
