"""A refresh as a person meets it: what is told, what is written, what is kept, and what a fault does to it."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.utenfor.refresh.published import FEW, HERE, HIDDEN, publish, share_of
from tests.utenfor.refresh.publisher import Given, Publisher
from utenfor.command_line import main
from utenfor.refresh.descriptions import tables
from utenfor_core.challenge_picture import challenge_picture
from utenfor_core.data.figures import Figures, figures_in_use
from utenfor_core.errors import InputError
from utenfor_core.indicators import age_groups, indicator, series, value
from utenfor_core.municipalities import find
from utenfor_core.parameters import load
from utenfor_core.places import place_of
from utenfor_core.tax_levels import tax_level
from workbook_templates.figures_folder import CURRENT, SETS, current_set, open_figures, read_listed

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(publisher: Publisher, services_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give a function that runs the command with --json, and returns what it answers with its exit code."""
    publish(publisher)

    def refreshed(*words: str) -> dict[str, Any]:
        folder = str(tmp_path / "figures")
        code = main(["refresh", "--json", "--services", str(services_file), "--out", folder, *words])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer | {"code": code}

    return refreshed


def figures(tmp_path: Path) -> Figures:
    return open_figures(tmp_path / "figures")


def test_every_table_is_fetched_and_the_model_reads_what_was_published(run: Run, tmp_path: Path) -> None:
    immigrants = value(HERE, "neet_15_29_immigrants_count", 2024)
    answer = run()
    assert answer["code"] == 0
    assert answer["ikke_hentet"] == {}
    assert [one["id"] for one in answer["tabeller"]] == list(tables())
    with figures_in_use(figures(tmp_path)):
        bodo = find(HERE).municipality
        assert (bodo.population_date.year, bodo.population_now, age_groups(HERE)["age_20_29"]) == (2027, 53_639, 6986)
        assert value(HERE, "neet_15_29_count", 2025) == (value(HERE, "neet_15_29_count", 2024) or 0) + 3
        assert dict(series(HIDDEN, "neet_15_29_count")) == {}
        assert value(HERE, "neet_15_29_immigrants_count", 2024) == immigrants
        assert series(HERE, "completion_upper_secondary_share") == pytest.approx(
            dict.fromkeys(range(2021, 2026), share_of(HERE) / 100)
        )
        level = tax_level(HERE)
        assert level is not None
        assert (level.level, level.period) == (0.93, "januar til og med måned 9 i 2026")
        assert place_of(HERE).tax_level == 0.93
        assert place_of(HERE, tax_level=1.1).tax_level == 1.1
        picture = challenge_picture(HERE)
        assert picture.exclusion.register_date == "fjerde kvartal 2025"
        assert list(picture.here) == [2024, 2025]
        assert picture.answered == {"low_income", "child_welfare", "completion"}
        few = {one.figure.label: one for one in challenge_picture(FEW).beside}
        assert few[indicator("low_income_children_share").label].few
    assert find(HERE).municipality.population_now == 53_638
    assert (tax_level(HERE), challenge_picture(HERE).beside) == (None, ())


def test_the_questions_name_every_code_and_never_the_latest(run: Run, publisher: Publisher) -> None:
    run("--tables", "12275", "360")
    posted = [json.loads(call.body) for call in publisher.calls if call.method == "POST"]
    (ssb,), (fhi,) = ([one for one in posted if key in one] for key in ("selection", "dimensions"))
    years = {one["variableCode"]: one["valueCodes"] for one in ssb["selection"]}["Tid"]
    assert years == ["2021", "2022", "2023", "2024", "2025"]
    assert {one["filter"] for one in fhi["dimensions"]} == {"item"}
    assert {"code": "UTDANN", "filter": "item", "values": ["0"]} in fhi["dimensions"]


def test_a_code_list_is_named_with_the_places_it_lists(run: Run, publisher: Publisher) -> None:
    run("--tables", "13556")
    (body,) = (json.loads(call.body) for call in publisher.calls if call.method == "POST")
    assert body["selection"][0]["codelist"] == "agg_KommGjeldende"
    assert len(body["selection"][0]["valueCodes"]) == 357


