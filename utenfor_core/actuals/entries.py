"""What is wrong with what was entered after a year, in Norwegian: what, where and what to do, all at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite

from utenfor_core.actuals.records import LABELS, Actual, Tally
from utenfor_core.calculation import Result
from utenfor_core.domain import INTAKES, Case, Measure
from utenfor_core.inputs import is_number
from utenfor_core.uncertainty import Spread

Points = tuple[float, float, float]


def planned_shares(plan: Result, owner: str, measure: Measure) -> dict[str, float]:
    """Return the plan's p1, p0 and f of a measure, those that it has; a typed rate is p1 − p0."""
    base, rate = plan.row("base_outcome_used", owner)[0, 0], measure.typed_rate
    found = {} if measure.completion is None else {"completion": measure.completion}
    if is_number(base):
        found["base_outcome"] = float(base)
        if rate is not None:
            found["outcome"] = float(base) + rate
        elif measure.outcome is not None:
            found["outcome"] = measure.outcome
    return found


def expected_points(owner: str, planned: Mapping[str, float], spreads: Iterable[Spread]) -> dict[str, Points]:
    """Return low, most likely and high of a measure's shares before the year; most likely is the plan's if not given.

    The spread of a typed rate is that of p1 with p0 taken off, so p0 is added.
    """
    found = {}
    for spread in spreads:
        measure, _, field = spread.key.partition(".")
        added = planned.get("base_outcome", 0.0) if field == "typed_rate" else 0.0
        name = "outcome" if field == "typed_rate" else field
        if measure == owner and name in planned:
            most = planned[name] if spread.most is None else spread.most + added
            found[name] = (spread.low + added, most, spread.high + added)
    return found


def wrong(plan: Result, case: Case, actuals: Sequence[Actual], spreads: Sequence[Spread]) -> Iterator[str]:
    """Yield every problem of what was entered, with the measure it belongs to."""
    known = {f"m{number}": measure for number, measure in enumerate(case.measures, 1)}
    owners = [actual.owner for actual in actuals]
    for owner in dict.fromkeys(owners):
        if owner not in known:
            yield f"{owner}: tiltaket finnes ikke i planen. Velg blant {', '.join(known)}."
        if owners.count(owner) > 1:
            yield f"{owner}: tallene er lagt inn {owners.count(owner)} ganger. Legg dem inn én gang."
    for actual in actuals:
        if actual.owner in known:
            measure = known[actual.owner]
            planned = planned_shares(plan, actual.owner, measure)
            yield from _wrong_years(plan, actual)
            yield from _wrong_counts(actual, measure)
            yield from _wrong_points(actual.owner, expected_points(actual.owner, planned, spreads))
            if (actual.outcome or actual.base_outcome) and "outcome" not in planned:
                yield (
                    f"{actual.owner}: planen mangler andelen som lykkes med og uten tiltaket (p1 og p0). "
                    "Legg inn begge, eller p0 og en suksessrate."
                )


def _from_nought(entry: object) -> bool:
    """Tell whether an entry is a number that counts or costs something can have."""
    return is_number(entry) and isfinite(entry) and entry >= 0


def _wrong_years(plan: Result, actual: Actual) -> Iterator[str]:
    owner, years = actual.owner, plan.row("year")[0].astype(int).tolist()
    if not 1 <= len(actual.intake) <= INTAKES:
        yield f"{owner}: {len(actual.intake)} år med deltakere kan ikke brukes. Oppgi fra 1 til {INTAKES} år."
        return
    for name, entries in (("deltakere", actual.intake), ("kostnad", actual.cost)):
        for year, entry in zip(years, entries, strict=False):
            if not _from_nought(entry):
                yield f"{owner}: {name} i {year} er {entry}. Skriv et tall fra 0 og opp."
    if actual.cost and len(actual.cost) != len(actual.intake):
        yield (
            f"{owner}: kostnad er oppgitt for {len(actual.cost)} år og deltakere for {len(actual.intake)}. "
            "Oppgi like mange år."
        )
    for year, entry, planned in zip(years, actual.cost, plan.row("cost", owner)[0], strict=False):
        if _from_nought(entry) and entry > 0 and planned <= 0:
            yield (
                f"{owner}: kostnaden i {year} er {entry:g} kr, men planen har ingen kostnad det året, så det er ikke "
                "kjent hvem som betaler. Legg året inn i planen først."
            )


def _wrong_counts(actual: Actual, measure: Measure) -> Iterator[str]:
    for field, label in LABELS.items():
        tally: Tally | None = getattr(actual, field)
        if tally is None:
            continue
        counts = (tally.successes, tally.observed)
        if not all(_from_nought(count) and int(count) == count for count in counts):
            yield (
                f"{actual.owner}, {label}: {counts[0]} av {counts[1]} er ikke hele personer fra 0 og opp. Rett tallene."
            )
        elif tally.observed == 0:
            yield f"{actual.owner}, {label}: ingen personer er målt. La feltet være tomt til noen er det."
        elif tally.successes > tally.observed:
            yield (
                f"{actual.owner}, {label}: {tally.successes} av {tally.observed} personer går ikke an. "
                "Det første tallet kan høyst være likt det andre."
            )
    entered = [
        count for tally in (actual.outcome, actual.completion) if tally for count in (tally.successes, tally.observed)
    ]
    if all(map(_from_nought, [*actual.intake, *entered])):
        yield from _too_many(actual, measure)


def _too_many(actual: Actual, measure: Measure) -> Iterator[str]:
    """Yield where more persons have an outcome than have taken part; per completed, than have completed."""
    started = sum(actual.intake)
    completed = actual.completion.successes if actual.completion and measure.per_completed else started
    for field, room in (("completion", started), ("outcome", min(started, completed))):
        tally: Tally | None = getattr(actual, field)
        if tally is not None and tally.observed > room:
            yield (
                f"{actual.owner}, {LABELS[field]}: {tally.observed} personer er målt, men bare {room:g} kan være det. "
                "Rett ett av tallene."
            )


def _wrong_points(owner: str, points: Mapping[str, Points]) -> Iterator[str]:
    for field, (low, most, high) in points.items():
        if not 0 <= low <= most <= high <= 1:
            yield (
                f"{owner}, {LABELS[field]}: lav {low:g}, mest sannsynlig {most:g} og høy {high:g} kan ikke brukes. "
                "De skal stå i stigende rekkefølge mellom 0 og 1."
            )
