"""The finance office's own questions as functions of a result: a number with its sentence, or the reason for none."""

from utenfor_core.questions.answers import Answer
from utenfor_core.questions.budget import (
    BudgetLine,
    SureMinimum,
    budget_lines,
    by_function,
    first_year_cost,
    sure_minimum,
)
from utenfor_core.questions.cost import (
    StateContribution,
    cost_of_delay,
    highest_cost,
    highest_costs,
    state_contribution,
)
from utenfor_core.questions.grants import GrantChange, lost_a_year_early, when_grants_end
from utenfor_core.questions.scope import ELECTION, FIRST_YEAR, LIFE, PERIODS, PLAN, Period, Who
from utenfor_core.questions.success import rate_needed, rates_needed, successes_needed
from utenfor_core.questions.who import PAYERS_AND_OUTSIDE, PaysAndGains, by_measure, pays_and_gains

__all__ = [
    "ELECTION",
    "FIRST_YEAR",
    "LIFE",
    "PAYERS_AND_OUTSIDE",
    "PERIODS",
    "PLAN",
    "Answer",
    "BudgetLine",
    "GrantChange",
    "PaysAndGains",
    "Period",
    "StateContribution",
    "SureMinimum",
    "Who",
    "budget_lines",
    "by_function",
    "by_measure",
    "cost_of_delay",
    "first_year_cost",
    "highest_cost",
    "highest_costs",
    "lost_a_year_early",
    "pays_and_gains",
    "rate_needed",
    "rates_needed",
    "state_contribution",
    "successes_needed",
    "sure_minimum",
    "when_grants_end",
]
