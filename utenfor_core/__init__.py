"""Utenfor-regnskapet: what public budgets gain, year by year, when a young person is not left outside.

What an economist needs in Python is imported from here, `from utenfor_core import Case, Measure, run`, and is loaded
when it is asked for: the import of the package itself costs nothing. docs/python.md lists all of it. The types of these
names stand in `__init__.pyi`, and a test holds that the two agree.
"""

from importlib import import_module
from typing import Any

from utenfor_core.version import __version__

PUBLIC = {
    "domain": ("Case", "Measure", "Funder", "OwnLine", "FreeLine", "FreeGroup", "Place", "LEVELS", "PRESETS", "VIEWS"),
    "places": ("place_of",),
    "model": ("run",),
    "calculation": ("Result",),
    "stamp": ("Stamp", "stamp_of"),
    "checks": ("violations",),
    "coverage": ("Coverage", "evidence_coverage"),
    "questions": (
        "successes_needed", "rate_needed", "highest_cost", "state_contribution", "when_grants_end",
        "lost_a_year_early", "cost_of_delay", "pays_and_gains",
    ),
    "comparison": ("Comparison", "compare", "compare_presets"),
    "sensitivity": ("one_at_a_time", "two_way"),
    "bridge": ("Bridge", "Stored", "bridge_between", "frame_as_stored"),
    "uncertainty": (
        "Spread", "built_in_spreads", "Simulation", "Asked", "simulate", "Response", "response",
    ),
    "uncertainty.tornado": ("tornado",),
    "uncertainty.variance": ("variance_shares",),
    "uncertainty.information": ("value_of_information",),
    "portfolio_choice": ("Budget", "Criterion", "Limits", "rank_measures", "choose_measures"),
    "societal": ("SocietalView", "societal_view"),
    "actuals": ("Actual", "Tally", "follow_up"),
    "frame": ("Frame", "build_frame", "built_in_frame"),
    "errors": ("UtenforError", "InputError", "ParameterError"),
}  # fmt: skip
"""The public names by the module they live in. None is the name of a module: an import of that would hide it."""

_MODULE_OF = {name: module for module, names in PUBLIC.items() for name in names}

__all__ = ["PUBLIC", "__version__", *_MODULE_OF]  # noqa: PLE0604  # names of PUBLIC, all of them texts


def __getattr__(name: str) -> Any:  # noqa: ANN401  # every public name is of its own type, which __init__.pyi says
    """Return a public name, loaded from its module the first time it is asked for."""
    if name not in _MODULE_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names, loaded or not."""
    return sorted({*globals(), *__all__})
