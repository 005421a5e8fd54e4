"""What the answers say, who is asked about, what is refused, and that the parts add up to what the model has."""

import doctest
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from tests.core.questions_case import MEASURE, OSLO, result
from utenfor_core import questions
from utenfor_core.calculation import TOGETHER
from utenfor_core.domain import ALL, FYLKE, KOMMUNE, STAT, Case, Funder, OwnLine
from utenfor_core.errors import InputError
from utenfor_core.model import run
from utenfor_core.questions import (
    Answer,
    cost_of_delay,
    first_year_cost,
    highest_cost,
    lost_a_year_early,
    pays_and_gains,
    rates_needed,
    state_contribution,
    successes_needed,
    sure_minimum,
    when_grants_end,
)
from utenfor_core.questions.answers import SPACE, sentences

REASONS = tuple(sentences()["reasons"])


class PlainSpaces(doctest.OutputChecker):
    """The page is written with plain spaces, the answers have spaces that do not break."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        """Compare with the answer's spaces made plain."""
        return super().check_output(want, got.replace(SPACE, " "), optionflags)


def test_every_word_that_is_not_known_is_named_at_once() -> None:
    with pytest.raises(InputError) as error:
        successes_needed(result(MEASURE), "m7", "bydel", "mandag")
    assert [problem.split(":")[0] for problem in error.value.problems] == ["tiltak", "budsjett", "periode"]
    assert "«bydel»" in str(error.value)


@pytest.mark.parametrize("period", [0, 78, True, 2.5])
def test_a_period_is_a_whole_number_of_years_up_to_77(period: int) -> None:
    with pytest.raises(InputError, match="antall år fra 1 til 77"):
        successes_needed(result(MEASURE), period=period)


def test_no_levels_at_all_and_a_view_among_levels_are_refused() -> None:
    with pytest.raises(InputError, match="ingen er valgt"):
        successes_needed(result(MEASURE), who=())
    with pytest.raises(InputError, match="«alle» finnes ikke"):
        successes_needed(result(MEASURE), who=(KOMMUNE, ALL))


def test_what_one_participant_costs_is_asked_of_one_measure() -> None:
    with pytest.raises(InputError, match="m1, m2"):
        highest_cost(result(MEASURE), TOGETHER)


def test_own_budgets_are_called_by_their_name_and_in_oslo_both_are_own() -> None:
    names = [
        successes_needed(result(MEASURE, own_levels=own)).details["who"]
        for own in (frozenset({KOMMUNE}), frozenset({FYLKE}), OSLO)
    ]
    assert names == ["kommunen", "fylkeskommunen", "egne budsjetter"]


def test_rates_are_for_own_for_both_and_for_all_and_oslo_s_own_are_both() -> None:
    asked = [
        [answer.details["who"] for answer in rates_needed(result(MEASURE, own_levels=own))]
        for own in (frozenset({KOMMUNE}), frozenset({FYLKE}), OSLO)
    ]
    both, everybody = "kommunen og fylkeskommunen", "alle budsjettene samlet"
    assert asked == [["kommunen", both, everybody], ["fylkeskommunen", both, everybody], ["egne budsjetter", everybody]]


def test_more_than_would_not_succeed_without_the_measure_is_said() -> None:
    dear = replace(MEASURE, cost_per_year=60_000, base_outcome=0.8, outcome=0.9, funders=[], own_lines=[])
    answer = successes_needed(result(dear, preset="full-forskjell"), who=ALL)
    assert answer.caution is None
    one = successes_needed(result(replace(dear, cost_per_year=400_000), preset="full-forskjell"), who=ALL)
    assert one.caution == "beyond"
    assert "12 som ikke ville lykkes uten tiltaket" in one.text


def test_a_budget_that_is_level_but_loses_by_each_success_is_warned() -> None:
    line = OwnLine(level=FYLKE, success_rate=0.5, unit_cost=500_000, duration=1, cashable_share=1)
    answer = successes_needed(result(replace(MEASURE, own_lines=[line])), "m1", FYLKE)
    assert (answer.value, answer.caution) == (0, "loses")
    assert "koster budsjettet mer enn det gir" in answer.text


def test_an_unfinished_measure_has_no_answer_and_says_so() -> None:
    empty = run(Case())
    answers = [
        successes_needed(empty, "m1"),
        highest_cost(empty, "m1"),
        state_contribution(empty, "m1").share,
        cost_of_delay(empty, "m1"),
        first_year_cost(empty, "m1"),
    ]
    assert {answer.reason for answer in answers} == {"incomplete"}
    assert {successes_needed(empty).reason, sure_minimum(empty).answer.reason} == {"nobody"}
    assert when_grants_end(empty, "m1") == lost_a_year_early(empty, "m1") == ()
    assert pays_and_gains(empty).matrix.sum() == 0


def test_where_there_is_no_answer_the_reason_is_the_right_one() -> None:
    whole = result(MEASURE)
    alone = replace(MEASURE, funders=[])
    paid_for = replace(MEASURE, funders=[Funder(level=STAT, share=1, first_year=2027)])
    expected = {
        "pays_nothing": highest_cost(result(alone), "m1", STAT),
        "no_duration": highest_cost(result(replace(alone, duration=0)), "m1"),
        "impossible_free": highest_cost(whole, "m1", FYLKE),
        "no_limit": highest_cost(
            result(replace(paid_for, funders=[Funder(level=KOMMUNE, amount=1, first_year=2027), *paid_for.funders])),
            "m1",
        ),
        "no_room_for_funder": state_contribution(whole, "m1").share,
        "impossible_funded": state_contribution(result(alone), "m1", FYLKE).share,
        "one_measure": state_contribution(result(alone), TOGETHER).yearly,
        "no_room_to_wait": cost_of_delay(result(replace(alone, intake=[1] * 10)), grants_follow=False),
        "costs_nothing": first_year_cost(result(replace(alone, cost_per_year=0, fixed_cost=0)), "m1"),
    }
    assert {name: answer.reason for name, answer in expected.items()} == {name: name for name in expected}
    assert [answer.text for answer in expected.values() if answer.value is not None] == []


def test_the_sentence_of_every_wording_can_be_filled() -> None:
    figures = {"who": "kommunen", "giver": "staten", "period": "i 2027", "reason": "ikke definert"}
    for question, wordings in sentences().items():
        for wording, template in wordings.items():
            names = {name for _, name, _, _ in Formatter().parse(template) if name}
            details = {name: figures.get(name, 1.0) for name in names - {"value"}}
            if question in {"reasons", "who", "period"}:
                continue
            if wording == "none":
                reasons = [Answer(question=question, unit="kr", reason=name, details=details) for name in REASONS]
                assert all(one.text.endswith(".") for one in reasons)
            else:
                said = Answer(question=question, unit="kr", value=1.0, details=details, wording=wording)
                assert said.text.strip().endswith(".")


def test_the_examples_of_the_page_are_what_the_functions_say(repository: Path) -> None:
    page = (repository / "docs" / "how-to" / "sporsmal.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, "sporsmal.md", None, None)
    runner = doctest.DocTestRunner(checker=PlainSpaces(), verbose=False)
    assert blocks
    assert runner.run(test) == doctest.TestResults(failed=0, attempted=len(test.examples))


def test_every_question_is_told_of_in_the_page(repository: Path) -> None:
    page = (repository / "docs" / "how-to" / "sporsmal.md").read_text("utf-8")
    asked = {name for name in questions.__all__ if callable(getattr(questions, name)) and name.islower()}
    assert isinstance(questions, ModuleType)
    assert {name for name in asked if name not in page} <= {"rate_needed"}
