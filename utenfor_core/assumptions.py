"""Which parameters the calculation uses, under which short name, and what each is in the chosen preset.

A short name is the word formulas and trace use: `kappa`, `unit_ufore`, `ufore_out_1` … `ufore_out_6` (one for each age
band of a vector). A user's own value replaces the preset's when it is a number within the parameter's range.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from utenfor_core.domain import PRESETS, PROFILE_BANDS
from utenfor_core.errors import ParameterError
from utenfor_core.parameters import Parameter, Parameters
from utenfor_core.parameters.vocabulary import OWN_CONFIDENCE, OWN_STATUS

INDEXES = ("D", "K", "L", "G")
"""Municipal deflator, consumer prices, wages, basic amount: position + 1 is the index number in the workbook."""

MOST = 1e9
"""Where a parameter names no limit: no amount per person and year is above a milliard."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Assumption:
    """One line of the assumptions: its short name, where its value stands, and what may be typed over it."""

    name: str
    id: str
    section: str
    label: str
    unit: str
    status: str
    sources: str
    values: tuple[float | None, ...]
    price_year: int | None = None
    index: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    note: str = ""


SCALARS: Mapping[str, Mapping[str, tuple[str, int | None]]] = {
    "Tid, rente og horisont": {
        "end_age": ("time/end_age", None),
        "rate_1": ("time/discount_rate_1", None),
        "rate_2": ("time/discount_rate_2", None),
        "rate_3": ("time/discount_rate_3", None),
        "rate_from_2": ("time/discount_from_2", None),
        "rate_from_3": ("time/discount_from_3", None),
        "plan_years": ("time/plan_years", None),
        "horizon_medium": ("time/horizon_medium", None),
        "horizon_long": ("time/horizon_long", None),
        "horizon_standard": ("time/horizon_standard", None),
        "election_last": ("time/election_last_budget_year", None),
        "election_period": ("time/election_period", None),
    },
    "Valg av metode": {
        "kappa": ("method/causal_share", None),
        "haircut_on": ("method/haircut_on", None),
        "haircut_1": ("method/haircut_1", None),
        "haircut_2": ("method/haircut_2", None),
        "haircut_3": ("method/haircut_3", None),
        "haircut_4": ("method/haircut_4", None),
        "haircut_5": ("method/haircut_5", None),
        "haircut_6": ("method/haircut_6", None),
        "catch_up": ("method/catch_up", None),
        "catch_up_age": ("method/catch_up_age", None),
        "catch_up_after": ("method/catch_up_after", None),
        "neet_lasting": ("method/neet_lasting", None),
        "neet_decay": ("method/neet_decay", None),
        "phase_in": ("method/phase_in_years", None),
        "growth": ("method/real_growth", None),
        "extra_years": ("method/extra_school_years", None),
        "early_years": ("method/early_measurement_years", None),
        "weak_if_empty": ("method/weak_branch_if_empty", None),
        "lasting_required": ("method/lasting_required", None),
        "tolerance": ("method/tolerance", None),
    },
    "Inntektsutjevning": {
        "symmetric_rate": ("equalisation/symmetric_rate", 2026),
        "weak_rate": ("equalisation/weak_rate", None),
        "weak_threshold": ("equalisation/weak_threshold", None),
        "county_equalisation": ("equalisation/county_rate", None),
    },
    "Skatt": {
        "allowance_rate": ("tax/allowance_rate", None),
        "allowance_cap": ("tax/allowance_cap", None),
        "personal_allowance": ("tax/personal_allowance", None),
        "municipal_rate": ("tax/municipal_rate", 2027),
        "county_rate": ("tax/county_rate", 2027),
        "state_rate": ("tax/state_rate", 2027),
        "municipal_rate_dated": ("tax/municipal_rate", 2026),
        "county_rate_dated": ("tax/county_rate", 2026),
        "state_rate_dated": ("tax/state_rate", 2026),
        "structural_from": ("tax/structural_from", None),
        "reduced_zone_relief": ("tax/reduced_zone_relief", None),
        "social_rate": ("tax/social_rate", None),
        "social_floor": ("tax/social_floor", None),
        "social_step": ("tax/social_step", None),
        **{f"bracket_{n}_from": (f"tax/bracket_{n}_from", None) for n in range(1, 6)},
        **{f"bracket_{n}_rate": (f"tax/bracket_{n}_rate", None) for n in range(1, 6)},
        **{f"employer_{zone}": (f"tax/employer_zone_{zone}", None) for zone in ("1", "1a", "2", "3", "4", "4a", "5")},
    },
    "Enhetskostnader og lønn": {
        "unit_sosialhjelp": ("unit_costs/sosialhjelp", None),
        "unit_ufore_ung": ("unit_costs/ufore_ung", None),
        "unit_ufore": ("unit_costs/ufore", None),
        "unit_aap_ung": ("unit_costs/aap_ung", None),
        "unit_aap": ("unit_costs/aap", None),
        "unit_sykepenger": ("unit_costs/sykepenger", None),
        "unit_vgo_ekstra": ("unit_costs/vgo_ekstra", None),
        "unit_utgiftsutjevning": ("unit_costs/utgiftsutjevning", None),
        "wage_month": ("wages/craft_month", 2024),
        "low_education_ratio": ("wages/low_education_ratio", None),
        "hours_share": ("wages/hours_share", None),
    },
}

