"""Target groups that are made in the workbook: the same as from a file, unfinished ones, and what comes back."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.workbooks.filled import GROUPS, RICH, calculated, filled
from tests.workbooks.inputs import with_inputs
from tests.workbooks.reading import formula_cells
from tests.workbooks.recalculation import compare, recalculate_typed
from utenfor.upgrading import upgraded
from utenfor_core import Case, FreeGroup, InputError, Measure, run
from utenfor_core.domain import Value
from utenfor_core.frame import built_in_frame
from utenfor_core.municipalities import find
from workbook_templates import positions as at
from workbook_templates.readback import read_book
from workbook_templates.workbook import Built, build_workbook, write_workbook

Book = Callable[[str], Built]
LABELS = built_in_frame().groups.labels
COMPLETES, WORKS = "fullfører videregående", "kommer i arbeid eller utdanning"


def group(owner: str, name: str, ages: tuple[float, float, float], pair: str = COMPLETES) -> dict[str, Value]:
    """Return what is typed for a group: youngest, oldest and usual age."""
    typed: dict[str, Value] = {"name": name, "pair": pair}
    typed |= dict(zip(("age_min", "age_max", "age_default"), ages, strict=True))
    return {f"{owner}.{key}": value for key, value in typed.items()}


START: Mapping[str, Value] = {**RICH, **{key: LABELS[at] for key, at in GROUPS.items()}}
FILLED: dict[str, dict[str, Value]] = {
    "two are chosen": {
        **group("group1", "Høyt fravær*", (13.0, 16.0, 14.0)),
        "group1.base_outcome": 0.6,
        **group("group2", ">Unge mødre?", (17.0, 24.0, 19.5), WORKS),
        "group2.outcome_min": 20.0,
        "group2.outcome_after": 2.0,
        "m1.group": "høyt fravær*",
        "m1.age": None,
        "m2.group": ">Unge mødre?",
        "m2.age": None,
        "m2.pair": None,
        "groups_here.group1": 40.0,
    },
    "names that clash and ages that do not fit": {
        **group("group1", LABELS[3].upper(), (13.0, 16.0, 14.0)),
        **group("group2", "X", (17.0, 16.0, 19.0), WORKS),
        **group("group3", "x", (99.0, 16.0, 19.0), "noe annet"),
        "m2.group": "X",
        "m3.group": "Finnes ikke",
    },
    "one that was emptied": {"group2.age_min": 3.0, "m1.group": "Høyt fravær"},
}


@pytest.fixture(scope="module")
def bodo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workbook(find("1804").municipality, tmp_path_factory.mktemp("own") / "1804.xlsx").path


@pytest.mark.parametrize("case", FILLED)
def test_ironcalc_gives_what_the_core_gives_with_groups_of_the_users_own(bodo: Path, tmp_path: Path, case: str) -> None:
    changed = filled("1804", {**START, **FILLED[case]})
    wanted = write_workbook(find("1804").municipality, calculated("1804", changed.values), tmp_path / "wanted.xlsx")
    found = recalculate_typed(bodo, changed.changes)
    unit_of = lambda sheet, row, column: wanted.units[sheet, row, column]  # noqa: E731 - the shape the reader asks for
    unlike = compare(formula_cells(wanted.path), found, unit_of, booleans_are_numbers=True)
    assert [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r}" for one in unlike] == []


def test_only_finished_groups_can_be_chosen_and_a_measure_of_another_is_not_complete() -> None:
    complete = {
        case: [
            calculated("1804", filled("1804", {**START, **typed}).values).block(f"m{n}").single("complete")
            for n in (1, 2, 3)
        ]
        for case, typed in FILLED.items()
    }
    assert list(complete.values()) == [[1, 1, 1], [1, 0, 0], [0, 1, 1]]


def _finished(values: Mapping[str, Value], owner: str) -> float:
    return calculated("1804", values).block(owner).single("complete")


MEASURE = Measure(
    base_outcome=0.5,
    outcome=0.62,
    evidence_grade=2,
    lasting=1,
    intake=[20, 10],
    cost_per_year=90_000,
    duration=1,
)
AGES = {"age_min": 0, "age_max": 24, "age_default": 12, "pair": "fullfort", "outcome_min": 21}


def test_a_group_like_a_built_in_one_saves_the_same_and_gives_a_measure_the_same() -> None:
    own = Case(measures=[_of("group1")], free_groups=[FreeGroup(name="Som fem", base_outcome=0.5, **AGES)])  # type: ignore[arg-type]  # ages by name
    one, other = run(own), run(Case(measures=[_of("barnevern_hjelpetiltak")]))
    assert one.row("net_present", "all") == pytest.approx(other.row("net_present", "all"), abs=1e-6)
    at_built_in = LABELS.index(built_in_frame().group_labels["barnevern_hjelpetiltak"])
    saved = one.row("group_saving")
    assert [*saved[len(LABELS)]] == pytest.approx([*saved[at_built_in]], abs=1e-6)


def _of(group_id: str) -> Measure:
    return Measure(**{name: getattr(MEASURE, name) for name in MEASURE.__dataclass_fields__} | {"group": group_id})


def test_what_a_group_begun_on_still_lacks_is_told_in_python() -> None:
    with pytest.raises(InputError) as told:
        run(Case(free_groups=[FreeGroup(name=LABELS[0]), FreeGroup(age_min=5, age_max=4, age_default=9, pair="neet")]))
    text = str(told.value)
    assert "brukt av en annen målgruppe" in text
    assert "alder må oppgis" in text
    assert "group2 (uten navn): navn mangler" in text
    assert "vanlig alder må ligge mellom" in text


def test_own_groups_come_back_and_are_upgraded(bodo: Path, tmp_path: Path) -> None:
    changed = filled("1804", {**START, **FILLED["two are chosen"]})
    book = read_book(with_inputs(bodo, changed.changes, tmp_path / "filled.xlsx"))
    case = book.case()
    first = FreeGroup(name="Høyt fravær*", age_min=13, age_max=16, age_default=14, pair="fullfort", base_outcome=0.6)
    assert case.free_groups[0] == first
    assert case.free_groups[1].pair == "neet"
    assert case.measures[1].group == ">Unge mødre?"
    assert case.groups_here == {"group1": 40.0}
    assert run(case, frame=book.frame()).block("m2").single("complete") == 1
    upgrade = upgraded(book, built_in_frame())
    assert {"group1.name", "group2.outcome_after", "m2.group"} <= {one.key for one in upgrade.carried}
    assert [one for one in upgrade.left if "ruppe" in one.label] == []


def test_the_drop_down_holds_the_slots_behind_the_models_groups(bodo: Path) -> None:
    first = at.group_lines(len(LABELS))["who"] + 1
    found = recalculate_typed(bodo, filled("1804", FILLED["two are chosen"]).changes)
    listed = [found[at.GROUPS, f"A{line}"] for line in range(first + len(LABELS), first + len(LABELS) + 3)]
    assert listed == ["Høyt fravær*", ">Unge mødre?", ""]
