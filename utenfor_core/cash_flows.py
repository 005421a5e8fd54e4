"""Cash flows of one measure: how a success phases in and lasts, and kroner by post and year, added over the intake.

All flows are arrays (…, year) with t = 0 … 76, real kroner of the price year; a cohort of year k is shifted k years.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.domain import INTAKES, YEARS, Value
from utenfor_core.profiles import band_of
from utenfor_core.trace import Rows, number

Floats = NDArray[np.float64]
TIME = np.arange(YEARS)
PAD = INTAKES - 1


def over_intake(intake: Floats, stream: Floats) -> Floats:
    """Σ_k N_k · stream(…, t − k) for each year t: one stream per person, shifted a year for each yearly intake.

    `intake` has shape (10,), `stream` (…, years); terms before a cohort's first year are 0.

    >>> over_intake(np.array([1.0, 2.0]), np.array([5.0, 7.0, 0.0]))
    array([ 5., 17., 14.])
    """
    years = stream.shape[-1]
    total = np.zeros_like(stream)
    for k, persons in enumerate(intake[:years]):
        total[..., k:] += persons * stream[..., : years - k]
    return total


def grown(flows: Floats, shared: Rows) -> Floats:
    """Return flows (posts, years) with the real growth of each post's kind; kroner of the price year stay that.

    `shared` has growth_kind (posts, 1) and growth_factor (kinds, years).

    >>> growth = Rows(growth_kind=[2.0], growth_factor=np.array([[1.0, 1.0], [1.0, 1.5]]))
    >>> grown(np.array([[10.0, 10.0]]), growth)
    array([[10., 15.]])
    """
    kinds = shared["growth_kind"][:, 0].astype(int) - 1
    return np.asarray(shared["growth_factor"][kinds] * flows)


def lasting(
    age: Floats, success_age: float, pair: int, inuse: Mapping[str, Value]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return kept rate, Ψ of `fullfort`, Ψ of `neet` and the one of the pair, at each age.

    fullfort: Ψ = Π_{i=1..j} ρ(A + i); neet: Ψ = w + (1 − w)·q^j, with j = max(0, age − A).
    """
    kept = np.where(age > number(inuse["catch_up_age"]), number(inuse["catch_up_after"]), number(inuse["catch_up"]))
    completed = np.asarray(np.cumprod(np.where(age <= success_age, 1.0, kept)), dtype=float)
    since = np.maximum(0.0, age - success_age)
    w, q = number(inuse["neet_lasting"]), number(inuse["neet_decay"])
    neet = np.asarray(w + (1 - w) * q**since, dtype=float)
    return kept, completed, neet, completed if pair == 1 else neet


def years_on_the_way(age: Floats, success_age: float, extra_years: float) -> Floats:
    """Return the part of each age's year that is an extra school year: what lies within the last ones before A.

    Overlap of [age, age + 1] with [A − extra, A]; over all ages it sums to the extra years, whole ages or not.

    >>> years_on_the_way(np.array([19.0, 20.0, 21.0]), 21.5, 1.0)
    array([0. , 0.5, 0.5])
    """
    before = extra_years - (success_age - 1 - age)
    parts = np.minimum(np.minimum(1.0, extra_years), np.minimum(before, success_age - age))
    return np.asarray(np.maximum(0.0, parts), dtype=float)


def weights(constants: Rows, inuse: Mapping[str, Value], stay_band: Floats) -> Rows:
    """Return the yearly path of one success: age, band, phase-in, lasting, first year, staying and the four weights.

    Weights (4, years): those who stay, those who moved, everybody, and extra school years just before A.
    """
    entry, success_age = constants.single("entry"), constants.single("success_age")
    age = np.asarray(entry + TIME, dtype=float)
    phased = np.maximum(0.0, np.minimum(1.0, (age - success_age + 1) / number(inuse["phase_in"])))
    kept, completed, neet, lasts = lasting(age, success_age, int(constants.single("pair_number")), inuse)
    first_year = np.where(constants.single("lag_years") + TIME == 0, constants.single("first_year_part"), 1.0)
    band = band_of(age, number(inuse["end_age"]))
    stays = stay_band[band - 1]
    on_the_way = years_on_the_way(age, success_age, number(inuse["extra_years"]))
    weight = np.stack([stays * phased * lasts, (1 - stays) * phased * lasts, phased * lasts, on_the_way]) * first_year
    return Rows(
        age=age[None], age_band=band[None].astype(float), phased=phased[None], kept_rate=kept[None],
        lasting_completed=completed[None], lasting_neet=neet[None], lasting=lasts[None], first_year=first_year[None],
        stays=stays[None], weight=weight,
    )  # fmt: skip


def streams(path: Rows, shared: Rows) -> Floats:
    """Return kroner per success in the cohort's own year τ, for each post: rate(band) · weight (posts, years).

    `path` has the measure's bands, pair and `weights`, `shared` the rates by band and the posts' weight kinds.
    """
    pair = "completed" if path.single("pair_number") == 1 else "neet"
    bands = path["age_band"][0].astype(int) - 1
    kinds = shared["weight_kind"][:, 0].astype(int) - 1
    return np.asarray(shared[f"rate_{pair}"][:, bands] * path["weight"][kinds])
