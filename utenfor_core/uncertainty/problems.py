"""What is wrong with the spreads of a case, in Norwegian: what was typed, where, and what to do, all at once."""

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from utenfor_core.assumptions import SCALARS
from utenfor_core.calculation import Result
from utenfor_core.completeness import incomplete
from utenfor_core.domain import FUNDERS, Case, Value
from utenfor_core.inputs import Field, is_number, is_valid
from utenfor_core.measures import MEASURE_BLOCKS
from utenfor_core.model import compute
from utenfor_core.uncertainty.spreads import Spread

LAW = "Skattereglene er vedtatt. Kjør saken en gang til med en annen verdi for å vise hva en endring betyr."
CHOICE = "Dette er et valg, ikke noe som er usikkert. Kjør saken en gang for hvert valg."
WHO = "Alderen bestemmer hvem tiltaket gjelder. Lag ett tiltak for hver alder."
CALENDAR = "Dette er et kalenderår. Kjør saken en gang for hvert år."
NO_EFFECT = "Tallet går ikke inn i noen beregning av gevinst eller kostnad."

SWITCHES = ("haircut_on", "early_years", "weak_if_empty", "lasting_required", "tolerance")

REFUSED = {
    **{f"own.{name}": LAW for name in SCALARS["Skatt"]},
    **{f"own.{name}": CHOICE for name in SCALARS["Tid, rente og horisont"]},
    **{f"own.{name}": CHOICE for name in SWITCHES},
    **{f"place.{name}": CHOICE for name in ("horizon", "flat_rate")},
    "place.base_year": CALENDAR,
    **{f"plan.{name}": NO_EFFECT for name in ("first_growth", "yearly_growth")},
}  # fmt: skip
REFUSED_OF_MEASURE = {
    "age": WHO,
    "measured_age": WHO,
    "evidence_grade": "Graden er et valg. Oppgi heller spredning på avkortingen, for eksempel own.haircut_4.",
    "positions": NO_EFFECT,
    **{f"funder{n}_{end}_year": CALENDAR for n in range(1, FUNDERS + 1) for end in ("first", "last")},
}
"""Inputs that are never drawn, and why."""


def refusal(key: str) -> str | None:
    """Return why an input is never drawn, or None where it can be.

    >>> refusal("own.kappa") is None, refusal("own.rate_1") is None
    (True, False)
    """
    owner, _, name = key.partition(".")
    return REFUSED_OF_MEASURE.get(name) if owner in MEASURE_BLOCKS else REFUSED.get(key)


def problems(spreads: Sequence[Spread], result: Result, case: Case) -> list[str]:
    """Return everything that is wrong with the spreads, one Norwegian sentence each.

    `result` is the calculation at the most likely values. A spread may not reach values for which a measure falls out
    of the calculation, such as p1 below p0: the chance would then be of another set of measures.
    """
    fields = {field.key: field for field in result.frame.fields}
    found = [
        f"{key}: er oppgitt {times} ganger. La det stå én linje."
        for key, times in Counter(spread.key for spread in spreads).items()
        if times > 1
    ]
    for spread in spreads:
        found += _of_one(spread, fields)
    return found or _falls_out(spreads, result, case)


def _of_one(spread: Spread, fields: dict[str, Field]) -> list[str]:
    field = fields.get(spread.key)
    if field is None:
        like = get_close_matches(spread.key, fields, n=1)
        hint = f"Mente du «{like[0]}»?" if like else "Se arket Inndata for navnene."
        return [f"{spread.key}: finnes ikke. {hint}"]
    if field.kind != "number":
        return [f"{spread.key}: er tekst og kan ikke ha lav og høy verdi. Ta linjen bort."]
    reason = refusal(spread.key)
    if reason:
        return [f"{spread.key}: kan ikke ha lav og høy verdi. {reason}"]
    named: tuple[tuple[str, Value], ...] = (("lav", spread.low), ("mest sannsynlig", spread.most), ("høy", spread.high))
    found = []
    for name, value in named:
        if value is None:
            found.append(f"{spread.key}: mest sannsynlig verdi mangler, og ingen verdi er i bruk. Oppgi den.")
        elif not is_number(value) or value != value:  # noqa: PLR0124 - only "not a number" differs from itself
            found.append(f"{spread.key}, {name}: «{value}» er ikke et tall. Skriv et tall.")
        elif not is_valid(field, value):
            found.append(
                f"{spread.key}, {name}: {value:g} kan ikke brukes. "
                f"Skriv et tall fra {field.minimum:g} til {field.maximum:g}."
            )
    if not found and is_number(spread.most) and not spread.low <= spread.most <= spread.high:
        found.append(_order(spread))
    return found


def _order(spread: Spread) -> str:
    if spread.high < spread.low:
        return f"{spread.key}: høy verdi {spread.high:g} er under lav verdi {spread.low:g}. Bytt om på dem."
    return (
        f"{spread.key}: mest sannsynlig verdi {spread.most:g} ligger utenfor {spread.low:g}–{spread.high:g}. "
        "Rett verdien eller grensene."
    )


CORNERS = ("low", "high", "against")


def _falls_out(spreads: Sequence[Spread], result: Result, case: Case) -> list[str]:
    """Return which measures fall out at the ends of the spreads, with the reasons the calculation gives."""
    found = []
    for corner in CORNERS:
        values = dict(result.values) | {spread.key: _at(spread, corner) for spread in spreads}
        there = compute(values, values, result.place, frame=result.frame)
        fallen = [
            owner
            for owner in MEASURE_BLOCKS
            if result.row("complete", owner)[0, 0] and not there.row("complete", owner)[0, 0]
        ]
        if fallen:
            found += [
                f"Innenfor spredningen faller et tiltak ut. {reason} Rett lav eller høy verdi."
                for reason in incomplete(there, case)
                if reason.split(" ", 1)[0] in fallen
            ]
    return list(dict.fromkeys(found))


def _at(spread: Spread, corner: str) -> float:
    """Return the value of a spread at a corner; `against` has p1 and what makes it low at low, p0 and rates at high."""
    low = corner == "low" or (corner == "against" and spread.key.endswith(".outcome"))
    return spread.low if low else spread.high
