"""What the task pane asks for: the choices of its form, and what a measure saves by level and year, from the core.

The pane's figures are the whole model for the chosen municipality, or the neutral one of the worksheet functions. The
formula it offers is always the neutral one, so its own number is given beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from addin.functions import utenfor_savings
from addin.kinds import ALL_LEVELS, kinds
from addin.unit_savings import NEUTRAL
from addin.worksheet_errors import WorksheetError
from utenfor_core.domain import LEVELS, PRESETS, YEARS, Case, Measure, Place
from utenfor_core.errors import InputError, MunicipalityError
from utenfor_core.frame import built_in_frame
from utenfor_core.model import Result, run
from utenfor_core.municipalities import all_municipalities
from utenfor_core.places import place_of
from utenfor_core.version import __version__

LEVEL_NAMES = ("Kommunen", "Fylkeskommunen", "Staten", "Andre kommuner", "Andre fylkeskommuner")
OSLO_NAME = "Kommunen (byen)"
NEUTRAL_NAME = "en nøytral kommune"

KEPT_RESULTS = 64
"""Measures whose result is remembered, so that a change of the years shown costs nothing."""

FIELDS: Mapping[str, tuple[str, str]] = {
    "group": ("Målgruppen", "group"),
    "count": ("Antall", "count"),
    "rate": ("Netto suksessrate", "success_rate"),
    "cost": ("Kostnaden", "cost"),
    "age": ("Alderen", "age"),
    "horizon": ("Antall år", "horizon"),
    "preset": ("Forutsetningene", "preset"),
    "level": ("Nivået", "level"),
}
"""The form's fields but the municipality: what it is called in a message, and the kind it is read as."""


class FormError(InputError):
    """What is wrong in the form, by field; one Norwegian sentence each."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """Keep the sentences by field."""
        super().__init__(*fields.values())
        self.fields = dict(fields)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A filled-in form: who, how many, the net success rate, kroner per participant, and what is looked at."""

    place: Place
    group: str
    count: float
    rate: float
    cost: float
    age: float | None
    horizon: int
    preset: str
    level: int


@cache
def choices() -> Mapping[str, Any]:
    """Return what can be chosen in the form: 357 municipalities, groups with their ages, presets, levels.

    >>> len(choices()["municipalities"])
    357
    """
    frame = built_in_frame()
    return {
        "municipalities": [
            {"number": one.number, "name": one.name_no, "county": one.county} for one in all_municipalities()
        ],
        "groups": [
            {
                "id": group.id, "label": frame.group_labels[group.id],
                "ages": [group.age_min, group.age_max, group.age_default],
            }
            for group in frame.parameters.groups.values()
        ],
        "presets": list(PRESETS),
        "levels": [
            {"id": level, "label": name}
            for level, name in zip(ALL_LEVELS, (*LEVEL_NAMES, "Alle nivåer"), strict=True)
        ],
        "version": __version__,
    }  # fmt: skip


def read_form(form: object) -> Asked:
    """Return the filled-in form.

    Raises FormError with every field that cannot be used, InputError when it is no form at all.
    """
    if not isinstance(form, Mapping):
        text = "Skjemaet kom ikke fram slik panelet sender det. Last panelet på nytt."
        raise InputError(text)
    errors: dict[str, str] = {}
    values: dict[str, Any] = {}
    for field, (label, kind) in FIELDS.items():
        try:
            values[field] = kinds()[kind].read(label, form.get(field))
        except WorksheetError as error:
            errors[field] = error.explanation
    place = NEUTRAL
    if form.get("municipality"):
        try:
            place = place_of(str(form["municipality"]))
        except MunicipalityError as error:
            errors["municipality"] = str(error)
    groups = tuple(built_in_frame().parameters.groups.values())
    age = values.get("age")
    if "group" in values and age == age:  # noqa: PLR0124  # only NaN, an empty field, is not itself
        group = groups[int(values["group"])]
        if age is not None and not group.age_min <= age <= group.age_max:
            errors["age"] = f"Alderen er {age:.0f}, men målgruppen er {group.age_min}–{group.age_max} år ved start."
    if errors:
        raise FormError(errors)
    return Asked(
        place=place,
        group=groups[int(values["group"])].id,
        count=values["count"],
        rate=values["rate"],
        cost=values["cost"],
        age=age if age == age else None,  # noqa: PLR0124  # only NaN is not itself
        horizon=int(values["horizon"]),
        preset=PRESETS[int(values["preset"])],
        level=int(values["level"]),
    )


