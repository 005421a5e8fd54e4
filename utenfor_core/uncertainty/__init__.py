"""Uncertainty: low, most likely and high of any input, drawn together, and what that means for each budget and year."""

from utenfor_core.uncertainty.problems import problems
from utenfor_core.uncertainty.response import Response, response
from utenfor_core.uncertainty.sampling import draws, pert
from utenfor_core.uncertainty.simulation import Asked, Simulation, simulate
from utenfor_core.uncertainty.spreads import Spread, built_in_spreads
from utenfor_core.uncertainty.three_way import ThreeWay, Triple, three_way, workbook_points

__all__ = [
    "Asked",
    "Response",
    "Simulation",
    "Spread",
    "ThreeWay",
    "Triple",
    "built_in_spreads",
    "draws",
    "pert",
    "problems",
    "response",
    "simulate",
    "three_way",
    "workbook_points",
]
