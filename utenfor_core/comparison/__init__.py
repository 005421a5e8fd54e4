"""Cases side by side: scenarios, or one case under every preset; what differs in what comes out and what goes in."""

from utenfor_core.comparison.differences import AssumptionDifference, InputDifference
from utenfor_core.comparison.side_by_side import Comparison, compare, compare_presets
from utenfor_core.comparison.words import horizon_names, preset_text

__all__ = [
    "AssumptionDifference",
    "Comparison",
    "InputDifference",
    "compare",
    "compare_presets",
    "horizon_names",
    "preset_text",
]
