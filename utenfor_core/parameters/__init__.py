"""The parameters: every number of the model with unit, range, price year, status and source, read from data/."""

from utenfor_core.domain import PRESETS
from utenfor_core.parameters.loading import Parameters, load, own_parameters
from utenfor_core.parameters.records import (
    CostLine,
    DatedValue,
    Parameter,
    Source,
    TargetGroup,
    Value,
)

__all__ = [
    "PRESETS",
    "CostLine",
    "DatedValue",
    "Parameter",
    "Parameters",
    "Source",
    "TargetGroup",
    "Value",
    "load",
    "own_parameters",
]
