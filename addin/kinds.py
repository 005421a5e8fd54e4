"""Each kind of argument by its name in the registry, with the ranges the core's own input cells have."""

from collections.abc import Mapping
from functools import cache
from math import inf, nan

from addin.arguments import Choice, Kind, Number, Text
from addin.municipality_fields import FIELDS, newest_edition
from utenfor_core.assumptions import INDEXES
from utenfor_core.domain import FYLKE, LEVELS, PRESETS, YEARS
from utenfor_core.frame import Frame, built_in_frame
from utenfor_core.parameters.vocabulary import units

ALL_LEVELS = (*LEVELS, "alle")
"""The five budgets, and all five together."""

INDEX_NAMES = {"D": "kommunal deflator", "K": "kpi", "L": "lønn", "G": "grunnbeløp"}


def _range(frame: Frame, key: str) -> tuple[float, float]:
    found = next(one for one in frame.fields if one.key == key)
    return -inf if found.minimum is None else found.minimum, inf if found.maximum is None else found.maximum


def _number(frame: Frame, key: str, hint: str) -> Number:
    low, high = _range(frame, key)
    return Number(low=low, high=high, hint=hint)


def _groups(frame: Frame) -> Choice:
    groups = tuple(frame.parameters.groups.values())
    others = {
        spelling.casefold(): place
        for place, group in enumerate(groups)
        for spelling in (group.number, group.label, frame.group_labels[group.id])
    }
    ids = tuple(group.id for group in groups)
    return Choice(shown=ids, others=others, hint="Skriv målgruppen som tekst, for eksempel «vgs_frafall» eller «1a».")


def _horizon(frame: Frame) -> Number:
    low, high = _range(frame, "place.horizon")
    end = frame.parameters.number("time/end_age")
    return Number(
        low=low, high=high, whole=True, blank=float(YEARS), words={f"til {end:.0f}": float(YEARS)},
        hint=f"Skriv et helt antall budsjettår, eller la stå tomt (til {end:.0f} år).",
    )  # fmt: skip


def _rate(frame: Frame) -> Number:
    low, high = _range(frame, "place.flat_rate")
    hint = "Skriv realrenten som desimaltall eller prosent (0,04 eller 4 %), eller la stå tomt (trapp)."
    return Number(low=low, high=high, blank=nan, words={"trapp": nan}, hint=hint)


def _age(frame: Frame) -> Number:
    low, high = _range(frame, "m1.age")
    hint = "Alder er hele år, alderen som fylles i året deltakeren starter; tomt gir gruppens vanlige alder."
    return Number(low=low, high=high, whole=True, blank=nan, hint=hint)


def _indexes() -> Choice:
    others = {key.casefold(): place for place, key in enumerate(INDEXES)} | {"deflator": INDEXES.index("D")}
    shown = tuple(INDEX_NAMES[key] for key in INDEXES)
    return Choice(shown=shown, others=others, blank=INDEXES.index("D"), hint="Tomt gir kommunal deflator.")


@cache
def kinds() -> Mapping[str, Kind]:
    """Return each kind by its name; the core's figures are read the first time.

    >>> kinds()["level"].read("nivå", "fylke")
    1.0
    """
    frame = built_in_frame()
    first, last = units()["årstall"].minimum or 0.0, units()["årstall"].maximum or inf
    base = float(frame.base_year)
    a_date = "Av en dato gir ÅR(…) årstallet."
    place = "Skriv kommunenummer (fire sifre) eller kommunenavn."
    return {
        "group": _groups(frame),
        "count": _number(frame, "m1.intake_0", "Skriv hvor mange som deltar."),
        "success_rate": _number(frame, "m1.typed_rate", "Skriv andelen: 0,1 eller 10 %."),
        "cost": _number(frame, "m1.cost_per_year", "Skriv kroner per deltaker, uten minus."),
        "level": Choice(
            shown=ALL_LEVELS, others={"fylke": LEVELS.index(FYLKE)}, blank=len(LEVELS), hint="Tomt gir alle nivåer."
        ),
        "horizon": _horizon(frame),
        "rate": _rate(frame),
        "age": _age(frame),
        "preset": Choice(
            shown=PRESETS, others={name.replace("-", " "): at for at, name in enumerate(PRESETS)}, blank=0,
            hint=f"Tomt gir {PRESETS[0]}.",
        ),
        "residents": Number(low=1, high=inf, whole=True, hint="Skriv folketallet som et helt tall."),
        "edition": Text(numbers=True, blank=newest_edition(), hint="Skriv utgaven, for eksempel 2019."),
        "municipality": Text(numbers=True, hint=place),
        "field": Choice(shown=tuple(FIELDS), hint="Skriv feltet som tekst, for eksempel «folketall»."),
        "indicator": Text(hint="Skriv indikatoren som tekst, for eksempel «neet_15_29_share»."),
        "parameter": Text(hint="Skriv navnet på forutsetningen, for eksempel «time/discount_rate_1»."),
        "optional_year": Number(
            low=first, high=last, whole=True, year=True, blank=nan, hint=f"Skriv årstallet eller ingenting. {a_date}"
        ),
        "price_year": Number(
            low=first, high=last, whole=True, year=True, hint=f"Skriv årstallet med fire sifre. {a_date}"
        ),
        "amount": Number(low=-inf, high=inf, hint="Skriv beløpet i kroner."),
        "index": _indexes(),
        "budget_year": Number(
            low=0, high=YEARS - 1, base=base, whole=True, year=True,
            hint=f"Skriv årstallet ({frame.base_year} er det første) eller antall år etter det (0, 1, 2 …). {a_date}",
        ),
    }  # fmt: skip
