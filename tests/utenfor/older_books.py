"""Workbooks as an older version of the figures would have made them, filled in."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tests.workbooks.filled import rich
from utenfor_core.domain import Value
from utenfor_core.frame import Frame, build_frame
from utenfor_core.model import compute
from utenfor_core.municipalities import find
from utenfor_core.parameters import Parameter, Parameters, load
from utenfor_core.places import place_of
from workbook_templates.page import FreeText
from workbook_templates.workbook import delivered_case, write_workbook

NUMBER = "1804"
OLD_VERSION = "2025.2"
OLD_SHARE = 0.0094
NOTES: Mapping[tuple[int, int], FreeText] = {(0, 0): "Reise: 20 000 kr per samling", (2, 1): 12500.0}


def frame_of(*changed: Parameter, version: str = OLD_VERSION) -> Frame:
    """Return the built-in figures with some of them changed, under another version."""
    built_in = load()
    found = dict(built_in) | {parameter.id: parameter for parameter in changed}
    return build_frame(Parameters(found, built_in.lines, built_in.groups, version))


def older_frame() -> Frame:
    """Return figures with another κ, another rate of discount and another unit cost."""
    built_in = load()
    kappa, rate, cost = (built_in[name] for name in ("method/causal_share", "time/discount_rate_1", "unit_costs/aap"))
    assert isinstance(cost.single, float)
    return frame_of(
        replace(kappa, presets={**kappa.presets, "midtanslag": 0.55}),
        replace(rate, single=0.035),
        replace(cost, single=0.9 * cost.single),
    )


def older_book(path: Path, values: Mapping[str, Value] | None = None, frame: Frame | None = None) -> Path:
    """Write Bodø's workbook on older figures with a smaller share of the population, filled in (richly)."""
    frame = frame or older_frame()
    municipality = find(NUMBER).municipality
    delivered = frame.delivered(delivered_case(municipality))
    place = replace(place_of(municipality), population_share=OLD_SHARE)
    typed = rich(NUMBER).values if values is None else {**delivered, **values}
    filled = {key: value for key, value in typed.items() if value is not None}
    result = compute(filled, delivered, place, (None, None), frame)
    return write_workbook(municipality, result, path, texts={"deltakelse": NOTES}).path
