"""Why a measure cannot be counted yet, in Norwegian: what is missing or does not fit, and what to do."""

from collections.abc import Collection, Iterator, Mapping

from utenfor_core.calculation import Result
from utenfor_core.domain import FREE_GROUPS, FREE_LINES, MEASURES, PAIR_WORDS, Case, Measure
from utenfor_core.free_groups import unfinished
from utenfor_core.inputs import is_number
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.trace import Rows

TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "group_number": ("group",),
    "in_age": ("age", "group"),
    "possible": ("base_outcome", "outcome", "typed_rate"),
    "rate_known": ("base_outcome", "outcome", "typed_rate", "own"),
    "persons_planned": ("intake_",),
    "completion_missing": ("completion",),
    "lasting_missing": ("lasting", "measured_age"),
}
"""How the inputs that a reason is about begin: where one of them cannot be used, that is told instead."""


def incomplete(result: Result, case: Case, unusable: Collection[str] = ()) -> list[str]:
    """Return every reason why a measure of the case is left out of the calculation, with its place and name.

    `unusable` are the keys of inputs that are told to be wrong already: a reason that comes of them is not repeated.
    """
    found = [*_too_many(case), *unfinished(result.values, result.frame.groups.labels), *_two_outcomes(result, case)]
    for owner, measure in zip(MEASURE_BLOCKS, case.measures, strict=False):
        rows = result.block(owner)
        if not rows.single("complete"):
            name = measure.name or "uten navn"
            told = tuple(key.removeprefix(f"{owner}.") for key in unusable if key.startswith(f"{owner}."))
            found += [
                f"{owner} ({name}): {text}."
                for reason, text in _reasons(result, measure, rows)
                if not any(key.startswith(TOLD_BY[reason]) for key in told)
            ]
        found += [
            f"{owner}, egen linje {number}: {line.unit_cost:g} kr per år har ikke noe budsjett. Velg nivå."
            for number, line in enumerate(measure.own_lines, 1)
            if line.level is None and line.success_rate and is_number(line.unit_cost) and line.unit_cost
        ]
    return found


def _too_many(case: Case) -> list[str]:
    """Return what the case holds more of than there is room for; nothing is left out silently."""
    held = (
        ("tiltak", len(case.measures), MEASURES),
        ("egne kostnadslinjer", len(case.free_lines), FREE_LINES),
        ("egne målgrupper", len(case.free_groups), FREE_GROUPS),
    )
    return [
        f"{name}: {count} er for mange, det er plass til {room}. Slå sammen noen, eller regn i to omganger."
        for name, count, room in held
        if count > room
    ]


def _two_outcomes(result: Result, case: Case) -> list[str]:
    """Return which overlapping measures count different outcomes: one person has one, see decision 0028."""
    marked = result.row("overlap_marked")[:, 0] > 0
    by_outcome: dict[str, list[str]] = {}
    for owner, measure, overlaps in zip(MEASURE_BLOCKS, case.measures, marked, strict=False):
        if overlaps:
            outcome = PAIR_WORDS[int(result.block(owner).single("pair_number")) - 1]
            by_outcome.setdefault(outcome, []).append(f"{owner} ({measure.name or 'uten navn'})")
    if len(by_outcome) <= 1:
        return []
    told = "; ".join(f"{', '.join(owners)}: {outcome}" for outcome, owners in by_outcome.items())
    text = (
        f"overlapp: {told}. Samme person kan ikke telle med to utfall. Velg samme sammenligning i tiltak som "
        "overlapper, eller tøm overlapp hvis det er ulike personer."
    )
    return [text]


def _reasons(result: Result, measure: Measure, rows: Rows) -> Iterator[tuple[str, str]]:
    groups = result.groups
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
    yield from ((name, text) for name, text in reasons.items() if not rows.single(name))
    if rows.single("completion_missing"):
        text = "mangler: fullføring f. Virkningen er per fullført: oppgi andelen som fullfører tiltaket"
        yield "completion_missing", text
    if rows.single("lasting_missing"):
        yield "lasting_missing", "effekten er målt tidlig: oppgi andelen som varer (λ)"
