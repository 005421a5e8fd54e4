"""The records a parameter file becomes: a source, a dated value, a parameter, a cost line and a target group."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from utenfor_core.domain import PRESETS
from utenfor_core.errors import ParameterError
from utenfor_core.parameters.vocabulary import OWN_STATUS

Value = float | tuple[float, ...]
"""One number, or six: one for each age band 21–24, 25–29, 30–39, 40–49, 50–61 and 62–66."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where a value was read: id in the fact lists, title, address (None for a choice of ours) and confidence."""

    id: str
    title: str
    url: str | None
    confidence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DatedValue:
    """A value of one year; money is in that year's kroner unless `price_year` says another."""

    year: int
    value: Value
    price_year: int | None
    source_ids: tuple[str, ...]
    status: str
    month: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """One number of the model (or six by age band) with label, unit, status, range, price year and sources.

    Exactly one of `single`, `dated`, `presets` and `empty` holds: one value, a value per year, a value per preset, or
    no value, with the reason and the place where the figure is found. Amounts are kroner, shares are decimals.
    `band_statuses` is the status by age band where a user's own value holds for some of them; else empty.
    `minimum` and `maximum` are what is accepted at all (the unit's unless the file narrows it); `low` and `high` what
    is likely.
    """

    id: str
    label: str
    unit: str
    status: str
    sources: tuple[Source, ...]
    single: Value | None = None
    dated: tuple[DatedValue, ...] = ()
    presets: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    empty: bool = False
    empty_reason: str | None = None
    where_found: str | None = None
    price_year: int | None = None
    index: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    low: Value | None = None
    high: Value | None = None
    months: float | None = None
    usable: bool = True
    note: str | None = None
    band_statuses: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a value; empty when the parameter is not dated."""
        return tuple(sorted({dated.year for dated in self.dated}))

    def value(self, preset: str | None = None, year: int | None = None) -> Value | None:
        """Return the value; None when the parameter is empty.

        A parameter with presets needs `preset`, a dated one needs `year`; what is given beyond need is ignored, so
        that one call fits every parameter. Where a year has several values, the one in force at its end is returned.

        Raises ParameterError when the preset or the year is not given or has no value; it names index and year.
        """
        if self.empty:
            return None
        if self.presets:
            return self._of_preset(preset)
        if self.dated:
            return self._of_year(year)
        return self.single

    def status_of(self, *, year: int | None = None, band: int | None = None) -> str:
        """Return the status of a part: where a user's own holds for a year or an age band, the others keep theirs."""
        if self.status != OWN_STATUS:
            return self.status
        if self.dated:
            return max((dated for dated in self.dated if dated.year == year), key=lambda dated: dated.month or 0).status
        return self.band_statuses[band] if self.band_statuses and band is not None else self.status

    def _of_preset(self, preset: str | None) -> Value:
        if preset is not None and preset in self.presets:
            return self.presets[preset]
        given = "Ingen er oppgitt" if preset is None else f"«{preset}» finnes ikke"
        text = f"{self.label} ({self.id}) har én verdi per forutsetningssett. {given}. Velg {', '.join(PRESETS)}."
        raise ParameterError(text)

    def _of_year(self, year: int | None) -> Value:
        found = [dated for dated in self.dated if dated.year == year]
        if found:
            return max(found, key=lambda dated: dated.month or 0).value
        given = "Ingen år er oppgitt" if year is None else f"{year} mangler"
        text = (
            f"{self.label} ({self.id}) har én verdi per år. {given}. "
            f"År med verdi: {', '.join(map(str, self.years))}. Legg inn året i parameters/data/{self.id}.toml."
        )
        raise ParameterError(text)


@dataclass(frozen=True, kw_only=True, slots=True)
class CostLine:
    """A cost line: what is used or paid, by which budget, how it is split, and whether a saving can be cashed.

    `sign` is +1 for an expenditure and −1 for a revenue, nothing else: sick pay is an expenditure that rises with
    success because the good outcome uses more of it. `direction` says what the line does to the gain when it counts.
    `role` says how it enters: `life_course` (through a profile), `path` (on the way to the success), `own` (chosen by
    the user for a measure) or `left_out` (stated, never counted). `profile` is the profile cell it is multiplied by.
    `causal` is False where the causal share is 1. `k` is None where the cashable share is not set; `d` is in years.
    `own_sources` holds, by `k` and `d`, where a user's own value of them comes from.
    """

    id: str
    number: int
    label: str
    holder: str
    budget: str
    split: str
    split_parameter: str | None
    paid_in_full_by: tuple[str, ...]
    kostra_functions: tuple[str, ...]
    arts: tuple[str, ...]
    kind: str
    sign: int
    role: str
    profile: str | None
    causal: bool
    k: float | None
    d: float
    index: str
    unit_cost: str | None
    priced: bool
    empty_reason: str | None
    where_found: str | None
    direction: str
    tax_treatment: str
    note: str | None
    own_sources: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetGroup:
    """A group of young people a measure is for: definition, ages, when success is measured, and its baseline.

    The baseline is the share expected not to complete without a measure (1 − p0); None means the user must give it.
    The outcome age is max(outcome_min_age, entry age + outcome_after_years). From `neet_pair_from_age` the profile
    pair `neet` may be chosen instead of `pair`; `pair_note` says when.
    """

    id: str
    number: str
    label: str
    definition: str
    success_text: str
    age_min: int
    age_max: int
    age_default: int
    outcome_min_age: int
    outcome_after_years: int
    pair: str
    neet_pair_from_age: int | None
    pair_note: str | None
    baseline: float | None
    baseline_low: float | None
    baseline_high: float | None
    baseline_status: str
    baseline_note: str
    own_lines: str
    size_national: str | None
    size_rule: str | None
    sources: tuple[Source, ...]


def nearest(name: str, known: Mapping[str, object]) -> str:
    """Return a Norwegian hint with the names most like `name`, or nothing."""
    found = get_close_matches(name, known, n=3)
    return f" Mente du {' eller '.join(found)}?" if found else ""