@pytest.mark.parametrize("refusal", [403, 413, 400])
def test_an_answer_too_large_is_asked_for_in_parts_and_is_the_same(
    run: Run, publisher: Publisher, tmp_path: Path, refusal: int
) -> None:
    run("--tables", "08764")
    whole = (current_set(tmp_path / "figures")[0] / "indicators" / "ssb_08764.csv").read_bytes()
    publisher.ssb["08764"].most_cells, publisher.ssb["08764"].refusal = 900, refusal
    answer = run("--tables", "08764", "--ask-anew")
    assert len(answer["tabeller"][0]["svar"]) > 4
    assert (current_set(tmp_path / "figures")[0] / "indicators" / "ssb_08764.csv").read_bytes() == whole


def test_a_table_that_is_refused_for_one_municipality_alone_is_told(run: Run, publisher: Publisher) -> None:
    publisher.ssb["08764"].most_cells = 0
    answer = run("--tables", "08764", "12275")
    assert answer["code"] == 1
    assert "tjeneren avviste spørringen (403)" in answer["ikke_hentet"]["ssb-08764"]


def test_what_changed_is_told_beside_the_figures_that_were_in_use(run: Run) -> None:
    (told,) = run("--tables", "13556")["tabeller"]
    (file,) = told["filer"]
    assert file["fil"] == "indicators/ssb_13556.csv"
    assert file["like"] > 5000
    largest = file["storst"][0]
    assert (largest["sted"], largest["na"] - largest["for"]) == ("1804 2024", 3)
    assert told["uten_tall"][":"] == 2 * 9
    again = run("--tables", "13556")["tabeller"][0]["filer"][0]
    assert (again["endret"], again["nye"], again["borte"]) == (0, 0, 0)


def test_an_answer_is_used_again_while_it_is_new(run: Run, publisher: Publisher) -> None:
    run("--tables", "08764")
    before = len(publisher.calls)
    answer = run("--tables", "08764")
    assert len(publisher.calls) == before
    assert answer["tabeller"][0]["svar"][0]["fra_for"] is True


def test_a_dry_run_tells_and_writes_no_set(run: Run, tmp_path: Path) -> None:
    answer = run("--tables", "08764", "--dry-run")
    assert (answer["code"], answer["versjon"], len(answer["tabeller"])) == (0, None, 1)
    with pytest.raises(InputError, match="ingen hentede tall"):
        figures(tmp_path)


