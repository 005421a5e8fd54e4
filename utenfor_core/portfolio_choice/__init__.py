"""Which measures to choose: ranked by their net alone, and the best set within one or more budgets.

Kroner are real kroner of the price year; positive net is better for the view. Every measure is calculated alone; a set
of measures has the success rates that their overlap leaves, so that it is what `run` gives for the set.
"""

from utenfor_core.portfolio_choice.choosing import choose_measures, rank_measures
from utenfor_core.portfolio_choice.records import Budget, Choice, Criterion, LeftOut, Limits, Standing

__all__ = ["Budget", "Choice", "Criterion", "LeftOut", "Limits", "Standing", "choose_measures", "rank_measures"]
