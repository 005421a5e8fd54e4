"""Cases drawn at random for hypothesis: measures with own lines and funders, places, and the user's own values."""

from dataclasses import replace

from hypothesis import strategies as st

from utenfor_core.domain import (
    FYLKE,
    KOMMUNE,
    OUTSIDE,
    PAIRS,
    PRESETS,
    STAT,
    Case,
    FreeLine,
    Funder,
    Measure,
    OwnLine,
    Place,
)

GROUPS = {
    "vgs_frafall": (16, 20),
    "barnevern_hjelpetiltak": (0, 24),
    "angst_depresjon": (12, 24),
    "vgs_etter_normert": (21, 24),
}
ZONES = (None, "1", "1a", "2", "3", "4", "4a", "5")


def share(high: float = 1.0) -> st.SearchStrategy[float]:
    """Return shares from 0 to `high`, none of them so small that nothing is left of it."""
    return st.one_of(st.just(0.0), st.floats(0.001, high))


@st.composite
def measures(draw: st.DrawFn, *, own_lines: bool = True, funders: bool = True) -> Measure:
    """Return a complete measure: effect within 1 − p0, takers, cost."""
    group = draw(st.sampled_from(sorted(GROUPS)))
    base = draw(st.floats(0.0, 0.95))
    outcome = base + draw(share()) * (1 - base)
    lines = st.builds(
        OwnLine,
        level=st.sampled_from((KOMMUNE, FYLKE, STAT)),
        success_rate=share(),
        start=st.floats(0, 10),
        duration=st.floats(0, 10),
        unit_cost=st.floats(0, 1e6),
        cashable_share=st.one_of(st.none(), share()),
        delay=st.floats(0, 3),
    )
    payers = st.builds(
        Funder,
        level=st.sampled_from((KOMMUNE, FYLKE, STAT, OUTSIDE, None)),
        share=share(),
        amount=st.floats(0, 1e6),
        first_year=st.integers(2026, 2035),
        last_year=st.one_of(st.none(), st.integers(2026, 2035)),
    )
    return Measure(
        group=group,
        age=draw(st.integers(*GROUPS[group])),
        lag=draw(st.sampled_from((0, 1, 2.5))),
        pair=draw(st.sampled_from(PAIRS)),
        base_outcome=base,
        outcome=min(1.0, outcome),
        per_completed=draw(st.booleans()),
        completion=draw(share()),
        evidence_grade=draw(st.integers(1, 6)),
        lasting=draw(share()),
        start_month=draw(st.integers(1, 12)),
        intake=[draw(st.floats(1, 100)), *draw(st.lists(share(100), max_size=9))],
        cost_per_year=draw(st.floats(0, 1e6)),
        duration=draw(st.floats(0, 5)),
        fixed_cost=draw(st.floats(0, 1e7)),
        overlap=draw(share()),
        own_lines=draw(st.lists(lines, max_size=3)) if own_lines else [],
        funders=draw(st.lists(payers, max_size=3)) if funders else [],
    )


def of_one_pair(several: list[Measure]) -> list[Measure]:
    """Return the measures with the first one's pair wherever they overlap, as one person has one outcome."""
    return [replace(measure, pair=several[0].pair) if measure.overlap else measure for measure in several]


def places() -> st.SearchStrategy[Place]:
    """Return municipalities, counties and one that is both, with and without tax level and zone."""
    return st.builds(
        Place,
        tax_level=st.one_of(st.none(), st.floats(0.5, 2.5)),
        population_share=st.floats(0, 0.2),
        employer_zone=st.sampled_from(ZONES),
        reduced_tax_zone=st.booleans(),
        own_levels=st.sampled_from((frozenset({KOMMUNE}), frozenset({FYLKE}), frozenset({KOMMUNE, FYLKE}))),
    )


def free_lines() -> st.SearchStrategy[FreeLine]:
    """Return lines of the user's own over the life course."""
    bands = st.lists(st.floats(0, 2), min_size=6, max_size=6)
    return st.builds(
        FreeLine,
        level=st.sampled_from((KOMMUNE, FYLKE, STAT)),
        income=st.booleans(),
        unit_cost=st.floats(0, 1e6),
        cashable_share=st.one_of(st.none(), share()),
        delay=st.floats(0, 3),
        outside=bands,
        inside=bands,
    )


OWN_VALUES = st.fixed_dictionaries(
    {},
    optional={
        "kappa": share(),
        "growth": st.floats(0, 0.03),
        "extra_years": st.floats(0, 4),
        "phase_in": st.floats(1, 5),
        "catch_up": share(),
        "neet_decay": st.floats(0.001, 0.99),
        "stay_share_1": share(),
        "stay_share_3": share(),
        "unit_utgiftsutjevning": st.floats(0, 2e5),
        "k_sosialhjelp": share(),
        "d_sosialhjelp": st.floats(0, 3),
        "ufore_in_2": share(),
        "end_age": st.integers(25, 67),
    },
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return a whole case of up to four measures."""
    return Case(
        place=draw(places()),
        measures=of_one_pair(draw(st.lists(measures(), max_size=4))),
        preset=draw(st.sampled_from(PRESETS)),
        base_year=draw(st.integers(2026, 2031)),
        horizon=draw(st.one_of(st.none(), st.integers(1, 77))),
        flat_rate=draw(st.one_of(st.none(), st.floats(0, 0.2))),
        own_values=draw(OWN_VALUES),
        free_lines=draw(st.lists(free_lines(), max_size=2)),
    )