def test_a_table_that_fails_keeps_the_figures_it_had(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    run("--tables", "08764", "12275")
    publisher.faults["/08764/data"] = [Given(content=b'{"halv": ')]
    publisher.faults["/12275/metadata"] = [Given(content=b'{"noe": "annet"}')]
    answer = run("--tables", "08764", "12275", "337", "--ask-anew")
    assert answer["code"] == 1
    assert set(answer["ikke_hentet"]) == {"ssb-08764", "ssb-12275"}
    assert "ikke hel JSON" in answer["ikke_hentet"]["ssb-08764"]
    assert "en annen form enn ventet" in answer["ikke_hentet"]["ssb-12275"]
    with figures_in_use(figures(tmp_path)):
        assert value(HERE, "low_income_children_share", 2025) == pytest.approx(share_of(HERE) / 100)
        assert value(HERE, "child_welfare_0_17_share", 2025) == pytest.approx(share_of(HERE) / 100)


def test_when_nothing_is_fetched_nothing_is_done(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    publisher.faults["/08764"] = [Given(status=404)]
    answer = run("--tables", "08764")
    assert answer["code"] == 2
    assert answer["feil"][-1] == "Ingenting er hentet. Tallene som var der fra før, gjelder."
    assert not (tmp_path / "figures" / CURRENT).exists()


def test_an_answer_on_something_else_than_asked_is_refused(run: Run, publisher: Publisher) -> None:
    def other(dataset: dict[str, Any]) -> None:
        category = dataset["dimension"]["Region"]["category"]
        category["index"] = {("0000" if code == HERE else code): place for code, place in category["index"].items()}

    publisher.ssb["08764"].changed = other
    answer = run("--tables", "08764", "12275")
    assert "noe annet enn det ble spurt om (Region 0000)" in answer["ikke_hentet"]["ssb-08764"]


def test_residents_that_do_not_sum_to_the_country_are_not_used(run: Run, publisher: Publisher) -> None:
    def fewer(dataset: dict[str, Any]) -> None:
        dataset["value"][0] += len(dataset["value"]) > 10

    publisher.ssb["07459"].changed = fewer
    answer = run("--tables", "07459", "12275")
    assert "men landet har" in answer["ikke_hentet"]["ssb-07459"]


def test_residents_of_other_municipalities_than_the_models_are_not_used(run: Run, publisher: Publisher) -> None:
    places = dict(publisher.ssb["07459"].codelists["agg_KommSummer"])
    del places[f"K-{HERE}"]
    publisher.ssb["07459"].codelists = {"agg_KommSummer": {**places, "K-1899": "", "K-1888": "Ny"}}
    told = run("--tables", "07459", "12275")["ikke_hentet"]["ssb-07459"]
    assert "borte: 1804; nye: 1888" in told


def test_every_figure_can_be_traced_to_its_question_and_answer(run: Run, tmp_path: Path) -> None:
    run("--tables", "08764")
    listed = read_listed(*current_set(tmp_path / "figures"))
    (entry,) = listed["tables"]
    (answer,) = entry["svar"]
    assert entry["filer"] == ["indicators/ssb_08764.csv"]
    assert answer["adresse"].endswith("/ssb/tables/08764/data?lang=no&outputFormat=json-stat2")
    assert json.loads(answer["sporring"])["selection"][0]["variableCode"] == "Region"
    assert len(answer["sha256"]) == 64
    assert answer["hentet"].endswith("+00:00")
    assert set(listed["files"]) == {"indicators/ssb_08764.csv", "indicators/indicators.toml", "sources.toml"}
    with figures_in_use(figures(tmp_path)):
        about = indicator("low_income_children_share")
        assert (about.credit, about.vintage[:7]) == (tables()["ssb-08764"].credit, "hentet ")
        assert load().version.startswith("2026.1 + 20")
    assert load().version == "2026.1"


def test_old_sets_are_cleared_and_the_one_in_use_stays(run: Run, publisher: Publisher, tmp_path: Path) -> None:
    for more in range(4):
        publisher.ssb["12275"].value = partial(lambda persons, _: persons, float(more + 6))
        run("--tables", "12275", "--ask-anew")
    assert len(list((tmp_path / "figures" / SETS).iterdir())) == 3
    with figures_in_use(figures(tmp_path)):
        assert value(HERE, "child_welfare_0_17_count", 2025) == 9


def test_the_report_for_people_is_norwegian_and_says_how_to_use_the_figures(
    publisher: Publisher, services_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(publisher)
    words = ["refresh", "--tables", "08764", "--services", str(services_file), "--out", str(tmp_path / "figures")]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert "ssb-08764" in told
    assert "2021–2025 (hentet nå)" in told
    assert "Uten tall: skjult for ikke å vise enkeltpersoner: 10" in told
    assert "Bruk dem med --figures" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--tables", "99999"], "Ukjent tabell: 99999. Velg blant ssb-07459"),
        (["--services", "borte.toml"], "adressene kan ikke leses"),
    ],
)
def test_an_order_that_cannot_be_read_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str], told: str
) -> None:
    assert main(["refresh", "--out", str(tmp_path), *words]) == 2
    assert told in capsys.readouterr().err


def test_an_address_without_encryption_is_refused(
    services_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = services_file.read_text("utf-8").replace("http://127.0.0.1:", "http://example.invalid:")
    services_file.write_text(text, "utf-8")
    assert main(["refresh", "--services", str(services_file), "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("adressen må begynne med https://") == 3
