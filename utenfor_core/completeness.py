"""Why a measure cannot be counted yet, in Norwegian: what is missing or does not fit, and what to do."""

from utenfor_core.calculation import Result
from utenfor_core.domain import FREE_LINES, MEASURES, Case, Measure
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.trace import Rows


def incomplete(result: Result, case: Case) -> list[str]:
    """Return every reason why a measure of the case is left out of the calculation, with its place and name."""
    found = _too_many(case)
    for owner, measure in zip(MEASURE_BLOCKS, case.measures, strict=False):
        rows = result.block(owner)
        if not rows.single("complete"):
            name = measure.name or "uten navn"
            found += [f"{owner} ({name}): {reason}." for reason in _reasons(result, measure, rows)]
        found += [
            f"{owner}, egen linje {number}: {line.unit_cost:g} kr per år har ikke noe budsjett. Velg nivå."
            for number, line in enumerate(measure.own_lines, 1)
            if line.level is None and line.success_rate and line.unit_cost
        ]
    return found


def _too_many(case: Case) -> list[str]:
    """Return what the case holds more of than there is room for; nothing is left out silently."""
    held = (("tiltak", len(case.measures), MEASURES), ("egne kostnadslinjer", len(case.free_lines), FREE_LINES))
    return [
        f"{name}: {count} er for mange, det er plass til {room}. Slå sammen noen, eller regn i to omganger."
        for name, count, room in held
        if count > room
    ]


def _reasons(result: Result, measure: Measure, rows: Rows) -> list[str]:
    groups = result.frame.groups
    at = max(1, int(rows.single("group_number"))) - 1
    ages = f"{groups.age_min[at]:g}–{groups.age_max[at]:g} år"
    rate = measure.outcome if measure.typed_rate is None else measure.typed_rate
    base = rows["base_outcome_used"][0, 0]
    reasons = {
        "group_number": f"målgruppen «{measure.group}» finnes ikke",
        "in_age": f"alderen {rows.single('entry'):g} er utenfor gruppens {ages}",
        "possible": (
            f"suksessraten {rate} passer ikke med grunnutfallet p0 = {base}: den kan høyst være 1 − p0 og ikke under 0"
        ),
        "rate_known": "p0 og p1, eller en suksessrate, mangler",
        "persons_planned": "ingen deltakere er oppgitt",
    }
    found = [text for name, text in reasons.items() if not rows.single(name)]
    if rows.single("completion_missing"):
        found.append("mangler: fullføring f. Virkningen er per fullført: oppgi andelen som fullfører tiltaket")
    if rows.single("lasting_missing"):
        found.append("effekten er målt tidlig: oppgi andelen som varer (λ)")
    return found
