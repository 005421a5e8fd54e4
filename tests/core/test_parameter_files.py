"""What a wrong parameter file says: every problem at once, each with file, key and what to do."""

from importlib.resources import files
from pathlib import Path

import pytest

from utenfor_core.errors import ParameterError
from utenfor_core.parameters import load

GOOD = """
label = "Prøve"
unit = "kr/år"
status = "official"
price_year = 2026
value = 100

[[sources]]
id = "prove"
title = "En kilde"
confidence = "A"
"""
LINE = (files("utenfor_core.parameters") / "data" / "lines" / "sosialhjelp.toml").read_text(encoding="utf-8")
LINE = LINE.replace('unit_cost = "unit_costs/sosialhjelp"\n', "")


def folder_with(folder: Path, **texts: str) -> Path:
    (folder / "version.toml").write_text('version = "1"\nreleased = "2026-11-22"\n', encoding="utf-8")
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_whole_file_loads_from_any_folder(tmp_path: Path) -> None:
    assert load(folder_with(tmp_path, prove=GOOD)).number("prove") == 100


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kr/år", "kroner", r"prove.toml, «unit»: «kroner» er ukjent"),
        ("official", "sikker", r"prove.toml, «status»: «sikker» er ukjent"),
        ("price_year = 2026\n", "", r"prove.toml, «price_year»: prisår mangler"),
        ("value = 100", 'value = "100"', r"prove.toml, «value»: skal være et tall"),
        ("value = 100", "value = [1, 2, 3]", r"«value»: skal ha ett tall per aldersgruppe"),
        ("value = 100", "value = 100\nmaximum = 50", r"«value»: 100.0 er over det høyeste som godtas, 50.0"),
        ("value = 100", "value = 100\nminimum = 150", r"«value»: 100.0 er under det laveste som godtas, 150.0"),
        ("value = 100", "value = 100\nvlaue = 1", r"«vlaue»: er en ukjent nøkkel. Mente du «value»"),
        ("value = 100", "", r"«value»: skal ha nøyaktig én av .*men har ingen av dem"),
        ("value = 100", "value = 100\nempty = true", r"men har value og empty = true"),
        ("value = 100", "empty = true", r"«empty_reason»: mangler"),
        ('"kr/år"', '"mottaker i året"', r"«months»: mangler"),
        ('confidence = "A"', 'confidence = "C"', r"«official» hviler på en uverifisert kilde"),
        ('confidence = "A"', 'confidence = "D"', r"\[\[sources\]\] nr. 1, «confidence»: «D» er ukjent"),
        ("value = 100", "value = 1,5", r"prove.toml: kan ikke leses som TOML .*line 6"),
        ("value = 100\n", "[presets]\nforsiktig = 1\nmidtanslag = 2\n", r"«full-forskjell»: mangler"),
        ("value = 100\n", "[[values]]\nyear = 2026\nvalue = 1\n[[values]]\nyear = 2026\nvalue = 2\n", "to ganger"),
        ("value = 100\n", '[[values]]\nyear = 2026\nvalue = 1\nsources = ["x"]\n', r"«x» står ikke under"),
        ("value = 100\n", "[[values]]\nyear = 2026\n", r"\[\[values\]\] nr. 1, «value»: mangler"),
    ],
)
def test_a_wrong_file_says_what_where_and_how(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(ParameterError, match=message):
        load(folder_with(tmp_path, prove=GOOD.replace(old, new)))


def test_a_value_without_a_source_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"prove\.toml, «sources»: kilde mangler"):
        load(folder_with(tmp_path, prove=GOOD.partition("[[sources]]")[0]))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kostra_functions = ["281"]', "kostra_functions = [281]", r"koden 281 er et tall. .*anførselstegn: \"281\""),
        ('arts = ["470"]', "arts = [89]", r"koden 89 er et tall. .*anførselstegn: \"089\""),
        ('arts = ["470"]', 'arts = ["47"]', "'47' er ikke en kode"),
        ('split = "whole"', 'split = "whole"\npaid_in_full_by = [301]', r"«paid_in_full_by»: koden 301 er et tall"),
        ("sign = 1", "sign = 2", "«sign»: 2 skal være 1"),
        ("k = 1", "k = 1.5", "«k»: 1.5 skal være mellom 0 og 1"),
        ("priced = true", "priced = false", "«empty_reason»: mangler"),
        ('split = "whole"', 'split = "amount"\nsplit_parameter = "borte"', "«split_parameter»: «borte» finnes ikke"),
    ],
)
def test_a_wrong_line_says_what_where_and_how(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in LINE
    with pytest.raises(ParameterError, match=message):
        load(folder_with(tmp_path, lines__prove=LINE.replace(old, new)))


def test_an_unquoted_code_with_a_leading_zero_is_told_to_be_quoted(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="koder skrives i anførselstegn"):
        load(folder_with(tmp_path, lines__prove=LINE.replace('arts = ["470"]', "arts = [089]")))


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    wrong = GOOD.replace("kr/år", "kroner").replace("official", "sikker")
    with pytest.raises(ParameterError) as caught:
        load(folder_with(tmp_path, en=wrong, mappe__to=GOOD.replace("value = 100", "")))
    text = str(caught.value)
    assert text.startswith("3 feil i forutsetningene")
    assert "en.toml, «unit»" in text
    assert "en.toml, «status»" in text
    assert "mappe/to.toml, «value»" in text


def test_a_folder_without_a_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match=r"version\.toml: mangler"):
        load(tmp_path)


def test_a_group_with_a_default_age_outside_its_range_is_refused(tmp_path: Path) -> None:
    text = (files("utenfor_core.parameters") / "data" / "groups" / "vgs_frafall.toml").read_text(encoding="utf-8")
    with pytest.raises(ParameterError, match="«age_default»: 30 ligger utenfor 16–20 år"):
        load(folder_with(tmp_path, groups__prove=text.replace("age_default = 18", "age_default = 30")))
