# The types of the public names; `__init__.py` loads each when it is asked for.

from collections.abc import Mapping, Sequence

from utenfor_core.actuals import Actual, Tally, follow_up
from utenfor_core.bridge import Bridge, Stored, bridge_between, frame_as_stored
from utenfor_core.calculation import Result
from utenfor_core.checks import violations
from utenfor_core.comparison import Comparison, compare, compare_presets
from utenfor_core.coverage import Coverage, evidence_coverage
from utenfor_core.domain import LEVELS, PRESETS, VIEWS, Case, FreeGroup, FreeLine, Funder, Measure, OwnLine, Place
from utenfor_core.errors import InputError, ParameterError, UtenforError
from utenfor_core.frame import Frame, build_frame, built_in_frame
from utenfor_core.model import run
from utenfor_core.places import place_of
from utenfor_core.portfolio_choice import Budget, Criterion, Limits, choose_measures, rank_measures
from utenfor_core.questions import (
    cost_of_delay,
    highest_cost,
    lost_a_year_early,
    pays_and_gains,
    rate_needed,
    state_contribution,
    successes_needed,
    when_grants_end,
)
from utenfor_core.sensitivity import one_at_a_time, two_way
from utenfor_core.societal import SocietalView, societal_view
from utenfor_core.stamp import Stamp, stamp_of
from utenfor_core.uncertainty import Asked, Response, Simulation, Spread, built_in_spreads, response, simulate
from utenfor_core.uncertainty.information import value_of_information
from utenfor_core.uncertainty.tornado import tornado
from utenfor_core.uncertainty.variance import variance_shares
from utenfor_core.version import __version__

PUBLIC: Mapping[str, Sequence[str]]

__all__ = [
    "LEVELS",
    "PRESETS",
    "PUBLIC",
    "VIEWS",
    "Actual",
    "Asked",
    "Bridge",
    "Budget",
    "Case",
    "Comparison",
    "Coverage",
    "Criterion",
    "Frame",
    "FreeGroup",
    "FreeLine",
    "Funder",
    "InputError",
    "Limits",
    "Measure",
    "OwnLine",
    "ParameterError",
    "Place",
    "Response",
    "Result",
    "Simulation",
    "SocietalView",
    "Spread",
    "Stamp",
    "Stored",
    "Tally",
    "UtenforError",
    "__version__",
    "bridge_between",
    "build_frame",
    "built_in_frame",
    "built_in_spreads",
    "choose_measures",
    "compare",
    "compare_presets",
    "cost_of_delay",
    "evidence_coverage",
    "follow_up",
    "frame_as_stored",
    "highest_cost",
    "lost_a_year_early",
    "one_at_a_time",
    "pays_and_gains",
    "place_of",
    "rank_measures",
    "rate_needed",
    "response",
    "run",
    "simulate",
    "societal_view",
    "stamp_of",
    "state_contribution",
    "successes_needed",
    "tornado",
    "two_way",
    "value_of_information",
    "variance_shares",
    "violations",
    "when_grants_end",
]