PROFILE_LINES = ("sosialhjelp", "ufore", "aap", "employed")
VECTORS: Mapping[str, Mapping[str, str]] = {
    f"Profil: {title}": {
        f"{line}_{side}{suffix}": f"profile/{pair}/{line}_{side}" for line in PROFILE_LINES for side in ("out", "in")
    }
    for title, pair, suffix in (
        ("fullført videregående", "fullfort", ""),
        ("i arbeid eller utdanning", "neet", "_neet"),
    )
} | {"Bofasthet": {"stay_share": "moving/stay_share"}}

CASHABLE_LINES = ("sosialhjelp", "ufore", "aap", "sykepenger", "vgo_ekstra", "utgiftsutjevning")
CASHABLE = "Realiserbar andel og forsinkelse"


def vector_names(name: str) -> tuple[str, ...]:
    """Return the six short names of a vector, youngest band first.

    >>> vector_names("aap_in")[0]
    'aap_in_1'
    """
    return tuple(f"{name}_{band}" for band in range(1, len(PROFILE_BANDS) + 1))


def _single(parameter: Parameter, preset: str | None, year: int | None) -> float | None:
    """Return the one number of a parameter, or None where it is empty."""
    value = parameter.value(preset, year)
    if isinstance(value, tuple):
        text = f"{parameter.label} ({parameter.id}) har et tall per aldersgruppe, men her trengs ett tall."
        raise ParameterError(text)
    return value


def _of_band(parameter: Parameter, preset: str, band: int) -> float | None:
    value = parameter.value(preset)
    return value[band] if isinstance(value, tuple) else value


def _assumption(  # noqa: PLR0913 - what a line is made of
    name: str, section: str, parameter: Parameter, values: tuple[float | None, ...], suffix: str = "", *, status: str
) -> Assumption:
    read = [source for source in parameter.sources if status == OWN_STATUS or source.confidence != OWN_CONFIDENCE]
    return Assumption(
        name=name,
        id=parameter.id,
        section=section,
        label=parameter.label + suffix,
        unit=parameter.unit,
        status=status,
        sources="; ".join(source.id for source in read),
        values=values,
        price_year=parameter.price_year,
        index=parameter.index,
        minimum=-MOST if parameter.minimum is None else parameter.minimum,
        maximum=MOST if parameter.maximum is None else parameter.maximum,
        note=parameter.note or parameter.empty_reason or "",
    )


def _scalars(parameters: Parameters) -> Iterator[Assumption]:
    for section, names in SCALARS.items():
        for name, (key, year) in names.items():
            parameter = parameters[key]
            values = tuple(_single(parameter, preset, year) for preset in PRESETS)
            yield _assumption(name, section, parameter, values, status=parameter.status_of(year=year))


def _vectors(parameters: Parameters) -> Iterator[Assumption]:
    for section, names in VECTORS.items():
        for name, key in names.items():
            parameter = parameters[key]
            for band, (short, title) in enumerate(zip(vector_names(name), PROFILE_BANDS, strict=True)):
                values = tuple(_of_band(parameter, preset, band) for preset in PRESETS)
                status = parameter.status_of(band=band)
                yield _assumption(short, section, parameter, values, f", {title} år", status=status)


def _cashable(parameters: Parameters) -> Iterator[Assumption]:
    for line_id in CASHABLE_LINES:
        line = parameters.lines[line_id]
        for part, label, unit, value, top in (
            ("k", "andel som kan tas ut", "andel", line.k, 1.0),
            ("d", "år før den kan tas ut", "år", line.d, 3.0),
        ):
            own = line.own_sources.get(part)
            yield Assumption(
                name=f"{part}_{line_id}", id=f"lines/{line_id}", section=CASHABLE, label=f"{line.label}: {label}",
                unit=unit, status=OWN_STATUS if own else "assumption", sources=own.id if own else "",
                values=(value,) * len(PRESETS), minimum=0.0, maximum=top, note=line.note or "",
            )  # fmt: skip


def assumptions(parameters: Parameters) -> tuple[Assumption, ...]:
    """Return every line of the assumptions in the order of the sheet."""
    return (*_scalars(parameters), *_cashable(parameters), *_vectors(parameters))


def price_growth(parameters: Parameters, years: range) -> dict[tuple[str, int], float | None]:
    """Return the yearly growth of each index into each of the years; None where it is not known."""
    return {(index, year): parameters.growth(index).get(year) for index in INDEXES for year in years}
