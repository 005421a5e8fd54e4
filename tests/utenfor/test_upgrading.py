"""An old book's inputs on today's figures: all that was filled in comes along, and the bridge adds up."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from openpyxl import load_workbook

from tests.utenfor.older_books import NOTES, NUMBER, OLD_VERSION, frame_of, older_book
from tests.workbooks.filled import GROUPS, RICH, calculated, rich
from tests.workbooks.linter import lint
from tests.workbooks.reading import formula_cells
from tests.workbooks.recalculation import compare, recalculate
from utenfor.changes_sheet import ChangesSheet
from utenfor.upgrading import Upgrade, upgraded
from utenfor_core.bridge import RESULTS
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import Value
from utenfor_core.frame import Frame, build_frame, built_in_frame
from utenfor_core.inputs import Field
from utenfor_core.parameters import Parameters, load
from workbook_templates import positions as at
from workbook_templates.readback import BookRead, read_book
from workbook_templates.workbook import Built, write_workbook

TILL_67 = -1


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> BookRead:
    return read_book(older_book(tmp_path_factory.mktemp("old") / "gammel.xlsx"))


@pytest.fixture(scope="module")
def upgrade(old: BookRead) -> Upgrade:
    return upgraded(old, built_in_frame())


@pytest.fixture(scope="module")
def written(upgrade: Upgrade, tmp_path_factory: pytest.TempPathFactory) -> Built:
    target = tmp_path_factory.mktemp("new") / "ny.xlsx"
    second = (at.CHANGES, ChangesSheet(upgrade))
    return write_workbook(upgrade.municipality, upgrade.result, target, texts=upgrade.texts, second=second)


def with_values(book: BookRead, values: Mapping[str, Value]) -> BookRead:
    """The book with something else typed in some cells."""
    typed = {**book.values, **values}
    return replace(book, values={key: value for key, value in typed.items() if value is not None})


def with_field(frame: Frame, key: str, field: Field | None) -> Frame:
    """A frame of a version in which one input is another, or gone."""
    fields = (field if one.key == key else one for one in frame.fields)
    return replace(frame, fields=tuple(one for one in fields if one is not None))


def test_everything_the_user_filled_in_is_carried_over(upgrade: Upgrade) -> None:
    assert {one.key for one in upgrade.carried} == RICH.keys() | GROUPS.keys()
    wanted = calculated(NUMBER, rich(NUMBER).values)
    for name in RESULTS:
        np.testing.assert_allclose(
            upgrade.result.row(name, TOGETHER).astype(float), wanted.row(name, TOGETHER).astype(float), rtol=1e-12
        )
    assert (upgrade.left, upgrade.renewed, upgrade.remarks) == ((), (), ())
    assert upgrade.texts == {"deltakelse": NOTES}


def test_the_bridge_begins_at_what_the_old_book_showed_and_adds_up_to_the_new_result(
    upgrade: Upgrade, old: BookRead
) -> None:
    bridge = upgrade.bridge
    assert bridge.old.endswith(f"tall {OLD_VERSION}")
    np.testing.assert_array_equal(bridge.start, [old.stored[name] for name in RESULTS])
    reached = bridge.start + sum(step.moved for step in bridge.steps)
    np.testing.assert_allclose(reached, bridge.end, rtol=0, atol=1e-6)
    shown = [upgrade.result.row(name, TOGETHER)[:, TILL_67].astype(float) for name in RESULTS]
    np.testing.assert_array_equal(bridge.end, shown)


def test_each_figure_that_changed_is_a_step_and_nothing_else_moves(upgrade: Upgrade) -> None:
    labels = [step.label for step in upgrade.bridge.steps]
    assert labels[0].startswith("Kalkulasjonsrente")
    assert "κ" in labels[1]
    assert labels[2].startswith("Arbeidsavklaringspenger")
    assert labels[3:] == [
        "Kommunens folketall, skattesone og nivåer",
        "Avvik mellom det lagrede resultatet og samme tall regnet på nytt",
    ]
    assert all(np.abs(step.moved).max() > 1 for step in upgrade.bridge.steps[:-1])
    np.testing.assert_allclose(upgrade.bridge.steps[-1].moved, 0, atol=1e-6)


def test_the_new_book_holds_what_the_engine_finds_and_keeps_every_rule(written: Built) -> None:
    found = compare(formula_cells(written.path), recalculate(written.path), lambda *where: written.units[where])
    assert [f"{one.sheet}!{one.address} {one.cached!r} {one.recalculated!r}" for one in found] == []
    assert [f"{one.sheet}!{one.address} {one.rule}: {one.text}" for one in lint(written.path)] == []


def test_the_new_book_is_read_back_with_all_that_was_filled_in(written: Built, upgrade: Upgrade) -> None:
    again = read_book(written.path)
    assert again.changed().keys() == {one.key for one in upgrade.carried}
    assert again.texts == {"deltakelse": NOTES}
    assert (again.data_version, again.unread) == (built_in_frame().parameters.version, ())
    once_more = upgraded(again, built_in_frame())
    assert [step.label for step in once_more.bridge.steps] == [upgrade.bridge.steps[-1].label]


def test_the_sheet_of_changes_stands_behind_the_front_page_and_tells_it_all(written: Built, upgrade: Upgrade) -> None:
    book = load_workbook(written.path, data_only=True, read_only=True)
    assert book.sheetnames[:2] == [at.FRONT, at.CHANGES]
    rows = [row for row in book[at.CHANGES].iter_rows(values_only=True) if row[0] is not None]
    labels = [str(row[0]) for row in rows]
    for step in upgrade.bridge.steps:
        assert labels.count(step.label) >= len(("net_present", "net_present_cashable"))
    for one in upgrade.carried:
        assert one.label in labels
    sums, live = (next(row[1:6] for row in rows if row[0] == label) for label in (
        "Før og alle steg lagt sammen", "Boka nå"))  # fmt: skip
    assert sums == pytest.approx(live)


def test_an_input_that_is_gone_is_listed_with_what_stood_there(old: BookRead) -> None:
    found = upgraded(old, with_field(built_in_frame(), "m2.name", None))
    (left,) = found.left
    assert (left.label, left.value) == ("Tiltak 2: Navn på tiltaket", "Jobb")
    assert "finnes ikke" in left.why


def test_an_input_that_no_longer_fits_is_listed_with_what_the_field_takes(old: BookRead) -> None:
    cost = next(field for field in built_in_frame().fields if field.key == "m2.cost_per_year")
    found = upgraded(old, with_field(built_in_frame(), cost.key, replace(cost, maximum=50_000.0)))
    (left,) = found.left
    assert (left.value, left.why) == (85_000, "passer ikke i feltet, som tar tall fra 0 til 50000")


def test_a_value_that_could_never_be_used_leaves_no_example_behind_in_the_users_measure(old: BookRead) -> None:
    found = upgraded(with_values(old, {"m1.outcome": "sekstiåtte prosent"}), built_in_frame())
    assert [one.label for one in found.left] == ["Tiltak 1: Utfall med tiltaket (p1)"]
    assert "m1.outcome" not in found.result.values


def test_an_input_that_was_emptied_stays_empty(old: BookRead) -> None:
    found = upgraded(with_values(old, {"m1.evidence_grade": None}), built_in_frame())
    assert "m1.evidence_grade" not in found.result.values


def test_a_measure_the_user_has_begun_on_keeps_the_delivered_values_it_was_built_on(old: BookRead) -> None:
    delivered = {**old.delivered, "m1.age": 15.0}
    found = upgraded(replace(with_values(old, {"m1.age": 15.0}), delivered=delivered), built_in_frame())
    assert found.result.values["m1.age"] == 15.0
    (kept,) = (one for one in found.carried if one.key == "m1.age")
    assert kept.remark == "hører til et tiltak du har endret"


def test_what_was_as_delivered_becomes_as_it_is_delivered_now(old: BookRead) -> None:
    changed: dict[str, Value] = {"place.base_year": 2026.0, "growth.D_2024": 0.06}
    before = replace(with_values(old, changed), delivered={**old.delivered, **changed})
    found = upgraded(before, built_in_frame())
    fresh = built_in_frame()
    assert found.result.values["place.base_year"] == fresh.base_year
    assert {one.delivered: one.delivered_now for one in found.renewed} == {
        2026.0: fresh.base_year, 0.06: fresh.growth["D", 2024]
    }  # fmt: skip


def test_a_target_group_that_has_new_words_is_still_the_measures(old: BookRead) -> None:
    built_in = load()
    groups = {
        key: replace(group, label="Nye ord") if group.number == "7" else group for key, group in built_in.groups.items()
    }
    frame = build_frame(Parameters(dict(built_in), built_in.lines, groups, built_in.version))
    found = upgraded(old, frame)
    assert found.result.values["m2.group"] == "7 Nye ord"
    assert found.left == ()


def test_amounts_of_another_price_year_are_carried_as_they_are_and_named(old: BookRead) -> None:
    year = load()["time/price_year"]
    found = upgraded(old, frame_of(replace(year, single=2027.0), version="2027.1"))
    (remark,) = (text for text in found.remarks if "2027-kroner" in text)
    assert "Tiltak 2: Kostnad per deltaker og år" in remark
    assert found.result.values["m2.cost_per_year"] == 85_000


def test_a_book_that_was_not_calculated_begins_the_bridge_in_this_model(old: BookRead) -> None:
    found = upgraded(replace(old, state="utdatert", stored={}), built_in_frame())
    assert "ikke regnet" in found.remarks[0]
    reached = found.bridge.start + sum(step.moved for step in found.bridge.steps)
    np.testing.assert_allclose(reached, found.bridge.end, rtol=0, atol=1e-6)


def test_own_figures_that_are_missing_are_told_of(old: BookRead) -> None:
    found = upgraded(replace(old, data_version="2025.2 med «Bodø»"), built_in_frame())
    assert "--own-figures" in found.remarks[0]


def test_free_text_that_has_no_field_any_more_is_listed(old: BookRead) -> None:
    found = upgraded(replace(old, texts={"annet": {(0, 0): "Husk dette"}}), built_in_frame())
    assert [one.value for one in found.left] == ["Husk dette"]


def test_an_untouched_book_becomes_a_new_untouched_book(old: BookRead) -> None:
    found = upgraded(replace(old, values=old.delivered, stored={}), built_in_frame())
    assert (found.carried, found.left) == ((), ())
    assert found.result.row("inputs_changed")[0, 0] == 0
