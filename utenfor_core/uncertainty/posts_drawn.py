"""What all measures share, over draws: growth, causal share, and each post's unit cost, share, kernel and use.

By name, arrays (1 or draws, …): `kappa`, `growth` (77 years), `unit.<post>`, `share.<post>`, `kernel.<post>` (4) and
`gap.<pair>.<what>` (8 age bands), the use outside less the use inside of a profile or the expected tax of a kind.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from utenfor_core.cash_flows import TIME
from utenfor_core.domain import BAND_STARTS, FYLKE, KOMMUNE, PROFILE_BANDS, Value
from utenfor_core.expected_tax import BRACKETS, WAGES
from utenfor_core.post_table import EQUALISATION, YEARS_AFTER
from utenfor_core.posts import AGE_FLAGS, INCOMES, POSTS, TAX_KINDS, Post
from utenfor_core.tax import TaxRules, keep, tax_bill
from utenfor_core.trace import Rows, cell_value, number
from utenfor_core.uncertainty.cells import Cells, beside, certain

Floats = NDArray[np.float64]
Drawn = dict[str, Floats]
PAIR_BLOCKS = ("completed", "neet")
KEPT_BY = {"keep": KOMMUNE, "away": KOMMUNE, "county_keep": FYLKE, "county_away": FYLKE}


def gap_name(post: Post, pair: str) -> str:
    """Return the name of what a post's use is the gap of, such as `gap.neet.employed.all`."""
    what = post.tax or (f"free{post.free}" if post.free else f"{post.profile}.{post.ages}")
    return f"gap.{'both' if post.free else pair}.{what}"


def shared_drawn(cells: Cells) -> Drawn:
    """Return everything that all measures share over draws, by name."""
    found: Drawn = {
        "kappa": cells.assumed("kappa"),
        "growth": (1.0 + cells.assumed("growth")[:, None]) ** TIME,
        "gap.completed.path.all": np.full((1, len(BAND_STARTS)), -1.0),
        "gap.neet.path.all": np.zeros((1, len(BAND_STARTS))),
    }
    kept = _kept(cells)
    for at, post in enumerate(POSTS):
        found[f"unit.{post.name}"] = _unit(post, cells)
        found[f"share.{post.name}"] = kept.get(post.share, certain(float(_shared(cells, "share", at))))
        found[f"kernel.{post.name}"] = _kernel(post, cells)
    for pair in PAIR_BLOCKS:
        found |= _gaps(cells, pair)
    return found


def _shared(cells: Cells, name: str, at: int = 0) -> float:
    return number(cell_value(cells.result.row(name), at))


def _unit(post: Post, cells: Cells) -> Floats:
    if post.tax:
        return certain(1.0)
    if post.free:
        return cells.amount(f"free{post.free}.unit_cost")
    return cells.assumed(f"unit_{post.line if post.line == EQUALISATION else post.name.removesuffix('_flyttet')}")


def kernel(share: Floats, delay: Floats) -> Floats:
    """Return v_j = k · max(0, 1 − |d − j|) over draws, j = 3 … 0 (…, 4)."""
    return np.asarray(share[:, None] * np.maximum(0.0, 1.0 - np.abs(delay[:, None] - np.array(YEARS_AFTER))))


def _kernel(post: Post, cells: Cells) -> Floats:
    if post.tax:
        return kernel(certain(1.0), certain(0.0))
    if post.free:
        return kernel(cells.amount(f"free{post.free}.cashable_share"), cells.amount(f"free{post.free}.delay"))
    return kernel(cells.assumed(f"k_{post.line}"), cells.assumed(f"d_{post.line}"))


def _kept(cells: Cells) -> Drawn:
    """Return what stays of a tax krone and what is equalised away, by the post's kind of share."""
    level, threshold = cells.typed("place.tax_level"), cells.assumed("weak_threshold")
    weak = certain(_shared(cells, "weak")) if level is None else (level < threshold).astype(float)
    kept = np.asarray(
        keep(
            symmetric=cells.assumed("symmetric_rate"),  # type: ignore[arg-type]  # arithmetic: holds for each draw
            extra=cells.assumed("weak_rate") * weak,  # type: ignore[arg-type]  # arithmetic: holds for each draw
            threshold=threshold,  # type: ignore[arg-type]  # arithmetic: holds for each draw
            weak=True,
            share=cells.result.place.population_share,
        )
    )
    county = 1.0 - cells.assumed("county_equalisation")
    return {"keep": kept, "away": 1.0 - kept, "county_keep": county, "county_away": 1.0 - county}


