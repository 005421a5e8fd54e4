"""Draws of uncertain inputs: the PERT distribution by its inverse, on a seeded Latin hypercube.

Numbers in, numbers out: what is drawn, and which inputs share a column, comes in as `Spread`.
"""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from utenfor_core.errors import InputError
from utenfor_core.uncertainty.spreads import Spread

Floats = NDArray[np.float64]
SHAPE = 4.0
"""λ of the PERT distribution where nothing else is said: the mean is then (low + 4 · most + high) / 6."""


def pert_parameters(low: ArrayLike, most: ArrayLike, high: ArrayLike, shape: float = SHAPE) -> tuple[Floats, Floats]:
    """Return a = 1 + λ·(most − low)/(high − low) and b = 1 + λ·(high − most)/(high − low); both 1 where high = low.

    >>> pert_parameters(0.0, 1.0, 4.0)
    (array(2.), array(4.))
    """
    start, top, end = (np.asarray(each, dtype=float) for each in (low, most, high))
    width = np.where(end > start, end - start, 1.0)
    uncertain = end > start
    a = np.where(uncertain, 1.0 + shape * (top - start) / width, 1.0)
    b = np.where(uncertain, 1.0 + shape * (end - top) / width, 1.0)
    return a, b


def pert(chance: ArrayLike, low: ArrayLike, most: ArrayLike, high: ArrayLike, shape: float = SHAPE) -> Floats:
    """Return the value that is not exceeded with the chance: low + (high − low) · B⁻¹(chance; a, b).

    All arguments broadcast; equal low and high give that value for certain. Source: the PERT distribution is a beta
    distribution stretched from low to high (Malcolm et al. 1959; Vose 2008).

    >>> float(pert(0.5, 0.1, 0.2, 0.3).round(9)), float(pert(0.3, 7.0, 7.0, 7.0))
    (0.2, 7.0)
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - scipy is heavy: only where something is drawn

    start, end = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    a, b = pert_parameters(start, most, end, shape)
    within = np.asarray(betaincinv(a, b, np.asarray(chance, dtype=float)), dtype=float)
    return np.asarray(start + (end - start) * within, dtype=float)


def pert_chance(value: ArrayLike, low: ArrayLike, most: ArrayLike, high: ArrayLike, shape: float = SHAPE) -> Floats:
    """Return the chance that the value is not exceeded: B((value − low) / (high − low); a, b), the inverse of `pert`.

    All arguments broadcast; equal low and high are not exceeded by that value and those above.

    >>> float(pert_chance(0.2, 0.1, 0.2, 0.3).round(9)), pert_chance([6.9, 7.0], 7.0, 7.0, 7.0).tolist()
    (0.5, [0.0, 1.0])
    """
    from scipy.special import betainc  # noqa: PLC0415 - scipy is heavy: only where a chance is asked for

    at, start, end = (np.asarray(each, dtype=float) for each in (value, low, high))
    a, b = pert_parameters(start, most, end, shape)
    uncertain = end > start
    within = np.clip((at - start) / np.where(uncertain, end - start, 1.0), 0.0, 1.0)
    return np.asarray(np.where(uncertain, betainc(a, b, within), at >= start), dtype=float)


def hypercube(points: int, columns: int, seed: int) -> Floats:
    """Return a Latin hypercube (points, columns) in (0, 1): one point in each of `points` equal parts of each column.

    The same seed gives the same numbers on every machine (NumPy's PCG64).
    """
    from scipy.stats import qmc  # noqa: PLC0415 - scipy is heavy: only where something is drawn

    if not columns:
        return np.empty((points, 0))
    sampler = qmc.LatinHypercube(d=columns, rng=np.random.default_rng(seed))
    return cast("Floats", sampler.random(points))


def columns_of(spreads: Sequence[Spread]) -> tuple[int, ...]:
    """Return the column of the hypercube each spread is drawn by: one that moves together with others shares theirs.

    >>> columns_of([Spread(key="own.unit_ufore", low=1, high=2), Spread(key="own.unit_aap", low=1, high=2)])
    (0, 0)
    """
    found: dict[str, int] = {}
    return tuple(found.setdefault(spread.moves_with or f"{spread.key} alene", len(found)) for spread in spreads)


def draws(spreads: Sequence[Spread], n: int, seed: int, shape: float = SHAPE) -> Floats:
    """Return n draws of each spread (n, inputs), in the order of the spreads and in their own units.

    Raises InputError naming every spread without a most likely value (`Response.spreads` has them filled in) and a
    number of draws below 1.

    >>> draws([Spread(key="own.kappa", low=0.5, most=0.6, high=0.7)], 3, seed=1).shape
    (3, 1)
    """
    found = [f"{spread.key}: mest sannsynlig verdi mangler. Oppgi den." for spread in spreads if spread.most is None]
    if n < 1:
        found.append(f"{n} trekk kan ikke brukes. Oppgi minst 1 trekk.")
    if found:
        raise InputError(*found)
    at = columns_of(spreads)
    chance = hypercube(n, max(at, default=-1) + 1, seed)[:, list(at)]
    low, most, high = (np.array([getattr(each, name) for each in spreads], dtype=float) for name in Spread.POINTS)
    return pert(chance, low, most, high, shape)
