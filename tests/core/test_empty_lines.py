"""Every line without a figure is in the register, with direction, reason and place, and is counted at its level."""

from utenfor_core.domain import Case, Place
from utenfor_core.empty_lines import count_by_level, empty_lines, register
from utenfor_core.model import run
from utenfor_core.parameters import load
from utenfor_core.posts import POSTS

PARAMETERS = load()


def test_every_line_without_a_figure_says_why_and_where_it_is_found() -> None:
    found = empty_lines(PARAMETERS)
    assert {line.id for line in found} == {line.id for line in PARAMETERS.lines.values() if not line.priced}
    assert all(line.why and line.where and line.direction in {"øker", "senker", "uviss"} for line in found)


def test_the_count_by_level_is_the_register_counted() -> None:
    found = empty_lines(PARAMETERS)
    assert sum(count_by_level(found).values()) == len(found)
    assert count_by_level(found)["kommune"] == sum(line.level == "kommune" for line in found)


def test_a_line_of_the_life_course_is_either_counted_or_in_the_register() -> None:
    counted = {post.line for post in POSTS}
    empty = {line.id for line in empty_lines(PARAMETERS)}
    life = {line.id for line in PARAMETERS.lines.values() if line.role in {"life_course", "path"}}
    assert life <= counted | empty


def test_a_line_the_user_has_priced_leaves_the_register() -> None:
    before = register(run(Case()))
    after = register(run(Case(own_values={"unit_utgiftsutjevning": 50_000.0})))
    assert {line.id for line in before} - {line.id for line in after} == {"utgiftsutjevning"}


def test_without_a_zone_the_employers_contribution_is_an_empty_line() -> None:
    found = {line.id: line for line in register(run(Case(place=Place(employer_zone=None))))}
    assert "Velg sonen" in found["aga"].where
    assert "aga" not in {line.id for line in register(run(Case()))}