@lru_cache(maxsize=KEPT_RESULTS)
def _result(asked: Asked) -> Result:
    measure = Measure(
        group=asked.group, age=asked.age, base_outcome=0.0, typed_rate=asked.rate, evidence_grade=1, start_month=1,
        intake=(asked.count,), cost_per_year=asked.cost, duration=1.0,
    )  # fmt: skip
    return run(Case(place=asked.place, measures=(measure,), preset=asked.preset))


def savings(form: object) -> dict[str, Any]:
    """Return what the measure saves: kroner by level and budget year, present values, and the formula for the sheet.

    Everybody starts in January of the base year, which is not discounted; the kommune pays the whole cost that year.

    Raises FormError.

    >>> found = savings({"group": "vgs_frafall", "count": 80, "rate": 0.1, "cost": 7500, "horizon": 10})
    >>> len(found["years"]), len(found["levels"]), found["cost"]
    (10, 5, 600000.0)
    """
    asked = read_form(form)
    frame, result = built_in_frame(), _result(asked)
    years = asked.horizon
    if years == YEARS:
        group = frame.parameters.groups[asked.group]
        years = int(frame.parameters.number("time/end_age")) - int(asked.age or group.age_default)
    flows = result.row("level_gross", "m1")[:, :years]
    discount = result.row("discount")[0][:years]
    present = flows @ discount
    city = len(asked.place.own_levels) > 1
    names = (OSLO_NAME, *LEVEL_NAMES[1:]) if city else LEVEL_NAMES
    cost = float(result.row("level_cost", "m1")[:, :years].sum())
    return {
        "place": NEUTRAL_NAME if asked.place is NEUTRAL else asked.place.name,
        "years": [frame.base_year + year for year in range(years)],
        "levels": [
            {"id": level, "name": name, "flows": flow.tolist(), "present": float(value)}
            for level, name, flow, value in zip(LEVELS, names, flows, present, strict=True)
        ],
        "cost": cost,
        "own_net": float(sum(present[LEVELS.index(level)] for level in asked.place.own_levels)) - cost,
        "net": float(present.sum()) - cost,
        "formula": formula(asked),
        "basis": basis(asked, years),
    }


def formula(asked: Asked) -> dict[str, Any]:
    """Return the formula for the sheet, as Excel stores it and as a Norwegian Excel shows it, and its own number."""
    age = "" if asked.age is None else f"{asked.age:.0f}"
    horizon = "" if asked.horizon == YEARS else str(asked.horizon)
    cells = [f'"{asked.group}"', _number(asked.count), _number(asked.rate), f'"{ALL_LEVELS[asked.level]}"', horizon]
    cells += ["", age, f'"{asked.preset}"']
    value = utenfor_savings(
        asked.group, asked.count, asked.rate, ALL_LEVELS[asked.level], horizon and asked.horizon, None, asked.age,
        asked.preset,
    )  # fmt: skip
    return {
        "stored": f"=UTENFOR.SAVINGS({','.join(cells)})",
        "shown": f"=UTENFOR.SAVINGS({';'.join(cell.replace('.', ',') for cell in cells)})",
        "value": float(value),
        "level": ALL_LEVELS[asked.level],
        "neutral": asked.place is NEUTRAL,
    }


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def basis(asked: Asked, years: int) -> str:
    """Return one line that says what the figures rest on."""
    frame = built_in_frame()
    where = f"{asked.place.name}, skattenivå ikke oppgitt"
    if asked.place is NEUTRAL:
        where = f"{NEUTRAL_NAME.capitalize()}, som i regnearkfunksjonene"
    return (
        f"{where}. {frame.group_labels[asked.group]}. Forutsetningssett {asked.preset}. "
        f"Faste {frame.price_year}-kroner, {years} budsjettår fra {frame.base_year}. "
        f"Alle starter i januar {frame.base_year}; kommunen betaler hele kostnaden det året. "
        "Suksessraten er netto og ikke tatt ned for usikkert kunnskapsgrunnlag. "
        f"Ikke alt i summen er penger som kan tas ut av et budsjett. Utenfor-regnskapet {__version__}."
    )