def _gaps(cells: Cells, pair: str) -> Drawn:
    """Return use outside less use inside in the eight age bands for every profile, free line and kind of tax."""
    suffix = "_neet" if pair == "neet" else ""
    use = {
        (line, which): cells.assumed_vector(f"{line}_{which}{suffix}")
        for line in ("sosialhjelp", "ufore", "aap", "employed")
        for which in ("out", "in")
    }
    found: Drawn = {}
    bands = range(1, len(PROFILE_BANDS) + 1)
    for post in POSTS:
        name = gap_name(post, pair)
        if post.free:
            out, inside = (
                beside(*(cells.amount(f"free{post.free}.{which}_{band}") for band in bands)) for which in ("out", "in")
            )
            found[name] = _eight(out - inside)
        elif post.profile != "path" and not post.tax:
            gap = use[post.profile, "out"] - use[post.profile, "in"]
            found[name] = _eight(gap * np.array(AGE_FLAGS[post.ages]))
    mix = _mix(use)
    bill = tax_bill(_incomes(cells), np.array([float(name in WAGES) for name in INCOMES]), _rules(cells))
    for kind in TAX_KINDS:
        found[f"gap.{pair}.{kind}"] = _eight(np.einsum("di,dib->db", *_alike(getattr(bill, kind), mix)))
    return found


def _alike(taxes: Floats, mix: Floats) -> tuple[Floats, Floats]:
    draws = max(len(taxes), len(mix))
    return np.broadcast_to(taxes, (draws, *taxes.shape[1:])), np.broadcast_to(mix, (draws, *mix.shape[1:]))


def _eight(middle: Floats) -> Floats:
    """Put nothing before the first and after the last profile band: (…, 6) becomes (…, 8)."""
    return np.pad(middle, ((0, 0), (1, 1)))


def _mix(use: Mapping[tuple[str, str], Floats]) -> Floats:
    """Return who has which of INCOMES outside less inside (…, incomes, 6): low wage outside, ordinary wage inside."""
    disabled, assessed = (use[line, "out"] - use[line, "in"] for line in ("ufore", "aap"))
    ages = {name: np.array(flags, dtype=float) for name, flags in AGE_FLAGS.items()}
    parts = (
        use["employed", "out"],
        -use["employed", "in"],
        disabled * ages["under_30"],
        disabled * ages["from_30"],
        assessed * ages["under_25"],
        assessed * ages["from_25"],
    )
    return np.stack(np.broadcast_arrays(*parts), axis=1)


def _incomes(cells: Cells) -> Floats:
    """Return the yearly INCOMES over draws (…, incomes)."""
    wage = cells.assumed("wage_month") * 12 * cells.assumed("hours_share")
    by_name = {"wage_out": wage * cells.assumed("low_education_ratio"), "wage_in": wage}
    return beside(*(by_name[name] if name in by_name else cells.assumed(f"unit_{name}") for name in INCOMES))


def _rules(cells: Cells) -> TaxRules:
    """Return the tax rules in use; they are law and are never drawn."""

    def rate(name: str) -> float:
        value: Value = cells.in_use[name]
        return number(value)

    rows: Rows = cells.result.block()
    return TaxRules(
        allowance_rate=rate("allowance_rate"),
        allowance_cap=rate("allowance_cap"),
        personal_allowance=rate("personal_allowance"),
        municipal_rate=rate("municipal_rate"),
        county_rate=rate("county_rate"),
        state_rate=rows.single("state_rate_used"),
        social_rate=rate("social_rate"),
        social_floor=rate("social_floor"),
        social_step=rate("social_step"),
        brackets=[(rate(f"bracket_{n}_from"), rate(f"bracket_{n}_rate")) for n in BRACKETS],
        employer_rate=rows.single("employer_rate"),
    )
