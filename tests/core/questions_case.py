"""The measure that the tests of questions ask about: three payers beside the municipality, and an own line."""

from utenfor_core.calculation import Result
from utenfor_core.domain import FYLKE, KOMMUNE, OUTSIDE, STAT, Case, Funder, Measure, OwnLine, Place
from utenfor_core.model import run

MEASURE = Measure(
    group="vgs_frafall",
    base_outcome=0.5,
    outcome=0.6,
    evidence_grade=1,
    intake=[20, 20, 20],
    cost_per_year=50_000,
    duration=1,
    fixed_cost=100_000,
    kostra_function="242",
    art="010",
    funders=[
        Funder(level=STAT, share=0.5, first_year=2027, last_year=2028),
        Funder(level=FYLKE, amount=150_000, first_year=2027),
        Funder(level=OUTSIDE, share=0.1, first_year=2027),
    ],
    own_lines=[
        OwnLine(
            level=KOMMUNE,
            success_rate=0.02,
            unit_cost=500_000,
            duration=1,
            cashable_share=0.5,
            kostra_function="252",
            art="300",
        )
    ],
)
OSLO = frozenset({KOMMUNE, FYLKE})


def result(*measures: Measure, own_levels: frozenset[str] = frozenset({KOMMUNE}), preset: str = "forsiktig") -> Result:
    """Run a case in a place with these own levels."""
    return run(Case(place=Place(tax_level=1.1, own_levels=own_levels), measures=measures, preset=preset))
